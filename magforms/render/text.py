"""Text for a terminal: plain, or with boxes drawn around the cells of tables."""

import re
import textwrap
from typing import NamedTuple

from tabulate import tabulate

from magforms.render.clean import clusters, numbered, one_line, spans
from magforms.render.options import USUAL, Options
from magforms.table import Cell, Document, Listing, Table

_GAP = 2
_ASIDE, _REST = 0xF0000, "\ue000"
_SPLIT = re.compile(f"([{chr(_ASIDE)}-\U000fffff])(\n *)({_REST})")
_NARROWEST_COLUMN = 12
_LONGEST_WORD = 16


class _Style(NamedTuple):
    """
    How tables are drawn.

    Attributes:
        name: What tabulate calls it.
        gap: Columns between two cells.
        frame: Signs at each end of a line to leave out, since there is no room for them.
        labels: Widest column of labels, so that four forms fit on 80 columns.
    """

    name: str
    gap: int
    frame: int
    labels: int


_PLAIN = _Style("simple", gap=2, frame=0, labels=20)
_BOX = _Style("mixed_grid", gap=3, frame=2, labels=16)


def write(document: Document, options: Options = USUAL) -> str:
    """
    Return a document as plain text, tables with rules of hyphens.

    Args:
        document: What to write.
        options: Of these, the width of the terminal; a table with many columns may be wider.
    """
    return _written(document, options.width, _PLAIN)


def write_box(document: Document, options: Options = USUAL) -> str:
    """Return a document as text, tables drawn with box characters; arguments as of `write`."""
    return _written(document, options.width, _BOX)


def _written(document: Document, width: int, style: _Style) -> str:
    blocks = [_head(document, width)]
    for part in document.parts:
        if isinstance(part, Listing):
            items = [_marked(cell, document) for cell in part.items]
            filled = [_filled(item, width, "  ", "      ") for item in items]
            blocks.append("\n".join([_filled(one_line(part.title), width), *filled]))
        else:
            blocks.append(_table(part, document, width, style))
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


def _table(table: Table, document: Document, width: int, style: _Style) -> str:
    narrow = _Narrow()
    labels = [("  " if row.indented else "") + narrow.of(row.label) for row in table.rows]
    corner = narrow.of(table.corner)
    label_width = min(max(map(len, [corner, *labels])), style.labels)
    heads = [narrow.of(name) for name in table.columns]
    texts = [[narrow.of(_marked(cell, document)) for cell in row.cells] for row in table.rows]
    column_width = (width - label_width) // len(table.columns) - style.gap
    if column_width < _NARROWEST_COLUMN:
        # rather a wide table than one cut into syllables
        words = " ".join([*heads, *(text for row in texts for text in row)]).split()
        column_width = min(max(map(len, words)), _LONGEST_WORD)
    drawn = tabulate(
        [
            [_wrapped(label, label_width), *(_wrapped(text, column_width) for text in row)]
            for label, row in zip(labels, texts, strict=True)
        ],
        [_wrapped(corner, label_width), *(_wrapped(head, column_width) for head in heads)],
        tablefmt=style.name,
        disable_numparse=True,
        preserve_whitespace=True,
    )
    lines = [
        narrow.back(line[style.frame : len(line) - style.frame]).rstrip()
        for line in drawn.splitlines()
    ]
    if table.title is not None:
        lines.insert(0, _filled(one_line(table.title), width))
    return "\n".join(lines)


class _Narrow:
    """
    Writes text with signs of one column each, and turns it back.

    tabulate and textwrap count signs. What takes another number of columns than it has signs is
    put aside, and as many private signs as it takes columns stand for it.
    """

    def __init__(self) -> None:
        self.aside: dict[str, str] = {}

    def of(self, text: str) -> str:
        """Return text on one line, as long as it is wide."""
        line = one_line(text)
        if line.isascii():
            return line
        return "".join(
            signs if len(signs) == width else self._stand_in(signs, width)
            for signs, width in clusters(line)
        )

    def _stand_in(self, signs: str, width: int) -> str:
        first = self.aside.setdefault(signs, chr(_ASIDE + len(self.aside)))
        return first + _REST * (width - 1)

    def back(self, drawn: str) -> str:
        """Return text with what was put aside."""
        kept = {ord(sign): signs for signs, sign in self.aside.items()}
        return drawn.translate(kept | {ord(_REST): None}) if kept else drawn


def _wrapped(text: str, width: int) -> str:
    indent = "  " if text.startswith("  ") else ""
    filled = textwrap.fill(text.strip(), width, initial_indent=indent, subsequent_indent=indent)
    # what stands for one wide sign goes to the next line together
    return filled if filled.isascii() else _SPLIT.sub(r"\2\1\3", filled)
