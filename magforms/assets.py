"""What goes with the output: a stylesheet for the HTML, a schema for the JSON."""

import json
import os
from typing import Any


def stylesheet() -> str:
    """
    Return a small stylesheet for what `render("html")` writes, which is readable without it.

    It takes its colours and fonts from the page around it, names no element outside the class
    "magforms" and loads nothing. Tables wider than the page scroll by themselves.
    """
    return _read("magforms.css")


def json_schema() -> dict[str, Any]:
    """
    Return the JSON Schema (draft 2020-12) of what `to_dict`, `to_json` and `render("json")` give.

    Its version is the one that stands under "schema" in each result.
    """
    schema: dict[str, Any] = json.loads(_read("schema.json"))
    return schema


def example_files() -> dict[str, str]:
    """Return the files of an example of one's own data, by name."""
    descriptor = "datapackage.json"
    files = {descriptor: _read(os.path.join("example", descriptor))}
    for resource in json.loads(files[descriptor])["resources"]:
        files[resource["path"]] = _read(os.path.join("example", resource["path"]))
    return files


def _read(name: str) -> str:
    path = os.path.join(os.path.dirname(__file__), name)
    # through the loader, since the package may lie in a zip
    written: bytes = __spec__.loader.get_data(path)  # type: ignore[union-attr]
    return written.decode("utf-8")
