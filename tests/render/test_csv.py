"""CSV and TSV, read by the csv module."""

import csv
import io
import re

import pytest
from documents import AWKWARD, documents, one_cell, texts_of
from hypothesis import given, settings

import magforms as mf
from magforms.caveats import Caveat
from magforms.references import Reference
from magforms.render import csv as writer
from magforms.render.clean import one_line
from magforms.table import Cell, Document, Listing, Row, Table

CAVEAT = Caveat(id="a", scope="standing", text="Ask.", checked_on="2026-01-01")
SOURCE = Reference(id="a", type="book", title="One", doi="10.1000/1")
OTHER = Reference(id="b", type="book", title="Two", pmid="2")


def rows_of(text: str) -> list[list[str]]:
    """Read CSV that must be as wide in every row."""
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert 1 == len({len(row) for row in rows})
    return rows


def document(*parts: Table | Listing, notes: tuple[Cell, ...] = ()) -> Document:
    """A document of some parts and two sources."""
    return Document(
        title="Forms",
        parts=parts,
        notes=notes,
        sources=(SOURCE, OTHER),
        caveats=(CAVEAT, Caveat(id="b", scope="form", text="Thin.", checked_on="2026-01-01")),
        data_version="2026.1",
    )


def table(*cells: Cell, title: str | None = None) -> Table:
    """A table of one row."""
    columns = tuple(f"column {number}" for number in range(1, len(cells) + 1))
    return Table(
        title=title, corner="Form", columns=columns, rows=(Row(label="oxide", cells=cells),)
    )


def test_table_first_gives_a_row_a_row_with_the_rest_beside_it() -> None:
    """Sources, other parts, notes, caveat and data version stand on every row."""
    found = rows_of(
        writer.write(
            document(
                table(Cell("low", (SOURCE,)), Cell("high", (OTHER, SOURCE))),
                Listing(title="Verdicts", items=(Cell("One."), Cell("Two."))),
                notes=(Cell("Note."),),
            )
        )
    )
    sources = (
        "One. no date. https://doi.org/10.1000/1 | Two. no date. https://pubmed.ncbi.nlm.nih.gov/2/"
    )
    assert [
        ("Form", "oxide"),
        ("column 1", "low"),
        ("column 2", "high"),
        ("sources", sources),
        ("Verdicts", "One. Two."),
        ("notes", "Note."),
        ("all sources", sources),
        ("caveat", "Ask. Thin."),
        ("data version", "2026.1"),
    ] == list(zip(*found, strict=True))


def test_listing_first_gives_an_item_a_row() -> None:
    """Every item and every row of a table is a row with its own sources."""
    found = rows_of(
        writer.write(
            document(
                Listing(title="Uses", items=(Cell("Sleep.", (SOURCE,)), Cell("Cramps."))),
                table(Cell("MgO", (OTHER,)), title="Compounds"),
            )
        )
    )
    first = "One. no date. https://doi.org/10.1000/1"
    second = "Two. no date. https://pubmed.ncbi.nlm.nih.gov/2/"
    assert [
        ["part", "text", "sources", "notes", "all sources", "caveat", "data version"],
        ["Uses", "Sleep.", first, "none", f"{first} | {second}", "Ask. Thin.", "2026.1"],
        ["Uses", "Cramps.", "none", "none", f"{first} | {second}", "Ask. Thin.", "2026.1"],
    ] == found[:3]
    assert ["Compounds", "oxide: column 1 MgO", second] == found[3][:3]


def test_parts_of_one_title_are_both_written() -> None:
    """A part does not push out another with its title, nor the caveat."""
    parts = (
        Listing(title="More", items=(Cell("first"),)),
        Listing(title="More", items=(Cell("second"),)),
        Listing(title="caveat", items=(Cell("third"),)),
    )
    (_, row) = rows_of(writer.write(document(table(Cell("x")), *parts)))
    assert {"first", "second", "third", "Ask. Thin."} <= set(" ".join(row).split()) | set(row)


def test_sources_of_what_stands_beside_the_table_are_written() -> None:
    """The sources of further parts and of notes are in the file as well."""
    shown = document(
        table(Cell("x")),
        Listing(title="Verdicts", items=(Cell("One.", (SOURCE,)),)),
        notes=(Cell("Note.", (OTHER,)),),
    )
    written = writer.write(shown)
    assert "https://doi.org/10.1000/1" in written
    assert "https://pubmed.ncbi.nlm.nih.gov/2/" in written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("\t=1+1", "'=1+1"),
        ("\r\n=1+1", "'=1+1"),
        ("\u200b=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-x", "'-x"),
        ("--1", "'--1"),
        ("-1+1", "'-1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-", "'-"),
        ("-1.50", "-1.50"),
        ("+1", "+1"),
        ("1.50", "1.50"),
        ("007", "007"),
        ("1e3", "1e3"),
        ("a=1", "a=1"),
        ('say "a", b', 'say "a", b'),
        ("", "not stated"),
    ],
)
def test_no_text_is_taken_for_a_formula(text: str, expected: str) -> None:
    """What starts like a formula starts with an apostrophe; numbers stay as typed."""
    header, *rows = rows_of(writer.write(one_cell(text)))
    assert [[expected] * 3] * 2 == [row[:3] for row in rows]
    assert [expected] * 3 == header[:3]


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_comes_back(text: str) -> None:
    """A text comes back cleaned, wherever it stands, but for the apostrophe of a formula."""
    _, *rows = rows_of(writer.write(one_cell(text)))
    assert {fit_for_spreadsheets(text)} == {field for row in rows for field in row[:3]}


def fit_for_spreadsheets(text: str) -> str:
    """A cleaned text, with an apostrophe where it would be taken for a formula."""
    line = one_line(text)
    plain = line[0] not in "=+-@" or re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", line)
    return line if plain else f"'{line}"


@settings(max_examples=50, deadline=None)
@given(documents())
def test_no_field_of_any_document_starts_a_formula(shown: Document) -> None:
    """A field that starts like a formula is a plain number."""
    fields = [field for row in rows_of(writer.write(shown)) for field in row]
    risky = [field for field in fields if field[0] in "=+-@\t\r\n"]
    assert [] == [field for field in risky if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", field)]


@settings(max_examples=50, deadline=None)
@given(documents())
def test_rows_of_a_first_table_come_back_cell_by_cell(shown: Document) -> None:
    """Label and cells of each row are its first fields."""
    first = shown.parts[0]
    if isinstance(first, Listing):
        return
    width = 1 + len(first.columns)
    header, *rows = [row[:width] for row in rows_of(writer.write(shown))]
    assert list(map(fit_for_spreadsheets, (first.corner, *first.columns))) == header
    assert [
        [fit_for_spreadsheets(text) for text in (row.label, *(cell.text for cell in row.cells))]
        for row in first.rows
    ] == rows


@settings(max_examples=50, deadline=None)
@given(documents())
def test_nothing_of_any_document_is_lost(shown: Document) -> None:
    """Every text but titles that CSV has no place for, and every source, is in the file."""
    fields = " ".join(field for row in rows_of(writer.write(shown)) for field in row)
    unplaced = {one_line(shown.title), one_line(shown.parts[0].title or "")}
    texts = [text for text in texts_of(shown, corners=False) if text not in unplaced]
    assert [] == [text for text in texts if text not in fields]
    cells = [*shown.notes, *(cell for part in shown.parts for cell in cells_of(part))]
    cited = {source for cell in cells for source in cell.references}
    assert [] == [source.id for source in cited if one_line(str(source)) not in fields]


def cells_of(part: Table | Listing) -> list[Cell]:
    """The cells or items of a part."""
    if isinstance(part, Listing):
        return list(part.items)
    return [cell for row in part.rows for cell in row.cells]


def test_comparison_has_a_form_a_row(catalogue: mf.Catalogue) -> None:
    """Programs get a row for each form, whatever the words of the header."""
    header, *rows = rows_of(mf.compare("oxide", "citrate").render("csv"))
    assert ("Form", "sources", "caveat", "data version") == (
        header[0],
        *(name for name in header if name in ("sources", "caveat", "data version")),
    )
    assert ["oxide", "citrate"] == [row[0] for row in rows]
    assert {catalogue.data_version} == {row[-1] for row in rows}


@settings(max_examples=50, deadline=None)
@given(documents())
def test_tsv_holds_what_csv_holds(shown: Document) -> None:
    """Tabs stand between fields and nowhere else, whatever the text."""
    written = writer.write_tsv(shown)
    rows = list(csv.reader(io.StringIO(written, newline=""), dialect="excel-tab", strict=True))
    assert rows_of(writer.write(shown)) == rows
    assert sum(len(row) - 1 for row in rows) == written.count("\t")
