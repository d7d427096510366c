"""Amounts, read strictly."""

from decimal import Decimal
from fractions import Fraction

import pytest

import magforms as mf
from magforms.amounts import UNITS, Amount, in_figures, parse_amount

LIKE = "such as '500 mg', '0.5 g', '1 000 mg' or '20 mmol'"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("500 mg", "500", "mg"),
        ("500mg", "500", "mg"),
        (" 500 MG ", "500", "mg"),
        ("0,5 g", "0.5", "g"),
        ("1.50 g", "1.50", "g"),
        ("1 000 mg", "1000", "mg"),
        ("1\u00a0000\u202fmg", "1000", "mg"),
        ("12 345.5 mg", "12345.5", "mg"),
        ("0,500 g", "0.500", "g"),
        ("0.001 kg", "0.001", "kg"),
        ("20 mmol", "20", "mmol"),
        ("0 mg", "0", "mg"),
        ("5 mcg", "5", "\u00b5g"),
        ("5 ug", "5", "\u00b5g"),
        ("5 \u03bcg", "5", "\u00b5g"),
        ("5 \u00b5mol", "5", "\u00b5mol"),
    ],
)
def test_figures_and_units_are_read(text: str, value: str, unit: str) -> None:
    """Digits stay as typed; a comma or point starts decimals, spaces part thousands."""
    amount = parse_amount(text)
    assert (Decimal(value), value, unit) == (amount.value, str(amount.value), amount.unit)


@pytest.mark.parametrize(
    "text",
    [
        *("-5 mg", "1e999 g", "NaN", "inf mg", "5 mcg/ml", "500", "mg", "five hundred mg", ""),
        *("5  mg", "1  000 mg", "10 00 mg", "1.2.3 mg", "1,2,3 mg", "5 mg of", "+5 mg", ".5 g"),
        *("\u0665 mg", "5\nmg", "5 mg\x00", "1" * 10_000 + " mg", "0x10 mg", "1_000 mg", "5 m2"),
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    """One error that says what would be right."""
    with pytest.raises(mf.AmountError) as caught:
        parse_amount(text)
    assert str(caught.value).startswith(f"an amount must be a figure and a unit, {LIKE}, got '")
    assert len(str(caught.value)) < 200


def test_other_errors_say_what_is_wrong() -> None:
    """A unit, a comma that could be either, an amount without end."""
    for text, message in (
        ("5 lb", "a unit must be one of kg, g, mg, \u00b5g, mol, mmol, \u00b5mol, got 'lb'"),
        (
            "1,000 mg",
            (
                "a comma before three digits parts thousands or decimals: write 1 000 or 1.000,"
                " got '1,000 mg'"
            ),
        ),
        (
            "9999999999999 kg",
            (
                "an amount must be at most 1000000000000 with at most 40 decimals,"
                " got '9999999999999 kg'"
            ),
        ),
    ):
        with pytest.raises(mf.AmountError) as caught:
            parse_amount(text)
        assert message == str(caught.value)
    with pytest.raises(mf.AmountError, match="an amount must be a figure and a unit"):
        parse_amount(5)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["-1", "NaN", "Infinity"])
def test_no_amount_is_less_than_nothing(value: str) -> None:
    """Nor is it infinite."""
    with pytest.raises(mf.AmountError) as caught:
        Amount(value=Decimal(value), unit="mg")
    message = f"an amount must be a finite number from 0, got Decimal('{value}')"
    assert message == str(caught.value)


@pytest.mark.parametrize("value", ["1E+999999999", "1E-999999999", "1E+13", "1E-41"])
def test_no_amount_is_beyond_measure(value: str) -> None:
    """A power of ten is refused before anything is computed from it."""
    with pytest.raises(mf.AmountError, match="an amount must be at most 1000000000000 with"):
        Amount(value=Decimal(value), unit="mg")


@pytest.mark.parametrize("value", ["1000000000000", "1E-40"])
def test_largest_and_finest_amount_is_one(value: str) -> None:
    """The bounds belong to what is allowed."""
    assert Fraction(value) == Amount(value=Decimal(value), unit="mg").exact


def test_text_of_sixty_signs_is_read() -> None:
    """One that is longer is not looked at."""
    text = f"{'0' * 56}7 mg"
    assert Amount(value=Decimal(7), unit="mg") == parse_amount(text)
    with pytest.raises(mf.AmountError, match="an amount must be a figure and a unit"):
        parse_amount(f"0{text}")


def test_unit_of_an_amount_is_one_of_a_few() -> None:
    """A unit that is none is refused however the amount is made."""
    message = "^a unit must be one of kg, g, mg, \u00b5g, mol, mmol, \u00b5mol, got 'lb'$"
    with pytest.raises(mf.AmountError, match=message):
        Amount(value=Decimal(1), unit="lb")
    with pytest.raises(mf.AmountError, match="an amount must be a finite number"):
        Amount(value=1.5, unit="mg")  # type: ignore[arg-type]


def test_units_are_exact() -> None:
    """No unit is a rounded number of another."""
    made = {unit: Amount(value=Decimal("0.1"), unit=unit) for unit in UNITS}
    assert [Fraction(10**5), Fraction(100), Fraction(1, 10), Fraction(1, 10**4)] == [
        made[unit].exact for unit in ("kg", "g", "mg", "\u00b5g")
    ]
    assert [Fraction(100), Fraction(1, 10), Fraction(1, 10**4)] == [
        made[unit].exact for unit in ("mol", "mmol", "\u00b5mol")
    ]
    assert ["kg", "g", "mg", "\u00b5g"] == [unit for unit in UNITS if made[unit].is_mass]
    assert "0.1 mg" == str(made["mg"])


@pytest.mark.parametrize(
    ("mass", "shown"),
    [
        *(("12345.678", "12346"), ("1234.5", "1234"), ("80.8170001", "80.82"), ("141", "141")),
        *(("0.00012345", "0.0001234"), ("100", "100"), ("0", "0"), ("1E+3", "1000")),
    ],
)
def test_figures_are_shown_with_four_digits(mass: str, shown: str) -> None:
    """Or as many as stand before the point, never with an exponent."""
    assert shown == in_figures(Decimal(mass))
