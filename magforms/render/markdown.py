"""Markdown with pipe tables (GitHub flavour)."""

import re

from magforms.render.clean import numbered, one_line, spans
from magforms.table import Cell, Document, Listing, Table

_ESCAPES = str.maketrans(
    {sign: f"\\{sign}" for sign in "\\`*_[]~$"}
    | {"<": "&lt;", ">": "&gt;", "|": "&#124;", "&": "&amp;", "@": "&#64;"}
)
# what starts a heading, list, rule or table at the head of a line
_BLOCK_START = re.compile(r"[#+=:-]")
# what GitHub would turn into a link by itself
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"([0-9]+)([.)])(?=\s|$)")


def write(document: Document) -> str:
    """Return a document as Markdown."""
    blocks = [_heading(document.title)]
    for part in document.parts:
        if part.title is not None:
            blocks.append(_heading(part.title))
        if isinstance(part, Listing):
            blocks.append("\n".join(f"- {_marked(item, document)}" for item in part.items))
        else:
            blocks.append(_table(part, document))
    blocks += [_marked(note, document) for note in document.notes]
    if document.sources:
        blocks += [_heading("Sources"), "\n".join(_sources(document))]
    standing, *others = document.caveats
    blocks += [_heading("Caveat"), _escaped(standing.text)]
    if others:
        blocks.append("\n".join(f"- {_escaped(caveat.text)}" for caveat in others))
    blocks.append(f"Data version {_escaped(document.data_version)}.")
    return "\n\n".join(blocks) + "\n"


def _heading(text: str) -> str:
    return f"**{_escaped(text)}**"


def _escaped(text: str) -> str:
    line = _ADDRESS.sub(_entity, one_line(text).translate(_ESCAPES))
    if number := _LIST_NUMBER.match(line):
        return f"{number[1]}\\{line[number.end(1) :]}"
    if _BLOCK_START.match(line):
        line = f"&#{ord(line[0])};{line[1:]}"
    return line


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _marked(cell: Cell, document: Document) -> str:
    marks = spans(document.marks(cell))
    return f"{_escaped(cell.text)} \\[{marks}\\]" if marks else _escaped(cell.text)


def _sources(document: Document) -> list[str]:
    lines = []
    for number, source in numbered(document.sources):
        link = f" <{source.link}>" if source.link else ""
        words = f" {_escaped(source.remark)}" if source.remark else ""
        lines.append(f"{number}. {_escaped(source.citation)}{link}{words}")
    return lines


def _table(table: Table, document: Document) -> str:
    header = [table.corner, *table.columns]
    lines = [_line([_escaped(name) for name in header]), _line(["---"] * len(header))]
    for row in table.rows:
        label = _escaped(row.label) if row.indented else _heading(row.label)
        lines.append(_line([label, *(_marked(cell, document) for cell in row.cells)]))
    return "\n".join(lines)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
