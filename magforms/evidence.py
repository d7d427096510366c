"""Studies, what they found and what they measured; people, animals and laboratory apart."""

from attrs import field, frozen

from magforms.quantities import Estimate
from magforms.references import Reference
from magforms.values import Record, Value
from magforms.vocabulary import Contrast, Found, Identity, Measure, Origin, Species, Verification


@frozen(kw_only=True, eq=False, repr=False)
class Arm(Value):
    """
    One arm of a study, or a group of arms that a finding speaks of.

    Attributes:
        name: Label that findings and measurements use.
        members: Names of the arms of a group; empty for an arm.
        form: Id of the form it is filed under, or None.
        substance: What was given, or None for a group.
        as_described: The source's own description, or None.
        identity: Whether the source names the form or we assume it; None for a group.
        formulation: Tablet, capsule, ..., or None.
        elemental_dose_mg: Magnesium in mg, or None.
    """

    name: str
    members: tuple[str, ...] = ()
    form: str | None = None
    substance: str | None = None
    as_described: str | None = None
    identity: Identity | None = None
    formulation: str | None = None
    elemental_dose_mg: str | None = None

    def __str__(self) -> str:
        if self.members:
            return f"{self.name}: {', '.join(self.members)} together"
        told = [self.substance] if self.substance and self.substance != self.name else []
        if self.as_described and self.as_described not in (self.name, self.substance):
            told.append(f"in the source {self.as_described}")
        if self.form and self.identity:
            told.append(f"counted as {self.form} ({self.identity.value})")
        told += [self.formulation] if self.formulation else []
        told += [f"{self.elemental_dose_mg} mg magnesium"] if self.elemental_dose_mg else []
        return f"{self.name}: {'; '.join(told)}" if told else self.name


@frozen(kw_only=True, eq=False, repr=False)
class Study(Record):
    """
    One study.

    Attributes:
        id: Key in the data package; a year or surname in it states nothing.
        reference: Where it is published or described.
        role: What it is used for here.
        published: Whether a journal published it.
        species: Who was studied.
        design: Design in words.
        registration: Trial registration, or None.
        n: Number of people or animals in words, or None where it may not be shown.
        population: Who they were.
        dose: Dose in words, or None.
        duration: In words, or None.
        numbers_withheld: Why numbers are left out, or None.
        funding: Funding and interests, or None where not seen.
        arms: Arms and groups of arms, by name.
        limitations: Limits of the study.
        locator: Place in the source.
        verification: What of it was read.
        readings: Independent readings that saw it.
        checked_on: Day of the last check, ISO 8601.
    """

    id: str
    reference: Reference
    role: str
    published: bool
    species: Species
    design: str
    registration: str | None = None
    n: str | None = None
    population: str
    dose: str | None = None
    duration: str | None = None
    numbers_withheld: str | None = None
    funding: str | None = None
    arms: tuple[Arm, ...] = ()
    limitations: tuple[str, ...] = ()
    locator: str
    verification: Verification
    readings: int
    checked_on: str

    def arm(self, name: str) -> Arm:
        """Return the arm or group of this name."""
        return {arm.name: arm for arm in self.arms}[name]

    def forms_in(self, name: str) -> frozenset[str]:
        """Return the ids of the forms in an arm or group of arms."""
        names = self.arm(name).members or (name,)
        return frozenset([arm.form for arm in self.arms if arm.form and arm.name in names])

    @property
    def forms(self) -> frozenset[str]:
        """Ids of the forms the study held."""
        return frozenset(arm.form for arm in self.arms if arm.form)

    @property
    def assumed_forms(self) -> frozenset[str]:
        """Ids of the forms that an arm is only assumed to have been."""
        return frozenset(
            arm.form for arm in self.arms if arm.form and arm.identity is not Identity.STATED
        )

    @property
    def context(self) -> str:
        """Design, people, dose and duration in one line."""
        people = f"n = {self.n}, {self.population}" if self.n else self.population
        parts = (self.design, people, self.dose, self.duration, self.numbers_withheld)
        return "; ".join(part for part in parts if part)

    def __str__(self) -> str:
        return self.id


@frozen(kw_only=True, eq=False, repr=False)
class Finding(Record):
    """
    One finding of a study; people, animals and laboratory have classes of their own.

    Attributes:
        id: Key in the data package.
        study: The study that reports it.
        endpoint: What was measured.
        measure: Its outcome measure.
        found: Whether an arm was higher, no difference was reported, or no contrast was seen.
        higher, lower: Arm or group that was higher and lower, or None.
        compared: Every arm it is about.
        contrast: What was set against what.
        subgroup: Part of the people, or None; a subgroup sets no outcome.
        leans: (toward, over) where only tests within arms differ; never a difference between arms.
        statistics: p-value or interval as printed, or None.
        statement: The finding in words.
        reference, locator: Source and the place in it.
        origin, verification, readings, checked_on: How it was checked.
        forms: Ids of the forms it is about.
    """

    id: str
    study: Study
    endpoint: str
    measure: Measure
    found: Found
    higher: str | None = None
    lower: str | None = None
    compared: tuple[str, ...] = ()
    contrast: Contrast
    subgroup: str | None = None
    leans: tuple[tuple[str, str], ...] = ()
    statistics: str | None = None
    statement: str
    reference: Reference
    locator: str
    origin: Origin = Origin.REPORTED
    verification: Verification
    readings: int
    checked_on: str
    forms: frozenset[str] = field(init=False)

    @forms.default
    def _forms(self) -> frozenset[str]:
        arms = [*self.compared, *(arm for arm in (self.higher, self.lower) if arm)]
        return frozenset(form for arm in arms for form in self.study.forms_in(arm))

    @property
    def second_hand(self) -> bool:
        """Whether it is known only from someone else's account."""
        return self.verification is Verification.SECONDARY

    @property
    def assumed_forms(self) -> frozenset[str]:
        """Ids of the forms that it is only assumed to be about."""
        return self.forms & self.study.assumed_forms


class HumanFinding(Finding):
    """One finding in people."""

    __slots__ = ()


class AnimalFinding(Finding):
    """One finding in animals; never counted for people."""

    __slots__ = ()


class InVitroFinding(Finding):
    """One laboratory finding; never counted for people."""

    __slots__ = ()


@frozen(kw_only=True, eq=False, repr=False)
class Measurement(Record):
    """
    One figure; people, animals and laboratory have classes of their own.

    Attributes:
        id: Key in the data package.
        study: The study that prints it, or None for a table of laboratory figures.
        arm, comparator: Arm measured and the one it is set against, or None.
        form: Id of the form a laboratory figure is about, or None.
        compound: Id of the compound a figure belongs to, and to no other, or None.
        endpoint, measure: What was measured.
        subgroup: Part of the people, or None.
        estimate: The figure.
        context_required: Shown only with its study, dose, method and people.
        note: What else to know, or None.
        reference, locator: Source and the place in it.
        origin, verification, readings, checked_on: How it was checked.
    """

    id: str
    study: Study | None = None
    arm: str | None = None
    comparator: str | None = None
    form: str | None = None
    compound: str | None = None
    endpoint: str
    measure: Measure
    subgroup: str | None = None
    estimate: Estimate
    context_required: bool
    note: str | None = None
    reference: Reference
    locator: str
    origin: Origin = Origin.REPORTED
    verification: Verification
    readings: int
    checked_on: str

    @property
    def forms(self) -> frozenset[str]:
        """Ids of the forms measured."""
        if self.study is not None and self.arm is not None:
            return self.study.forms_in(self.arm)
        return frozenset({self.form} if self.form else ())

    def __str__(self) -> str:
        # of no arm, such as a solubility: it is the compound's
        of = self.arm or (self.compound or self.form or "").replace("_", " ")
        text = (
            f"{of}, {self.endpoint}: {self.estimate}" if of else f"{self.endpoint}: {self.estimate}"
        )
        if self.context_required and self.study:
            text += f" [{self.study.context}]"
        return f"{text} {self.note}" if self.note else text


class HumanMeasurement(Measurement):
    """One figure measured in people."""

    __slots__ = ()


class AnimalMeasurement(Measurement):
    """One figure measured in animals; never counted for people."""

    __slots__ = ()


class InVitroMeasurement(Measurement):
    """One laboratory figure: solubility or release, not bioavailability."""

    __slots__ = ()
