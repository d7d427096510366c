"""reStructuredText with list tables, whose cells may hold text of any width."""

import re
from collections.abc import Callable, Sequence

from magforms.references import Reference
from magforms.render.clean import one_line
from magforms.render.options import USUAL, Options
from magforms.render.prose import Markup, written
from magforms.table import Cell, Document, Table

# what is markup within an address: an underscore only at the end of a word
_IN_ADDRESSES = re.compile(r"[\\*`|]|_(?=[\W_]|$)")
_SIGNS = re.compile(r"[\\*`_|]|(?<=:):")


def write(document: Document, options: Options = USUAL) -> str:
    """Return a document as reStructuredText."""
    return written(document, _MARKUP, options)


def _escaped(text: str) -> str:
    """Escape inline markup; the escaped space in front keeps the text from starting a block."""
    return "\\ " + _SIGNS.sub(r"\\\g<0>", one_line(text))


def _source(source: Reference) -> str:
    """Return a source with its link bare, as docutils finds it."""
    words = [_escaped(source.citation)]
    if source.link:
        words.append(_IN_ADDRESSES.sub(r"\\\g<0>", source.link))
    if source.remark:
        words.append(_escaped(source.remark).removeprefix("\\ "))
    return " ".join(words)


def _title(text: str, options: Options) -> str:
    rubric = _heading(text, options)
    if options.label is None:
        return rubric
    name = options.label.replace(":", r"\:")
    return f".. _{name}:\n\n{rubric}"


def _heading(text: str, _: Options) -> str:
    return f".. rubric:: {_escaped(text)}"


def _bullets(items: Sequence[str]) -> str:
    return "\n".join(f"* {item}" for item in items)


def _numbers(items: Sequence[str]) -> str:
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))


def _table(table: Table, marked: Callable[[Cell], str]) -> str:
    lines = [".. list-table::", "   :header-rows: 1", "   :stub-columns: 1", ""]
    rows = [[_escaped(name) for name in (table.corner, *table.columns)]]
    rows += [[_escaped(row.label), *map(marked, row.cells)] for row in table.rows]
    for cells in rows:
        starts = ["   * - ", *["     - "] * (len(cells) - 1)]
        lines += [start + cell for start, cell in zip(starts, cells, strict=True)]
    return "\n".join(lines)


_MARKUP = Markup(
    escaped=_escaped,
    title=_title,
    heading=_heading,
    marks=lambda numbers: f"[{numbers}]",
    bullets=_bullets,
    numbers=_numbers,
    source=_source,
    table=_table,
)
