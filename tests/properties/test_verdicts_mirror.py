"""Laws of verdicts: they mirror, rest on counting findings alone, and ignore all others."""

import csv
import io
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import FORM_IDS

import magforms as mf
from magforms.datafiles import read_package, shipped_files
from magforms.integrations.strategies import some_forms
from magforms.loading import load_package
from magforms.vocabulary import Contrast, Found, Measure, Species

PAIRS = tuple(permutations(FORM_IDS, 2))
READ = shipped_files()
IN_PEOPLE = tuple(
    study
    for study in mf.catalogue().studies
    if study.species is Species.HUMAN and len(study.forms) > 1
)
IN_ANIMALS = tuple(
    study for study in mf.catalogue().studies if study.species is not Species.HUMAN and study.forms
)


@pytest.mark.parametrize("pair", PAIRS, ids=" ".join)
def test_verdict_mirrors_the_verdict_of_the_pair_turned_round(pair: tuple[str, str]) -> None:
    """Only the side of each outcome changes; sentence, reasons, findings and caveats stay."""
    ours = mf.catalogue().verdict(*pair)
    theirs = mf.catalogue().verdict(*reversed(pair))
    assert pair == (ours.first, ours.second) == (theirs.second, theirs.first)
    assert ours.outcome is theirs.outcome.mirrored()
    assert ours.favoured == theirs.favoured
    for name in (
        *("certainty", "statement", "reason", "findings", "uncounted", "animal_findings"),
        *("animal_summary", "references", "caveats", "data_version", "checked_on"),
    ):
        assert getattr(ours, name) == getattr(theirs, name), name
    assert [item.outcome for item in ours.measures] == [
        item.outcome.mirrored() for item in theirs.measures
    ]
    assert [(item.measure, item.findings, item.note) for item in ours.measures] == [
        (item.measure, item.findings, item.note) for item in theirs.measures
    ]
    assert theirs == ours.mirrored()
    assert ours == ours.mirrored().mirrored()


@given(some_forms(2), st.data())
def test_verdict_of_a_pair_is_the_same_wherever_it_is_asked(
    forms: tuple[str, ...], data: st.DataObject
) -> None:
    """A comparison of any forms in any order gives each pair the catalogue's verdict."""
    pair = data.draw(st.permutations(forms))[:2]
    assert mf.catalogue().verdict(*pair) == mf.compare(*forms).verdict(*pair)


@pytest.mark.parametrize("pair", PAIRS, ids=" ".join)
def test_every_counted_finding_held_both_and_is_human_published_and_of_all_people(
    pair: tuple[str, str],
) -> None:
    """No verdict without studies that held both; none by animals, subgroups or pooling."""
    verdict = mf.catalogue().verdict(*pair)
    for finding in verdict.findings:
        assert isinstance(finding, mf.HumanFinding)
        assert Species.HUMAN is finding.study.species
        assert finding.study.published
        assert set(pair) <= finding.study.forms
        assert set(pair) <= finding.forms
        assert None is finding.subgroup
        assert finding.contrast in (Contrast.BETWEEN_ARMS, Contrast.RANK)
        assert finding.found in (Found.HIGHER, Found.NO_DIFFERENCE)
    if not verdict.findings:
        assert mf.Outcome.NOT_ESTABLISHED is verdict.outcome
    for finding in verdict.uncounted:
        assert set(pair) <= finding.forms
        assert finding not in verdict.findings


def test_some_pairs_rest_on_findings() -> None:
    """The law above has something to hold for."""
    assert any(mf.catalogue().verdict(*pair).findings for pair in PAIRS)


# findings that must not count -------------------------------------------------------------------


def with_rows(table: str, *rows: dict[str, str]) -> mf.Catalogue:
    """Return the shipped data set with rows added to one of its files."""

    def read(name: str) -> bytes:
        if name != f"{table}.csv":
            return READ(name)
        text = READ(name).decode("utf-8")
        header = next(csv.reader(io.StringIO(text)))
        added = io.StringIO()
        writer = csv.DictWriter(added, header, restval="", lineterminator="\n")
        writer.writerows(rows)
        return (text + added.getvalue()).encode("utf-8")

    return load_package(read_package(read))


def row(study: mf.Study, **fields: str) -> dict[str, str]:
    """Return a finding of a study as it stands in a file."""
    return {
        "id": "added",
        "study": study.id,
        "endpoint": "added",
        "statement": "Added.",
        "reference": study.reference.id,
        "locator": "abstract",
        "origin": "reported",
        "verification": "abstract",
        "readings": "1",
        "checked_on": "2026-11-22",
        **fields,
    }


def judged(catalogue: mf.Catalogue) -> dict[Any, Any]:
    """Return every judgement of a catalogue: outcomes, certainties, ratings, what counts."""
    pairs = {
        pair: (
            verdict.outcome,
            verdict.certainty,
            verdict.reason,
            [(item.measure, item.outcome) for item in verdict.measures],
            [finding.id for finding in verdict.findings],
        )
        for pair in PAIRS
        if (verdict := catalogue.verdict(*pair))
    }
    return {**pairs, **{form.id: form.bioavailability for form in catalogue.values()}}


@st.composite
def contrasts(draw: st.DrawFn, study: mf.Study) -> dict[str, str]:
    """Draw what a finding says of the arms of a study: one higher, or no difference."""
    arms = [arm.name for arm in study.arms if not arm.members]
    first, second, *_ = draw(st.permutations(arms))
    measure = draw(st.sampled_from(Measure)).value
    if draw(st.booleans()):
        return {
            "measure": measure,
            "verdict": "higher",
            "higher": first,
            "lower": second,
            "compared": f"{first}; {second}",
        }
    return {"measure": measure, "verdict": "no_difference", "compared": "; ".join(arms)}


@st.composite
def human_rows(draw: st.DrawFn) -> dict[str, str]:
    """Draw a human finding that is pooled, within arms, of a subgroup, or unpublished."""
    study = draw(st.sampled_from(IN_PEOPLE))
    said = draw(contrasts(study))
    contrast = draw(st.sampled_from(["pooled", "within_arm", "none", "between_arms", "rank"]))
    counting = contrast in ("between_arms", "rank") and study.published
    subgroup = draw(st.sampled_from(["women"] if counting else ["", "women"]))
    return row(study, contrast=contrast, subgroup=subgroup, **said)


@st.composite
def animal_rows(draw: st.DrawFn) -> dict[str, str]:
    """Draw a finding in animals of any kind."""
    study = draw(st.sampled_from(IN_ANIMALS))
    contrast = draw(st.sampled_from(["between_arms", "rank", "pooled", "within_arm"]))
    return row(study, species=study.species.value, contrast=contrast, **draw(contrasts(study)))


@settings(max_examples=30, deadline=None)
@given(human_rows())
def test_finding_that_does_not_count_changes_no_judgement(added: dict[str, str]) -> None:
    """A pooled, within-arm, subgroup or unpublished result moves neither outcome nor rating."""
    assert judged(mf.catalogue()) == judged(with_rows("human_findings", added))


@settings(max_examples=30, deadline=None)
@given(animal_rows())
def test_finding_in_animals_changes_no_judgement(added: dict[str, str]) -> None:
    """Whatever a rat shows moves neither an outcome in people nor a rating."""
    catalogue = with_rows("animal_findings", added)
    assert judged(mf.catalogue()) == judged(catalogue)
    for pair in PAIRS:
        verdict = catalogue.verdict(*pair)
        assert mf.catalogue().verdict(*pair).statement == verdict.statement
        assert "added" not in {finding.id for finding in verdict.findings + verdict.uncounted}


def test_added_finding_is_kept_among_what_sets_no_outcome() -> None:
    """A result that does not count is shown with its pair."""
    study = next(study for study in IN_PEOPLE if study.id == "werner2019")
    added = row(
        study,
        measure="intracellular",
        verdict="higher",
        higher="oxide",
        lower="citrate",
        compared="citrate; oxide",
        contrast="pooled",
    )
    verdict = with_rows("human_findings", added).verdict("oxide", "citrate")
    assert "added" in {finding.id for finding in verdict.uncounted}


@pytest.mark.parametrize("measure", ["urinary_magnesium_24h", "ionized_magnesium"])
def test_counting_finding_against_the_stored_outcome_is_noticed(measure: str) -> None:
    """A finding that would change a judgement is refused until the appraisal is changed."""
    study = next(study for study in IN_PEOPLE if study.id == "werner2019")
    added = row(
        study,
        measure=measure,
        verdict="higher",
        higher="oxide",
        lower="citrate",
        compared="citrate; oxide",
        contrast="between_arms",
    )
    with pytest.raises(mf.DataErrors) as caught:
        with_rows("human_findings", added)
    files = {error.file for error in caught.value.exceptions}
    assert files <= {"measure_appraisals.csv", "pair_appraisals.csv"}


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(Measure), st.sampled_from(["within_arm", "pooled", "none"]))
def test_new_trial_without_a_contrast_leaves_malate_not_established(
    measure: Measure, contrast: str
) -> None:
    """A trial that gave malate and oxide, without setting them apart, establishes nothing."""
    arms = [
        {"study": "weiss2018", "arm": "demo", "kind": "arm", "form": "oxide", "identity": "stated"}
        | {"substance": "oxide", "as_described": "oxide"}
    ]
    read = READ

    def changed(name: str) -> bytes:
        text = read(name).decode("utf-8")
        rows = {
            "arms.csv": arms,
            "human_findings.csv": [
                row(
                    next(study for study in mf.catalogue().studies if study.id == "weiss2018"),
                    measure=measure.value,
                    verdict="higher",
                    higher="malate",
                    lower="demo",
                    compared="malate; demo",
                    contrast=contrast,
                )
            ],
        }.get(name, [])
        header = next(csv.reader(io.StringIO(text))) if rows else []
        added = io.StringIO()
        csv.DictWriter(added, header, restval="", lineterminator="\n").writerows(rows)
        return (text + added.getvalue()).encode("utf-8")

    verdict = load_package(read_package(changed)).verdict("malate", "oxide")
    assert mf.Outcome.NOT_ESTABLISHED is verdict.outcome
    assert () == verdict.findings
    assert "added" in {finding.id for finding in verdict.uncounted}
