"""Upper levels, recommended intakes and label references for elemental magnesium."""

from decimal import Decimal

from attrs import frozen

from magforms.references import Reference
from magforms.values import Value
from magforms.vocabulary import Counts, LimitKind, LimitStatus, Origin, Verification


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
        value_mg: Elemental magnesium a day, mg, or None where none is stated.
        status: Why there is none.
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
    status: LimitStatus
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
        value = self.status.value if self.value_mg is None else f"{self.value_mg} mg a day"
        note = f" {self.note}" if self.note else ""
        year = f", {self.year}" if self.year else ""
        return (
            f"{self.authority} ({self.jurisdiction}{year}): {self.kind}, {self.population}:"
            f" {value}. {self.scope}{note}"
        )
