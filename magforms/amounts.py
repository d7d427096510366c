"""Amounts as people write them, read strictly and kept exactly."""

import re
from decimal import Context, Decimal
from fractions import Fraction

from attrs import frozen

from magforms.arithmetic import steadily
from magforms.errors import AmountError, shown
from magforms.values import Value

# units of mass in mg, and of amount of substance in mmol
_MASSES = {"kg": Fraction(10**6), "g": Fraction(1000), "mg": Fraction(1)}
_MASSES |= dict.fromkeys(("\u00b5g", "\u03bcg", "ug", "mcg"), Fraction(1, 1000))
_SUBSTANCES = {"mol": Fraction(1000), "mmol": Fraction(1)}
_SUBSTANCES |= dict.fromkeys(("\u00b5mol", "\u03bcmol", "umol"), Fraction(1, 1000))
UNITS: tuple[str, ...] = ("kg", "g", "mg", "\u00b5g", "mol", "mmol", "\u00b5mol")
_USUAL = {
    "\u03bcg": "\u00b5g",
    "ug": "\u00b5g",
    "mcg": "\u00b5g",
    "\u03bcmol": "\u00b5mol",
    "umol": "\u00b5mol",
}
_SPACES = " \u00a0\u202f\u2009"
_AMOUNT = re.compile(
    rf"([0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+|[0-9]+)(?:[.,]([0-9]+))?[{_SPACES}]?([^\W\d_]+)"
)
_GROUP = 3
_MOST_SIGNS = 60
_MOST, _MOST_PLACES = 10**12, 40
# what an amount is of
COMPOUND, ELEMENTAL = "compound", "elemental"
_DIGITS = 4
_LIKE = "such as '500 mg', '0.5 g', '1 000 mg' or '20 mmol'"


@frozen(kw_only=True, eq=False, repr=False)
class Amount(Value):
    """
    A mass or an amount of substance.

    Attributes:
        value: The figure as written.
        unit: One of `UNITS`.
    """

    value: Decimal
    unit: str

    def __attrs_post_init__(self) -> None:
        if self.unit not in UNITS:
            message = f"a unit must be one of {', '.join(UNITS)}, got {shown(self.unit)}"
            raise AmountError(message)
        if not isinstance(self.value, Decimal) or not self.value.is_finite() or self.value < 0:
            message = f"an amount must be a finite number from 0, got {shown(self.value)}"
            raise AmountError(message)
        # before anything is computed from it: a power of ten may fill the memory
        if self.value > _MOST or _places(self.value) > _MOST_PLACES:
            message = (
                f"an amount must be at most {_MOST} with at most {_MOST_PLACES} decimals,"
                f" got {shown(f'{self.value} {self.unit}')}"
            )
            raise AmountError(message)

    @property
    def is_mass(self) -> bool:
        """Whether it is a mass, and not an amount of substance."""
        return self.unit in _MASSES

    @property
    def scale(self) -> Fraction:
        """The unit in mg, or in mmol."""
        return _MASSES[self.unit] if self.is_mass else _SUBSTANCES[self.unit]

    @property
    def exact(self) -> Fraction:
        """The amount in mg, or in mmol."""
        return Fraction(self.value) * self.scale

    def __str__(self) -> str:
        return f"{self.value:f} {self.unit}"


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def parse_amount(text: str) -> Amount:
    """
    Return the amount that a text states.

    A point or a comma starts the decimals; spaces part thousands. A comma before three digits could
    do either, so that it is refused unless the figure starts with 0.

    Args:
        text: A figure and a unit, such as "500 mg", "0,5 g", "1 000 mg" or "20 mmol".

    Raises:
        AmountError: Not such a text.
    """
    short = isinstance(text, str) and len(text) <= _MOST_SIGNS
    match = _AMOUNT.fullmatch(text.strip()) if short else None
    if match is None:
        message = f"an amount must be a figure and a unit, {_LIKE}, got {shown(text)}"
        raise AmountError(message)
    whole, decimals, unit = match.groups()
    unit = unit.lower()
    if unit not in _MASSES and unit not in _SUBSTANCES:
        message = f"a unit must be one of {', '.join(UNITS)}, got {shown(match[3])}"
        raise AmountError(message)
    if "," in text and len(decimals or "") == _GROUP and whole != "0":
        message = (
            f"a comma before three digits parts thousands or decimals: write {whole} {decimals}"
        )
        message += f" or {whole}.{decimals}, got {shown(text)}"
        raise AmountError(message)
    figure = "".join(whole.split()) + (f".{decimals}" if decimals else "")
    return Amount(value=Decimal(figure), unit=_USUAL.get(unit, unit))


@steadily
def in_figures(mass: Decimal) -> str:
    """Return a mass as it is shown: four digits, or as many as stand before the point."""
    rounded = Context(prec=_DIGITS).plus(mass)
    exponent = rounded.as_tuple().exponent
    if not isinstance(exponent, int) or exponent > 0:
        rounded = mass.quantize(Decimal(1))
    return f"{rounded.normalize():f}"
