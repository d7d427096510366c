"""LaTeX, read by a parser without tolerance, and by LaTeX itself where it is installed."""

import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
import readers
from documents import AWKWARD, Block, blocks, documents, one_cell
from hypothesis import given, settings
from outside import needed

import magforms as mf
from magforms.render import latex
from magforms.render.options import Options
from magforms.table import Document

# in the kernel of LaTeX since 2020
KNOWN = {
    *("textbf", "item", "begin", "end", "hline", "linewidth", "\\", "&", "%", "$", "#", "_"),
    *("{", "}", "textbackslash", "textasciitilde", "textasciicircum", "textless", "textgreater"),
    *("textbar", "textquotedbl", "textquotesingle", "textasciigrave", "ensuremath", "geq", "leq"),
    *("pm", "mu", "alpha", "beta"),
}


def expected(document: Document) -> list[Block]:
    """What LaTeX draws of a document: the sign of micro is the Greek letter, accents are set."""
    return [_drawn(block) for block in blocks(document, dash="\u2013")]


def _drawn(shown: object) -> object:
    if isinstance(shown, str):
        return unicodedata.normalize("NFC", shown).replace("\u00b5", "\u03bc")
    return type(shown)(map(_drawn, shown))


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_comes_back(text: str) -> None:
    """Text full of markup is text to a reader, wherever it stands."""
    document = one_cell(text)
    assert expected(document) == readers.latex(latex.write(document))


@settings(max_examples=50, deadline=None)
@given(documents())
def test_any_document_comes_back(document: Document) -> None:
    """Headings, tables, lists, notes, sources and caveats come back in order."""
    assert expected(document) == readers.latex(latex.write(document))


def test_only_commands_of_the_kernel_are_used() -> None:
    """A document needs no package for it."""
    written = "".join(latex.write(one_cell(text)) for text in AWKWARD)
    used = set(re.findall(r"\\([A-Za-z]+|.)", written))
    assert set() == used - KNOWN


@settings(max_examples=50, deadline=None)
@given(documents())
def test_booktabs_differs_in_its_rules_alone(document: Document) -> None:
    """Each table has a rule above, one under its head and one below."""
    plain, ruled = latex.write(document), latex.write_booktabs(document)
    for rule in (r"\toprule", r"\midrule", r"\bottomrule"):
        assert plain.count(r"\begin{tabular}") == ruled.count(rule)
    assert plain == re.sub(r"\\(top|mid|bottom)rule", r"\\hline", ruled)


def test_columns_share_the_width_of_the_line() -> None:
    """Text is broken within a column, and the table fits on the line."""
    written = latex.write(one_cell("x"))
    assert [r"\begin{tabular}{" + r"p{0.300\linewidth}" * 3 + "}"] == [
        line for line in written.splitlines() if "tabular" in line and "begin" in line
    ]


@pytest.mark.parametrize("number", ["1.50", "007", "1e3", "-0.0", "+1", "1_000", "0x10"])
def test_numbers_stay_as_typed(number: str) -> None:
    """No figure gains or loses a digit."""
    table = dict(readers.latex(latex.write(one_cell(number))))["table"]
    assert [[number] * 3] * 3 == table


def test_label_gives_the_title_a_number() -> None:
    """A reference finds the number of the title, and nothing else changes."""
    first, plain = (latex.write(one_cell("a_b"), Options(label)) for label in ("tab:a.b", None))
    assert plain.startswith("\\textbf{a\\_b}\n\n")
    number = r"\refstepcounter{table}\label{tab:a.b}"
    title = rf"{number}\textbf{{Table \thetable. a\_b}}"
    assert plain.replace(r"\textbf{a\_b}", title, 1) == first


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("\u0142\u0107 \u00fc", "\u0142\u0107 \u00fc"),
        ("e\u0301", "\u00e9"),
        ("Mg\u00b2\u207a", r"Mg\ensuremath{^2}\ensuremath{^+}"),
        ("H\u2082O", r"H\ensuremath{_2}O"),
        ("\u6f22\u5b57 x", "{[}U+6F22 U+5B57{]} x"),
        ("\U0001f600", "{[}U+1F600{]}"),
    ],
)
def test_what_latex_cannot_print_is_named(text: str, written: str) -> None:
    """Letters of Latin script are written as they are, accents with them; others by number."""
    assert f"\\item {written}\n" in latex.write(one_cell(text))


def printed() -> str:
    """Every sign beyond ASCII that is not named."""
    signs = (chr(number) for number in range(0x80, sys.maxunicode + 1))
    visible = (sign for sign in signs if unicodedata.category(sign)[0] not in "CZ")
    return "".join(sign for sign in visible if "U+" not in latex.write(one_cell(sign)))


BODIES: dict[str, Callable[[], str]] = {
    "comparison": lambda: mf.compare("citrate", "oxide").render("latex", label="tab:forms"),
    "booktabs": lambda: mf.compare().render("booktabs"),
    "awkward": lambda: "\n".join(latex.write(one_cell(piece)) for piece in AWKWARD),
    "every sign": lambda: latex.write(one_cell(" ".join(printed()))),
}


@pytest.mark.parametrize("name", BODIES)
def test_latex_itself_sets_it(name: str, tmp_path: Path) -> None:
    """A document with T1 fonts and booktabs takes it without an error."""
    pdflatex = needed("pdflatex")
    packages = "\\usepackage[T1]{fontenc}\n\\usepackage{booktabs}\n"
    head = f"\\documentclass{{article}}\n{packages}\\begin{{document}}\n"
    (tmp_path / "x.tex").write_text(f"{head}{BODIES[name]()}\\end{{document}}\n", encoding="utf-8")
    done = subprocess.run(
        [pdflatex, "-halt-on-error", "-interaction=nonstopmode", "x.tex"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    shown = done.stdout.decode(errors="replace")
    assert 0 == done.returncode, shown[-2000:]
    assert "Missing character" not in shown
    labels = re.findall(r"newlabel\{(.*?)\}\{\{(.*?)\}", (tmp_path / "x.aux").read_text("utf-8"))
    assert ([("tab:forms", "1")] if name == "comparison" else []) == labels
