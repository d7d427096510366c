"""The table model between results and writers."""

import pickle

import pytest

from magforms.caveats import Caveat
from magforms.references import Reference
from magforms.table import Cell, Document, Listing, Row, Table

FIRST = Reference(id="a", type="book", title="One")
SECOND = Reference(id="b", type="book", title="Two")
CAVEAT = Caveat(id="c", scope="standing", text="Ask a doctor.", checked_on="2026-01-01")


def document(*sources: Reference) -> Document:
    """A document of one line."""
    return Document(
        title="Forms",
        parts=(Listing(title="Found", items=(Cell("x", sources),)),),
        sources=sources,
        caveats=(CAVEAT,),
        data_version="2026.1",
    )


def test_cell_needs_no_source() -> None:
    """A cell may say what rests on nothing printed."""
    assert () == Cell("high").references


def test_row_wider_than_the_table_is_refused() -> None:
    """A surplus cell would be dropped in drawing."""
    row = Row(label="certainty", cells=(Cell("low"), Cell("high")))
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # the message is compared
        Table(corner="Form", columns=("oxide",), rows=(row,))
    assert "row 'certainty' must have 1 cells, got 2" == str(caught.value)


def test_row_narrower_than_the_table_is_refused() -> None:
    """A missing cell would move the others."""
    rows = (Row(label="rating", cells=(Cell("low"),)), Row(label="claimed", cells=()))
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # the message is compared
        Table(corner="Form", columns=("oxide",), rows=rows)
    assert "row 'claimed' must have 1 cells, got 0" == str(caught.value)


def test_document_without_caveats_is_refused() -> None:
    """What has no caveat cannot be written at all."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # the message is compared
        Document(title="Forms", parts=(), sources=(), caveats=(), data_version="2026.1")
    assert "a document cannot be without its caveats" == str(caught.value)


def test_marks_rise_without_repeats() -> None:
    """A cell's sources are numbered as in the list of sources, whatever their order in the cell."""
    shown = document(FIRST, SECOND)
    assert (1, 2) == shown.marks(Cell("x", (SECOND, FIRST, SECOND)))
    assert (2,) == shown.marks(Cell("x", (SECOND,)))
    assert () == shown.marks(Cell("x"))


def test_marks_rise_however_many_sources_there_are() -> None:
    """The order of the marks is that of the numbers."""
    sources = tuple(Reference(id=f"r{number}", type="book") for number in range(1, 34))
    shown = document(*sources)
    assert (1, 8, 16, 32) == shown.marks(
        Cell("x", (sources[31], sources[7], sources[0], sources[15]))
    )


def test_marks_hold_for_a_source_that_is_equal() -> None:
    """A source read anew is the same source."""
    again = Reference(id="b", type="book", title="Two")
    assert (2,) == document(FIRST, SECOND).marks(Cell("x", (again,)))


def test_documents_are_equal_by_what_they_show() -> None:
    """The numbers follow from the sources and count for nothing beside them."""
    assert document(FIRST) == document(FIRST)
    assert document(FIRST) != document(SECOND)
    assert hash(document(FIRST)) == hash(document(FIRST))
    assert "_numbers" not in repr(document(FIRST))


def test_document_survives_pickling() -> None:
    """A copy from another process shows the same numbers."""
    copy = pickle.loads(pickle.dumps(document(FIRST, SECOND)))  # noqa: S301  # our own
    assert document(FIRST, SECOND) == copy
    assert (2,) == copy.marks(Cell("x", (SECOND,)))
