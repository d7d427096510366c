"""
Makes the JSON Schema of results from the classes of the library.

`MAGFORMS_UPDATE_GOLDEN=1 python -m pytest tests/test_schema.py` writes `magforms/schema.json`.
"""

import types
import typing
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from magforms.caveats import Caveat
from magforms.evidence import Study
from magforms.export import NOT_WRITTEN, SCHEMA
from magforms.references import Reference
from magforms.results import Result
from magforms.values import Value

TEXT = {"type": "string"}
FILLED = {"type": "string", "minLength": 1}
TEXT_OR_NULL = {"anyOf": [TEXT, {"type": "null"}]}
IDS = {"type": "array", "items": TEXT}
NUMBER = {"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"}
PLAIN = {str: TEXT, int: {"type": "integer"}, bool: {"type": "boolean"}, Decimal: NUMBER}
PLAIN[type(None)] = {"type": "null"}


def closed(about: str, /, **properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object with just these properties."""
    return {
        "type": "object",
        "description": about,
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


def listed(name: str, /, **rules: int) -> dict[str, Any]:
    """Return the schema of an array of what stands under `$defs`."""
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}, **rules}


CAVEAT = closed(
    "What to keep in mind.",
    id=TEXT,
    scope=TEXT,
    text=FILLED,
    sources=IDS,
    second_hand=PLAIN[bool],
    editorial=PLAIN[bool],
)
# what `render("json")` adds: the tables as laid out
LAID_OUT = {
    "Shown": closed(
        "Tables, listings and notes as laid out; sources by their ids.",
        title=TEXT,
        parts={
            "type": "array",
            "items": {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in ("Table", "Listing")]},
        },
        notes=listed("Cell"),
        sources=IDS,
    ),
    "Table": closed("A grid.", title=TEXT_OR_NULL, corner=TEXT, columns=IDS, rows=listed("Row")),
    "Row": closed("One row of a table.", label=TEXT, cells=listed("Cell")),
    "Listing": closed("A heading with lines under it.", title=TEXT, items=listed("Cell")),
    "Cell": closed("A text and the ids of its sources.", text=TEXT, sources=IDS),
}


def schema(results: list[type[Result]]) -> dict[str, Any]:
    """
    Return the schema (draft 2020-12) of what `to_dict` gives.

    Args:
        results: Every type of result.
    """
    maker = _Maker()
    whole = {f"{cls.__name__}Result": maker.result(cls) for cls in results}
    reference = maker.fields(Reference, {"citation": TEXT, "link": TEXT_OR_NULL})
    parts = {**maker.made, "Caveat": CAVEAT, "Reference": reference, **LAID_OUT}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        "title": "A result of magforms",
        "description": "Reference information with its sources and caveats; not medical advice.",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in whole],
        "$defs": whole | dict(sorted(parts.items())),
    }


class _Maker:
    """Turns classes into schemas; what is met on the way stands in `made`."""

    def __init__(self) -> None:
        self.made: dict[str, dict[str, Any]] = {}

    def result(self, cls: type[Result]) -> dict[str, Any]:
        """Return the schema of a whole result."""
        shape = self.fields(
            cls,
            {
                "schema": {"const": SCHEMA},
                "type": {"const": cls.__name__},
                "caveat": FILLED,
                "caveats": listed("Caveat", minItems=1),
                "references": listed("Reference"),
            },
        )
        shape["properties"]["shown"] = {"$ref": "#/$defs/Shown"}  # optional
        return shape

    def fields(self, cls: type[Any], others: dict[str, Any]) -> dict[str, Any]:
        """Return the schema of an object with the fields of a class and some others."""
        hints = typing.get_type_hints(cls)
        names = [field.name for field in attrs.fields(cls) if field.name not in NOT_WRITTEN]
        properties = {name: self.of(hints[name]) for name in names}
        about = (cls.__doc__ or "").strip().partition("\n")[0]
        return closed(about, **{**properties, **others})

    def of(self, kind: Any) -> dict[str, Any]:
        """Return the schema of a type."""
        if kind in PLAIN:
            return PLAIN[kind]
        origin, inner = typing.get_origin(kind), typing.get_args(kind)
        if origin is None:
            return self._class(kind)
        if origin in (types.UnionType, typing.Union):
            return {"anyOf": [self.of(item) for item in inner]}
        if origin is tuple and inner[-1] is not ...:
            return self._row(inner)
        assert origin in (tuple, frozenset), kind
        return {"type": "array", "items": self.of(inner[0])}

    def _row(self, kinds: tuple[Any, ...]) -> dict[str, Any]:
        items = [self.of(kind) for kind in kinds]
        return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}

    def _class(self, kind: type[Any]) -> dict[str, Any]:
        if issubclass(kind, Enum):
            return {"enum": [item.value for item in kind]}
        if issubclass(kind, tuple):
            return self._row(tuple(typing.get_type_hints(kind).values()))
        if kind in (Reference, Caveat):
            return {"type": "string", "description": f"Id of a {kind.__name__.lower()}."}
        assert issubclass(kind, Value), kind
        if kind.__name__ not in self.made:
            self.made[kind.__name__] = {}
            self.made[kind.__name__] = self.fields(kind, {})
        here = {"$ref": f"#/$defs/{kind.__name__}"}
        # a study stands in full where it is first met, and as its id after that
        return {"anyOf": [here, TEXT]} if kind is Study else here
