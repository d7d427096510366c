"""The tables of a data package as checked rows; the only reader of files."""

import csv
import json
import os
import re
import stat
from collections.abc import Callable, Mapping
from itertools import repeat
from operator import itemgetter
from typing import Any

from magforms.cells import parser
from magforms.datakeys import check_keys, several
from magforms.errors import DataError, DataErrors
from magforms.rows import Package, Row

DESCRIPTOR = "datapackage.json"
_LARGEST = 32 * 1024 * 1024
_MOST_ROWS, _LONGEST_LINE = 200_000, 100_000
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_PACKAGE_NAME = "magforms"
# what a file of plain text holds: printable ASCII, in lines
_PLAIN = bytes(range(0x20, 0x7F)) + b"\n"
_OF_TEXT = {"required", "unique", "enum", "pattern"}
# the line of each record, and its cells
_Records = tuple[list[int], list[list[Any]]]


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

    It raises FileNotFoundError where there is none, and DataError where it is no ordinary file of
    this folder or too large.

    Args:
        folder: Path of the folder.
    """
    inside = os.path.join(os.path.realpath(folder), "")

    def read(name: str) -> bytes:
        path = os.path.join(folder, name)
        if not os.path.realpath(path).startswith(inside):
            target = os.readlink(path)
            raise DataError(name, None, None, "a file within the folder", f"a link to {target}")
        try:
            # a pipe would be waited for
            opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        except FileNotFoundError:
            raise
        except OSError as error:
            raise DataError(name, None, None, "a file that can be read", error.strerror) from None
        try:
            _check_ordinary(name, os.fstat(opened))
            with open(opened, "rb", closefd=False) as file:
                return file.read(_LARGEST)
        finally:
            os.close(opened)

    return read


def _check_ordinary(name: str, state: os.stat_result) -> None:
    for is_kind, kind in _KINDS:
        if is_kind(state.st_mode):
            raise DataError(name, None, None, "an ordinary file", kind)
    if state.st_size > _LARGEST:
        expected = f"a file of at most {_LARGEST // 1024**2} MB"
        raise DataError(name, None, None, expected, f"{state.st_size} bytes")


def read_package(read: Callable[[str], bytes], *, once: bool = True) -> Package:
    """
    Read a data package and check it against its descriptor.

    Args:
        read: Returns the bytes of a file of the package.
        once: Whether a key that stands twice in an object of JSON is an error; the tests see to
            that for the shipped package.

    Returns:
        The rows, with every error found; rows with errors are kept as far as they go.

    Raises:
        DataErrors: There is no descriptor that can be read.
    """
    descriptor = read_descriptor(read, once=once)
    resources = descriptor["resources"]
    errors: list[DataError] = []
    tables = {
        resource["name"]: read_table(read, resource, errors, once=once) for resource in resources
    }
    check_keys(resources, tables, errors, without_rows(resources, tables, errors))
    ordered = {
        resource["name"]: in_order(tables[resource["name"]], resource["schema"]["primaryKey"])
        for resource in resources
    }
    return Package(descriptor["version"], ordered, errors)


def read_descriptor(read: Callable[[str], bytes], *, once: bool = True) -> dict[str, Any]:
    """
    Return the descriptor of a data package.

    Args:
        read: Returns the bytes of a file of the package.
        once: Whether a key that stands twice in an object is an error.

    Raises:
        DataErrors: There is none that can be read.
    """
    try:
        descriptor = json.loads(read(DESCRIPTOR), object_pairs_hook=_object if once else None)
    except OSError:
        error = DataError(DESCRIPTOR, None, None, "a file of this name", "none")
    except DataError as fault:
        error = fault
    except _RepeatedError as fault:
        error = DataError(DESCRIPTOR, None, str(fault), "a key once in each object", "twice")
    except RecursionError:
        error = DataError(DESCRIPTOR, None, None, "JSON of a few levels", "too many")
    except ValueError as fault:
        error = DataError(DESCRIPTOR, None, None, "JSON", str(fault))
    else:
        if isinstance(descriptor, dict) and isinstance(descriptor.get("resources"), list):
            return descriptor
        error = DataError(DESCRIPTOR, None, None, "a descriptor with resources", descriptor)
    message = "the data package has no descriptor"
    raise DataErrors(message, [error])


def without_rows(
    resources: list[dict[str, Any]], tables: Mapping[str, list[Row]], errors: list[DataError]
) -> set[str]:
    """
    Return the names of the tables that could not be read: no key can lead to them.

    Args:
        resources: Descriptions of the tables.
        tables: Rows of each table.
        errors: What is wrong with them.
    """
    faulty = {error.file for error in errors}
    return {
        item["name"] for item in resources if item["path"] in faulty and not tables[item["name"]]
    }


def in_order(rows: list[Row], primary: str | list[str]) -> list[Row]:
    """Return rows by their primary key, those of equal keys as they came."""
    names = several(primary)
    try:
        return sorted(rows, key=itemgetter(*names))
    except TypeError:
        # empty cells do not compare
        return sorted(rows, key=lambda row: [row[name] or "" for name in names])


def read_table(
    read: Callable[[str], bytes],
    resource: dict[str, Any],
    errors: list[DataError],
    *,
    once: bool = True,
) -> list[Row]:
    """
    Return the rows of a table, as far as they can be read.

    Args:
        read: Returns the bytes of a file of the package.
        resource: Description of the table.
        errors: Takes what is wrong.
        once: Whether a key that stands twice in an object of JSON is an error.
    """
    file = resource["path"]
    schema = resource["schema"]["fields"]
    names = [field["name"] for field in schema]
    try:
        content = read(file)
        text = content.decode("utf-8")
    except OSError:
        errors.append(DataError(file, None, None, "a file of this name", "none"))
        return []
    except DataError as error:
        errors.append(error)
        return []
    except UnicodeDecodeError as error:
        errors.append(DataError(file, None, None, "UTF-8 text", str(error)))
        return []
    if text.startswith("\ufeff"):
        errors.append(DataError(file, 1, None, "UTF-8 without a byte-order mark", text[0]))
        return []
    if file.endswith(".json"):
        lines, cells = _json_records(file, text, names, errors, once=once)
    else:
        lines, cells = _csv_records(file, text, names, errors)
    columns = zip(*cells, strict=True) if cells else ((),) * len(schema)
    # a cell of JSON may be no text, and hold escaped what is not in the file; with the last record
    # of CSV on the line of its number, no cell goes on over lines, and each is of these signs
    in_lines = not file.endswith(".json") and lines[-1:] == [len(lines) + 1]
    plain = in_lines and not content.translate(None, _PLAIN)
    values = [
        _column(field, column, file, lines, errors, plain=plain)
        for field, column in zip(schema, columns, strict=True)
    ]
    rows = [*map(Row, map(zip, repeat(names), zip(*values, strict=True)))]
    for row, line in zip(rows, lines, strict=True):
        row.file, row.line = file, line
    return rows


def _column(
    field: dict[str, Any],
    cells: tuple[Any, ...],
    file: str,
    lines: list[int],
    errors: list[DataError],
    *,
    plain: bool,
) -> list[Any]:
    """Return the values of a column; a cell in error becomes None."""
    texts = _texts(field, cells, plain=plain)
    if texts is not None:
        return texts
    parse = parser(field)
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


def _texts(
    field: dict[str, Any], cells: tuple[Any, ...], *, plain: bool
) -> list[str | None] | None:
    """Return a column of text checked as a whole, or None to take it cell by cell."""
    constraints = field.get("constraints", {})
    if field["type"] != "string" or "separator" in field or constraints.keys() - _OF_TEXT:
        return None
    if not plain and ({*map(type, cells)} - {str} or not "".join(cells).isprintable()):
        return None
    filled = [*filter(None, cells)]
    if len(filled) < len(cells) and "required" in constraints:
        return None
    fits = [*map(str.strip, filled)] == filled
    if "enum" in constraints:
        fits = fits and {*filled}.issubset(constraints["enum"])
    if "pattern" in constraints:
        fits = fits and all(map(re.compile(constraints["pattern"]).fullmatch, filled))
    return [cell or None for cell in cells] if fits else None


def _csv_records(file: str, text: str, names: list[str], errors: list[DataError]) -> _Records:
    if text.count("\n") > _MOST_ROWS + 1:
        errors.append(DataError(file, None, None, f"at most {_MOST_ROWS} rows", "more"))
        return [], []
    texts = text.splitlines(keepends=True)
    longest = max(map(len, texts), default=0)
    if longest > _LONGEST_LINE:
        # the limit of the csv module is one of the whole process, which any program may lift
        place = [*map(len, texts)].index(longest) + 1
        expected = f"a line of at most {_LONGEST_LINE} characters"
        errors.append(DataError(file, place, None, expected, longest))
        return [], []
    reader = csv.reader(texts, strict=True)
    lines: list[int] = []
    records: list[list[Any]] = []
    try:
        header = next(reader, [])
        if header != names:
            errors.append(DataError(file, 1, None, ",".join(names), ",".join(header)))
            return [], []
        for cells in reader:
            if len(cells) == len(names):
                lines.append(reader.line_num)
                records.append(cells)
            else:
                expected = f"{len(names)} cells"
                errors.append(DataError(file, reader.line_num, None, expected, len(cells)))
    except csv.Error as error:
        errors.append(DataError(file, reader.line_num, None, "CSV", str(error)))
    return lines, records


class _RepeatedError(ValueError):
    """A key that stands twice in one JSON object."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _RepeatedError(next(key for key in keys if keys.count(key) > 1))
    return record


def _json_records(
    file: str, text: str, names: list[str], errors: list[DataError], *, once: bool
) -> _Records:
    try:
        records = json.loads(text, object_pairs_hook=_object if once else None)
    except _RepeatedError as error:
        errors.append(DataError(file, None, str(error), "a key once in each object", "twice"))
        return [], []
    except json.JSONDecodeError as error:
        errors.append(DataError(file, error.lineno, None, "JSON", error.msg))
        return [], []
    except ValueError as error:
        # a number of thousands of digits
        errors.append(DataError(file, None, None, "JSON", str(error)))
        return [], []
    except RecursionError:
        errors.append(DataError(file, None, None, "JSON of a few levels", "too many"))
        return [], []
    if not isinstance(records, list):
        errors.append(DataError(file, None, None, "a JSON array", records))
        return [], []
    known = set(names)
    lines, found = [], []
    for number, record in enumerate(records, 1):
        if not isinstance(record, dict):
            errors.append(DataError(file, number, None, "a JSON object", record))
            continue
        if not known.issuperset(record):
            expected = f"one of {', '.join(names)}"
            errors += [
                DataError(file, number, None, expected, key) for key in record if key not in known
            ]
        lines.append(number)
        found.append([record.get(name, "") for name in names])
    return lines, found
