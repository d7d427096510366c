"""Figures as their source printed them."""

from decimal import Decimal

from attrs import frozen

from magforms.values import Value


@frozen(kw_only=True, eq=False, repr=False)
class Estimate(Value):
    """
    One published figure, or a pair of them, with the digits of its source.

    Attributes:
        value: The figure.
        value_to: The second figure of a pair, or None.
        kind: "single", "before and after" or "lowest and highest".
        unit: As printed.
        uncertainty: Spread, interval or p-value as printed, or None.
    """

    value: Decimal
    value_to: Decimal | None = None
    kind: str = "single"
    unit: str
    uncertainty: str | None = None

    def __str__(self) -> str:
        figure = f"{self.value}" if self.value_to is None else f"{self.value} to {self.value_to}"
        text = f"{figure} {self.unit}"
        return f"{text} ({self.uncertainty})" if self.uncertainty else text
