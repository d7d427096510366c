"""A folder of one's own: its tables added to the shipped ones, and nothing of those changed."""

import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

from magforms.assets import example_files
from magforms.catalogues import Catalogue
from magforms.caveats import Caveat, OwnCaveats, own_caveat
from magforms.datafiles import (
    DESCRIPTOR,
    folder_files,
    in_order,
    read_descriptor,
    read_table,
    shipped_files,
    without_rows,
)
from magforms.datakeys import check_keys
from magforms.errors import DataError
from magforms.loading import build_package, catalogue, shipped_package, stop
from magforms.names import keys, normalised
from magforms.rows import Package, Row
from magforms.rules import faulty_tables, rule_errors

# the claims of one article, and what authorities say: a folder cannot add to them
_NOT_ONES_OWN = ("authorised_claims", "claims", "intake_limits", "screened")
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.]{0,19}")
_FINDINGS = ("human_findings", "animal_findings", "in_vitro_findings")
# on a shipped record these would change it: table, field, the table of what it must lead to
_BELONGING = (
    ("compounds", "form", "forms"),
    ("identifiers", "compound", "compounds"),
    ("measure_appraisals", "pair", "pair_appraisals"),
    ("uncounted", "appraisal", "measure_appraisals"),
    *((table, "study", "studies") for table in ("arms", "limitations", *_FINDINGS)),
    *((f"{kind}_measurements", "study", "studies") for kind in ("human", "animal", "in_vitro")),
)
_Tables = dict[str, list[Row]]


def load_own(path: str | os.PathLike[str]) -> Catalogue:
    """
    Return the shipped forms and those of a folder.

    Args:
        path: The folder: tables like the shipped ones, and a descriptor that names them.

    Raises:
        DataErrors: Every error found, together.
    """
    folder = Path(path)
    # Path.is_dir raises where a name is too long
    if not os.path.isdir(folder):  # noqa: PTH112
        there = "a file" if os.path.exists(folder) else "none"  # noqa: PTH110
        stop([DataError(str(folder), None, None, "a folder", there)])
    read = _strict(folder_files(str(folder)))
    descriptor = read_descriptor(read)
    resources = read_descriptor(shipped_files(), once=False)["resources"]
    errors = [*_descriptor_errors(descriptor, resources, folder)]
    stop(errors)
    named = {resource["name"] for resource in descriptor["resources"]}
    own: _Tables = {resource["name"]: [] for resource in resources}
    for resource in resources:
        if resource["name"] in named:
            own[resource["name"]] += read_table(read, resource, errors)
    shipped = shipped_package()
    both = {table: [*shipped.rows(table), *rows] for table, rows in own.items()}
    check_keys(resources, both, errors, without_rows(resources, own, errors))
    ordered = {
        resource["name"]: in_order(both[resource["name"]], resource["schema"]["primaryKey"])
        for resource in resources
    }
    name, version = descriptor["name"], descriptor["version"]
    package = Package(f"{shipped.version}+{name}.{version}", ordered, errors)
    stop(
        [
            *errors,
            *rule_errors(package, all_pairs=False),
            *_own_errors(own, both, faulty_tables(errors)),
        ]
    )
    return build_package(
        package, lambda caveats: _own_caveats(f"{name} {version}", own, resources, caveats)
    )


def write_example(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """
    Write a folder of data that validates, every record invented; it appears whole or not at all.

    Args:
        path: The folder, which must not be there yet or be empty.

    Returns:
        Names of the files.

    Raises:
        DataError: Something else is there.
        OSError: It cannot be written.
    """
    folder = Path(path)
    if folder.is_symlink() or (folder.exists() and not (folder.is_dir() and _is_empty(folder))):
        expected = "a folder that is empty or not there yet"
        there = "a folder that holds files" if folder.is_dir() else "a file"
        raise DataError(str(folder), None, None, expected, there)
    files = example_files()
    beside = folder.absolute().with_name(f".magforms-{secrets.token_hex(8)}.tmp")
    try:
        beside.mkdir()
        for name, text in files.items():
            (beside / name).write_text(text, encoding="utf-8", newline="\n")
        beside.rename(folder)
    except OSError as error:
        # the name beside it is none of the user's
        raise OSError(error.errno, error.strerror, str(folder)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return tuple(files)


def _is_empty(folder: Path) -> bool:
    return not any(folder.iterdir())


def _strict(read: Callable[[str], bytes]) -> Callable[[str], bytes]:
    """Return a reader that takes lines that end in LF alone."""

    def strictly(name: str) -> bytes:
        content = read(name)
        if b"\r" in content:
            line = content.count(b"\n", 0, content.index(b"\r")) + 1
            raise DataError(name, line, None, "lines that end in LF alone", "\r")
        return content

    return strictly


def _descriptor_errors(
    descriptor: dict[str, Any], resources: list[dict[str, Any]], folder: Path
) -> Iterator[DataError]:
    for field, shape, expected in (
        ("name", _NAME, "a name such as my-forms"),
        ("version", _VERSION, "a version such as 1.0, as text"),
    ):
        value = descriptor.get(field)
        if not isinstance(value, str) or not shape.fullmatch(value):
            yield DataError(DESCRIPTOR, None, field, expected, value)
    paths = {item["name"]: item["path"] for item in resources if item["name"] not in _NOT_ONES_OWN}
    seen: set[str] = set()
    for number, resource in enumerate(descriptor["resources"], 1):
        if not isinstance(resource, dict):
            yield DataError(DESCRIPTOR, None, f"resources {number}", "a JSON object", resource)
            continue
        name = resource.get("name")
        if not isinstance(name, str) or name not in paths:
            expected = f"one of {', '.join(paths)}"
            yield DataError(DESCRIPTOR, None, f"resources {number} name", expected, name)
        elif name in seen:
            expected = "each table once"
            yield DataError(DESCRIPTOR, None, f"resources {number} name", expected, name)
        elif resource.get("path") != paths[name]:
            place = f"resources {number} path"
            yield DataError(DESCRIPTOR, None, place, paths[name], resource.get("path"))
        else:
            seen.add(name)
    named = [item.get("name") for item in descriptor["resources"] if isinstance(item, dict)]
    for name, file in paths.items():
        if name not in named and os.path.lexists(folder / file):
            expected = f"a resource in {DESCRIPTOR} that names it"
            yield DataError(file, None, None, expected, "none")


def _own_errors(own: _Tables, both: _Tables, faulty: AbstractSet[str]) -> Iterator[DataError]:
    """Yield what would change shipped data or cannot be, passing over tables with errors."""
    for table, field, target in _BELONGING:
        if faulty.isdisjoint((table, target)):
            yield from _belonging_errors(own, table, field, target)
    for tables, rule in _RULES:
        if faulty.isdisjoint(tables):
            yield from rule(own, both)
    for rows in own.values():
        yield from _day_errors(rows)


def _belonging_errors(own: _Tables, table: str, field: str, target: str) -> Iterator[DataError]:
    ids = _ids(own[target])
    for row in own[table]:
        if row[field] is not None and row[field] not in ids:
            yield row.error(field, f"one of your own {target}", row[field])


def _ids(rows: Iterable[Row]) -> set[str]:
    return {row["id"] for row in rows}


def _pair_errors(own: _Tables, _: _Tables) -> Iterator[DataError]:
    ids = _ids(own["forms"])
    for row in own["pair_appraisals"]:
        if ids.isdisjoint((row["first"], row["second"])):
            yield row.error("second", "a form of your own in the pair", row["second"])


def _finding_errors(own: _Tables, both: _Tables) -> Iterator[DataError]:
    arms = {(row["study"], row["arm"]): row for row in both["arms"]}
    shipped = _ids(both["forms"]) - _ids(own["forms"])
    pairs = {frozenset((row["first"], row["second"])) for row in both["pair_appraisals"]}
    for table in _FINDINGS:
        for row in own[table]:
            forms = _forms_of(row, arms)
            if len(forms & shipped) > 1:
                held = " and ".join(sorted(forms & shipped))
                yield row.error("compared", "at most one shipped form", held)
            elif table != "in_vitro_findings":
                for first, second in combinations(sorted(forms), 2):
                    if {first, second} not in pairs:
                        expected = f"a row of pair_appraisals for {first} and {second}"
                        yield row.error("compared", expected, row["id"])


def _forms_of(finding: Row, arms: dict[tuple[str, str], Row]) -> set[str]:
    study, held = finding["study"], {*finding["compared"], finding["higher"], finding["lower"]}
    told = [arms[study, name] for name in held if name]
    members = [arms[study, member] for row in told for member in row["members"]]
    return {row["form"] for row in (*told, *members) if row["form"]}


def _name_errors(own: _Tables, _: _Tables) -> Iterator[DataError]:
    taken = {entry[0] for entry in catalogue().index}
    for row in own["forms"]:
        for field, found in (("id", (normalised(row["id"]),)), ("name", keys(row["name"]))):
            if not taken.isdisjoint(found):
                yield row.error(field, "a name that no shipped form has", row[field])
    for row in own["names"]:
        if not taken.isdisjoint(keys(row["name"], row["language"])):
            yield row.error("name", "a name that the shipped data do not have", row["name"])


def _use_errors(own: _Tables, both: _Tables) -> Iterator[DataError]:
    ids = _ids(own["forms"])
    shipped = both["uses"][: len(both["uses"]) - len(own["uses"])]
    seen = {(row["form"], row["use"]) for row in shipped}
    for row in own["uses"]:
        if (row["form"], row["use"]) in seen:
            yield row.error("use", "a use that the form does not have yet", row["use"])
        seen.add((row["form"], row["use"]))
        if row["rank"] == "primary" and row["form"] not in ids:
            yield row.error("rank", "secondary for a shipped form", row["rank"])


def _day_errors(rows: Iterable[Row]) -> Iterator[DataError]:
    today = datetime.now(UTC).date().isoformat()
    for row in rows:
        if (row.get("checked_on") or "") > today:
            yield row.error("checked_on", "today or a day before", row["checked_on"])
        match row.get("issued"):
            case {"date-parts": [[int(year), *_]]} if year > int(today[:4]):
                yield row.error("issued", "a year that has come", year)


_RULES: tuple[tuple[tuple[str, ...], Callable[[_Tables, _Tables], Iterator[DataError]]], ...] = (
    (("forms", "pair_appraisals"), _pair_errors),
    (("forms", "arms", "pair_appraisals", *_FINDINGS), _finding_errors),
    (("forms", "names"), _name_errors),
    (("forms", "uses"), _use_errors),
)


def _own_caveats(
    title: str, own: _Tables, resources: list[dict[str, Any]], caveats: Iterable[Caveat]
) -> OwnCaveats:
    """Return what goes with the records of a folder."""
    ids = _ids(own["caveats"])
    return OwnCaveats(
        own_caveat(title),
        (caveat for caveat in caveats if caveat.id in ids),
        forms=_ids(own["forms"]) | set(_forms_told_of(own, resources)),
        new=_ids(own["forms"]),
        uses=_ids(own["use_terms"]),
    )


def _forms_told_of(own: _Tables, resources: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the ids of forms to which the keys of the folder's rows lead."""
    for resource in resources:
        schema = resource["schema"]
        leading = [
            field["name"]
            for field in schema["fields"]
            if field.get("items", {}).get("resource") == "forms"
        ]
        leading += [
            key["fields"]
            for key in schema.get("foreignKeys", ())
            if key["reference"]["resource"] == "forms"
        ]
        for row in own[resource["name"]]:
            for name in leading:
                value = row[name]
                yield from (value,) if isinstance(value, str) else value or ()
