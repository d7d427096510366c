"""Formulae, molar masses and elemental fractions."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from magforms.composition import (
    Compound,
    FractionRange,
    Identifier,
    elemental_fraction,
    molar_mass,
    parse_formula,
)
from magforms.vocabulary import Kind, Origin

# CIAAW abridged standard atomic weights
WEIGHTS = {
    "H": Decimal("1.008"),
    "C": Decimal("12.011"),
    "N": Decimal("14.007"),
    "O": Decimal("15.999"),
    "Mg": Decimal("24.305"),
}
COUNTS = st.dictionaries(st.sampled_from(sorted(WEIGHTS)), st.integers(1, 60), min_size=1)


def written(counts: dict[str, int]) -> str:
    """Return a formula of these counts; a count of one is not written."""
    return "".join(f"{element}{n if n > 1 else ''}" for element, n in counts.items())


@pytest.mark.parametrize(
    ("formula", "counts"),
    [
        ("MgO", {"Mg": 1, "O": 1}),
        ("C12H10Mg3O14", {"C": 12, "H": 10, "Mg": 3, "O": 14}),
        ("C4H8MgN2O4", {"C": 4, "H": 8, "Mg": 1, "N": 2, "O": 4}),
        ("CH3CH2OH", {"C": 2, "H": 6, "O": 1}),
        ("Co", {"Co": 1}),
        ("CO", {"C": 1, "O": 1}),
        ("Mg1000000", {"Mg": 1_000_000}),
    ],
)
def test_formula_is_counted_by_element(formula: str, counts: dict[str, int]) -> None:
    """Each element is counted, wherever and however often it stands."""
    assert counts == parse_formula(formula)


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "mgo",
        "Mg(OH)2",
        "MgO.H2O",
        "MgO ",
        " MgO",
        "2MgO",
        "Mg-O",
        "MgO0",
        "MgO00",
        "Mg²",
        "Mg٢",
        "Mg1000001",
    ],
)
def test_text_that_is_no_formula_is_refused(formula: str) -> None:
    """Brackets, dots, blanks, zero counts and other digits make no formula."""
    with pytest.raises(ValueError, match="not a chemical formula") as caught:
        parse_formula(formula)
    assert f"not a chemical formula: {formula!r}" == str(caught.value)


@given(COUNTS)
def test_formula_and_counts_go_both_ways(counts: dict[str, int]) -> None:
    """A formula written from counts is read back as the same counts."""
    assert counts == parse_formula(written(counts))


@pytest.mark.parametrize(
    ("formula", "mass", "fraction"),
    [
        ("MgO", "40.304", "0.603042"),
        ("C12H10Mg3O14", "451.113", "0.161634"),
        ("C12H28Mg3O23", "613.248", "0.118900"),
        ("C4H8MgN2O4", "172.423", "0.140961"),
        ("C4H4MgO5", "156.376", "0.155427"),
        ("H2O", "18.015", "0.000000"),
        ("Mg", "24.305", "1.000000"),
    ],
)
def test_mass_and_fraction_follow_from_the_formula(formula: str, mass: str, fraction: str) -> None:
    """Figures are rounded to 0.001 g/mol and six places, with their zeros."""
    assert mass == str(molar_mass(formula, WEIGHTS))
    assert fraction == str(elemental_fraction(formula, WEIGHTS))


def test_fraction_without_magnesium_needs_no_weight_of_it() -> None:
    """A formula without magnesium has none, whether or not its weight is known."""
    weights = {"H": Decimal("1.008"), "O": Decimal("15.999")}
    assert "0.000000" == str(elemental_fraction("H2O", weights))


@pytest.mark.parametrize("compute", [molar_mass, elemental_fraction])
@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("MgXeO", "no atomic weight for Xe in 'MgXeO'"),
        ("ZnMgXe", "no atomic weight for Xe, Zn in 'ZnMgXe'"),
        ("Mg(OH)2", "not a chemical formula: 'Mg(OH)2'"),
    ],
)
def test_element_without_a_weight_is_named(compute: object, formula: str, message: str) -> None:
    """What cannot be computed says why."""
    with pytest.raises(ValueError, match="no") as caught:
        compute(formula, WEIGHTS)  # type: ignore[operator]
    assert message == str(caught.value)


@given(COUNTS)
def test_fraction_is_a_share_of_the_mass(counts: dict[str, int]) -> None:
    """A fraction lies between 0 and 1 and is the mass of magnesium over the whole."""
    formula = written(counts)
    fraction = elemental_fraction(formula, WEIGHTS)
    assert 0 <= fraction <= 1
    magnesium = float(fraction) * float(molar_mass(formula, WEIGHTS))
    assert magnesium == pytest.approx(24.305 * counts.get("Mg", 0), rel=1e-4, abs=0.01)


@given(COUNTS, st.integers(1, 20))
def test_water_of_hydration_lowers_the_fraction(counts: dict[str, int], water: int) -> None:
    """Each water adds its mass and never raises the share of magnesium."""
    dry, wet = written(counts), written(counts) + f"H{2 * water}O{water}"
    added = molar_mass(wet, WEIGHTS) - molar_mass(dry, WEIGHTS)
    assert water * Decimal("18.015") == added
    assert elemental_fraction(wet, WEIGHTS) <= elemental_fraction(dry, WEIGHTS)


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        ("0.603042", "0.603042", "60.3 %"),
        ("0.116597", "0.140961", "11.7-14.1 %"),
        ("0.079823", "0.161634", "8.0-16.2 %"),
        ("0.1601", "0.1604", "16.0 %"),
    ],
)
def test_range_is_written_in_percent(low: str, high: str, text: str) -> None:
    """A range is written with one place, and once where its ends read alike."""
    span = FractionRange(Decimal(low), Decimal(high))
    assert text == str(span)
    assert (Decimal(low), Decimal(high)) == span


def compound(*schemes: str) -> Compound:
    """Return a compound with an identifier of each scheme."""
    identifiers = tuple(
        Identifier(
            scheme=scheme,
            value=f"{scheme} value",
            origin=Origin.REPORTED,
            basis="a list",
            reference=None,
            readings=1,
            checked_on="2026-11-22",
        )
        for scheme in schemes
    )
    return Compound(
        id="x",
        name="x",
        hydration="anhydrous",
        kind=Kind.ORGANIC_SALT,
        identifiers=identifiers,
        checked_on="2026-11-22",
    )


def test_identifiers_are_found_by_scheme() -> None:
    """Each identifier is found by its scheme; the other drawing of a structure is not mixed in."""
    found = compound("unii", "inchikey_alternative", "cas", "inchikey")
    assert ("cas value", "unii value", "inchikey value") == (found.cas, found.unii, found.inchikey)


def test_identifier_that_is_not_held_is_none() -> None:
    """What is not held is None, not an error."""
    bare = compound("pubchem_cid", "inchikey_alternative")
    assert (None, None, None) == (bare.cas, bare.unii, bare.inchikey)
    assert (None, None) == (bare.formula, bare.elemental_fraction)
