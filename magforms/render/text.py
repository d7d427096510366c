"""Plain text for a terminal."""

import textwrap

from tabulate import tabulate

from magforms.render.clean import numbered, one_line, spans
from magforms.render.options import USUAL, Options
from magforms.table import Cell, Document, Listing, Table

_GAP = 2
_NARROWEST_COLUMN = 12
_LONGEST_WORD = 16
_WIDEST_LABELS = 20


def write(document: Document, options: Options = USUAL) -> str:
    """
    Return a document as plain text.

    Args:
        document: What to write.
        options: Of these, the width of the terminal; a table with many columns may be wider.
    """
    width = options.width
    blocks = [_head(document, width)]
    for part in document.parts:
        if isinstance(part, Listing):
            items = [_marked(cell, document) for cell in part.items]
            filled = [_filled(item, width, "  ", "      ") for item in items]
            blocks.append("\n".join([one_line(part.title), *filled]))
        else:
            blocks.append(_table(part, document, width))
    blocks += [_filled(_marked(note, document), width) for note in document.notes]
    if document.sources:
        sources = [
            _filled(one_line(str(source)), width, f"  [{number}] ", "      ")
            for number, source in numbered(document.sources)
        ]
        blocks.append("\n".join(["Sources", *sources]))
    standing, *others = document.caveats
    caveats = [_filled(one_line(caveat.text), width, "  - ", "    ") for caveat in others]
    blocks.append(
        "\n".join(["Caveat", _filled(one_line(standing.text), width, "  ", "  "), *caveats])
    )
    return "\n\n".join(blocks) + "\n"


def _head(document: Document, width: int) -> str:
    title, version = one_line(document.title), f"data {one_line(document.data_version)}"
    if len(title) + _GAP + len(version) <= width:
        return title + version.rjust(width - len(title))
    return f"{_filled(title, width)}\n{version}"


def _filled(text: str, width: int, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _marked(cell: Cell, document: Document) -> str:
    marks = spans(document.marks(cell))
    return f"{one_line(cell.text)} [{marks}]" if marks else one_line(cell.text)


def _table(table: Table, document: Document, width: int) -> str:
    labels = [("  " if row.indented else "") + one_line(row.label) for row in table.rows]
    corner = one_line(table.corner)
    label_width = min(max(map(len, [corner, *labels])), _WIDEST_LABELS)
    heads = [one_line(name) for name in table.columns]
    texts = [[_marked(cell, document) for cell in row.cells] for row in table.rows]
    column_width = (width - label_width) // len(table.columns) - _GAP
    if column_width < _NARROWEST_COLUMN:
        # rather a wide table than one cut into syllables
        words = " ".join([*heads, *(text for row in texts for text in row)]).split()
        column_width = min(max(map(len, words)), _LONGEST_WORD)
    drawn = tabulate(
        [
            [_wrapped(label, label_width), *(_wrapped(text, column_width) for text in row)]
            for label, row in zip(labels, texts, strict=True)
        ],
        [corner, *(_wrapped(head, column_width) for head in heads)],
        tablefmt="simple",
        disable_numparse=True,
        preserve_whitespace=True,
    )
    lines = [line.rstrip() for line in drawn.splitlines()]
    return "\n".join(lines if table.title is None else [one_line(table.title), *lines])


def _wrapped(text: str, width: int) -> str:
    indent = "  " if text.startswith("  ") else ""
    return textwrap.fill(text.strip(), width, initial_indent=indent, subsequent_indent=indent)
