"""
Words and figures that decide what is shown, written down a second time from the evidence.

`typed_again.csv` has a row each: forms (kind), studies (species, published, role), arms (form
counted, whether it is stated), findings (measure, species, outcome, higher, lower, contrast,
subgroup), uses (rank, direction, certainty, basis, whether of this form, shown by default, status),
compounds (form, class, hydration, formula, stoichiometry) and regulators' claims (jurisdiction,
year). It was not made from the tables of `data/`, and is not to be made from them.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from magforms.datafiles import shipped_files

READ = shipped_files()
TYPED = Path(__file__).with_name("typed_again.csv")
# it came in with the evidence on uses, which lists studies in words
LATER = {"healy-1984"}


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table."""
    return list(csv.DictReader(io.StringIO(READ(f"{table}.csv").decode("utf-8"), newline="")))


def of_the_data() -> Iterator[tuple[str, ...]]:
    """What the tables say."""
    for row in rows("forms"):
        yield "form", row["id"], row["kind"]
    species = {row["id"]: row["species"] for row in rows("studies")}
    for row in rows("studies"):
        yield "study", row["id"], row["species"], row["published"], row["role"]
    for row in rows("arms"):
        if row["kind"] == "arm":
            yield "arm", row["study"], row["arm"], row["form"], row["identity"]
    for kind in ("human", "animal", "in_vitro"):
        for row in rows(f"{kind}_findings"):
            of = "in vitro" if kind == "in_vitro" else species[row["study"]]
            told = (row[name] for name in ("verdict", "higher", "lower", "contrast", "subgroup"))
            yield "finding", row["study"], row["measure"], of, *told
    for row in rows("uses"):
        names = ("form", "use", "rank", "direction", "certainty", "basis", "form_specific")
        yield "use", *(row[name] for name in (*names, "shown_by_default", "status"))
    for row in rows("compounds"):
        names = ("id", "form", "compound_class", "hydration", "formula", "stoichiometry")
        yield "compound", *(row[name] for name in names)
    for row in rows("authorised_claims"):
        yield "claim", row["id"], row["jurisdiction"], row["year"]


def test_what_was_typed_again_is_the_same() -> None:
    """Each row as often as it is there, and nothing else."""
    with TYPED.open(encoding="utf-8", newline="") as file:
        typed = Counter(tuple(row) for row in csv.reader(file))
    found = Counter(row for row in of_the_data() if row[1] not in LATER)
    assert typed.total() > 200
    assert typed == found
