"""Rows of the tables of a data package."""

from typing import Any

from magforms.errors import DataError


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
