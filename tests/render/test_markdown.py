"""Markdown, read by CommonMark with tables and as GitHub reads it."""

import subprocess
import sys
from urllib.parse import unquote

import mdformat
import pytest
import readers
from documents import AWKWARD, blocks, documents, list_of, one_cell, source_line
from hypothesis import given, settings
from hypothesis import strategies as st
from node_tools import markdownlint, prettier
from strategies import examples

import magforms as mf
from magforms.references import Reference
from magforms.render import markdown
from magforms.render.options import Options
from magforms.table import Cell, Document, Listing, Row, Table

EXAMPLES = examples()
READERS = pytest.mark.parametrize("read", [readers.commonmark, readers.github])


@pytest.mark.parametrize("text", AWKWARD)
@READERS
def test_awkward_text_comes_back(text: str, read: readers.Reader) -> None:
    """Text full of markup is text to a reader, wherever it stands."""
    document = one_cell(text)
    assert blocks(document) == read(markdown.write(document))


@settings(max_examples=50, deadline=None)
@given(documents())
def test_any_document_comes_back_from_commonmark(document: Document) -> None:
    """Headings, tables, lists, notes, sources and caveats come back in order."""
    read = readers.unquoted(readers.commonmark(markdown.write(document)))
    assert readers.unquoted(blocks(document)) == read


@settings(max_examples=50, deadline=None)
@given(documents())
def test_any_document_comes_back_from_github(document: Document) -> None:
    """Headings, tables, lists, notes, sources and caveats come back in order."""
    read = readers.unquoted(readers.github(markdown.write(document)))
    assert readers.unquoted(blocks(document)) == read


@READERS
def test_source_links_lead_where_they_say(read: readers.Reader, catalogue: mf.Catalogue) -> None:
    """Each source in the data set is a line with its link, as the readers unquote it."""
    lines = dict(read(markdown.write(list_of(catalogue.references))))["numbered"]
    expected = [unquote(source_line(source)) for source in catalogue.references]
    assert expected == lines


@pytest.mark.parametrize("to_html", [readers.commonmark_html, readers.github_html])
def test_old_doi_with_angle_brackets_is_a_link(to_html: readers.ToHtml) -> None:
    """DOIs of the nineties hold signs that would end the link."""
    doi = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
    root = readers.fragment(
        to_html(markdown.write(one_cell("x", Reference(id="a", type="x", doi=doi))))
    )
    assert [f"https://doi.org/{doi}"] == [unquote(a.get("href", "")) for a in root.iter("a")]


@READERS
def test_rows_under_another_are_not_bold(read: readers.Reader) -> None:
    """A label is bold unless its row belongs under the row before it."""
    cells = (Cell("x"),)
    table = Table(
        corner="Form",
        columns=("oxide",),
        rows=(Row(label="top", cells=cells), Row(label="below", cells=cells, indented=True)),
    )
    document = one_cell("x")
    written = markdown.write(_with_parts(document, table))
    assert read(written)
    root = readers.fragment(readers.commonmark_html(written))
    strong = ["".join(item.itertext()) for cell in root.iter("td") for item in cell.iter("strong")]
    assert ["top"] == strong


def _with_parts(document: Document, *parts: Table | Listing) -> Document:
    return Document(
        title=document.title,
        parts=parts,
        sources=(),
        caveats=document.caveats,
        data_version=document.data_version,
    )


@READERS
@pytest.mark.parametrize("number", ["1.50", "007", "1e3", "-0.0", "+1", "1_000", "0x10", "nan"])
def test_numbers_stay_as_typed(number: str, read: readers.Reader) -> None:
    """No figure gains or loses a digit."""
    (_, cells), *_ = [b for b in read(markdown.write(one_cell(number))) if b[0] == "table"]
    assert [[number] * 3] * 3 == cells


# where text comes before shape, and why a formatter changes it
EXCEPTIONS = {
    # GitHub alone takes these for markup, and a formatter that does not drops the escape
    **dict.fromkeys(("~~a~~", "~a~", "~", "$a$", "$$"), "struck out or mathematics on GitHub"),
    **dict.fromkeys(("@SUM(A1)", "@x", "a@b.org"), "a mention or a mail address on GitHub"),
    **dict.fromkeys(
        ("<http://x>", "http://x_", "http://x.org/a_b*c", "https://x.org/?a=1&b=2", "www.x.org"),
        "an address, which GitHub would make a link of, escapes and all",
    ),
    "<<": "mdformat escapes the first of two signs, which lets the second start a tag",
    "* x": "behind a word mdformat takes the star for one that stands alone",
}


def formatted(text: str) -> str:
    """Format Markdown by mdformat with its plugin for GitHub."""
    return mdformat.text(text, extensions={"gfm"})


@pytest.mark.parametrize("text", AWKWARD)
def test_formatter_leaves_awkward_text_as_it_is(text: str) -> None:
    """Signs are escaped where the formatter escapes them; each exception is one."""
    written = markdown.write(one_cell(text))
    assert (text not in EXCEPTIONS) == (written == formatted(written))


@pytest.mark.parametrize("level", [None, 2])
@pytest.mark.parametrize("name", EXAMPLES)
def test_formatter_leaves_every_result_as_it_is(name: str, level: int | None) -> None:
    """Committed tables do not change when documents are formatted."""
    written = EXAMPLES[name].render("markdown", heading_level=level)
    assert written == formatted(written)


@pytest.mark.parametrize("text", AWKWARD)
def test_prettier_leaves_awkward_text_as_it_is(text: str) -> None:
    """Signs are escaped and columns padded as Prettier does it, without exception."""
    written = markdown.write(one_cell(text))
    assert written == prettier(written)


@pytest.mark.parametrize("level", [None, 2])
@pytest.mark.parametrize("name", EXAMPLES)
def test_prettier_leaves_every_result_as_it_is(name: str, level: int | None) -> None:
    """Committed tables do not change when documents are formatted."""
    written = EXAMPLES[name].render("markdown", heading_level=level)
    assert written == prettier(written)


# a row of a table stands on one line, however long
LINTED = {"MD013": False}


@pytest.mark.parametrize("level", [None, 2])
@pytest.mark.parametrize("name", EXAMPLES)
def test_linter_accepts_every_result_on_a_page(name: str, level: int | None) -> None:
    """All rules of markdownlint hold but the one on the length of lines."""
    written = EXAMPLES[name].render("markdown", heading_level=level)
    assert [] == markdownlint(f"# Page\n\n{written}", LINTED)


def test_linter_has_something_to_say_about_other_markdown() -> None:
    """The check above is able to fail."""
    (found, *_) = markdownlint("# Page\n**a**\n", LINTED)
    assert "MD022" in found["ruleNames"]


@settings(max_examples=50, deadline=None)
@given(
    documents(st.text(st.sampled_from("ab 1_*#+-=.)<>[](:!&;|`\\\u6f22\u00e9\u00b5"), max_size=8))
)
def test_formatter_changes_no_word_of_any_document(document: Document) -> None:
    """A formatter that knows the dialect finds the same document before and after."""
    written = markdown.write(document)
    assert readers.commonmark(written) == readers.commonmark(formatted(written))


def test_bytes_depend_on_no_other_package() -> None:
    """Without tabulate and wcwidth the same is written."""
    code = (
        f"import sys; sys.path[:0] = {sys.path!r}; sys.modules.update(tabulate=None, wcwidth=None);"
        " import magforms as mf; print(ascii(mf.compare().render('markdown')), end='')"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert ascii(mf.compare().render("markdown")) == run.stdout


def test_headings_have_the_level_asked_for() -> None:
    """The title is a heading of that level, and what is under it of the next."""
    written = markdown.write(one_cell("x #"), Options(heading_level=3))
    heads = [line for line in written.splitlines() if line.startswith("#")]
    assert ["### x \\#", "#### x \\#", "#### x \\#", "#### Caveat"] == heads


@pytest.mark.parametrize("text", AWKWARD)
@READERS
def test_awkward_text_comes_back_from_headings(text: str, read: readers.Reader) -> None:
    """Text full of markup is text in a heading as well."""
    document = one_cell(text)
    assert blocks(document) == read(markdown.write(document, Options(heading_level=2)))


def test_columns_line_up() -> None:
    """In a fixed-width font every bar stands under another."""
    table = Table(
        corner="Form",
        columns=("\u6f22\u5b57", "e\u0301"),
        rows=(Row(label="x", cells=(Cell("y"), Cell("longer"))),),
    )
    lines = markdown.write(_with_parts(one_cell("x"), table)).splitlines()[2:5]
    assert [
        "| Form  | \u6f22\u5b57 | e\u0301      |",
        "| ----- | ---- | ------ |",
        "| **x** | y    | longer |",
    ] == lines


def test_marks_are_numbers_in_brackets() -> None:
    """The number of a source stands behind the text that rests on it."""
    source = Reference(id="a", type="x", title="T", doi="10.1000/1")
    written = markdown.write(one_cell("high", source))
    assert "| **high** | high [1] | high [1] |" in written.splitlines()
    assert "- [1] T. no date. <https://doi.org/10.1000/1>" in written.splitlines()


def test_text_ends_with_one_line_break() -> None:
    """A file made of it ends as text files do, and no line ends in blanks."""
    written = markdown.write(one_cell("x"))
    assert written.endswith("x.\n")
    assert [line.rstrip() for line in written.splitlines()] == written.splitlines()
