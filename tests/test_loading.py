"""From rows to the catalogue: loaded once, whole or not at all."""

import csv
import io
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import magforms as mf
from magforms import loading
from magforms.datafiles import read_package, shipped_files
from magforms.loading import load_package, shipped_caveats
from magforms.vocabulary import Identity, Species

SHIPPED = shipped_files()
RESOURCES = json.loads(SHIPPED("datapackage.json"))["resources"]
BYTES = {path: SHIPPED(path) for path in (item["path"] for item in RESOURCES)} | {
    "datapackage.json": SHIPPED("datapackage.json")
}


def changed(path: str, old: str, new: str) -> dict[str, bytes]:
    """Return the shipped files with a text in one of them replaced."""
    text = BYTES[path].decode("utf-8")
    assert old in text, f"{path} no longer holds {old!r}"
    return BYTES | {path: text.replace(old, new, 1).encode("utf-8")}


def load(files: dict[str, bytes]) -> mf.Catalogue:
    """Load a catalogue from files held in memory."""
    return load_package(read_package(files.__getitem__))


# once -------------------------------------------------------------------------------------------


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A library that has loaded nothing yet; returns the names of the files it reads."""
    names: list[str] = []

    def counted() -> Callable[[str], bytes]:
        def read(name: str) -> bytes:
            names.append(name)
            return BYTES[name]

        return read

    monkeypatch.setattr(loading, "_shipped", {})
    monkeypatch.setattr(loading, "shipped_files", counted)
    return names


def test_catalogue_is_loaded_once(reads: list[str]) -> None:
    """Each file is read once, however often the catalogue is asked for."""
    first = mf.catalogue()
    assert first is mf.catalogue()
    assert shipped_caveats() is shipped_caveats()
    assert sorted(BYTES) == sorted(reads)


def test_catalogue_is_loaded_once_from_many_threads(reads: list[str]) -> None:
    """Threads that ask at the same moment get one and the same catalogue."""
    barrier = Barrier(8)

    def ask(number: int) -> object:
        barrier.wait(timeout=30)
        return mf.catalogue() if number % 2 else shipped_caveats()

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(ask, range(8)))
    assert {id(made[0]), id(made[1])} == {id(item) for item in made}
    assert sorted(BYTES) == sorted(reads)


def test_nothing_is_read_before_it_is_asked_for(reads: list[str]) -> None:
    """Setting up the library reads no file; the caveats alone need no catalogue."""
    assert [] == reads
    assert "standing" == shipped_caveats()[0].scope


@pytest.mark.parametrize("ask", [mf.catalogue, shipped_caveats])
def test_broken_data_are_refused_each_time(
    monkeypatch: pytest.MonkeyPatch, ask: Callable[[], object]
) -> None:
    """A library with broken data gives the errors at every call, and works once mended."""
    files = changed("claims.csv", ",supported,", ",true,")
    monkeypatch.setattr(loading, "_shipped", {})
    monkeypatch.setattr(loading, "shipped_files", lambda: files.__getitem__)
    for _ in range(2):
        with pytest.raises(mf.DataErrors):
            ask()
    monkeypatch.setattr(loading, "_shipped", {})
    monkeypatch.setattr(loading, "shipped_files", lambda: BYTES.__getitem__)
    assert ask()


def test_catalogue_that_breaks_a_rule_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failed load the next call does not get half a catalogue."""
    files = changed("caveats.csv", "standing,standing,", "standing,general,")
    monkeypatch.setattr(loading, "_shipped", {})
    monkeypatch.setattr(loading, "shipped_files", lambda: files.__getitem__)
    for _ in range(2):
        with pytest.raises(mf.DataErrors):
            mf.catalogue()


def test_two_loads_give_equal_catalogues(catalogue: mf.Catalogue) -> None:
    """Loading has no state: the same files give the same catalogue."""
    again = load(BYTES)
    assert catalogue == again
    assert catalogue is not again


# whatever the order of rows ---------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from([item["path"] for item in RESOURCES]))
def test_order_of_rows_in_a_file_changes_nothing(random: Random, path: str) -> None:
    """A file sorted another way gives an equal catalogue, with its records in the same order."""
    files = dict(BYTES)
    if path.endswith(".json"):
        records = json.loads(files[path])
        random.shuffle(records)
        files[path] = json.dumps(records).encode("utf-8")
    else:
        header, *rows = csv.reader(io.StringIO(files[path].decode("utf-8")))
        random.shuffle(rows)
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([header, *rows])
        files[path] = text.getvalue().encode("utf-8")
    assert mf.catalogue() == load(files)


# the model --------------------------------------------------------------------------------------


def study(catalogue: mf.Catalogue, study_id: str) -> mf.Study:
    """Return the study of this id."""
    (found,) = [item for item in catalogue.studies if item.id == study_id]
    return found


def test_study_is_put_together_from_its_tables(catalogue: mf.Catalogue) -> None:
    """Arms, limits and reference of a study come with it."""
    found = study(catalogue, "schuette1994")
    assert {"glycinate", "oxide"} == {arm.name for arm in found.arms} == found.forms
    assert "12" == found.n
    assert "100 mg magnesium" == found.dose
    assert Species.HUMAN is found.species
    assert ("7815675", 1994) == (found.reference.pmid, found.reference.year)
    assert found.limitations


@pytest.mark.parametrize(
    ("study_id", "n", "dose"),
    [
        ("ruml1999", "62", "298 mg magnesium (converted from 24.5 mEq magnesium a day)"),
        ("schutten2022", "164", "450 mg magnesium"),
        ("bertinato2014", "12 per group", "155 mg magnesium per kg of diet"),
        ("lindberg1990", None, "25 mmol (of magnesium or of the salt is not stated)"),
        ("crowley_albion", None, None),
    ],
)
def test_number_and_dose_are_in_words(
    catalogue: mf.Catalogue, study_id: str, n: str | None, dose: str | None
) -> None:
    """Numbers come with their unit and the source's wording; what may not be shown is None."""
    found = study(catalogue, study_id)
    assert (n, dose) == (found.n, found.dose)


def test_group_of_arms_holds_the_forms_of_its_members(catalogue: mf.Catalogue) -> None:
    """A group is no arm: its forms are those of its members, others left out."""
    found = study(catalogue, "walker2003")
    assert {"citrate", "glycinate"} == found.forms_in("organic forms")
    assert {"glycinate", "oxide"} == found.forms_in("other treatments")
    assert (None, None) == (found.arm("organic forms").form, found.arm("organic forms").identity)
    assert frozenset() == found.forms_in("placebo")


def test_assumed_identity_is_kept(catalogue: mf.Catalogue) -> None:
    """An unnamed chelate is filed under glycinate and marked as assumed."""
    arm = study(catalogue, "fogarty2002").arm("glycinate")
    assert (Identity.ASSUMED, "300") == (arm.identity, arm.elemental_dose_mg)
    placebo = study(catalogue, "fogarty2002").arm("placebo")
    assert (Identity.STATED, None) == (placebo.identity, placebo.elemental_dose_mg)


def test_form_holds_only_what_is_about_it(catalogue: mf.Catalogue) -> None:
    """Findings and figures of a form are of that form, people and animals apart."""
    malate = catalogue["malate"]
    assert {"crowley_albion", "weiss2018"} == {item.study.id for item in malate.findings}
    assert {"bertinato2014", "uysal2019"} == {item.study.id for item in malate.animal_findings}
    assert () == malate.measurements
    glycinate = catalogue["glycinate"]
    assert all("glycinate" in item.forms for item in glycinate.measurements)
    assert {"1.36"} == {str(item.estimate.value) for item in glycinate.in_vitro_measurements}


def test_strict_rating_may_be_none(catalogue: mf.Catalogue) -> None:
    """Where published comparisons give no rating, there is none, with the reason."""
    appraisal = catalogue["malate"].bioavailability
    assert appraisal.strict_rating is None
    assert "no published human comparison with another form" == appraisal.strict_reason


def test_certainty_may_be_none(catalogue: mf.Catalogue) -> None:
    """The word none in a file is None in the model, and any other word a certainty."""
    assert "low" == catalogue.verdict("citrate", "glycinate").certainty
    assert catalogue.verdict("malate", "glycinate").certainty is None
    use = catalogue["citrate"].use("constipation")
    assert use is not None
    assert use.certainty is None


def test_computed_compound_cites_formula_and_weights(catalogue: mf.Catalogue) -> None:
    """A fraction rests on the source of its formula and on the atomic weights."""
    sources = {
        compound.id: [source.id for source in compound.references]
        for compound in catalogue["citrate"].compounds
    }
    assert ["eu-2024-346", "ciaaw-2022"] == sources["trimagnesium_dicitrate"]
    assert ["ciaaw-2022"] == sources["magnesium_hydrogen_citrate"]
    assert [] == sources["magnesium_citrate_unspecified"]


def test_identifier_without_a_source_has_none(catalogue: mf.Catalogue) -> None:
    """An identifier says what it rests on even where no source can be cited."""
    (oxide,) = catalogue["oxide"].compounds
    references = {item.scheme: item.reference for item in oxide.identifiers}
    assert references["cas"] is None
    assert references["unii"] is not None
    assert "fda-unii-names" == references["unii"].id


def test_untested_use_can_be_asked_for(catalogue: mf.Catalogue) -> None:
    """A use that no form was tested for is known, and known as untested."""
    assert {"muscle-twitching", "muscle-cramps-after-exercise"} == {
        term.id for term in catalogue.use_terms if term.untested
    }


def test_table_figure_without_a_study_has_its_form(catalogue: mf.Catalogue) -> None:
    """A figure from a table of a review belongs to a form without a study."""
    (figure,) = [
        item for item in catalogue.in_vitro_measurements if item.id == "molecules26_2419_table1-m3"
    ]
    assert (None, "magnesium_bisglycinate") == (figure.study, figure.compound)
    assert {"glycinate"} == figure.forms


def test_derived_outcomes_are_those_stored(catalogue: mf.Catalogue) -> None:
    """The catalogue takes outcomes from the findings, not from the stored words."""
    verdict = catalogue.verdict("citrate", "oxide")
    assert [
        ("urinary_magnesium_24h", "favours first"),
        ("urinary_magnesium_other", "favours first"),
        ("serum_single_dose", "favours first"),
        ("plasma_long_term", "conflicting"),
        ("intracellular", "no difference found"),
        ("other", "favours first"),
    ] == [(item.measure, item.outcome) for item in verdict.measures]


def test_pair_stored_the_other_way_round_gives_the_same_verdict(catalogue: mf.Catalogue) -> None:
    """Which form of a pair stands first in the file makes no difference."""
    turned = load(
        changed(
            "pair_appraisals.csv", "citrate-oxide,citrate,oxide,", "citrate-oxide,oxide,citrate,"
        )
    )
    for first, second in (("citrate", "oxide"), ("oxide", "citrate")):
        assert catalogue.verdict(first, second) == turned.verdict(first, second)
    assert "favours second" == turned.verdict("oxide", "citrate").outcome


def test_finding_that_sets_no_outcome_is_kept_apart(catalogue: mf.Catalogue) -> None:
    """Within-arm changes and unnamed contrasts of a pair are shown, and not counted."""
    verdict = catalogue.verdict("citrate", "oxide")
    apart = {item.id for item in verdict.uncounted}
    assert {"shechter2012-f1", "werner2019-f1", "werner2019-f3", "pajuelo2024-f1"} <= apart
    assert not apart & {item.id for item in verdict.findings}


def test_animal_findings_never_enter_a_verdict() -> None:
    """More animal findings change no human outcome, rating or certainty."""
    row = (
        "extra-f1,uysal2019,rat,urine,urinary_magnesium_24h,higher,oxide,citrate,oxide; citrate,"
        "between_arms,,,,Oxide was higher.,uysal2019,abstract,reported,abstract,1,2026-11-22\n"
    )
    more = load(BYTES | {"animal_findings.csv": BYTES["animal_findings.csv"] + row.encode()})
    usual = mf.catalogue()
    for first, second in (("citrate", "oxide"), ("malate", "oxide"), ("citrate", "malate")):
        mine, other = usual.verdict(first, second), more.verdict(first, second)
        assert (mine.outcome, mine.certainty) == (other.outcome, other.certainty)
        assert mine.findings == other.findings
    extra = {item.id for item in more.verdict("oxide", "citrate").animal_findings}
    assert "extra-f1" in extra
    assert usual["oxide"].bioavailability == more["oxide"].bioavailability
