"""Jira, with signs of markup as numeric character references."""

import re
from collections.abc import Callable

from magforms.render.entities import Written, wiki
from magforms.render.options import USUAL, Options
from magforms.render.prose import written
from magforms.table import Cell, Document, Table

_SIGNS = re.compile(
    r"[][\\{}|!&*_+^~]"
    # what encloses words or starts an item
    r"|^#|(?<![^\W_])-|-(?![^\W_])|\?(?=\?)|(?<=\?)\?"
    # faces and signs such as (x)
    r"|[:;](?=[()DP])|\((?=(?:[!?+/xyni*-]|\*[rgby]|on|off|flag|flagoff)\))"
    # addresses, headings, quotations
    r"|(?<=[A-Za-z]):(?=\S)|(?<=^h[1-6])\.|(?<=^bq)\."
)


def write(document: Document, options: Options = USUAL) -> str:
    """Return a document as Jira markup."""
    return written(document, _MARKUP, options)


def _heading(text: str, level: int) -> str:
    return f"h{level}. {text}"


def _table(table: Table, escaped: Written, marked: Callable[[Cell], str]) -> str:
    heads = "||".join(escaped(name) for name in (table.corner, *table.columns))
    rows = [
        f"||{escaped(row.label)}|{'|'.join(marked(cell) for cell in row.cells)}|"
        for row in table.rows
    ]
    return "\n".join([f"||{heads}||", *rows])


_MARKUP = wiki(_SIGNS, bold="*", heading=_heading, table=_table)
