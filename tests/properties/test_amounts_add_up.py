"""Law: amounts add up, scale and come back."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from strategies import COMPOUNDS

import magforms as mf

NEAR = Decimal("1e-12")
FIGURES = st.decimals(Decimal("0.001"), Decimal(10**6), places=3)
NAMES = st.sampled_from(COMPOUNDS)
OF_MASS = {"kg": 10**6, "g": 1000, "mg": 1, "\u00b5g": Fraction(1, 1000)}


def mass(amount: str, name: str) -> Decimal:
    """Elemental magnesium in an amount of one compound, mg."""
    return mf.elemental(amount, name).mass.low


def near(first: Decimal, second: Decimal) -> bool:
    """Whether two figures are equal to twelve digits."""
    return abs(first - second) <= NEAR * max(abs(first), abs(second), Decimal(1))


@given(FIGURES, st.sampled_from([*OF_MASS, "mmol"]))
def test_amount_reads_back_as_it_is_printed(figure: Decimal, unit: str) -> None:
    """Digits and unit stay."""
    amount = mf.parse_amount(f"{figure} {unit}")
    assert (figure, unit) == (amount.value, amount.unit)
    assert amount == mf.parse_amount(str(amount))


@given(FIGURES, st.sampled_from([*OF_MASS]), NAMES)
def test_unit_is_a_matter_of_scale(figure: Decimal, unit: str, name: str) -> None:
    """One gram is a thousand milligrams of the same."""
    whole = Fraction(figure) * OF_MASS[unit]
    in_mg = mf.Amount(value=Decimal(whole.numerator) / Decimal(whole.denominator), unit="mg")
    there = mf.elemental(mf.Amount(value=figure, unit=unit), name).mass.low
    assert near(there, mf.elemental(in_mg, name).mass.low)


@given(FIGURES, FIGURES, NAMES)
def test_amounts_of_one_compound_add_up(first: Decimal, second: Decimal, name: str) -> None:
    """Two portions hold what their sum holds, and more holds more."""
    both = mf.elemental_in([(f"{first} mg", name), (f"{second} mg", name)]).mass.low
    assert near(both, mass(f"{first + second} mg", name))
    assert (mass(f"{first} mg", name) <= mass(f"{second} mg", name)) == (first <= second)


@given(FIGURES, NAMES)
def test_there_and_back_is_the_same_amount(figure: Decimal, name: str) -> None:
    """What holds the magnesium of an amount is the amount."""
    held = mass(f"{figure} mg", name)
    (part,) = mf.compound_for(mf.Amount(value=held, unit="mg"), name).parts
    assert near(figure, part.conversions[0].compound_mg)


@given(FIGURES, st.sampled_from(("citrate", "glycinate", "malate", "oxide")))
def test_range_of_a_form_is_that_of_its_compounds(figure: Decimal, form_id: str) -> None:
    """Its ends are compounds of it, and every compound lies within."""
    whole = mf.elemental(f"{figure} mg", form_id).mass
    held = [
        mass(f"{figure} mg", compound.id)
        for compound in mf.get(form_id).compounds
        if compound.formula
    ]
    assert (min(held), max(held)) == (whole.low, whole.high)
    assert all(whole.low <= item <= whole.high <= figure for item in held)
