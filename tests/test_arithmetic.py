"""Arithmetic with decimals."""

import decimal
from decimal import Decimal

import pytest

from magforms.arithmetic import steadily


@steadily
def third(of: Decimal) -> str:
    """A third, written with a power of ten."""
    return f"{of / 3 / 10**9}"


def test_digits_are_28_and_halves_go_to_even() -> None:
    """And signals but those of a broken calculation are no errors."""
    assert "3.333333333333333333333333333E-10" == third(Decimal(1))


@pytest.mark.parametrize(
    "setting",
    [
        {"prec": 3},
        {"rounding": decimal.ROUND_UP},
        {"capitals": 0},
        {"Emin": -5},
        {"traps": [decimal.Inexact, decimal.Rounded]},
    ],
    ids=str,
)
def test_context_around_it_changes_nothing(setting: dict[str, object]) -> None:
    """Nor does the calculation change the context around it."""
    given = decimal.Context(**setting)  # type: ignore[arg-type]
    with decimal.localcontext(given) as context:
        assert "3.333333333333333333333333333E-10" == third(Decimal(1))
        assert [] == [signal for signal, raised in context.flags.items() if raised]
        assert given.prec == context.prec


def test_nothing_divided_by_nothing_is_an_error() -> None:
    """Even where the program around it would go on with no number."""
    with decimal.localcontext(decimal.Context(traps=[])), pytest.raises(decimal.InvalidOperation):
        steadily(lambda: Decimal(0) / 0)()


def test_name_and_documentation_stay() -> None:
    """What is wrapped is known by its own name."""
    assert ("third", "A third, written with a power of ten.") == (third.__name__, third.__doc__)
