"""Rules of the data that the descriptor cannot state, on rows alone."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from magforms.composition import elemental_fraction, molar_mass
from magforms.errors import DataError
from magforms.rows import Package, Row
from magforms.vocabulary import Contrast, Found, Measure, Species, Verification

_INTERVAL = re.compile(r"\bCI (-?[0-9.]+) to (-?[0-9.]+)")
_NAME_PARTS = {"family", "given", "literal"}


def faulty_tables(errors: Iterable[DataError]) -> set[str]:
    """Return the names of the tables that errors are in."""
    return {error.file.partition(".")[0] for error in errors}


def rule_errors(package: Package, *, all_pairs: bool = True) -> Iterable[DataError]:
    """
    Yield every breach of a rule.

    Args:
        package: Its rows; a rule is passed over where a table that it reads has an error already.
        all_pairs: Whether each pair of forms must be appraised.
    """
    faulty = faulty_tables(package.errors)
    for tables, rule in _RULES:
        if faulty.isdisjoint(tables):
            yield from rule(package)
    if all_pairs and faulty.isdisjoint(("forms", "pair_appraisals")):
        yield from _missing_pairs(package)


def _reference_errors(package: Package) -> Iterable[DataError]:
    for row in package.rows("references"):
        for author in row["author"] or ():
            if not _is_author(author):
                yield row.error("author", "objects of family, given or literal", author)
        parts = (row["issued"] or {"date-parts": [[1]]}).get("date-parts")
        if not _is_year(parts):
            yield row.error("issued", "date-parts with a year as a number", row["issued"])


def _is_author(author: object) -> bool:
    if not isinstance(author, dict) or not author:
        return False
    return _NAME_PARTS.issuperset(author) and all(map(_is_name, author.values()))


def _is_name(name: object) -> bool:
    return isinstance(name, str) and bool(name) and name.isprintable() and name.strip() == name


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
    for table in _FINDINGS:
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
    for table in _MEASUREMENTS:
        for row in package.rows(table):
            if row["verification"] == Verification.SECONDARY:
                yield row.error("verification", "full text or abstract for a figure", "secondary")
            if Measure(row["measure"]).is_share_absorbed and not row["context_required"]:
                yield row.error("context_required", "true for a share absorbed", "false")
            if (row["value_to"] is None) != (row["value_kind"] == "single"):
                yield row.error("value_kind", "single for one figure alone", row["value_kind"])
            elif row["value_kind"] == "lowest and highest" and row["value"] > row["value_to"]:
                yield row.error("value_to", f"{row['value']} or more", str(row["value_to"]))
            yield from _interval_errors(row)


def _interval_errors(row: Row) -> Iterable[DataError]:
    """Yield what is wrong with an interval in words, such as "95% CI 0.212 to 0.918"."""
    for interval in _INTERVAL.finditer(row["uncertainty"] or ""):
        low, high = map(Decimal, interval.groups())
        if low > high:
            yield row.error("uncertainty", "the lower end before the higher one", interval[0])
        elif not low <= row["value"] <= high:
            yield row.error("value", f"a figure within {interval[0]}", str(row["value"]))


def _appraisal_errors(package: Package) -> Iterable[DataError]:
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
    pairs = {
        row["id"]: frozenset((row["first"], row["second"]))
        for row in package.rows("pair_appraisals")
    }
    for row in package.rows("measure_appraisals"):
        yield from _favoured_errors(row, pairs[row["pair"]])


def _missing_pairs(package: Package) -> Iterable[DataError]:
    forms = package.rows("forms")
    pairs = {frozenset((row["first"], row["second"])) for row in package.rows("pair_appraisals")}
    if len(pairs) < len(forms) * (len(forms) - 1) // 2:
        yield DataError("pair_appraisals.csv", None, None, "every pair of forms", len(pairs))


def _favoured_errors(row: Row, pair: frozenset[str]) -> Iterable[DataError]:
    fitting = pair if row["outcome"] == "favours" else {None}
    if row["favoured"] not in fitting:
        yield row.error("favoured", "one of the pair if the outcome is favours", row["favoured"])


def _caveat_errors(package: Package) -> Iterable[DataError]:
    standing = [row for row in package.rows("caveats") if row["scope"] == "standing"]
    if not standing:
        yield DataError("caveats.csv", None, "scope", "one standing caveat", "none")
    for row in standing[1:]:
        yield row.error("scope", "one standing caveat, which is there already", row["scope"])


def _limit_errors(package: Package) -> Iterable[DataError]:
    for row in package.rows("intake_limits"):
        if (row["value_mg"] is None) == (row["status"] == "stated"):
            expected = "a figure where it is stated, and none where it is not"
            yield row.error("value_mg", expected, row["value_mg"])


_FINDINGS = ("human_findings", "animal_findings", "in_vitro_findings")
_MEASUREMENTS = ("human_measurements", "animal_measurements", "in_vitro_measurements")
# each rule with the tables it reads
_RULES: tuple[tuple[tuple[str, ...], Callable[[Package], Iterable[DataError]]], ...] = (
    (("references",), _reference_errors),
    (("identifiers",), _identifier_errors),
    (("compounds", "atomic_weights"), _composition_errors),
    (("studies", *_FINDINGS[:2], *_MEASUREMENTS[:2]), _species_errors),
    (("arms", *_FINDINGS), _finding_errors),
    (_MEASUREMENTS, _measurement_errors),
    (("forms", "pair_appraisals", "measure_appraisals", "ratings"), _appraisal_errors),
    (("caveats",), _caveat_errors),
    (("intake_limits",), _limit_errors),
)
