"""Laws of amounts: they come back from text, scale by their units, add up and only ever grow."""

import decimal
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import COMPOUNDS, FORM_IDS, NAMES

import magforms as mf
from magforms.integrations.strategies import amounts, elemental_masses, limits

# a part in a million million; there and back for a mass stands in tests/test_conversions.py
NEAR = Decimal("1e-12")
SPELT = {
    "\u00b5g": ("\u00b5g", "\u03bcg", "ug", "mcg", "UG"),
    "\u00b5mol": ("\u00b5mol", "\u03bcmol", "umol"),
    "mg": ("mg", "MG", "Mg"),
    "g": ("g", "G"),
}
FIGURES = st.builds(
    lambda whole, rest: (str(whole), rest),
    st.integers(0, 10**9),
    st.text("0123456789", max_size=20),
)
MASSES = amounts().filter(lambda amount: amount.is_mass)
SCALED = st.sampled_from(
    [(a, b) for a in ("kg", "g", "mg", "\u00b5g") for b in ("kg", "g", "mg", "\u00b5g")]
    + [(a, b) for a in ("mol", "mmol", "\u00b5mol") for b in ("mol", "mmol", "\u00b5mol")]
)
ORDER = [mf.Position.BELOW, mf.Position.AT, mf.Position.ACROSS, mf.Position.ABOVE]


def near(one: Decimal, other: Decimal) -> bool:
    """Whether two figures differ by no more than a part in a million million."""
    return abs(one - other) <= NEAR * max(abs(one), abs(other))


def held(amount: mf.Amount, name: str) -> list[Decimal]:
    """Elemental magnesium in an amount of each compound it may be, mg."""
    conversions = mf.elemental(amount, name).parts[0].conversions
    return [conversion.elemental_mg for conversion in conversions]


@given(FIGURES, st.sampled_from(sorted(SPELT)), st.data())
def test_text_gives_the_amount_that_prints_it(
    figure: tuple[str, str], unit: str, data: st.DataObject
) -> None:
    """However it is spelt, what is printed is read as the same amount, digit by digit."""
    whole, rest = figure
    spelt = data.draw(st.sampled_from(SPELT[unit]))
    blank = data.draw(st.sampled_from(["", " ", "\u00a0", "\u202f"]))
    amount = mf.parse_amount(f"{whole}{'.' if rest else ''}{rest}{blank}{spelt}")
    assert f"{whole}{'.' if rest else ''}{rest} {unit}" == str(amount)
    assert amount == mf.parse_amount(str(amount))
    if rest and (len(rest) != 3 or whole == "0"):
        assert amount == mf.parse_amount(f"{whole},{rest}{blank}{spelt}")
    grouped = f"{int(whole):,}".replace(",", blank or " ")
    assert amount == mf.parse_amount(f"{grouped}{'.' if rest else ''}{rest} {spelt}")


@given(amounts())
def test_amount_comes_back_from_what_it_prints(amount: mf.Amount) -> None:
    """The figure is written out, without a power of ten."""
    back = mf.parse_amount(str(amount))
    assert amount == back
    assert str(amount) == str(back)
    assert amount.exact == back.exact


@given(st.integers(0, 10**9), SCALED, NAMES)
def test_unit_of_an_amount_makes_no_difference(
    number: int, units: tuple[str, str], name: str
) -> None:
    """The same mass or amount of substance in another unit is the same, to the last digit."""
    first, second = units
    one = mf.Amount(value=Decimal(number), unit=first)
    ratio = one.scale / mf.Amount(value=Decimal(0), unit=second).scale
    figure = Decimal(number * ratio.numerator).scaleb(-len(str(ratio.denominator)) + 1)
    if figure > 10**12:
        return
    other = mf.Amount(value=figure, unit=second)
    assert one.exact == other.exact == Fraction(number) * one.scale
    for ask in (mf.elemental, mf.compound_for):
        assert ask(one, name).mass == ask(other, name).mass


@given(st.lists(st.tuples(amounts(), NAMES), min_size=1, max_size=5), st.randoms())
def test_product_holds_what_its_parts_hold(
    parts: list[tuple[mf.Amount, str]], random: Random
) -> None:
    """Elemental magnesium adds up, in whatever order the parts are given."""
    whole = mf.elemental_in(parts).mass
    alone = [mf.elemental(amount, name).mass for amount, name in parts]
    assert near(whole.low, sum((mass.low for mass in alone), Decimal(0)))
    assert near(whole.high, sum((mass.high for mass in alone), Decimal(0)))
    mixed = random.sample(parts, len(parts))
    assert near(whole.low, mf.elemental_in(mixed).mass.low)
    assert near(whole.high, mf.elemental_in(mixed).mass.high)


@given(st.integers(0, 10**9), st.integers(0, 10**9), NAMES)
def test_amount_in_two_parts_holds_what_it_holds_at_once(a: int, b: int, name: str) -> None:
    """A form that stands in a product twice counts twice."""
    apart = mf.elemental_in([(f"{a} mg", name), (f"{b} mg", name)]).mass
    whole = mf.elemental(f"{a + b} mg", name).mass
    assert near(whole.low, apart.low)
    assert near(whole.high, apart.high)


@given(amounts(), amounts(), NAMES)
def test_more_never_holds_less(one: mf.Amount, other: mf.Amount, name: str) -> None:
    """Of two masses, or of two amounts of substance, the larger holds no less of anything."""
    if one.is_mass != other.is_mass:
        return
    less, more = sorted((one, other), key=lambda amount: amount.exact)
    assert all(a <= b for a, b in zip(held(less, name), held(more, name), strict=True))
    for a, b in zip(
        mf.compound_for(less, name).parts[0].conversions,
        mf.compound_for(more, name).parts[0].conversions,
        strict=True,
    ):
        assert (a.compound_mg, a.mmol) <= (b.compound_mg, b.mmol)


@given(amounts(), st.sampled_from(COMPOUNDS))
def test_compound_for_undoes_elemental(amount: mf.Amount, name: str) -> None:
    """What holds the magnesium of an amount is that amount."""
    there = mf.elemental(amount, name).parts[0].conversions[0]
    for figure, unit in ((there.elemental_mg, "mg"), (there.mmol, "mmol")):
        # an amount has at most 40 decimals
        if Decimal("1e-9") < figure <= 10**12:
            back = mf.compound_for(mf.Amount(value=figure, unit=unit), name).parts[0]
            assert near(there.compound_mg, back.conversions[0].compound_mg)
            assert near(there.elemental_mg, back.conversions[0].elemental_mg)


@given(MASSES, st.sampled_from(FORM_IDS))
def test_form_holds_what_its_compounds_hold(amount: mf.Amount, name: str) -> None:
    """The range of a form runs from the compound that holds least to that which holds most."""
    mass = mf.elemental(amount, name).mass
    each = [
        mf.elemental(amount, compound.id).mass
        for compound in mf.get(name).compounds
        if compound.formula
    ]
    assert all(of_one.low == of_one.high for of_one in each)
    assert (min(each).low, max(each).high) == (mass.low, mass.high)
    exact = Decimal(amount.exact.numerator) / amount.exact.denominator
    assert 0 <= mass.low <= mass.high <= exact


@given(elemental_masses(), elemental_masses(), limits())
def test_more_never_lies_lower_beside_a_level(
    one: mf.ElementalMass, other: mf.ElementalMass, limit: mf.IntakeLimit
) -> None:
    """A range that is higher at both ends is not called below what the lower one is above."""
    less = mf.ElementalMass(min(one.low, other.low), min(one.high, other.high))
    more = mf.ElementalMass(max(one.low, other.low), max(one.high, other.high))
    (below,), (above,) = (mf.against_limits(mass, [limit]) for mass in (less, more))
    if limit.value_mg is None:
        assert mf.Position.NO_LEVEL is below.position is above.position
    else:
        assert not (below.position is mf.Position.ABOVE and above.position is not below.position)
        assert not (above.position is mf.Position.BELOW and below.position is not above.position)


@given(st.integers(1, 10**6), NAMES, st.sampled_from(FORM_IDS))
def test_blend_holds_what_is_declared(millionths: int, name: str, rest: str) -> None:
    """A share is possible up to what the compound holds; what fills the gap adds up to it."""
    result = mf.declared(Decimal(millionths) / 10**6, name, rest=rest)
    assert (result.share <= result.ceiling) is result.possible
    if result.rest_by_mass is not None and result.rest_share is not None:
        assert 0 < result.rest_by_mass < 1
        filled = result.rest_by_mass * result.rest_share
        assert near(result.share, filled + (1 - result.rest_by_mass) * result.ceiling)
        assert result.rest_of_magnesium is not None
        assert near(filled, result.rest_of_magnesium * result.share)
    else:
        assert result.possible or result.rest_share is None or result.rest_share <= result.share


@pytest.mark.parametrize(
    "setting",
    [
        {"prec": 4},
        {"rounding": decimal.ROUND_UP},
        {"capitals": 0},
        {"traps": [decimal.Inexact, decimal.Rounded, decimal.FloatOperation]},
    ],
    ids=str,
)
@settings(max_examples=20)
@given(amounts(), NAMES)
def test_decimal_context_changes_no_amount(
    setting: dict[str, object], amount: mf.Amount, name: str
) -> None:
    """Digits and rounding are those of the library, whatever the program around it sets."""

    def answers() -> list[object]:
        given_results = (
            mf.elemental(amount, name),
            mf.compound_for(amount, name),
            mf.declared("21.5 %", name),
        )
        texts = [result.to_json() + str(result) + repr(result) for result in given_results]
        return [*given_results, *texts, str(mf.get("citrate").elemental_fraction)]

    expected = answers()
    with decimal.localcontext(decimal.Context(**setting)):  # type: ignore[arg-type]
        assert expected == answers()
