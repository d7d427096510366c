"""From checked rows to the objects of a catalogue."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from magforms.appraisal import outcome_of
from magforms.catalogues import Catalogue
from magforms.caveats import SCOPES, Caveat, OwnCaveats
from magforms.composition import Compound, Identifier
from magforms.errors import ComparisonError, DataError
from magforms.evidence import (
    AnimalFinding,
    AnimalMeasurement,
    Arm,
    HumanFinding,
    HumanMeasurement,
    InVitroFinding,
    InVitroMeasurement,
    Study,
)
from magforms.forms import Bioavailability, Form, Name, Use, UseTerm
from magforms.names import keys
from magforms.quantities import Estimate
from magforms.references import Author, Reference, sourced
from magforms.results import unique
from magforms.rows import Package, Row
from magforms.values import Deferred
from magforms.verdicts import MeasureVerdict, Verdict
from magforms.vocabulary import (
    Certainty,
    Contrast,
    Direction,
    FormSpecific,
    Found,
    Identity,
    Kind,
    Measure,
    Origin,
    Outcome,
    Rank,
    Rating,
    Species,
    Status,
    UseBasis,
    Verification,
)

if TYPE_CHECKING:
    from magforms.general import General

_MEASURES = tuple(Measure)


def make_references(package: Package) -> dict[str, Reference]:
    """Return the references of a package by id."""
    return {row["id"]: _reference(row) for row in package.rows("references")}


def _reference(row: Row) -> Reference:
    issued = row["issued"] or {}
    return Reference(
        id=row["id"],
        type=row["type"],
        title=row["title"],
        authors=tuple(Author(**author) for author in row["author"] or ()),
        year=issued["date-parts"][0][0] if issued else None,
        container=row["container-title"],
        volume=row["volume"],
        issue=row["issue"],
        page=row["page"],
        doi=row["DOI"],
        pmid=row["PMID"],
        pmcid=row["PMCID"],
        url=row["URL"],
        note=row["note"],
    )


def make_caveats(package: Package, references: Mapping[str, Reference]) -> tuple[Caveat, ...]:
    """Return the caveats of a package, standing one first."""
    return tuple(
        Caveat(
            id=row["id"],
            scope=row["scope"],
            text=row["text"],
            detail=row["shown"] == "detail",
            forms=frozenset(row["forms"]),
            uses=frozenset(row["uses"]),
            studies=frozenset(row["studies"]),
            references=tuple(references[item] for item in row["references"]),
            second_hand=row["second_hand"],
            editorial=row["editorial"],
            checked_on=row["checked_on"],
        )
        for row in sorted(package.rows("caveats"), key=lambda row: SCOPES.index(row["scope"]))
    )


def _certainty(word: str) -> Certainty | None:
    return None if word == "none" else Certainty(word)


class Builder:
    """
    Makes the objects of a catalogue from checked rows.

    Args:
        package: The rows.
        references: References of the package by id.
        caveats: Caveats of the package.
        own: What goes with records of one's own in it, or None.
    """

    def __init__(
        self,
        package: Package,
        references: dict[str, Reference],
        caveats: tuple[Caveat, ...],
        own: OwnCaveats | None = None,
    ) -> None:
        self.package, self.references, self.caveats, self.own = package, references, caveats, own
        self.errors: list[DataError] = []
        self.groups: dict[tuple[str, str], dict[str, list[Row]]] = {}
        self.studies = {row["id"]: self._study(row) for row in package.rows("studies")}
        self.findings: dict[str, tuple[Any, ...]] = {
            "human": self._findings("human_findings", HumanFinding),
            "animal": self._findings("animal_findings", AnimalFinding),
            "in_vitro": self._findings("in_vitro_findings", InVitroFinding),
        }
        self.measurements: dict[str, tuple[Any, ...]] = {
            "human": self._measurements("human_measurements", HumanMeasurement),
            "animal": self._measurements("animal_measurements", AnimalMeasurement),
            "in_vitro": self._measurements("in_vitro_measurements", InVitroMeasurement),
        }
        self.about = tuple(
            {species: _by_form(records) for species, records in tables.items()}
            for tables in (self.findings, self.measurements)
        )

    def build(self) -> Catalogue:
        """Return the catalogue; `errors` holds what does not follow from the findings."""
        rows = self.package.rows
        forms = tuple(self._form(row) for row in rows("forms"))
        verdicts = tuple(
            verdict for row in rows("pair_appraisals") if (verdict := self._verdict(row))
        )
        made = Catalogue(
            forms=forms,
            verdicts=verdicts,
            use_terms=tuple(
                UseTerm(
                    id=row["id"],
                    label=row["label"],
                    description=row["description"],
                    untested=row["evidence"] != "rows",
                    own_caveats=self.own.of_use(row["id"]) if self.own else (),
                )
                for row in rows("use_terms")
            ),
            studies=tuple(self.studies.values()),
            findings=self.findings["human"],
            measurements=self.measurements["human"],
            animal_findings=self.findings["animal"],
            animal_measurements=self.measurements["animal"],
            in_vitro_findings=self.findings["in_vitro"],
            in_vitro_measurements=self.measurements["in_vitro"],
            references=tuple(self.references.values()),
            caveats=self.caveats,
            general=Deferred(self._general),
            own_caveats=self.own.all if self.own else (),
            data_version=self.package.version,
        )
        self._check_names(made)
        return made

    def _general(self) -> "General":
        # no comparison shows it, so that its classes are made when it is asked for
        from magforms.general import make_general

        return make_general(self.package, self.references)

    def _sources(self, ids: Iterable[str]) -> tuple[Reference, ...]:
        return tuple(self.references[item] for item in ids)

    def _of(self, table: str, field: str, value: str) -> list[Row]:
        """Return the rows of a table that have a value in a field."""
        if (table, field) not in self.groups:
            groups = self.groups[table, field] = {}
            for row in self.package.rows(table):
                groups.setdefault(row[field], []).append(row)
        return self.groups[table, field].get(value, [])

    def _study(self, row: Row) -> Study:
        dose = row["dose_as_reported"]
        if row["elemental_dose_mg"] is not None:
            dose = f"{row['elemental_dose_mg']} mg magnesium" + (
                f" (converted from {dose})" if dose else ""
            )
        return Study(
            id=row["id"],
            reference=self.references[row["reference"]],
            role=row["role"],
            published=row["published"],
            species=Species(row["species"]),
            design=row["design"],
            registration=row["registration"],
            n=row["n_note"] or (None if row["n"] is None else str(row["n"])),
            population=row["population"],
            dose=dose,
            duration=row["duration"],
            numbers_withheld=row["numbers_withheld"],
            locator=row["locator"],
            funding=row["funding"],
            arms=tuple(_arm(arm) for arm in self._of("arms", "study", row["id"])),
            limitations=tuple(
                limit["text"] for limit in self._of("limitations", "study", row["id"])
            ),
            verification=Verification(row["verification"]),
            readings=row["readings"],
            checked_on=row["checked_on"],
        )

    def _findings(self, table: str, cls: type[Any]) -> tuple[Any, ...]:
        made = []
        for row in self.package.rows(table):
            leans = (lean.split(" > ") for lean in row["leans"])
            made.append(
                cls(
                    study=self.studies[row["study"]],
                    endpoint=row["endpoint"],
                    measure=Measure(row["measure"]),
                    found=Found(row["verdict"]),
                    higher=row["higher"],
                    lower=row["lower"],
                    compared=row["compared"],
                    contrast=Contrast(row["contrast"]),
                    subgroup=row["subgroup"],
                    leans=tuple((toward, over) for toward, over in leans),
                    statistics=row["statistics"],
                    statement=row["statement"],
                    **sourced(row, self.references),
                )
            )
        return tuple(made)

    def _measurements(self, table: str, cls: type[Any]) -> tuple[Any, ...]:
        return tuple(
            cls(
                study=self.studies[row["study"]] if row["study"] else None,
                arm=row["arm"],
                comparator=row["comparator"],
                form=row.get("form"),
                compound=row.get("compound"),
                endpoint=row["endpoint"],
                measure=Measure(row["measure"]),
                subgroup=row["subgroup"],
                estimate=Estimate(
                    value=row["value"],
                    value_to=row["value_to"],
                    kind=row["value_kind"],
                    unit=row["unit"],
                    uncertainty=row["uncertainty"],
                ),
                context_required=row["context_required"],
                note=row["note"],
                **sourced(row, self.references),
            )
            for row in self.package.rows(table)
        )

    def _form(self, row: Row) -> Form:
        form_id = row["id"]
        findings, measurements = self.about
        uses = [self._use(use) for use in self._of("uses", "form", form_id)]
        return Form(
            id=form_id,
            name=row["name"],
            kind=Kind(row["kind"]),
            known_as=tuple(
                Name(
                    text=name["name"],
                    language=name["language"],
                    kind=name["kind"],
                    status=name["status"],
                    note=name["note"],
                    seen_in=name["seen_in"],
                )
                for name in self._of("names", "form", form_id)
            ),
            compounds=tuple(
                self._compound(compound) for compound in self._of("compounds", "form", form_id)
            ),
            bioavailability=self._bioavailability(self._of("ratings", "form", form_id)[0]),
            uses=tuple(
                sorted(uses, key=lambda use: (use.rank is not Rank.PRIMARY, not use.certainty))
            ),
            findings=findings["human"].get(form_id, ()),
            measurements=measurements["human"].get(form_id, ()),
            animal_findings=findings["animal"].get(form_id, ()),
            animal_measurements=measurements["animal"].get(form_id, ()),
            in_vitro_findings=findings["in_vitro"].get(form_id, ()),
            in_vitro_measurements=measurements["in_vitro"].get(form_id, ()),
            own_caveats=self.own.of_form(form_id) if self.own else (),
            data_version=self.package.version,
        )

    def _compound(self, row: Row) -> Compound:
        sources = [row["formula_reference"]] if row["formula_reference"] else []
        if row["formula"]:
            sources += [weight["reference"] for weight in self.package.rows("atomic_weights")]
        return Compound(
            id=row["id"],
            name=row["name"],
            iupac_name=row["iupac_name"],
            formula=row["formula"],
            formula_basis=row["formula_basis"],
            hydration=row["hydration"],
            stoichiometry=row["stoichiometry"],
            kind=Kind(row["compound_class"]),
            molar_mass=row["molar_mass"],
            elemental_fraction=row["elemental_fraction"],
            identifiers=tuple(
                Identifier(
                    scheme=item["scheme"],
                    value=item["value"],
                    origin=Origin(item["origin"]),
                    basis=item["basis"],
                    reference=self.references[item["reference"]] if item["reference"] else None,
                    readings=item["readings"],
                    checked_on=item["checked_on"],
                )
                for item in self._of("identifiers", "compound", row["id"])
            ),
            references=unique(self._sources(sources)),
            note=row["note"],
            checked_on=row["checked_on"],
            own_caveats=self.own.of_new(row["form"]) if self.own else (),
        )

    def _use(self, row: Row) -> Use:
        return Use(
            id=row["use"],
            name=self._of("use_terms", "id", row["use"])[0]["label"],
            label=row["label"],
            rank=Rank(row["rank"]),
            status=tuple(Status(word) for word in row["status"]),
            status_note=row["status_note"],
            approved_in=row["approved_in"],
            basis=UseBasis(row["basis"]),
            direction=Direction(row["direction"]),
            certainty=_certainty(row["certainty"]),
            reason=row["reason"],
            form_specific=FormSpecific(row["form_specific"]),
            references=self._sources(row["references"]),
            context_references=self._sources(row["context_references"]),
            conflicting_references=self._sources(row["conflicting_references"]),
            shown_by_default=row["shown_by_default"],
            note=row["note"],
            checked_on=row["checked_on"],
        )

    def _bioavailability(self, row: Row) -> Bioavailability:
        return Bioavailability(
            rating=Rating(row["rating"]),
            certainty=_certainty(row["certainty"]),
            reason=row["reason"],
            strict_rating=Rating(row["strict_rating"]) if row["strict_rating"] else None,
            strict_reason=row["strict_reason"],
            claimed=Rating(row["claimed"]),
            claimed_source=self.references[row["claimed_reference"]],
            claimed_locator=row["claimed_locator"],
            claimed_agreement=row["claimed_agreement"],
            evidence=self._sources(row["evidence"]),
            against=self._sources(row["against"]),
            animal=self._sources(row["animal"]),
            checked_on=row["checked_on"],
        )

    def _check_names(self, made: Catalogue) -> None:
        for key, ids, why_not in made.index:
            if len(ids) > 1 and not why_not:
                rows = (
                    row
                    for row in reversed(self.package.rows("names"))
                    if key in keys(row["name"], row["language"])
                )
                place = next(rows, self.package.rows("forms")[-1])
                expected = "a name of one form alone"
                self.errors.append(place.error("name", expected, f"{key} of {' and '.join(ids)}"))

    def _verdict(self, row: Row) -> Verdict | None:
        # as forms are listed, so that a comparison seldom has to turn one round
        first, second = sorted((row["first"], row["second"]))
        comparing = [
            finding for finding in self.findings["human"] if outcome_of(finding, first, second)
        ]
        measures = tuple(
            self._measure(item, first, second, comparing)
            for item in sorted(
                self._of("measure_appraisals", "pair", row["id"]),
                key=lambda item: _MEASURES.index(item["measure"]),
            )
        )
        counted = {finding.id for measure in measures for finding in measure.findings}
        for finding in comparing:
            if finding.id not in counted:
                expected = f"a row for {finding.measure.value}, which {finding.id} compares"
                self.errors.append(row.error("id", expected, row["id"]))

        def both(findings: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(item for item in findings if {first, second} <= item.forms)

        try:
            return Verdict(
                first=first,
                second=second,
                outcome=_outcome(row, first),
                certainty=_certainty(row["certainty"]),
                reason=row["reason"],
                measures=measures,
                uncounted=tuple(
                    item for item in both(self.findings["human"]) if item.id not in counted
                ),
                animal_findings=both(self.findings["animal"]),
                animal_summary=row["animal_summary"],
                related=self._sources(row["related"]),
                checked_on=row["checked_on"],
                own_caveats=self.own.of_new(first, second) if self.own else (),
                data_version=self.package.version,
            )
        except ComparisonError:
            expected = "what follows from the findings"
            self.errors.append(row.error("outcome", expected, _stored(row)))
            return None

    def _measure(
        self, row: Row, first: str, second: str, comparing: list[HumanFinding]
    ) -> MeasureVerdict:
        verdict = MeasureVerdict(
            first=first,
            second=second,
            measure=Measure(row["measure"]),
            endpoint=row["endpoint"],
            findings=tuple([item for item in comparing if item.measure == row["measure"]]),
            note=row["note"],
        )
        if verdict.outcome is not _outcome(row, first):
            derived = verdict.outcome.value.replace(" ", "_")
            if verdict.favoured:
                derived = f"favours {verdict.favoured}"
            expected = f"{derived}, as the findings say"
            self.errors.append(row.error("outcome", expected, _stored(row)))
        studies = {finding.study.id for finding in verdict.findings}
        if studies != set(row["studies"]):
            expected = "; ".join(sorted(studies)) or "nothing"
            self.errors.append(row.error("studies", expected, "; ".join(row["studies"])))
        return verdict


def _by_form(records: tuple[Any, ...]) -> dict[str, tuple[Any, ...]]:
    """Return the findings or measurements about each form, by its id."""
    about: dict[str, list[Any]] = {}
    for record in records:
        for form in record.forms:
            about.setdefault(form, []).append(record)
    return {form: tuple(found) for form, found in about.items()}


def _outcome(row: Row, first: str) -> Outcome:
    if row["outcome"] == "favours":
        favours_first = row["favoured"] == first
        return Outcome.FAVOURS_FIRST if favours_first else Outcome.FAVOURS_SECOND
    return Outcome(row["outcome"].replace("_", " "))


def _stored(row: Row) -> str:
    return " ".join(filter(None, (row["outcome"], row["favoured"])))


def _arm(row: Row) -> Arm:
    dose = row["elemental_dose_mg"]
    return Arm(
        name=row["arm"],
        members=row["members"],
        form=row["form"],
        substance=row["substance"],
        as_described=row["as_described"],
        identity=Identity(row["identity"]) if row["identity"] else None,
        formulation=row["formulation"],
        elemental_dose_mg=None if dose is None else str(dose),
    )
