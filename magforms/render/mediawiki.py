"""MediaWiki, with signs of markup as numeric character references."""

import re
from collections.abc import Callable

from magforms.render.entities import Written, wiki
from magforms.render.options import USUAL, Options
from magforms.render.prose import written
from magforms.table import Cell, Document, Table

_SIGNS = re.compile(r"[&<>\[\]{}|'~_=!]|^[*#:;-]|-(?=-)|(?<=-)-|(?<=[A-Za-z]):(?=\S)")


def write(document: Document, options: Options = USUAL) -> str:
    """Return a document as MediaWiki markup."""
    return written(document, _MARKUP, options)


def _heading(text: str, level: int) -> str:
    signs = "=" * level
    return f"{signs} {text} {signs}"


def _table(table: Table, escaped: Written, marked: Callable[[Cell], str]) -> str:
    lines = ['{| class="wikitable"']
    lines += [f'! scope="col" | {escaped(name)}' for name in (table.corner, *table.columns)]
    for row in table.rows:
        lines += ["|-", f'! scope="row" | {escaped(row.label)}']
        lines += [f"| {marked(cell)}" for cell in row.cells]
    return "\n".join([*lines, "|}"])


_MARKUP = wiki(_SIGNS, bold="'''", heading=_heading, table=_table)
