"""CSV and TSV: a row a row of the table; sources, notes, caveat, data version as columns."""

import csv
import io
import re
from collections.abc import Iterable

from magforms.references import Reference
from magforms.render.clean import one_line
from magforms.render.options import USUAL, Options
from magforms.table import Cell, Document, Listing, Table

_FORMULA = re.compile(r"[=+\-@]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def write(document: Document, _: Options = USUAL) -> str:
    """Return a document as CSV, by the rules of `_written`."""
    return _written(document, ",")


def write_tsv(document: Document, _: Options = USUAL) -> str:
    """Return a document as CSV with tabs for commas; no cell holds a tab."""
    return _written(document, "\t")


def _written(document: Document, delimiter: str) -> str:
    """
    Return a document as rows of cells.

    Where the document starts with a table, a row is a row of it, and what follows the table
    stands in further columns on every row. Otherwise a row is an item of a list or a row of a
    table. Text that a spreadsheet would take for a formula starts with an apostrophe.
    """
    first = document.parts[0]
    shared: list[tuple[str, str]] = []
    if isinstance(first, Table):
        header = [first.corner, *first.columns, "sources"]
        rows = [
            [row.label, *(cell.text for cell in row.cells), _listed(_cited(row.cells))]
            for row in first.rows
        ]
        shared += [(part.title or "", " ".join(_texts(part))) for part in document.parts[1:]]
    else:
        header = ["part", "text", "sources"]
        rows = [
            [part.title or "", text, _listed(_cited(cells))]
            for part in document.parts
            for text, cells in _items(part)
        ]
    shared += [
        ("notes", " ".join(one_line(note.text) for note in document.notes) or "none"),
        ("all sources", _listed(document.sources)),
        ("caveat", " ".join(one_line(caveat.text) for caveat in document.caveats)),
        ("data version", document.data_version),
    ]
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerow([guarded(name) for name in (*header, *(name for name, _ in shared))])
    # what has no row has one all the same, for its caveat
    for row in rows or [["none"] * len(header)]:
        writer.writerow([guarded(text) for text in (*row, *(text for _, text in shared))])
    return buffer.getvalue()


def guarded(text: str) -> str:
    """Return text on one line that no spreadsheet takes for a formula."""
    line = one_line(text)
    if _FORMULA.match(line) and not _NUMBER.fullmatch(line):
        return f"'{line}"
    return line


def _cited(cells: tuple[Cell, ...]) -> list[Reference]:
    return list(dict.fromkeys(source for cell in cells for source in cell.references))


def _listed(sources: Iterable[Reference]) -> str:
    return " | ".join(map(str, sources)) or "none"


def _items(part: Table | Listing) -> list[tuple[str, tuple[Cell, ...]]]:
    if isinstance(part, Listing):
        return [(item.text, (item,)) for item in part.items]
    return [
        (
            f"{one_line(row.label)}: "
            + "; ".join(
                f"{one_line(name)} {one_line(cell.text)}"
                for name, cell in zip(part.columns, row.cells, strict=True)
            ),
            row.cells,
        )
        for row in part.rows
    ]


def _texts(part: Table | Listing) -> list[str]:
    return [one_line(text) for text, _ in _items(part)]
