"""
LaTeX: a tabular that needs no package beyond UTF-8 input and T1 fonts, or booktabs alone.

What pdfLaTeX can print is known, so what it cannot print is named by its number in Unicode rather
than left to stop it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from unicodedata import digit, normalize

from magforms.render.clean import one_line
from magforms.render.options import USUAL, Options
from magforms.render.prose import Markup, written
from magforms.table import Cell, Document, Table

_MATHS = {
    "\u2212": "-",
    "\u2264": r"\leq",
    "\u2265": r"\geq",
    "\u2260": r"\neq",
    "\u2248": r"\approx",
    "\u221e": r"\infty",
    "\u00b1": r"\pm",
    "\u00b5": r"\mu",
    "\u03b1": r"\alpha",
    "\u03b2": r"\beta",
    "\u03b3": r"\gamma",
    "\u03b4": r"\delta",
    "\u03bc": r"\mu",
    "\u0394": r"\Delta",
    "\u03a9": r"\Omega",
    "\u207a": "^+",
    "\u207b": "^-",
    **{
        chr(sign): f"^{digit(chr(sign))}"
        for sign in (0xB2, 0xB3, 0xB9, 0x2070, *range(0x2074, 0x207A))
    },
    **{chr(0x2080 + number): f"_{number}" for number in range(10)},
}
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
    }
    | {sign: rf"\ensuremath{{{maths}}}" for sign, maths in _MATHS.items()}
)

# what the files t1enc.dfu and ts1enc.dfu of LaTeX declare
_PRINTED = (
    "\u00a1-\u00ac\u00ae-\u00b7\u00b9-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165"
    "\u0168-\u017e\u0192\u01c4-\u01d4\u01e2\u01e3\u01e6-\u01eb\u01f0\u01f4\u01f5\u0218-\u021b\u0232"
    "\u0233\u0237\u02c7\u02d8\u02d9\u02db\u02dd\u0e3f\u1e02\u1e03\u1e0d\u1e1e-\u1e21\u1e25\u1e30"
    "\u1e31\u1e37\u1e43\u1e45\u1e47\u1e5b\u1e63\u1e6d\u1e8e-\u1e91\u1e9e\u1ef2\u1ef3\u2010-\u2016"
    "\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2030\u2031\u2039-\u203b\u203d\u2044\u204e\u2052\u20a1"
    "\u20a4\u20a6\u20a9\u20ab\u20ac\u20b1\u2103\u2116\u2117\u211e\u2120\u2122\u2127\u212e"
    "\u2190-\u2193\u2422\u2423\u25e6\u25ef\u266a\u27e8\u27e9\ufb00-\ufb06"
)
_UNPRINTED = re.compile(f"[^ -~{_PRINTED}{''.join(_MATHS)}]+")
_HLINES = (r"\hline", r"\hline", r"\hline")
_BOOKTABS = (r"\toprule", r"\midrule", r"\bottomrule")
# two of these in a row would be drawn as one sign
_LIGATURES = re.compile(r"-(?=-)|,(?=,)")


def write(document: Document, options: Options = USUAL) -> str:
    """Return a document as LaTeX."""
    return written(document, _MARKUP, options)


def write_booktabs(document: Document, options: Options = USUAL) -> str:
    r"""Return a document as LaTeX with the rules of the package booktabs for \hline."""
    return written(document, _MARKUP._replace(table=partial(_table, rules=_BOOKTABS)), options)


def _escaped(text: str) -> str:
    line = one_line(text)
    if not line.isascii():
        # LaTeX prints a letter with its accents as one sign
        line = _UNPRINTED.sub(_named, normalize("NFC", line))
    return _LIGATURES.sub(r"\g<0>{}", line.translate(_ESCAPES))


def _named(match: re.Match[str]) -> str:
    return f"[{' '.join(f'U+{ord(sign):04X}' for sign in match[0])}]"


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


def _table(
    table: Table, marked: Callable[[Cell], str], rules: tuple[str, str, str] = _HLINES
) -> str:
    above, below_head, below = rules
    heads = [_bold(name) for name in (table.corner, *table.columns)]
    share = f"p{{{0.9 / len(heads):.3f}\\linewidth}}"
    rows = [_line([_escaped(row.label), *map(marked, row.cells)]) for row in table.rows]
    return "\n".join(
        [
            f"\\begin{{tabular}}{{{share * len(heads)}}}",
            *(above, _line(heads), below_head, *rows, below),
            r"\end{tabular}",
        ]
    )


def _line(cells: Iterable[str]) -> str:
    return rf"{' & '.join(cells)} \\"


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
