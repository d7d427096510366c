"""Compounds of a form: formula, molar mass and elemental fraction."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from magforms.arithmetic import steadily
from magforms.caveats import Caveat
from magforms.names import normalised
from magforms.references import Reference
from magforms.values import Record, Value
from magforms.vocabulary import Kind, Origin

_ELEMENT = re.compile(r"([A-Z][a-z]?)([0-9]*)")
_MOST_ATOMS = 1_000_000
FRACTION_STEP = Decimal("0.000001")
MOLAR_MASS_STEP = Decimal("0.001")


def parse_formula(formula: str) -> dict[str, int]:
    """
    Return how many atoms of each element a formula holds.

    Args:
        formula: Elements and counts without brackets, such as "C12H10Mg3O14".

    Raises:
        ValueError: The text is not such a formula.
    """
    counts: dict[str, int] = {}
    at = 0
    for match in _ELEMENT.finditer(formula):
        if match.start() != at:
            break
        at = match.end()
        counts[match[1]] = counts.get(match[1], 0) + int(match[2] or 1)
    if not counts or at != len(formula) or not all(0 < n <= _MOST_ATOMS for n in counts.values()):
        message = f"not a chemical formula: {formula!r}"
        raise ValueError(message)
    return counts


@steadily
def molar_mass(formula: str, weights: dict[str, Decimal]) -> Decimal:
    """
    Return the molar mass of a formula in g/mol, to 0.001.

    Args:
        formula: As `parse_formula` takes it.
        weights: Atomic weight of each element, g/mol.

    Raises:
        ValueError: Not a formula, or an element without a weight.
    """
    return exact_mass(formula, weights).quantize(MOLAR_MASS_STEP)


@steadily
def elemental_fraction(formula: str, weights: dict[str, Decimal]) -> Decimal:
    """
    Return the mass fraction of magnesium in a compound, 0 to 1, to 0.000001.

    Args:
        formula: As `parse_formula` takes it, water of hydration included.
        weights: Atomic weight of each element, g/mol.

    Raises:
        ValueError: Not a formula, or an element without a weight.
    """
    whole = exact_mass(formula, weights)
    atoms = parse_formula(formula).get("Mg", 0)
    magnesium = weights["Mg"] * atoms if atoms else Decimal(0)
    return (magnesium / whole).quantize(FRACTION_STEP)


@steadily
def exact_mass(formula: str, weights: dict[str, Decimal]) -> Decimal:
    """
    Return the molar mass of a formula in g/mol, without rounding.

    Args:
        formula: As `parse_formula` takes it.
        weights: Atomic weight of each element, g/mol.

    Raises:
        ValueError: Not a formula, or an element without a weight.
    """
    counts = parse_formula(formula)
    unknown = sorted(set(counts) - set(weights))
    if unknown:
        message = f"no atomic weight for {', '.join(unknown)} in {formula!r}"
        raise ValueError(message)
    return sum((weights[element] * n for element, n in counts.items()), Decimal(0))


@frozen(kw_only=True, eq=False, repr=False)
class Identifier(Value):
    """
    A registry number or structure key.

    Attributes:
        scheme: cas, unii, pubchem_cid, inchikey or inchikey_alternative.
        value: The identifier.
        origin: Reported by a source, or computed from the structure.
        basis: What it rests on.
        reference: Source, or None where none can be cited.
        readings: Independent readings that saw it.
        checked_on: Day of the last check, ISO 8601.
    """

    scheme: str
    value: str
    origin: Origin
    basis: str
    reference: Reference | None
    readings: int
    checked_on: str


class FractionRange(NamedTuple):
    """
    Lowest and highest elemental fraction over the compounds of a form.

    Attributes:
        low, high: Mass fraction of magnesium, 0 to 1.
    """

    low: Decimal
    high: Decimal

    @steadily
    def __str__(self) -> str:
        low, high = (f"{value * 100:.1f}" for value in self)
        return f"{low} %" if low == high else f"{low}-{high} %"


@frozen(kw_only=True, eq=False, repr=False)
class Compound(Record):
    """
    One compound of a form.

    Attributes:
        id: Key in the data package.
        name: Common name.
        iupac_name: Systematic name, or None.
        formula: Water of hydration included, or None where none is established.
        formula_basis: What the formula rests on, or None.
        hydration: "anhydrous", "dihydrate", "unspecified", ...
        stoichiometry: Ratio of magnesium to its partner in words, or None.
        kind: Chemical kind.
        molar_mass: g/mol, computed from the formula, or None.
        elemental_fraction: Mass fraction of magnesium, 0 to 1, computed, or None.
        identifiers: Those that may be shown.
        references: Sources of the formula and of the atomic weights.
        note: What else to know, or None.
        checked_on: Day of the last check, ISO 8601.
        own_caveats: What goes with records of one's own in it; empty for shipped data.
    """

    id: str
    name: str
    iupac_name: str | None = None
    formula: str | None = None
    formula_basis: str | None = None
    hydration: str
    stoichiometry: str | None = None
    kind: Kind
    molar_mass: Decimal | None = None
    elemental_fraction: Decimal | None = None
    identifiers: tuple[Identifier, ...] = ()
    references: tuple[Reference, ...] = ()
    note: str | None = None
    checked_on: str
    own_caveats: tuple[Caveat, ...] = ()

    @property
    def short_name(self) -> str:
        """Its name without what stands in brackets behind it."""
        return self.name.partition(" (")[0]

    def is_called(self, name: str) -> bool:
        """Return whether a name means it: with its brackets, without, or an abbreviation there."""
        return normalised(name) in _called(self.name)

    def _identifier(self, scheme: str) -> str | None:
        return next((item.value for item in self.identifiers if item.scheme == scheme), None)

    @property
    def cas(self) -> str | None:
        """CAS registry number, or None."""
        return self._identifier("cas")

    @property
    def unii(self) -> str | None:
        """FDA unique ingredient identifier, or None."""
        return self._identifier("unii")

    @property
    def inchikey(self) -> str | None:
        """InChIKey, or None; `identifiers` tells whether it is computed."""
        return self._identifier("inchikey")


@lru_cache(maxsize=1024)
def _called(name: str) -> frozenset[str]:
    """Return what a compound of this name is called, as names are matched."""
    plain, _, inside = name.rstrip(")").partition(" (")
    # such as DMM; other remarks in brackets are no names
    short = [inside] if inside.isupper() and inside.isalpha() else []
    return frozenset(map(normalised, (plain, name, *short)))
