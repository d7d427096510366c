"""reStructuredText, read by docutils, which must have nothing to say about it."""

import pytest
import readers
from documents import AWKWARD, blocks, documents, list_of, one_cell
from docutils import nodes
from hypothesis import given, settings

import magforms as mf
from magforms.references import Reference
from magforms.render import rst
from magforms.render.options import Options
from magforms.table import Document


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_comes_back(text: str) -> None:
    """Text full of markup is text to a reader, wherever it stands."""
    document = one_cell(text)
    assert blocks(document) == readers.rst(rst.write(document))


@pytest.mark.parametrize("title", AWKWARD)
def test_awkward_title_of_a_source_comes_back(title: str) -> None:
    """A source is escaped beside its link, which stays a link."""
    source = Reference(id="a", type="x", title=title, container=f"({title})", doi="10.1000/a_b")
    document = one_cell("x", source)
    assert blocks(document) == readers.rst(rst.write(document))


@pytest.mark.parametrize("end", ["*z", "(*)z", "a_", "a__b", "_(z", "a;z", "a'z", "~z"])
def test_awkward_address_of_a_source_comes_back(end: str) -> None:
    """What an address may hold is no markup."""
    document = one_cell("x", Reference(id="a", type="x", url=f"https://x.org/{end}"))
    assert blocks(document) == readers.rst(rst.write(document))


@settings(max_examples=50, deadline=None)
@given(documents())
def test_any_document_comes_back(document: Document) -> None:
    """Headings, tables, lists, notes, sources and caveats come back in order."""
    assert blocks(document) == readers.rst(rst.write(document))


def test_source_links_lead_where_they_say(catalogue: mf.Catalogue) -> None:
    """Each link of the data set is one reference, whole."""
    found = readers.doctree(rst.write(list_of(catalogue.references))).findall(nodes.reference)
    assert [s.link for s in catalogue.references if s.link] == [node["refuri"] for node in found]


def test_first_row_and_first_column_are_heads() -> None:
    """The heads of a list table are marked as such."""
    tree = readers.doctree(rst.write(one_cell("x")))
    (head,) = tree.findall(nodes.thead)
    assert 1 == len(head)
    assert [1, None, None] == [spec.get("stub") for spec in tree.findall(nodes.colspec)]


@pytest.mark.parametrize("number", ["1.50", "007", "1e3", "-0.0", "+1", "1_000", "0x10"])
def test_numbers_stay_as_typed(number: str) -> None:
    """No figure gains or loses a digit."""
    table = dict(readers.rst(rst.write(one_cell(number))))["table"]
    assert [[number] * 3] * 3 == table


@pytest.mark.parametrize("label", ["forms", "tab:forms", "a.b_c-d"])
def test_label_is_a_target_before_the_title(label: str) -> None:
    """Other text can refer to the table by its label."""
    tree = readers.doctree(rst.write(one_cell("x"), Options(label=label)) + f"\nSee `{label}`_.\n")
    (link,) = tree.findall(nodes.reference)
    assert link["refid"] in tree[0]["ids"] + tree[1]["ids"]
