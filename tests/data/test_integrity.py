"""The shipped data, record by record, read from the files themselves."""

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from magforms.datafiles import shipped_files

SHIPPED = shipped_files()
DESCRIPTOR = json.loads(SHIPPED("datapackage.json"))
PATHS: dict[str, str] = {item["name"]: item["path"] for item in DESCRIPTOR["resources"]}
TABLES = {
    name: list(csv.DictReader(io.StringIO(SHIPPED(path).decode("utf-8"))))
    for name, path in PATHS.items()
    if path.endswith(".csv")
}
REFERENCES: list[dict[str, Any]] = json.loads(SHIPPED("references.json"))
REFERENCE_IDS = {record["id"] for record in REFERENCES}
STUDIES = {row["id"]: row for row in TABLES["studies"]}
ARMS = {(row["study"], row["arm"]): row for row in TABLES["arms"]}

FINDINGS = ("human_findings", "animal_findings", "in_vitro_findings")
MEASUREMENTS = ("human_measurements", "animal_measurements", "in_vitro_measurements")
SOURCED = (*FINDINGS, *MEASUREMENTS, "statements")
SHARES = ("fractional_absorption_isotope", "fractional_absorption_other")

Row = dict[str, str]


def cases(*tables: str, key: str = "id") -> list[ParameterSet]:
    """Return the rows of some tables, each a case under its key."""
    return [
        pytest.param(row, id=f"{table} {row[key]}") for table in tables for row in TABLES[table]
    ]


def items(cell: str) -> list[str]:
    """Return the items of a list in one cell."""
    return cell.split("; ") if cell else []


# where a figure comes from ----------------------------------------------------------------------


@pytest.mark.parametrize("row", [*cases(*SOURCED), *cases("atomic_weights", key="element")])
def test_figure_has_its_provenance(row: Row) -> None:
    """Each figure, finding and statement says where it stands and how it was checked."""
    assert row["reference"] in REFERENCE_IDS, "add the source to references.json"
    assert row["locator"].strip(), "say where in the source it stands"
    assert row["origin"] in ("reported", "computed")
    assert row["verification"] in ("full text", "abstract", "secondary")
    assert row["readings"] in ("1", "2"), "one or two independent readings"
    assert re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", row["checked_on"])


@pytest.mark.parametrize("row", [*cases("studies"), *cases("authorised_claims")])
def test_study_and_authorised_claim_have_their_provenance(row: Row) -> None:
    """What was read of a source is said for every record that rests on it."""
    assert set(items(row.get("references") or row.get("reference", ""))) <= REFERENCE_IDS
    assert row["verification"] in ("full text", "abstract", "secondary")
    assert row["readings"] in ("1", "2")


@pytest.mark.parametrize("row", cases("ratings", key="form"))
def test_rating_has_reasons_and_sources(row: Row) -> None:
    """An appraisal gives its reasons and rests on sources; a claim cites who makes it."""
    assert row["reason"]
    assert row["strict_reason"]
    assert items(row["evidence"]), "name the sources of the rating"
    assert set(items(row["evidence"]) + items(row["against"])) <= REFERENCE_IDS
    assert "popular-article" == row["claimed_reference"]
    assert row["claimed_locator"]
    assert "popular-article" not in items(row["evidence"])


@pytest.mark.parametrize("row", [*cases("uses"), *cases("pair_appraisals")])
def test_appraisal_has_a_reason(row: Row) -> None:
    """Direction, outcome and certainty are never given without a reason."""
    assert len(row["reason"].split()) >= 5, "say in a sentence why"
    assert "appraised" == row["origin"]


@pytest.mark.parametrize("row", [*cases("uses"), *cases("caveats")])
def test_use_and_caveat_rest_on_sources_and_not_on_the_popular_article(row: Row) -> None:
    """The popular article is cited for what it claims, never as evidence."""
    lists = [row[name] for name in row if name.endswith("references")]
    cited = {reference for cell in lists for reference in items(cell)}
    assert items(row["references"]), "name a source"
    assert "popular-article" not in cited


@pytest.mark.parametrize("row", cases("claims"))
def test_claim_is_the_articles_and_was_checked(row: Row) -> None:
    """Each claim of the popular article has what was found, and a source where one was found."""
    assert "popular-article" == row["source"]
    assert row["found"]
    assert row["verdict"] in ("supported", "partly", "contradicted", "unverifiable")
    assert items(row["references"]) or row["verdict"] == "unverifiable"


@pytest.mark.parametrize("row", cases("screened", key="reference"))
def test_screened_source_carries_nothing(row: Row) -> None:
    """Nothing rests on a source that was not read or is none."""
    assert row["reason"]
    if row["decision"] == "not used":
        return
    cited = {
        cell
        for table in SOURCED
        for cell in (line["reference"] for line in TABLES[table])
        if table != "statements"
    }
    assert row["reference"] not in cited


# people, animals, laboratory --------------------------------------------------------------------


@pytest.mark.parametrize("row", cases("human_findings", "human_measurements"))
def test_human_record_is_of_a_study_in_people(row: Row) -> None:
    """The tables on people hold studies in people alone."""
    assert "human" == STUDIES[row["study"]]["species"], "move it to the animal tables"


@pytest.mark.parametrize("row", cases("animal_findings", "animal_measurements"))
def test_animal_record_is_of_the_species_of_its_study(row: Row) -> None:
    """The tables on animals hold studies in animals alone, under their species."""
    assert row["species"] in ("rat", "mouse")
    assert STUDIES[row["study"]]["species"] == row["species"]


@pytest.mark.parametrize("row", cases("in_vitro_findings", "in_vitro_measurements"))
def test_laboratory_record_is_on_solubility(row: Row) -> None:
    """What dissolves in the laboratory is measured as such, and never as absorption."""
    assert "solubility_in_vitro" == row["measure"]


@pytest.mark.parametrize("row", cases("human_findings", "animal_findings"))
def test_solubility_is_not_filed_under_people_or_animals(row: Row) -> None:
    """A laboratory figure has a table of its own."""
    assert "solubility_in_vitro" != row["measure"]


# figures ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", cases(*MEASUREMENTS))
def test_figure_was_read_in_its_source(row: Row) -> None:
    """No number comes from someone else's account."""
    assert row["verification"] in ("full text", "abstract")


@pytest.mark.parametrize("row", cases(*MEASUREMENTS))
def test_figure_is_a_number_with_a_unit(row: Row) -> None:
    """A figure is a plain number in the digits of its source, and one of a pair says so."""
    assert re.fullmatch(r"-?\d+(\.\d+)?", row["value"])
    assert re.fullmatch(r"(-?\d+(\.\d+)?)?", row["value_to"])
    assert row["unit"]
    pair = row["value_kind"] in ("before and after", "lowest and highest")
    assert bool(row["value_to"]) == pair


@pytest.mark.parametrize(
    "row", [case for case in cases(*MEASUREMENTS) if case.values[0]["measure"] in SHARES]
)
def test_share_absorbed_needs_its_context(row: Row) -> None:
    """A share of a dose is shown only with its study, dose, method and people."""
    assert "true" == row["context_required"]
    study = STUDIES[row["study"]]
    assert study["design"]
    assert study["population"]


@pytest.mark.parametrize(
    "row",
    [case for case in cases(*FINDINGS) if case.values[0]["verification"] == "secondary"],
)
def test_second_hand_finding_gives_no_number(row: Row) -> None:
    """What is known second-hand may carry a direction in words, never a figure."""
    assert not re.search(r"\d", row["statistics"])
    assert not re.search(r"\d", row["statement"])


@pytest.mark.parametrize("study", ["crowley_albion", "weiss2018"])
def test_withheld_numbers_of_a_study_are_not_there(study: str) -> None:
    """Where numbers of a study may not be printed, they are left out and the reason given."""
    row = STUDIES[study]
    assert ["", "", "", ""] == [
        row[name] for name in ("n", "n_note", "elemental_dose_mg", "dose_as_reported")
    ]
    assert row["numbers_withheld"]
    assert not [arm for arm in TABLES["arms"] if arm["study"] == study and arm["elemental_dose_mg"]]


# findings and arms ------------------------------------------------------------------------------


def members(study: str, arm: str) -> set[str]:
    """Return the arms that an arm or group stands for."""
    return set(items(ARMS[study, arm]["members"])) or {arm}


@pytest.mark.parametrize("row", cases(*FINDINGS))
def test_finding_names_arms_of_its_study(row: Row) -> None:
    """Every arm of a finding is one of its study, and what is contrasted is compared."""
    sides = [name for name in (row["higher"], row["lower"]) if name]
    leans = [arm for lean in items(row["leans"]) for arm in lean.split(" > ")]
    named = {*sides, *leans, *items(row["compared"])}
    assert {(row["study"], arm) for arm in named} <= ARMS.keys()
    compared = {arm for name in items(row["compared"]) for arm in members(row["study"], name)}
    contrasted = {arm for name in (*sides, *leans) for arm in members(row["study"], name)}
    assert contrasted <= compared, "add the arms to 'compared'"


@pytest.mark.parametrize("row", cases(*FINDINGS))
def test_finding_says_which_is_higher_just_where_one_is(row: Row) -> None:
    """Higher and lower are named together, apart from each other, and only for a difference."""
    is_higher = row["verdict"] == "higher"
    assert (is_higher, is_higher) == (bool(row["higher"]), bool(row["lower"]))
    if is_higher:
        over, under = (members(row["study"], row[side]) for side in ("higher", "lower"))
        assert not over & under
        assert row["contrast"] in ("between_arms", "rank", "pooled")


@pytest.mark.parametrize("row", cases(*FINDINGS))
def test_change_within_an_arm_is_no_difference_between_arms(row: Row) -> None:
    """Where each arm was set against its own start, nothing is called higher or equal."""
    if row["contrast"] in ("within_arm", "none"):
        assert "not_reported" == row["verdict"]
    if row["leans"]:
        assert "within_arm" == row["contrast"]


@pytest.mark.parametrize("row", cases("arms", key="arm"))
def test_group_has_members_and_an_arm_has_a_substance(row: Row) -> None:
    """A group is a set of arms of its study; an arm is something that was given."""
    if row["kind"] == "group":
        arms = [ARMS[row["study"], name] for name in items(row["members"])]
        assert len(arms) >= 2
        assert {"arm"} == {arm["kind"] for arm in arms}, "a group is made of arms"
        assert ["", "", ""] == [row["form"], row["substance"], row["identity"]]
    else:
        assert "" == row["members"]
        assert row["substance"]
        assert row["identity"] in ("stated", "assumed", "not seen")


@pytest.mark.parametrize("row", cases("arms", key="arm"))
def test_arm_filed_under_a_form_is_that_substance(row: Row) -> None:
    """A form is given to an arm only where its substance has that name."""
    if row["form"]:
        assert row["form"] == row["substance"]
    else:
        assert row["substance"] not in ("citrate", "glycinate", "malate", "oxide")


@pytest.mark.parametrize("row", cases(*MEASUREMENTS))
def test_figure_belongs_to_an_arm_of_its_study(row: Row) -> None:
    """A figure is that of an arm, or of a form or compound where there is no study."""
    for arm in (row["arm"], row["comparator"]):
        assert not arm or (row["study"], arm) in ARMS
    assert row["arm"] or row.get("form")


# references and identifiers ---------------------------------------------------------------------


def references() -> list[ParameterSet]:
    """Return the references, each a case under its id."""
    return [pytest.param(record, id=record["id"]) for record in REFERENCES]


@pytest.mark.parametrize("record", references())
def test_reference_is_well_formed(record: dict[str, Any]) -> None:
    """Identifiers are bare, the year is a number, and names have their parts."""
    assert re.fullmatch(r"10\.\d{4,9}/[^\s<>\"]*[^\s<>\".,;]", record.get("DOI", "10.1000/x"))
    assert re.fullmatch(r"[1-9]\d{4,7}", record.get("PMID", "10000"))
    assert re.fullmatch(r"PMC[1-9]\d{4,7}", record.get("PMCID", "PMC10000"))
    for author in record.get("author", ()):
        assert author.keys() <= {"family", "given", "literal"}
        assert author.get("family") or author.get("literal")
    ((year, *_),) = record.get("issued", {"date-parts": [[2000]]})["date-parts"]
    assert 1900 <= year <= 2026


@pytest.mark.parametrize("record", references())
def test_reference_can_be_looked_up_or_says_why_not(record: dict[str, Any]) -> None:
    """A source has a DOI, a PMID, an address, enough to find it by, or a note."""
    found = record.keys() & {"DOI", "PMID", "PMCID", "URL", "note"}
    assert found or {"title", "container-title"} <= record.keys(), "say in 'note' what is missing"


@pytest.mark.parametrize("record", references())
def test_address_is_secure_and_that_of_the_publisher(record: dict[str, Any]) -> None:
    """An address stands only where there is no DOI, and is no mirror of the text."""
    address = record.get("URL", "https://a.example")
    assert re.fullmatch(r"https?://[^\s/]+\.[a-z]+(/\S*)?", address)
    assert not ("URL" in record and "DOI" in record), "the DOI is the address"
    for mirror in ("wilddata", "sci-hub", "scribd", "researchgate", "web.archive"):
        assert mirror not in address


@pytest.mark.parametrize("field", ["DOI", "PMID", "PMCID"])
def test_identifier_of_a_reference_is_of_one_alone(field: str) -> None:
    """No two records have one DOI, PMID or PMCID, whatever its case."""
    counted = Counter(record[field].casefold() for record in REFERENCES if field in record)
    assert [] == [value for value, n in counted.items() if n > 1], "merge the records"


@pytest.mark.parametrize("row", cases("identifiers", key="value"))
def test_identifier_of_a_compound_is_well_formed(row: Row) -> None:
    """Registry numbers have their shape, and a CAS number its check digit."""
    shapes = {
        "cas": r"[1-9]\d{1,6}-\d\d-\d",
        "unii": r"[0-9A-Z]{10}",
        "pubchem_cid": r"[1-9]\d*",
        "inchikey": r"[A-Z]{14}-[A-Z]{8}[SN][A-Z]-[A-Z]",
        "inchikey_alternative": r"[A-Z]{14}-[A-Z]{8}[SN][A-Z]-[A-Z]",
    }
    assert re.fullmatch(shapes[row["scheme"]], row["value"])
    assert row["basis"], "say what it rests on"
    if row["scheme"] == "cas":
        *digits, check = [int(sign) for sign in row["value"] if sign != "-"]
        total = sum(place * digit for place, digit in enumerate(reversed(digits), 1))
        assert total % 10 == check


@pytest.mark.parametrize("scheme", ["cas", "unii", "pubchem_cid", "inchikey"])
def test_identifier_is_of_one_compound_alone(scheme: str) -> None:
    """No identifier stands for two compounds."""
    values = [row["value"] for row in TABLES["identifiers"] if row["scheme"] == scheme]
    assert len(values) == len(set(values))


@pytest.mark.parametrize("row", cases("compounds"))
def test_formula_has_a_basis_and_a_compound_without_one_has_no_figures(row: Row) -> None:
    """No figure is computed where no formula is established."""
    figures = (row["molar_mass"], row["elemental_fraction"], row["fraction_origin"])
    if row["formula"]:
        assert row["formula_basis"], "say where the formula was seen"
        assert all(figures)
    else:
        assert ("", "", "") == figures
        assert row["note"] or row["stoichiometry"], "say why there is none"


# names, uses, caveats ---------------------------------------------------------------------------


def matched(name: str) -> str:
    """Return a name without case, accents, spaces and hyphens."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[\s_-]|[\u0300-\u036f]", "", plain)


def test_name_means_one_form() -> None:
    """A name stands under one form, unless it is marked as not fixing one."""
    forms: dict[str, set[str]] = {}
    for row in TABLES["names"]:
        if row["status"] != "not one form":
            forms.setdefault(matched(row["name"]), set()).add(row["form"])
    assert {} == {name: ids for name, ids in forms.items() if len(ids) > 1}


@pytest.mark.parametrize("row", cases("names", key="name"))
def test_name_that_fixes_no_form_says_why(row: Row) -> None:
    """A vague name is told with its reason, and every name with where it was seen."""
    assert row["seen_in"]
    if row["status"] == "not one form":
        assert row["note"], "say what the name leaves open"


@pytest.mark.parametrize("row", cases("uses"))
def test_use_is_approved_just_where_a_place_is_named(row: Row) -> None:
    """An approval is that of a country's regulator."""
    assert ("approved" in items(row["status"])) == bool(row["approved_in"])


@pytest.mark.parametrize("row", cases("uses"))
def test_use_without_clinical_evidence_has_no_certainty(row: Row) -> None:
    """A certainty is given just where trials of people were read."""
    if row["certainty"] == "none":
        assert row["direction"] == "unknown" or row["basis"] == "approved drug indication"
    else:
        assert "tested" in items(row["status"])


@pytest.mark.parametrize("form", ["citrate", "glycinate", "malate", "oxide"])
def test_form_has_its_parts(form: str) -> None:
    """A form has compounds, names, a rating and at least one primary use."""
    for table in ("compounds", "names", "ratings", "uses"):
        assert [row for row in TABLES[table] if row["form"] == form], f"add a row to {table}.csv"
    assert [row for row in TABLES["uses"] if row["form"] == form and row["rank"] == "primary"]


@pytest.mark.parametrize("row", cases("use_terms"))
def test_use_that_is_untested_has_no_row(row: Row) -> None:
    """A use for which no trial of any form was found has no rows, and every other has."""
    rows = [use for use in TABLES["uses"] if use["use"] == row["id"]]
    assert (row["evidence"] == "rows") == bool(rows)


@pytest.mark.parametrize("row", cases("caveats"))
def test_caveat_is_a_sentence_with_a_scope_it_fits(row: Row) -> None:
    """A caveat reads as a sentence, and one on a form, use or study names it."""
    assert re.fullmatch(r"['\"A-Z].*[.?!]", row["text"], re.DOTALL)
    about = {"form": row["forms"], "use": row["uses"], "study": row["studies"]}
    assert about.get(row["scope"], "anything"), f"name the {row['scope']} it is about"


def test_standing_caveat_is_short_enough_to_be_read() -> None:
    """The caveat that stands under every result has about sixty words."""
    (row,) = [row for row in TABLES["caveats"] if row["scope"] == "standing"]
    assert 40 <= len(row["text"].split()) <= 75


# files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["datapackage.json", *PATHS.values()])
def test_file_is_plain_text(path: str) -> None:
    """A file is UTF-8 without a mark, in composed letters, with LF and one last line end."""
    content = SHIPPED(path)
    text = content.decode("utf-8")
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert unicodedata.normalize("NFC", text) == text


@pytest.mark.parametrize("table", TABLES)
def test_record_stands_on_one_line(table: str) -> None:
    """A table has a line a record, so that changes can be read line by line."""
    text = SHIPPED(PATHS[table]).decode("utf-8")
    assert 1 + len(TABLES[table]) == len(text.splitlines())


@pytest.mark.parametrize("resource", DESCRIPTOR["resources"], ids=lambda item: item["name"])
def test_table_is_described(resource: dict[str, Any]) -> None:
    """Someone who has only the files can tell what each table holds."""
    assert resource["description"].endswith(".")
    assert resource["schema"]["primaryKey"]


def test_package_states_version_and_licence() -> None:
    """The data set has a version and a licence of its own."""
    assert re.fullmatch(r"\d{4}\.(0[1-9]|1[0-2])(\.\d+)?", DESCRIPTOR["version"])
    assert ["CC-BY-4.0"] == [licence["name"] for licence in DESCRIPTOR["licenses"]]


@pytest.mark.parametrize("path", ["datapackage.json", "references.json"])
def test_no_key_stands_twice_in_an_object(path: str) -> None:
    """The later one would silently hide the first."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(pairs) == len(dict(pairs)), pairs
        return dict(pairs)

    assert json.loads(SHIPPED(path), object_pairs_hook=once)
