"""JSON: the whole result, with the tables as laid out beside it."""

from typing import Any

from magforms.export import document as whole
from magforms.export import strict_json
from magforms.render.clean import one_line
from magforms.results import Result
from magforms.table import Cell, Document, Listing, Table


def write_with_result(document: Document, result: Result) -> str:
    """
    Return a result as JSON.

    Args:
        document: The result as laid out.
        result: The result itself.
    """
    shown = {
        "title": one_line(document.title),
        "parts": [_part(part) for part in document.parts],
        "notes": [_cell(note) for note in document.notes],
        "sources": [source.id for source in document.sources],
    }
    return strict_json({**whole(result, document.sources), "shown": shown})


def _cell(cell: Cell) -> dict[str, Any]:
    return {"text": one_line(cell.text), "sources": [source.id for source in cell.references]}


def _part(part: Table | Listing) -> dict[str, Any]:
    title = one_line(part.title) if part.title is not None else None
    if isinstance(part, Listing):
        return {"title": title, "items": [_cell(item) for item in part.items]}
    return {
        "title": title,
        "corner": one_line(part.corner),
        "columns": [one_line(name) for name in part.columns],
        "rows": [
            {"label": one_line(row.label), "cells": [_cell(cell) for cell in row.cells]}
            for row in part.rows
        ],
    }
