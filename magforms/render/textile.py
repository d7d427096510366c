"""Textile, with signs of markup as numeric character references."""

import re
from collections.abc import Callable

from magforms.render.entities import Written, referenced, wiki
from magforms.render.options import USUAL, Options
from magforms.render.prose import written
from magforms.table import Cell, Document, Table

_SIGNS = re.compile(
    r"[][*_@|{}<>\"'&\\^~=!]"
    # what encloses words or starts an item, and what would be attributes there
    r"|^[(:;]|(?<![^\W_])[+#%-]|[+%-](?![^\W_])|\?(?=\?)|(?<=\?)\?"
    # what typography would change: (c), ABC(explained), ellipses, 2 x 3
    r"|\((?=(?i:c|r|tm)\))|(?<=[^\Wa-z_])\(|\.(?=\.)|(?<=\.)\."
    r"|(?:(?<=[0-9])|(?<=[0-9] ))x(?= ?[0-9])"
    # paragraphs, headings, quotations, code, tables, footnotes and the like
    r"|^(?=(?:p|h[1-6]|b[cq]|pre|notextile|table|fn[0-9]+|note|clear|dl)\S*?\.(?: |\.|$))[a-z]"
)


def write(document: Document, options: Options = USUAL) -> str:
    """Return a document as Textile markup."""
    return written(document, _MARKUP, options)


def _heading(text: str, level: int) -> str:
    return f"h{level}. {text}"


def _linked(address: str) -> str:
    return f'"{referenced(_SIGNS, address)}":{address}'


def _table(table: Table, escaped: Written, marked: Callable[[Cell], str]) -> str:
    heads = "".join(f"|_. {escaped(name)}" for name in (table.corner, *table.columns))
    rows = [
        f"|_. {escaped(row.label)}{''.join(f'| {marked(cell)}' for cell in row.cells)}|"
        for row in table.rows
    ]
    return "\n".join([f"{heads}|", *rows])


_MARKUP = wiki(_SIGNS, bold="*", heading=_heading, table=_table, linked=_linked)
