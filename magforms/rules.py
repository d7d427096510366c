"""Rules of the data that the descriptor cannot state, on rows alone."""

from collections.abc import Iterable
from decimal import Decimal

from magforms.composition import elemental_fraction, molar_mass
from magforms.errors import DataError
from magforms.rows import Package, Row
from magforms.vocabulary import Contrast, Found, Measure, Species, Verification

_NAME_PARTS = {"family", "given", "literal"}


def rule_errors(package: Package) -> Iterable[DataError]:
    """
    Yield every breach of a rule.

    Args:
        package: Rows that keep the descriptor's rules.
    """
    yield from _reference_errors(package)
    yield from _identifier_errors(package)
    yield from _composition_errors(package)
    yield from _species_errors(package)
    yield from _finding_errors(package)
    yield from _measurement_errors(package)
    yield from _appraisal_errors(package)
    yield from _caveat_errors(package)
    yield from _limit_errors(package)


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
    return all(map(_is_name, author.values()))


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


def _limit_errors(package: Package) -> Iterable[DataError]:
    for row in package.rows("intake_limits"):
        if (row["value_mg"] is None) == (row["status"] == "stated"):
            expected = "a figure where it is stated, and none where it is not"
            yield row.error("value_mg", expected, row["value_mg"])
