"""MediaWiki, Jira and Textile, read by pandoc."""

from importlib import import_module

import pytest
import readers
from documents import AWKWARD, blocks, documents, list_of, one_cell
from hypothesis import given, settings
from hypothesis import strategies as st

import magforms as mf
from magforms.references import Reference
from magforms.render.options import Options
from magforms.table import Document

# what each format takes for markup, by itself or where a line, list item or cell starts or ends
OWN = {
    "mediawiki": (
        *("''x''", "'''x'''", "'''''", "== x ==", "=x=", "==", "[[x]]", "[[x|y]]", "[http://x y]"),
        *("{{x}}", "{{{1}}}", "{|", "|}", "|-", "|+ x", "! x", "!! x", "||", "| x", "a || b"),
        *("* x", "# x", "; x : y", ": x", "----", "-----", "-", "--", "~~~~", "__TOC__", "&nbsp;"),
        *("<nowiki>x", "</nowiki>", "<ref>x</ref>", "<!-- x -->", "<br>", "&lt;b&gt;", "&#42;"),
        *(
            "#REDIRECT [[x]]",
            "-{x}-",
            "<pre>",
            "<s>x</s>",
            "PMID 1",
            "http://x.org",
            "mailto:a@b.c",
        ),
    ),
    "jira": (
        *("*x*", "_x_", "??x??", "-x-", "+x+", "^x^", "~x~", "{{x}}", "bq. x", "h1. x", "h7. x"),
        *("{quote}", "{color:red}x{color}", "{code}x{code}", "{noformat}", "{panel}", "{anchor:x}"),
        *("[x]", "[x|http://y]", "[~x]", "[^x]", "[#x]", "!x.png!", "!x|y!", "||x||", "|x|", "|"),
        *(
            "* x",
            "** x",
            "- x",
            "# x",
            "#* x",
            "*# x",
            "----",
            "---",
            "--",
            "a -- b",
            "\\\\",
            "\\*",
        ),
        *(
            ":)",
            ":(",
            ":P",
            ":D",
            ";)",
            "(y)",
            "(n)",
            "(i)",
            "(/)",
            "(x)",
            "(!)",
            "(+)",
            "(-)",
            "(?)",
        ),
        *("(on)", "(off)", "(*)", "(*r)", "(flag)", "&nbsp;", "&#42;", "http://x.org", "www.x.org"),
        *("mailto:a@b.c", "a*b*c", "2*3*4", "a_b_c", "x-y-z", "PROJ-1", "@x", "bq.", "h1.", "% ?"),
    ),
    "textile": (
        *("*x*", "_x_", "**x**", "__x__", "??x??", "-x-", "+x+", "^x^", "~x~", "%x%", "@x@", "-"),
        *("h1. x", "h2(c). x", "p. x", "p(c#i). x", "p{x:y}. z", "p[fr]. x", "p<>. x", "bq. x"),
        *("bq.. x", "bc. x", "bc.. x", "pre. x", "notextile. x", "table. x", "fn1. x", "note#x. y"),
        *("###. x", "clear. x", "dl. x", "- x := y", "* x", "# x", "#5 x", "#_ x", "; x", ": x"),
        *(
            '"x":y',
            '"x":http://y',
            '"x(y)":z',
            "'x'",
            '"x"',
            "!x!",
            "!x.png(y)!:z",
            "|x|",
            "|_. x|",
        ),
        *(
            "|\\2. x|",
            "|<. x|",
            "|=. x|",
            "|/2. x|",
            "==x==",
            "=x",
            "<notextile>x",
            "<b>x</b>",
            "[1]",
        ),
        *(
            "x[1]",
            "(c)",
            "(C)",
            "(r)",
            "(R)",
            "(tm)",
            "(TM)",
            "ABC(def)",
            "A(b)",
            "\u00c0([31m)",
            "2x3",
            "2 x 3",
        ),
        *("a -- b", "a--b", "a - b", "---", "...", "a...b", "&nbsp;", "&#42;", "&", "http://x.org"),
        *("[[x]]", "{x}", "%{x:y}z%", "@", "@x", "x@", "(x)", "_. x", "<. x", "(c). x", "{a:b}. x"),
    ),
}
TEXTS = {
    name: st.lists(st.sampled_from((*own, *AWKWARD, " ", "a", "1")), max_size=5).map("".join)
    for name, own in OWN.items()
}
FORMATS = pytest.mark.parametrize("name", OWN)


def written(name: str, document: Document, level: int | None = None) -> str:
    """What the writer of a format writes."""
    text: str = import_module(f"magforms.render.{name}").write(document, Options(None, level))
    return text


def source(title: str, address: str) -> Reference:
    """A source of this title at this address."""
    return Reference(id="a", type="x", title=title, url=f"https://x.org/{address}")


@FORMATS
@pytest.mark.parametrize("level", [None, 2])
@pytest.mark.parametrize("part", range(8))
def test_awkward_text_comes_back(name: str, level: int | None, part: int) -> None:
    """Text full of markup is text to a reader, wherever it stands."""
    shown = [one_cell(text, source(text, "(a)")) for text in (*AWKWARD, *OWN[name])[part::8]]
    together = "\n\n".join(written(name, document, level) for document in shown)
    found = readers.pandoc(together, name)
    assert [block for document in shown for block in blocks(document)] == found


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(tuple(OWN)), st.data())
def test_any_document_comes_back(name: str, data: st.DataObject) -> None:
    """Headings, tables, lists, notes, sources and caveats come back in order."""
    shown = data.draw(st.one_of(documents(), documents(TEXTS[name])))
    level = data.draw(st.sampled_from((None, 1, 5)))
    assert blocks(shown) == readers.pandoc(written(name, shown, level), name)


@FORMATS
def test_awkward_address_of_a_source_comes_back(name: str) -> None:
    """An address that a format would cut or take for markup is text, any other a link."""
    ends = (
        *("*z", "(*)z", "a_", "a__b", "_(z", "a;z", "a'z", "~z", "''z''", "a.", "a--b", "a)"),
        *(
            "?a=1&b=2",
            "#a*",
            "a::b;2-2",
            "a...",
            "a!b!",
            "a,",
            "(SICI)1097-0258(1998)17:8%3C1",
            "|",
        ),
    )
    shown = [one_cell("x", source("x", end)) for end in ends]
    together = "\n\n".join(written(name, document) for document in shown)
    found = readers.pandoc(together, name)
    assert [block for document in shown for block in blocks(document)] == found


@FORMATS
def test_links_of_all_sources_lead_where_they_say(name: str, catalogue: mf.Catalogue) -> None:
    """Every address of the data set is a link."""
    linked = [item.link for item in catalogue.references if item.link]
    assert linked == readers.pandoc_links(written(name, list_of(catalogue.references)), name)


@FORMATS
def test_first_cells_of_rows_are_headings(name: str) -> None:
    """The label of a row is written as a heading cell."""
    text = written(name, one_cell("x"))
    start = {"mediawiki": '! scope="row" | x\n', "jira": "\n||x|x|x|", "textile": "\n|_. x| x| x|"}
    assert 2 == text.count(start[name])
