"""Upper levels, recommended intakes and label references for elemental magnesium."""

from decimal import Decimal

from attrs import field, frozen

from magforms.amounts import in_figures
from magforms.references import Reference
from magforms.values import Value
from magforms.vocabulary import Counts, LimitKind, Origin, Position, Verification


@frozen(kw_only=True, eq=False, repr=False)
class IntakeLimit(Value):
    """
    What an authority says of elemental magnesium a day for some people.

    Attributes:
        id: Key in the data package.
        authority: Who says so.
        jurisdiction: For where.
        year: Year of issue, or None.
        kind: Upper level, recommended intake, label reference, ...
        population: For whom.
        value_mg: Elemental magnesium a day, mg, or None where none is established.
        counts: Which magnesium counts.
        scope: The same in a sentence.
        note: What else to know, or None.
        references: Sources.
        locator: Places in them.
        origin, verification, readings, checked_on: How it was checked.
    """

    id: str
    authority: str
    jurisdiction: str
    year: int | None
    kind: LimitKind
    population: str
    value_mg: Decimal | None
    counts: Counts
    scope: str
    note: str | None
    references: tuple[Reference, ...]
    locator: str
    origin: Origin
    verification: Verification
    readings: int
    checked_on: str

    def __str__(self) -> str:
        value = "none established" if self.value_mg is None else f"{self.value_mg} mg a day"
        year = f", {self.year}" if self.year else ""
        return (
            f"{self.authority} ({self.jurisdiction}{year}): {self.kind} for {self.population}:"
            f" {value}. {self.scope}"
        )


@frozen(kw_only=True, eq=False, repr=False)
class LimitPosition(Value):
    """
    Where elemental magnesium lies beside a limit.

    Attributes:
        limit: The limit.
        low_mg, high_mg: The range of elemental magnesium, mg.
        position: Below, at, above, or across where the range reaches over it; "not established"
            where the authority gives none.
    """

    limit: IntakeLimit
    low_mg: Decimal
    high_mg: Decimal
    position: Position = field(init=False)

    @position.default
    def _position(self) -> Position:
        value = self.limit.value_mg
        if value is None:
            return Position.NOT_ESTABLISHED
        if self.low_mg == self.high_mg == value:
            return Position.AT
        if self.high_mg < value:
            return Position.BELOW
        return Position.ABOVE if self.low_mg > value else Position.ACROSS

    def __str__(self) -> str:
        low, high = in_figures(self.low_mg), in_figures(self.high_mg)
        mass = f"{low} mg" if low == high else f"{low}-{high} mg"
        where = {Position.NOT_ESTABLISHED: "beside no level"}.get(
            self.position, self.position.value
        )
        return f"{mass} elemental magnesium lies {where}: {self.limit}"
