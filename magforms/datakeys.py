"""Keys within and between the tables of a data package."""

from collections.abc import Set as AbstractSet
from typing import Any

from magforms.errors import DataError
from magforms.rows import Row

_SOURCES = "references"


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
    for resource in resources:
        schema, rows = resource["schema"], tables[resource["name"]]
        _check_uniqueness(schema, rows, errors)
        for field in schema["fields"]:
            items = field.get("items", {})
            target = items.get("resource")
            if target and target not in lost:
                found = _check_items(field["name"], items, rows, tables[target], errors)
                used |= found if target == _SOURCES else set()
        for key in schema.get("foreignKeys", ()):
            target = key["reference"]["resource"]
            if target in lost:
                continue
            found = _check_foreign(key, target, rows, tables[target], errors)
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


def _check_foreign(
    key: dict[str, Any], target: str, rows: list[Row], others: list[Row], errors: list[DataError]
) -> set[Any]:
    """Check a foreign key and return the keys used."""
    names = several(key["fields"])
    known = set(_keys(several(key["reference"]["fields"]), others))
    used = set()
    for row, value in zip(rows, _keys(names, rows), strict=True):
        if value in known:
            used.add(value)
        elif value is not None and None not in known:
            # a key that could not be read may be the one that is meant
            errors.append(row.error(names[-1], f"a key of {target}", row[names[-1]]))
    return used


def several(names: str | list[str]) -> list[str]:
    """Return the names of a key of one field or several."""
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
            expected = f"each {' and '.join(names)} once"
            errors.append(row.error(names[-1], expected, row[names[-1]]))
        seen.add(key)


def _check_items(
    name: str, items: dict[str, str], rows: list[Row], target: list[Row], errors: list[DataError]
) -> set[str]:
    field, within = items["field"], items.get("within")
    known = {(row[within] if within else None, row[field]) for row in target}
    unread = any(key is None for _, key in known)
    used = set()
    for row in rows:
        value = row[name]
        if not value:
            continue
        place = row[within] if within else None
        for item in value if isinstance(value, tuple) else (value,):
            used.add(item)
            if (place, item) not in known and not unread:
                errors.append(row.error(name, f"keys of {items['resource']}", item))
    return used
