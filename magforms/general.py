"""What the data hold about no form in particular: made when it is asked for."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from attrs import frozen

from magforms.intake import Counts, IntakeLimit, LimitKind, LimitStatus
from magforms.references import Reference, sourced
from magforms.rows import Package, Row
from magforms.values import Record, Value
from magforms.vocabulary import Origin, Verification


@frozen(kw_only=True, eq=False, repr=False)
class Statement(Record):
    """
    What a review, guideline, authority, label or trial of a use says.

    Attributes:
        id: Key in the data package.
        kind: Kind of source.
        population: Whom it is about.
        statement: What it says, in words of ours.
        note: What else to know, or None.
        reference, locator: Source and the place in it.
        origin, verification, readings, checked_on: How it was checked.
    """

    id: str
    kind: str
    population: str
    statement: str
    note: str | None = None
    reference: Reference
    locator: str
    origin: Origin
    verification: Verification
    readings: int
    checked_on: str


@frozen(kw_only=True, eq=False, repr=False)
class Claim(Record):
    """
    A claim of the popular article, checked.

    Attributes:
        id: Key in the data package.
        claim: What is claimed.
        source: Who claims it.
        found: What was found.
        verdict: supported, partly, contradicted or unverifiable.
        references: Sources of what was found.
        checked_on: Day of the last check, ISO 8601.
    """

    id: str
    claim: str
    source: Reference
    found: str
    verdict: str
    references: tuple[Reference, ...]
    checked_on: str


@frozen(kw_only=True, eq=False, repr=False)
class AuthorisedClaim(Record):
    """
    A health claim a regulator dealt with, for magnesium whatever its form.

    Attributes:
        id: Key in the data package.
        label: Wording of the claim.
        jurisdiction, kind, applies_to, condition: Where and for what it holds.
        basis: How it is known here.
        year: Year, or None.
        references: Sources.
        verification, readings, checked_on: How it was checked.
    """

    id: str
    label: str
    jurisdiction: str
    kind: str
    applies_to: str
    condition: str | None
    basis: str
    year: int | None
    references: tuple[Reference, ...]
    verification: Verification
    readings: int
    checked_on: str


@frozen(kw_only=True, eq=False, repr=False)
class Screened(Value):
    """
    A source that was looked at and not used.

    Attributes:
        reference: The source.
        decision: not used, not read or not a source.
        reason: Why.
        checked_on: Day of the last check, ISO 8601.
    """

    reference: Reference
    decision: str
    reason: str
    checked_on: str


@frozen(kw_only=True, eq=False, repr=False)
class AtomicWeight(Value):
    """
    Standard atomic weight of an element.

    Attributes:
        element: Symbol.
        weight, uncertainty: g/mol.
        reference, locator: Source and the place in it.
        verification, readings, checked_on: How it was checked.
    """

    element: str
    weight: Decimal
    uncertainty: Decimal
    reference: Reference
    locator: str
    verification: Verification
    readings: int
    checked_on: str


@frozen(kw_only=True, eq=False, repr=False)
class General(Value):
    """
    Everything about no form in particular.

    Attributes:
        limits: Upper levels, recommended intakes and label references.
        statements: What reviews, authorities, labels and trials of uses say.
        authorised_claims: Health claims that regulators dealt with.
        claims: Claims of the popular article, checked.
        screened: Sources looked at and not used.
        atomic_weights: Those the computed figures rest on.
    """

    limits: tuple[IntakeLimit, ...]
    statements: tuple[Statement, ...]
    authorised_claims: tuple[AuthorisedClaim, ...]
    claims: tuple[Claim, ...]
    screened: tuple[Screened, ...]
    atomic_weights: tuple[AtomicWeight, ...]


def make_general(package: Package, references: Mapping[str, Reference]) -> General:
    """
    Return what a package holds about no form in particular.

    Args:
        package: Checked rows.
        references: References of the package by id.
    """

    def cited(ids: Iterable[str]) -> tuple[Reference, ...]:
        return tuple(references[item] for item in ids)

    rows = package.rows
    return General(
        limits=tuple(_limit(row, cited(row["references"])) for row in rows("intake_limits")),
        statements=tuple(
            Statement(
                kind=row["kind"],
                population=row["population"],
                statement=row["statement"],
                note=row["note"],
                **sourced(row, references),
            )
            for row in rows("statements")
        ),
        authorised_claims=tuple(
            _authorised_claim(row, cited(row["references"])) for row in rows("authorised_claims")
        ),
        claims=tuple(
            Claim(
                id=row["id"],
                claim=row["claim"],
                source=references[row["source"]],
                found=row["found"],
                verdict=row["verdict"],
                references=cited(row["references"]),
                checked_on=row["checked_on"],
            )
            for row in rows("claims")
        ),
        screened=tuple(
            Screened(
                reference=references[row["reference"]],
                decision=row["decision"],
                reason=row["reason"],
                checked_on=row["checked_on"],
            )
            for row in rows("screened")
        ),
        atomic_weights=tuple(
            AtomicWeight(
                element=row["element"],
                weight=row["weight"],
                uncertainty=row["uncertainty"],
                reference=references[row["reference"]],
                locator=row["locator"],
                verification=Verification(row["verification"]),
                readings=row["readings"],
                checked_on=row["checked_on"],
            )
            for row in rows("atomic_weights")
        ),
    )


def _limit(row: Row, references: tuple[Reference, ...]) -> IntakeLimit:
    return IntakeLimit(
        id=row["id"],
        authority=row["authority"],
        jurisdiction=row["jurisdiction"],
        year=row["year"],
        kind=LimitKind(row["kind"]),
        population=row["population"],
        value_mg=row["value_mg"],
        status=LimitStatus(row["status"]),
        counts=Counts(row["counts"]),
        scope=row["scope"],
        note=row["note"],
        references=references,
        locator=row["locator"],
        origin=Origin(row["origin"]),
        verification=Verification(row["verification"]),
        readings=row["readings"],
        checked_on=row["checked_on"],
    )


def _authorised_claim(row: Row, references: tuple[Reference, ...]) -> AuthorisedClaim:
    return AuthorisedClaim(
        id=row["id"],
        label=row["label"],
        jurisdiction=row["jurisdiction"],
        kind=row["kind"],
        applies_to=row["applies_to"],
        condition=row["condition"],
        basis=row["basis"],
        year=row["year"],
        references=references,
        verification=Verification(row["verification"]),
        readings=row["readings"],
        checked_on=row["checked_on"],
    )
