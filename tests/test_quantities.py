"""Figures as their source printed them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from magforms.quantities import Estimate


@pytest.mark.parametrize(
    ("estimate", "text"),
    [
        (Estimate(value=Decimal("0.565"), unit="mmol"), "0.565 mmol"),
        (Estimate(value=Decimal("1.50"), unit="mmol"), "1.50 mmol"),
        (Estimate(value=Decimal(-4), unit="%"), "-4 %"),
        (
            Estimate(value=Decimal("3.12"), unit="mmol/24 h", uncertainty="95% CI 2.23 to 4.01"),
            "3.12 mmol/24 h (95% CI 2.23 to 4.01)",
        ),
        (
            Estimate(
                value=Decimal("34.4"),
                value_to=Decimal("36.30"),
                kind="before and after",
                unit="mEq/L",
            ),
            "34.4 to 36.30 mEq/L",
        ),
        (
            Estimate(
                value=Decimal(0),
                value_to=Decimal(0),
                kind="lowest and highest",
                unit="%",
                uncertainty="SD 0",
            ),
            "0 to 0 % (SD 0)",
        ),
    ],
)
def test_figure_is_written_with_the_digits_of_its_source(estimate: Estimate, text: str) -> None:
    """Value, second value, unit and spread are written as printed, zeros included."""
    assert text == str(estimate)


@given(st.decimals(min_value=-1000, max_value=1000, places=3))
def test_no_digit_is_lost_or_added(value: Decimal) -> None:
    """The text of a figure gives its value back, digit for digit."""
    number, unit = str(Estimate(value=value, unit="mmol")).split(" ")
    assert (str(value), "mmol") == (number, unit)


def test_figure_is_single_unless_said_otherwise() -> None:
    """A figure without a second value is a single one."""
    estimate = Estimate(value=Decimal(1), unit="%")
    assert ("single", None, None) == (estimate.kind, estimate.value_to, estimate.uncertainty)
