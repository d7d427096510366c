"""Markdown with pipe tables (GitHub flavour)."""

import re
from collections.abc import Callable, Sequence

from magforms.references import Reference
from magforms.render.clean import one_line
from magforms.render.options import USUAL, Options
from magforms.render.prose import Markup, written
from magforms.table import Cell, Document, Table

_ESCAPES = str.maketrans(
    {sign: f"\\{sign}" for sign in "\\`*_[]~$"}
    | {"<": "&lt;", ">": "&gt;", "|": "&#124;", "&": "&amp;", "@": "&#64;"}
)
# what starts a heading, list, rule or table at the head of a line
_BLOCK_START = re.compile(r"[#+=:-]")
# what GitHub would turn into a link by itself
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"([0-9]+)([.)])(?=\s|$)")


def write(document: Document, options: Options = USUAL) -> str:
    """Return a document as Markdown."""
    return written(document, _MARKUP, options)


def _heading(text: str, level: int | None) -> str:
    return f"{'#' * level} {_escaped(text)}" if level else _bold(text)


def _title(text: str, options: Options) -> str:
    return _heading(text, options.heading_level)


def _subtitle(text: str, options: Options) -> str:
    return _heading(text, options.heading_level and options.heading_level + 1)


def _bold(text: str) -> str:
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


def _bullets(items: Sequence[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _numbers(items: Sequence[str]) -> str:
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))


def _source(source: Reference) -> str:
    link = f" <{source.link}>" if source.link else ""
    remark = f" {_escaped(source.remark)}" if source.remark else ""
    return f"{_escaped(source.citation)}{link}{remark}"


def _table(table: Table, marked: Callable[[Cell], str]) -> str:
    header = [table.corner, *table.columns]
    lines = [_line([_escaped(name) for name in header]), _line(["---"] * len(header))]
    for row in table.rows:
        label = _escaped(row.label) if row.indented else _bold(row.label)
        lines.append(_line([label, *map(marked, row.cells)]))
    return "\n".join(lines)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


_MARKUP = Markup(
    escaped=_escaped,
    title=_title,
    heading=_subtitle,
    marks=lambda numbers: f"\\[{numbers}\\]",
    bullets=_bullets,
    numbers=_numbers,
    source=_source,
    table=_table,
)
