"""Upper levels, intakes, and what lies beside them."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import magforms as mf
from magforms.conversions import against_limits, upper_limits
from magforms.errors import shown
from magforms.intake import Counts, LimitKind, LimitStatus, Position

ADULTS = {limit.authority: limit for limit in upper_limits(mf.catalogue())}
IOM = ADULTS["Institute of Medicine"]


def mass(low: str, high: str | None = None) -> mf.ElementalMass:
    """Elemental magnesium in mg."""
    return mf.ElementalMass(Decimal(low), Decimal(high or low))


@pytest.mark.parametrize(
    ("low", "high", "position"),
    [
        ("349.99", None, Position.BELOW),
        ("350", None, Position.AT),
        ("350.00", None, Position.AT),
        ("350.01", None, Position.ABOVE),
        ("300", "349", Position.BELOW),
        ("300", "350", Position.ACROSS),
        ("350", "400", Position.ACROSS),
        ("351", "400", Position.ABOVE),
        ("0", None, Position.BELOW),
    ],
)
def test_position_is_where_the_range_lies(low: str, high: str | None, position: Position) -> None:
    """Below, at, above, or across where it touches or passes over the level."""
    (found,) = against_limits(mass(low, high), [IOM])
    assert position is found.position


def test_no_level_is_said_in_words() -> None:
    """Where an authority sets none, nothing lies beside it."""
    (none,) = (
        limit
        for limit in mf.catalogue().limits
        if limit.population == "infants to 12 months" and limit.kind is LimitKind.UPPER_LEVEL
    )
    (found,) = against_limits(mass("10"), [none])
    assert Position.NO_LEVEL is found.position
    assert "10 mg elemental magnesium lies beside no level: Institute of Medicine" in str(found)
    assert "upper level, infants to 12 months: not established." in str(none)


def test_misprinted_level_is_not_reported() -> None:
    """That a page misprints a figure is another thing than that there is none."""
    (found,) = (
        limit for limit in mf.catalogue().limits if limit.status is LimitStatus.NOT_REPORTED
    )
    assert "suggested upper level, children 3 to 10 years: not reported." in str(found)
    assert str(found).endswith("The page misprints the figure, so that none is given here.")


@given(st.decimals("0", "1000", places=2), st.decimals("0", "1000", places=2))
def test_more_never_lies_lower(first: Decimal, second: Decimal) -> None:
    """The order of positions is that of amounts."""
    order = [Position.BELOW, Position.AT, Position.ABOVE]
    low, high = sorted((first, second))
    places = [
        order.index(against_limits(mf.ElementalMass(item, item), [IOM])[0].position)
        for item in (low, high)
    ]
    assert sorted(places) == places


def test_limits_are_many() -> None:
    """One thing that is none is told."""
    with pytest.raises(mf.AmountError, match="a limit must be one of `catalogue"):
        against_limits(mass("10"), None)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [mf.parse_amount("500 mg"), 500, Decimal(500), (1, 2), "500 mg"])
def test_mass_of_a_compound_lies_beside_no_limit(wrong: object) -> None:
    """Only elemental magnesium does, by its type."""
    with pytest.raises(mf.AmountError) as caught:
        against_limits(wrong, [IOM])  # type: ignore[arg-type]
    assert f"only elemental magnesium lies beside a limit, got {shown(wrong)}" == str(caught.value)


@pytest.mark.parametrize(
    ("low", "high"),
    [("500", "1"), ("-1", "1"), ("NaN", "1"), ("1", "Infinity"), (1, 2), (0.5, 1.5), (None, None)],
)
def test_mass_that_cannot_be_lies_nowhere(low: Any, high: Any) -> None:
    """Two finite numbers from nothing, the lower one first."""
    ends = [Decimal(end) if isinstance(end, str) else end for end in (low, high)]
    with pytest.raises(mf.AmountError) as caught:
        against_limits(mf.ElementalMass(*ends), [IOM])
    assert str(caught.value).startswith("elemental magnesium must be two Decimals in order, from 0")


@pytest.mark.parametrize("wrong", [1, None, "IOM", ADULTS])
def test_limits_are_those_of_a_catalogue(wrong: object) -> None:
    """What is none is named."""
    with pytest.raises(mf.AmountError) as caught:
        against_limits(mf.ElementalMass(Decimal(1), Decimal(2)), [IOM, wrong])  # type: ignore[list-item]
    assert f"a limit must be one of `catalogue().limits`, got {shown(wrong)}" == str(caught.value)


def test_position_carries_the_caveats_of_amounts() -> None:
    """It is told on its own as well, and never without them."""
    (position,) = against_limits(mf.ElementalMass(Decimal(1), Decimal(2)), [IOM])
    amounts = mf.elemental("1 mg", "oxide").caveats
    assert {*position.caveats} <= {*amounts}
    assert "standing" == position.caveats[0].id
    assert {"upper-limit", "kidney-cut-offs"} <= {caveat.id for caveat in position.caveats}
    assert position.caveat == "\n".join(caveat.text for caveat in position.caveats)


def test_adults_have_one_level_an_authority() -> None:
    """Where an authority has none for adults, the one from some age on holds."""
    limits = upper_limits(mf.catalogue())
    found = {limit.authority: (limit.population, limit.value_mg) for limit in limits}
    assert found == {
        "Institute of Medicine": ("adults from 19 years", 350),
        "Scientific Committee on Food": ("adults", 250),
        "Federal Institute for Risk Assessment": ("from 4 years", 250),
        "Scientific Committee for Food Safety (VKM)": ("adults from 18 years", 350),
    }


def test_elemental_amounts_show_where_they_lie() -> None:
    """Each level comes with authority, year, people and what counts, and never with advice."""
    shown = " ".join(str(mf.elemental("500 mg", "oxide")).split())
    assert (
        "301.5 mg elemental magnesium lies below: Institute of Medicine (United States and Canada,"
        " 1997): upper level, adults from 19 years: 350 mg a day. Magnesium from supplements and"
        " medicines"
    ) in shown
    assert "lies above: Scientific Committee on Food (European Union, 2001)" in shown
    assert "safe" not in shown.lower().split()


def test_every_limit_says_what_it_rests_on() -> None:
    """No figure without source, place, people and what it counts."""
    limits = mf.catalogue().limits
    assert 50 == len(limits)
    for limit in limits:
        assert limit.references
        assert limit.locator
        assert limit.population
        assert limit.scope.endswith(".")
        assert (limit.value_mg is None) == (limit.status is not LimitStatus.STATED)
        assert limit.year or limit.kind is LimitKind.LABEL_REFERENCE
        assert (limit.counts is Counts.LABELS) == (limit.kind is LimitKind.LABEL_REFERENCE)


# typed again from the sources' tables: id without number, population, mg
KNOWN = {
    ("us-upper", "children 1 to 3 years"): 65,
    ("us-upper", "children 4 to 8 years"): 110,
    ("us-upper", "9 to 18 years"): 350,
    ("us-upper", "adults from 19 years"): 350,
    ("us-upper", "pregnancy"): 350,
    ("us-upper", "breast-feeding"): 350,
    ("eu-upper", "adults"): 250,
    ("de-maximum", "from 4 years"): 250,
    ("no-upper", "children 1 to 3 years"): 85,
    ("no-upper", "10 to under 14 years"): 280,
    ("no-upper", "adults from 18 years"): 350,
    ("us-rda", "male from 31 years"): 420,
    ("us-rda", "male 19 to 30 years"): 400,
    ("us-rda", "female from 31 years"): 320,
    ("us-rda", "female 19 to 30 years"): 310,
    ("us-rda", "male 14 to 18 years"): 410,
    ("us-rda", "female 14 to 18 years"): 360,
    ("us-rda", "pregnancy 31 to 50 years"): 360,
    ("eu-ai", "men"): 350,
    ("eu-ai", "women"): 300,
    ("eu-ai", "children 1 to under 3 years"): 170,
    ("us-label", "adults and children from 4 years"): 420,
    ("eu-label", "adults"): 375,
}


COUNTED = {
    "us-upper": "supplements and medicines",
    "eu-upper": "supplements, water and added to food",
    "de-maximum": "supplements",
    "no-upper": "supplements",
    "us-rda": "all sources",
    "eu-ai": "all sources",
    "us-label": "labels",
    "eu-label": "labels",
}


def test_what_counts_is_that_of_the_sources() -> None:
    """A level for supplements alone is never taken for one of all sources."""
    found = {(item.id.rpartition("-")[0], item.counts.value) for item in mf.catalogue().limits}
    assert {*COUNTED.items()} == found


@pytest.mark.parametrize(("key", "value"), KNOWN.items(), ids=str)
def test_figures_are_those_of_the_sources(key: tuple[str, str], value: int) -> None:
    """A figure typed a second time is the same."""
    group, population = key
    found = [
        limit.value_mg
        for limit in mf.catalogue().limits
        if limit.id.rpartition("-")[0] == group and limit.population == population
    ]
    assert [value] == found
