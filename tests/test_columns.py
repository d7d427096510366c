"""What can be shown of a form: words and sources of each column."""

import pytest
from attrs import evolve

import magforms as mf
from magforms.columns import (
    COLUMNS,
    DEFAULT_COLUMNS,
    chosen,
    found_in_words,
    in_words,
    lines_for_use,
    lines_of,
    sources_of,
    status_in_words,
)
from magforms.forms import Use
from magforms.references import Reference
from magforms.vocabulary import (
    Certainty,
    Direction,
    FormSpecific,
    Rank,
    Status,
    UseBasis,
)

ALLOWED = (
    "bioavailability, primary-use, elemental-magnesium, strict-rating, reason, kind, compounds"
)
SOURCE = Reference(id="a", type="book", title="One")
AGAINST = Reference(id="b", type="book", title="Two")
USE = Use(
    id="sleep",
    name="Sleep (adults)",
    label="Sleep",
    rank=Rank.PRIMARY,
    status=(Status.TESTED,),
    status_note=None,
    approved_in=(),
    basis=UseBasis.CLINICAL_TRIALS,
    direction=Direction.MIXED,
    certainty=Certainty.LOW,
    reason="Two trials.",
    form_specific=FormSpecific.THIS_FORM,
    references=(SOURCE,),
    context_references=(),
    conflicting_references=(AGAINST,),
    shown_by_default=True,
    note=None,
    checked_on="2026-01-01",
)


def shown(form: mf.Form, *columns: str) -> list[tuple[str, str]]:
    """What columns say of a form, with their headings."""
    return [(line.label, line.cell(form).text) for line in lines_of(columns)]


def test_usual_columns_are_those_of_the_contract() -> None:
    """Rating, primary use and elemental magnesium are shown unasked, and are columns."""
    assert ("bioavailability", "primary-use", "elemental-magnesium") == DEFAULT_COLUMNS
    assert ALLOWED == ", ".join(COLUMNS)


def test_claim_stands_under_the_appraisal() -> None:
    """What is claimed is never shown without what was appraised and how sure that is."""
    assert [
        ("Bioavailability", "moderate"),
        ("certainty", "low"),
        ("claimed", "high"),
    ] == shown(mf.get("glycinate"), "bioavailability")
    assert [False, True, True] == [line.indented for line in lines_of(["bioavailability"])]


def test_use_stands_with_status_and_what_was_found() -> None:
    """A primary use is never shown without them."""
    form = evolve(mf.get("malate"), uses=(USE,))
    assert [
        ("Primary use", "sleep"),
        ("status", "tested"),
        ("found", "mixed, low certainty"),
    ] == shown(form, "primary-use")


def test_several_primary_uses_are_told_apart() -> None:
    """Each is named before its status and before what was found."""
    other = evolve(USE, id="mood", name="Mood", direction=Direction.BENEFIT)
    form = evolve(mf.get("malate"), uses=(USE, other))
    assert [
        ("Primary use", "sleep; mood"),
        ("status", "sleep: tested; mood: tested"),
        ("found", "sleep: mixed, low certainty; mood: benefit, low certainty"),
    ] == shown(form, "primary-use")


def test_form_without_primary_use_says_none() -> None:
    """No primary use is not an empty cell."""
    form = evolve(mf.get("malate"), uses=())
    assert ("Primary use", "none") == shown(form, "primary-use")[0]


def test_sources_of_a_use_include_those_against_it() -> None:
    """What speaks against a finding is cited with it."""
    form = evolve(mf.get("malate"), uses=(USE,))
    assert (SOURCE, AGAINST) == lines_of(["primary-use"])[0].cell(form).references


def test_elemental_magnesium_counts_its_compounds() -> None:
    """One compound is no range."""
    assert [("Elemental magnesium by weight", "60.3 % (1 compound)")] == shown(
        mf.get("oxide"), "elemental-magnesium"
    )
    ((_, citrate),) = shown(mf.get("citrate"), "elemental-magnesium")
    assert citrate.endswith(" compounds)")


def test_elemental_magnesium_without_a_formula_is_not_established() -> None:
    """No formula gives no figure, and never a zero."""
    form = evolve(mf.get("oxide"), compounds=())
    assert [("Elemental magnesium by weight", "not established")] == shown(
        form, "elemental-magnesium"
    )


def test_rating_from_published_trials_alone_stands_under_the_appraisal() -> None:
    """Where published trials give none, the reason stands in its place."""
    malate = mf.get("malate")
    assert None is malate.bioavailability.strict_rating
    lines = dict(shown(malate, "strict-rating"))
    assert f"none: {malate.bioavailability.strict_reason}" == lines["from published trials alone"]
    assert ["Bioavailability", "from published trials alone", "certainty", "claimed"] == list(lines)
    assert "high" == dict(shown(mf.get("citrate"), "strict-rating"))["from published trials alone"]


def test_plain_columns_say_what_the_form_holds() -> None:
    """Kind, reason and compounds are shown as they are."""
    oxide = mf.get("oxide")
    assert [("Kind", "inorganic salt")] == shown(oxide, "kind")
    assert [("Reason for the rating", oxide.bioavailability.reason)] == shown(oxide, "reason")
    assert [("Compounds", "; ".join(item.name for item in oxide.compounds))] == shown(
        oxide, "compounds"
    )


def test_line_of_two_columns_is_shown_once() -> None:
    """Columns that share lines do not repeat them."""
    labels = [line.label for line in lines_of(["bioavailability", "strict-rating"])]
    assert ["Bioavailability", "certainty", "claimed", "from published trials alone"] == labels


@pytest.mark.parametrize(
    ("certainty", "words"),
    [(Certainty.VERY_LOW, "very low"), (Certainty.HIGH, "high"), (None, "not appraised")],
)
def test_certainty_in_words(certainty: Certainty | None, words: str) -> None:
    """No certainty is said, not left blank."""
    assert words == in_words(certainty)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "tested"),
        ({"status": (Status.TESTED, Status.MARKETED)}, "tested, marketed"),
        ({"status": (Status.APPROVED,), "approved_in": ("US", "JP")}, "approved (US, JP)"),
        ({"status_note": "in a mixture"}, "tested; in a mixture"),
    ],
)
def test_status_in_words_with_where_and_what_limits_it(
    changes: dict[str, object], words: str
) -> None:
    """An approval names its countries, and a limit is said."""
    assert words == status_in_words(evolve(USE, **changes))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "mixed, low certainty"),
        ({"certainty": None, "direction": Direction.BENEFIT}, "a regulator's listing only"),
        (
            {"certainty": None, "direction": Direction.UNKNOWN},
            "unknown; no clinical evidence read",
        ),
        (
            {"form_specific": FormSpecific.NOT_THIS_FORM},
            "mixed, low certainty (not this form)",
        ),
        (
            {"form_specific": FormSpecific.IN_GENERAL},
            "mixed, low certainty (magnesium in general)",
        ),
        ({"form_specific": FormSpecific.MIXED}, "mixed, low certainty"),
    ],
)
def test_what_was_found_in_words(changes: dict[str, object], words: str) -> None:
    """Direction goes with certainty, and with whose evidence it is."""
    assert words == found_in_words(evolve(USE, **changes))


@pytest.mark.parametrize(
    ("form_id", "text"),
    [
        ("oxide", "60.3 % (1 compound)"),
        ("glycinate", "11.7-14.1 % (2 compounds)"),
        ("citrate", "8.0-16.2 % (6 compounds)"),
    ],
)
def test_elemental_magnesium_says_of_how_many_compounds(form_id: str, text: str) -> None:
    """A range over the compounds with a formula."""
    assert [("Elemental magnesium by weight", text)] == shown(
        mf.get(form_id), "elemental-magnesium"
    )


def test_lines_for_a_use_show_who_is_not_listed() -> None:
    """A form without the use says so in every line, and is not left out."""
    lines = lines_for_use("sleep", "Sleep")
    listed, unlisted = evolve(mf.get("malate"), uses=(USE,)), evolve(mf.get("malate"), uses=())
    assert [
        ("Sleep", "primary"),
        ("status", "tested"),
        ("found", "mixed, low certainty"),
    ] == [(line.label, line.cell(listed).text) for line in lines]
    assert ["not listed"] * 3 == [line.cell(unlisted).text for line in lines]
    assert [False, True, True] == [line.indented for line in lines]
    assert (SOURCE, AGAINST) == lines[0].cell(listed).references


def test_sources_come_form_by_form() -> None:
    """Sources of columns are those of their cells, without repeats."""
    forms = (mf.get("citrate"), mf.get("oxide"))
    first, second = (sources_of((form,), ["bioavailability"]) for form in forms)
    both = sources_of(forms, ["bioavailability"])
    assert first == both[: len(first)]
    assert set(first) | set(second) == set(both)
    assert len(set(both)) == len(both)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["kind"], ("kind",)),
        ("kind", ("kind",)),
        (["primary_use", "strict_rating"], ("primary-use", "strict-rating")),
        ({"reason": 1, "kind": 2}.keys(), ("reason", "kind")),
    ],
)
def test_columns_are_taken_as_words_in_order(given: object, expected: tuple[str, ...]) -> None:
    """Any collection of words serves, underscores count as hyphens, and one word is one column."""
    assert expected == chosen(given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            ["kinds"],
            f"no such column: 'kinds'; did you mean 'kind'? (allowed: {ALLOWED})",
        ),
        (["xyzzy"], f"no such column: 'xyzzy' (allowed: {ALLOWED})"),
        ([7], f"no such column: 7 (allowed: {ALLOWED})"),
        ([None], f"no such column: None (allowed: {ALLOWED})"),
        (["kind", "kind"], "a column can be shown once: 'kind'"),
        (["primary-use", "primary_use"], "a column can be shown once: 'primary_use'"),
        ([], f"at least one column is needed: () (allowed: {ALLOWED})"),
        (7, f"columns must be words: 7 (allowed: {ALLOWED})"),
    ],
)
def test_wrong_columns_are_refused_in_words(given: object, message: str) -> None:
    """The message names the value and what would be right."""
    with pytest.raises(mf.QueryError) as caught:
        chosen(given)  # type: ignore[arg-type]
    assert message == str(caught.value)
