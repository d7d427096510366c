"""The rules from findings to outcomes."""

from itertools import product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import magforms as mf
from magforms.appraisal import combine, counts, fits, outcome_of
from magforms.evidence import HumanFinding
from magforms.vocabulary import Contrast, Found, Outcome

FIRST, SECOND = Outcome.FAVOURS_FIRST, Outcome.FAVOURS_SECOND
SAME, MIXED, OPEN = (
    Outcome.NO_DIFFERENCE_FOUND,
    Outcome.CONFLICTING,
    Outcome.NOT_ESTABLISHED,
)


def finding(finding_id: str) -> HumanFinding:
    """Return a shipped human finding."""
    return next(item for item in mf.catalogue().findings if item.id == finding_id)


# one arm against another, published, about all the people
DIRECT = finding("kappeler2017-f1")
RANKED = finding("walker2003-f2")
NO_DIFFERENCE = finding("walker2003-f5")


@pytest.mark.parametrize("item", [DIRECT, RANKED, NO_DIFFERENCE])
def test_published_comparison_of_arms_counts(item: HumanFinding) -> None:
    """A published contrast or ranking of arms in all the people may set an outcome."""
    assert counts(item)


@pytest.mark.parametrize("contrast", [Contrast.POOLED, Contrast.WITHIN_ARM, Contrast.NONE])
def test_pooled_and_within_arm_results_never_count(contrast: Contrast) -> None:
    """Neither a result pooled over forms nor a change within an arm is a difference."""
    item = evolve(DIRECT, contrast=contrast)
    assert not counts(item)
    assert None is outcome_of(item, "citrate", "oxide")


def test_subgroup_never_counts() -> None:
    """What holds in a part of the people sets no outcome."""
    item = evolve(DIRECT, subgroup="women")
    assert not counts(item)
    assert None is outcome_of(item, "citrate", "oxide")


def test_unpublished_report_never_counts() -> None:
    """What no journal published sets no outcome."""
    item = evolve(DIRECT, study=evolve(DIRECT.study, published=False))
    assert not counts(item)
    assert None is outcome_of(item, "citrate", "oxide")


def test_unreported_contrast_never_counts() -> None:
    """A finding whose contrast was not reported sets no outcome."""
    assert not counts(evolve(DIRECT, found=Found.NOT_REPORTED))


@pytest.mark.parametrize(
    ("item", "pair", "outcome"),
    [
        (DIRECT, ("citrate", "oxide"), FIRST),
        (DIRECT, ("oxide", "citrate"), SECOND),
        (DIRECT, ("citrate", "malate"), None),
        (RANKED, ("citrate", "glycinate"), FIRST),
        (RANKED, ("oxide", "citrate"), SECOND),
        (RANKED, ("glycinate", "oxide"), None),
        (NO_DIFFERENCE, ("glycinate", "oxide"), SAME),
        (NO_DIFFERENCE, ("oxide", "malate"), None),
    ],
)
def test_finding_speaks_only_of_the_forms_it_sets_apart(
    item: HumanFinding, pair: tuple[str, str], outcome: Outcome | None
) -> None:
    """A finding favours the higher form, finds no difference, or says nothing of a pair."""
    assert outcome is outcome_of(item, *pair)


@pytest.mark.parametrize("side", ["higher", "lower"])
def test_finding_without_one_side_says_nothing(side: str) -> None:
    """A finding that does not say which arm was higher or lower compares no pair."""
    assert None is outcome_of(evolve(DIRECT, **{side: None}), "citrate", "oxide")


@pytest.mark.parametrize(
    ("outcomes", "outcome"),
    [
        ((), OPEN),
        ((FIRST,), FIRST),
        ((FIRST, FIRST), FIRST),
        ((SAME,), SAME),
        ((FIRST, SECOND), MIXED),
        ((FIRST, SAME), MIXED),
    ],
)
def test_findings_of_a_measure_agree_or_conflict(
    outcomes: tuple[Outcome, ...], outcome: Outcome
) -> None:
    """One and the same outcome stands, different ones conflict, none is not established."""
    assert outcome is combine(outcomes)


@pytest.mark.parametrize(
    ("outcome", "measures", "expected"),
    [
        (OPEN, (), True),
        (OPEN, (OPEN,), True),
        (OPEN, (OPEN, FIRST), False),
        (FIRST, (FIRST, SAME, OPEN), True),
        (FIRST, (FIRST, MIXED), True),
        (FIRST, (FIRST, SECOND), False),
        (FIRST, (SAME,), False),
        (FIRST, (), False),
        (SECOND, (SECOND,), True),
        (SECOND, (FIRST,), False),
        (MIXED, (MIXED,), True),
        (MIXED, (FIRST, SECOND), True),
        (MIXED, (FIRST, SAME), True),
        (MIXED, (FIRST, FIRST), False),
        (MIXED, (), False),
        (SAME, (SAME, SAME, OPEN), True),
        (SAME, (SAME, FIRST), False),
        (SAME, (OPEN,), False),
    ],
)
def test_outcome_of_a_pair_must_fit_its_measures(
    outcome: Outcome, measures: tuple[Outcome, ...], *, expected: bool
) -> None:
    """A pair's outcome has to follow from what its measures show."""
    assert expected is fits(outcome, measures)


@given(st.sampled_from(Outcome), st.lists(st.sampled_from(Outcome), max_size=4))
def test_fitting_and_combining_do_not_depend_on_the_side_or_order(
    outcome: Outcome, measures: list[Outcome]
) -> None:
    """Exchanging the two forms, or the order of the measures, changes no judgement."""
    mirrored = [measure.mirrored() for measure in measures]
    assert fits(outcome, measures) is fits(outcome.mirrored(), mirrored)
    assert fits(outcome, measures) is fits(outcome, measures[::-1])
    assert combine(mirrored) is combine(measures).mirrored()


def test_every_finding_says_the_mirrored_of_the_mirrored_pair() -> None:
    """What a shipped finding says of a pair is the mirror of what it says of the pair turned."""
    forms = ("citrate", "glycinate", "malate", "oxide")
    said = 0
    for item, first, second in product(mf.catalogue().findings, forms, forms):
        if first == second:
            continue
        outcome = outcome_of(item, first, second)
        turned = outcome_of(item, second, first)
        assert turned is (outcome.mirrored() if outcome else None)
        said += outcome is not None
    assert said
