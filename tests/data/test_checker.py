"""The checks that data go through, on copies of the shipped package with one thing broken."""

import copy
import csv
import io
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import magforms as mf
from magforms.datafiles import folder_files, read_package, shipped_files
from magforms.loading import load_package

SHIPPED = shipped_files()
PATHS: dict[str, str] = {
    resource["name"]: resource["path"]
    for resource in json.loads(SHIPPED("datapackage.json"))["resources"]
}
BYTES = {path: SHIPPED(path) for path in ("datapackage.json", *PATHS.values())}
TABLES = tuple(name for name, path in PATHS.items() if path.endswith(".csv"))


class Bad:
    """A copy of the shipped package in a folder, to be broken in one place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for path, content in BYTES.items():
            (folder / path).write_bytes(content)

    def read(self, table: str) -> list[list[str]]:
        """Return the header and the rows of a table, as they stand in the file."""
        text = (self.folder / PATHS[table]).read_text("utf-8")
        return list(csv.reader(io.StringIO(text)))

    def write(self, table: str, rows: list[list[str]]) -> None:
        """Write a table back."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        (self.folder / PATHS[table]).write_text(text.getvalue(), "utf-8", newline="")

    def line(self, table: str, *key: str) -> int:
        """Return the line of the row whose first cells are these."""
        starts = [tuple(row[: len(key)]) for row in self.read(table)]
        assert starts.count(key) == 1, f"{table} has no single row {key}"
        return starts.index(key) + 1

    def change(self, table: str, key: tuple[str, ...], **cells: str) -> int:
        """Set cells of one row and return its line."""
        line = self.line(table, *key)
        rows = self.read(table)
        for field, cell in cells.items():
            rows[line - 1][rows[0].index(field)] = cell
        self.write(table, rows)
        return line

    def drop(self, table: str, *key: str) -> None:
        """Take one row out."""
        line = self.line(table, *key)
        rows = self.read(table)
        self.write(table, rows[: line - 1] + rows[line:])

    def reference(self, reference_id: str, **fields: Any) -> int:
        """Set fields of one reference and return its place."""
        path = self.folder / "references.json"
        records = json.loads(path.read_text("utf-8"))
        place = [record["id"] for record in records].index(reference_id)
        records[place] |= fields
        path.write_text(json.dumps(records, ensure_ascii=False), "utf-8")
        return place + 1

    def load(self) -> mf.Catalogue:
        """Read and check the folder."""
        return load_package(read_package(folder_files(str(self.folder))))

    def errors(self) -> list[str]:
        """Return the errors that loading gives, as text."""
        with pytest.raises(mf.DataErrors) as caught:
            self.load()
        return sorted(str(error) for error in caught.value.exceptions)


@pytest.fixture
def bad(tmp_path: Path) -> Bad:
    """A copy of the shipped package that a test may break."""
    return Bad(tmp_path)


class Breach(NamedTuple):
    """One row changed, and the errors that must follow; {line} is the line of the row."""

    table: str
    key: tuple[str, ...]
    cells: dict[str, str]
    errors: tuple[str, ...]


def breach(table: str, key: str, cells: dict[str, str], *errors: str) -> Breach:
    """Return a breach; the errors name the field and go on from there."""
    place = PATHS[table] + " line {line} "
    return Breach(table, tuple(key.split("|")), cells, tuple(place + error for error in errors))


MEASURES = (
    "urinary_magnesium_24h, urinary_magnesium_other, serum_single_dose, plasma_long_term,"
    " ionized_magnesium, intracellular, fractional_absorption_isotope,"
    " fractional_absorption_other, isotope_time_course, solubility_in_vitro, tolerability, other"
)

CELLS = {
    "missing cell": breach("claims", "claim-01", {"found": ""}, "found: expected a value, got ''"),
    "missing list": breach(
        "uses", "citrate-sleep", {"references": ""}, "references: expected a value, got ''"
    ),
    "unknown word": breach(
        "claims",
        "claim-01",
        {"verdict": "true"},
        "verdict: expected one of: supported, partly, contradicted, unverifiable, got 'true'",
    ),
    "unknown measure": breach(
        "human_findings",
        "kappeler2017-f1",
        {"measure": "absorption"},
        f"measure: expected one of: {MEASURES}, got 'absorption'",
    ),
    "unknown word in a list": breach(
        "uses",
        "citrate-sleep",
        {"status": "tested; sold"},
        "status: expected words of: approved, tested, marketed, got 'tested; sold'",
    ),
    "list with repeats": breach(
        "uses",
        "citrate-sleep",
        {"status": "tested; tested"},
        "status: expected a list without repeats, separated by '; ', got 'tested; tested'",
    ),
    "list with an empty item": breach(
        "claims",
        "claim-02",
        {"references": "ods-hp; ; efsa-claims-pl"},
        "references: expected a list without repeats, separated by '; ',"
        " got 'ods-hp; ; efsa-claims-pl'",
    ),
    "list with another separator": breach(
        "claims",
        "claim-02",
        {"references": "ods-hp,efsa-claims-pl"},
        "references: expected keys of references, got 'ods-hp,efsa-claims-pl'",
    ),
    "number with a comma": breach(
        "human_measurements",
        "kappeler2017-m1",
        {"value": "0,565"},
        "value: expected a number in plain digits, got '0,565'",
    ),
    "number in words": breach(
        "human_measurements",
        "kappeler2017-m1",
        {"value": "about half"},
        "value: expected a number in plain digits, got 'about half'",
    ),
    "number with an exponent": breach(
        "human_measurements",
        "kappeler2017-m1",
        {"value": "5.65e-1"},
        "value: expected a number in plain digits, got '5.65e-1'",
    ),
    "number without its part": breach(
        "human_measurements",
        "kappeler2017-m1",
        {"value": "0."},
        "value: expected a number in plain digits, got '0.'",
    ),
    "number that is none": breach(
        "human_measurements",
        "kappeler2017-m1",
        {"value": "NaN"},
        "value: expected a number in plain digits, got 'NaN'",
    ),
    "number in other digits": breach(
        "human_measurements",
        "kappeler2017-m1",
        {"value": "٣"},
        "value: expected a number in plain digits, got '٣'",
    ),
    "count as text": breach(
        "studies", "schutten2022", {"n": "many"}, "n: expected a whole number, got 'many'"
    ),
    "count with a part": breach(
        "studies", "schutten2022", {"n": "164.0"}, "n: expected a whole number, got '164.0'"
    ),
    "nobody counted": breach(
        "studies", "schutten2022", {"n": "0"}, "n: expected a number from 1, got '0'"
    ),
    "too many readings": breach(
        "statements",
        "pardo2021-s1",
        {"readings": "3"},
        "readings: expected a number from 1 to 2, got '3'",
    ),
    "fraction as a percentage": breach(
        "compounds",
        "magnesium_oxide",
        {"elemental_fraction": "60.3042"},
        "elemental_fraction: expected a number from 0 to 1, got '60.3042'",
    ),
    "truth in another word": breach(
        "studies",
        "schutten2022",
        {"published": "yes"},
        "published: expected true or false, got 'yes'",
    ),
    "day in another order": breach(
        "claims",
        "claim-01",
        {"checked_on": "22.11.2026"},
        "checked_on: expected a day such as 2026-11-22, got '22.11.2026'",
    ),
    "month that does not exist": breach(
        "claims",
        "claim-01",
        {"checked_on": "2026-13-01"},
        "checked_on: expected a day such as 2026-11-22, got '2026-13-01'",
    ),
    "day that does not exist": breach(
        "claims",
        "claim-01",
        {"checked_on": "2026-02-30"},
        "checked_on: expected a day such as 2026-11-22, got '2026-02-30'",
    ),
    "blank before text": breach(
        "claims",
        "claim-29",
        {"found": " Nothing."},
        "found: expected printable text without blanks around it, got ' Nothing.'",
    ),
    "control character": breach(
        "claims",
        "claim-29",
        {"found": "Not\x07hing."},
        "found: expected printable text without blanks around it, got 'Not\\x07hing.'",
    ),
    "tab": breach(
        "claims",
        "claim-29",
        {"found": "Not\thing."},
        "found: expected printable text without blanks around it, got 'Not\\thing.'",
    ),
    "id with a capital": breach(
        "limitations",
        "lindberg1990-l1",
        {"id": "Lindberg1990-l1"},
        "id: expected text like ^[a-z0-9][a-z0-9_.-]*$, got 'Lindberg1990-l1'",
    ),
    "duplicate id": breach(
        "limitations",
        "lindberg1990-l2",
        {"id": "lindberg1990-l1"},
        "id: expected each id once, got 'lindberg1990-l1'",
    ),
    "composite key twice": breach(
        "names",
        "citrate|trimagnesium dicitrate",
        {"name": "magnesium citrate"},
        "name: expected each form and name once, got 'magnesium citrate'",
    ),
    "dangling study": breach(
        "limitations",
        "lindberg1990-l1",
        {"study": "nobody1999"},
        "study: expected a key of studies, got 'nobody1999'",
    ),
    "dangling reference": breach(
        "statements",
        "pardo2021-s1",
        {"reference": "nobody1999"},
        "reference: expected a key of references, got 'nobody1999'",
    ),
    "dangling reference in a list": breach(
        "claims",
        "claim-01",
        {"references": "ods-hp; nobody1999"},
        "references: expected keys of references, got 'nobody1999'",
    ),
    "dangling form": breach(
        "uses",
        "citrate-sleep",
        {"form": "sulfate"},
        "form: expected a key of forms, got 'sulfate'",
    ),
    "dangling use in a caveat": breach(
        "caveats",
        "use-sleep",
        {"uses": "slumber"},
        "uses: expected keys of use_terms, got 'slumber'",
    ),
    "arm of another study": breach(
        "human_findings",
        "kappeler2017-f1",
        {"lower": "sulfate"},
        "lower: expected keys of arms, got 'sulfate'",
    ),
    "compared arm of another study": breach(
        "human_findings",
        "kappeler2017-f1",
        {"compared": "citrate; sulfate"},
        "compared: expected keys of arms, got 'sulfate'",
    ),
    "measured arm of another study": breach(
        "human_measurements",
        "kappeler2017-m1",
        {"arm": "sulfate"},
        "arm: expected a key of arms, got 'sulfate'",
    ),
    "laboratory arm of another study": breach(
        "in_vitro_measurements",
        "lindberg1990-m5",
        {"arm": "sulfate"},
        "arm: expected a key of arms, got 'sulfate'",
    ),
    "lean towards an arm of another study": breach(
        "human_findings",
        "shechter2012-f1",
        {"leans": "sulfate > citrate"},
        "leans: expected keys of arms, got 'sulfate'",
    ),
    "member that is no arm": breach(
        "arms",
        "walker2003|organic forms",
        {"members": "citrate; malate"},
        "members: expected keys of arms, got 'malate'",
    ),
    "CAS with a wrong check digit": breach(
        "identifiers",
        "magnesium_oxide|cas",
        {"value": "1309-48-5"},
        "value: expected a CAS number with its check digit, got '1309-48-5'",
    ),
    "CAS without hyphens": breach(
        "identifiers",
        "magnesium_oxide|cas",
        {"value": "1309484"},
        "value: expected a CAS number with its check digit, got '1309484'",
    ),
    "CAS in other digits": breach(
        "identifiers",
        "magnesium_oxide|cas",
        {"value": "１３０９-48-4"},  # noqa: RUF001  # what is tested
        "value: expected a CAS number with its check digit, got '１３０９-48-4'",  # noqa: RUF001  # what is tested
    ),
    "UNII too short": breach(
        "identifiers",
        "magnesium_oxide|unii",
        {"value": "3A3U0GI71"},
        "value: expected a UNII of ten letters and digits, got '3A3U0GI71'",
    ),
    "UNII in small letters": breach(
        "identifiers",
        "magnesium_oxide|unii",
        {"value": "3a3u0gi71g"},
        "value: expected a UNII of ten letters and digits, got '3a3u0gi71g'",
    ),
    "InChIKey cut short": breach(
        "identifiers",
        "magnesium_oxide|inchikey",
        {"value": "CPLXHLVBOLITMK-UHFFFAOYSA"},
        "value: expected an InChIKey, got 'CPLXHLVBOLITMK-UHFFFAOYSA'",
    ),
    "other InChIKey with a digit": breach(
        "identifiers",
        "magnesium_oxide|inchikey_alternative",
        {"value": "CPLXHLVBOLITM0-UHFFFAOYSA-N"},
        "value: expected an InChIKey, got 'CPLXHLVBOLITM0-UHFFFAOYSA-N'",
    ),
    "PubChem number with a zero before": breach(
        "identifiers",
        "magnesium_oxide|pubchem_cid",
        {"value": "014792"},
        "value: expected a PubChem number, got '014792'",
    ),
    "formula in words": breach(
        "compounds",
        "magnesium_oxide",
        {"formula": "mgo"},
        "formula: expected text like ^([A-Z][a-z]?[0-9]*)+$, got 'mgo'",
    ),
    "formula with an unknown element": breach(
        "compounds",
        "magnesium_oxide",
        {"formula": "MgXe"},
        "formula: expected a formula of known elements, got \"no atomic weight for Xe in 'MgXe'\"",
    ),
    "formula with none of an element": breach(
        "compounds",
        "magnesium_oxide",
        {"formula": "MgO0"},
        "formula: expected a formula of known elements, got \"not a chemical formula: 'MgO0'\"",
    ),
    "formula without magnesium": breach(
        "compounds",
        "magnesium_oxide",
        {"formula": "H2O"},
        "formula: expected a formula with magnesium, got 'H2O'",
        "molar_mass: expected 18.015, as computed from the formula, got '40.304'",
        "elemental_fraction: expected nothing, got '0.603042'",
    ),
    "fraction unlike the computed one": breach(
        "compounds",
        "magnesium_oxide",
        {"elemental_fraction": "0.603"},
        "elemental_fraction: expected 0.603042, as computed from the formula, got '0.603'",
    ),
    "molar mass unlike the computed one": breach(
        "compounds",
        "magnesium_bisglycinate",
        {"molar_mass": "172.4"},
        "molar_mass: expected 172.423, as computed from the formula, got '172.4'",
    ),
    "fraction without a formula": breach(
        "compounds",
        "dimagnesium_malate",
        {"elemental_fraction": "0.2"},
        "elemental_fraction: expected nothing, got '0.2'",
    ),
    "animal study under human findings": breach(
        "human_findings",
        "kappeler2017-f1",
        {"study": "coudray2005"},
        "study: expected a study in people, got 'coudray2005'",
    ),
    "animal study under human measurements": breach(
        "human_measurements",
        "kappeler2017-m1",
        {"study": "coudray2005"},
        "study: expected a study in people, got 'coudray2005'",
    ),
    "human study under animal findings": breach(
        "animal_findings",
        "uysal2019-f3",
        {"study": "kappeler2017"},
        "species: expected human, as of its study, got 'rat'",
    ),
    "people among the animals": breach(
        "animal_findings",
        "uysal2019-f3",
        {"species": "human"},
        "species: expected one of: rat, mouse, got 'human'",
    ),
    "species unlike the study's": breach(
        "animal_findings",
        "coudray2005-f1",
        {"species": "mouse"},
        "species: expected rat, as of its study, got 'mouse'",
    ),
    "species of a figure unlike the study's": breach(
        "animal_measurements",
        "coudray2005-m1",
        {"species": "mouse"},
        "species: expected rat, as of its study, got 'mouse'",
    ),
    "figure from a second hand": breach(
        "human_measurements",
        "kappeler2017-m1",
        {"verification": "secondary"},
        "verification: expected full text or abstract for a figure, got 'secondary'",
    ),
    "animal figure from a second hand": breach(
        "animal_measurements",
        "coudray2005-m1",
        {"verification": "secondary"},
        "verification: expected full text or abstract for a figure, got 'secondary'",
    ),
    "share absorbed without its context": breach(
        "human_measurements",
        "schuette1994-m1",
        {"context_required": "false"},
        "context_required: expected true for a share absorbed, got 'false'",
    ),
    "animal share absorbed without its context": breach(
        "animal_measurements",
        "coudray2005-m1",
        {"context_required": "false"},
        "context_required: expected true for a share absorbed, got 'false'",
    ),
    "pair of figures with one": breach(
        "animal_measurements",
        "coudray2005-m1",
        {"value_to": ""},
        "value_kind: expected single for one figure alone, got 'lowest and highest'",
    ),
    "single figure with two": breach(
        "human_measurements",
        "kappeler2017-m1",
        {"value_to": "0.6"},
        "value_kind: expected single for one figure alone, got 'single'",
    ),
    "higher than nothing": breach(
        "human_findings",
        "kappeler2017-f1",
        {"lower": ""},
        "higher: expected 2 of higher and lower, got 'higher'",
    ),
    "no difference and yet higher": breach(
        "human_findings",
        "kappeler2017-f3",
        {"higher": "citrate"},
        "higher: expected 0 of higher and lower, got 'no_difference'",
    ),
    "laboratory finding higher than nothing": breach(
        "in_vitro_findings",
        "lindberg1990-f2",
        {"higher": "", "lower": ""},
        "higher: expected 2 of higher and lower, got 'higher'",
    ),
    "lean without a side": breach(
        "human_findings",
        "shechter2012-f1",
        {"leans": "oxide"},
        "leans: expected 'toward > over' of a within_arm contrast, got 'oxide'",
    ),
    "lean between arms": breach(
        "human_findings",
        "kappeler2017-f3",
        {"leans": "citrate > oxide"},
        "leans: expected 'toward > over' of a within_arm contrast, got 'citrate > oxide'",
    ),
    "pair of one form": breach(
        "pair_appraisals",
        "malate-glycinate",
        {"second": "malate"},
        "second: expected a pair of two forms that stands once, got 'malate'",
    ),
    "favours nothing": breach(
        "pair_appraisals",
        "citrate-oxide",
        {"favoured": ""},
        "favoured: expected one of the pair if the outcome is favours, got None",
    ),
    "favours a form outside the pair": breach(
        "pair_appraisals",
        "citrate-oxide",
        {"favoured": "malate"},
        "favoured: expected one of the pair if the outcome is favours, got 'malate'",
    ),
    "conflicting and yet favours one": breach(
        "pair_appraisals",
        "glycinate-oxide",
        {"favoured": "glycinate"},
        "favoured: expected one of the pair if the outcome is favours, got 'glycinate'",
    ),
    "conflicting and yet favours another": breach(
        "pair_appraisals",
        "glycinate-oxide",
        {"favoured": "malate"},
        "favoured: expected one of the pair if the outcome is favours, got 'malate'",
    ),
    "measure favours a form outside the pair": breach(
        "measure_appraisals",
        "citrate-oxide-other",
        {"favoured": "glycinate"},
        "favoured: expected one of the pair if the outcome is favours, got 'glycinate'",
    ),
    "studies of a measure left out": breach(
        "measure_appraisals",
        "citrate-oxide-urinary_magnesium_24h",
        {"studies": "kappeler2017"},
        "studies: expected kappeler2017; schutten2022, got 'kappeler2017'",
    ),
    "study of a measure that sets nothing": breach(
        "measure_appraisals",
        "malate-oxide-serum_single_dose",
        {"studies": "crowley_albion"},
        "studies: expected nothing, got 'crowley_albion'",
    ),
}


@pytest.mark.parametrize("case", CELLS.values(), ids=CELLS)
def test_breach_in_a_row_is_named_by_file_line_and_field(bad: Bad, case: Breach) -> None:
    """One changed row gives exactly its errors, each with file, line and field."""
    line = bad.change(case.table, case.key, **case.cells)
    expected = sorted(error.replace("{line}", str(line), 1) for error in case.errors)
    assert expected == bad.errors()


class Record(NamedTuple):
    """Fields of one reference changed, and the error that must follow."""

    reference: str
    fields: dict[str, Any]
    error: str


REFERENCES = {
    "DOI as an address": Record(
        "schutten2022",
        {"DOI": "https://doi.org/10.1161/JAHA.121.021783"},
        r"DOI: expected text like ^10\.[0-9]{4,9}/\S+$,"
        " got 'https://doi.org/10.1161/JAHA.121.021783'",
    ),
    "DOI without its suffix": Record(
        "schutten2022",
        {"DOI": "10.1161"},
        r"DOI: expected text like ^10\.[0-9]{4,9}/\S+$, got '10.1161'",
    ),
    "DOI of another reference": Record(
        "schutten2022",
        {"DOI": "10.1186/s40795-016-0121-3"},
        "DOI: expected each DOI once, got '10.1186/s40795-016-0121-3'",
    ),
    "PMID with its name": Record(
        "schutten2022",
        {"PMID": "PMID 35253448"},
        "PMID: expected text like ^[1-9][0-9]{0,8}$, got 'PMID 35253448'",
    ),
    "PMID as a number": Record(
        "schutten2022",
        {"PMID": 35253448},
        "PMID: expected printable text without blanks around it, got 35253448",
    ),
    "PMID of another reference": Record(
        "schutten2022",
        {"PMID": "2407766"},
        "PMID: expected each PMID once, got '2407766'",
    ),
    "PMCID without its letters": Record(
        "garrison-2020",
        {"PMCID": "8094171"},
        "PMCID: expected text like ^PMC[0-9]+$, got '8094171'",
    ),
    "no type": Record("schutten2022", {"type": ""}, "type: expected a value, got ''"),
    "title in a list": Record(
        "schutten2022",
        {"title": ["Title"]},
        "title: expected printable text without blanks around it, got ['Title']",
    ),
    "author in one text": Record(
        "schutten2022",
        {"author": "J. C. Schutten"},
        "author: expected a JSON array, got 'J. C. Schutten'",
    ),
    "year without its parts": Record(
        "schutten2022", {"issued": 2022}, "issued: expected a JSON object, got 2022"
    ),
    "unknown key": Record(
        "schutten2022",
        {"doi": "10.1161/JAHA.121.021783"},
        "expected one of id, type, title, author, issued, container-title, volume, issue, page,"
        " DOI, PMID, PMCID, URL, note, got 'doi'",
    ),
}


@pytest.mark.parametrize("case", REFERENCES.values(), ids=REFERENCES)
def test_breach_in_a_reference_is_named_by_place_and_field(bad: Bad, case: Record) -> None:
    """One changed reference gives exactly its error, with its place in the array."""
    place = bad.reference(case.reference, **case.fields)
    mark = ": " if case.error.startswith("expected") else " "
    expected = f"references.json line {place}{mark}{case.error}"
    assert [expected] == bad.errors()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("author", ["J. C. Schutten"]),
        ("author", [{"surname": "Schutten"}]),
        ("author", [{"family": 5}]),
        ("author", [None]),
        ("author", [{}]),
        ("author", [{"family": ""}]),
        ("author", [{"family": " Schutten"}]),
        ("author", [{"family": "Schutten", "given": "J.\nC."}]),
        ("author", [{"literal": "Schutten \u202eand others"}]),
        ("issued", {"raw": "2022"}),
        ("issued", {"date-parts": []}),
        ("issued", {"date-parts": [[]]}),
        ("issued", {"date-parts": [["2022"]]}),
    ],
)
def test_part_of_a_reference_of_another_shape_is_named(bad: Bad, field: str, value: Any) -> None:
    """Authors are objects of names, and the date holds a year as a number."""
    place = bad.reference("schutten2022", **{field: value})
    (error,) = bad.errors()
    assert error.startswith(f"references.json line {place} {field}: expected "), error


def test_absurd_formula_is_named(bad: Bad) -> None:
    """A count of atoms beyond all reckoning is a breach like any other."""
    line = bad.change("compounds", ("magnesium_oxide",), formula=f"MgO{'9' * 40}")
    for error in bad.errors():
        assert error.startswith(f"compounds.csv line {line} "), error


@pytest.mark.parametrize("weight", ["9" * 40, "-24.305", "0"])
def test_absurd_atomic_weight_is_named(bad: Bad, weight: str) -> None:
    """A weight beyond all reckoning is told by its row or by the formulae that hold it."""
    bad.change("atomic_weights", ("O",), weight=weight)
    for error in bad.errors():
        assert error.startswith(("atomic_weights.csv line ", "compounds.csv line ")), error


# whole files ------------------------------------------------------------------------------------


def test_missing_table_is_one_error(bad: Bad) -> None:
    """A table that is not there is named."""
    (bad.folder / "limitations.csv").unlink()
    assert ["limitations.csv: expected a file of this name, got 'none'"] == bad.errors()


def test_table_that_cannot_be_read_is_one_error(bad: Bad) -> None:
    """Where a folder stands in place of a table, the table is named, as in a broken archive."""
    (bad.folder / "limitations.csv").unlink()
    (bad.folder / "limitations.csv").mkdir()
    assert ["limitations.csv: expected an ordinary file, got 'a folder'"] == bad.errors()


def test_missing_descriptor_is_one_error(bad: Bad) -> None:
    """A folder that is no data package is named as such."""
    (bad.folder / "datapackage.json").unlink()
    assert ["datapackage.json: expected a file of this name, got 'none'"] == bad.errors()


@pytest.mark.parametrize("text", ["", "{", "[]", "5", "{}", '{"resources": 5}'])
def test_broken_descriptor_is_a_data_error(bad: Bad, text: str) -> None:
    """A descriptor that is no JSON object with resources is named."""
    (bad.folder / "datapackage.json").write_text(text, "utf-8")
    (error,) = bad.errors()
    assert error.startswith("datapackage.json"), error


def test_wrong_header_is_one_error(bad: Bad) -> None:
    """Columns by other names are told beside the right ones."""
    rows = bad.read("limitations")
    rows[0] = ["id", "study", "limitation"]
    bad.write("limitations", rows)
    expected = "limitations.csv line 1: expected id,study,text, got 'id,study,limitation'"
    assert [expected] == bad.errors()


def test_byte_order_mark_is_an_error(bad: Bad) -> None:
    """A byte order mark before the header is shown, not read over."""
    path = bad.folder / "limitations.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    expected = "limitations.csv line 1: expected UTF-8 without a byte-order mark, got '\\ufeff'"
    assert [expected] == bad.errors()


def test_empty_table_is_an_error(bad: Bad) -> None:
    """A table without a header is named."""
    (bad.folder / "limitations.csv").write_bytes(b"")
    assert ["limitations.csv line 1: expected id,study,text, got ''"] == bad.errors()


@pytest.mark.parametrize(("cells", "count"), [(["one"], 1), (["a", "b", "c", "d"], 4), ([], 0)])
def test_row_of_another_length_is_an_error(bad: Bad, cells: list[str], count: int) -> None:
    """A row with too few or too many cells, or none, is named by its line."""
    rows = bad.read("limitations")
    rows.insert(1, cells)
    bad.write("limitations", rows)
    assert [f"limitations.csv line 2: expected 3 cells, got {count}"] == bad.errors()


def test_wrong_encoding_is_one_error(bad: Bad) -> None:
    """Bytes that are not UTF-8 are told with their place."""
    path = bad.folder / "limitations.csv"
    path.write_bytes(path.read_bytes() + b"\xe9\n")
    (error,) = bad.errors()
    start = "limitations.csv: expected UTF-8 text, got \"'utf-8' codec can't decode byte 0xe9"
    assert error.startswith(start), error


def test_unclosed_quote_is_one_error(bad: Bad) -> None:
    """A quote that is never closed is named."""
    path = bad.folder / "limitations.csv"
    text = path.read_text("utf-8")
    path.write_text(text + '"', "utf-8")
    line = len(text.splitlines()) + 1
    expected = f"limitations.csv line {line}: expected CSV, got 'unexpected end of data'"
    assert [expected] == bad.errors()


def test_text_over_two_lines_is_an_error(bad: Bad) -> None:
    """A record stands on one line; a cell with a line break is named."""
    line = bad.change("claims", ("claim-29",), found="Nothing\nwas found.")
    expected = (
        f"claims.csv line {line + 1} found: expected printable text without blanks around it,"
        " got 'Nothing\\nwas found.'"
    )
    assert [expected] == bad.errors()


def test_repeated_json_key_is_an_error(bad: Bad) -> None:
    """A key that stands twice in a record is named, where JSON would keep the last."""
    path = bad.folder / "references.json"
    text = path.read_text("utf-8")
    path.write_text(text.replace('"volume":', '"page": "1",\n    "page":', 1), "utf-8")
    expected = "references.json page: expected a key once in each object, got 'twice'"
    assert expected in bad.errors()


def test_broken_json_names_its_line(bad: Bad) -> None:
    """JSON that does not parse is told with the line of the fault."""
    path = bad.folder / "references.json"
    path.write_text(path.read_text("utf-8").replace('"id"', "id", 1), "utf-8")
    (error,) = [error for error in bad.errors() if error.startswith("references.json")]
    assert "line 3" in error, error


@pytest.mark.parametrize("text", ["[" * 100_000, f"[{'9' * 5_000}]", '["\\ud800"]', "[NaN]"])
def test_json_beyond_all_reckoning_is_an_error(bad: Bad, text: str) -> None:
    """Nesting without end, a number without end and half a letter are breaches like any other."""
    (bad.folder / "references.json").write_text(text, "utf-8")
    errors = [error for error in bad.errors() if error.startswith("references.json")]
    assert [True] == ["expected" in error for error in errors]


@pytest.mark.parametrize("text", ["{}", '{"a": 1}', "5", "null", '"text"'])
def test_references_that_are_no_array_are_an_error(bad: Bad, text: str) -> None:
    """The file of references holds an array of objects."""
    (bad.folder / "references.json").write_text(text, "utf-8")
    errors = [error for error in bad.errors() if error.startswith("references.json")]
    assert [True] == [error.startswith("references.json: expected ") for error in errors]


def test_reference_that_is_no_object_is_an_error(bad: Bad) -> None:
    """A record that is text is named by its place."""
    path = bad.folder / "references.json"
    path.write_text(json.dumps(["text", *json.loads(path.read_text("utf-8"))]), "utf-8")
    (error,) = bad.errors()
    assert error.startswith("references.json line 1: expected "), error


def test_unused_reference_is_an_error(bad: Bad) -> None:
    """A source that nothing rests on has no place in the data."""
    path = bad.folder / "references.json"
    records = json.loads(path.read_text("utf-8"))
    records.append({"id": "spare", "type": "book"})
    path.write_text(json.dumps(records), "utf-8")
    expected = (
        f"references.json line {len(records)} id: expected a reference that a row uses, got 'spare'"
    )
    assert [expected] == bad.errors()


# rules over several rows ------------------------------------------------------------------------


def test_pair_that_stands_twice_is_an_error(bad: Bad) -> None:
    """A pair is appraised once, in whatever order; the pair it stands for is missing."""
    line = bad.change("pair_appraisals", ("malate-glycinate",), second="oxide")
    expected = {
        f"pair_appraisals.csv line {bad.line('pair_appraisals', pair)} second:"
        " expected a pair of two forms that stands once, got 'oxide'"
        for pair in ("malate-oxide", "malate-glycinate")
    }
    twice, missing = sorted(bad.errors(), key=lambda error: "every pair" in error)
    assert line > 1
    assert twice in expected
    assert missing == "pair_appraisals.csv: expected every pair of forms, got 5"


def test_missing_pair_is_an_error(bad: Bad) -> None:
    """Every pair of forms is appraised, if only as not established."""
    bad.drop("pair_appraisals", "citrate-malate")
    assert ["pair_appraisals.csv: expected every pair of forms, got 5"] == bad.errors()


def test_missing_rating_is_an_error(bad: Bad) -> None:
    """Every form has a rating."""
    bad.drop("ratings", "oxide")
    line = bad.line("forms", "oxide")
    expected = f"forms.csv line {line} id: expected a form with a row in ratings.csv, got 'oxide'"
    assert [expected] == bad.errors()


def test_missing_atomic_weight_is_an_error_of_each_formula(bad: Bad) -> None:
    """Without the weight of nitrogen each formula that holds it is named, and no other."""
    bad.drop("atomic_weights", "N")
    expected = [
        f"compounds.csv line {bad.line('compounds', compound)} formula:"
        f" expected a formula of known elements, got \"no atomic weight for N in '{formula}'\""
        for compound, formula in (
            ("magnesium_bisglycinate", "C4H8MgN2O4"),
            ("magnesium_bisglycinate_dihydrate", "C4H12MgN2O6"),
        )
    ]
    assert sorted(expected) == bad.errors()


@pytest.mark.parametrize(
    ("row", "changes", "got"),
    [
        ("us-upper-2", {"value_mg": ""}, "None"),
        ("us-upper-2", {"status": "not reported"}, "Decimal('65')"),
        ("us-upper-1", {"status": "stated"}, "None"),
    ],
)
def test_level_is_stated_or_said_to_be_none(
    bad: Bad, row: str, changes: dict[str, str], got: str
) -> None:
    """A level without a figure says why, and one with a figure is a stated one."""
    bad.change("intake_limits", (row,), **changes)
    expected = "a figure where it is stated, and none where it is not"
    where = f"intake_limits.csv line {bad.line('intake_limits', row)} value_mg"
    assert [f"{where}: expected {expected}, got {got}"] == bad.errors()


def test_no_standing_caveat_is_an_error(bad: Bad) -> None:
    """The standing caveat cannot be left out."""
    bad.change("caveats", ("standing",), scope="general")
    assert ["caveats.csv scope: expected one standing caveat, got 'none'"] == bad.errors()


def test_second_standing_caveat_is_an_error(bad: Bad) -> None:
    """There is one standing caveat."""
    line = bad.change("caveats", ("surrogate",), scope="standing")
    expected = "one standing caveat, which is there already"
    assert [f"caveats.csv line {line} scope: expected {expected}, got 'standing'"] == bad.errors()


@pytest.mark.parametrize(
    ("form", "name", "got"),
    [
        ("citrate|Citroma", "magnesia", "magnesia of citrate and oxide"),
        ("malate|DMM", "Magnesium Oxide", "magnesiumoxide of malate and oxide"),
    ],
)
def test_name_of_two_forms_is_an_error(bad: Bad, form: str, name: str, got: str) -> None:
    """A name that would mean two forms is told with both, whatever its case and spaces."""
    bad.change("names", tuple(form.split("|")), name=name)
    errors = [error for error in bad.errors() if error.endswith(f"got '{got}'")]
    assert ["expected a name of one form alone"] == [
        error.split(": ")[1].split(", got")[0] for error in errors
    ]


def test_name_of_two_forms_is_told_with_its_line(bad: Bad) -> None:
    """The row to mend is named like that of any other breach."""
    line = bad.change("names", ("citrate", "Citroma"), name="magnesia")
    others = bad.line("names", "oxide", "magnesia")
    (error,) = bad.errors()
    assert error.startswith((f"names.csv line {line} name", f"names.csv line {others} name")), error


def test_missing_measure_row_is_an_error(bad: Bad) -> None:
    """A finding that compares a pair needs a row for its measure."""
    bad.drop("measure_appraisals", "citrate-oxide-other")
    line = bad.line("pair_appraisals", "citrate-oxide")
    expected = (
        f"pair_appraisals.csv line {line} id: expected a row for other, which walker2003-f6"
        " compares, got 'citrate-oxide'"
    )
    assert [expected] == bad.errors()


def test_measure_that_stands_twice_is_an_error(bad: Bad) -> None:
    """A pair has one row a measure."""
    rows = bad.read("measure_appraisals")
    again = list(rows[bad.line("measure_appraisals", "citrate-oxide-other") - 1])
    again[0] = "citrate-oxide-again"
    bad.write("measure_appraisals", [*rows, again])
    (error,) = bad.errors()
    assert error.startswith("measure_appraisals.csv line "), error
    assert "each pair and measure once" in error


@pytest.mark.parametrize(
    ("measure", "stored", "derived"),
    [
        ("citrate-oxide-plasma_long_term", "no_difference_found", "conflicting"),
        ("citrate-oxide-intracellular", "conflicting", "no_difference_found"),
        ("citrate-glycinate-intracellular", "not_established", "no_difference_found"),
        ("citrate-oxide-urinary_magnesium_other", "not_established", "favours citrate"),
        ("glycinate-oxide-isotope_time_course", "no_difference_found", "favours glycinate"),
    ],
)
def test_measure_outcome_against_the_findings_is_an_error(
    bad: Bad, measure: str, stored: str, derived: str
) -> None:
    """What a row says and what follows are both told in the words of the file."""
    line = bad.change("measure_appraisals", (measure,), outcome=stored, favoured="")
    place = f"measure_appraisals.csv line {line} outcome: "
    (error,) = [error for error in bad.errors() if error.startswith(place)]
    assert f"{place}expected {derived}, as the findings say, got '{stored}'" == error


def test_pair_outcome_that_does_not_follow_is_an_error(bad: Bad) -> None:
    """What is said of a pair must fit its measures."""
    line = bad.change(
        "pair_appraisals", ("citrate-oxide",), outcome="no_difference_found", favoured=""
    )
    expected = (
        f"pair_appraisals.csv line {line} outcome: expected what follows from the findings,"
        " got 'no_difference_found'"
    )
    assert [expected] == bad.errors()


def test_finding_turned_round_is_an_error_of_its_measure(bad: Bad) -> None:
    """An appraisal does not outlive the findings under it."""
    bad.change("human_findings", ("lindberg1990-f1",), higher="oxide", lower="citrate")
    measure = bad.line("measure_appraisals", "citrate-oxide-urinary_magnesium_other")
    starts = [f"measure_appraisals.csv line {measure} outcome: expected favours"]
    pair = bad.line("pair_appraisals", "citrate-oxide")
    starts.append(f"pair_appraisals.csv line {pair} outcome: expected what follows")
    for start, error in zip(starts, bad.errors(), strict=True):
        assert error.startswith(start), error


def test_published_study_made_unpublished_no_longer_counts(bad: Bad) -> None:
    """Whether a study counts is seen from its row, not from the appraisal."""
    bad.change("studies", ("fogarty2002",), published="false")
    line = bad.line("measure_appraisals", "citrate-glycinate-serum_single_dose")
    expected = (
        f"measure_appraisals.csv line {line} studies: expected walker2003,"
        " got 'fogarty2002; walker2003'"
    )
    assert [expected] == bad.errors()


# several together -------------------------------------------------------------------------------


def test_breaches_are_raised_together(bad: Bad) -> None:
    """One round of loading names every bad cell, in whatever files."""
    claim = bad.change("claims", ("claim-01",), verdict="true")
    limit = bad.change("limitations", ("lindberg1990-l1",), study="nobody1999")
    record = bad.reference("schutten2022", PMID="none")
    with pytest.raises(mf.DataErrors) as caught:
        bad.load()
    head, *errors = str(caught.value).splitlines()
    assert head == "the data package has 3 errors"
    expected = [
        (
            f"  claims.csv line {claim} verdict: expected one of: supported, partly,"
            " contradicted, unverifiable, got 'true'"
        ),
        f"  limitations.csv line {limit} study: expected a key of studies, got 'nobody1999'",
        f"  references.json line {record} PMID: expected text like ^[1-9][0-9]{{0,8}}$, got 'none'",
    ]
    assert expected == sorted(errors)


def test_breaches_of_different_rules_are_raised_together(bad: Bad) -> None:
    """Rules between tables are all applied before anything is raised."""
    identifier = bad.change("identifiers", ("magnesium_oxide", "cas"), value="1309-48-5")
    figure = bad.change("human_measurements", ("kappeler2017-m1",), verification="secondary")
    species = bad.change("animal_findings", ("coudray2005-f1",), species="mouse")
    caveat = bad.change("caveats", ("surrogate",), scope="standing")
    expected = [
        f"animal_findings.csv line {species} species: expected rat, as of its study, got 'mouse'",
        (
            f"caveats.csv line {caveat} scope: expected one standing caveat, which is there"
            " already, got 'standing'"
        ),
        (
            f"human_measurements.csv line {figure} verification: expected full text or abstract"
            " for a figure, got 'secondary'"
        ),
        (
            f"identifiers.csv line {identifier} value: expected a CAS number with its check digit,"
            " got '1309-48-5'"
        ),
    ]
    assert expected == bad.errors()


def test_appraisals_that_do_not_follow_are_raised_together(bad: Bad) -> None:
    """What does not follow from the findings is named for every row at once."""
    first = bad.change("measure_appraisals", ("citrate-oxide-other",), studies="kappeler2017")
    second = bad.change("measure_appraisals", ("citrate-glycinate-other",), studies="")
    expected = [
        f"measure_appraisals.csv line {first} studies: expected walker2003, got 'kappeler2017'",
        f"measure_appraisals.csv line {second} studies: expected walker2003, got ''",
    ]
    assert sorted(expected) == bad.errors()


@pytest.fixture
def group(bad: Bad) -> mf.DataErrors:
    """Two errors in different files, raised together."""
    bad.change("claims", ("claim-01",), found="")
    bad.change("limitations", ("lindberg1990-l1",), text="")
    with pytest.raises(mf.DataErrors) as caught:
        bad.load()
    return caught.value


def _fields(group: mf.DataErrors) -> list[tuple[object, ...]]:
    return [
        (error.file, error.field, error.expected, error.got)
        for error in sorted(group.exceptions, key=str)
    ]


TOGETHER = [
    ("claims.csv", "found", "a value", ""),
    ("limitations.csv", "text", "a value", ""),
]


@pytest.mark.parametrize("again", [lambda group: pickle.loads(pickle.dumps(group)), copy.copy])  # noqa: S301
def test_errors_survive_pickle_and_copy(
    group: mf.DataErrors, again: Callable[[mf.DataErrors], mf.DataErrors]
) -> None:
    """Errors come whole out of another process: type, text and every part."""
    other = again(group)
    assert type(other) is mf.DataErrors
    assert str(group) == str(other)
    assert TOGETHER == _fields(other)


def test_one_error_survives_pickle(group: mf.DataErrors) -> None:
    """A single error keeps its line."""
    error = group.exceptions[0]
    other = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(other) is mf.DataError
    assert (error.line, str(error)) == (other.line, str(other))


def test_errors_split_into_groups_of_their_kind(group: mf.DataErrors) -> None:
    """Splitting by a condition gives two groups that read like the first."""
    claims, rest = group.split(lambda error: getattr(error, "file", "") == "claims.csv")
    assert (mf.DataErrors, mf.DataErrors) == (type(claims), type(rest))
    assert [TOGETHER[0]] == _fields(claims)
    assert [TOGETHER[1]] == _fields(rest)
    assert group.message == claims.message


def test_errors_derive_groups_of_their_kind(group: mf.DataErrors) -> None:
    """A derived group is of the same kind, with the same message."""
    derived = group.derive(group.exceptions[:1])
    assert type(derived) is mf.DataErrors
    assert (group.message, 1) == (derived.message, len(derived.exceptions))


def test_errors_can_be_caught_one_by_one_or_by_their_base(bad: Bad) -> None:
    """`except*` reaches the single errors, and one base covers them all."""
    bad.change("claims", ("claim-01",), found="")
    seen: list[str] = []
    try:
        bad.load()
    except* mf.DataError as errors:
        seen = [str(error) for error in errors.exceptions]
    assert [
        f"claims.csv line {bad.line('claims', 'claim-01')} found: expected a value, got ''"
    ] == (seen)
    with pytest.raises(mf.MagformsError):
        bad.load()


def test_single_error_is_counted_in_the_singular(bad: Bad) -> None:
    """The head of the message agrees with its number."""
    bad.change("claims", ("claim-01",), found="")
    with pytest.raises(mf.DataErrors) as caught:
        bad.load()
    assert str(caught.value).startswith("the data package has 1 error\n  claims.csv line ")


# whatever stands there --------------------------------------------------------------------------


def _load(changed: dict[str, bytes]) -> mf.Catalogue | None:
    """Return the catalogue of a changed package, or None where its data are refused."""
    files = BYTES | changed
    try:
        return load_package(read_package(files.__getitem__))
    except mf.DataErrors:
        return None


CELL_TEXT = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["citrate", "oxide", "favours", "true", "0", "-1", "9" * 40, "MgO" + "9" * 40]),
    st.sampled_from(["sulfate", "citrate > oxide", "coudray2005", "secondary", "higher", ""]),
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_cell_is_taken_or_refused_as_data(data: st.DataObject) -> None:
    """Whatever a cell holds, loading gives a catalogue or data errors, nothing else."""
    table = data.draw(st.sampled_from(TABLES))
    rows = list(csv.reader(io.StringIO(BYTES[PATHS[table]].decode("utf-8"))))
    row = data.draw(st.integers(1, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[0]) - 1))
    others = st.sampled_from(rows).map(lambda other: other[column])
    rows[row][column] = data.draw(st.one_of(CELL_TEXT, others))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    _load({PATHS[table]: text.getvalue().encode("utf-8", "surrogatepass")})


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["id", "title", "author", "issued", "DOI", "URL", "note"]), JSON_VALUES)
def test_any_value_of_a_reference_is_taken_or_refused_as_data(field: str, value: Any) -> None:
    """Whatever JSON a field of a reference holds, nothing but data errors come of it."""
    records = json.loads(BYTES["references.json"])
    records[0][field] = value
    _load({"references.json": json.dumps(records).encode("utf-8")})


@settings(max_examples=40, deadline=None)
@given(JSON_VALUES)
def test_any_json_is_taken_or_refused_as_references(value: Any) -> None:
    """Whatever JSON stands in place of the references, nothing but data errors come of it."""
    _load({"references.json": json.dumps(value).encode("utf-8")})


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(PATHS.values())), st.floats(0, 1), st.binary(max_size=4))
def test_any_cut_file_is_taken_or_refused_as_data(path: str, share: float, rest: bytes) -> None:
    """A file cut anywhere gives data errors or, at the end of a line, fewer rows."""
    content = BYTES[path]
    _load({path: content[: int(len(content) * share)] + rest})


def test_unchanged_copy_loads(bad: Bad) -> None:
    """The copy that the tests here break is whole before they break it."""
    assert mf.catalogue() == bad.load()
