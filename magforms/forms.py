"""A form of magnesium: names, compounds, appraisal, uses and findings."""

from attrs import field, frozen

from magforms.caveats import Caveat, caveats_for, saying
from magforms.composition import Compound, FractionRange
from magforms.evidence import (
    AnimalFinding,
    AnimalMeasurement,
    Finding,
    HumanFinding,
    HumanMeasurement,
    InVitroFinding,
    InVitroMeasurement,
    Measurement,
)
from magforms.names import keys, normalised
from magforms.references import Reference
from magforms.results import Result, unique
from magforms.values import Record, Value
from magforms.vocabulary import (
    Certainty,
    Direction,
    FormSpecific,
    Kind,
    Rank,
    Rating,
    Status,
    UseBasis,
)


@frozen(kw_only=True, eq=False, repr=False)
class Name(Value):
    """
    A name under which a form is known.

    Attributes:
        text: The name.
        language: IETF language tag, or None for a code.
        kind: synonym, label, brand, ...
        status: "named", "unconfirmed" (built by analogy) or "not one form".
        note: What else to know, or None.
        seen_in: Kind of source it was seen in.
    """

    text: str
    language: str | None
    kind: str
    status: str
    note: str | None
    seen_in: str

    @property
    def means_form(self) -> bool:
        """Whether it fixes the form, unlike a name of several."""
        return self.status != "not one form"


@frozen(kw_only=True, eq=False, repr=False)
class UseTerm(Record):
    """
    A use that can be asked for.

    Attributes:
        id: Word for `query`.
        label: Name of the use.
        description: What is meant.
        untested: Whether no trial of any form was found.
        own_caveats: What goes with records of one's own in it; empty for shipped data.
    """

    id: str
    label: str
    description: str
    untested: bool
    own_caveats: tuple[Caveat, ...] = ()


@frozen(kw_only=True, eq=False, repr=False)
class Use(Record):
    """
    One use of a form.

    Attributes:
        id: Id of the use, as `query` takes it.
        name: Name of the use.
        label: Name of the use for this form.
        rank: Primary or secondary: what the form is chiefly approved, used or sold for.
        status: Approved, tested, marketed: any of them.
        status_note: What limits the status, or None.
        approved_in: Where it is approved.
        basis: What the listing rests on.
        direction: Where the evidence points.
        certainty: Of that direction, or None where no clinical evidence was read.
        reason: Reason for direction and certainty.
        form_specific: Whether the evidence is about this form.
        references: What it rests on.
        context_references: About magnesium in general; never counted for the form.
        conflicting_references: Found something else.
        shown_by_default: Whether lists show it unasked.
        note: What else to know, or None.
        checked_on: Day of the last check, ISO 8601.
    """

    id: str
    name: str
    label: str
    rank: Rank
    status: tuple[Status, ...]
    status_note: str | None
    approved_in: tuple[str, ...]
    basis: UseBasis
    direction: Direction
    certainty: Certainty | None
    reason: str
    form_specific: FormSpecific
    references: tuple[Reference, ...]
    context_references: tuple[Reference, ...]
    conflicting_references: tuple[Reference, ...]
    shown_by_default: bool
    note: str | None
    checked_on: str

    @property
    def sources(self) -> tuple[Reference, ...]:
        """What it rests on, then what conflicts."""
        return self.references + self.conflicting_references


@frozen(kw_only=True, eq=False, repr=False)
class Bioavailability(Value):
    """
    Appraised and claimed bioavailability of a form, side by side.

    Attributes:
        rating: Position among the forms, from direct human comparisons; never a percentage.
        certainty: Of that position, or None.
        reason: Reason for rating and certainty.
        strict_rating: Rating if only published human comparisons count, or None where they
            give none.
        strict_reason: Why there is or is not one.
        claimed: What popular articles say; a claim, not evidence.
        claimed_source, claimed_locator: Who says so, and where.
        claimed_agreement: Whether the evidence agrees with the claim.
        evidence, against: Sources for the position, and against it.
        animal: Sources on animals; never counted.
        references: `evidence` and `against`.
        checked_on: Day of the last check, ISO 8601.
    """

    rating: Rating
    certainty: Certainty | None
    reason: str
    strict_rating: Rating | None
    strict_reason: str
    claimed: Rating
    claimed_source: Reference
    claimed_locator: str
    claimed_agreement: str
    evidence: tuple[Reference, ...]
    against: tuple[Reference, ...]
    animal: tuple[Reference, ...]
    references: tuple[Reference, ...] = field(init=False)
    checked_on: str

    @references.default
    def _references(self) -> tuple[Reference, ...]:
        return unique(self.evidence + self.against)


@frozen(kw_only=True, eq=False, repr=False)
class Form(Result, Record):
    """
    One form of magnesium, in full.

    Attributes:
        id: Key, such as "citrate".
        name: Such as "Magnesium citrate".
        kind: Inorganic salt, organic salt or amino-acid chelate.
        known_as: Names with language, kind and status.
        names: Synonyms that mean this form, as text.
        compounds: Every compound listed, hydration states included.
        elemental_fraction: Range over the compounds with a formula, or None.
        bioavailability: Appraised and claimed.
        uses: Primary uses first.
        primary_uses: Those of rank primary.
        findings, measurements: In people.
        animal_findings, animal_measurements: In animals, kept apart.
        in_vitro_findings, in_vitro_measurements: In the laboratory, kept apart.
        own_caveats: What goes with records of one's own in it; empty for shipped data.
        data_version: Version of the data set.
        references: Sources of all this, in citation order.
        caveats: What to keep in mind.
    """

    id: str
    name: str
    kind: Kind
    known_as: tuple[Name, ...]
    compounds: tuple[Compound, ...]
    bioavailability: Bioavailability
    uses: tuple[Use, ...]
    findings: tuple[HumanFinding, ...] = ()
    measurements: tuple[HumanMeasurement, ...] = ()
    animal_findings: tuple[AnimalFinding, ...] = ()
    animal_measurements: tuple[AnimalMeasurement, ...] = ()
    in_vitro_findings: tuple[InVitroFinding, ...] = ()
    in_vitro_measurements: tuple[InVitroMeasurement, ...] = ()
    own_caveats: tuple[Caveat, ...] = ()
    data_version: str
    names: tuple[str, ...] = field(init=False)
    elemental_fraction: FractionRange | None = field(init=False)
    primary_uses: tuple[Use, ...] = field(init=False)
    references: tuple[Reference, ...] = field(init=False)
    caveats: tuple[Caveat, ...] = field(init=False)

    @names.default
    def _names(self) -> tuple[str, ...]:
        return unique(name.text for name in self.known_as if name.means_form)

    @elemental_fraction.default
    def _elemental_fraction(self) -> FractionRange | None:
        known = [item.elemental_fraction for item in self.compounds if item.elemental_fraction]
        return FractionRange(min(known), max(known)) if known else None

    @primary_uses.default
    def _primary_uses(self) -> tuple[Use, ...]:
        return tuple(use for use in self.uses if use.rank is Rank.PRIMARY)

    @references.default
    def _references(self) -> tuple[Reference, ...]:
        appraisal = self.bioavailability
        cited = [*appraisal.references, appraisal.claimed_source, *appraisal.animal]
        for use in self.uses:
            cited += [*use.sources, *use.context_references]
        cited += [source for compound in self.compounds for source in compound.references]
        cited += [
            item.reference
            for compound in self.compounds
            for item in compound.identifiers
            if item.reference
        ]
        cited += [row.reference for row in self._rows]
        return unique(cited)

    @caveats.default
    def _caveats(self) -> tuple[Caveat, ...]:
        return caveats_for(
            forms={self.id},
            uses={use.id for use in self.uses},
            studies=self.study_ids,
            detail=True,
            whole=True,
            held=self._held,
            own=self.own_caveats,
        )

    @property
    def _rows(self) -> tuple[Finding | Measurement, ...]:
        return (
            *self.findings,
            *self.measurements,
            *self.animal_findings,
            *self.animal_measurements,
            *self.in_vitro_findings,
            *self.in_vitro_measurements,
        )

    @property
    def _held(self) -> frozenset[object]:
        """Keys of what is listed of it and of every finding, figure and source."""
        listed: set[object] = {(self.id, use.id) for use in self.uses}
        listed |= {(self.id, name.text) for name in self.known_as}
        listed |= {row.id for row in self._rows}
        appraisal = self.bioavailability
        listed.add(
            saying(
                self.id,
                appraisal.rating,
                appraisal.certainty,
                appraisal.reason,
                appraisal.strict_rating,
                appraisal.strict_reason,
                appraisal.claimed,
            )
        )
        for use in self.uses:
            told = (use.label, use.rank, use.status, use.direction, use.certainty, use.reason)
            listed.add(saying(self.id, use.id, *told))
        findings = (*self.findings, *self.animal_findings, *self.in_vitro_findings)
        listed |= {(row.id, row.statement) for row in findings}
        listed.add((self.id, self.name, self.kind.value))
        return frozenset(listed | {source.id for source in self.references})

    @property
    def own_notice(self) -> tuple[Caveat, ...]:
        """What says that records of it are one's own, and what goes with these."""
        return (*(item for item in self.caveats if item.scope == "own"), *self.own_caveats)

    @property
    def study_ids(self) -> frozenset[str]:
        """Ids of the studies that its findings and its rating rest on."""
        rows = (*self.findings, *self.animal_findings, *self.in_vitro_findings)
        return frozenset(row.study.id for row in rows) | self.rating_studies

    @property
    def rating_studies(self) -> frozenset[str]:
        """Ids of the sources that its rating rests on or that speak against it."""
        return frozenset(source.id for source in self.bioavailability.references)

    def is_called(self, name: object) -> bool:
        """Return whether a name means this form, whatever its case, spaces and hyphens."""
        if not isinstance(name, str):
            return False
        key = normalised(name)
        known = (keys(item.text, item.language) for item in self.known_as if item.means_form)
        return key in (normalised(self.id), *keys(self.name)) or any(key in item for item in known)

    def compound_named(self, name: str) -> Compound | None:
        """
        Return the compound of this name, or the only one of the hydration that it tells.

        The name of the form itself leaves open which of its compounds is meant.
        """
        key = normalised(name)
        if key == normalised(self.name) and len(self.compounds) > 1:
            return None
        for compound in self.compounds:
            if compound.is_called(name):
                return compound
        hydrated = [item for item in self.compounds if item.hydration in key]
        return hydrated[0] if len(hydrated) == 1 else None

    def use(self, use_id: str) -> Use | None:
        """Return the use of this id, or None where the form has none."""
        return next((use for use in self.uses if use.id == use_id), None)

    def listed_use(self, use_id: str) -> Use | None:
        """Return the use of this id if lists show it, or None."""
        use = self.use(use_id)
        return use if use and use.shown_by_default else None

    def __repr__(self) -> str:
        return f"<Form {self.id}: {self.name}; {len(self.caveats)} caveats>"
