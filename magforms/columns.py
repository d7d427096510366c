"""What can be shown of a form: the words and sources of each column."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from magforms.errors import QueryError
from magforms.forms import Form, Use
from magforms.names import nearest
from magforms.references import Reference
from magforms.results import unique
from magforms.table import Cell
from magforms.vocabulary import Certainty, Direction, FormSpecific, Status


class Line(NamedTuple):
    """
    One line of a column, a row or a column of the table.

    Attributes:
        label: Its heading.
        cell: What it says of a form.
        indented: Whether it belongs under the line before it.
    """

    label: str
    cell: Callable[[Form], Cell]
    indented: bool = False


def _rating(form: Form) -> Cell:
    return Cell(form.bioavailability.rating.value, form.bioavailability.references)


def _certainty(form: Form) -> Cell:
    return Cell(in_words(form.bioavailability.certainty))


def _claimed(form: Form) -> Cell:
    appraisal = form.bioavailability
    return Cell(appraisal.claimed.value, (appraisal.claimed_source,))


def _strict(form: Form) -> Cell:
    appraisal = form.bioavailability
    if appraisal.strict_rating:
        return Cell(appraisal.strict_rating.value)
    return Cell(f"none: {appraisal.strict_reason}")


def _elemental(form: Form) -> Cell:
    if form.elemental_fraction is None:
        return Cell("not established")
    known = [item for item in form.compounds if item.elemental_fraction is not None]
    number = f"{len(known)} compound{'s' if len(known) > 1 else ''}"
    cited = unique(source for item in known for source in item.references)
    return Cell(f"{form.elemental_fraction} ({number})", cited)


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


def _of_uses(form: Form, write: Callable[[Use], str]) -> Cell:
    """Return a cell over the primary uses, named where there are several."""
    uses = form.primary_uses
    if len(uses) == 1:
        return Cell(write(uses[0]))
    return Cell("; ".join(f"{_short(use)}: {write(use)}" for use in uses))


def _short(use: Use) -> str:
    return use.name.partition(" (")[0].lower()


def _primary(form: Form) -> Cell:
    names = "; ".join(_short(use) for use in form.primary_uses)
    return Cell(names or "none", unique(s for use in form.primary_uses for s in use.sources))


_CERTAINTY = Line(label="certainty", cell=_certainty, indented=True)
_CLAIMED = Line(label="claimed", cell=_claimed, indented=True)

# claim beside appraisal, and a use beside what was found for it: neither is shown alone
_LINES: dict[str, tuple[Line, ...]] = {
    "bioavailability": (Line(label="Bioavailability", cell=_rating), _CERTAINTY, _CLAIMED),
    "primary-use": (
        Line(label="Primary use", cell=_primary),
        Line(label="status", cell=lambda form: _of_uses(form, status_in_words), indented=True),
        Line(label="found", cell=lambda form: _of_uses(form, found_in_words), indented=True),
    ),
    "elemental-magnesium": (Line(label="Elemental magnesium by weight", cell=_elemental),),
    "strict-rating": (
        Line(label="Bioavailability", cell=_rating),
        Line(label="from published trials alone", cell=_strict, indented=True),
        _CERTAINTY,
        _CLAIMED,
    ),
    "reason": (
        Line(
            label="Reason for the rating",
            cell=lambda form: Cell(form.bioavailability.reason, form.bioavailability.references),
        ),
    ),
    "kind": (Line(label="Kind", cell=lambda form: Cell(form.kind.value)),),
    "compounds": (
        Line(
            label="Compounds",
            cell=lambda form: Cell("; ".join(item.name for item in form.compounds)),
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

    def of_use(write: Callable[[Use], str]) -> Callable[[Form], Cell]:
        def cell(form: Form) -> Cell:
            use = form.listed_use(use_id)
            return Cell(write(use)) if use else Cell("not listed")

        return cell

    def name(form: Form) -> Cell:
        use = form.listed_use(use_id)
        return Cell(use.rank.value, use.sources) if use else Cell("not listed")

    return (
        Line(label=label, cell=name),
        Line(label="status", cell=of_use(status_in_words), indented=True),
        Line(label="found", cell=of_use(found_in_words), indented=True),
    )


def sources_of(forms: Iterable[Form], columns: Iterable[str]) -> tuple[Reference, ...]:
    """Return the sources that some columns cite, form by form, in order."""
    lines = lines_of(columns)
    return unique(
        source for form in forms for line in lines for source in line.cell(form).references
    )
