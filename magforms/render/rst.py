"""reStructuredText with list tables, whose cells may hold text of any width."""

import re

from magforms.references import Reference
from magforms.render.clean import numbered, one_line, spans
from magforms.table import Cell, Document, Listing, Table

# an underscore that would make what stands before it a reference
_WORD_END = re.compile(r"_(?=[\W_]|$)")
_MARKUP = re.compile(r"[\\*`_|]|(?<=:):")


def write(document: Document) -> str:
    """Return a document as reStructuredText."""
    blocks = [_heading(document.title)]
    for part in document.parts:
        if part.title is not None:
            blocks.append(_heading(part.title))
        if isinstance(part, Listing):
            blocks.append("\n".join(f"* {_marked(item, document)}" for item in part.items))
        else:
            blocks.append(_table(part, document))
    blocks += [_marked(note, document) for note in document.notes]
    if document.sources:
        sources = [f"{number}. {_source(item)}" for number, item in numbered(document.sources)]
        blocks += [_heading("Sources"), "\n".join(sources)]
    standing, *others = document.caveats
    blocks += [_heading("Caveat"), _escaped(standing.text)]
    if others:
        blocks.append("\n".join(f"* {_escaped(caveat.text)}" for caveat in others))
    blocks.append(f"Data version {_escaped(document.data_version)}")
    return "\n\n".join(blocks) + "\n"


def _escaped(text: str) -> str:
    """Escape inline markup; the escaped space in front keeps the text from starting a block."""
    return "\\ " + _MARKUP.sub(r"\\\g<0>", one_line(text))


def _source(source: Reference) -> str:
    """Return a source with its link bare, as docutils finds it."""
    words = [_escaped(source.citation)]
    if source.link:
        words.append(_WORD_END.sub(r"\\\g<0>", source.link))
    if source.remark:
        words.append(_escaped(source.remark).removeprefix("\\ "))
    return " ".join(words)


def _heading(text: str) -> str:
    return f".. rubric:: {_escaped(text)}"


def _marked(cell: Cell, document: Document) -> str:
    marks = spans(document.marks(cell))
    return f"{_escaped(cell.text)} [{marks}]" if marks else _escaped(cell.text)


def _table(table: Table, document: Document) -> str:
    lines = [".. list-table::", "   :header-rows: 1", "   :stub-columns: 1", ""]
    rows = [[_escaped(name) for name in (table.corner, *table.columns)]]
    rows += [
        [_escaped(row.label), *(_marked(cell, document) for cell in row.cells)]
        for row in table.rows
    ]
    for cells in rows:
        starts = ["   * - ", *["     - "] * (len(cells) - 1)]
        lines += [start + cell for start, cell in zip(starts, cells, strict=True)]
    return "\n".join(lines)
