"""What can be shown of a form: the words and sources of each column."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from magforms.composition import Compound
from magforms.errors import QueryError
from magforms.forms import Form, Use
from magforms.names import nearest
from magforms.references import Reference
from magforms.results import unique
from magforms.table import Cell
from magforms.vocabulary import Certainty, Direction, FormSpecific, Status


def _no_sources(_: Form) -> tuple[Reference, ...]:
    return ()


class Line(NamedTuple):
    """
    One line of a column, a row or a column of the table.

    Attributes:
        label: Its heading.
        words: What it says of a form.
        sources: What that rests on.
        indented: Whether it belongs under the line before it.
    """

    label: str
    words: Callable[[Form], str]
    sources: Callable[[Form], tuple[Reference, ...]] = _no_sources
    indented: bool = False

    def cell(self, form: Form) -> Cell:
        """Return its cell for a form."""
        return Cell(self.words(form), self.sources(form))


def _rating_sources(form: Form) -> tuple[Reference, ...]:
    return form.bioavailability.references


def _strict(form: Form) -> str:
    appraisal = form.bioavailability
    if appraisal.strict_rating:
        return appraisal.strict_rating.value
    return f"none: {appraisal.strict_reason}"


def _of_known_fraction(form: Form) -> list[Compound]:
    return [item for item in form.compounds if item.elemental_fraction]


def _elemental(form: Form) -> str:
    if form.elemental_fraction is None:
        return "not established"
    count = len(_of_known_fraction(form))
    return f"{form.elemental_fraction} ({count} compound{'s' if count > 1 else ''})"


def in_words(certainty: Certainty | None) -> str:
    """Return a certainty in a word, "not appraised" for None."""
    return certainty.value if certainty else "not appraised"


def status_in_words(use: Use) -> str:
    """Return approved, tested, marketed in words, with where and what limits them."""
    words = []
    for status in use.status:
        where = f" ({', '.join(use.approved_in)})" if status is Status.APPROVED else ""
        words.append(f"{status.value}{where}")
    text = ", ".join(words)
    return f"{text}; {use.status_note}" if use.status_note else text


def found_in_words(use: Use) -> str:
    """Return direction and certainty of a use in words."""
    if use.certainty is None:
        if use.direction is Direction.BENEFIT:
            text = "a regulator's listing only"
        else:
            text = f"{use.direction.value}; no clinical evidence read"
    else:
        text = f"{use.direction.value}, {use.certainty.value} certainty"
    if use.form_specific in (FormSpecific.NOT_THIS_FORM, FormSpecific.IN_GENERAL):
        text += f" ({use.form_specific.value})"
    return text


def _of_uses(form: Form, write: Callable[[Use], str]) -> str:
    """Return words on the primary uses, named where there are several."""
    uses = form.primary_uses
    if len(uses) == 1:
        return write(uses[0])
    return "; ".join(f"{_short(use)}: {write(use)}" for use in uses)


def _short(use: Use) -> str:
    return use.name.partition(" (")[0].lower()


_RATING = Line(
    label="Bioavailability",
    words=lambda form: form.bioavailability.rating.value,
    sources=_rating_sources,
)
_CERTAINTY = Line(
    label="certainty",
    words=lambda form: in_words(form.bioavailability.certainty),
    indented=True,
)
_CLAIMED = Line(
    label="claimed",
    words=lambda form: form.bioavailability.claimed.value,
    sources=lambda form: (form.bioavailability.claimed_source,),
    indented=True,
)

# claim beside appraisal, and a use beside what was found for it: neither is shown alone
_LINES: dict[str, tuple[Line, ...]] = {
    "bioavailability": (_RATING, _CERTAINTY, _CLAIMED),
    "primary-use": (
        Line(
            label="Primary use",
            words=lambda form: "; ".join(map(_short, form.primary_uses)) or "none",
            sources=lambda form: unique(
                source for use in form.primary_uses for source in use.sources
            ),
        ),
        Line(label="status", words=lambda form: _of_uses(form, status_in_words), indented=True),
        Line(label="found", words=lambda form: _of_uses(form, found_in_words), indented=True),
    ),
    "elemental-magnesium": (
        Line(
            label="Elemental magnesium by weight",
            words=_elemental,
            sources=lambda form: unique(
                source for item in _of_known_fraction(form) for source in item.references
            ),
        ),
    ),
    "strict-rating": (
        _RATING,
        Line(label="from published trials alone", words=_strict, indented=True),
        _CERTAINTY,
        _CLAIMED,
    ),
    "reason": (
        Line(
            label="Reason for the rating",
            words=lambda form: form.bioavailability.reason,
            sources=_rating_sources,
        ),
    ),
    "kind": (Line(label="Kind", words=lambda form: form.kind.value),),
    "compounds": (
        Line(
            label="Compounds",
            words=lambda form: "; ".join(item.name for item in form.compounds),
        ),
    ),
}

COLUMNS: tuple[str, ...] = tuple(_LINES)
DEFAULT_COLUMNS: tuple[str, ...] = ("bioavailability", "primary-use", "elemental-magnesium")


def chosen(columns: Iterable[str]) -> tuple[str, ...]:
    """
    Return the columns asked for, checked.

    Args:
        columns: Words of `COLUMNS`; underscores count as hyphens.

    Raises:
        QueryError: A word that is none, a repeated one, or no column at all.
    """
    if isinstance(columns, str):
        columns = (columns,)
    try:
        given = tuple(columns)
    except TypeError:
        message = "columns must be words"
        raise QueryError(message, columns, COLUMNS) from None
    words = []
    for column in given:
        word = column.replace("_", "-") if isinstance(column, str) else column
        if word not in COLUMNS:
            message = "no such column"
            raise QueryError(message, column, COLUMNS, nearest(word, COLUMNS))
        if word in words:
            message = "a column can be shown once"
            raise QueryError(message, column)
        words.append(word)
    if not words:
        message = "at least one column is needed"
        raise QueryError(message, given, COLUMNS)
    return tuple(words)


def lines_of(columns: Iterable[str]) -> tuple[Line, ...]:
    """Return the lines of some columns, in order."""
    return unique(line for column in columns for line in _LINES[column])


def lines_for_use(use_id: str, label: str) -> tuple[Line, ...]:
    """Return the lines that show what status and findings each form has for one use."""

    def of_use(write: Callable[[Use], str]) -> Callable[[Form], str]:
        def words(form: Form) -> str:
            use = form.listed_use(use_id)
            return write(use) if use else "not listed"

        return words

    def sources(form: Form) -> tuple[Reference, ...]:
        use = form.listed_use(use_id)
        return use.sources if use else ()

    return (
        Line(label=label, words=of_use(lambda use: use.rank.value), sources=sources),
        Line(label="status", words=of_use(status_in_words), indented=True),
        Line(label="found", words=of_use(found_in_words), indented=True),
    )


def sources_of(forms: Iterable[Form], columns: Iterable[str]) -> tuple[Reference, ...]:
    """Return the sources that some columns cite, form by form, in order."""
    lines = lines_of(columns)
    return unique(source for form in forms for line in lines for source in line.sources(form))
