"""Laws of rendering: options arrange what is shown and change none of it."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import readers
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import RESULTS

import magforms as mf
from magforms.integrations import strategies
from magforms.layout import lay_out
from magforms.results import Result
from magforms.table import Document, Listing, Table

# that no option hides a caveat stands in test_caveats_survive.py, and that every format shows every
# cell in tests/render/test_contract.py
FEW = settings(max_examples=25)
OF_FORMS = st.one_of(
    strategies.forms(),
    strategies.selections().filter(lambda result: result.forms),
    strategies.comparisons(),
)
COLUMNS = st.lists(st.sampled_from(mf.COLUMNS), min_size=1, unique=True)
CAPTIONS = st.sampled_from(["Salts", "a | b", "*x*", "<i>"]) | st.text(
    "ab \u00e9\u4e2d", min_size=1
)
ORIENTATIONS = ("columns", "rows")
_MARK = re.compile(r"^ +(\[[0-9]+\]|-) ")
GRIDS: dict[str, Callable[[str], list[list[str]]]] = {
    "csv": lambda text: _before_sources(list(csv.reader(io.StringIO(text)))),
    "box": lambda text: readers.box_tables(text)[0],
    "html": lambda text: _first_table(readers.html(text)),
    "markdown": lambda text: _first_table(readers.commonmark(text)),
    "latex": lambda text: _first_table(readers.latex(text)),
}


def _first_table(found: list[readers.Block]) -> list[list[str]]:
    return next(content for kind, content in found if kind == "table")  # type: ignore[misc]


def _before_sources(rows: list[list[str]]) -> list[list[str]]:
    return [row[: rows[0].index("sources")] for row in rows]


def grid_of(document: Document) -> Table:
    """Return the table of forms of a document."""
    table = document.parts[0]
    assert isinstance(table, Table)
    return table


def cells(document: Document) -> Counter[Any]:
    """Return what the table of forms says, cell by cell, each with its sources."""
    return Counter(cell for row in grid_of(document).rows for cell in row.cells)


def body(document: Document) -> tuple[Any, ...]:
    """Return what a document holds beside its title and its table of forms."""
    others = [part for part in document.parts if isinstance(part, Listing)]
    return others, document.notes, document.caveats, document.data_version


@FEW
@given(OF_FORMS, COLUMNS)
def test_turning_a_table_changes_no_cell(result: Result, columns: list[str]) -> None:
    """A form a row or a form a column: the same cells, headings, sources and notes."""
    tall, wide = (lay_out(result, columns=columns, orientation=word) for word in ORIENTATIONS[::-1])
    assert cells(tall) == cells(wide)
    assert [row.cells for row in grid_of(tall).rows] == list(
        zip(*(row.cells for row in grid_of(wide).rows), strict=True)
    )
    assert grid_of(wide).columns == tuple(row.label for row in grid_of(tall).rows)
    assert body(tall) == body(wide)
    assert set(tall.sources) == set(wide.sources)


@FEW
@given(OF_FORMS, COLUMNS, st.sampled_from(ORIENTATIONS))
def test_columns_together_show_the_cells_of_each(
    result: Result, columns: list[str], orientation: str
) -> None:
    """A column says the same whatever stands beside it, and in any order."""
    together = cells(lay_out(result, columns=columns, orientation=orientation))
    turned = lay_out(result, columns=columns[::-1], orientation=orientation)
    assert together == cells(turned)
    each = [lay_out(result, columns=[word], orientation=orientation) for word in columns]
    assert together.keys() == {cell for document in each for cell in cells(document)}


@FEW
@given(RESULTS, CAPTIONS.filter(str.strip))
def test_caption_changes_the_title_alone(result: Result, caption: str) -> None:
    """Everything under the title stays as it was."""
    plain, named = lay_out(result), lay_out(result, caption=caption)
    assert caption == named.title
    for part in ("parts", "notes", "sources", "caveats", "data_version"):
        assert getattr(plain, part) == getattr(named, part)


@pytest.mark.parametrize("name", GRIDS)
@settings(max_examples=6)
@given(strategies.comparisons(), COLUMNS)
def test_what_a_reader_sees_is_the_same_turned_and_named(
    name: str, result: mf.Comparison, columns: list[str]
) -> None:
    """In each format a reader finds the same texts, whichever way the table stands."""
    tall, wide, named = (
        GRIDS[name](result.render(name, columns=columns, orientation=word, caption=caption))
        for word, caption in (("rows", None), ("columns", None), ("rows", "Salts of ours"))
    )
    assert tall == named
    turned = list(zip(*(row[1:] for row in wide[1:]), strict=True))
    assert [[unmarked(text) for text in row[1:]] for row in tall[1:]] == [
        [unmarked(text) for text in row] for row in turned
    ]


def unmarked(text: str) -> str:
    """Return what a cell says without its sources, which are numbered as they come."""
    return re.sub(r"\[[0-9,\u2013-]+\]$", "", readers.squashed(text))


def prose(text: str) -> list[str]:
    """Return the paragraphs of a text that hold no table."""
    return [
        block
        for block in text.split("\n\n")
        if not re.search(r"^(-+(  -+)+|[━─┯┿┼┷]+)$", block, re.MULTILINE)
    ]


@FEW
@given(RESULTS, st.sampled_from(["text", "box"]), st.integers(40, 160))
def test_width_breaks_lines_and_changes_no_word(result: Result, name: str, width: int) -> None:
    """Lines fit, but for a word that is wider itself; all texts and cells read as in any width."""
    usual, shown = result.render(name, width=400), result.render(name, width=width)
    tables = readers.text_tables if name == "text" else _squashed_boxes
    assert tables(usual) == tables(shown)
    assert [readers.squashed(block) for block in prose(usual)] == [
        readers.squashed(block) for block in prose(shown)
    ]
    lines = [line for block in prose(shown) for line in block.split("\n")]
    too_wide = [_MARK.sub("", line) for line in lines if len(line) > width]
    assert [] == [line for line in too_wide if len(line.split()) > 1]


def _squashed_boxes(text: str) -> list[list[list[str]]]:
    return [
        [[readers.squashed(cell) for cell in row] for row in table]
        for table in readers.box_tables(text)
    ]


@FEW
@given(RESULTS, st.sampled_from(mf.FORMATS))
def test_asking_again_gives_the_same_bytes(result: Result, name: str) -> None:
    """Nothing is kept between two renderings, nor changed in the result."""
    before = hash(result)
    first = result.render(name)
    assert first == result.render(name)
    assert first == mf.from_dict(result.to_dict()).render(name)
    assert before == hash(result)
