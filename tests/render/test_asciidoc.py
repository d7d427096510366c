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
    *("link:x[y]", "mailto:a@b.org[]", "image:x[]", "icon:x", "image:x y", "Lexicon:x", "menu:x[y]"),
    *("`'", "\"`x`\"", "'`x`'", "##x##", "x^2^", "H~2~O", "`+x+`", "<1> x", "\u2022 x", "2+| x"),
    *("i) x", "IV) x", "A. x", "12. x", "* [ ] x", "&#42;", "&#x2a;", "&nbsp;", "&", "&;", "#;;"),
    *("ftp://x.org", "file:///x", "irc://x", "https://x.org[y]", "<https://x.org>", "link:https://x"),
    *("a | b", "|", "a|", "^|", "h|x", "3*|x", "!", "a\\", "* x", "** x", "-", "- x", "\u200dx"),
)
TEXTS = st.lists(st.sampled_from((*OWN, *AWKWARD, " ", "a", "1")), max_size=5).map("".join)


@pytest.mark.parametrize("text", [*AWKWARD, *OWN])
def test_awkward_text_comes_back(text: str) -> None:
    """Text full of markup is text to a reader, wherever it stands."""
    document = one_cell(text, Reference(id="a", type="x", title=text))
    assert blocks(document) == readers.asciidoc(asciidoc.write(document))


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
