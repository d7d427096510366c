"""What the writers of marked-up prose share: the order of blocks."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from magforms.references import Reference
from magforms.render.clean import spans
from magforms.render.options import Options
from magforms.table import Cell, Document, Listing, Table


class Markup(NamedTuple):
    """
    How a format writes the pieces of a document.

    Attributes:
        escaped: Text on one line, markup escaped.
        title: Title of the whole and options, to a heading.
        heading: Text of a heading under it and options, to a heading.
        marks: Numbers of sources in words, to a mark.
        bullets: Written items to a list.
        numbers: Written items to a numbered list.
        source: A source to an item of a list.
        table: A table and what writes its cells, to a block.
        paragraph: Written text to a paragraph.
    """

    escaped: Callable[[str], str]
    title: Callable[[str, Options], str]
    heading: Callable[[str, Options], str]
    marks: Callable[[str], str]
    bullets: Callable[[Sequence[str]], str]
    numbers: Callable[[Sequence[str]], str]
    source: Callable[[Reference], str]
    table: Callable[[Table, Callable[[Cell], str]], str]
    paragraph: Callable[[str], str] = str


def written(document: Document, markup: Markup, options: Options) -> str:
    """
    Return a document: title, parts, notes, sources, caveats, data version.

    Args:
        document: What to write.
        markup: How to write its pieces.
        options: What the user asked for.
    """

    def marked(cell: Cell) -> str:
        text = markup.escaped(cell.text)
        return f"{text} {markup.marks(spans(document.marks(cell)))}" if cell.references else text

    blocks = [markup.title(document.title, options)]
    for part in document.parts:
        if part.title is not None:
            blocks.append(markup.heading(part.title, options))
        if isinstance(part, Listing):
            blocks.append(markup.bullets([marked(item) for item in part.items]))
        else:
            blocks.append(markup.table(part, marked))
    blocks += [markup.paragraph(marked(note)) for note in document.notes]
    if document.sources:
        blocks.append(markup.heading("Sources", options))
        blocks.append(
            markup.numbers([_source(markup.source, source) for source in document.sources])
        )
    standing, *others = document.caveats
    blocks += [markup.heading("Caveat", options), markup.paragraph(markup.escaped(standing.text))]
    if others:
        blocks.append(markup.bullets([markup.escaped(caveat.text) for caveat in others]))
    blocks.append(f"Data version {markup.escaped(document.data_version)}.")
    return "\n\n".join(blocks) + "\n"


# results share their sources, and writing these takes half of the time of a small table
@lru_cache(maxsize=512)
def _source(write: Callable[[Reference], str], source: Reference) -> str:
    return write(source)
