"""Keys within and between the tables of a data package."""

from collections.abc import Set as AbstractSet
from operator import itemgetter
from typing import Any

from magforms.errors import DataError
from magforms.rows import Row

_SOURCES = "references"
_Known = dict[tuple[str, ...], set[Any]]


def check_keys(
    resources: list[dict[str, Any]],
    tables: dict[str, list[Row]],
    errors: list[DataError],
    lost: AbstractSet[str],
) -> None:
    """
    Check that keys are unique, lead somewhere, and that every reference is used.

    Args:
        resources: Descriptions of the tables.
        tables: Rows of each table.
        errors: Takes what is wrong.
        lost: Tables that could not be read, so that no key can lead to them.
    """
    used: set[Any] = set()
    # keys of each table that others lead to: many lead to the same
    known: _Known = {}
    for resource in resources:
        schema, rows = resource["schema"], tables[resource["name"]]
        _check_uniqueness(schema, rows, errors)
        for field in schema["fields"]:
            items = field.get("items", {})
            target = items.get("resource")
            if target and target not in lost:
                fields = [name for name in (items.get("within"), items["field"]) if name]
                keys = _keys_of(target, fields, tables, known)
                found = _check_items(field["name"], items, rows, keys, errors)
                used |= found if target == _SOURCES else set()
        for key in schema.get("foreignKeys", ()):
            target = key["reference"]["resource"]
            if target in lost:
                continue
            keys = _keys_of(target, several(key["reference"]["fields"]), tables, known)
            found = _check_foreign(key, rows, keys, errors)
            used |= found if target == _SOURCES else set()
    errors += [
        row.error("id", "a reference that a row uses", row["id"])
        for row in tables.get(_SOURCES, ())
        if row["id"] not in used and not lost
    ]


def _check_uniqueness(schema: dict[str, Any], rows: list[Row], errors: list[DataError]) -> None:
    for field in schema["fields"]:
        if field.get("constraints", {}).get("unique"):
            _check_unique([field["name"]], rows, errors)
    for names in (several(schema["primaryKey"]), *schema.get("uniqueKeys", ())):
        if len(names) > 1:
            _check_unique(names, rows, errors)


def _keys_of(table: str, names: list[str], tables: dict[str, list[Row]], known: _Known) -> set[Any]:
    """Return the keys of a table, made once."""
    place = table, *names
    if place not in known:
        known[place] = set(_keys(names, tables[table]))
    return known[place]


def _check_foreign(
    key: dict[str, Any], rows: list[Row], known: set[Any], errors: list[DataError]
) -> set[Any]:
    """Check a foreign key and return the keys used."""
    names, target = several(key["fields"]), key["reference"]["resource"]
    values = _keys(names, rows)
    lost = {*values} - known - {None}
    # a key that could not be read may be the one that is meant
    if lost and None not in known:
        errors += [
            row.error(names[-1], f"a key of {target}", row[names[-1]])
            for row, value in zip(rows, values, strict=True)
            if value in lost
        ]
    return known & {*values}


def several(names: str | list[str]) -> list[str]:
    """Return the names of a key of one field or several."""
    return [names] if isinstance(names, str) else names


def _keys(names: list[str], rows: list[Row]) -> list[Any]:
    """Return the key of each row: a value, a tuple of several, or None where one is empty."""
    found = [*map(itemgetter(*names), rows)]
    return found if len(names) == 1 else [None if None in key else key for key in found]


def _check_unique(names: list[str], rows: list[Row], errors: list[DataError]) -> None:
    found = _keys(names, rows)
    if len({*found}) == len(found):
        return
    seen = set()
    for row, key in zip(rows, found, strict=True):
        if key in seen and key is not None:
            expected = f"each {' and '.join(names)} once"
            errors.append(row.error(names[-1], expected, row[names[-1]]))
        seen.add(key)


def _check_items(
    name: str, items: dict[str, str], rows: list[Row], known: set[Any], errors: list[DataError]
) -> set[str]:
    """Check the items of a list, which may be keys within what another field says."""
    within = items.get("within")
    used = set()
    for row in rows:
        value = row[name]
        if not value:
            continue
        for item in value if isinstance(value, tuple) else (value,):
            used.add(item)
            if ((row[within], item) if within else item) not in known and None not in known:
                errors.append(row.error(name, f"keys of {items['resource']}", item))
    return used
