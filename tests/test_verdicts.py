"""What human head-to-head studies show of a pair."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

import magforms as mf
from magforms.vocabulary import Certainty, Measure, Outcome

CITRATE_OXIDE = (
    "In people, citrate was higher than oxide on 24-hour urinary magnesium, urinary magnesium in"
    " the hours after one load and serum or plasma magnesium after one dose; results conflict on"
    " serum or plasma magnesium after weeks of use; no difference was found on magnesium inside"
    " cells; certainty moderate."
)
CITRATE_GLYCINATE = (
    "In people, citrate was higher than glycinate on serum magnesium after one dose and serum"
    " magnesium after sixty days (known second-hand, by rank alone); no difference was found on"
    " red-cell magnesium (known second-hand); in 2 of 2 studies glycinate is assumed from a vaguer"
    " name; certainty low."
)
GLYCINATE_OXIDE = (
    "Results in people conflict for glycinate and oxide: glycinate was higher than oxide on"
    " isotope enrichment curve, after ileal resection; no difference was found on red-cell"
    " magnesium (known second-hand) and share of an isotope dose absorbed, after ileal resection;"
    " in 1 of 2 studies glycinate is assumed from a vaguer name; certainty low."
)
MALATE = {
    "citrate": (
        "Not established for citrate and malate: no human study that compared the two was found."
    ),
    "glycinate": (
        "Not established for glycinate and malate: only an unpublished report gave both to people."
    ),
    "oxide": (
        "Not established for malate and oxide: only an unpublished report gave both to people."
    ),
}


def verdict(first: str, second: str) -> mf.Verdict:
    """Return the shipped verdict on a pair."""
    return mf.catalogue().verdict(first, second)


@pytest.mark.parametrize(
    ("pair", "outcome", "favoured", "certainty", "statement"),
    [
        (
            ("citrate", "oxide"),
            Outcome.FAVOURS_FIRST,
            "citrate",
            Certainty.MODERATE,
            CITRATE_OXIDE,
        ),
        (
            ("citrate", "glycinate"),
            Outcome.FAVOURS_FIRST,
            "citrate",
            Certainty.LOW,
            CITRATE_GLYCINATE,
        ),
        (("glycinate", "oxide"), Outcome.CONFLICTING, None, Certainty.LOW, GLYCINATE_OXIDE),
        (("citrate", "malate"), Outcome.NOT_ESTABLISHED, None, None, MALATE["citrate"]),
        (("glycinate", "malate"), Outcome.NOT_ESTABLISHED, None, None, MALATE["glycinate"]),
        (
            ("malate", "oxide"),
            Outcome.NOT_ESTABLISHED,
            None,
            Certainty.VERY_LOW,
            MALATE["oxide"],
        ),
    ],
)
def test_six_verdicts_of_the_four_forms(
    pair: tuple[str, str],
    outcome: Outcome,
    favoured: str | None,
    certainty: Certainty | None,
    statement: str,
) -> None:
    """Outcome, form favoured, certainty and sentence of every pair."""
    item = verdict(*pair)
    assert pair == (item.first, item.second)
    assert (outcome, favoured, certainty) == (item.outcome, item.favoured, item.certainty)
    assert statement == item.statement
    assert item.reason


def test_measures_of_citrate_and_oxide_each_have_their_outcome() -> None:
    """One verdict for each outcome measure, with the counting findings under it."""
    found = {
        item.measure: (item.outcome, item.favoured, {row.study.id for row in item.findings})
        for item in verdict("citrate", "oxide").measures
    }
    first = Outcome.FAVOURS_FIRST
    assert {
        Measure.URINARY_MAGNESIUM_24H: (first, "citrate", {"kappeler2017", "schutten2022"}),
        Measure.URINARY_MAGNESIUM_OTHER: (first, "citrate", {"lindberg1990"}),
        Measure.SERUM_SINGLE_DOSE: (
            first,
            "citrate",
            {"walker2003", "kappeler2017", "werner2019"},
        ),
        Measure.PLASMA_LONG_TERM: (Outcome.CONFLICTING, None, {"walker2003", "schutten2022"}),
        Measure.INTRACELLULAR: (
            Outcome.NO_DIFFERENCE_FOUND,
            None,
            {"walker2003", "kappeler2017"},
        ),
        Measure.OTHER: (first, "citrate", {"walker2003"}),
    } == found


def test_single_measure_has_no_certainty() -> None:
    """Certainty is appraised for a pair over all its measures, never for one of them."""
    measures = [item for pair in mf.catalogue().verdicts for item in pair.measures]
    assert {None} == {item.certainty for item in measures}


def test_pair_that_only_an_unpublished_report_held_has_no_counting_finding() -> None:
    """The maker's report is shown among what sets no outcome."""
    item = verdict("malate", "oxide")
    assert () == item.findings
    assert ["crowley_albion-f1"] == [row.id for row in item.uncounted]
    assert [Outcome.NOT_ESTABLISHED] == [measure.outcome for measure in item.measures]


def test_pooled_result_of_citrate_and_chelate_counts_for_neither() -> None:
    """Two forms counted together show nothing of one of them."""
    for pair in (("citrate", "oxide"), ("glycinate", "oxide")):
        item = verdict(*pair)
        assert "walker2003-f1" in {row.id for row in item.uncounted}
        assert "walker2003-f1" not in {row.id for row in item.findings}


def test_subgroup_chosen_by_its_own_result_counts_for_neither() -> None:
    """Four people picked for how they did on oxide set no outcome."""
    item = verdict("glycinate", "oxide")
    assert "schuette1994-f2" in {row.id for row in item.uncounted}
    assert "schuette1994-f2" not in {row.id for row in item.findings}


def test_animal_findings_are_kept_apart() -> None:
    """Rats are shown beside a verdict and are among neither kind of human finding."""
    item = verdict("citrate", "oxide")
    assert {"bertinato2014", "coudray2005", "ranhotra1976", "uysal2019"} == {
        row.study.id for row in item.animal_findings
    }
    assert all(isinstance(row, mf.AnimalFinding) for row in item.animal_findings)
    assert all(isinstance(row, mf.HumanFinding) for row in item.findings + item.uncounted)
    assert item.animal_summary


def test_references_of_a_verdict_are_those_of_all_its_findings() -> None:
    """What counts, what does not and what animals show is cited, each source once."""
    item = verdict("malate", "oxide")
    assert ["bertinato2014", "crowley_albion", "uysal2019"] == sorted(
        source.id for source in item.references
    )


def test_verdict_turned_round_is_the_same_verdict_with_the_sides_exchanged() -> None:
    """The mirrored verdict favours the same form in the same sentence."""
    item = verdict("oxide", "citrate")
    assert ("oxide", "citrate") == (item.first, item.second)
    assert (Outcome.FAVOURS_SECOND, "citrate") == (item.outcome, item.favoured)
    assert CITRATE_OXIDE == item.statement
    assert {None, "citrate"} == {measure.favoured for measure in item.measures}


def test_caveats_of_a_verdict_are_about_its_two_forms_and_its_studies() -> None:
    """Forms that are not in the pair bring nothing."""
    ids = {caveat.id for caveat in verdict("citrate", "oxide").caveats}
    assert {"standing", "citrate-laxative", "oxide-label-weight", "dose-mismatch", "animal"} <= ids
    assert not ids & {"malate-thin", "glycinate-thin", "unpublished"}


def test_verdict_is_represented_by_pair_outcome_and_certainty() -> None:
    """The representation says what was found, how sure it is and that there are caveats."""
    item = verdict("citrate", "oxide")
    assert (
        "<Verdict citrate and oxide: favours first, certainty moderate;"
        f" {len(item.caveats)} caveats>"
    ) == repr(item)
    item = verdict("citrate", "malate")
    assert (
        "<Verdict citrate and malate: not established, certainty not appraised;"
        f" {len(item.caveats)} caveats>"
    ) == repr(item)


def _without_certainty(item: mf.Verdict) -> mf.Verdict:
    return evolve(item, certainty=None)


def _on_one_measure(item: mf.Verdict) -> mf.Verdict:
    return evolve(item, measures=item.measures[:1])


@pytest.mark.parametrize(
    ("change", "statement"),
    [
        (_without_certainty, CITRATE_OXIDE.replace("moderate", "not appraised")),
        (
            _on_one_measure,
            (
                "In people, citrate was higher than oxide on 24-hour urinary magnesium; certainty"
                " moderate."
            ),
        ),
    ],
)
def test_statement_follows_from_what_the_verdict_holds(
    change: Callable[[mf.Verdict], mf.Verdict], statement: str
) -> None:
    """The sentence is made from the measures and cannot be given."""
    assert statement == change(verdict("citrate", "oxide")).statement
    with pytest.raises(TypeError, match="statement"):
        evolve(verdict("citrate", "oxide"), statement="Citrate is best.")


def test_pair_on_whose_measures_nothing_differs_is_said_to_show_no_difference() -> None:
    """No difference found is an outcome of its own and says on what."""
    item = verdict("citrate", "glycinate")
    same = tuple(m for m in item.measures if m.outcome is Outcome.NO_DIFFERENCE_FOUND)
    found = evolve(item, outcome=Outcome.NO_DIFFERENCE_FOUND, measures=same)
    assert (
        "In people, no difference was found on red-cell magnesium (known second-hand); in 1 of 1"
        " studies glycinate is assumed from a vaguer name; certainty low."
    ) == found.statement
    assert None is found.favoured


def test_conflict_is_said_first() -> None:
    """So that the clauses after it are read as parts of one."""
    item = verdict("glycinate", "oxide")
    assert item.statement.startswith(
        "Results in people conflict for glycinate and oxide: glycinate was higher than oxide on"
    )


def test_pair_that_no_study_held_is_said_to_have_none() -> None:
    """Nobody compared the two."""
    assert (
        "Not established for citrate and malate: no human study that compared the two was found."
    ) == verdict("citrate", "malate").statement


def test_published_study_that_sets_no_outcome_is_told_from_none_at_all() -> None:
    """Where a published study held both without a counting contrast, the sentence says so."""
    item = verdict("citrate", "malate")
    other = next(row for row in mf.catalogue().findings if row.id == "walker2003-f1")
    assert (
        "Not established for citrate and malate: no published human study sets the two against"
        " each other in a way that counts."
    ) == evolve(item, uncounted=(other,)).statement


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome.FAVOURS_SECOND,
        Outcome.CONFLICTING,
        Outcome.NO_DIFFERENCE_FOUND,
        Outcome.NOT_ESTABLISHED,
    ],
)
def test_outcome_that_does_not_follow_from_the_measures_is_refused(outcome: Outcome) -> None:
    """A verdict cannot be made to say what its findings do not."""
    item = verdict("citrate", "oxide")
    clear = evolve(item, measures=item.measures[:1])
    with pytest.raises(mf.ComparisonError) as caught:
        evolve(clear, outcome=outcome)
    assert (
        f"citrate and oxide: outcome '{outcome.value}' does not follow from the measures"
    ) == str(caught.value)


def test_measure_of_another_pair_is_refused() -> None:
    """A verdict holds no measure of other forms."""
    other = verdict("citrate", "glycinate").measures[:1]
    with pytest.raises(mf.ComparisonError) as caught:
        evolve(verdict("citrate", "oxide"), measures=other)
    assert "citrate and oxide: a measure of another pair" == str(caught.value)


def test_finding_that_does_not_compare_the_pair_is_refused() -> None:
    """A measure rests only on findings that count and compare its two forms."""
    measure = verdict("citrate", "oxide").measures[0]
    pooled = next(row for row in mf.catalogue().findings if row.id == "walker2003-f1")
    with pytest.raises(mf.ComparisonError) as caught:
        evolve(measure, findings=(pooled,))
    assert "walker2003-f1 does not compare citrate with oxide" == str(caught.value)


def test_reason_rests_on_nothing_seen_in_animals() -> None:
    """What bears on a pair without comparing it is cited beside the findings in people."""
    item = verdict("citrate", "malate")
    assert ["efsa2018_mgcm"] == [source.id for source in item.sources]
    assert item.animal_findings
    assert not {finding.reference for finding in item.animal_findings} & {*item.sources}
    assert "unable to set an extent. [1]" in " ".join(item.render(width=120).split())


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": "Mine."},
        {"certainty": Certainty.HIGH},
        {"animal_summary": "Rats agree."},
        {"outcome": Outcome.CONFLICTING},
        {"measures": (), "outcome": Outcome.NOT_ESTABLISHED},
        {"measures": (), "outcome": Outcome.NOT_ESTABLISHED, "first": "malate"},
    ],
)
def test_verdict_of_ones_own_making_is_told(changes: dict[str, Any]) -> None:
    """By itself and in a comparison, and never of a shipped one."""
    own = "User-supplied, not checked by magforms."
    item = verdict("citrate", "oxide")
    changed = evolve(item, **changes)
    assert own in changed.caveat.splitlines()
    assert own not in item.caveat + item.mirrored().caveat
    shown = mf.compare("citrate", "oxide")
    assert own not in shown.caveat
    if "first" not in changes:
        assert own in evolve(shown, verdicts=(changed,)).caveat
