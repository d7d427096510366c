"""Folders of one's own data, to be changed in one place."""

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from magforms.own_data import write_example

_CHECKED = {"readings": "1", "checked_on": "2026-11-27"}
_SOURCED = {
    "reference": "example-source",
    "locator": "an example",
    "origin": "reported",
    "verification": "abstract",
    **_CHECKED,
}
# a row that keeps the rules, for tables that the example lacks or has one row of
FULL: dict[str, dict[str, str]] = {
    "identifiers": {
        "compound": "magnesium_example",
        "scheme": "cas",
        "value": "142-72-3",
        "origin": "reported",
        "basis": "an example",
        "reference": "example-source",
        **_CHECKED,
    },
    "human_measurements": {
        "id": "example-m1",
        "study": "example-study",
        "arm": "example",
        "endpoint": "an example",
        "measure": "other",
        "value": "1.5",
        "value_kind": "single",
        "unit": "mmol",
        "context_required": "true",
        **_SOURCED,
    },
    "human_findings": {
        "id": "example-study-f2",
        "study": "example-study",
        "endpoint": "24-hour urinary magnesium",
        "measure": "urinary_magnesium_24h",
        "verdict": "not_reported",
        "compared": "example; oxide",
        "contrast": "none",
        "statement": "An example.",
        **_SOURCED,
    },
    "limitations": {"id": "example-l1", "study": "example-study", "text": "An example."},
    "atomic_weights": {
        "element": "Fe",
        "weight": "55.845",
        "uncertainty": "0.002",
        **_SOURCED,
    },
    "measure_appraisals": {
        "id": "example-oxide-urine",
        "pair": "example-oxide",
        "measure": "urinary_magnesium_24h",
        "endpoint": "24-hour urinary magnesium",
        "outcome": "not_established",
        "origin": "appraised",
        "checked_on": "2026-11-27",
    },
    "statements": {
        "id": "example-s1",
        "kind": "an example",
        "population": "not stated",
        "statement": "An example.",
        **_SOURCED,
    },
}
FULL["animal_findings"] = {**FULL["human_findings"], "id": "example-a1", "species": "rat"}
FULL["in_vitro_findings"] = {**FULL["human_findings"], "id": "example-v1"}


class Folder:
    """The example folder in a place of its own."""

    def __init__(self, path: Path, columns: dict[str, list[str]]) -> None:
        self.path, self.columns = path, columns
        write_example(path)

    def descriptor(self, **changes: Any) -> None:
        """Set fields of the descriptor; None takes one out."""
        file = self.path / "datapackage.json"
        written = {**json.loads(file.read_text("utf-8")), **changes}
        kept = {key: value for key, value in written.items() if value is not None}
        file.write_text(json.dumps(kept), "utf-8")

    def name_table(self, name: str, path: str | None = None) -> None:
        """Name a further table in the descriptor."""
        file = self.path / "datapackage.json"
        named = json.loads(file.read_text("utf-8"))["resources"]
        self.descriptor(resources=[*named, {"name": name, "path": path or f"{name}.csv"}])

    def change(self, table: str, row: int = 0, **cells: str) -> None:
        """Set cells of a row; without such a row it is added from FULL."""
        rows = self.rows(table)
        if row >= len(rows):
            rows.append(FULL[table])
        rows[row] = {**rows[row], **cells}
        self.write(table, rows)

    def add(self, table: str, /, **cells: str) -> None:
        """Add a row, like the last one or the one of FULL."""
        rows = self.rows(table)
        like = FULL.get(table) or (rows[-1] if rows else {})
        self.write(table, [*rows, {**like, **cells}])

    def rows(self, table: str) -> list[dict[str, str]]:
        """Return the rows of a table; one that is not there is named and empty."""
        file = self.path / f"{table}.csv"
        if not file.exists():
            self.name_table(table)
            return []
        return list(csv.DictReader(io.StringIO(file.read_text("utf-8"), newline="")))

    def write(self, table: str, rows: list[dict[str, str]]) -> None:
        """Write a table."""
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, self.columns[table], restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (self.path / f"{table}.csv").write_text(text.getvalue(), "utf-8", newline="")

    def edit(self, name: str, edit: Callable[[bytes], bytes]) -> None:
        """Change the bytes of a file."""
        file = self.path / name
        file.write_bytes(edit(file.read_bytes()))

    def source(self, **changes: Any) -> None:
        """Set fields of the one reference."""
        file = self.path / "references.json"
        (record,) = json.loads(file.read_text("utf-8"))
        file.write_text(json.dumps([{**record, **changes}]), "utf-8")

    def instead(self, name: str, make: Callable[[Path], object]) -> None:
        """Put something else in the place of a file."""
        file = self.path / name
        file.unlink()
        make(file)


def pipe(file: Path) -> None:
    """Make a pipe without a writer."""
    os.mkfifo(file)
