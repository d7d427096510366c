"""LaTeX: a tabular that needs no package beyond UTF-8 input and T1 fonts, or booktabs alone."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from tabulate import tabulate

from magforms.render.clean import one_line
from magforms.render.options import USUAL, Options
from magforms.render.prose import Markup, written
from magforms.table import Cell, Document, Table

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

_RULES = ("toprule", "midrule", "bottomrule")
# two of these in a row would be drawn as one sign
_LIGATURES = re.compile(r"-(?=-)|,(?=,)")


def write(document: Document, options: Options = USUAL) -> str:
    """Return a document as LaTeX."""
    return written(document, _MARKUP, options)


def write_booktabs(document: Document, options: Options = USUAL) -> str:
    r"""Return a document as LaTeX with the rules of the package booktabs for \hline."""
    return written(document, _MARKUP._replace(table=_booktabs), options)


def _escaped(text: str) -> str:
    return _LIGATURES.sub(r"\g<0>{}", one_line(text).translate(_ESCAPES))


def _title(text: str, options: Options) -> str:
    if options.label is None:
        return _bold(text)
    # a number that \ref finds, without a float, which could leave the caveat behind
    number = rf"\refstepcounter{{table}}\label{{{options.label}}}"
    return rf"{number}\textbf{{Table \thetable. {_escaped(text)}}}"


def _heading(text: str, _: Options) -> str:
    return _bold(text)


def _bold(text: str) -> str:
    return rf"\textbf{{{_escaped(text)}}}"


def _list(environment: str, items: Sequence[str]) -> str:
    lines = [f"\\begin{{{environment}}}", *(f"\\item {item}" for item in items)]
    return "\n".join([*lines, f"\\end{{{environment}}}"])


def _table(table: Table, marked: Callable[[Cell], str]) -> str:
    headers = [_bold(name) for name in (table.corner, *table.columns)]
    body = [[_escaped(row.label), *map(marked, row.cells)] for row in table.rows]
    drawn = tabulate(body, headers, tablefmt="latex_raw", disable_numparse=True)
    share = f"p{{{0.9 / len(headers):.3f}\\linewidth}}"
    return drawn.replace("l" * len(headers), share * len(headers), 1)


def _booktabs(table: Table, marked: Callable[[Cell], str]) -> str:
    start, *rest = _table(table, marked).split(r"\hline")
    return start + "".join(f"\\{rule}{part}" for rule, part in zip(_RULES, rest, strict=True))


def _marks(numbers: str) -> str:
    return f"{{[}}{numbers.replace('-', '--')}{{]}}"


_MARKUP = Markup(
    escaped=_escaped,
    title=_title,
    heading=_heading,
    marks=_marks,
    bullets=partial(_list, "itemize"),
    numbers=partial(_list, "enumerate"),
    source=lambda source: _escaped(str(source)),
    table=_table,
)
