"""Closed word lists. Values are spelt as in the data package."""

import enum
from typing import Self


class Scale(enum.StrEnum):
    """Words in rising order; they compare by that order, never by the alphabet."""

    def _place(self, other: object) -> int:
        words = list(type(self))
        # a word of another list may be spelt alike and mean something else
        if type(other) in (type(self), str) and other in words:
            return words.index(type(self)(str(other)))
        message = f"{type(self).__name__} does not compare with {other!r}"
        raise TypeError(message)

    def __lt__(self, other: object) -> bool:
        return self._place(self) < self._place(other)

    def __le__(self, other: object) -> bool:
        return self._place(self) <= self._place(other)

    def __gt__(self, other: object) -> bool:
        return self._place(self) > self._place(other)

    def __ge__(self, other: object) -> bool:
        return self._place(self) >= self._place(other)


@enum.unique
class Rating(Scale):
    """Position of a form among the forms; an appraisal, never a percentage."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@enum.unique
class Certainty(Scale):
    """Certainty of a body of evidence for one statement."""

    VERY_LOW = "very low"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@enum.unique
class Outcome(enum.StrEnum):
    """What the human head-to-head studies of a pair of forms show."""

    FAVOURS_FIRST = "favours first"
    FAVOURS_SECOND = "favours second"
    NO_DIFFERENCE_FOUND = "no difference found"
    CONFLICTING = "conflicting"
    NOT_ESTABLISHED = "not established"

    def mirrored(self) -> Self:
        """Return the outcome with first and second form exchanged."""
        cls = type(self)
        swap = {cls.FAVOURS_FIRST: cls.FAVOURS_SECOND, cls.FAVOURS_SECOND: cls.FAVOURS_FIRST}
        return swap.get(self, self)


@enum.unique
class Kind(enum.StrEnum):
    """Chemical kind of a form or compound."""

    INORGANIC_SALT = "inorganic salt"
    ORGANIC_SALT = "organic salt"
    AMINO_ACID_CHELATE = "amino-acid chelate"
    MIXTURE = "mixture"


@enum.unique
class Species(enum.StrEnum):
    """Who or what was studied."""

    HUMAN = "human"
    RAT = "rat"
    MOUSE = "mouse"


@enum.unique
class Measure(enum.StrEnum):
    """Outcome measure of a finding or measurement."""

    URINARY_MAGNESIUM_24H = "urinary_magnesium_24h"
    URINARY_MAGNESIUM_OTHER = "urinary_magnesium_other"
    SERUM_SINGLE_DOSE = "serum_single_dose"
    PLASMA_LONG_TERM = "plasma_long_term"
    IONIZED_MAGNESIUM = "ionized_magnesium"
    INTRACELLULAR = "intracellular"
    FRACTIONAL_ABSORPTION_ISOTOPE = "fractional_absorption_isotope"
    FRACTIONAL_ABSORPTION_OTHER = "fractional_absorption_other"
    ISOTOPE_TIME_COURSE = "isotope_time_course"
    SOLUBILITY_IN_VITRO = "solubility_in_vitro"
    TOLERABILITY = "tolerability"
    OTHER = "other"

    @property
    def is_bioavailability(self) -> bool:
        """Whether the measure says something of bioavailability."""
        return self not in (Measure.SOLUBILITY_IN_VITRO, Measure.TOLERABILITY, Measure.OTHER)

    @property
    def is_share_absorbed(self) -> bool:
        """Whether figures on it are shares of a dose, shown only with their context."""
        return self in (
            Measure.FRACTIONAL_ABSORPTION_ISOTOPE,
            Measure.FRACTIONAL_ABSORPTION_OTHER,
        )


@enum.unique
class Contrast(enum.StrEnum):
    """What a finding set against what."""

    BETWEEN_ARMS = "between_arms"
    RANK = "rank"
    POOLED = "pooled"
    WITHIN_ARM = "within_arm"
    NONE = "none"


@enum.unique
class Found(enum.StrEnum):
    """What a finding reports of its contrast."""

    HIGHER = "higher"
    NO_DIFFERENCE = "no_difference"
    NOT_REPORTED = "not_reported"


@enum.unique
class Identity(enum.StrEnum):
    """How sure it is that an arm was given the form it is filed under."""

    STATED = "stated"
    ASSUMED = "assumed"
    NOT_SEEN = "not seen"


@enum.unique
class Verification(enum.StrEnum):
    """What of a source was read."""

    FULL_TEXT = "full text"
    ABSTRACT = "abstract"
    SECONDARY = "secondary"


@enum.unique
class Origin(enum.StrEnum):
    """Whether a source reports a figure, we computed it, or we judged it."""

    REPORTED = "reported"
    COMPUTED = "computed"
    APPRAISED = "appraised"


@enum.unique
class Rank(enum.StrEnum):
    """Primary: what a form is chiefly approved, used or sold for; not a mark of evidence."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


@enum.unique
class Status(enum.StrEnum):
    """A regulator lists the use, a controlled trial in people was seen, or it is sold for it."""

    APPROVED = "approved"
    TESTED = "tested"
    MARKETED = "marketed"


@enum.unique
class Direction(enum.StrEnum):
    """Where the evidence on a use points."""

    BENEFIT = "benefit"
    NO_BENEFIT = "no benefit"
    MIXED = "mixed"
    UNKNOWN = "unknown"


@enum.unique
class UseBasis(enum.StrEnum):
    """What the listing of a use rests on."""

    APPROVED_INDICATION = "approved drug indication"
    CLINICAL_TRIALS = "clinical trials"
    MARKETING = "marketing/traditional"


@enum.unique
class FormSpecific(enum.StrEnum):
    """Whether the evidence on a use is about this form."""

    THIS_FORM = "this form"
    IN_GENERAL = "magnesium in general"
    MIXED = "mixed"
    NOT_THIS_FORM = "not this form"
