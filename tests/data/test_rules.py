"""The rules of the data on shipped rows with one of them changed: what is said, word by word."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from magforms.errors import DataError
from magforms.loading import shipped_package
from magforms.rows import Package, Row
from magforms.rules import rule_errors

CAS = "value: expected a CAS number with its check digit, got"
UNII = "value: expected a UNII of ten letters and digits, got"
PUBCHEM = "value: expected a PubChem number, got"
INCHIKEY = "value: expected an InChIKey, got"
AUTHOR = "author: expected objects of family, given or literal, got"
ISSUED = "issued: expected date-parts with a year as a number, got"
LEAN = "leans: expected 'toward > over' of a within_arm contrast, got"
BOTH = "higher: expected 2 of higher and lower, got 'higher'"
NEITHER = "higher: expected 0 of higher and lower, got 'no_difference'"
PAIR = "second: expected a pair of two forms that stands once, got"
FAVOURED = "favoured: expected one of the pair if the outcome is favours, got"
KIND = "value_kind: expected single for one figure alone, got"
LIMIT = "value_mg: expected a figure where it is stated, and none where it is not, got"


class Case(NamedTuple):
    """What to change in one row of a table, by some of its cells, and what is said then."""

    table: str
    where: dict[str, Any]
    changes: dict[str, Any]
    errors: tuple[str, ...]


def row_of(table: str, **where: Any) -> Row:
    """The first row with these cells."""
    return next(
        row
        for row in shipped_package().rows(table)
        if all(row[name] == cell for name, cell in where.items())
    )


def changed(table: str, rows: Iterable[Row]) -> Package:
    """The shipped package with other rows of one table."""
    shipped = shipped_package()
    return Package(shipped.version, shipped.tables | {table: list(rows)}, [])


def copied(row: Row, **changes: Any) -> Row:
    """A row with some cells changed."""
    copy = Row(row, **changes)
    copy.file, copy.line = row.file, row.line
    return copy


CASES = [
    Case("references", {"id": "abbasi-2012"}, cells, errors)
    for cells, errors in (
        ({"author": [{"name": "A"}]}, (f"{AUTHOR} {{'name': 'A'}}",)),
        ({"author": ["A", {}]}, (f"{AUTHOR} 'A'", f"{AUTHOR} {{}}")),
        ({"author": [{"family": " A"}]}, (f"{AUTHOR} {{'family': ' A'}}",)),
        ({"author": [{"family": ""}]}, (f"{AUTHOR} {{'family': ''}}",)),
        ({"author": [{"family": "A\u202e"}]}, (f"{AUTHOR} {{'family': 'A\\u202e'}}",)),
        ({"author": [{"family": 1}]}, (f"{AUTHOR} {{'family': 1}}",)),
        ({"author": [{"literal": "A"}, {"family": "B", "given": "C"}]}, ()),
        ({"author": None, "issued": None}, ()),
        ({"issued": {"date-parts": [["2012"]]}}, (f"{ISSUED} {{'date-parts': [['2012']]}}",)),
        ({"issued": {"date-parts": [[]]}}, (f"{ISSUED} {{'date-parts': [[]]}}",)),
        (
            {"issued": {"date-parts": [[2012], [2013]]}},
            (ISSUED + " {'date-parts': [[2012], [2013]]}",),
        ),
        ({"issued": {"year": 2012}}, (f"{ISSUED} {{'year': 2012}}",)),
        ({"issued": {"date-parts": [[2012, 5]]}}, ()),
    )
]
CASES += [
    Case(
        "identifiers", {"scheme": scheme}, {"value": value}, (f"{said} {value!r}",) if said else ()
    )
    for scheme, value, said in (
        ("cas", "14783-68-8", CAS),
        ("cas", "14783-86-7", CAS),
        ("cas", "1-00-3", CAS),
        ("cas", "10000000-00-0", CAS),
        ("cas", "1000000-00-9", ""),
        ("cas", "10-00-4", ""),
        ("cas", "14783-687", CAS),
        ("cas", "14783-6-87", CAS),
        ("cas", "14783-68-a", CAS),
        ("cas", "-68-7", CAS),
        ("cas", "\u0661\u0664783-68-7", CAS),
        ("unii", "ABCDE12345", ""),
        ("unii", "ABCDE1234", UNII),
        ("unii", "ABCDE123456", UNII),
        ("unii", "abcde12345", UNII),
        ("unii", "ABCDE-2345", UNII),
        ("pubchem_cid", "84645", ""),
        ("pubchem_cid", "084645", PUBCHEM),
        ("pubchem_cid", "84x", PUBCHEM),
        ("inchikey", "AACACXATQSKRQG-UHFFFAOYSA-L", ""),
        ("inchikey", "AACACXATQSKRQ-UHFFFAOYSA-L", INCHIKEY),
        ("inchikey", "AACACXATQSKRQG-UHFFFAOYS-L", INCHIKEY),
        ("inchikey", "AACACXATQSKRQG-UHFFFAOYSA-LL", INCHIKEY),
        ("inchikey", "aACACXATQSKRQG-UHFFFAOYSA-L", INCHIKEY),
        ("inchikey_alternative", "AACACXATQSKRQ1-UHFFFAOYSA-L", INCHIKEY),
    )
]
CASES += [
    Case("compounds", {"id": "magnesium_oxide"}, cells, errors)
    for cells, errors in (
        (
            {"molar_mass": None},
            ("molar_mass: expected 40.304, as computed from the formula, got 'None'",),
        ),
        (
            {"elemental_fraction": Decimal("0.5")},
            ("elemental_fraction: expected 0.603042, as computed from the formula, got '0.5'",),
        ),
        (
            {"formula": None},
            (
                "molar_mass: expected nothing, got '40.304'",
                "elemental_fraction: expected nothing, got '0.603042'",
            ),
        ),
        (
            {"formula": "Xx"},
            (
                (
                    "formula: expected a formula of known elements,"
                    " got \"no atomic weight for Xx in 'Xx'\""
                ),
            ),
        ),
    )
]
CASES += [
    Case("human_findings", {"id": finding}, cells, errors)
    for finding, cells, errors in (
        (
            "altura1994-f1",
            {"study": "bertinato2014"},
            ("study: expected a study in people, got 'bertinato2014'",),
        ),
        (
            "werner2019-f1",
            {"leans": ("citrate > oxide > malate",)},
            (f"{LEAN} 'citrate > oxide > malate'",),
        ),
        (
            "werner2019-f1",
            {"leans": ("citrate", "oxide > gold", "tin > zinc")},
            (
                f"{LEAN} 'citrate'",
                "leans: expected keys of arms, got 'gold'",
                "leans: expected keys of arms, got 'tin'",
                "leans: expected keys of arms, got 'zinc'",
            ),
        ),
        ("werner2019-f1", {"contrast": "between_arms"}, (f"{LEAN} 'citrate > oxide'",)),
        ("kappeler2017-f1", {"lower": None}, (BOTH,)),
        ("kappeler2017-f1", {"verdict": "no_difference", "lower": None}, (NEITHER,)),
        ("kappeler2017-f1", {"verdict": "no_difference"}, (NEITHER,)),
    )
]
CASES += [
    Case(
        "animal_findings",
        {"id": "bertinato2014-f1"},
        {"species": "mouse"},
        ("species: expected rat, as of its study, got 'mouse'",),
    ),
    *(
        Case("human_measurements", {"id": figure}, cells, errors)
        for figure, cells, errors in (
            (
                "kappeler2017-m1",
                {"verification": "secondary"},
                ("verification: expected full text or abstract for a figure, got 'secondary'",),
            ),
            (
                "kappeler2017-m1",
                {"measure": "fractional_absorption_isotope", "context_required": False},
                ("context_required: expected true for a share absorbed, got 'false'",),
            ),
            ("kappeler2017-m1", {"value_to": Decimal(1)}, (f"{KIND} 'single'",)),
            ("shechter2012-m1", {"value_to": None}, (f"{KIND} 'before and after'",)),
            (
                "shechter2012-m1",
                {"value_kind": "lowest and highest", "value": Decimal("40.1")},
                ("value_to: expected 40.1 or more, got '36.3'",),
            ),
            ("shechter2012-m1", {"value_kind": "lowest and highest", "value": Decimal("36.3")}, ()),
            ("shechter2012-m3", {}, ()),
            (
                "kappeler2017-m1",
                {"uncertainty": "95% CI 0.918 to 0.212"},
                (
                    (
                        "uncertainty: expected the lower end before the higher one,"
                        " got 'CI 0.918 to 0.212'"
                    ),
                ),
            ),
            ("kappeler2017-m1", {"uncertainty": "CI 0.565 to 0.565"}, ()),
            (
                "kappeler2017-m1",
                {"uncertainty": "CI -2 to -1.5; CI 0.6 to 0.7"},
                (
                    "value: expected a figure within CI -2 to -1.5, got '0.565'",
                    "value: expected a figure within CI 0.6 to 0.7, got '0.565'",
                ),
            ),
        )
    ),
    *(
        Case("pair_appraisals", {"id": "citrate-glycinate"}, cells, errors)
        for cells, errors in (
            ({"second": "citrate"}, (f"{PAIR} 'citrate'",)),
            ({"favoured": "oxide"}, (f"{FAVOURED} 'oxide'",)),
            ({"favoured": None}, (f"{FAVOURED} None",)),
            ({"outcome": "conflicting"}, (f"{FAVOURED} 'citrate'",)),
            ({"outcome": "conflicting", "favoured": None}, ()),
        )
    ),
    Case(
        "measure_appraisals",
        {"id": "citrate-glycinate-intracellular"},
        {"favoured": "citrate"},
        (f"{FAVOURED} 'citrate'",),
    ),
    Case(
        "caveats",
        {"id": "use-sleep"},
        {"scope": "standing"},
        ("scope: expected one standing caveat, which is there already, got 'standing'",),
    ),
    *(
        Case("intake_limits", {"id": "de-maximum-1"}, cells, errors)
        for cells, errors in (
            ({"status": "stated"}, (f"{LIMIT} None",)),
            ({"value_mg": 5}, (f"{LIMIT} 5",)),
            ({"value_mg": 5, "status": "stated"}, ()),
        )
    ),
]


@pytest.mark.parametrize("case", CASES)
def test_breach_of_a_rule_is_told_where_it_stands(case: Case) -> None:
    """File, line, field, what would be right and what stands there; nothing else."""
    row = row_of(case.table, **case.where)
    rows = (
        copied(item, **case.changes) if item is row else item
        for item in shipped_package().rows(case.table)
    )
    said = [str(error) for error in rule_errors(changed(case.table, rows))]
    assert [f"{row.file} line {row.line} {error}" for error in case.errors] == said


def test_formula_that_cannot_be_read_hides_no_other_compound() -> None:
    """Each compound is looked at."""
    rows = [
        copied(row, molar_mass=Decimal(1)) if row["id"] == "magnesium_oxide" else row
        for row in shipped_package().rows("compounds")
    ]
    unread = row_of("compounds", id="magnesium_bisglycinate")
    rows = [copied(row, formula="Xx") if row is unread else row for row in rows]
    assert ["formula", "molar_mass"] == [
        error.field for error in rule_errors(changed("compounds", rows))
    ]


def without(table: str, **where: Any) -> list[Row]:
    """The rows of a table but one."""
    gone = row_of(table, **where)
    return [row for row in shipped_package().rows(table) if row is not gone]


def test_form_without_a_rating_is_told() -> None:
    """Where the form stands."""
    row = row_of("forms", id="malate")
    said = [
        str(error) for error in rule_errors(changed("ratings", without("ratings", form="malate")))
    ]
    assert [
        f"forms.csv line {row.line} id: expected a form with a row in ratings.csv, got 'malate'"
    ] == said


def test_standing_caveat_that_is_not_there_is_told() -> None:
    """There is no line to name."""
    said = [
        str(error)
        for error in rule_errors(changed("caveats", without("caveats", scope="standing")))
    ]
    assert ["caveats.csv scope: expected one standing caveat, got 'none'"] == said


def test_pair_without_an_appraisal_is_told() -> None:
    """Unless a folder of one's own is read, which need not appraise any."""
    package = changed("pair_appraisals", without("pair_appraisals", id="citrate-oxide"))
    package.tables["measure_appraisals"] = []
    assert ["pair_appraisals.csv: expected every pair of forms, got 5"] == [
        str(error) for error in rule_errors(package)
    ]
    assert [] == [*rule_errors(package, all_pairs=False)]


def test_pair_that_is_appraised_again_is_told() -> None:
    """In whatever order, where it stands again; then another one is not there."""
    row = row_of("pair_appraisals", id="citrate-oxide")
    again = copied(row, first="glycinate", second="citrate")
    rows = [again if item is row else item for item in shipped_package().rows("pair_appraisals")]
    package = changed("pair_appraisals", rows)
    package.tables["measure_appraisals"] = []
    assert [
        f"pair_appraisals.csv line {row.line} {PAIR} 'citrate'",
        "pair_appraisals.csv: expected every pair of forms, got 5",
    ] == [str(error) for error in rule_errors(package)]


@pytest.mark.parametrize("table", ["forms", "pair_appraisals"])
def test_rule_is_passed_over_where_a_table_has_errors(table: str) -> None:
    """What follows from an error is not told beside it."""
    package = changed("pair_appraisals", [])
    package.tables["measure_appraisals"] = []
    package.errors.append(DataError(f"{table}.csv", 2, "id", "a value", ""))
    assert [] == [*rule_errors(package)]


def test_shipped_rows_keep_every_rule() -> None:
    """Nothing is said of them."""
    assert [] == [*rule_errors(shipped_package())]
