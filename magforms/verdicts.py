"""Verdicts: what human head-to-head studies show of a pair of forms."""

from collections.abc import Iterable
from typing import Self

from attrs import evolve, field, frozen

from magforms.appraisal import combine, fits, outcome_of
from magforms.caveats import Caveat, caveats_for, saying
from magforms.errors import ComparisonError
from magforms.evidence import AnimalFinding, HumanFinding
from magforms.references import Reference
from magforms.results import Result, unique
from magforms.values import Value
from magforms.vocabulary import Certainty, Contrast, Measure, Outcome


@frozen(kw_only=True, eq=False, repr=False)
class MeasureVerdict(Value):
    """
    What the studies of a pair show on one outcome measure.

    Attributes:
        first, second: Ids of the two forms.
        measure: Outcome measure.
        endpoint: The measure in words.
        findings: The counting human findings.
        outcome: What they show; derived from them.
        certainty: None: certainty is appraised for the pair, over all measures together.
        note: What else to know, or None.
    """

    first: str
    second: str
    measure: Measure
    endpoint: str
    findings: tuple[HumanFinding, ...] = ()
    note: str | None = None
    outcome: Outcome = field(init=False)
    certainty: Certainty | None = field(init=False, default=None)

    @outcome.default
    def _outcome(self) -> Outcome:
        results = (outcome_of(item, self.first, self.second) for item in self.findings)
        return combine(result for result in results if result)

    def __attrs_post_init__(self) -> None:
        for finding in self.findings:
            if outcome_of(finding, self.first, self.second) is None:
                message = f"{finding.id} does not compare {self.first} with {self.second}"
                raise ComparisonError(message)

    @property
    def favoured(self) -> str | None:
        """Id of the form that is favoured, or None."""
        return _favoured(self)

    def mirrored(self) -> Self:
        """Return the same with first and second exchanged."""
        return evolve(self, first=self.second, second=self.first)


@frozen(kw_only=True, eq=False, repr=False)
class Verdict(Result):
    """
    What human head-to-head studies show of two forms.

    Attributes:
        first, second: Ids of the two forms.
        outcome: Over all measures; an appraisal that must fit the measures.
        certainty: Of the body of evidence, or None where there is nothing to appraise.
        reason: Reason for outcome and certainty.
        measures: One verdict for each outcome measure.
        findings: The human findings it rests on.
        uncounted: Human findings that held both forms and set no outcome.
        animal_findings: Kept apart, never counted.
        animal_summary: What they say, or None.
        related: Sources that bear on the pair without comparing the two.
        statement: One plain sentence.
        checked_on: Day of the last check, ISO 8601.
        own_caveats: What goes with records of one's own in it; empty for shipped data.
        data_version: Version of the data set.
        references: Sources of all this, in citation order.
        caveats: What to keep in mind.
    """

    first: str
    second: str
    outcome: Outcome
    certainty: Certainty | None
    reason: str
    measures: tuple[MeasureVerdict, ...] = ()
    uncounted: tuple[HumanFinding, ...] = ()
    animal_findings: tuple[AnimalFinding, ...] = ()
    animal_summary: str | None = None
    related: tuple[Reference, ...] = ()
    checked_on: str
    own_caveats: tuple[Caveat, ...] = ()
    data_version: str
    findings: tuple[HumanFinding, ...] = field(init=False)
    statement: str = field(init=False)
    references: tuple[Reference, ...] = field(init=False)
    caveats: tuple[Caveat, ...] = field(init=False)

    @findings.default
    def _findings(self) -> tuple[HumanFinding, ...]:
        return unique(finding for measure in self.measures for finding in measure.findings)

    @statement.default
    def _statement(self) -> str:
        return _in_a_sentence(self)

    @references.default
    def _references(self) -> tuple[Reference, ...]:
        in_animals = (finding.reference for finding in self.animal_findings)
        return unique([*self.sources, *in_animals])

    @caveats.default
    def _caveats(self) -> tuple[Caveat, ...]:
        return caveats_for(
            forms={self.first, self.second},
            studies={row.study.id for row in self._rows},
            detail=True,
            held={
                saying(
                    *sorted((self.first, self.second)),
                    self.favoured or self.outcome,
                    self.certainty,
                    self.reason,
                    self.animal_summary,
                )
            },
            own=self.own_caveats,
        )

    @property
    def sources(self) -> tuple[Reference, ...]:
        """What outcome, certainty and reason rest on; nothing on animals."""
        human = (finding.reference for finding in (*self.findings, *self.uncounted))
        return unique([*human, *self.related])

    @property
    def _rows(self) -> tuple[HumanFinding | AnimalFinding, ...]:
        return (*self.findings, *self.uncounted, *self.animal_findings)

    def __attrs_post_init__(self) -> None:
        outcomes = [item.outcome for item in self.measures if item.measure.is_bioavailability]
        if not fits(self.outcome, outcomes):
            message = (
                f"{self.first} and {self.second}: outcome {self.outcome.value!r} does not follow"
                " from the measures"
            )
            raise ComparisonError(message)
        if any({item.first, item.second} != {self.first, self.second} for item in self.measures):
            message = f"{self.first} and {self.second}: a measure of another pair"
            raise ComparisonError(message)

    @property
    def favoured(self) -> str | None:
        """Id of the form that is favoured, or None."""
        return _favoured(self)

    def mirrored(self) -> Self:
        """Return the verdict on the same pair with first and second exchanged."""
        return evolve(
            self,
            first=self.second,
            second=self.first,
            outcome=self.outcome.mirrored(),
            measures=tuple(measure.mirrored() for measure in self.measures),
        )

    def __repr__(self) -> str:
        certainty = self.certainty.value if self.certainty else "not appraised"
        return (
            f"<Verdict {self.first} and {self.second}: {self.outcome.value},"
            f" certainty {certainty}; {len(self.caveats)} caveats>"
        )


def verdict_on(verdicts: Iterable[Verdict], first: str, second: str) -> Verdict | None:
    """
    Return the verdict on a pair in the order asked for, or None where there is none.

    Args:
        verdicts: Where to look.
        first: Id of a form.
        second: Id of another form.
    """
    for verdict in verdicts:
        if (verdict.first, verdict.second) == (first, second):
            return verdict
        if (verdict.first, verdict.second) == (second, first):
            return verdict.mirrored()
    return None


def _favoured(verdict: MeasureVerdict | Verdict) -> str | None:
    sides = {Outcome.FAVOURS_FIRST: verdict.first, Outcome.FAVOURS_SECOND: verdict.second}
    return sides.get(verdict.outcome)


def _in_a_sentence(verdict: Verdict) -> str:
    """Return one plain sentence for a verdict, the same for both orders of the pair."""
    first, second = sorted((verdict.first, verdict.second))
    if verdict.outcome is Outcome.NOT_ESTABLISHED:
        return f"Not established for {first} and {second}: {_why_not(verdict)}."
    measures = [item for item in verdict.measures if item.measure.is_bioavailability]

    def where(outcome: Outcome) -> str:
        return _listed(_endpoint(item) for item in measures if item.outcome is outcome)

    clauses = []
    for favoured, other in ((first, second), (second, first)):
        ahead = _listed(_endpoint(item) for item in measures if item.favoured == favoured)
        if ahead:
            clauses.append(f"{favoured} was higher than {other} on {ahead}")
    if conflicting := where(Outcome.CONFLICTING):
        clauses.append(f"results conflict on {conflicting}")
    if without := where(Outcome.NO_DIFFERENCE_FOUND):
        clauses.append(f"no difference was found on {without}")
    clauses += _assumptions(verdict)
    certainty = verdict.certainty.value if verdict.certainty else "not appraised"
    if verdict.outcome is Outcome.CONFLICTING:
        head = f"Results in people conflict for {first} and {second}: "
    else:
        head = "In people, "
    return f"{head}{'; '.join(clauses)}; certainty {certainty}."


def _endpoint(measure: MeasureVerdict) -> str:
    """Return a measure in words, with what holds of every finding on it."""
    marks = []
    if all(finding.second_hand for finding in measure.findings):
        marks.append("known second-hand")
    if all(finding.contrast is Contrast.RANK for finding in measure.findings):
        marks.append("by rank alone")
    return f"{measure.endpoint} ({', '.join(marks)})" if marks else measure.endpoint


def _assumptions(verdict: Verdict) -> list[str]:
    studies = unique(finding.study for finding in verdict.findings)
    clauses = []
    for form in sorted((verdict.first, verdict.second)):
        assumed = sum(form in study.assumed_forms for study in studies)
        if assumed:
            clauses.append(
                f"in {assumed} of {len(studies)} studies {form} is assumed from a vaguer name"
            )
    return clauses


def _why_not(verdict: Verdict) -> str:
    held = [finding.study for finding in verdict.uncounted]
    if not held:
        return "no human study that compared the two was found"
    if not any(study.published for study in held):
        return "only an unpublished report gave both to people"
    return "no published human study sets the two against each other in a way that counts"


def _listed(items: Iterable[str]) -> str:
    *others, last = unique(items) or ("",)
    return f"{', '.join(others)} and {last}" if others else last
