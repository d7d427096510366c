"""Compound to elemental magnesium and back."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import molmass
import periodictable
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from strategies import COMPOUNDS

import magforms as mf
from magforms.composition import Compound
from magforms.conversions import compound_for, declared, elemental, elemental_in

NEAR = Decimal("1e-12")
SHIPPED = mf.catalogue()
BY_ID = {compound.id: compound for form in mf.query() for compound in form.compounds}


def share(compound: Compound) -> Decimal:
    """Magnesium in one milligram of a compound, mg."""
    return elemental("1 mg", compound.id).mass.low


@pytest.mark.parametrize("name", COMPOUNDS)
def test_shares_are_those_of_other_libraries(name: str) -> None:
    """Molmass and periodictable find the same mass fraction of magnesium."""
    compound = BY_ID[name]
    theirs = molmass.Formula(str(compound.formula)).composition()["Mg"].fraction
    assert abs(float(share(compound)) - theirs) < 2e-5
    formula = periodictable.formula(str(compound.formula))
    assert abs(float(share(compound)) - formula.mass_fraction[periodictable.Mg]) < 2e-5
    assert compound.elemental_fraction == share(compound).quantize(Decimal("0.000001"))


def test_hydrates_hold_less_the_more_water_they_hold() -> None:
    """Each water takes its share."""
    for names in (
        ("trimagnesium_dicitrate", "_nonahydrate", "_tetradecahydrate"),
        ("magnesium_hydrogen_citrate", "_trihydrate", "_pentahydrate"),
        ("magnesium_bisglycinate", "_dihydrate"),
    ):
        shares = [share(BY_ID[names[0]])]
        shares += [share(BY_ID[names[0] + water]) for water in names[1:]]
        assert sorted(shares, reverse=True) == shares
        assert len(set(shares)) == len(shares)


@given(st.sampled_from(COMPOUNDS), st.decimals("0.001", "100000", places=3))
def test_there_and_back_is_the_same(name: str, milligrams: Decimal) -> None:
    """Compound to elemental to compound loses less than a part in a million million."""
    held = elemental(f"{milligrams} mg", name).parts[0].conversions[0]
    text = f"{held.elemental_mg:.24f}"
    back = compound_for(mf.Amount(value=Decimal(text), unit="mg"), name)
    assert abs(back.parts[0].conversions[0].compound_mg - milligrams) <= NEAR * milligrams
    of_moles = elemental(mf.Amount(value=held.mmol, unit="mmol"), name)
    atoms = of_moles.parts[0].conversions[0].mmol / held.mmol
    assert abs(atoms - round(atoms)) < NEAR


@given(st.sampled_from(COMPOUNDS), st.integers(1, 10**6), st.integers(2, 1000))
def test_more_holds_more(name: str, milligrams: int, times: int) -> None:
    """Elemental magnesium grows with the compound, and in grams it is the same."""
    once, often = (elemental(f"{n} mg", name).mass.low for n in (milligrams, milligrams * times))
    assert abs(often - once * times) <= NEAR * often
    assert elemental(f"{milligrams} g", name).mass == elemental(f"{milligrams}000 mg", name).mass


def test_form_gives_a_range_over_its_compounds() -> None:
    """What has no formula is told and gives no number."""
    result = elemental("500 mg", "citrate")
    (part,) = result.parts
    fractions = [item.elemental_fraction for item in mf.get("citrate").compounds]
    expected = [500 * item for item in fractions if item is not None]
    assert abs(result.mass.low - min(expected)) < Decimal("0.001")
    assert abs(result.mass.high - max(expected)) < Decimal("0.001")
    assert ("magnesium citrate, stoichiometry unspecified",) == part.open
    assert "39.91-80.82 mg" == str(result.mass)
    assert "301.5 mg" == str(elemental("500 mg", "oxide").mass)
    assert "<Elemental: 39.91-80.82 mg magnesium, 1 compound not established; " in repr(result)
    assert "<Elemental: 301.5 mg magnesium; " in repr(elemental("500 mg", "oxide"))
    assert "2 compounds not established; " in repr(elemental("500 mg", "malate"))


@pytest.mark.parametrize(
    ("name", "compounds"),
    [
        ("magnesium_bisglycinate", ["magnesium_bisglycinate"]),
        ("Magnesium Bisglycinate", ["magnesium_bisglycinate"]),
        ("bisglycinate", ["magnesium_bisglycinate", "magnesium_bisglycinate_dihydrate"]),
        ("magnesium glycinate dihydrate", ["magnesium_bisglycinate_dihydrate"]),
        (mf.get("oxide"), ["magnesium_oxide"]),
    ],
)
def test_name_says_which_compounds_it_may_be(name: object, compounds: list[str]) -> None:
    """A compound is one, a form all of its own, a hydration the one that has it."""
    (part,) = elemental("1 g", name).parts
    assert compounds == [item.compound.id for item in part.conversions]


def test_product_adds_up() -> None:
    """Ranges of the parts add to the range of all."""
    parts = [("500 mg", "citrate"), ("250 mg", "oxide")]
    one, other = (elemental(*part).mass for part in parts)
    both = elemental_in(parts)
    assert (one.low + other.low, one.high + other.high) == both.mass
    assert {*mf.get("oxide").compounds[0].references} <= {*both.references}
    assert ["compound", "compound"] == [part.of for part in both.parts]


@pytest.mark.parametrize("ask", [elemental, compound_for])
def test_catalogue_given_is_the_one_that_is_asked(ask: Callable[..., mf.Elemental]) -> None:
    """Forms that are not in it are not known."""
    two = evolve(SHIPPED, forms=SHIPPED.forms[:2], data_version="1999.01")
    assert "1999.01" == ask("500 mg", "citrate", catalogue=two).data_version
    with pytest.raises(mf.UnknownFormError):
        ask("500 mg", "oxide", catalogue=two)


def test_amount_of_substance_is_of_the_compound_or_of_magnesium() -> None:
    """A mole of trimagnesium dicitrate holds three of magnesium."""
    held = elemental("1 mmol", "trimagnesium dicitrate").parts[0].conversions[0]
    assert 3 == held.mmol
    needed = compound_for("3 mmol", "trimagnesium dicitrate").parts[0].conversions[0]
    assert (1, held.compound_mg) == (
        needed.compound_mg / held.compound_mg,
        needed.compound_mg,
    )
    assert compound_for("24.305 mg", "oxide").parts[0].conversions[0].mmol == 1


def test_result_shows_compounds_and_what_is_not_established() -> None:
    """The range comes first for a reader; a program gets the table first."""
    result = elemental("500 mg", "bisglycinate")
    shown = result.render("markdown")
    assert shown.index("58.3-70.48 mg elemental magnesium") < shown.index("| Compound")
    buffered, chelate = result.left_open
    assert f"not established: {buffered}; {chelate}. Where it is one of these, it may" in shown
    assert "Left out" not in elemental("500 mg", "oxide").render("markdown")
    assert result.render("csv").startswith("Compound,Mass,Elemental magnesium,Amount,")
    assert "100 mg elemental magnesium from oxide" in compound_for("100 mg", "oxide").render()
    rows = result.to_records()
    assert ["magnesium_bisglycinate", "magnesium_bisglycinate_dihydrate", None, None] == [
        row["compound"] for row in rows
    ]
    assert [*result.left_open] == [row["name"] for row in rows[2:]]
    assert 70.48 == round(rows[0]["elemental_mg"], 2)
    assert all(row["elemental_mg"] is None and row["caveat"] for row in rows[2:])


def test_without_a_formula_there_is_no_number() -> None:
    """The error names the compounds."""
    with pytest.raises(mf.AmountError) as caught:
        elemental("5 mg", "dimagnesium malate")
    expected = (
        "no formula is established for dimagnesium malate (DMM), so no elemental amount can be"
        " computed"
    )
    assert expected == str(caught.value)
    malate = mf.get("malate")
    open_ones = tuple(compound for compound in malate.compounds if not compound.formula)
    two = evolve(SHIPPED, forms=(evolve(malate, compounds=open_ones),))
    with pytest.raises(mf.AmountError, match=r"for dimagnesium malate \(DMM\), magnesium citrate"):
        elemental("5 mg", "malate", catalogue=two)


@pytest.mark.parametrize(
    "parts",
    ["500 mg oxide", {"500 mg": "oxide"}, [("500 mg",)], [("1 mg", "oxide", "too")], [None], None],
)
def test_product_is_made_of_pairs(parts: Any) -> None:
    """An amount and a name each."""
    with pytest.raises(mf.AmountError, match="a part of a product must be an amount and a name"):
        elemental_in(parts)


def test_nothing_and_nobody_are_refused() -> None:
    """A product holds something, and a form that is not held is none."""
    with pytest.raises(mf.AmountError, match=r"^a product must hold at least one form$"):
        elemental_in([])
    with pytest.raises(mf.UnknownFormError, match="no magnesium form called 'chloride'"):
        elemental("5 mg", "chloride")
    with pytest.raises(mf.UnknownFormError, match="a form's name must be text, got 5"):
        elemental("5 mg", 5)
    with pytest.raises(mf.AmountError, match="an amount must be a figure and a unit"):
        elemental("5", "oxide")


def test_more_than_the_pure_compound_holds_is_a_blend() -> None:
    """The share that the rest supplies follows from the two fractions."""
    result = declared("20 %", "magnesium bisglycinate")
    assert result.statement == (
        "Declares 20.0 %; pure magnesium bisglycinate holds 14.1 %, so it cannot be the pure"
        " compound; if the rest were oxide, oxide supplies 38.5 % of the magnesium."
    )
    assert not result.possible
    assert (Decimal("0.1278"), Decimal("0.3852")) == tuple(
        value.quantize(Decimal("0.0001"))
        for value in (result.rest_by_mass, result.rest_of_magnesium)
        if value is not None
    )
    assert repr(result).startswith("<Declared: 20.0 % in glycinate; ")


@pytest.mark.parametrize(
    ("share", "rest_of_magnesium"), [("18 %", "0.283"), ("20 %", "0.385"), ("30 %", "0.692")]
)
def test_blends_are_those_of_the_known_rows(share: str, rest_of_magnesium: str) -> None:
    """Three shares worked out by hand: (1 - x) 0.14096 + x 0.60304 is what is labelled."""
    result = declared(share, "magnesium bisglycinate")
    assert result.rest_of_magnesium is not None
    assert rest_of_magnesium == str(result.rest_of_magnesium.quantize(Decimal("0.001")))


def test_other_declarations_say_what_they_can() -> None:
    """Possible, less than that, not possible without a rest, and not possible even with one."""
    pure = declared("14 %", "magnesium bisglycinate")
    assert pure.statement.endswith("holds 14.1 %, so it can be the pure compound.")
    assert pure.rest_by_mass is None
    less = declared("13.5 %", "magnesium bisglycinate")
    assert less.possible
    assert less.statement.endswith("holds 14.1 %, so it is not that compound alone.")
    # which magnesium hydrogen citrate holds: nothing else need be in it
    assert "so it is not that compound alone. Of" in declared("11.3 %", "citrate").statement
    alone = declared("20 %", "magnesium bisglycinate", rest=None)
    assert alone.statement.endswith("so it cannot be the pure compound.")
    much = declared("70 %", "magnesium bisglycinate")
    assert much.statement.endswith("nor a blend of it with oxide.")
    assert (None, None) == (much.rest_by_mass, much.rest_of_magnesium)
    (row,) = alone.to_records()
    assert ("false", None) == (row["possible"], row["rest_of_magnesium"])


@pytest.mark.parametrize(
    ("share", "start"),
    [
        (
            "60.31 %",
            "Declares 60.31 %; pure magnesium oxide holds 60.30 %, so it cannot be the pure",
        ),
        ("0.0001 %", "Declares 0.0001 %; pure magnesium oxide holds 60.3042 %, so it is not that"),
        (Decimal("1e-99"), "Declares 0.000000000000 %; pure magnesium oxide holds 60.304"),
        ("60,3 %", "Declares 60.3 %; pure magnesium oxide holds 60.3 %, so it can be the pure"),
        ("60 %", "Declares 60.0 %; pure magnesium oxide holds 60.3 %, so it can be the pure comp"),
    ],
)
def test_shares_are_shown_apart(share: str | Decimal, start: str) -> None:
    """With as many decimals as tell the two apart, and the declared one from nothing."""
    assert declared(share, "oxide").statement.startswith(start)


def test_share_of_a_form_says_which_compounds_it_says_nothing_of() -> None:
    """Those without a formula, where the name leaves them open."""
    malate = declared("20 %", "malate")
    assert ("dimagnesium malate (DMM)", "magnesium citrate malate (mixed salt)") == malate.open
    assert malate.statement.endswith(
        " Of other compounds of malate no formula is established, so that nothing is said of them:"
        " dimagnesium malate (DMM); magnesium citrate malate (mixed salt)."
    )
    assert () == declared("20 %", "magnesium_malate").open


@pytest.mark.parametrize("name", ["DMM", "dimagnesium malate (DMM)", "dimagnesium malate"])
def test_short_and_whole_name_of_a_compound_mean_it(name: str) -> None:
    """As the library prints them; what stands in brackets is no name otherwise."""
    with pytest.raises(mf.AmountError, match=r"no formula is established for dimagnesium malate"):
        elemental("5 mg", name)
    assert elemental("5 mg", "magnesium_malate") == elemental("5 mg", "magnesium malate (DL, 1:1)")
    with pytest.raises(mf.UnknownFormError):
        elemental("5 mg", "mixed salt")


@pytest.mark.parametrize("name", ["magnesium malate", "Magnesium citrate", "magnesium glycinate"])
def test_name_of_a_form_leaves_its_compounds_open(name: str) -> None:
    """A compound of the same name is not taken for all that the name may mean."""
    form = mf.get(name)
    (part,) = elemental("500 mg", name).parts
    assert len(form.compounds) == len(part.conversions) + len(part.open) > 1
    assert form.compound_named(name) is None
    assert mf.get("oxide").compounds[0] == mf.get("oxide").compound_named("magnesium oxide")


def test_oxide_is_no_rest_of_itself() -> None:
    """What oxide cannot hold, oxide cannot fill."""
    assert declared("70 %", "oxide").statement.endswith("so it cannot be the pure compound.")


def test_amounts_carry_what_to_know_before_taking_any() -> None:
    """Interactions, who must ask first, and signs of too much, in words and with their sources."""
    shown = [caveat.id for caveat in elemental("500 mg", "oxide").caveats]
    assert ["standing", "oxide-label-weight"] == shown[:2]
    assert {
        *("medicines", "medicines-named", "heart-and-nerve-disease", "kidney-cut-offs"),
        *("upper-limit", "gut-effects", "excess-signs", "kidney-disease", "pregnancy-children"),
        *("older-adults", "bowel-blockage", "restricted-diet", "trial-doses"),
        "medicines-and-body-magnesium",
    } == set(shown[2:])


def test_share_as_a_number_is_a_fraction() -> None:
    """As mass fractions are everywhere else in the library."""
    assert declared("20 %", "bisglycinate") == declared(Decimal("0.2"), "bisglycinate")


@pytest.mark.parametrize(
    "share",
    [
        *("0 %", "101 %", "20", "0.2", "", "-5 %", "20 % of", None, 0.2),
        *map(Decimal, ("0", "-0.2", "1.01", "NaN", "-Infinity")),
    ],
)
def test_what_is_no_share_is_refused(share: Any) -> None:
    """More than nothing, at most all, and with its sign."""
    with pytest.raises(mf.AmountError, match="a share must be more than 0 % and at most 100 %"):
        declared(share, "oxide")
