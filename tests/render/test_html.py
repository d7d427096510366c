"""HTML, read by a parser that stops at the first error."""

import pytest
import readers
from documents import AWKWARD, blocks, documents, list_of, one_cell
from hypothesis import given, settings
from node_tools import axe
from strategies import examples

import magforms as mf
from magforms.references import Reference
from magforms.render import html
from magforms.render.options import Options
from magforms.table import Document


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_comes_back(text: str) -> None:
    """Text full of markup is text to a reader, wherever it stands."""
    document = one_cell(text)
    assert blocks(document, captions=True) == readers.html(html.write(document))


@settings(max_examples=50, deadline=None)
@given(documents())
def test_any_document_comes_back(document: Document) -> None:
    """Headings, tables, lists, notes, sources and caveats come back in order."""
    assert blocks(document, captions=True) == readers.html(html.write(document))


def test_source_links_lead_where_they_say(catalogue: mf.Catalogue) -> None:
    """Each link of the data set is the address of a link and its text."""
    root = readers.fragment(html.write(list_of(catalogue.references)))
    links = [(a.get("href"), a.text) for a in root.iter("a") if a.text[:1] == "h"]
    assert [(s.link, s.link) for s in catalogue.references if s.link] == links


def test_old_doi_with_angle_brackets_is_a_link() -> None:
    """DOIs of the nineties hold signs that are markup."""
    source = Reference(id="a", type="x", doi="10.1002/(SICI)1097<1661::AID-SIM968>3.0.CO;2-2")
    *_, link = readers.fragment(html.write(one_cell("x", source))).iter("a")
    assert source.link == link.get("href")


def test_heads_of_columns_and_rows_say_what_they_head() -> None:
    """A screen reader can name the column and the row of every cell."""
    root = readers.fragment(html.write(one_cell("x")))
    scopes = [[head.get("scope") for head in row.iter("th")] for row in root.iter("tr")]
    assert [["col", "col", "col"], ["row"], ["row"]] == scopes


def test_rows_under_another_are_marked() -> None:
    """A style sheet can indent them."""
    rows = list(readers.fragment(html.write(one_cell("x"))).iter("tr"))
    assert [None, None, "magforms-sub"] == [row.get("class") for row in rows]


def test_table_that_may_be_wider_than_the_page_can_be_scrolled_by_keys() -> None:
    """It stands in a region that takes the focus and is named by its caption."""
    root = readers.fragment(html.write(one_cell("x")))
    (region,) = [item for item in root.iter("div") if item.get("class") == "magforms-table"]
    assert ("region", "0") == (region.get("role"), region.get("tabindex"))
    assert region.get("aria-labelledby") == region.find("table").find("caption").get("id")


def test_caveat_is_a_note_of_its_own() -> None:
    """The caveat stands in an element that a screen reader announces."""
    root = readers.fragment(html.write(one_cell("x")))
    (box,) = [item for item in root.iter("div") if item.get("class") == "magforms-caveat"]
    assert "note" == box.get("role")
    assert ["Caveat", "x", "x"] == [text.strip() for text in box.itertext() if text.strip()]


def test_section_needs_and_brings_nothing() -> None:
    """No script, style, image or attribute that acts on a page around it."""
    root = readers.fragment(html.write(one_cell("<script>alert(1)</script>")))
    attributes = {name for item in root.iter() for name in item.keys()}  # noqa: SIM118  # of XML
    assert {"class", "role", "scope", "id", "aria-labelledby", "tabindex"} == attributes
    assert set() == {item.tag for item in root.iter()} & {"script", "style", "img", "iframe"}


def test_title_stands_once_over_a_table_without_its_own() -> None:
    """The caption of a first table is the title of the whole, and a heading."""
    root = readers.fragment(html.write(readers_document("Forms", None)))
    (caption,) = root.iter("caption")
    assert [("h2", "Forms")] == [(item.tag, item.text) for item in caption]
    assert [caption[0]] == list(root.iter("h2"))


def test_title_stands_over_a_table_with_its_own() -> None:
    """A table's own title is its caption, and the title of the whole a heading."""
    root = readers.fragment(html.write(readers_document("Forms", "Compounds")))
    assert [("h2", "Forms"), ("caption", "Compounds")] == [
        (tag, item.text) for tag in ("h2", "caption") for item in root.iter(tag)
    ]


def readers_document(title: str, of_table: str | None) -> Document:
    """A document of one small table."""
    plain = one_cell("x")
    table = plain.parts[0]
    return Document(
        title=title,
        parts=(type(table)(title=of_table, corner="x", columns=("x",), rows=()),),
        sources=(),
        caveats=plain.caveats,
        data_version="1",
    )


def test_label_and_level_stand_in_the_section() -> None:
    """A link can lead to the section, and its headings fit among those around it."""
    written = html.write(one_cell("x"), Options(label="tab:x", heading_level=4))
    assert written.startswith('<section class="magforms" id="tab:x">\n<h4>x</h4>\n')
    assert "<h5>Sources</h5>" in html.write(
        one_cell("x", Reference(id="a", type="book")), Options(heading_level=4)
    )
    assert ("<h5>Caveat</h5>" in written, "<h2>" in written) == (True, False)


@settings(max_examples=50, deadline=None)
@given(documents())
def test_marks_lead_to_their_sources(document: Document) -> None:
    """Every link within the section is a number that leads to the source of that number."""
    root = readers.fragment(html.write(document))
    (section,) = root
    (*_, listed) = list(section.iter("ol")) or [()]
    ids = [item.get("id") for item in listed]
    assert len(set(ids)) == len(ids) == len(document.sources)
    links = [link for mark in section.iter("sup") for link in mark.iter("a")]
    assert [f"#{ids[int(link.text) - 1]}" for link in links] == [link.get("href") for link in links]


def test_marks_of_documents_on_one_page_lead_apart() -> None:
    """Documents of other sources, or with labels, have other ids; writing again gives the same."""
    one, two = (one_cell("x", Reference(id=key, type="book")) for key in ("a", "b"))
    firsts = [
        html.write(document, options).partition('<li id="')[2].partition('"')[0]
        for document, options in (
            (one, Options()),
            (one, Options()),
            (two, Options()),
            (one, Options(label="t")),
        )
    ]
    assert firsts[0] == firsts[1] != firsts[2]
    assert "t-1" == firsts[3]


EXAMPLES = examples()


@pytest.mark.parametrize("name", EXAMPLES)
def test_section_is_accessible(name: str) -> None:
    """Axe finds nothing in any result, and its rules for tables and headings did look."""
    found, passed = axe(EXAMPLES[name].render("html"))
    assert [] == found
    assert {"heading-order", "list", "region"} <= set(passed)


def test_axe_finds_what_is_wrong() -> None:
    """A heading left out and a scope that does not exist are told."""
    wrong = EXAMPLES["comparison"].render("html").replace("h2>", "h4>").replace('"col"', '"x"')
    found, _ = axe(wrong)
    assert {"heading-order", "scope-attr-valid"} == {told.partition(":")[0] for told in found}
