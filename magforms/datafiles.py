"""The tables of a data package as checked rows; the only reader of files."""

import csv
import json
import os
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from magforms.errors import DataError, DataErrors

DESCRIPTOR = "datapackage.json"
_PACKAGE_NAME = "magforms"
_SOURCES = "references"
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2


class Row(dict[str, Any]):
    """
    One record of a table: the value of each field.

    A value is text, Decimal, int, bool, a tuple of text, or None for an empty cell.

    Attributes:
        file: Name of the file.
        line: Line in the file, counted from 1; for JSON the place in the array.
    """

    __slots__ = ("file", "line")

    file: str
    line: int

    def error(self, field: str | None, expected: str, got: object) -> DataError:
        """Return an error that names this record."""
        return DataError(self.file, self.line, field, expected, got)


class Package:
    """
    A data package: its version and the rows of every table.

    Attributes:
        version: Version of the data set.
        tables: Rows of each table, by primary key, whatever their order in the file.
        errors: What breaks the descriptor's rules.
    """

    __slots__ = ("errors", "tables", "version")

    def __init__(self, version: str, tables: dict[str, list[Row]], errors: list[DataError]) -> None:
        self.version, self.tables, self.errors = version, tables, errors

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table."""
        return self.tables[table]


def shipped_files() -> Callable[[str], bytes]:
    """
    Return what reads a file of the shipped data package by name.

    The files come from the installed package (a zip on `sys.path` included), else from the
    checkout's `data/` beside the package, if that folder holds this project's descriptor.
    """
    get: Callable[[str], bytes] = __spec__.loader.get_data  # type: ignore[union-attr]
    package = os.path.dirname(__file__)
    folder = os.path.join(package, "data")
    try:
        get(os.path.join(folder, DESCRIPTOR))
    except OSError:
        folder = os.path.join(os.path.dirname(package), "data")
        if json.loads(get(os.path.join(folder, DESCRIPTOR))).get("name") != _PACKAGE_NAME:
            raise
    return lambda name: get(os.path.join(folder, name))


def folder_files(folder: str) -> Callable[[str], bytes]:
    """
    Return what reads a file of a data package in a folder by name.

    Args:
        folder: Path of the folder.
    """

    def read(name: str) -> bytes:
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()

    return read


def read_package(read: Callable[[str], bytes]) -> Package:
    """
    Read a data package and check it against its descriptor.

    Args:
        read: Returns the bytes of a file of the package.

    Returns:
        The rows, with every error found; rows with errors are kept as far as they go.

    Raises:
        DataErrors: There is no descriptor that can be read.
    """
    descriptor = _descriptor(read)
    resources = descriptor["resources"]
    errors: list[DataError] = []
    tables = {resource["name"]: list(_read_table(read, resource, errors)) for resource in resources}
    used = {key for resource in resources for key in _check_keys(resource, tables, errors)}
    errors += [
        row.error("id", "a reference that a row uses", row["id"])
        for row in tables[_SOURCES]
        if row["id"] not in used
    ]
    ordered = {
        resource["name"]: _ordered(tables[resource["name"]], resource["schema"]["primaryKey"])
        for resource in resources
    }
    return Package(descriptor["version"], ordered, errors)


def _descriptor(read: Callable[[str], bytes]) -> dict[str, Any]:
    try:
        descriptor: dict[str, Any] = json.loads(read(DESCRIPTOR))
    except OSError:
        error = DataError(DESCRIPTOR, None, None, "a file of this name", "none")
    except ValueError as fault:
        error = DataError(DESCRIPTOR, None, None, "JSON", str(fault))
    else:
        return descriptor
    message = "the data package has no descriptor"
    raise DataErrors(message, [error])


def _ordered(rows: list[Row], primary: str | list[str]) -> list[Row]:
    names = _several(primary)
    return sorted(rows, key=lambda row: [row[name] or "" for name in names])


# cells ------------------------------------------------------------------------------------------


def _read_table(
    read: Callable[[str], bytes], resource: dict[str, Any], errors: list[DataError]
) -> Iterator[Row]:
    file = resource["path"]
    schema = resource["schema"]["fields"]
    names = [field["name"] for field in schema]
    try:
        text = read(file).decode("utf-8")
    except OSError:
        errors.append(DataError(file, None, None, "a file of this name", "none"))
        return
    except UnicodeDecodeError as error:
        errors.append(DataError(file, None, None, "UTF-8 text", str(error)))
        return
    records = _json_records if file.endswith(".json") else _csv_records
    lines, cells = [], []
    for line, record in records(file, text, names, errors):
        lines.append(line)
        cells.append(record)
    columns = zip(*cells, strict=True) if cells else ((),) * len(schema)
    values = [
        _column(field, column, file, lines, errors)
        for field, column in zip(schema, columns, strict=True)
    ]
    for line, *record in zip(lines, *values, strict=True):
        row = Row(zip(names, record, strict=True))
        row.file, row.line = file, line
        yield row


def _column(
    field: dict[str, Any],
    cells: tuple[Any, ...],
    file: str,
    lines: list[int],
    errors: list[DataError],
) -> list[Any]:
    """Return the values of a column; a cell in error becomes None."""
    plain = _plain_column(field, cells)
    if plain is not None:
        return plain
    parse = _parser(field)
    try:
        # the same words come again and again: each is parsed once
        known = {cell: parse(cell) for cell in dict.fromkeys(cells)}
        return [known[cell] for cell in cells]
    except (TypeError, ValueError):
        # a cell in error, or one of JSON that cannot be a key: one by one, to name the line
        values = []
    for line, cell in zip(lines, cells, strict=True):
        try:
            values.append(parse(cell))
        except ValueError as error:
            errors.append(DataError(file, line, field["name"], str(error), cell))
            values.append(None)
    return values


def _plain_column(field: dict[str, Any], cells: tuple[Any, ...]) -> list[str | None] | None:
    """Return a column of free text checked as a whole, or None to take it cell by cell."""
    constraints = field.get("constraints", {}).keys()
    if field["type"] != "string" or "separator" in field or constraints - {"required", "unique"}:
        return None
    complete = "required" not in constraints or "" not in cells
    if complete and all(cell.__class__ is str and cell.strip() == cell for cell in cells):
        return [cell or None for cell in cells] if "".join(cells).isprintable() else None
    return None


def _csv_records(
    file: str, text: str, names: list[str], errors: list[DataError]
) -> Iterator[tuple[int, list[Any]]]:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        if header != names:
            errors.append(DataError(file, 1, None, ",".join(names), ",".join(header)))
            return
        for cells in reader:
            if len(cells) == len(names):
                yield reader.line_num, cells
            else:
                expected = f"{len(names)} cells"
                errors.append(DataError(file, reader.line_num, None, expected, len(cells)))
    except csv.Error as error:
        errors.append(DataError(file, reader.line_num, None, "CSV", str(error)))


class _RepeatedError(ValueError):
    """A key that stands twice in one JSON object."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _RepeatedError(next(key for key in keys if keys.count(key) > 1))
    return record


def _json_records(
    file: str, text: str, names: list[str], errors: list[DataError]
) -> Iterator[tuple[int, list[Any]]]:
    try:
        records = json.loads(text, object_pairs_hook=_object)
    except _RepeatedError as error:
        errors.append(DataError(file, None, str(error), "a key once in each object", "twice"))
        return
    except json.JSONDecodeError as error:
        errors.append(DataError(file, error.lineno, None, "JSON", error.msg))
        return
    except RecursionError:
        errors.append(DataError(file, None, None, "JSON of a few levels", "too many"))
        return
    if not isinstance(records, list):
        errors.append(DataError(file, None, None, "a JSON array", records))
        return
    for number, record in enumerate(records, 1):
        if not isinstance(record, dict):
            errors.append(DataError(file, number, None, "a JSON object", record))
            continue
        expected = f"one of {', '.join(names)}"
        errors += [
            DataError(file, number, None, expected, key) for key in record if key not in names
        ]
        yield number, [record.get(name, "") for name in names]


def _parser(field: dict[str, Any]) -> Callable[[Any], Any]:
    """Return what turns a cell into a value, or raises ValueError with what is expected."""
    constraints = field.get("constraints", {})
    required = constraints.get("required", False)
    separator = field.get("separator")
    empty = () if separator else None
    if separator:
        words = field.get("items", {}).get("enum")
        convert = _list_parser(separator, words)
    elif "enum" in constraints:
        convert = _word_parser(constraints["enum"])
    elif "pattern" in constraints:
        convert = _pattern_parser(constraints["pattern"])
    elif "minimum" in constraints:
        low, high = constraints["minimum"], constraints.get("maximum")
        convert = _range_parser(_CONVERSIONS[field["type"]], low, high)
    else:
        convert = _CONVERSIONS[field["type"]]

    def parse(cell: Any) -> Any:
        if cell != "":
            return convert(cell)
        if required:
            message = "a value"
            raise ValueError(message)
        return empty

    return parse


def _list_parser(separator: str, words: list[str] | None) -> Callable[[Any], Any]:
    def convert(cell: str) -> tuple[str, ...]:
        items = tuple(_text(cell).split(separator))
        if len(set(items)) != len(items) or "" in items:
            message = f"a list without repeats, separated by {separator!r}"
            raise ValueError(message)
        if words and not set(items) <= set(words):
            message = f"words of: {', '.join(words)}"
            raise ValueError(message)
        return items

    return convert


def _word_parser(words: list[str]) -> Callable[[Any], Any]:
    def convert(cell: str) -> str:
        if cell not in words:
            message = f"one of: {', '.join(words)}"
            raise ValueError(message)
        return cell

    return convert


def _pattern_parser(pattern: str) -> Callable[[Any], Any]:
    matcher = re.compile(pattern)

    def convert(cell: Any) -> str:
        if not matcher.fullmatch(_text(cell)):
            message = f"text like {pattern}"
            raise ValueError(message)
        return _text(cell)

    return convert


def _range_parser(
    convert: Callable[[Any], Any], low: int, high: int | None
) -> Callable[[Any], Any]:
    def checked(cell: str) -> Any:
        value = convert(cell)
        if value < low or (high is not None and value > high):
            message = f"a number from {low}" + (f" to {high}" if high is not None else "")
            raise ValueError(message)
        return value

    return checked


def _text(cell: Any) -> str:
    if cell.__class__ is not str or not cell.isprintable() or cell.strip() != cell:
        message = "printable text without blanks around it"
        raise ValueError(message)
    return cell


def _number(cell: str) -> Decimal:
    whole, point, part = cell.removeprefix("-").partition(".")
    if not _are_digits(whole) or bool(point) != _are_digits(part):
        message = "a number in plain digits"
        raise ValueError(message)
    return Decimal(cell)


def _integer(cell: str) -> int:
    if not _are_digits(cell.removeprefix("-")):
        message = "a whole number"
        raise ValueError(message)
    return int(cell)


def _are_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _boolean(cell: str) -> bool:
    if cell not in ("true", "false"):
        message = "true or false"
        raise ValueError(message)
    return cell == "true"


def _day(cell: str) -> str:
    parts = cell.split("-")
    if [len(part) for part in parts] == [4, 2, 2] and all(map(_are_digits, parts)):
        year, month, day = map(int, parts)
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        if 1 <= month <= len(_DAYS) and 1 <= day <= _DAYS[month - 1] + (
            leap and month == _FEBRUARY
        ):
            return cell
    message = "a day such as 2026-11-22"
    raise ValueError(message)


def _array(cell: Any) -> Any:
    if not isinstance(cell, list):
        message = "a JSON array"
        raise ValueError(message)
    return cell


def _json_object(cell: Any) -> Any:
    if not isinstance(cell, dict):
        message = "a JSON object"
        raise ValueError(message)
    return cell


_CONVERSIONS: dict[str, Callable[[Any], Any]] = {
    "string": _text,
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
    "date": _day,
    "array": _array,
    "object": _json_object,
}


# keys -------------------------------------------------------------------------------------------


def _check_keys(
    resource: dict[str, Any], tables: dict[str, list[Row]], errors: list[DataError]
) -> Iterator[str]:
    """Check the keys of a table and yield each key of `references` that it uses."""
    schema = resource["schema"]
    rows = tables[resource["name"]]
    for field in schema["fields"]:
        if field.get("constraints", {}).get("unique"):
            _check_unique([field["name"]], rows, errors)
        items = field.get("items", {})
        if "resource" in items:
            used = _check_items(field["name"], items, rows, tables[items["resource"]], errors)
            if items["resource"] == _SOURCES:
                yield from used
    together = [_several(schema["primaryKey"]), *schema.get("uniqueKeys", ())]
    for names in together:
        if len(names) > 1:
            _check_unique(names, rows, errors)
    for key in schema.get("foreignKeys", ()):
        names = _several(key["fields"])
        target = key["reference"]["resource"]
        at = _several(key["reference"]["fields"])
        known = set(_keys(at, tables[target]))
        for row, value in zip(rows, _keys(names, rows), strict=True):
            if value not in known and value is not None:
                errors.append(row.error(names[-1], f"a key of {target}", row[names[-1]]))
            elif target == _SOURCES:
                yield value


def _several(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def _keys(names: list[str], rows: list[Row]) -> list[Any]:
    """Return the key of each row: a value, a tuple of several, or None where one is empty."""
    if len(names) == 1:
        return [row[names[0]] for row in rows]
    several = [tuple([row[name] for name in names]) for row in rows]
    return [None if None in key else key for key in several]


def _check_unique(names: list[str], rows: list[Row], errors: list[DataError]) -> None:
    seen = set()
    for row, key in zip(rows, _keys(names, rows), strict=True):
        if key in seen and key is not None:
            expected = f"{' and '.join(names)} that stand once"
            errors.append(row.error(names[-1], expected, row[names[-1]]))
        seen.add(key)


def _check_items(
    name: str, items: dict[str, str], rows: list[Row], target: list[Row], errors: list[DataError]
) -> set[str]:
    field, within = items["field"], items.get("within")
    known = {(row[within] if within else None, row[field]) for row in target}
    used = set()
    for row in rows:
        value = row[name]
        if not value:
            continue
        place = row[within] if within else None
        for item in value if isinstance(value, tuple) else (value,):
            used.add(item)
            if (place, item) not in known:
                errors.append(row.error(name, f"keys of {items['resource']}", item))
    return used
