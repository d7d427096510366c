"""Markdown, read by CommonMark with tables and as GitHub reads it."""

from urllib.parse import unquote

import pytest
import readers
from documents import AWKWARD, blocks, documents, list_of, one_cell, source_line
from hypothesis import given, settings

import magforms as mf
from magforms.references import Reference
from magforms.render import markdown
from magforms.table import Cell, Document, Listing, Row, Table

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
    assert readers.unquoted(blocks(document)) == readers.commonmark(markdown.write(document))


@settings(max_examples=50, deadline=None)
@given(documents())
def test_any_document_comes_back_from_github(document: Document) -> None:
    """Headings, tables, lists, notes, sources and caveats come back in order."""
    assert readers.unquoted(blocks(document)) == readers.github(markdown.write(document))


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


def test_marks_are_numbers_in_brackets() -> None:
    """The number of a source stands behind the text that rests on it."""
    source = Reference(id="a", type="x", title="T", doi="10.1000/1")
    written = markdown.write(one_cell("high", source))
    assert "| **high** | high \\[1\\] | high \\[1\\] |" in written.splitlines()
    assert "1. T. no date. <https://doi.org/10.1000/1>" in written.splitlines()


def test_text_ends_with_one_line_break() -> None:
    """A file made of it ends as text files do, and no line ends in blanks."""
    written = markdown.write(one_cell("x"))
    assert written.endswith("x.\n")
    assert [line.rstrip() for line in written.splitlines()] == written.splitlines()
