"""From rows to the catalogue: builds the model, checks the rules between tables."""

from _thread import RLock
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from magforms.appraisal import outcome_of
from magforms.catalogues import Catalogue
from magforms.caveats import Caveat
from magforms.composition import AtomicWeight, Compound, Identifier, elemental_fraction, molar_mass
from magforms.datafiles import Package, Row, read_package, shipped_files
from magforms.errors import ComparisonError, DataError, DataErrors
from magforms.evidence import (
    AnimalFinding,
    AnimalMeasurement,
    Arm,
    AuthorisedClaim,
    Claim,
    HumanFinding,
    HumanMeasurement,
    InVitroFinding,
    InVitroMeasurement,
    Screened,
    Statement,
    Study,
)
from magforms.forms import Bioavailability, Form, Name, Use, UseTerm
from magforms.names import keys
from magforms.quantities import Estimate
from magforms.references import Author, Reference
from magforms.results import unique
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

_NAME_PARTS = {"family", "given", "literal"}
_SCOPES = ("standing", "general", "study", "form", "use", "safety")
_MEASURES = tuple(Measure)
_lock = RLock()
_shipped: dict[str, Any] = {}


def catalogue() -> Catalogue:
    """
    Return the shipped catalogue; it is loaded once, at the first call, in whatever thread.

    Raises:
        DataErrors: The installed data breaks its rules.
    """
    made: Catalogue = _once("catalogue", lambda: load_package(_shipped_package()))
    return made


def shipped_caveats() -> tuple[Caveat, ...]:
    """Return the shipped caveats, standing one first; they are loaded once."""
    made: tuple[Caveat, ...] = _once("caveats", _load_caveats)
    return made


def _once(key: str, load: Callable[[], Any]) -> Any:
    if key not in _shipped:
        with _lock:
            if key not in _shipped:
                _shipped[key] = load()
    return _shipped[key]


def _shipped_package() -> Package:
    made: Package = _once("package", lambda: read_package(shipped_files()))
    return made


def _load_caveats() -> tuple[Caveat, ...]:
    package = _shipped_package()
    _stop(package.errors)
    return _caveats(package, _references(package.rows("references")))


def load_package(package: Package) -> Catalogue:
    """
    Build a catalogue from the rows of a data package.

    Args:
        package: Rows of every table.

    Raises:
        DataErrors: Every error found, together.
    """
    _stop(package.errors)
    errors = list(_rule_errors(package))
    _stop(errors)
    builder = _Builder(package)
    made = builder.build()
    _stop(builder.errors)
    return made


def _stop(errors: list[DataError]) -> None:
    if errors:
        message = f"the data package has {len(errors)} error{'s' if len(errors) > 1 else ''}"
        raise DataErrors(message, errors)


def _references(rows: Iterable[Row]) -> dict[str, Reference]:
    return {row["id"]: _reference(row) for row in rows}


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


def _caveats(package: Package, references: Mapping[str, Reference]) -> tuple[Caveat, ...]:
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
        for row in sorted(package.rows("caveats"), key=lambda row: _SCOPES.index(row["scope"]))
    )


# rules between tables, on rows alone ------------------------------------------------------------


def _rule_errors(package: Package) -> Iterable[DataError]:
    """Yield every breach of a rule that the descriptor cannot state."""
    yield from _reference_errors(package)
    yield from _identifier_errors(package)
    yield from _composition_errors(package)
    yield from _species_errors(package)
    yield from _finding_errors(package)
    yield from _measurement_errors(package)
    yield from _appraisal_errors(package)
    yield from _caveat_errors(package)


def _reference_errors(package: Package) -> Iterable[DataError]:
    for row in package.rows("references"):
        for author in row["author"] or ():
            if not _is_author(author):
                yield row.error("author", "objects of family, given or literal", author)
        parts = (row["issued"] or {"date-parts": [[1]]}).get("date-parts")
        if not _is_year(parts):
            yield row.error("issued", "date-parts with a year as a number", row["issued"])


def _is_author(author: object) -> bool:
    if not isinstance(author, dict) or not author or author.keys() - _NAME_PARTS:
        return False
    return all(isinstance(name, str) and name.strip() for name in author.values())


def _is_year(parts: object) -> bool:
    match parts:
        case [[int(), *_]]:
            return True
    return False


def _identifier_errors(package: Package) -> Iterable[DataError]:
    inchikey = (_is_inchikey, "an InChIKey")
    shapes = {
        "cas": (_is_cas, "a CAS number with its check digit"),
        "unii": (_is_unii, "a UNII of ten letters and digits"),
        "pubchem_cid": (_is_number, "a PubChem number"),
        "inchikey": inchikey,
        "inchikey_alternative": inchikey,
    }
    for row in package.rows("identifiers"):
        fits, expected = shapes[row["scheme"]]
        if not row["value"].isascii() or not fits(row["value"]):
            yield row.error("value", expected, row["value"])


def _is_cas(text: str) -> bool:
    parts = text.split("-")
    if not all(part.isdigit() for part in parts) or [len(part) for part in parts[1:]] != [2, 1]:
        return False
    weighted = enumerate(map(int, reversed(parts[0] + parts[1])), 1)
    return 2 <= len(parts[0]) <= 7 and sum(n * digit for n, digit in weighted) % 10 == int(parts[2])


def _is_number(text: str) -> bool:
    return text.isdigit() and text[0] != "0"


def _is_unii(text: str) -> bool:
    return len(text) == 10 and text.isalnum() and text.upper() == text


def _is_inchikey(text: str) -> bool:
    parts = text.split("-")
    letters = all(part.isalpha() and part.isupper() for part in parts)
    return letters and [len(part) for part in parts] == [14, 10, 1]


def _composition_errors(package: Package) -> Iterable[DataError]:
    weights = _weights(package)
    for row in package.rows("compounds"):
        computed: dict[str, Decimal | None] = {"molar_mass": None, "elemental_fraction": None}
        if row["formula"]:
            try:
                computed = {
                    "molar_mass": molar_mass(row["formula"], weights),
                    "elemental_fraction": elemental_fraction(row["formula"], weights),
                }
            except ValueError as error:
                yield row.error("formula", "a formula of known elements", str(error))
                continue
            if not computed["elemental_fraction"]:
                yield row.error("formula", "a formula with magnesium", row["formula"])
        for field, value in computed.items():
            if row[field] != value:
                expected = f"{value}, as computed from the formula" if value else "nothing"
                yield row.error(field, expected, str(row[field]))


def _weights(package: Package) -> dict[str, Decimal]:
    return {row["element"]: row["weight"] for row in package.rows("atomic_weights")}


def _species_errors(package: Package) -> Iterable[DataError]:
    species = {row["id"]: row["species"] for row in package.rows("studies")}
    for kind in ("findings", "measurements"):
        for row in package.rows(f"human_{kind}"):
            if species[row["study"]] != Species.HUMAN:
                yield row.error("study", "a study in people", row["study"])
        for row in package.rows(f"animal_{kind}"):
            if species[row["study"]] != row["species"]:
                yield row.error(
                    "species", f"{species[row['study']]}, as of its study", row["species"]
                )


def _finding_errors(package: Package) -> Iterable[DataError]:
    arms = {(row["study"], row["arm"]) for row in package.rows("arms")}
    for table in ("human_findings", "animal_findings", "in_vitro_findings"):
        for row in package.rows(table):
            both = (row["higher"] is not None) + (row["lower"] is not None)
            expected = 2 if row["verdict"] == Found.HIGHER else 0
            if both != expected:
                yield row.error("higher", f"{expected} of higher and lower", row["verdict"])
            for lean in row["leans"]:
                sides = lean.split(" > ")
                if len(sides) != 2 or row["contrast"] != Contrast.WITHIN_ARM:
                    yield row.error("leans", "'toward > over' of a within_arm contrast", lean)
                    continue
                for side in sides:
                    if (row["study"], side) not in arms:
                        yield row.error("leans", "keys of arms", side)


def _measurement_errors(package: Package) -> Iterable[DataError]:
    for table in ("human_measurements", "animal_measurements", "in_vitro_measurements"):
        for row in package.rows(table):
            if row["verification"] == Verification.SECONDARY:
                yield row.error("verification", "full text or abstract for a figure", "secondary")
            if Measure(row["measure"]).is_share_absorbed and not row["context_required"]:
                yield row.error("context_required", "true for a share absorbed", "false")
            if (row["value_to"] is None) != (row["value_kind"] == "single"):
                yield row.error("value_kind", "single for one figure alone", row["value_kind"])


def _appraisal_errors(package: Package) -> Iterable[DataError]:
    forms = [row["id"] for row in package.rows("forms")]
    seen = set()
    for row in package.rows("pair_appraisals"):
        pair = frozenset((row["first"], row["second"]))
        if len(pair) < 2 or pair in seen:
            yield row.error("second", "a pair of two forms that stands once", row["second"])
        seen.add(pair)
        yield from _favoured_errors(row, pair)
    appraised = {row["form"] for row in package.rows("ratings")}
    for row in package.rows("forms"):
        if row["id"] not in appraised:
            yield row.error("id", "a form with a row in ratings.csv", row["id"])
    if len(seen) < len(forms) * (len(forms) - 1) // 2:
        yield DataError("pair_appraisals.csv", None, None, "every pair of forms", len(seen))
    pairs = {
        row["id"]: frozenset((row["first"], row["second"]))
        for row in package.rows("pair_appraisals")
    }
    for row in package.rows("measure_appraisals"):
        yield from _favoured_errors(row, pairs[row["pair"]])


def _favoured_errors(row: Row, pair: frozenset[str]) -> Iterable[DataError]:
    fitting = pair if row["outcome"] == "favours" else {None}
    if row["favoured"] not in fitting:
        yield row.error("favoured", "one of the pair if the outcome is favours", row["favoured"])


def _caveat_errors(package: Package) -> Iterable[DataError]:
    standing = [row for row in package.rows("caveats") if row["scope"] == "standing"]
    if len(standing) != 1:
        yield DataError("caveats.csv", None, "scope", "one standing caveat", len(standing))


# building ---------------------------------------------------------------------------------------


def _certainty(word: str) -> Certainty | None:
    return None if word == "none" else Certainty(word)


class _Builder:
    """Makes the objects of a catalogue from checked rows."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.errors: list[DataError] = []
        self.groups: dict[tuple[str, str], dict[str, list[Row]]] = {}
        self.references = _references(package.rows("references"))
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
                )
                for row in rows("use_terms")
            ),
            atomic_weights=tuple(
                AtomicWeight(
                    element=row["element"],
                    weight=row["weight"],
                    uncertainty=row["uncertainty"],
                    reference=self.references[row["reference"]],
                    locator=row["locator"],
                    verification=Verification(row["verification"]),
                    readings=row["readings"],
                    checked_on=row["checked_on"],
                )
                for row in rows("atomic_weights")
            ),
            studies=tuple(self.studies.values()),
            findings=self.findings["human"],
            measurements=self.measurements["human"],
            animal_findings=self.findings["animal"],
            animal_measurements=self.measurements["animal"],
            in_vitro_findings=self.findings["in_vitro"],
            in_vitro_measurements=self.measurements["in_vitro"],
            statements=tuple(
                Statement(
                    kind=row["kind"],
                    population=row["population"],
                    statement=row["statement"],
                    note=row["note"],
                    **self._provenance(row),
                )
                for row in rows("statements")
            ),
            authorised_claims=tuple(
                self._authorised_claim(row) for row in rows("authorised_claims")
            ),
            claims=tuple(
                Claim(
                    id=row["id"],
                    claim=row["claim"],
                    source=self.references[row["source"]],
                    found=row["found"],
                    verdict=row["verdict"],
                    references=self._sources(row["references"]),
                    checked_on=row["checked_on"],
                )
                for row in rows("claims")
            ),
            screened=tuple(
                Screened(
                    reference=self.references[row["reference"]],
                    decision=row["decision"],
                    reason=row["reason"],
                    checked_on=row["checked_on"],
                )
                for row in rows("screened")
            ),
            references=tuple(self.references.values()),
            caveats=_caveats(self.package, self.references),
            data_version=self.package.version,
        )
        self._check_names(made)
        return made

    def _sources(self, ids: Iterable[str]) -> tuple[Reference, ...]:
        return tuple(self.references[item] for item in ids)

    def _of(self, table: str, field: str, value: str) -> list[Row]:
        """Return the rows of a table that have a value in a field."""
        if (table, field) not in self.groups:
            groups = self.groups[table, field] = {}
            for row in self.package.rows(table):
                groups.setdefault(row[field], []).append(row)
        return self.groups[table, field].get(value, [])

    def _provenance(self, row: Row) -> dict[str, Any]:
        return {
            "id": row["id"],
            "reference": self.references[row["reference"]],
            "locator": row["locator"],
            "origin": Origin(row["origin"]),
            "verification": Verification(row["verification"]),
            "readings": row["readings"],
            "checked_on": row["checked_on"],
        }

    def _study(self, row: Row) -> Study:
        dose = row["dose_as_reported"]
        if row["elemental_dose_mg"] is not None:
            dose = f"{row['elemental_dose_mg']} mg magnesium" + (f" ({dose})" if dose else "")
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
                    **self._provenance(row),
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
                **self._provenance(row),
            )
            for row in self.package.rows(table)
        )

    def _form(self, row: Row) -> Form:
        form_id = row["id"]

        def about(findings: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(item for item in findings if form_id in item.forms)

        def measured(measurements: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(item for item in measurements if form_id in item.forms)

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
            findings=about(self.findings["human"]),
            measurements=measured(self.measurements["human"]),
            animal_findings=about(self.findings["animal"]),
            animal_measurements=measured(self.measurements["animal"]),
            in_vitro_findings=about(self.findings["in_vitro"]),
            in_vitro_measurements=measured(self.measurements["in_vitro"]),
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

    def _authorised_claim(self, row: Row) -> AuthorisedClaim:
        return AuthorisedClaim(
            id=row["id"],
            label=row["label"],
            jurisdiction=row["jurisdiction"],
            kind=row["kind"],
            applies_to=row["applies_to"],
            condition=row["condition"],
            basis=row["basis"],
            year=row["year"],
            references=self._sources(row["references"]),
            verification=Verification(row["verification"]),
            readings=row["readings"],
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
        first, second = row["first"], row["second"]
        measures = tuple(
            self._measure(item, first, second)
            for item in sorted(
                self._of("measure_appraisals", "pair", row["id"]),
                key=lambda item: _MEASURES.index(item["measure"]),
            )
        )
        counted = {finding.id for measure in measures for finding in measure.findings}
        for finding in self.findings["human"]:
            if outcome_of(finding, first, second) and finding.id not in counted:
                expected = f"a row for {finding.measure.value}, which {finding.id} compares"
                self.errors.append(row.error("id", expected, row["id"]))

        def both(findings: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(item for item in findings if {first, second} <= item.forms)

        try:
            return Verdict(
                first=first,
                second=second,
                outcome=_outcome(row),
                certainty=_certainty(row["certainty"]),
                reason=row["reason"],
                measures=measures,
                uncounted=tuple(
                    item for item in both(self.findings["human"]) if item.id not in counted
                ),
                animal_findings=both(self.findings["animal"]),
                animal_summary=row["animal_summary"],
                checked_on=row["checked_on"],
                data_version=self.package.version,
            )
        except ComparisonError:
            expected = "what follows from the findings"
            self.errors.append(row.error("outcome", expected, _stored(row)))
            return None

    def _measure(self, row: Row, first: str, second: str) -> MeasureVerdict:
        verdict = MeasureVerdict(
            first=first,
            second=second,
            measure=Measure(row["measure"]),
            endpoint=row["endpoint"],
            findings=tuple(
                finding
                for finding in self.findings["human"]
                if finding.measure == row["measure"] and outcome_of(finding, first, second)
            ),
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


def _outcome(row: Row, first: str | None = None) -> Outcome:
    if row["outcome"] == "favours":
        favours_first = row["favoured"] == (first or row["first"])
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
