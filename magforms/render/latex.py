"""LaTeX: a tabular that needs no package beyond UTF-8 input and T1 fonts."""

import re

from tabulate import tabulate

from magforms.render.clean import numbered, one_line, spans
from magforms.table import Cell, Document, Listing, Table

_ESCAPES = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "*": "{*}",
        "[": "{[}",
        "]": "{]}",
        '"': r"\textquotedbl{}",
        "'": r"\textquotesingle{}",
        "`": r"\textasciigrave{}",
        "\u2212": r"\ensuremath{-}",
        "\u2265": r"\ensuremath{\geq}",
        "\u2264": r"\ensuremath{\leq}",
        "\u00b1": r"\ensuremath{\pm}",
        "\u00b5": r"\ensuremath{\mu}",
        "\u03bc": r"\ensuremath{\mu}",
        "\u03b1": r"\ensuremath{\alpha}",
        "\u03b2": r"\ensuremath{\beta}",
        "\u00b2": r"\ensuremath{^2}",
        "\u207a": r"\ensuremath{^+}",
    }
)

# two of these in a row would be drawn as one sign
_LIGATURES = re.compile(r"-(?=-)|,(?=,)")


def write(document: Document) -> str:
    """Return a document as LaTeX."""
    blocks = [_heading(document.title)]
    for part in document.parts:
        if part.title is not None:
            blocks.append(_heading(part.title))
        if isinstance(part, Listing):
            blocks.append(_list("itemize", [_marked(item, document) for item in part.items]))
        else:
            blocks.append(_table(part, document))
    blocks += [_marked(note, document) for note in document.notes]
    if document.sources:
        sources = [_escaped(str(source)) for _, source in numbered(document.sources)]
        blocks += [_heading("Sources"), _list("enumerate", sources)]
    standing, *others = document.caveats
    blocks += [_heading("Caveat"), _escaped(standing.text)]
    if others:
        blocks.append(_list("itemize", [_escaped(caveat.text) for caveat in others]))
    blocks.append(f"Data version {_escaped(document.data_version)}.")
    return "\n\n".join(blocks) + "\n"


def _escaped(text: str) -> str:
    return _LIGATURES.sub(r"\g<0>{}", one_line(text).translate(_ESCAPES))


def _heading(text: str) -> str:
    return rf"\textbf{{{_escaped(text)}}}"


def _marked(cell: Cell, document: Document) -> str:
    marks = spans(document.marks(cell)).replace("-", "--")
    return f"{_escaped(cell.text)} {{[}}{marks}{{]}}" if marks else _escaped(cell.text)


def _list(environment: str, items: list[str]) -> str:
    lines = [f"\\begin{{{environment}}}", *(f"\\item {item}" for item in items)]
    return "\n".join([*lines, f"\\end{{{environment}}}"])


def _table(table: Table, document: Document) -> str:
    headers = [_heading(name) for name in (table.corner, *table.columns)]
    body = [
        [_escaped(row.label), *(_marked(cell, document) for cell in row.cells)]
        for row in table.rows
    ]
    drawn = tabulate(body, headers, tablefmt="latex_raw", disable_numparse=True)
    share = f"p{{{0.9 / len(headers):.3f}\\linewidth}}"
    return drawn.replace("l" * len(headers), share * len(headers), 1)
