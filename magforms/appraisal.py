"""The rules that lead from findings to outcomes; pure functions."""

from collections.abc import Iterable, Sequence

from magforms.evidence import HumanFinding
from magforms.vocabulary import Contrast, Found, Outcome


def counts(finding: HumanFinding) -> bool:
    """
    Return whether a human finding may set an outcome.

    It must come from a published study, compare arms with each other or rank them, and be about
    all the people. Results pooled over several forms, changes within an arm, subgroups and
    unpublished reports do not count.
    """
    return (
        finding.study.published
        and finding.subgroup is None
        and finding.contrast in (Contrast.BETWEEN_ARMS, Contrast.RANK)
        and finding.found is not Found.NOT_REPORTED
    )


def outcome_of(finding: HumanFinding, first: str, second: str) -> Outcome | None:
    """
    Return what one counting finding says of a pair, or None when it does not compare the two.

    Args:
        finding: A finding in people.
        first: Id of a form.
        second: Id of another form.
    """
    if not ({first, second} <= finding.forms and counts(finding)):
        return None
    if finding.found is Found.NO_DIFFERENCE:
        return Outcome.NO_DIFFERENCE_FOUND
    if finding.higher is None or finding.lower is None:
        return None
    higher, lower = (finding.study.forms_in(arm) for arm in (finding.higher, finding.lower))
    if first in higher and second in lower:
        return Outcome.FAVOURS_FIRST
    if second in higher and first in lower:
        return Outcome.FAVOURS_SECOND
    return None


def combine(outcomes: Iterable[Outcome]) -> Outcome:
    """
    Return the outcome of a measure from the outcomes of its findings.

    One and the same outcome stands; different ones conflict; none is not established.
    """
    different = set(outcomes)
    if not different:
        return Outcome.NOT_ESTABLISHED
    return different.pop() if len(different) == 1 else Outcome.CONFLICTING


def fits(outcome: Outcome, measures: Sequence[Outcome]) -> bool:
    """
    Return whether the outcome of a pair fits those of its bioavailability measures.

    Args:
        outcome: Of the pair.
        measures: Of its measures of bioavailability.
    """
    established = [item for item in measures if item is not Outcome.NOT_ESTABLISHED]
    if outcome is Outcome.NOT_ESTABLISHED:
        return not established
    if outcome is Outcome.CONFLICTING:
        return Outcome.CONFLICTING in established or len(set(established)) > 1
    if outcome is Outcome.NO_DIFFERENCE_FOUND:
        return set(established) == {outcome}
    return outcome in established and outcome.mirrored() not in established
