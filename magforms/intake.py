"""
Upper levels, recommended intakes and label references for elemental magnesium.

Their closed word lists stand here, since no comparison needs them.
"""

import enum
from decimal import Decimal

from attrs import frozen

from magforms.references import Reference
from magforms.values import Record
from magforms.vocabulary import Origin, Verification


@enum.unique
class LimitKind(enum.StrEnum):
    """What an authority states; a label reference is no limit."""

    UPPER_LEVEL = "upper level"
    SUGGESTED_UPPER_LEVEL = "suggested upper level"
    SUPPLEMENT_MAXIMUM = "supplement maximum"
    RECOMMENDED_INTAKE = "recommended intake"
    ADEQUATE_INTAKE = "adequate intake"
    LABEL_REFERENCE = "label reference"


@enum.unique
class LimitStatus(enum.StrEnum):
    """Whether a level is stated, none is established, or none could be read."""

    STATED = "stated"
    NOT_ESTABLISHED = "not established"
    NOT_REPORTED = "not reported"


@enum.unique
class Counts(enum.StrEnum):
    """Which magnesium a level counts."""

    SUPPLEMENTS_AND_MEDICINES = "supplements and medicines"
    SUPPLEMENTS_WATER_ADDED = "supplements, water and added to food"
    SUPPLEMENTS = "supplements"
    ALL_SOURCES = "all sources"
    LABELS = "labels"


@enum.unique
class Position(enum.StrEnum):
    """Where an amount lies beside a level; never whether it suits anyone."""

    BELOW = "below"
    AT = "at"
    ACROSS = "across"
    ABOVE = "above"
    NO_LEVEL = "no level"


@frozen(kw_only=True, eq=False, repr=False)
class IntakeLimit(Record):
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
