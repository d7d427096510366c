"""JSON: strict, the same every time, and whole."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest
from documents import AWKWARD, documents, one_cell
from hypothesis import given, settings
from strategies import examples

import magforms as mf
from magforms.render.clean import one_line
from magforms.render.json import write_with_result
from magforms.table import Cell, Document, Listing

EXAMPLES = examples()


def strictly(text: str) -> dict[str, Any]:
    """Read JSON as its standard has it: no NaN, no key twice, no lone surrogate."""
    text.encode("utf-8")
    found: dict[str, Any] = json.loads(text, parse_constant=_refuse, object_pairs_hook=_once)
    return found


def _refuse(constant: str) -> NoReturn:
    message = f"not JSON: {constant}"
    raise ValueError(message)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    assert sorted(set(keys)) == sorted(keys)
    return dict(pairs)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_result_is_strict_json_with_its_caveats(name: str) -> None:
    """Schema, type, caveats, sources and data version stand at the top of each."""
    result = EXAMPLES[name]
    found = strictly(result.render("json"))
    assert "magforms-result/1" == found["schema"]
    assert type(result).__name__ == found["type"]
    assert "\n".join(caveat.text for caveat in result.caveats) == found["caveat"]
    assert [caveat.text for caveat in result.caveats] == [item["text"] for item in found["caveats"]]
    assert [source.id for source in result.references] == [x["id"] for x in found["references"]]
    assert [str(source) for source in result.references] == [
        x["citation"] for x in found["references"]
    ]
    assert "2026.11" == found["data_version"]


def test_whole_result_stands_beside_the_tables() -> None:
    """The format adds what is shown to what `to_json` gives, and changes nothing."""
    result = mf.compare("citrate", "oxide")
    found = strictly(result.render("json"))
    shown = found.pop("shown")
    assert strictly(result.to_json()) == found
    assert {"title", "parts", "notes", "sources"} == set(shown)


def test_options_change_what_is_shown() -> None:
    """Caption and columns hold for the tables, and never for the caveats."""
    result = mf.compare("citrate", "oxide")
    found = strictly(result.render("json", caption="Two salts", columns=["kind"]))
    grid = found["shown"]["parts"][0]
    assert "Two salts" == found["shown"]["title"]
    assert ["Kind"] == grid["columns"]
    assert [
        {"label": "citrate", "cells": [{"text": "organic salt", "sources": []}]},
        {"label": "oxide", "cells": [{"text": "inorganic salt", "sources": []}]},
    ] == [{key: row[key] for key in ("label", "cells")} for row in grid["rows"]]
    assert result.caveat == found["caveat"]


def test_json_is_the_same_in_every_process() -> None:
    """Sets have no say in the order."""
    home = str(Path(mf.__file__).parent.parent)
    code = "import magforms as m, sys; sys.stdout.write(ascii(m.compare().render('json')))"
    first, second = (
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": home, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )
    assert first == second


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_comes_back(text: str) -> None:
    """A text comes back cleaned, wherever it stands."""
    shown = strictly(write_with_result(one_cell(text), mf.get("malate")))["shown"]
    assert {one_line(text)} == set(_texts(shown))


def _texts(shown: Any) -> list[str]:
    """Every text of what is shown, but the ids of sources."""
    if isinstance(shown, dict):
        return [text for key, item in shown.items() if key != "sources" for text in _texts(item)]
    if isinstance(shown, list):
        return [text for item in shown for text in _texts(item)]
    return [shown] if isinstance(shown, str) else []


@settings(max_examples=50, deadline=None)
@given(documents())
def test_any_document_comes_back(document: Document) -> None:
    """Tables and listings come back with their texts and the ids of their sources."""
    shown = strictly(write_with_result(document, mf.get("malate")))["shown"]
    assert one_line(document.title) == shown["title"]
    assert [source.id for source in document.sources] == shown["sources"]
    assert list(map(_cell, document.notes)) == shown["notes"]
    for part, found in zip(document.parts, shown["parts"], strict=True):
        if isinstance(part, Listing):
            assert {"title": one_line(part.title), "items": list(map(_cell, part.items))} == found
            continue
        assert (one_line(part.title) if part.title else None) == found["title"]
        assert list(map(one_line, part.columns)) == found["columns"]
        assert [(one_line(row.label), list(map(_cell, row.cells))) for row in part.rows] == [
            (row["label"], row["cells"]) for row in found["rows"]
        ]


def _cell(cell: Cell) -> dict[str, Any]:
    return {"text": one_line(cell.text), "sources": [source.id for source in cell.references]}
