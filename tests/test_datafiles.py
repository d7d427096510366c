"""The reader: files of a data package to checked rows."""

import json
import shutil
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from magforms import datafiles
from magforms.datafiles import folder_files, read_package, shipped_files
from magforms.errors import DataError
from magforms.rows import Package

Field = dict[str, Any]
REFERENCE_FIELDS: list[Field] = [
    {"name": "id", "type": "string", "constraints": {"required": True, "unique": True}},
    {"name": "title", "type": "string"},
    {"name": "author", "type": "array"},
    {"name": "issued", "type": "object"},
]


def table(name: str, *fields: Field, primary: str | list[str] = "id", **schema: Any) -> Field:
    """Return the resource of a table."""
    path = f"{name}.json" if name == "references" else f"{name}.csv"
    return {
        "name": name,
        "path": path,
        "schema": {"fields": list(fields), "primaryKey": primary, **schema},
    }


def text(name: str, *, required: bool = False, **rest: Any) -> Field:
    """Return a field of text."""
    constraints = {**rest.pop("constraints", {}), **({"required": True} if required else {})}
    return {"name": name, "type": "string", "constraints": constraints, **rest}


ID = text("id", required=True, constraints={"unique": True})


def reader(files: Mapping[str, bytes]) -> Callable[[str], bytes]:
    """Return what reads these files and no other."""

    def read(name: str) -> bytes:
        if name not in files:
            raise FileNotFoundError(name)
        return files[name]

    return read


def package(*tables: Field, references: str = "[]", **files: str | bytes) -> Package:
    """Read a package of some tables; files are given by the name of their table."""
    resources = [*tables, table("references", *REFERENCE_FIELDS)]
    descriptor = {"name": "small", "version": "1", "resources": resources}
    content: dict[str, bytes] = {
        "datapackage.json": json.dumps(descriptor).encode(),
        "references.json": references.encode(),
    }
    for name, body in files.items():
        content[f"{name}.csv"] = body if isinstance(body, bytes) else body.encode()
    return read_package(reader(content))


def messages(read: Package) -> list[str]:
    """Return the errors of a package as text."""
    return [str(error) for error in read.errors]


def column(field: Field, *cells: str) -> tuple[list[Any], list[str]]:
    """Return the values of a column and the errors in it."""
    rows = "".join(f'k{n},"{cell}"\n' for n, cell in enumerate(cells))
    read = package(table("t", ID, field), t=f"id,{field['name']}\n{rows}")
    return [row[field["name"]] for row in read.rows("t")], messages(read)


# cells ------------------------------------------------------------------------------------------

NUMBER = {"name": "x", "type": "number"}
INTEGER = {"name": "x", "type": "integer"}
DATE = {"name": "x", "type": "date"}
BOOLEAN = {"name": "x", "type": "boolean"}
LIST = text("x", separator="; ")
STATUS = text("x", separator="; ", items={"enum": ["approved", "tested"]})
WORD = text("x", constraints={"enum": ["human", "rat"]})
PATTERN = text("x", constraints={"pattern": "^[a-z]+$"})
SHARE = {"name": "x", "type": "number", "constraints": {"minimum": 0, "maximum": 1}}
COUNT = {"name": "x", "type": "integer", "constraints": {"minimum": 1}}


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        (text("x"), "24-h urine, é ≥ 5", "24-h urine, é ≥ 5"),
        (text("x"), "", None),
        (NUMBER, "0.10", Decimal("0.10")),
        (NUMBER, "-4", Decimal(-4)),
        (NUMBER, "007", Decimal(7)),
        (NUMBER, "", None),
        (INTEGER, "12", 12),
        (INTEGER, "-3", -3),
        (INTEGER, "", None),
        (BOOLEAN, "true", True),
        (BOOLEAN, "false", False),
        (BOOLEAN, "", None),
        (DATE, "2026-11-22", "2026-11-22"),
        (DATE, "2024-02-29", "2024-02-29"),
        (DATE, "2000-02-29", "2000-02-29"),
        (DATE, "2026-12-31", "2026-12-31"),
        (DATE, "2026-01-01", "2026-01-01"),
        (INTEGER, "1" * 40, int("1" * 40)),
        (DATE, "", None),
        (LIST, "one; two", ("one", "two")),
        (LIST, "one", ("one",)),
        (LIST, "", ()),
        (STATUS, "tested; approved", ("tested", "approved")),
        (WORD, "rat", "rat"),
        (WORD, "", None),
        (PATTERN, "abc", "abc"),
        (SHARE, "0", Decimal(0)),
        (SHARE, "1.00", Decimal(1)),
        (COUNT, "1", 1),
        (COUNT, "", None),
    ],
)
def test_cell_becomes_a_value_of_its_type(field: Field, cell: str, value: Any) -> None:
    """A cell is read by the type of its field; an empty one is None, or an empty list."""
    values, errors = column(field, cell)
    assert ([value], []) == (values, errors)
    assert type(value) is type(values[0])


def test_number_keeps_its_digits() -> None:
    """Trailing zeros are part of a figure."""
    values, _ = column(NUMBER, "1.50", "0.010")
    assert ["1.50", "0.010"] == [str(value) for value in values]


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        (text("x"), " a", "printable text without blanks around it"),
        (text("x"), "a ", "printable text without blanks around it"),
        (text("x"), " ", "printable text without blanks around it"),
        (text("x"), "a\x00", "printable text without blanks around it"),
        (text("x"), "a\u200eb", "printable text without blanks around it"),
        (text("x", required=True), "", "a value"),
        (NUMBER, "+1", "a number in plain digits"),
        (NUMBER, "1,5", "a number in plain digits"),
        (NUMBER, "1e3", "a number in plain digits"),
        (NUMBER, ".5", "a number in plain digits"),
        (NUMBER, "5.", "a number in plain digits"),
        (NUMBER, "--5", "a number in plain digits"),
        (NUMBER, "-", "a number in plain digits"),
        (NUMBER, "1.2.3", "a number in plain digits"),
        (NUMBER, "1_000", "a number in plain digits"),
        (NUMBER, "inf", "a number in plain digits"),
        (NUMBER, "½", "a number in plain digits"),
        (INTEGER, "1.0", "a whole number"),
        (INTEGER, "٣", "a whole number"),
        (INTEGER, "-", "a whole number"),
        (BOOLEAN, "True", "true or false"),
        (BOOLEAN, "1", "true or false"),
        (DATE, "2026-11", "a day such as 2026-11-22"),
        (DATE, "26-11-22", "a day such as 2026-11-22"),
        (DATE, "2026/11/22", "a day such as 2026-11-22"),
        (DATE, "2026-00-10", "a day such as 2026-11-22"),
        (DATE, "2026-10-32", "a day such as 2026-11-22"),
        (DATE, "2026-10-00", "a day such as 2026-11-22"),
        (DATE, "2026-04-31", "a day such as 2026-11-22"),
        (DATE, "2025-02-29", "a day such as 2026-11-22"),
        (DATE, "1900-02-29", "a day such as 2026-11-22"),
        (DATE, "2026-1a-01", "a day such as 2026-11-22"),
        (LIST, "a; a", "a list without repeats, separated by '; '"),
        (LIST, "a; ; b", "a list without repeats, separated by '; '"),
        (LIST, "a; ", "printable text without blanks around it"),
        (STATUS, "tested; sold", "words of: approved, tested"),
        (WORD, "cat", "one of: human, rat"),
        (WORD, "Rat", "one of: human, rat"),
        (PATTERN, "abc1", "text like ^[a-z]+$"),
        (SHARE, "1.01", "a number from 0 to 1"),
        (SHARE, "-0.1", "a number from 0 to 1"),
        (COUNT, "0", "a number from 1"),
        (COUNT, "few", "a whole number"),
    ],
)
def test_wrong_cell_is_named_by_line_and_field(field: Field, cell: str, expected: str) -> None:
    """A cell in error says where it stands, what would be right and what stands there."""
    read = package(table("t", ID, field), t=f'id,x\nfine,\nodd,"{cell}"\n')
    errors = [error for error in read.errors if error.line == 3]
    assert [("t.csv", 3, "x", expected, cell)] == [
        (error.file, error.line, error.field, error.expected, error.got) for error in errors
    ]


def test_row_with_a_wrong_cell_is_kept_as_far_as_it_goes() -> None:
    """One wrong cell hides neither the rest of its row nor the wrong cells of others."""
    values, errors = column(NUMBER, "1.5", "many", "2", "few")
    assert [Decimal("1.5"), None, Decimal(2), None] == values
    assert [
        "t.csv line 3 x: expected a number in plain digits, got 'many'",
        "t.csv line 5 x: expected a number in plain digits, got 'few'",
    ] == errors


@given(st.lists(st.text(max_size=4), max_size=6))
def test_column_of_text_is_checked_like_its_cells(cells: list[str]) -> None:
    """A column of free text is right as a whole just where each of its cells is."""
    plain = [cell.replace('"', "'").replace("\r", "").replace("\n", "") for cell in cells]
    plain = ["".join(line.splitlines()) for line in plain]
    plain = [cell.encode("utf-8", "ignore").decode() for cell in plain]
    values, errors = column(text("x"), *plain)
    good = [cell.isprintable() and cell == cell.strip() for cell in plain]
    assert [(cell or None) if fine else None for cell, fine in zip(plain, good, strict=True)] == (
        values
    )
    assert good.count(False) == len(errors)


# files ------------------------------------------------------------------------------------------

SMALL = table("t", ID, text("x"))


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("", "t.csv line 1: expected id,x, got ''"),
        ("x,id\n", "t.csv line 1: expected id,x, got 'x,id'"),
        ("id,x,y\n", "t.csv line 1: expected id,x, got 'id,x,y'"),
        ("id,x\na\n", "t.csv line 2: expected 2 cells, got 1"),
        ("id,x\na,b,c\n", "t.csv line 2: expected 2 cells, got 3"),
        ("id,x\na,b\n\n", "t.csv line 3: expected 2 cells, got 0"),
        ('id,x\na,"b\n', "t.csv line 2: expected CSV, got 'unexpected end of data'"),
        ('id,x\na,"b"c\n', r"""t.csv line 2: expected CSV, got '\',\' expected after \'"\''"""),
    ],
)
def test_broken_table_is_named_by_its_line(content: str, error: str) -> None:
    """A wrong header, a row of another length and a stray quote are told by line."""
    assert [error] == messages(package(SMALL, t=content))


def test_table_with_a_header_alone_is_empty() -> None:
    """A table may have no rows."""
    read = package(SMALL, t="id,x\n")
    assert ([], []) == (read.rows("t"), read.errors)


def test_missing_table_is_named() -> None:
    """A file that the descriptor names and the package lacks is one error."""
    assert ["t.csv: expected a file of this name, got 'none'"] == messages(package(SMALL))


def test_text_in_another_encoding_is_named() -> None:
    """Bytes that are not UTF-8 are refused."""
    read = package(SMALL, t="id,x\na,é\n".encode("latin-1"))
    (error,) = read.errors
    assert ("t.csv", "UTF-8 text") == (error.file, error.expected)
    assert [] == read.rows("t")


def test_lines_of_either_ending_are_read_alike() -> None:
    """A file saved with CRLF gives the same rows and lines."""
    read = package(SMALL, t="id,x\r\na,1\r\nb,2\r\n")
    assert [("a", "1", 2), ("b", "2", 3)] == [
        (row["id"], row["x"], row.line) for row in read.rows("t")
    ]


def test_row_knows_its_file_and_line() -> None:
    """An error made from a row names the place of the row."""
    (row,) = package(SMALL, t="id,x\na,1\n").rows("t")
    error = row.error("x", "two", "1")
    assert isinstance(error, DataError)
    assert "t.csv line 2 x: expected two, got '1'" == str(error)
    assert "t.csv line 2: expected nothing, got 1" == str(row.error(None, "nothing", 1))


def test_rows_do_not_depend_on_their_order_in_the_file() -> None:
    """Rows come by their key, with their own lines."""
    read = package(SMALL, t="id,x\nb,2\na,1\n")
    assert [("a", 3), ("b", 2)] == [(row["id"], row.line) for row in read.rows("t")]


# references -------------------------------------------------------------------------------------

USES = table(
    "t",
    ID,
    text("source"),
    foreignKeys=[{"fields": "source", "reference": {"resource": "references", "fields": "id"}}],
)


def references(*records: Any) -> Package:
    """Read a package with these references, each used by a row."""
    ids = [record.get("id") for record in records if isinstance(record, dict)]
    rows = "".join(f"k{n},{name}\n" for n, name in enumerate(ids) if isinstance(name, str))
    return package(USES, references=json.dumps(records), t=f"id,source\n{rows}")


def test_reference_is_read_with_its_arrays_and_objects() -> None:
    """A record keeps its nested values; a key that is not there is None."""
    read = references({"id": "a", "author": [{"family": "Pak"}], "issued": {"date-parts": [[1]]}})
    assert [] == messages(read)
    (row,) = read.rows("references")
    assert {
        "id": "a",
        "title": None,
        "author": [{"family": "Pak"}],
        "issued": {"date-parts": [[1]]},
    } == row
    assert 1 == row.line


@pytest.mark.parametrize(
    ("field", "value", "expected", "got"),
    [
        ("title", 5, "printable text without blanks around it", "5"),
        ("title", None, "printable text without blanks around it", "None"),
        ("title", ["a"], "printable text without blanks around it", "['a']"),
        ("title", " a", "printable text without blanks around it", "' a'"),
        ("author", {}, "a JSON array", "{}"),
        ("author", "Pak", "a JSON array", "'Pak'"),
        ("issued", 1990, "a JSON object", "1990"),
        ("issued", [1990], "a JSON object", "[1990]"),
    ],
)
def test_value_of_another_kind_is_named(field: str, value: Any, expected: str, got: str) -> None:
    """A value of a reference has the type of its field."""
    read = references({"id": "a"}, {"id": "b", field: value})
    assert [f"references.json line 2 {field}: expected {expected}, got {got}"] == messages(read)


def test_unknown_key_is_named_beside_the_known_ones() -> None:
    """A misspelt key is not passed over."""
    read = references({"id": "a", "Title": "x"})
    expected = "references.json line 1: expected one of id, title, author, issued, got 'Title'"
    assert [expected] == messages(read)


def test_repeated_key_is_named() -> None:
    """A key that stands twice, at whatever depth, is refused."""
    record = '[{"id": "a", "issued": {"x": 1, "x": 2}}]'
    read = package(USES, references=record, t="id,source\n")
    assert ["references.json x: expected a key once in each object, got 'twice'"] == messages(read)


def test_reference_without_an_id_is_named() -> None:
    """A reference is found by its id; one without cannot be used."""
    assert "references.json line 1 id: expected a value, got ''" in messages(
        references({"title": "x"})
    )


def test_reference_that_no_row_uses_is_named() -> None:
    """A source is there for something."""
    read = package(USES, references='[{"id": "a"}, {"id": "b"}]', t="id,source\nk,a\n")
    assert ["references.json line 2 id: expected a reference that a row uses, got 'b'"] == messages(
        read
    )


def test_reference_is_not_used_by_a_key_to_another_table() -> None:
    """A study of the same id as a source does not make use of the source."""
    studies = table("studies", ID)
    rows = table(
        "t",
        ID,
        text("study"),
        text("others", separator="; ", items={"resource": "studies", "field": "id"}),
        foreignKeys=[{"fields": "study", "reference": {"resource": "studies", "fields": "id"}}],
    )
    read = package(
        studies,
        rows,
        references='[{"id": "a"}, {"id": "b"}]',
        studies="id\na\nb\n",
        t="id,study,others\nk,a,b\n",
    )
    assert [
        "references.json line 1 id: expected a reference that a row uses, got 'a'",
        "references.json line 2 id: expected a reference that a row uses, got 'b'",
    ] == messages(read)


# keys -------------------------------------------------------------------------------------------


def test_repeated_id_is_named_where_it_stands_again() -> None:
    """The second of two rows with one id is at fault."""
    read = package(SMALL, t="id,x\na,1\nb,2\na,3\n")
    assert ["t.csv line 4 id: expected each id once, got 'a'"] == messages(read)


def test_empty_cells_are_no_repeat() -> None:
    """A unique field may be empty in many rows."""
    field = text("x", constraints={"unique": True})
    assert [] == column(field, "", "", "a")[1]
    assert ["t.csv line 4 x: expected each x once, got 'a'"] == column(field, "", "a", "a")[1]


def test_composite_key_stands_once() -> None:
    """Two fields together may be the key; each alone may repeat."""
    both = table("t", text("id"), text("x"), primary=["id", "x"])
    assert [] == messages(package(both, t="id,x\na,1\na,2\nb,1\n"))
    assert ["t.csv line 3 x: expected each id and x once, got '1'"] == messages(
        package(both, t="id,x\na,1\na,1\n")
    )


ARMS = table("arms", text("study"), text("arm"), primary=["study", "arm"])
ARM_ROWS = "study,arm\ns1,citrate\ns1,oxide\ns2,malate\n"


def test_key_of_several_fields_must_exist_as_a_whole() -> None:
    """An arm must be one of its own study; an empty part points nowhere."""
    figures = table(
        "t",
        ID,
        text("study"),
        text("arm"),
        foreignKeys=[
            {
                "fields": ["study", "arm"],
                "reference": {"resource": "arms", "fields": ["study", "arm"]},
            }
        ],
    )
    content = "id,study,arm\na,s1,oxide\nb,s1,malate\nc,s1,\nd,,malate\n"
    read = package(ARMS, figures, arms=ARM_ROWS, t=content)
    assert ["t.csv line 3 arm: expected a key of arms, got 'malate'"] == messages(read)


def test_key_of_one_field_must_exist() -> None:
    """A key that points to nothing is named; an empty one points nowhere."""
    read = package(USES, references='[{"id": "a"}]', t="id,source\nk1,a\nk2,\nk3,nobody\n")
    expected = "t.csv line 4 source: expected a key of references, got 'nobody'"
    assert [expected] == messages(read)


def test_key_to_a_table_that_is_lost_hides_no_other() -> None:
    """What can be looked up is, whatever stands before it."""
    keys = [
        {"fields": name, "reference": {"resource": name, "fields": "id"}}
        for name in ("gone", "kept")
    ]
    both = table("t", ID, text("gone"), text("kept"), foreignKeys=keys)
    read = package(
        both, table("gone", ID), table("kept", ID), kept="id\na\n", t="id,gone,kept\nk1,x,b\n"
    )
    assert [
        "gone.csv: expected a file of this name, got 'none'",
        "t.csv line 2 kept: expected a key of kept, got 'b'",
    ] == messages(read)


ITEM = {"resource": "references", "field": "id"}
WITHIN = {"resource": "arms", "field": "arm", "within": "study"}


def test_items_of_a_list_must_exist() -> None:
    """Each item of a list is a key; every one that is not is named."""
    listed = table("t", ID, text("sources", separator="; ", items=ITEM))
    content = "id,sources\nk1,a; b\nk2,\nk3,a; nobody; noone\n"
    read = package(listed, references='[{"id": "a"}, {"id": "b"}]', t=content)
    assert [
        "t.csv line 4 sources: expected keys of references, got 'nobody'",
        "t.csv line 4 sources: expected keys of references, got 'noone'",
    ] == messages(read)


def test_items_within_a_study_must_be_of_that_study() -> None:
    """An arm of another study is not an arm of this one, listed or alone."""
    findings = table(
        "t",
        ID,
        text("study"),
        text("higher", items=WITHIN),
        text("compared", separator="; ", items=WITHIN),
    )
    content = (
        "id,study,higher,compared\n"
        "k1,s1,citrate,citrate; oxide\n"
        "k2,s2,citrate,malate\n"
        "k3,s2,,malate; oxide\n"
    )
    read = package(ARMS, findings, arms=ARM_ROWS, t=content)
    assert [
        "t.csv line 3 higher: expected keys of arms, got 'citrate'",
        "t.csv line 4 compared: expected keys of arms, got 'oxide'",
    ] == messages(read)


def test_every_table_is_read_before_anything_is_said() -> None:
    """Errors of all files come together, cells before keys."""
    read = package(
        SMALL,
        ARMS,
        table("u", ID, NUMBER),
        t="id,x\na,1\na,2\n",
        u="id,x\nk,many\n",
    )
    assert [
        "arms.csv: expected a file of this name, got 'none'",
        "u.csv line 2 x: expected a number in plain digits, got 'many'",
        "t.csv line 3 id: expected each id once, got 'a'",
    ] == messages(read)


# where the files are ----------------------------------------------------------------------------


def test_folder_is_read_by_file_name(tmp_path: Path) -> None:
    """A file of a folder comes as its bytes; one that is not there is not found."""
    (tmp_path / "a.csv").write_bytes(b"x\r\n")
    read = folder_files(str(tmp_path))
    assert b"x\r\n" == read("a.csv")
    with pytest.raises(FileNotFoundError):
        read("b.csv")


def test_version_is_that_of_the_descriptor() -> None:
    """A package knows the version of its data."""
    assert "1" == package(SMALL, t="id,x\n").version


def test_shipped_package_is_whole() -> None:
    """The data that come with the library break no rule of their descriptor."""
    assert [] == messages(read_package(shipped_files()))


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the package seems to lie; returns the folder above it."""
    home = tmp_path / "site" / "magforms"
    home.mkdir(parents=True)

    def get_data(path: str) -> bytes:
        return Path(path).read_bytes()

    loader = SimpleNamespace(loader=SimpleNamespace(get_data=get_data))
    monkeypatch.setattr(datafiles, "__file__", str(home / "datafiles.py"))
    monkeypatch.setattr(datafiles, "__spec__", loader)
    return home.parent


def put(folder: Path, name: str, mark: str) -> None:
    """Write a descriptor and one file into a data folder."""
    folder.mkdir()
    (folder / "datapackage.json").write_text(json.dumps({"name": name}), "utf-8")
    (folder / "a.csv").write_text(mark, "utf-8")


def test_installed_data_are_read_from_the_package(installed: Path) -> None:
    """The data inside the package are read, and never a folder beside it."""
    put(installed / "magforms" / "data", "magforms", "inside")
    put(installed / "data", "magforms", "beside")
    assert b"inside" == shipped_files()("a.csv")


def test_checkout_data_are_read_from_beside_the_package(installed: Path) -> None:
    """In a checkout the data folder lies beside the package."""
    put(installed / "data", "magforms", "beside")
    assert b"beside" == shipped_files()("a.csv")


def test_data_folder_of_another_project_is_not_read(installed: Path) -> None:
    """A foreign data folder beside a package without data is refused."""
    put(installed / "data", "other", "foreign")
    with pytest.raises(FileNotFoundError):
        shipped_files()


def test_package_without_data_says_so(installed: Path) -> None:
    """Where there are no data at all, the file that is missing is named."""
    shutil.rmtree(installed)
    with pytest.raises(FileNotFoundError, match=r"datapackage\.json"):
        shipped_files()
