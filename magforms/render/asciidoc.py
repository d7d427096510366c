"""
AsciiDoc, with signs of markup as numeric character references.

Asciidoctor restores those only after it has looked for markup, wherever text may stand.
"""

import re
from collections.abc import Callable, Sequence

from magforms.references import Reference
from magforms.render.entities import reference, referenced
from magforms.render.options import USUAL, Options
from magforms.render.prose import Markup, written
from magforms.table import Cell, Document, Table

# alternatives that start with a plain sign, which the search is fast for
_SIGNS = re.compile(
    "|".join(
        (
            *map(re.escape, "&<>#*_`+^~{[|\\$@"),
            # what typography would change: dashes, ellipses, apostrophes, (C)
            *(r"-(?=-)", r"\.(?=\.)", r"'(?<=\S')(?=\S)", r"\((?=\(|[CR]\)|TM\))"),
            # addresses, terms, and macros that may find their brackets after a blank
            r":(?:(?=:|//)|(?<=mage:|icon:|xref:))",
            # two of them end a term, and one may stand before as the end of a reference
            r";(?<=[\W_];)",
            # what ends a heading or starts a block with its like
            r"=(?!.)",
        )
    )
)
_BLOCK_START = re.compile(
    r"[-.=:/\u2022]"
    r"|(?:[0-9]+\.|[A-Za-z]\.|[IVXivx]+\)|(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):)(?: |$)"
)
_TITLE_OF_BLOCK = re.compile(r"^(\.[^ ].*\n)\n", re.MULTILINE)


def write(document: Document, options: Options = USUAL) -> str:
    """Return a document as AsciiDoc."""
    heads_table = bool(document.parts) and document.parts[0].title is None
    markup = _MARKUP if heads_table else _MARKUP._replace(title=_title_alone)
    # a title stands directly above its block
    return _TITLE_OF_BLOCK.sub(r"\1", written(document, markup, options))


def _escaped(text: str) -> str:
    line = referenced(_SIGNS, text)
    return f"&#{ord(line[0])};{line[1:]}" if _BLOCK_START.match(line) else line


def _title(text: str, options: Options) -> str:
    return _anchor(options) + _heading(text, options, 0)


def _title_alone(text: str, options: Options) -> str:
    """Return the title of a document whose first block has one of its own."""
    if options.heading_level:
        return _title(text, options)
    return f"{_anchor(options)}*{_escaped(text)}*"


def _anchor(options: Options) -> str:
    return f"[[{options.label}]]\n" if options.label else ""


def _heading(text: str, options: Options, deeper: int = 1) -> str:
    level = options.heading_level
    start = f"{'=' * (level + deeper)} " if level else "."
    return start + _escaped(text)


def _bullets(items: Sequence[str]) -> str:
    return "\n".join(f"* {item}" for item in items)


def _numbers(items: Sequence[str]) -> str:
    return "\n".join(f". {item}" for item in items)


def _source(source: Reference) -> str:
    words = [_escaped(source.citation)]
    if source.link:
        words.append(_link(source.link))
    if source.remark:
        words.append(_escaped(source.remark))
    return " ".join(words)


def _link(address: str) -> str:
    """Return an address as Asciidoctor finds it; brackets end it where a last sign would not."""
    scheme, mark, rest = address.partition("://")
    bare = f"{scheme}{mark}{_SIGNS.sub(reference, rest)}"
    return bare if bare.endswith("/") or bare[-1].isalnum() else f"{bare}[]"


def _table(table: Table, marked: Callable[[Cell], str]) -> str:
    rows = [[_escaped(name) for name in (table.corner, *table.columns)]]
    rows += [[_escaped(row.label), *map(marked, row.cells)] for row in table.rows]
    body = "\n\n".join("\n".join(f"| {cell}" for cell in row) for row in rows)
    return f'[%header,cols="h,{len(table.columns)}*"]\n|===\n{body}\n|==='


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
