"""HTML: one `section` that holds tables, notes, sources and caveat."""

import re
from collections.abc import Callable
from html import escape
from zlib import crc32

from magforms.render.clean import numbered, one_line, spans
from magforms.render.options import USUAL, Options
from magforms.table import Cell, Document, Listing, Table

_TITLE_LEVEL = 2
_DIGITS = re.compile(r"[0-9]+")


def write(document: Document, options: Options = USUAL) -> str:
    """Return a document as an HTML section without script or style."""
    level = options.heading_level or _TITLE_LEVEL
    under = level + 1
    anchor = options.label or _anchor(document)

    def marked(cell: Cell) -> str:
        text, marks = _escaped(cell.text), spans(document.marks(cell))
        return f"{text} <sup>[{_linked(marks, anchor)}]</sup>" if marks else text

    label = f' id="{options.label}"' if options.label else ""
    lines = [f'<section class="magforms"{label}>']
    title = f"<h{level}>{_escaped(document.title)}</h{level}>"
    first = document.parts[0] if document.parts else None
    # the caption of a table that comes first is the title of the whole
    if not isinstance(first, Table) or first.title:
        lines.append(title)
    for number, part in enumerate(document.parts, 1):
        if isinstance(part, Listing):
            lines.append(f"<h{under}>{_escaped(part.title)}</h{under}>")
            lines += _list([marked(item) for item in part.items])
        else:
            of_all = title if part is first else _escaped(document.title)
            caption = _escaped(part.title) if part.title else of_all
            lines += _table(part, caption, f"{anchor}-table-{number}", marked)
    lines += [f'<p class="magforms-note">{marked(note)}</p>' for note in document.notes]
    if document.sources:
        lines.append(f"<h{under}>Sources</h{under}>")
        lines += _sources(document, anchor)
    standing, *others = document.caveats
    lines += [
        '<div class="magforms-caveat" role="note">',
        f"<h{under}>Caveat</h{under}>",
        f"<p>{_escaped(standing.text)}</p>",
        *(_list([_escaped(caveat.text) for caveat in others]) if others else []),
        "</div>",
        f'<p class="magforms-version">Data version {_escaped(document.data_version)}.</p>',
        "</section>",
    ]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return escape(one_line(text))


def _anchor(document: Document) -> str:
    """Return what the ids of sources start with where no label says it: of the content alone."""
    shown = "\0".join([document.title, *(source.id for source in document.sources)])
    return f"magforms-{crc32(shown.encode('utf-8', 'replace')):08x}"


def _linked(marks: str, anchor: str) -> str:
    """Return marks with a link from each number to its source."""
    return _DIGITS.sub(lambda number: f'<a href="#{anchor}-{number[0]}">{number[0]}</a>', marks)


def _list(items: list[str]) -> list[str]:
    return ["<ul>", *(f"<li>{item}</li>" for item in items), "</ul>"]


def _sources(document: Document, anchor: str) -> list[str]:
    lines = ['<ol class="magforms-sources">']
    for number, source in numbered(document.sources):
        item = _escaped(source.citation)
        if source.link:
            link = escape(source.link)
            item += f' <a href="{link}">{link}</a>'
        if source.remark:
            item += f" {_escaped(source.remark)}"
        lines.append(f'<li id="{anchor}-{number}">{item}</li>')
    return [*lines, "</ol>"]


def _table(table: Table, caption: str, name: str, marked: Callable[[Cell], str]) -> list[str]:
    """Return a table in a region that can be scrolled where the page is narrower, by keys too."""
    lines = [
        f'<div class="magforms-table" role="region" aria-labelledby="{name}" tabindex="0">',
        "<table>",
        f'<caption id="{name}">{caption}</caption>',
    ]
    heads = "".join(
        f'<th scope="col">{_escaped(name)}</th>' for name in (table.corner, *table.columns)
    )
    lines += ["<thead>", f"<tr>{heads}</tr>", "</thead>", "<tbody>"]
    for row in table.rows:
        css = ' class="magforms-sub"' if row.indented else ""
        cells = "".join(f"<td>{marked(cell)}</td>" for cell in row.cells)
        lines.append(f'<tr{css}><th scope="row">{_escaped(row.label)}</th>{cells}</tr>')
    return [*lines, "</tbody>", "</table>", "</div>"]
