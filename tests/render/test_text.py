"""Text for a terminal, plain and with boxes."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
import readers
import tabulate
import wcwidth
from documents import AWKWARD, documents, list_of, marked, one_cell, source_line, texts_of
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import examples

import magforms as mf
from magforms.caveats import Caveat
from magforms.layout import lay_out
from magforms.references import Reference
from magforms.render import text as writer
from magforms.render.clean import one_line
from magforms.render.options import Options
from magforms.table import Cell, Document, Listing, Row, Table

EXAMPLES = examples()
Write = Callable[..., str]
WRITERS: tuple[Write, ...] = (writer.write, writer.write_box)
DRAWN = "-━─│┯┿┼┷"
# letters of which a terminal draws each in one column
NARROW = st.text("abc XYZ019.,;:!?-_*|#<>=+()[]{}/\\'\"`~@$%^&", max_size=30)


def too_wide(text: str, width: int) -> list[str]:
    """Lines wider than the terminal, but for those of one address that cannot be broken."""
    lines = [line for line in text.splitlines() if len(line) > width]
    return [line for line in lines if not re.fullmatch(r"\s+https?://\S+", line)]


@pytest.mark.parametrize("name", ["text", "box"])
@pytest.mark.parametrize("result", [mf.compare(), mf.compare("citrate", "oxide"), mf.query()])
def test_usual_results_fit_a_terminal_of_80_columns(result: mf.Comparison, name: str) -> None:
    """No line runs over the edge, but for an address that cannot be broken."""
    assert [] == too_wide(result.render(name), 80)


@pytest.mark.parametrize("name", ["text", "box"])
@pytest.mark.parametrize("width", [80, 100, 120])
def test_default_comparison_fits_and_breaks_no_word(width: int, name: str) -> None:
    """A reader sees every word of every cell in one piece."""
    result = mf.compare()
    shown = result.render(name, width=width)
    assert [] == too_wide(shown, width)
    words = {
        word
        for part in lay_out(result).parts
        if isinstance(part, Table)
        for row in part.rows
        for text in (row.label, *(cell.text for cell in row.cells))
        for word in text.split()
    }
    assert set() == words - set(shown.split())


def test_width_is_80_unless_given() -> None:
    """A file or a pipe gets the width that every terminal has."""
    result = mf.compare("citrate", "oxide")
    assert result.render("text", width=80) == result.render("text")


def test_wide_terminal_is_used() -> None:
    """More columns give fewer lines."""
    result = mf.compare()
    assert len(result.render(width=120).splitlines()) < len(result.render(width=80).splitlines())


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(tuple(EXAMPLES)), st.integers(40, 200))
def test_any_result_is_written_at_any_width(name: str, width: int) -> None:
    """No width from 40 fails, and each shows every caveat."""
    result = EXAMPLES[name]
    shown = readers.squashed(result.render("text", width=width))
    assert [] == [c.id for c in result.caveats if readers.squashed(c.text) not in shown]


def test_labels_under_another_are_indented_on_every_line() -> None:
    """A wrapped label stays under the row that it belongs to."""
    label = "certainty of the position among these forms"
    rows = (
        Row(label="Bioavailability", cells=(Cell("low"),)),
        Row(label=label, cells=(Cell("moderate"),), indented=True),
    )
    plain = list_of(())
    shown = writer.write(_of(plain, Table(corner="Form", columns=("oxide",), rows=rows)))
    lines = shown.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("Bioavailability"))
    assert [
        "Bioavailability     low",
        "  certainty of the  moderate",
        "  position among",
        "  these forms",
    ] == lines[at : at + 4]


def _of(document: Document, *parts: Table | Listing) -> Document:
    return Document(
        title="Forms",
        parts=parts,
        notes=document.notes,
        sources=document.sources,
        caveats=document.caveats,
        data_version=document.data_version,
    )


def test_whole_document_in_order() -> None:
    """Title, table, list, note, sources and caveat stand one under the other."""
    source = Reference(id="a", type="book", title="A book", doi="10.1000/1")
    shown = writer.write(
        Document(
            title="Forms",
            parts=(
                Table(
                    title="Grid",
                    corner="Form",
                    columns=("oxide",),
                    rows=(Row(label="rating", cells=(Cell("low", (source,)),)),),
                ),
                Listing(title="Verdicts", items=(Cell("One."), Cell("Two.", (source,)))),
            ),
            notes=(Cell("A note."),),
            sources=(source,),
            caveats=(
                Caveat(id="a", scope="standing", text="Ask.", checked_on="2026-01-01"),
                Caveat(id="b", scope="form", text="Thin.", checked_on="2026-01-01"),
            ),
            data_version="2026.1",
        )
    )
    assert shown == (
        f"Forms{'data 2026.1':>75}\n"
        "\n"
        "Grid\n"
        "Form    oxide\n"
        "------  -------\n"
        "rating  low [1]\n"
        "\n"
        "Verdicts\n"
        "  One.\n"
        "  Two. [1]\n"
        "\n"
        "A note.\n"
        "\n"
        "Sources\n"
        "  [1] A book. no date. https://doi.org/10.1000/1\n"
        "\n"
        "Caveat\n"
        "  Ask.\n"
        "  - Thin.\n"
    )


def test_long_title_stands_on_lines_of_its_own() -> None:
    """The data version follows under a title that leaves no room."""
    document = one_cell("word " * 20)
    lines = writer.write(document).splitlines()
    assert ["word " * 15 + "word", "word word word word", "data " + "word " * 14 + "word"] == [
        lines[0],
        lines[1],
        lines[2][:79],
    ]


@pytest.mark.parametrize("number", ["1.50", "007", "1e3", "-0.0", "+1", "1_000", "0x10", "nan"])
def test_numbers_stay_as_typed(number: str) -> None:
    """No figure gains or loses a digit."""
    written = writer.write(one_cell(number))
    # the title of the table stands over its first column
    assert [number * 4, number * 3, number * 3] == readers.text_tables(written)


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_comes_back(text: str, write: Write) -> None:
    """A text comes back cleaned, as often as it stands in the document."""
    document = one_cell(text)
    assert signs_of(document) == signs(write(document))


@pytest.mark.parametrize("write", WRITERS)
@settings(max_examples=50, deadline=None)
@given(documents(), st.integers(40, 200))
def test_no_sign_of_any_document_is_lost_or_added(
    write: Write, document: Document, width: int
) -> None:
    """What is written is what the document says, with headings, marks and rules."""
    assert signs_of(document) == signs(write(document, Options(width=width)))


@settings(max_examples=50, deadline=None)
@given(documents(NARROW), st.integers(40, 200))
def test_cells_of_any_box_come_back(document: Document, width: int) -> None:
    """Docutils finds the same rows of cells in what is drawn with boxes."""
    expected = [
        [
            [readers.squashed(text) for text in row]
            for row in (
                (one_line(part.corner), *map(one_line, part.columns)),
                *(
                    (one_line(row.label), *(marked(cell, document) for cell in row.cells))
                    for row in part.rows
                ),
            )
        ]
        for part in document.parts
        if isinstance(part, Table)
    ]
    found = readers.box_tables(writer.write_box(document, Options(width=width)))
    assert expected == [
        [[readers.squashed(cell) for cell in row] for row in table] for table in found
    ]


WIDE = (
    *("\u6f22\u5b57", "\uff2d\uff47", "e\u0301te\u0301", "\u0e01\u0e33", "\u05e9\u05c1\u05dc"),
    *("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\u2764\ufe0f", "\U0001f600 x"),
)


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("text", [*WIDE, " ".join(WIDE), "".join(WIDE)])
def test_edges_stand_one_under_the_other(text: str, write: Write) -> None:
    """Wide, combining and joined signs take the columns that a terminal gives them."""
    cells = ("x", text, f"{text} y")
    table = Table(
        corner="Form",
        columns=("one",),
        rows=tuple(Row(label=cell, cells=(Cell("end"),)) for cell in cells),
    )
    drawn = write(_of(list_of(()), table)).split("\n\n")[1]
    edges = [re.search("end|one|[│┯┿┼┷]", line) for line in drawn.splitlines()]
    found = [wcwidth.wcswidth(edge.string[: edge.start()]) for edge in edges if edge]
    assert 4 <= len(found)
    assert 1 == len(set(found))


def test_boxes_with_and_without_wcwidth_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """How wide a sign is does not depend on what else is installed."""
    document = one_cell(" ".join(WIDE))
    drawn = [write(document) for write in WRITERS]
    monkeypatch.setattr(tabulate, "wcwidth", None)
    assert drawn == [write(document) for write in WRITERS]


@settings(max_examples=50, deadline=None)
@given(documents(NARROW), st.integers(40, 200))
def test_columns_of_any_table_read_from_top_to_bottom(document: Document, width: int) -> None:
    """Each column holds its heading and its cells in order, whatever lines they are broken on."""
    expected = []
    for part in document.parts:
        if isinstance(part, Table):
            labels = [part.corner, *(row.label for row in part.rows)]
            columns = ["".join(map(one_line, labels))]
            for at, head in enumerate(part.columns):
                cells = [marked(row.cells[at], document) for row in part.rows]
                columns.append("".join([one_line(head), *cells]))
            expected.append([readers.squashed(column) for column in columns])
    found = readers.text_tables(writer.write(_titled(document), Options(width=width)))
    assert expected == _grouped(found, expected)


def _titled(document: Document) -> Document:
    """The tables of a document alone, so that no other line can look like a rule."""
    tables = [part for part in document.parts if isinstance(part, Table)]
    bare = tuple(Table(corner=t.corner, columns=t.columns, rows=t.rows) for t in tables)
    rest = Listing(title="x", items=(Cell("x"),))
    return Document(
        title="Forms",
        parts=(*bare, rest),
        sources=document.sources,
        caveats=(Caveat(id="a", scope="standing", text="Ask.", checked_on="2026-01-01"),),
        data_version="1",
    )


def _grouped(columns: list[str], like: list[list[str]]) -> list[list[str]]:
    rest = iter(columns)
    groups = [[next(rest) for _ in group] for group in like]
    assert [] == list(rest)
    return groups


def signs(text: str) -> Counter[str]:
    """How often each sign stands in a text, without blanks, rules, boxes and marks of lists."""
    return Counter(sign for sign in text if not sign.isspace() and sign not in DRAWN)


def signs_of(document: Document) -> Counter[str]:
    """The same, of all that a document says, with the headings that the writer adds."""
    cells = [*document.notes]
    for part in document.parts:
        cells += part.items if isinstance(part, Listing) else ()
        cells += [c for row in part.rows for c in row.cells] if isinstance(part, Table) else ()
    marks = [marked(cell, document)[len(one_line(cell.text)) :] for cell in cells]
    sources = [
        f"[{number}]{one_line(source_line(source))}"
        for number, source in enumerate(document.sources, 1)
    ]
    heads = ["data", "Caveat", *(["Sources"] if document.sources else [])]
    return signs("".join([*texts_of(document), *marks, *sources, *heads]))
