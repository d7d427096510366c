"""Cells of a table: text to value by the field's schema, or what would be right."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2
_MOST_DIGITS = 40


def parser(field: dict[str, Any]) -> Callable[[Any], Any]:
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
        text = _text(cell)
        if not matcher.fullmatch(text):
            message = f"text like {pattern}"
            other = next((sign for sign in text if not sign.isascii()), None)
            if other:
                # it may look like a letter that could stand there
                message += f" without U+{ord(other):04X}"
            raise ValueError(message)
        return text

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
    if not _are_digits(whole) or bool(point) != _are_digits(part) or len(cell) > _MOST_DIGITS:
        message = "a number in plain digits"
        raise ValueError(message)
    return Decimal(cell)


def _integer(cell: str) -> int:
    if not _are_digits(cell.removeprefix("-")) or len(cell) > _MOST_DIGITS:
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
