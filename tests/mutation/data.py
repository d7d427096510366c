"""
Change the data leaf by leaf and tell how many changes turn a test red; slow, and no test itself.

`python tests/mutation/data.py [--all | --sample 600] [--seed 1]`, in an environment with the extra
`test`. Each change goes through what the tests check, each in a process of its own:

- loading: the rules of the data (`tests/data/test_checker.py`, `tests/test_datafiles.py`),
- typed: the figures typed a second time and the outcomes derived a second time (`tests/data`),
- read: pages and files that people read (`tests/test_pages.py`, `tests/render/test_golden.py`).

Prints the share of changes that each one notices, and those that none does. Status 1 below 98 %.
"""

import argparse
import csv
import importlib
import io
import json
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from magforms import datafiles
from magforms.errors import DataErrors

ROOT = Path(__file__).parents[2]
GOAL = 0.98
TYPED = (
    *("test_typed_again.py", "test_known_values.py", "test_consistency.py"),
    *("test_integrity.py", "../test_intake.py"),
)
WORDS = {"higher": "lower", "lower": "higher", "no": "some", "not": "also", "more": "less"}
Bytes = dict[str, bytes]


class Change(NamedTuple):
    """One change of a table: of a field of a record, or the record left out for no field."""

    resource: dict[str, Any]
    place: int
    field: str | None
    old: Any
    new: Any

    def __str__(self) -> str:
        where = f"{self.resource['name']} record {self.place + 1} {self.field or 'left out'}"
        return f"{where}: {self.old!r:.60} -> {self.new!r:.60}"

    def made(self, files: Bytes) -> bytes:
        """Return the file with the change."""
        rows = records(files, self.resource)
        if self.field is None:
            del rows[self.place]
        else:
            rows[self.place][self.field] = self.new
        return written(self.resource["path"], rows)


def shipped() -> tuple[list[dict[str, Any]], Bytes]:
    """Return the descriptions of the tables and the bytes of every file."""
    read = datafiles.shipped_files()
    resources = datafiles.read_descriptor(read)["resources"]
    paths = ("datapackage.json", *(resource["path"] for resource in resources))
    return resources, {path: read(path) for path in paths}


def changes(resources: list[dict[str, Any]], files: Bytes) -> Iterator[Change]:
    """Yield every change: of each leaf, and of each record left out."""
    keys = {
        (resource["name"], field["name"]): [
            record[field["name"]] for record in records(files, resource)
        ]
        for resource in resources
        for field in resource["schema"]["fields"]
    }
    for resource in resources:
        for place, row in enumerate(records(files, resource)):
            yield Change(resource, place, None, row, None)
            for field in resource["schema"]["fields"]:
                old = row[field["name"]]
                if old not in ("", None):
                    new = changed(old, field, leads_to(resource, field, keys))
                    if new != old:
                        yield Change(resource, place, field["name"], old, new)


def records(files: Bytes, resource: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the records of a table as they stand in the file."""
    text = files[resource["path"]].decode("utf-8")
    names = [field["name"] for field in resource["schema"]["fields"]]
    if resource["path"].endswith(".json"):
        return [{name: record.get(name, "") for name in names} for record in json.loads(text)]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def written(path: str, rows: list[dict[str, Any]]) -> bytes:
    """Return the bytes of a table."""
    if path.endswith(".json"):
        kept = [{key: item for key, item in row.items() if item != ""} for row in rows]
        return json.dumps(kept, ensure_ascii=False).encode("utf-8")
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0] if rows else ["id"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def leads_to(
    resource: dict[str, Any], field: dict[str, Any], keys: dict[tuple[str, str], list[Any]]
) -> list[str]:
    """Return the keys that a field may hold, if it leads to another table."""
    name = field["name"]
    items = field.get("items", {})
    if "resource" in items:
        return keys[items["resource"], items["field"]]
    for key in resource["schema"].get("foreignKeys", ()):
        if key["fields"] == name:
            return keys[key["reference"]["resource"], key["reference"]["fields"]]
    return []


def changed(old: Any, field: dict[str, Any], known: list[str]) -> Any:
    """Return another value that the schema of a field would take."""
    words = field.get("constraints", {}).get("enum") or field.get("items", {}).get("enum") or known
    if words:
        return word_changed(old, list(dict.fromkeys(words)), field.get("separator"))
    if field["type"] == "boolean":
        return "false" if old == "true" else "true"
    return inner_changed(old)


def word_changed(old: str, words: list[str], separator: str | None) -> str:
    """Return a list of words with the next word that is not in it for its first."""
    first, *rest = old.split(separator) if separator else [old]
    at = words.index(first) if first in words else 0
    others = [word for word in (*words[at:], *words[:at]) if word not in (first, *rest)]
    return (separator or "").join([*others[:1], *rest]) if others else old


def inner_changed(old: Any) -> Any:
    """Return text, or JSON with its first leaf, changed."""
    if isinstance(old, list):
        return [inner_changed(old[0]), *old[1:]]
    if isinstance(old, dict):
        key = next(iter(old))
        return {**old, key: inner_changed(old[key])}
    return text_changed(old) if isinstance(old, str) else old + 1


def text_changed(old: str) -> str:
    """Return a text with another digit or a word turned round, else without a letter."""
    if re.search("[0-9]", old):
        return digit_changed(old)
    for word in re.findall("[a-z]+", old):
        if word in WORDS:
            return re.sub(rf"\b{word}\b", WORDS[word], old, count=1)
    return old[:-2] + old[-1:] if len(old) > 1 else old + "x"


def digit_changed(text: str) -> str:
    """Return a text with its last digit changed, to one that a date or a year can have."""
    at = max(place for place, sign in enumerate(text) if sign.isascii() and sign.isdigit())
    return text[:at] + ("1" if text[at] != "1" else "2") + text[at + 1 :]


def noticed_by(change: Change, files: Bytes, how: str) -> str:
    """Return what notices a change, in a process of its own: "loading", "typed", "read" or ""."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        found = "error"
        try:
            found = notice({**files, change.resource["path"]: change.made(files)}, how)
        finally:
            os.write(writer, found.encode())
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        found = answer.read()
    os.waitpid(child, 0)
    return found


def notice(files: Bytes, how: str) -> str:
    """Return what notices that these are not the shipped files."""
    datafiles.shipped_files = lambda: files.__getitem__
    import magforms as mf
    from magforms import loading

    loading.shipped_files = datafiles.shipped_files
    try:
        mf.catalogue()
    except DataErrors:
        return "loading"
    if how == "read":
        sys.path[:0] = [str(ROOT / "docs"), str(ROOT / "tests" / "render")]
        pages = importlib.import_module("make_pages").pages()
        if any(text != (ROOT / "docs" / name).read_text("utf-8") for name, text in pages.items()):
            return "read"
        golden = importlib.import_module("test_golden")
        for name, write in golden.CASES.items():
            if (golden.GOLDEN / name).read_bytes() != write().encode("utf-8"):
                return "read"
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    tests = [str(ROOT / "tests" / "data" / name) for name in TYPED]
    status = pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly", *tests])
    return "typed" if status == pytest.ExitCode.TESTS_FAILED else ""


def main() -> int:
    """Print the shares and the changes that nothing notices."""
    parser = argparse.ArgumentParser(description="Change the data and tell what notices.")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--sample", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("read", "typed"), default="read")
    options = parser.parse_args()
    resources, files = shipped()
    every = list(changes(resources, files))
    chosen = every
    if not options.all:
        chosen = random.Random(options.seed).sample(every, min(options.sample, len(every)))  # noqa: S311
    counts: Counter[str] = Counter()
    for change in chosen:
        found = noticed_by(change, files, options.only)
        counts[found] += 1
        if not found or found == "error":
            sys.stdout.write(f"{found or 'unnoticed'}: {change}\n")
            sys.stdout.flush()
    noticed = sum(number for found, number in counts.items() if found and found != "error")
    told = ", ".join(f"{found or 'nothing'} {number}" for found, number in counts.most_common())
    sys.stdout.write(
        f"{len(chosen)} of {len(every)} changes: {told}; noticed {noticed / len(chosen):.1%}\n"
    )
    return int(noticed < GOAL * len(chosen))


if __name__ == "__main__":
    sys.exit(main())
