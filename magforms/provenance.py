"""Every figure with its source, its place there and how it was checked."""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from magforms.catalogues import Catalogue
from magforms.caveats import Caveat, caveats_for
from magforms.composition import Compound
from magforms.evidence import Finding, InVitroFinding, InVitroMeasurement, Measurement, Study
from magforms.forms import Form
from magforms.loading import catalogue as shipped
from magforms.references import Reference
from magforms.results import Result, unique
from magforms.values import Value
from magforms.verdicts import Verdict
from magforms.vocabulary import Origin, Species

_APPRAISAL = "see the rows of these sources"
_REMARK = "a remark on the study"


@frozen(kw_only=True, eq=False, repr=False)
class Figure(Value):
    """
    One figure, finding or statement of the data set, with its provenance.

    Attributes:
        about: What it is about.
        text: The figure or what is said, with the context it may not be shown without.
        forms: Ids of the forms it concerns; empty for magnesium in general.
        references: Its sources.
        locator: The place in the source, or what it rests on.
        origin: Reported, computed or appraised.
        verification: What was read, or None for a judgement or an identifier.
        readings: Independent readings, or None for a judgement.
        checked_on: Day of the last check, ISO 8601.
    """

    about: str
    text: str
    forms: frozenset[str] = frozenset()
    references: tuple[Reference, ...]
    locator: str
    origin: Origin
    verification: str | None = None
    readings: int | None = None
    checked_on: str

    @property
    def provenance(self) -> str:
        """Place, origin, verification, readings and day in one line."""
        readings = f"{self.readings} reading{'s' if self.readings != 1 else ''}"
        parts = [self.locator, self.origin.value]
        if self.verification:
            parts.append(f"verified in {_READ[self.verification]}")
        if self.readings:
            parts.append(readings)
        return "; ".join([*parts, f"checked {self.checked_on}"])


_READ = {
    "full text": "the full text",
    "abstract": "the abstract",
    "secondary": "a second-hand account only",
}


@frozen(kw_only=True, eq=False, repr=False)
class Sources(Result):
    """
    Every figure of some forms, or of the whole data set.

    Attributes:
        forms: Ids of the forms asked for; empty for the whole data set.
        figures: The figures.
        own_caveats: What goes with figures of one's own; empty for shipped data.
        data_version: Version of the data set.
        references: Their sources, in citation order.
        caveats: What to keep in mind.
    """

    forms: tuple[str, ...] = ()
    figures: tuple[Figure, ...]
    own_caveats: tuple[Caveat, ...] = ()
    data_version: str
    references: tuple[Reference, ...] = field(init=False)
    caveats: tuple[Caveat, ...] = field(init=False)

    @references.default
    def _references(self) -> tuple[Reference, ...]:
        return unique(source for figure in self.figures for source in figure.references)

    @caveats.default
    def _caveats(self) -> tuple[Caveat, ...]:
        return caveats_for(
            forms=frozenset().union(*(figure.forms for figure in self.figures)),
            studies={source.id for source in self.references},
            detail=True,
            own=self.own_caveats,
        )

    def __repr__(self) -> str:
        return (
            f"<Sources: {len(self.figures)} figures from {len(self.references)} sources;"
            f" {len(self.caveats)} caveats>"
        )


def sources(*names: object, catalogue: Catalogue | None = None) -> Sources:
    """
    Return every figure with its source, locator and verification.

    For some forms that is what is about them, and what else the sources they cite say.

    Args:
        names: Forms by id or any name; none for the whole data set.
        catalogue: Where the forms come from; None for the shipped catalogue.

    Raises:
        UnknownFormError, AmbiguousNameError: A name that does not fix a form.
    """
    source = shipped() if catalogue is None else catalogue
    forms = unique(source.resolve(name) for name in names)
    figures = unique(_figures(source))
    if forms:
        ids = {form.id for form in forms}
        cited = {reference for form in forms for reference in form.references}
        figures = tuple(
            figure
            for figure in figures
            # what is about no form in particular belongs to those that cite its source
            if figure.forms & ids or (not figure.forms and cited.issuperset(figure.references))
        )
    return Sources(
        forms=tuple(form.id for form in forms),
        figures=figures,
        own_caveats=own_caveats_of(figures, source),
        data_version=source.data_version,
    )


def own_caveats_of(figures: Iterable[Figure], source: Catalogue) -> tuple[Caveat, ...]:
    """Return the caveats of one's own data if any of the figures is not a shipped one."""
    if not source.own_caveats:
        return ()
    shipped_ones = set(_figures(shipped()))
    return source.own_caveats if any(item not in shipped_ones for item in figures) else ()


def _figures(source: Catalogue) -> Iterator[Figure]:
    for form in source.forms:
        yield from _of_form(form)
    for verdict in source.verdicts:
        yield from _of_verdict(verdict)
    yield from _of_studies(source)
    for statement in source.statements:
        yield Figure(
            about=f"{statement.kind}, {statement.population}",
            text=" ".join(filter(None, (statement.statement, statement.note))),
            references=(statement.reference,),
            locator=statement.locator,
            origin=statement.origin,
            verification=statement.verification.value,
            readings=statement.readings,
            checked_on=statement.checked_on,
        )
    yield from _of_magnesium(source)
    for claim in source.claims:
        yield Figure(
            about=f"popular claim, {claim.verdict}: {claim.claim}",
            text=claim.found,
            references=(claim.source, *claim.references),
            locator=_APPRAISAL,
            origin=Origin.APPRAISED,
            checked_on=claim.checked_on,
        )
    for screened in source.screened:
        yield Figure(
            about=f"screened, {screened.decision}",
            text=screened.reason,
            references=(screened.reference,),
            locator="nothing rests on it",
            origin=Origin.APPRAISED,
            checked_on=screened.checked_on,
        )
    for caveat in source.caveats:
        yield Figure(
            about=f"caveat {caveat.id}{' (our own wording)' if caveat.editorial else ''}",
            text=caveat.text,
            forms=caveat.forms,
            references=caveat.references,
            locator=_APPRAISAL,
            origin=Origin.APPRAISED,
            verification="secondary" if caveat.second_hand else None,
            checked_on=caveat.checked_on,
        )


def _cited_of(findings: Iterable[Finding]) -> tuple[Reference, ...]:
    return unique(finding.reference for finding in findings)


def _of_verdict(verdict: Verdict) -> Iterator[Figure]:
    about = f"verdict on {verdict.first} and {verdict.second}"
    animal = _cited_of(verdict.animal_findings)
    for what, text, cited in (
        (about, verdict.reason, verdict.sources),
        *(
            (about, item.note, _cited_of(item.findings) or verdict.sources)
            for item in verdict.measures
        ),
        (f"in animals: {about}", verdict.animal_summary, animal),
    ):
        if text and cited:
            yield Figure(
                about=what,
                text=text,
                forms=frozenset({verdict.first, verdict.second}),
                references=cited,
                locator=_APPRAISAL,
                origin=Origin.APPRAISED,
                checked_on=verdict.checked_on,
            )


def _of_magnesium(source: Catalogue) -> Iterator[Figure]:
    """Yield what is about no form in particular."""
    for weight in source.atomic_weights:
        yield Figure(
            about=f"atomic weight of {weight.element}",
            text=f"{weight.weight} ± {weight.uncertainty} g/mol",
            references=(weight.reference,),
            locator=weight.locator,
            origin=Origin.REPORTED,
            verification=weight.verification.value,
            readings=weight.readings,
            checked_on=weight.checked_on,
        )
    for allowed in source.authorised_claims:
        yield Figure(
            about=f"{allowed.kind}, {allowed.jurisdiction}",
            text=allowed.label + (f" ({allowed.condition})" if allowed.condition else ""),
            references=allowed.references,
            locator=allowed.basis,
            origin=Origin.REPORTED,
            verification=allowed.verification.value,
            readings=allowed.readings,
            checked_on=allowed.checked_on,
        )
    for limit in source.limits:
        yield Figure(
            about=f"{limit.kind.value}, {limit.jurisdiction}",
            text=str(limit),
            references=limit.references,
            locator=limit.locator,
            origin=limit.origin,
            verification=limit.verification.value,
            readings=limit.readings,
            checked_on=limit.checked_on,
        )


def _of_form(form: Form) -> Iterator[Figure]:
    ids = frozenset({form.id})
    appraisal = form.bioavailability
    yield Figure(
        about=f"{form.id}: rating {appraisal.rating.value}",
        text=appraisal.reason,
        forms=ids,
        references=appraisal.references,
        locator=_APPRAISAL,
        origin=Origin.APPRAISED,
        checked_on=appraisal.checked_on,
    )
    yield Figure(
        about=f"{form.id}: claimed {appraisal.claimed.value}",
        text=f"A claim, not a finding. Agreement with the evidence: {appraisal.claimed_agreement}.",
        forms=ids,
        references=(appraisal.claimed_source,),
        locator=appraisal.claimed_locator,
        origin=Origin.REPORTED,
        checked_on=appraisal.checked_on,
    )
    for use in form.uses:
        yield Figure(
            about=f"{form.id}: {use.label}, {use.direction.value}",
            text=" ".join(filter(None, (use.reason, use.note))),
            forms=ids,
            references=use.sources + use.context_references,
            locator=_APPRAISAL,
            origin=Origin.APPRAISED,
            checked_on=use.checked_on,
        )
    for compound in form.compounds:
        yield from _of_compound(form, compound)


def _of_compound(form: Form, compound: Compound) -> Iterator[Figure]:
    if compound.elemental_fraction is not None:
        yield Figure(
            about=f"{form.id}: {compound.name}, elemental fraction and molar mass",
            text=f"{compound.elemental_fraction}; {compound.molar_mass} g/mol",
            forms=frozenset({form.id}),
            references=compound.references,
            locator=f"formula {compound.formula} ({compound.formula_basis}); atomic weights",
            origin=Origin.COMPUTED,
            checked_on=compound.checked_on,
        )
    for item in compound.identifiers:
        yield Figure(
            about=f"{form.id}: {compound.name}, {item.scheme.replace('_', ' ')}",
            text=item.value,
            forms=frozenset({form.id}),
            references=(item.reference,) if item.reference else (),
            locator=item.basis,
            origin=item.origin,
            readings=item.readings,
            checked_on=item.checked_on,
        )


def _studied(row: Finding | Measurement | Study) -> str:
    """Return what tells findings in animals and in the laboratory from those in people."""
    if isinstance(row, InVitroFinding | InVitroMeasurement):
        return "in the laboratory: "
    study = row if isinstance(row, Study) else row.study
    if study is None or study.species is Species.HUMAN:
        return ""
    return f"in animals ({study.species.value}): "


def _of_studies(source: Catalogue) -> Iterator[Figure]:
    for study in source.studies:
        for about, text in (
            ("design, who, dose", study.context),
            *(("arm", str(arm)) for arm in study.arms),
            ("registration", study.registration),
            ("funding and interests", study.funding),
        ):
            if text is None:
                continue
            yield Figure(
                about=f"{_studied(study)}study: {about}",
                text=text,
                forms=study.forms,
                references=(study.reference,),
                locator=study.locator,
                origin=Origin.REPORTED,
                verification=study.verification.value,
                readings=study.readings,
                checked_on=study.checked_on,
            )
        for limit in study.limitations:
            yield Figure(
                about=f"{_studied(study)}study: limitation",
                text=limit,
                forms=study.forms,
                references=(study.reference,),
                locator=_REMARK,
                origin=Origin.APPRAISED,
                checked_on=study.checked_on,
            )
    findings = (*source.findings, *source.animal_findings, *source.in_vitro_findings)
    for finding in findings:
        yield Figure(
            about=f"{_studied(finding)}{finding.study.id}: {finding.endpoint}",
            text=finding.statement + (f" ({finding.statistics})" if finding.statistics else ""),
            forms=finding.forms,
            references=(finding.reference,),
            locator=finding.locator,
            origin=finding.origin,
            verification=finding.verification.value,
            readings=finding.readings,
            checked_on=finding.checked_on,
        )
    measurements = (
        *source.measurements,
        *source.animal_measurements,
        *source.in_vitro_measurements,
    )
    for item in measurements:
        yield Figure(
            about=f"{_studied(item)}{item.measure.value.replace('_', ' ')}",
            text=str(item),
            forms=item.forms,
            references=(item.reference,),
            locator=item.locator,
            origin=item.origin,
            verification=item.verification.value,
            readings=item.readings,
            checked_on=item.checked_on,
        )
