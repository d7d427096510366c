"""AsciiDoc, read by Asciidoctor, which must have nothing to say about it."""

import pytest
import readers
from documents import AWKWARD, blocks, documents, list_of, one_cell
from hypothesis import given, settings
from hypothesis import strategies as st
from node_tools import asciidoctor_html

import magforms as mf
from magforms.references import Reference
from magforms.render import asciidoc
from magforms.render.options import Options
from magforms.table import Document

# what Asciidoctor takes for markup, by itself or where a line, list item or cell starts or ends
OWN = (
    *(". x", ".. x", ".x", "...", "....", "a...b", "--", "----", "a -- b", "a--b", "---", "****"),
    *("== x", "x ==", "x ===", "= x =", "====", "NOTE: x", "CAUTION: x", "// x", "////", "//x"),
    *("|===", ",===", ":===", "!===", "~~~~", "^^^^", "++++", "____", "```", "'''", "<<<", '""'),
    *("[x]", "[[x]]", "[#x]", "[%header]", "[.x]#a#", "[[[x]]]", "[x]*a*", ":attr: x", ":!attr:"),
    *("include::x[]", "ifdef::x[]", "ifeval::[1 == 1]", "endif::[]", "\\include::x[]", "toc::[]"),
    *("a:: b", "a::: b", "a;; b", "a;;", "*;; b", "*;", "a::", "& ;;", "image::x[]", "x::y[z]"),
    *("<<xref>>", "xref:x[]", "{attr}", "{empty}", "{counter:x}", "{set:x:y}", "{nbsp}", "\\{x}"),
    *("(C)", "(R)", "(TM)", "((x))", "(((x, y)))", "it's", "''s", "-> => <- <=", "a + b", "a +"),
    *("+", "+x+", "++x++", "+++x+++", "pass:[x]", "$$x$$", "stem:[x]", "footnote:[x]", "kbd:[x]"),
    *("link:x[y]", "mailto:a@b.org[]", "image:x[]", "icon:x", "image:x y", "Lexicon:x", "xref:x y"),
    *("`'", '"`x`"', "'`x`'", "##x##", "x^2^", "H~2~O", "`+x+`", "<1> x", "menu:x[y]"),
    *("i) x", "IV) x", "A. x", "12. x", "* [ ] x", "&#42;", "&#x2a;", "&nbsp;", "&", "&;", "#;;"),
    *(
        "ftp://x.org",
        "file:///x",
        "irc://x",
        "https://x.org[y]",
        "<https://x.org>",
        "link:http://x",
    ),
    *("a | b", "|", "a|", "^|", "h|x", "3*|x", "!", "a\\", "* x", "** x", "-", "- x", "\u200dx"),
    *("\u2022 x", "2+| x", "2. [x]", "NOTE:", "a:::: b", "menu:x > y", "IX)", "* x:: y", "x::\n"),
)
TEXTS = st.lists(st.sampled_from((*OWN, *AWKWARD, " ", "a", "1")), max_size=5).map("".join)


@pytest.mark.parametrize("text", [*AWKWARD, *OWN])
@pytest.mark.parametrize("level", [None, 2])
def test_awkward_text_comes_back(text: str, level: int | None) -> None:
    """Text full of markup is text to a reader, wherever it stands."""
    source = Reference(id="a", type="x", title=text, url="https://x.org/(a)")
    document = one_cell(text, source)
    written = asciidoc.write(document, Options(heading_level=level))
    assert blocks(document) == readers.asciidoc(written)


@settings(max_examples=50, deadline=None)
@given(documents())
def test_any_document_comes_back(document: Document) -> None:
    """Headings, tables, lists, notes, sources and caveats come back in order."""
    assert blocks(document) == readers.asciidoc(asciidoc.write(document))


@settings(max_examples=50, deadline=None)
@given(documents(TEXTS))
def test_any_document_of_its_own_markup_comes_back(document: Document) -> None:
    """Pieces of markup put together are text as well."""
    assert blocks(document) == readers.asciidoc(asciidoc.write(document))


@settings(max_examples=50, deadline=None)
@given(documents(TEXTS), st.integers(2, 5))
def test_any_document_comes_back_under_headings(document: Document, level: int) -> None:
    """Titles that are headings say the same, each in its level."""
    above = "".join(f"{'=' * depth} above\n\n" for depth in range(2, level))
    written = above + asciidoc.write(document, Options(heading_level=level))
    assert [("heading", "above")] * (level - 2) + blocks(document) == readers.asciidoc(written)


@pytest.mark.parametrize(
    "end", ["_a_z", "(a)", "a;", "a::b;2-2", "a--b...", "?a=1&b=2", "#a*", "~"]
)
def test_awkward_address_of_a_source_comes_back(end: str) -> None:
    """What an address may hold is no markup, and its last sign belongs to it."""
    document = one_cell("x", Reference(id="a", type="x", url=f"https://x.org/{end}"))
    assert blocks(document) == readers.asciidoc(asciidoc.write(document))


def test_old_doi_with_angle_brackets_is_a_link() -> None:
    """DOIs of the nineties hold signs that would end the link."""
    doi = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
    document = one_cell("x", Reference(id="a", type="x", doi=doi))
    root = readers.fragment(asciidoctor_html(asciidoc.write(document)))
    assert [document.sources[0].link] == [link.get("href") for link in root.iter("a")]


def test_source_links_lead_where_they_say(catalogue: mf.Catalogue) -> None:
    """Each link of the data set is one link, whole, and shows where it leads."""
    html = asciidoctor_html(asciidoc.write(list_of(catalogue.references)))
    found = [(link.get("href"), link.text) for link in readers.fragment(html).iter("a")]
    assert [(s.link, s.link) for s in catalogue.references if s.link] == found


def test_links_are_bare_where_they_can_be() -> None:
    """An address copied from the source leads somewhere."""
    written = asciidoc.write(one_cell("x", Reference(id="a", type="x", doi="10.1000/a-b")))
    assert ". Title not shown. no date. https://doi.org/10.1000/a-b\n" in written


def test_first_row_and_first_column_are_heads() -> None:
    """The heads of a table are marked as such."""
    root = readers.fragment(asciidoctor_html(asciidoc.write(one_cell("x"))))
    assert [["th"] * 3] + [["th", "td", "td"]] * 2 == [
        [cell.tag for cell in row] for row in root.iter("tr")
    ]


@pytest.mark.parametrize("number", ["1.50", "007", "1e3", "-0.0", "+1", "1_000", "0x10"])
def test_numbers_stay_as_typed(number: str) -> None:
    """No figure gains or loses a digit."""
    table = dict(readers.asciidoc(asciidoc.write(one_cell(number))))["table"]
    assert [[number] * 3] * 3 == table


@pytest.mark.parametrize("level", [None, 2])
@pytest.mark.parametrize("label", ["forms", "tab:forms", "a.b_c-d"])
@pytest.mark.parametrize("first", ["compare", "form"])
def test_label_is_an_anchor_at_the_title(
    catalogue: mf.Catalogue, first: str, label: str, level: int | None
) -> None:
    """Other text can refer to the table, or where none comes first to the title, by the label."""
    result = mf.compare() if first == "compare" else catalogue["oxide"]
    written = result.render("asciidoc", label=label, heading_level=level)
    root = readers.fragment(asciidoctor_html(f"<<{label}>>\n\n{written}"))
    (link,) = (link for link in root.iter("a") if link.get("href") == f"#{label}")
    (named,) = (item for item in root.iter() if item.get("id") == label)
    assert ("a", {None: "table" if first == "compare" else "div", 2: "h2"}[level]) == (
        link.tag,
        named.tag,
    )


def test_levels_of_headings() -> None:
    """The title has the level asked for, what is under it one deeper."""
    written = asciidoc.write(one_cell("x"), Options(heading_level=5))
    found = [line for line in written.splitlines() if line.startswith("=")]
    assert ["===== x", *["====== x"] * 2, "====== Caveat"] == found


def test_level_one_is_the_title_of_a_document() -> None:
    """What is written is then a document of its own."""
    written = asciidoc.write(one_cell("a: b"), Options(heading_level=1))
    assert blocks(one_cell("a: b")) == readers.asciidoc(f":showtitle:\n{written}")
