"""Arithmetic with decimals that no setting of the program around it changes."""

from collections.abc import Callable
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from functools import wraps
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")
_OURS = Context(
    prec=28,
    rounding=ROUND_HALF_EVEN,
    Emin=-999999,
    Emax=999999,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[InvalidOperation, DivisionByZero, Overflow],
)


def steadily(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """
    Return a function that computes with 28 digits, whatever decimal context it is called in.

    Args:
        function: What computes with decimals, or writes them.
    """

    @wraps(function)
    def computed(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        with localcontext(_OURS):
            return function(*args, **kwargs)

    return computed
