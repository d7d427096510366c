"""HTML: one `section` that holds tables, notes, sources and caveat."""

from html import escape

from magforms.render.clean import numbered, one_line, spans
from magforms.render.options import USUAL, Options
from magforms.table import Cell, Document, Listing, Table

_TITLE_LEVEL = 2


def write(document: Document, options: Options = USUAL) -> str:
    """Return a document as an HTML section without script or style."""
    level = options.heading_level or _TITLE_LEVEL
    under = level + 1
    label = f' id="{options.label}"' if options.label else ""
    lines = [f'<section class="magforms"{label}>']
    first = document.parts[0] if document.parts else None
    # the caption of a table that comes first is the title of the whole
    if not isinstance(first, Table) or first.title:
        lines.append(f"<h{level}>{_escaped(document.title)}</h{level}>")
    for part in document.parts:
        if isinstance(part, Listing):
            lines.append(f"<h{under}>{_escaped(part.title)}</h{under}>")
            lines += _list("ul", [_marked(item, document) for item in part.items])
        else:
            lines += _table(part, document)
    lines += [f'<p class="magforms-note">{_marked(note, document)}</p>' for note in document.notes]
    if document.sources:
        lines.append(f"<h{under}>Sources</h{under}>")
        lines += _list("ol", _sources(document), "magforms-sources")
    standing, *others = document.caveats
    lines += [
        '<div class="magforms-caveat" role="note">',
        f"<h{under}>Caveat</h{under}>",
        f"<p>{_escaped(standing.text)}</p>",
        *(_list("ul", [_escaped(caveat.text) for caveat in others]) if others else []),
        "</div>",
        f'<p class="magforms-version">Data version {_escaped(document.data_version)}.</p>',
        "</section>",
    ]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return escape(one_line(text))


def _marked(cell: Cell, document: Document) -> str:
    marks = spans(document.marks(cell))
    return f"{_escaped(cell.text)} <sup>[{marks}]</sup>" if marks else _escaped(cell.text)


def _list(tag: str, items: list[str], css: str | None = None) -> list[str]:
    start = f'<{tag} class="{css}">' if css else f"<{tag}>"
    return [start, *(f"<li>{item}</li>" for item in items), f"</{tag}>"]


def _sources(document: Document) -> list[str]:
    items = []
    for _, source in numbered(document.sources):
        item = _escaped(source.citation)
        if source.link:
            link = escape(source.link)
            item += f' <a href="{link}">{link}</a>'
        items.append(f"{item} {_escaped(source.remark)}" if source.remark else item)
    return items


def _table(table: Table, document: Document) -> list[str]:
    lines = ["<table>", f"<caption>{_escaped(table.title or document.title)}</caption>"]
    heads = "".join(
        f'<th scope="col">{_escaped(name)}</th>' for name in (table.corner, *table.columns)
    )
    lines += ["<thead>", f"<tr>{heads}</tr>", "</thead>", "<tbody>"]
    for row in table.rows:
        css = ' class="magforms-sub"' if row.indented else ""
        cells = "".join(f"<td>{_marked(cell, document)}</td>" for cell in row.cells)
        lines.append(f'<tr{css}><th scope="row">{_escaped(row.label)}</th>{cells}</tr>')
    return [*lines, "</tbody>", "</table>"]
