"""From a result to a document: decides words and order, knows no markup."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from magforms.arithmetic import steadily
from magforms.columns import (
    DEFAULT_COLUMNS,
    Line,
    chosen,
    found_in_words,
    in_words,
    lines_for_use,
    lines_of,
    status_in_words,
)
from magforms.composition import Compound
from magforms.errors import QueryError
from magforms.evidence import AnimalFinding, HumanFinding, InVitroFinding, Study
from magforms.forms import Form, Use
from magforms.references import Reference
from magforms.results import Result, unique
from magforms.table import Cell, Document, Listing, Row, Table
from magforms.verdicts import MeasureVerdict, Verdict
from magforms.vocabulary import Origin, Outcome

if TYPE_CHECKING:
    from magforms.comparisons import Comparison
    from magforms.conversions import Declared, Elemental
    from magforms.identification import Identification, Mention
    from magforms.provenance import Figure, Sources
    from magforms.selections import Selection

ORIENTATIONS: tuple[str, ...] = ("columns", "rows")
_MOST_FORM_COLUMNS = 4
_LONGEST_LABEL = 2000
_NOT_PER_FORM = "columns and orientation belong to forms, selections and comparisons"
_RATING_NOTE = Cell(
    "Bioavailability is a position among these forms, appraised from human comparisons, and no"
    " percentage; 'claimed' is what a popular article says."
)


def lay_out(
    result: Result,
    *,
    columns: Iterable[str] | None = None,
    caption: str | None = None,
    orientation: str | None = None,
    tall: bool = False,
) -> Document:
    """
    Return a result as a document.

    Args:
        result: Any result of this library.
        columns: What to show of each form; None for the usual.
        caption: Title instead of the usual one.
        orientation: "columns" for a form a column, "rows" for a form a row; None for what reads
            well.
        tall: Whether the format is read by programs, so that None means a form a row.

    Raises:
        QueryError: No such column or orientation, or one that the result has no use for.
    """
    if orientation is not None and orientation not in ORIENTATIONS:
        message = "no such orientation"
        raise QueryError(message, orientation, ORIENTATIONS)
    if caption is not None and (not isinstance(caption, str) or not caption.strip()):
        message = "a caption must be text"
        raise QueryError(message, caption)
    chosen_columns = None if columns is None else chosen(columns)
    kind = type(result).__name__
    # a form is shown in full unless columns are chosen
    whole = kind == "Form" and columns is None
    turned = orientation or ("rows" if tall and not whole else None)
    if kind in _OF_FORMS:
        title, parts, notes = _OF_FORMS[kind](result, chosen_columns, turned)
    elif columns is None and orientation is None:
        title, parts, notes = _OF_FINDINGS[kind](result, tall)
    else:
        raise QueryError(_NOT_PER_FORM, columns if columns is not None else orientation)
    cited = dict.fromkeys(_cited(parts, notes))
    usual = dict.fromkeys(result.references)
    return Document(
        title=caption or title,
        parts=parts,
        notes=notes,
        sources=(
            *(source for source in usual if source in cited),
            *(source for source in cited if source not in usual),
        ),
        caveats=result.caveats,
        data_version=result.data_version,
    )


def _cited(parts: tuple[Table | Listing, ...], notes: tuple[Cell, ...]) -> Iterator[Reference]:
    for part in parts:
        if isinstance(part, Listing):
            cells = part.items
        else:
            cells = tuple(cell for row in part.rows for cell in row.cells)
        for cell in cells:
            yield from cell.references
    for note in notes:
        yield from note.references


_Parts = tuple[str, tuple[Table | Listing, ...], tuple[Cell, ...]]


def grid(forms: tuple[Form, ...], lines: tuple[Line, ...], orientation: str | None) -> Table:
    """
    Return forms against lines, a form a column or a form a row.

    Args:
        forms: At least one.
        lines: What is shown of each.
        orientation: "columns" or "rows"; None for columns up to four forms, else rows.
    """
    if orientation is None:
        orientation = "columns" if len(forms) <= _MOST_FORM_COLUMNS else "rows"
    if orientation == "columns":
        return Table(
            corner="Form",
            columns=tuple(form.id for form in forms),
            rows=tuple(
                Row(
                    label=line.label,
                    cells=tuple(line.cell(form) for form in forms),
                    indented=line.indented,
                )
                for line in lines
            ),
        )
    return Table(
        corner="Form",
        columns=tuple(_headings(lines)),
        rows=tuple(
            Row(label=form.id, cells=tuple(line.cell(form) for line in lines)) for form in forms
        ),
    )


def _headings(lines: tuple[Line, ...]) -> Iterator[str]:
    under = ""
    for line in lines:
        if not line.indented:
            under = line.label
        yield f"{under}: {line.label}" if line.indented else line.label


def _comparison(
    result: "Comparison", columns: tuple[str, ...] | None, turned: str | None
) -> _Parts:
    lines = lines_of(columns or result.columns)
    verdicts = tuple(
        Cell(verdict.statement, unique(item.reference for item in verdict.findings))
        for verdict in sorted(result.verdicts, key=_is_open)
    )
    head_to_head = Listing(title="Head to head in people", items=verdicts)
    parts = (grid(result.forms, lines, turned), head_to_head)
    return "Magnesium forms compared", parts, (_RATING_NOTE,)


def _is_open(verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.NOT_ESTABLISHED


def _selection(result: "Selection", columns: tuple[str, ...] | None, turned: str | None) -> _Parts:
    asked = tuple(line for term in result.asked for line in lines_for_use(term.id, term.label))
    title = "Magnesium forms"
    if result.asked:
        title += " listed for: " + ", ".join(term.label.lower() for term in result.asked)
    if result.message:
        message = result.message[0].upper() + result.message[1:] + "."
        return title, (Listing(title="Found", items=(Cell(message),)),), ()
    table = grid(result.forms, asked + lines_of(columns or result.columns), turned)
    return title, (table,), (_RATING_NOTE,)


def _form(form: Form, columns: tuple[str, ...] | None, turned: str | None) -> _Parts:
    if columns is not None or turned is not None:
        lines = lines_of(columns or DEFAULT_COLUMNS)
        return form.name, (grid((form,), lines, turned),), (_RATING_NOTE,)
    parts: list[Table | Listing] = [
        _appraisal(form),
        Listing(title="Uses", items=tuple(_use(use) for use in form.uses)),
        _compounds(form.compounds),
        _compound_notes(form.compounds),
        Listing(title="Names", items=tuple(Cell(text) for text in _names(form))),
        _findings("Found in people", form.findings),
        _figures("Measured in people", form.measurements),
        _findings("Found in animals, never counted for people", form.animal_findings),
        _figures("Measured in animals, never counted for people", form.animal_measurements),
        _findings("Found in the laboratory, not bioavailability", form.in_vitro_findings),
        _figures("Measured in the laboratory, not bioavailability", form.in_vitro_measurements),
    ]
    kept = tuple(part for part in parts if isinstance(part, Table) or part.items)
    return f"{form.name} ({form.kind.value})", kept, (_RATING_NOTE,)


def _appraisal(form: Form) -> Listing:
    appraisal = form.bioavailability
    strict = appraisal.strict_rating.value if appraisal.strict_rating else "none"
    items = [
        Cell(
            f"Appraised: {appraisal.rating.value}, certainty {in_words(appraisal.certainty)}."
            f" {appraisal.reason}",
            appraisal.references,
        ),
        Cell(f"From published human comparisons alone: {strict} ({appraisal.strict_reason})."),
        Cell(
            f"Claimed: {appraisal.claimed.value} ({appraisal.claimed_locator})."
            f" Agreement with the evidence: {appraisal.claimed_agreement}.",
            (appraisal.claimed_source,),
        ),
    ]
    if appraisal.animal:
        items.append(Cell("Animal studies, never counted for people.", appraisal.animal))
    return Listing(title="Bioavailability", items=tuple(items))


def _use(use: Use) -> Cell:
    text = (
        f"{use.label} ({use.rank.value}): {status_in_words(use)}; found: {found_in_words(use)}."
        f" {use.reason}"
    )
    if use.note:
        text += f" {use.note}"
    return Cell(text, use.sources + use.context_references)


@steadily
def _compounds(compounds: tuple[Compound, ...]) -> Table:
    def cells(item: Compound) -> tuple[Cell, ...]:
        fraction, mass = "not established", "not established"
        if item.elemental_fraction is not None:
            fraction, mass = f"{item.elemental_fraction * 100:.2f} %", f"{item.molar_mass}"
        return (
            Cell(item.formula or "not established"),
            Cell(item.hydration),
            Cell(mass),
            Cell(fraction, item.references),
        )

    return Table(
        title="Compounds",
        corner="Compound",
        columns=("Formula", "Hydration", "g/mol", "Magnesium by weight"),
        rows=tuple(Row(label=item.name, cells=cells(item)) for item in compounds),
    )


_SCHEMES = {
    "cas": "CAS",
    "unii": "UNII",
    "pubchem_cid": "PubChem CID",
    "inchikey": "InChIKey",
    "inchikey_alternative": "InChIKey (other drawing)",
}


def _compound_notes(compounds: tuple[Compound, ...]) -> Listing:
    def item(compound: Compound) -> Cell:
        numbers = [
            f"{_SCHEMES[entry.scheme]} {entry.value}"
            + (" (computed)" if entry.origin is Origin.COMPUTED else "")
            for entry in compound.identifiers
        ]
        text = f"{compound.name}: {', '.join(numbers) or 'no identifier confirmed'}."
        return Cell(
            f"{text} {compound.note}" if compound.note else text,
            unique(entry.reference for entry in compound.identifiers if entry.reference),
        )

    return Listing(
        title="Identifiers and notes", items=tuple(item(compound) for compound in compounds)
    )


def _names(form: Form) -> Iterator[str]:
    groups: dict[str, list[str]] = {}
    for name in form.known_as:
        told = [name.language] if name.language not in ("en", None) else []
        told += [name.note] if name.note else []
        text = f"{name.text} ({'; '.join(told)})" if told else name.text
        groups.setdefault(f"{name.status}, {name.kind}, {name.seen_in}", []).append(text)
    for heading, names in groups.items():
        yield f"{heading}: {', '.join(names)}"


def _findings(
    title: str, findings: Iterable[HumanFinding | AnimalFinding | InVitroFinding]
) -> Listing:
    """Return findings study by study, each study with its context before its findings."""
    studies: dict[Study, list[Cell]] = {}
    for item in findings:
        study = item.study
        if study not in studies:
            studies[study] = [Cell(f"Study: {study.context}.", (item.reference,))]
        studies[study].append(_finding(item))
    return Listing(title=title, items=tuple(cell for cells in studies.values() for cell in cells))


def _finding(item: HumanFinding | AnimalFinding | InVitroFinding) -> Cell:
    text = f"{item.endpoint}: {item.statement}"
    if item.statistics:
        text += f" ({item.statistics})"
    marks = [f"{form} assumed from a vaguer name" for form in sorted(item.assumed_forms)]
    if item.second_hand:
        marks.append("known second-hand")
    if not item.study.published:
        marks.append("unpublished")
    return Cell(f"{text} [{'; '.join(marks)}]" if marks else text, (item.reference,))


def _figures(title: str, measurements: Iterable[object]) -> Listing:
    items = tuple(Cell(str(item), (item.reference,)) for item in measurements)  # type: ignore[attr-defined]
    return Listing(title=title, items=items)


def _verdict(verdict: Verdict, _tall: bool) -> _Parts:  # noqa: FBT001  # as its siblings
    pair = f"{verdict.first} and {verdict.second}"
    cited = unique(item.reference for item in verdict.findings)
    parts: list[Table | Listing] = [
        Listing(
            title=f"Verdict: {_outcome(verdict)}",
            items=(
                Cell(verdict.statement, cited),
                Cell(f"Certainty {in_words(verdict.certainty)}. {verdict.reason}", verdict.sources),
            ),
        )
    ]
    if verdict.measures:
        parts.append(
            Table(
                title="By outcome measure",
                corner="Measure",
                columns=("Outcome", "Note"),
                rows=tuple(
                    Row(
                        label=item.endpoint,
                        cells=(
                            Cell(_outcome(item), unique(f.reference for f in item.findings)),
                            Cell(item.note or "none"),
                        ),
                    )
                    for item in verdict.measures
                ),
            )
        )
    parts += [
        _findings("Findings it rests on", verdict.findings),
        _findings("Findings that held both and set no outcome", verdict.uncounted),
        _findings("In animals, never counted for people", verdict.animal_findings),
    ]
    if verdict.animal_summary:
        on_animals = unique(finding.reference for finding in verdict.animal_findings)
        short = Cell(verdict.animal_summary, on_animals)
        parts.append(Listing(title="Animals in short", items=(short,)))
    kept = tuple(part for part in parts if isinstance(part, Table) or part.items)
    return f"{pair}, head to head in people", kept, ()


def _outcome(item: Verdict | MeasureVerdict) -> str:
    return f"favours {item.favoured}" if item.favoured else item.outcome.value


def _sources(result: "Sources", tall: bool) -> _Parts:  # noqa: FBT001  # as its siblings
    title = "Figures and their sources"
    if result.forms:
        title += ": " + ", ".join(result.forms)
    if tall:
        return title, (_figure_table(result.figures),), ()
    items = (
        Cell(f"{figure.about}: {figure.text} [{figure.provenance}]", figure.references)
        for figure in result.figures
    )
    return title, (Listing(title="Figures", items=tuple(items)),), ()


def _figure_table(figures: "tuple[Figure, ...]") -> Table:
    return Table(
        corner="About",
        columns=("Text", "Place in the source", "Origin", "Read", "Readings", "Checked on"),
        rows=tuple(
            Row(
                label=figure.about,
                cells=(
                    Cell(figure.text, figure.references),
                    Cell(figure.locator),
                    Cell(figure.origin.value),
                    Cell(figure.verification or "not applicable"),
                    Cell(str(figure.readings or "not applicable")),
                    Cell(figure.checked_on),
                ),
            )
            for figure in figures
        ),
    )


def _elemental(result: "Elemental", tall: bool) -> _Parts:  # noqa: FBT001  # as its siblings
    # here, since amounts load fractions, which nothing else needs
    from magforms.amounts import ELEMENTAL, in_figures

    rows: list[Row] = []
    for part in result.parts:
        for item in part.conversions:
            cells = (
                Cell(f"{in_figures(item.compound_mg)} mg"),
                Cell(f"{in_figures(item.elemental_mg)} mg", item.compound.references),
                Cell(f"{in_figures(item.mmol)} mmol"),
            )
            rows.append(Row(label=item.compound.short_name, cells=cells))
        rows += [Row(label=name, cells=(Cell("not established"),) * 3) for name in part.open]
    table = Table(
        corner="Compound",
        columns=("Mass", "Elemental magnesium", "Amount"),
        rows=tuple(rows),
    )
    said = []
    for part in result.parts:
        of = "elemental magnesium from" if part.of == ELEMENTAL else "of"
        said.append(f"{part.amount} {of} {part.form}")
    said.append(f"{result.mass} elemental magnesium")
    if result.left_open:
        said.append(
            "Left out, since what they hold is not established: "
            f"{'; '.join(result.left_open)}. Where it is one of these, it may hold more or less"
            " than is said here and beside the limits."
        )
    listing = Listing(title="In all", items=tuple(map(Cell, said)))
    beside = Listing(
        title="Beside what authorities set for adults, a day",
        items=tuple(Cell(str(item), item.limit.references) for item in result.positions),
    )
    parts = (table, listing, beside) if tall else (listing, table, beside)
    return "Elemental magnesium", parts, ()


def _declared(result: "Declared", _tall: bool) -> _Parts:  # noqa: FBT001  # as its siblings
    found = Listing(title="Found", items=(Cell(result.statement, result.references),))
    return "Declared magnesium", (found,), ()


def _identification(result: "Identification", _tall: bool) -> _Parts:  # noqa: FBT001  # as its siblings
    parts: list[Table | Listing] = [Listing(title="Label", items=(Cell(_shortened(result.text)),))]
    if result.mentions:
        parts.insert(0, _mentions(result.mentions))
    else:
        parts.append(Listing(title="Forms", items=(Cell("No form is named."),)))
    amounts = (
        Cell(f"{item.text}: {item.of or 'compound or elemental is not stated'}")
        for item in result.amounts
    )
    left_out = (
        Cell(
            f"{item.remark}: {_shortened(item.text)}"
            + (f" (did the label mean {item.candidate}?)" if item.candidate else "")
        )
        for item in result.left_out
    )
    parts += [
        Listing(title="Amounts", items=tuple(amounts)),
        Listing(title="Not taken for a form", items=tuple(left_out)),
    ]
    kept = tuple(part for part in parts if isinstance(part, Table) or part.items)
    return "Forms named on a label", kept, ()


def _mentions(mentions: "tuple[Mention, ...]") -> Table:
    return Table(
        corner="Form",
        columns=("Text", "Place", "Compound", "Remarks"),
        rows=tuple(
            Row(
                label=item.form,
                cells=(
                    Cell(_shortened(item.text)),
                    Cell(f"{item.start}-{item.end}"),
                    Cell(item.compound or "not fixed"),
                    Cell(", ".join(item.remarks) or "none"),
                ),
            )
            for item in mentions
        ),
    )


def _shortened(text: str) -> str:
    """Return text of a label, its end left out where it is very long."""
    return text if len(text) <= _LONGEST_LABEL else f"{text[:_LONGEST_LABEL]} ..."


# by name, so that laying out a comparison does not load what it does not show
_OF_FORMS: dict[str, Callable[[Any, tuple[str, ...] | None, str | None], _Parts]] = {
    "Comparison": _comparison,
    "Selection": _selection,
    "Form": _form,
}
_OF_FINDINGS: dict[str, Callable[[Any, bool], _Parts]] = {
    "Verdict": _verdict,
    "Sources": _sources,
    "Identification": _identification,
    "Elemental": _elemental,
    "Declared": _declared,
}
