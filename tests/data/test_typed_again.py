"""
Words and figures that decide what is shown, written down a second time from the evidence.

`typed_again.csv` has a row each of what PLAIN lists, and of arms (form counted, whether it is
stated) and findings (measure, species, outcome, higher, lower, contrast, subgroup). It was not
made from the tables of `data/`, and is not to be; caveats, which are our own, were copied.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from magforms.datafiles import shipped_files

READ = shipped_files()
TYPED = Path(__file__).with_name("typed_again.csv")
# it came in with the evidence on uses, which lists studies in words
LATER = {"healy-1984"}


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table."""
    return list(csv.DictReader(io.StringIO(READ(f"{table}.csv").decode("utf-8"), newline="")))


PLAIN = {
    "form": ("forms", "id kind"),
    "study": ("studies", "id species published role"),
    "use": (
        "uses",
        "form use rank direction certainty basis form_specific shown_by_default status",
    ),
    "pair": ("pair_appraisals", "id status certainty not_informative"),
    "laboratory": ("in_vitro_measurements", "id form compound value unit"),
    "caveat": ("caveats", "id scope shown"),
    "compound": ("compounds", "id form compound_class hydration formula stoichiometry"),
    "claim": ("authorised_claims", "id jurisdiction year"),
}


def of_the_data() -> Iterator[tuple[str, ...]]:
    """What the tables say."""
    for kind, (table, fields) in PLAIN.items():
        for row in rows(table):
            yield kind, *(row[name] for name in fields.split())
    for row in rows("arms"):
        if row["kind"] == "arm":
            yield "arm", row["study"], row["arm"], row["form"], row["identity"]
    species = {row["id"]: row["species"] for row in rows("studies")}
    for kind in ("human", "animal", "in_vitro"):
        for row in rows(f"{kind}_findings"):
            of = "in vitro" if kind == "in_vitro" else species[row["study"]]
            told = (row[name] for name in ("verdict", "higher", "lower", "contrast", "subgroup"))
            yield "finding", row["study"], row["measure"], of, *told


def test_what_was_typed_again_is_the_same() -> None:
    """Each row as often as it is there, and nothing else."""
    with TYPED.open(encoding="utf-8", newline="") as file:
        typed = Counter(tuple(row) for row in csv.reader(file))
    found = Counter(row for row in of_the_data() if row[1] not in LATER)
    assert typed.total() > 200
    assert typed == found


def numbered(tables: tuple[str, ...], parent: str) -> dict[str, list[str]]:
    """What stands behind the id of the parent in the ids of its rows, in order."""
    found: dict[str, list[str]] = {}
    for table in tables:
        for row in rows(table):
            end = row["id"].removeprefix(f"{row[parent]}-")
            found.setdefault(row[parent], []).append(end)
    return {key: sorted(ends) for key, ends in found.items()}


@pytest.mark.parametrize(
    ("tables", "parent", "letter", "gaps"),
    [
        (("statements",), "reference", "s", {"ods-hp"}),
        (("human_findings", "animal_findings", "in_vitro_findings"), "study", "f", set()),
        (("limitations",), "study", "l", set()),
    ],
)
def test_ids_are_the_parents_with_a_number(
    tables: tuple[str, ...], parent: str, letter: str, gaps: set[str]
) -> None:
    """From 1 and without a gap, so that a row left out or renamed is missed."""
    for key, ends in numbered(tables, parent).items():
        expected = sorted(f"{letter}{number}" for number in range(1, len(ends) + 1))
        assert (ends == expected) != (key in gaps), key


def test_ids_of_appraised_measures_are_made_of_pair_and_measure() -> None:
    """So that they can be found."""
    for row in rows("measure_appraisals"):
        assert f"{row['pair']}-{row['measure']}" == row["id"]
