"""compare and comparisons."""

import copy
from typing import Any

import pytest
from attrs import evolve

import magforms as mf
from magforms.vocabulary import Outcome

KNOWN = "(known: citrate, glycinate, malate, oxide)"
COLUMNS = (
    "(allowed: bioavailability, primary-use, elemental-magnesium, strict-rating, reason, kind,"
    " compounds)"
)


def test_without_names_all_forms_are_compared() -> None:
    """`compare()` is all shipped forms side by side, with a verdict for every pair."""
    comparison = mf.compare()
    assert ["citrate", "glycinate", "malate", "oxide"] == [form.id for form in comparison.forms]
    assert [
        ("citrate", "glycinate"),
        ("citrate", "malate"),
        ("citrate", "oxide"),
        ("glycinate", "malate"),
        ("glycinate", "oxide"),
        ("malate", "oxide"),
    ] == [(verdict.first, verdict.second) for verdict in comparison.verdicts]
    assert ("bioavailability", "primary-use", "elemental-magnesium") == comparison.columns


def test_forms_stand_in_the_order_asked_for() -> None:
    """Names in any order and of any kind give forms and verdicts in that order."""
    comparison = mf.compare("Magnesium oxide", "bisglycinate", mf.get("citrate"))
    assert ["oxide", "glycinate", "citrate"] == [form.id for form in comparison.forms]
    assert [("oxide", "glycinate"), ("oxide", "citrate"), ("glycinate", "citrate")] == [
        (verdict.first, verdict.second) for verdict in comparison.verdicts
    ]
    assert [Outcome.CONFLICTING, Outcome.FAVOURS_SECOND, Outcome.FAVOURS_SECOND] == [
        verdict.outcome for verdict in comparison.verdicts
    ]


@pytest.mark.parametrize(
    ("names", "error", "message"),
    [
        (
            ("citrate",),
            mf.ComparisonError,
            "a comparison takes at least two forms, got 1: ['citrate']",
        ),
        (
            ("citrate", "citrate"),
            mf.ComparisonError,
            "a form can stand in a comparison once, got citrate again",
        ),
        (
            ("glycinate", "oxide", "Bisglycinate"),
            mf.ComparisonError,
            "a form can stand in a comparison once, got glycinate again",
        ),
        (
            ("oxide", "citrate", "magnesia", "Magnesium citrate"),
            mf.ComparisonError,
            "a form can stand in a comparison once, got citrate, oxide again",
        ),
        (
            ("citrate", "oxid"),
            mf.UnknownFormError,
            f"no magnesium form called 'oxid'; did you mean 'oxide'? {KNOWN}",
        ),
        (("citrate", ""), mf.UnknownFormError, f"no magnesium form called '' {KNOWN}"),
        (("citrate", None), mf.UnknownFormError, "a form's name must be text, got None"),
        ((None,), mf.UnknownFormError, "a form's name must be text, got None"),
        ((1, 2), mf.UnknownFormError, "a form's name must be text, got 1"),
        (
            (["citrate", "oxide"],),
            mf.UnknownFormError,
            "a form's name must be text, got ['citrate', 'oxide']",
        ),
        (
            ("citrate", "magnesium chelate"),
            mf.AmbiguousNameError,
            (
                "'magnesium chelate' does not name one form: the amino acid is not named; the FDA"
                " keeps it apart from glycinate (candidates: glycinate)"
            ),
        ),
    ],
)
def test_what_cannot_be_compared_is_one_clear_error(
    names: tuple[object, ...], error: type[mf.MagformsError], message: str
) -> None:
    """One form, a repeated one under any name, and what names no form."""
    with pytest.raises(error) as caught:
        mf.compare(*names)
    assert message == str(caught.value)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (
            ["bioavailabilty"],
            f"no such column: 'bioavailabilty'; did you mean 'bioavailability'? {COLUMNS}",
        ),
        (["kind", "price"], f"no such column: 'price' {COLUMNS}"),
        ("price", f"no such column: 'price' {COLUMNS}"),
        ([None], f"no such column: None {COLUMNS}"),
        ([["kind"]], f"no such column: ['kind'] {COLUMNS}"),
        (7, f"columns must be words: 7 {COLUMNS}"),
        ([], f"at least one column is needed: () {COLUMNS}"),
        (["kind", "kind"], "a column can be shown once: 'kind'"),
        (["primary-use", "primary_use"], "a column can be shown once: 'primary_use'"),
    ],
)
def test_wrong_column_is_an_error_with_the_allowed_and_the_nearest(
    columns: Any, message: str
) -> None:
    """Columns are checked when a comparison is made, by `compare` or from another one."""
    with pytest.raises(mf.QueryError) as caught:
        mf.compare("citrate", "oxide", columns=columns)
    assert message == str(caught.value)
    with pytest.raises(mf.QueryError) as caught:
        evolve(mf.compare("citrate", "oxide"), columns=columns)
    assert message == str(caught.value)


def test_columns_chosen_are_those_shown() -> None:
    """A comparison of chosen columns shows them and no other."""
    comparison = mf.compare("citrate", "oxide", columns=("kind", "strict_rating"))
    assert ("kind", "strict-rating") == comparison.columns
    text = comparison.render("text")
    assert "organic salt" in text
    assert "from published" in text
    assert "Primary use" not in text


def test_strict_rating_is_shown_with_the_appraised_and_the_claimed_one() -> None:
    """No column shows a rating without its certainty and the claim beside it."""
    for column in ("strict-rating", "bioavailability"):
        text = mf.compare("citrate", "oxide", columns=[column]).render("text")
        for label in ("Bioavailability", "certainty", "claimed"):
            assert label in text


def test_default_comparison_shows_claim_appraisal_use_and_magnesium() -> None:
    """What the default table says of each form, cell by cell."""
    plain = mf.compare().render("text", width=400).split("\n\n")[1]
    lines = [line.split("  ") for line in plain.splitlines()]
    rows = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    marks = [[cell.partition(" [")[0] for cell in row] for row in rows]
    assert ["Form", "citrate", "glycinate", "malate", "oxide"] == marks[0]
    assert ["Bioavailability", "high", "moderate", "moderate", "low"] in marks
    assert ["certainty", "moderate", "low", "very low", "moderate"] in marks
    assert ["claimed", "high", "high", "high", "low"] in marks
    assert any(row[:2] == ["Primary use", "constipation"] for row in marks)
    assert any(row[0] == "status" and row[1] == "approved (US), marketed" for row in marks)
    assert any(row[0] == "found" and row[2] == "mixed, very low certainty" for row in marks)
    assert any("8.0-16.2 % (6 compounds)" in row for row in marks)


def test_comparison_shows_every_verdict_of_its_pairs() -> None:
    """The sentence of each pair stands under the table, in every format."""
    comparison = mf.compare()
    for name in ("text", "csv"):
        words = " ".join(comparison.render(name).split())
        for verdict in comparison.verdicts:
            assert verdict.statement in words


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("glycinate", "oxide"),
        ("bisglycinate", "oxide"),
        ("Magnesium Bisglycinate", "magnesia"),
        (mf.get("glycinate"), mf.get("oxide")),
        (copy.deepcopy(mf.get("glycinate")), copy.deepcopy(mf.get("oxide"))),
    ],
)
def test_verdict_of_a_comparison_takes_any_name(first: object, second: object) -> None:
    """Whatever names `compare` takes, the comparison's verdict takes too, in either order."""
    comparison = mf.compare("oxide", "bisglycinate")
    verdict = comparison.verdict(first, second)
    assert ("glycinate", "oxide") == (verdict.first, verdict.second)
    assert mf.catalogue().verdict("glycinate", "oxide") == verdict
    assert comparison.verdicts[0] == comparison.verdict(second, first)


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (("citrate", "citrate"), "a verdict takes two different forms, got citrate twice"),
        (
            ("citrate", "Magnesium citrate"),
            "a verdict takes two different forms, got citrate twice",
        ),
        (("citrate", "malate"), "'malate' is not in this comparison (forms: citrate, oxide)"),
        (("tin", "oxide"), "'tin' is not in this comparison (forms: citrate, oxide)"),
        ((None, "oxide"), "None is not in this comparison (forms: citrate, oxide)"),
        (("oxide", 3), "3 is not in this comparison (forms: citrate, oxide)"),
    ],
)
def test_verdict_on_a_form_outside_the_comparison_is_an_error(
    pair: tuple[object, object], message: str
) -> None:
    """A form that is not compared, and one form twice, are errors."""
    with pytest.raises(mf.ComparisonError) as caught:
        mf.compare("citrate", "oxide").verdict(*pair)
    assert message == str(caught.value)


def test_comparison_made_by_hand_needs_its_verdicts() -> None:
    """Verdicts can be neither dropped nor exchanged."""
    comparison = mf.compare("citrate", "oxide")
    other = mf.compare("citrate", "malate").verdicts
    for verdicts in ((), other, comparison.verdicts * 2):
        with pytest.raises(mf.ComparisonError) as caught:
            evolve(comparison, verdicts=verdicts)
        assert "a comparison needs one verdict for each pair of citrate, oxide" == str(caught.value)


def test_comparison_made_by_hand_needs_two_forms() -> None:
    """Forms cannot be taken out of a comparison until fewer than two are left."""
    comparison = mf.compare("citrate", "oxide")
    with pytest.raises(mf.ComparisonError) as caught:
        evolve(comparison, forms=(), verdicts=())
    assert "a comparison takes at least two forms, got 0: []" == str(caught.value)


def test_references_of_a_comparison_hold_those_of_columns_and_verdicts() -> None:
    """Ratings, uses, compounds and head-to-head findings are cited."""
    cited = {
        source.id for source in mf.compare("citrate", "glycinate", columns=["kind"]).references
    }
    assert {"walker2003", "fogarty2002"} == cited
    assert {"popular-article", "schuster-2025", "ciaaw-2022"} <= {
        source.id for source in mf.compare().references
    }


def test_comparison_is_represented_by_its_forms() -> None:
    """The representation names the forms and counts the caveats."""
    comparison = mf.compare("oxide", "citrate")
    assert f"<Comparison of oxide, citrate; {len(comparison.caveats)} caveats>" == repr(comparison)
