"""
Folders with one thing wrong, and what is said of each, letter by letter.

What is said stands in `malformed.txt`. After a change of words write it anew with
`MAGFORMS_UPDATE_GOLDEN=1 python -m pytest tests/own_data/test_malformed.py -k anew` and read the
difference.
"""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from folders import Folder, pipe

import magforms as mf
from magforms.cli import main
from magforms.datafiles import read_descriptor, shipped_files

GOLDEN = Path(__file__).with_name("malformed.txt")
COLUMNS = {
    resource["name"]: [field["name"] for field in resource["schema"]["fields"]]
    for resource in read_descriptor(shipped_files())["resources"]
}
Change = Callable[[Folder], object]
URINE = {"measure": "urinary_magnesium_24h", "endpoint": "24-hour urinary magnesium"}


def cell(table: str, /, **cells: str) -> Change:
    """Change a row of a table."""
    return lambda folder: folder.change(table, **cells)


def added(table: str, /, **cells: str) -> Change:
    """Add a row to a table."""
    return lambda folder: folder.add(table, **cells)


def edited(name: str, old: bytes, new: bytes, count: int = 1) -> Change:
    """Replace bytes in a file."""
    return lambda folder: folder.edit(name, lambda content: content.replace(old, new, count))


def source(**changes: object) -> Change:
    """Change the reference."""
    return lambda folder: folder.source(**changes)


def described(**changes: object) -> Change:
    """Change the descriptor."""
    return lambda folder: folder.descriptor(**changes)


def instead(name: str, make: Callable[[Path], object]) -> Change:
    """Put something else in the place of a file."""
    return lambda folder: folder.instead(name, make)


def both(*changes: Change) -> Change:
    """Make several changes."""
    return lambda folder: [change(folder) for change in changes]


def large(file: Path) -> None:
    """Make a file of 33 MB that takes no room."""
    with file.open("wb") as opened:
        opened.truncate(33 * 1024 * 1024)


TWO_SHIPPED = both(
    added("arms", study="example-study", arm="citrate", form="citrate"),
    added("human_findings", compared="citrate; oxide"),
)
FILES: dict[str, Change] = {
    "no descriptor": lambda folder: (folder.path / "datapackage.json").unlink(),
    "descriptor that is no JSON": edited("datapackage.json", b"{", b""),
    "descriptor with a key twice": edited("datapackage.json", b"{", b'{"name": "x",'),
    "descriptor that is a list": lambda folder: folder.edit("datapackage.json", lambda _: b"[]"),
    "descriptor of deep brackets": lambda folder: folder.edit(
        "datapackage.json", lambda _: b"[" * 100_000
    ),
    "a pipe for the descriptor": instead("datapackage.json", pipe),
    "descriptor whose lines end in CRLF": edited("datapackage.json", b"\n", b"\r\n"),
    "descriptor without a name": described(name=None),
    "name with a path in it": described(name="../mine"),
    "version as a number": described(version=1),
    "resources that are no list": described(resources={}),
    "resource that is text": described(resources=["forms"]),
    "resource without a name": described(resources=[{"path": "forms.csv"}]),
    "resource whose name is a list": described(resources=[{"name": [], "path": "forms.csv"}]),
    "unknown table": lambda folder: folder.name_table("scores"),
    "table twice": lambda folder: folder.name_table("forms"),
    "table of what authorities say": lambda folder: folder.name_table("intake_limits"),
    "path out of the folder": lambda folder: folder.name_table("limitations", "../limitations.csv"),
    "missing table": lambda folder: (folder.path / "uses.csv").unlink(),
    "table that is not named": lambda folder: (
        folder.write("screened", []) or folder.write("statements", [])
    ),
    "wrong header": edited("forms.csv", b"id,name", b"key,name"),
    "surplus column": edited("forms.csv", b",kind\n", b",kind,score\n"),
    "columns in another order": edited("forms.csv", b"id,name", b"name,id"),
    "no header": lambda folder: folder.edit("forms.csv", lambda _: b""),
    "a cell too many": edited("forms.csv", b"organic salt", b"organic salt,1"),
    "Latin-1": edited("forms.csv", b"Magnesium", "Magnésium".encode("latin-1")),
    "UTF-16": lambda folder: folder.edit(
        "forms.csv", lambda content: content.decode().encode("utf-16")
    ),
    "byte-order mark": edited("forms.csv", b"id,", b"\xef\xbb\xbfid,"),
    "NUL": edited("forms.csv", b"Magnesium", b"Magnes\0ium"),
    "unbalanced quote": edited("forms.csv", b"Magnesium example", b'"Magnesium example'),
    "lines that end in CRLF": edited("forms.csv", b"\n", b"\r\n", 9),
    "a folder for a file": instead("forms.csv", Path.mkdir),
    "a pipe for a file": instead("forms.csv", pipe),
    "a link out of the folder": instead("forms.csv", lambda file: file.symlink_to(os.devnull)),
    "a link to nowhere": instead("forms.csv", lambda file: file.symlink_to("nothing.csv")),
    "a file too large": instead("forms.csv", large),
    "a cell too long": edited("forms.csv", b"Magnesium", b"M" * 200_000),
    "too many rows": lambda folder: folder.edit(
        "names.csv", lambda content: content + b"example,x,en,synonym,named,,x\n" * 200_001
    ),
    "JSON that is no list": lambda folder: folder.edit("references.json", lambda _: b"{}"),
    "JSON with a key twice": edited("references.json", b'"id":', b'"id": "x", "id":'),
    "JSON of deep brackets": lambda folder: folder.edit(
        "references.json", lambda _: b"[" * 100_000
    ),
    "JSON that breaks off": edited("references.json", b"]", b"", 9),
    "JSON with an unknown field": source(impact=12),
    "JSON with a number of thousands of digits": edited("references.json", b"2026", b"2" * 5000),
}
CELLS: dict[str, Change] = {
    "duplicate id": added("names"),
    "dangling key": cell("compounds", form="gold"),
    "unused reference": lambda folder: folder.edit(
        "references.json",
        lambda content: json.dumps(
            [*json.loads(content), {"id": "spare", "type": "book"}]
        ).encode(),
    ),
    "unknown word": cell("forms", kind="metal"),
    "number as text": cell("human_measurements", value="one"),
    "number with a power": cell("human_measurements", value="1e999"),
    "not a number": cell("human_measurements", value="NaN"),
    "decimal comma": cell("human_measurements", value="1,5"),
    "digits of another script": cell("human_measurements", value="\u0661"),
    "percent for a fraction": cell("compounds", elemental_fraction="17.0690"),
    "fraction unlike the computed one": cell("compounds", elemental_fraction="0.170691"),
    "molar mass unlike the computed one": cell("compounds", molar_mass="142.4"),
    "formula without magnesium": cell("compounds", formula="C4H6O4"),
    "formula with an unknown element": cell("compounds", formula="MgXx"),
    "formula with a count of 10^12": cell("compounds", formula="MgO1000000000000"),
    "formula with brackets": cell("compounds", formula="Mg(OH)2"),
    "negative n": cell("studies", n="-5"),
    "n of thousands of digits": cell("studies", n="9" * 5000),
    "reversed range": cell(
        "human_measurements", value="5", value_to="4", value_kind="lowest and highest"
    ),
    "reversed interval": cell("human_measurements", uncertainty="95% CI 2 to 1"),
    "value outside its interval": cell("human_measurements", uncertainty="95% CI 2 to 3"),
    "DOI as an address": source(DOI="https://doi.org/10.1000/182"),
    "DOI of a shipped source": source(DOI="10.3390/nu16244367"),
    "PMID with letters": source(PMID="PMID123"),
    "PMID in digits of another script": source(PMID="\u0661\u0662\u0663"),
    "PMID as a number": source(PMID=123),
    "author as text": source(author=["Nobody"]),
    "address with a blank": source(URL="https://example.org/a b"),
    "year in the future": source(issued={"date-parts": [[9999]]}),
    "year as text": source(issued={"date-parts": [["2026"]]}),
    "infinite year": edited("references.json", b"2026", b"1e999"),
    "day in the future": cell("ratings", checked_on="9999-12-31"),
    "day that is none": cell("ratings", checked_on="2026-02-30"),
    "CAS with a wrong check digit": cell("identifiers", value="142-72-4"),
    "UNII with a small letter": cell("identifiers", scheme="unii", value="0e95jz5k5e"),
    "Cyrillic letter in an id": cell("forms", id="ex\u0430mple"),
    "capital in an id": cell("forms", id="Example"),
    "bidi override in a name": cell("names", name="example\u202esalt"),
    "zero-width space in a name": cell("names", name="exam\u200bple"),
    "escape sequence in a name": cell("names", name="\x1b[31mexample"),
    "line break in a cell": cell("forms", name="Magnesium\nexample"),
    "blanks around a cell": cell("forms", name=" Magnesium example"),
    "certainty without a reason": cell("ratings", certainty="low", reason=""),
    "figure without a locator": cell("human_measurements", locator=""),
    "figure known second-hand": cell("human_measurements", verification="secondary"),
    "share absorbed without its context": cell(
        "human_measurements", measure="fractional_absorption_isotope", context_required="false"
    ),
    "boolean as a number": cell("human_measurements", context_required="1"),
    "list with a repeat": cell("human_findings", compared="example; example"),
    "list with another separator": cell("human_findings", compared="example,oxide"),
    "arm of another study": cell("human_findings", compared="example; citrate"),
    "form without a rating": both(
        added("forms", id="other", name="Magnesium other"), added("names", form="other", name="xx")
    ),
    "animal finding filed as human": cell("studies", species="rat"),
    "human finding filed as animal": both(
        added("animal_findings"), cell("animal_findings", id="example-a1")
    ),
    "higher without lower": cell("human_findings", verdict="higher", higher="example"),
    "outcome that does not follow": cell(
        "pair_appraisals", outcome="favours", favoured="example", certainty="low"
    ),
    "favoured form that is not of the pair": cell(
        "pair_appraisals", outcome="favours", favoured="citrate", certainty="low"
    ),
    "measure that does not follow": cell(
        "measure_appraisals", outcome="favours", favoured="example", **URINE
    ),
    "pair of one form": cell("pair_appraisals", second="example"),
    "finding without its pair": both(
        added("arms", arm="malate", form="malate"),
        added("human_findings", compared="example; malate"),
    ),
    "name of two forms": both(
        added("forms", id="other", name="Magnesium other"),
        added("ratings", form="other"),
        added("names", form="other", name="Example-Salt"),
    ),
    "errors of several tables": both(
        cell("forms", kind="metal"),
        cell("ratings", certainty="sure"),
        cell("identifiers", value="1-2-3"),
        source(DOI="10"),
    ),
}
WEAKENING: dict[str, Change] = {
    "id of a shipped form": cell("forms", id="oxide"),
    "id of a shipped compound": cell("compounds", id="magnesium_oxide"),
    "id of a shipped study": cell("studies", id="walker2003"),
    "id of a shipped finding": cell("human_findings", id="kappeler2017-f1"),
    "id of a shipped pair": cell("pair_appraisals", id="citrate-oxide"),
    "id of a shipped use": cell("use_terms", id="sleep"),
    "id of a shipped caveat": cell("caveats", id="surrogate"),
    "id of a shipped reference": source(id="walker2003"),
    "weight of a shipped element": cell("atomic_weights", element="Mg", weight="55.845"),
    "second rating of a shipped form": added("ratings", form="oxide"),
    "compound of a shipped form": cell("compounds", form="oxide"),
    "identifier of a shipped compound": cell(
        "identifiers", compound="magnesium_oxide", scheme="pubchem_cid", value="14792"
    ),
    "second standing caveat": cell("caveats", scope="standing"),
    "caveat of the library": cell("caveats", scope="own"),
    "finding between two shipped forms": TWO_SHIPPED,
    "finding between two shipped forms, in animals": both(
        cell("studies", species="rat"),
        lambda folder: folder.write("human_findings", []),
        added("arms", arm="citrate", form="citrate"),
        added("animal_findings", compared="citrate; oxide"),
    ),
    "finding between two shipped forms, in the laboratory": both(
        added("arms", arm="citrate", form="citrate"),
        added("in_vitro_findings", compared="citrate; oxide"),
    ),
    "finding between two shipped forms, by a group": both(
        added("arms", arm="citrate", form="citrate"),
        added("arms", arm="salts", kind="group", form="", identity="", members="citrate; oxide"),
        added("human_findings", compared="example; salts"),
    ),
    "finding between two shipped forms, by its sides": both(
        added("arms", arm="citrate", form="citrate"),
        added(
            "human_findings",
            compared="",
            verdict="higher",
            higher="oxide",
            lower="citrate",
            contrast="between_arms",
        ),
    ),
    "pair of shipped forms": cell("pair_appraisals", first="citrate", second="oxide"),
    "measure of a shipped pair": cell("measure_appraisals", pair="citrate-oxide"),
    "arm of a shipped study": cell("arms", study="walker2003", arm="example"),
    "limitation of a shipped study": cell("limitations", study="walker2003"),
    "finding of a shipped study": added(
        "human_findings", study="walker2003", compared="citrate; oxide"
    ),
    "figure of a shipped study": cell("human_measurements", study="walker2003", arm="oxide"),
    "name of a shipped form": cell("names", name="Magnesium Oxide"),
    "name of a shipped form after normalisation": cell("names", name="bis-\uff27lycinate"),
    "shipped name that is said to mean none": cell(
        "names", form="oxide", name="MAGNESIA", status="not one form"
    ),
    "form called like a shipped one": cell("forms", name="Magnesium-Oxide"),
    "primary use of a shipped form": cell("uses", form="oxide"),
    "use that a shipped form has": cell("uses", form="oxide", use="constipation", rank="secondary"),
    "use twice": added("uses", id="example-again"),
}
CASES = FILES | CELLS | WEAKENING


def told(change: Change, path: Path) -> str:
    """What is said of a folder with a change."""
    change(Folder(path, COLUMNS))
    with pytest.raises(mf.DataErrors) as caught:
        mf.Catalogue.load(path)
    return "\n".join(map(str, caught.value.exceptions))


def golden() -> dict[str, str]:
    """What stands in the file, by the name of the case."""
    sections = GOLDEN.read_text("utf-8").split("\n\n")
    parted = (section.strip("\n").partition("\n") for section in sections)
    return {name.removeprefix("# "): text for name, _, text in parted}


if os.environ.get("MAGFORMS_UPDATE_GOLDEN") == "1":

    def test_malformed_set_is_written_anew(tmp_path: Path) -> None:
        """Read the difference."""
        sections = []
        for number, (name, change) in enumerate(CASES.items()):
            sections.append(f"# {name}\n{told(change, tmp_path / str(number))}\n")
            shutil.rmtree(tmp_path / str(number))
        GOLDEN.write_text("\n".join(sections), "utf-8", newline="\n")


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_said_in_these_words(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every error of the folder, and the same by the command line."""
    said = told(CASES[name], tmp_path / "mine")
    assert golden()[name] == said
    assert 2 == main(["validate", str(tmp_path / "mine")])
    shown = capsys.readouterr()
    assert "" == shown.out
    assert [*said.splitlines()] == [line.strip() for line in shown.err.splitlines()[1:]]
    assert all(line.isprintable() for line in shown.err.splitlines())


def test_file_and_cases_are_the_same() -> None:
    """No case without words, no words without a case, and many of both."""
    assert [*CASES] == [*golden()]
    assert len(CASES) >= 120


def test_rows_to_add_keep_every_rule(tmp_path: Path) -> None:
    """What the cases start from is right, so that each error is that of the change."""
    folder = Folder(tmp_path / "mine", COLUMNS)
    for table in ("identifiers", "human_measurements", "limitations", "statements"):
        folder.change(table)
    folder.add("human_findings")
    folder.change("measure_appraisals", **URINE)
    assert "example" in mf.Catalogue.load(folder.path)
