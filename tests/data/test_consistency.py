"""Laws between figures, derived again here from the raw rows of the shipped files."""

import csv
import io
import json
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from magforms.datafiles import shipped_files

SHIPPED = shipped_files()
PATHS: dict[str, str] = {
    item["name"]: item["path"] for item in json.loads(SHIPPED("datapackage.json"))["resources"]
}
TABLES = {
    name: list(csv.DictReader(io.StringIO(SHIPPED(path).decode("utf-8"))))
    for name, path in PATHS.items()
    if path.endswith(".csv")
}
STUDIES = {row["id"]: row for row in TABLES["studies"]}
ARMS = {(row["study"], row["arm"]): row for row in TABLES["arms"]}
PAIRS = {row["id"]: row for row in TABLES["pair_appraisals"]}
APPRAISALS = {(row["pair"], row["measure"]): row for row in TABLES["measure_appraisals"]}
NOT_BIOAVAILABILITY = ("solubility_in_vitro", "tolerability", "other")

Row = dict[str, str]


def cases(table: str, *key: str) -> list[ParameterSet]:
    """Return the rows of a table, each a case under its key."""
    return [
        pytest.param(row, id=" ".join(row[name] for name in key or ("id",)))
        for row in TABLES[table]
    ]


def items(cell: str) -> list[str]:
    """Return the items of a list in one cell."""
    return cell.split("; ") if cell else []


# outcomes from findings: the rule of the evidence, written here a second time -------------------


def forms_of(study: str, arm: str) -> set[str]:
    """Return the forms in an arm or in the members of a group."""
    names = items(ARMS[study, arm]["members"]) or [arm]
    return {ARMS[study, name]["form"] for name in names} - {""}


def pointed(row: Row, pair: tuple[str, str]) -> str:
    """Return the form of a pair that a finding puts higher than the other, or nothing."""
    if row["verdict"] != "higher":
        return ""
    over, under = (forms_of(row["study"], row[side]) for side in ("higher", "lower"))
    for form, other in (pair, pair[::-1]):
        if form in over and other in under and form not in under:
            return form
    return ""


def says(row: Row, pair: tuple[str, str]) -> str:
    """
    Return what a human finding says of a pair by the rule, or nothing.

    It counts if a journal published the study, the arms were compared or ranked, and it is about
    all the people.
    """
    published = STUDIES[row["study"]]["published"] == "true"
    if not published or row["subgroup"] or row["contrast"] not in ("between_arms", "rank"):
        return ""
    if row["verdict"] == "no_difference":
        held = {form for arm in items(row["compared"]) for form in forms_of(row["study"], arm)}
        return "no_difference_found" if set(pair) <= held else ""
    form = pointed(row, pair)
    return f"favours {form}" if form else ""


def derived(pair: tuple[str, str], measure: str) -> tuple[str, set[str]]:
    """Return outcome and studies of a pair on a measure, from the findings in people."""
    said = [
        (says(row, pair), row["study"])
        for row in TABLES["human_findings"]
        if row["measure"] == measure and says(row, pair)
    ]
    outcomes = {outcome for outcome, _ in said}
    if not outcomes:
        return "not_established", set()
    outcome = outcomes.pop() if len(outcomes) == 1 else "conflicting"
    return outcome, {study for _, study in said}


def stored(row: Row) -> str:
    """Return the outcome of an appraisal in one word or two."""
    return f"favours {row['favoured']}" if row["outcome"] == "favours" else row["outcome"]


def pair_of(row: Row) -> tuple[str, str]:
    """Return the forms of a pair."""
    return row["first"], row["second"]


@pytest.mark.parametrize("row", cases("measure_appraisals"))
def test_measure_outcome_follows_from_the_findings(row: Row) -> None:
    """One direction stands, no difference alone stands, anything else conflicts."""
    outcome, studies = derived(pair_of(PAIRS[row["pair"]]), row["measure"])
    assert outcome == stored(row)
    assert studies == set(items(row["studies"]))


@pytest.mark.parametrize("row", cases("pair_appraisals"))
def test_no_counting_finding_is_left_without_a_row(row: Row) -> None:
    """Each measure on which a study compared the pair has a row."""
    measures = {
        finding["measure"] for finding in TABLES["human_findings"] if says(finding, pair_of(row))
    }
    assert set() == {measure for measure in measures if (row["id"], measure) not in APPRAISALS}


@pytest.mark.parametrize("row", cases("pair_appraisals"))
def test_pair_outcome_fits_its_measures(row: Row) -> None:
    """A pair favours a form that leads on some marker and trails on none."""
    outcomes = {
        stored(appraisal)
        for (pair, measure), appraisal in APPRAISALS.items()
        if pair == row["id"] and measure not in NOT_BIOAVAILABILITY
    } - {"not_established"}
    leads = {outcome for outcome in outcomes if outcome.startswith("favours ")}
    if row["outcome"] == "favours":
        assert {stored(row)} == leads
    elif row["outcome"] == "conflicting":
        assert len(outcomes) > 1 or outcomes == {"conflicting"}
    elif row["outcome"] == "not_established":
        assert set() == outcomes
    else:
        assert {row["outcome"]} == outcomes


def uncounted() -> set[tuple[str, str, str, str]]:
    """Return (appraisal, study, kind, toward) of what points somewhere without counting."""
    found = set()
    for pair in PAIRS.values():
        forms = pair_of(pair)
        for row in TABLES["human_findings"]:
            leans = [
                toward
                for toward, over in (lean.split(" > ") for lean in items(row["leans"]))
                if forms_of(row["study"], toward) | forms_of(row["study"], over) == set(forms)
            ]
            toward = leans[0] if leans else pointed(row, forms)
            if not toward or says(row, forms):
                continue
            if STUDIES[row["study"]]["published"] == "false":
                kind = "unpublished"
            elif row["subgroup"]:
                kind = "subgroup"
            else:
                kind = row["contrast"]
            found.add((f"{pair['id']}-{row['measure']}", row["study"], kind, toward))
    return found


def test_what_points_somewhere_without_counting_is_all_listed() -> None:
    """Pooled, within-arm, subgroup and unpublished results are listed with where they point."""
    listed = {
        (row["appraisal"], row["study"], row["kind"], row["toward"]) for row in TABLES["uncounted"]
    }
    assert uncounted() == listed


@pytest.mark.parametrize("row", cases("uncounted", "appraisal", "study", "kind"))
def test_uncounted_result_points_to_one_of_its_pair(row: Row) -> None:
    """What does not count is about the pair it stands under."""
    (appraisal,) = [item for item in TABLES["measure_appraisals"] if item["id"] == row["appraisal"]]
    assert row["toward"] in pair_of(PAIRS[appraisal["pair"]])
    assert f"{appraisal['pair']}-{appraisal['measure']}" == appraisal["id"]


@pytest.mark.parametrize("row", cases("pair_appraisals"))
def test_pair_has_a_certainty_just_where_people_were_given_both(row: Row) -> None:
    """Where no human study set the two against each other there is nothing to appraise."""
    pair = set(pair_of(row))
    contrasted = [
        finding
        for finding in TABLES["human_findings"]
        if finding["contrast"] != "none"
        and pair
        <= {form for arm in items(finding["compared"]) for form in forms_of(finding["study"], arm)}
    ]
    assert bool(contrasted) == (row["certainty"] != "none")


@pytest.mark.parametrize("row", cases("pair_appraisals"))
def test_animal_studies_of_a_pair_held_both(row: Row) -> None:
    """The animal studies named for a pair gave both forms to animals."""
    held = {
        finding["study"]
        for finding in TABLES["animal_findings"]
        if set(pair_of(row))
        <= {form for arm in items(finding["compared"]) for form in forms_of(finding["study"], arm)}
    }
    assert held <= set(items(row["animal_studies"]))
    for study in items(row["animal_studies"]):
        assert STUDIES[study]["species"] in ("rat", "mouse")


def test_every_pair_of_forms_is_appraised_once() -> None:
    """No pair is left out and none stands twice."""
    pairs = sorted("-".join(sorted(pair_of(row))) for row in PAIRS.values())
    forms = sorted(row["id"] for row in TABLES["forms"])
    assert ["-".join(pair) for pair in combinations(forms, 2)] == pairs


# ratings ----------------------------------------------------------------------------------------

SCALE = ("low", "moderate", "high")
RATINGS = {row["form"]: row for row in TABLES["ratings"]}


@pytest.mark.parametrize("row", [row for row in PAIRS.values() if row["outcome"] == "favours"])
def test_form_that_is_favoured_is_rated_higher(row: Row) -> None:
    """The ratings do not go against a verdict, with or without unpublished reports."""
    (other,) = set(pair_of(row)) - {row["favoured"]}
    over, under = RATINGS[row["favoured"]], RATINGS[other]
    assert SCALE.index(over["rating"]) > SCALE.index(under["rating"])
    if over["strict_rating"] and under["strict_rating"]:
        assert SCALE.index(over["strict_rating"]) > SCALE.index(under["strict_rating"])


@pytest.mark.parametrize("row", cases("ratings", "form"))
def test_strict_rating_rests_on_an_outcome(row: Row) -> None:
    """A form has a strict rating just where it is favoured in a pair or its rival is."""
    outcomes = [pair for pair in PAIRS.values() if row["form"] in pair_of(pair)]
    settled = [pair for pair in outcomes if pair["outcome"] == "favours"]
    conflicting = [pair for pair in outcomes if pair["outcome"] == "conflicting"]
    if row["strict_rating"]:
        assert settled
    else:
        assert not settled or conflicting


@pytest.mark.parametrize("row", cases("ratings", "form"))
def test_rating_never_rests_on_animals(row: Row) -> None:
    """Studies in animals are listed apart from what a rating rests on."""
    human = {*items(row["evidence"]), *items(row["against"])}
    for reference in human & STUDIES.keys():
        assert "human" == STUDIES[reference]["species"]
    for reference in items(row["animal"]):
        assert "human" != STUDIES[reference]["species"]


# doses ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", cases("studies"))
def test_arms_of_a_study_have_its_dose(row: Row) -> None:
    """Where study and arm both state the magnesium given, they agree."""
    doses = {
        arm["elemental_dose_mg"]
        for arm in TABLES["arms"]
        if arm["study"] == row["id"] and arm["elemental_dose_mg"]
    }
    if row["elemental_dose_mg"]:
        assert doses <= {row["elemental_dose_mg"]}


@pytest.mark.parametrize(
    ("study", "parts"),
    [
        ("zarifyeganeh2016", (31, 31)),
        ("urology2004", (25, 14)),
        ("schutten2022", (46, 46, 46, 26)),
    ],
)
def test_people_of_the_groups_add_up(study: str, parts: tuple[int, ...]) -> None:
    """The groups that a design or population names add up to the number of people."""
    row = STUDIES[study]
    words = f"{row['design']} {row['population']}"
    assert all(str(part) in words for part in parts)
    assert str(sum(parts)) == row["n"]


# composition ------------------------------------------------------------------------------------

# CIAAW abridged standard atomic weights with their uncertainties
WEIGHTS = {
    "H": ("1.008", "0.0002"),
    "C": ("12.011", "0.002"),
    "N": ("14.007", "0.001"),
    "O": ("15.999", "0.001"),
    "Mg": ("24.305", "0.002"),
    "P": ("30.974", "0.001"),
    "S": ("32.06", "0.02"),
    "Cl": ("35.45", "0.01"),
}
WITH_FORMULA = [case for case in cases("compounds") if case.values[0]["formula"]]


@pytest.mark.parametrize("row", cases("atomic_weights", "element"))
def test_atomic_weight_is_the_standard_one(row: Row) -> None:
    """The weights that computed figures rest on are the abridged standard ones."""
    assert WEIGHTS[row["element"]] == (row["weight"], row["uncertainty"])


@pytest.mark.parametrize("row", WITH_FORMULA)
def test_molar_mass_and_fraction_agree_with_another_library(row: Row) -> None:
    """Another library with weights of its own finds the same mass and share of magnesium."""
    molmass = pytest.importorskip("molmass")
    formula = molmass.Formula(row["formula"])
    assert formula.mass == pytest.approx(float(row["molar_mass"]), rel=1e-4)
    fraction = formula.composition()["Mg"].fraction
    assert fraction == pytest.approx(float(row["elemental_fraction"]), abs=2e-5)


@pytest.mark.parametrize("row", WITH_FORMULA)
def test_fraction_is_the_magnesium_in_the_molar_mass(row: Row) -> None:
    """Molar mass and fraction of a compound stand for the same magnesium."""
    atoms = int(row["formula"].split("Mg")[1].split("O")[0].split("N")[0] or 1)
    share = atoms * Decimal("24.305") / Decimal(row["molar_mass"])
    assert abs(share - Decimal(row["elemental_fraction"])) < Decimal("0.000002")


HYDRATES = {
    "trimagnesium_dicitrate_nonahydrate": ("trimagnesium_dicitrate", 9),
    "trimagnesium_dicitrate_tetradecahydrate": ("trimagnesium_dicitrate", 14),
    "magnesium_hydrogen_citrate_trihydrate": ("magnesium_hydrogen_citrate", 3),
    "magnesium_hydrogen_citrate_pentahydrate": ("magnesium_hydrogen_citrate", 5),
    "magnesium_bisglycinate_dihydrate": ("magnesium_bisglycinate", 2),
}


@pytest.mark.parametrize(("hydrate", "dry", "water"), [(k, *v) for k, v in HYDRATES.items()])
def test_hydrate_weighs_its_water_more(hydrate: str, dry: str, water: int) -> None:
    """A hydrate has the mass of the dry compound and of its water."""
    masses = {row["id"]: Decimal(row["molar_mass"] or 0) for row in TABLES["compounds"]}
    assert masses[dry] + water * Decimal("18.015") == masses[hydrate]


# the package as others read it ------------------------------------------------------------------


def test_package_is_valid_for_other_readers(tmp_path: Path) -> None:
    """A reader of data packages that knows nothing of this library finds no fault."""
    frictionless = pytest.importorskip("frictionless")
    for path in ("datapackage.json", *PATHS.values()):
        (tmp_path / path).write_bytes(SHIPPED(path))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert [] == report.flatten(["title", "fieldName", "rowNumber", "message"])
    assert report.valid


def test_other_reader_sees_a_breach(tmp_path: Path) -> None:
    """The schema says enough for another reader to find a wrong word and a dangling key."""
    frictionless = pytest.importorskip("frictionless")
    for path in ("datapackage.json", *PATHS.values()):
        (tmp_path / path).write_bytes(SHIPPED(path))
    claims = SHIPPED("claims.csv").replace(b",supported,", b",true,", 1)
    (tmp_path / "claims.csv").write_bytes(claims)
    limits = SHIPPED("limitations.csv").replace(b",lindberg1990,", b",nobody1999,", 1)
    (tmp_path / "limitations.csv").write_bytes(limits)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    found = {tuple(error) for error in report.flatten(["type", "rowNumber"])}
    assert {("constraint-error", 2), ("foreign-key", 2)} == found
