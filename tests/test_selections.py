"""query, get and selections."""

from operator import and_, or_
from typing import Any

import pytest
from attrs import evolve

import magforms as mf
from magforms.selections import SORT_KEYS
from magforms.vocabulary import Certainty, Kind, Rating, Status

USES = (
    "(allowed: antacid, bowel-preparation, constipation, deficiency, energy, leg-cramps,"
    " leg-cramps-pregnancy, migraine-prevention, mood, muscle-cramps-after-exercise,"
    " muscle-pain-fatigue, muscle-twitching, premenstrual-symptoms, sleep)"
)
RATINGS = "(allowed: low, moderate, high)"
CERTAINTIES = "(allowed: very low, low, moderate, high)"
STATUSES = "(allowed: approved, tested, marketed)"
KINDS = "(allowed: inorganic salt, organic salt, amino-acid chelate, mixture)"
KEYS = "(allowed: id, name, bioavailability, certainty, elemental-magnesium)"


def chosen(**filters: Any) -> list[str]:
    """Return the ids of the forms that a query chooses."""
    return [form.id for form in mf.query(**filters)]


@pytest.mark.parametrize(
    ("filters", "forms"),
    [
        ({}, ["citrate", "glycinate", "malate", "oxide"]),
        ({"use": "constipation"}, ["citrate", "oxide"]),
        ({"use": "constipation", "min_bioavailability": "moderate"}, ["citrate"]),
        ({"use": "leg-cramps"}, ["citrate", "oxide"]),
        ({"use": "sleep"}, ["citrate", "glycinate", "oxide"]),
        ({"use": "sleep", "primary": True}, ["glycinate"]),
        ({"use": "sleep", "status": "marketed"}, ["citrate", "glycinate"]),
        ({"use": "constipation", "status": "tested"}, ["oxide"]),
        ({"use": "antacid"}, ["oxide"]),
        ({"use": "energy"}, ["malate"]),
        ({"use": "energy", "status": "tested"}, []),
        ({"primary": True, "status": "approved"}, ["citrate", "oxide"]),
        ({"status": "approved"}, ["citrate", "glycinate", "oxide"]),
        ({"status": Status.APPROVED}, ["citrate", "glycinate", "oxide"]),
        ({"kind": "organic salt"}, ["citrate", "malate"]),
        ({"kind": Kind.AMINO_ACID_CHELATE}, ["glycinate"]),
        ({"kind": "mixture"}, []),
        ({"bioavailability": "moderate"}, ["glycinate", "malate"]),
        ({"min_bioavailability": Rating.MODERATE}, ["citrate", "glycinate", "malate"]),
        ({"min_bioavailability": "low"}, ["citrate", "glycinate", "malate", "oxide"]),
        ({"min_certainty": "low"}, ["citrate", "glycinate", "oxide"]),
        ({"min_certainty": Certainty.MODERATE}, ["citrate", "oxide"]),
        ({"min_certainty": "high"}, []),
        ({"where": lambda form: form.id.startswith("m")}, ["malate"]),
        ({"where": lambda form: form.names}, ["citrate", "glycinate", "malate", "oxide"]),
    ],
)
def test_every_filter_must_hold(filters: dict[str, Any], forms: list[str]) -> None:
    """Words and enum members choose the forms that meet all conditions, by id."""
    assert forms == chosen(**filters)


def test_form_whose_rating_was_not_appraised_meets_no_minimum_of_certainty() -> None:
    """No certainty is lower than the lowest."""
    shipped = mf.catalogue()
    form = shipped["malate"]
    open_form = evolve(form, bioavailability=evolve(form.bioavailability, certainty=None))
    changed = evolve(shipped, forms=(open_form, shipped["oxide"]))
    assert ["oxide"] == chosen(min_certainty="very low", catalogue=changed)
    assert ["malate", "oxide"] == chosen(sort_by="certainty", catalogue=changed)


@pytest.mark.parametrize(
    ("sort_by", "rising", "falling"),
    [
        ("id", "citrate glycinate malate oxide", "oxide malate glycinate citrate"),
        ("name", "citrate glycinate malate oxide", "oxide malate glycinate citrate"),
        (
            "bioavailability",
            "oxide glycinate malate citrate",
            "citrate glycinate malate oxide",
        ),
        ("certainty", "malate glycinate citrate oxide", "citrate oxide glycinate malate"),
        (
            "elemental-magnesium",
            "citrate glycinate malate oxide",
            "oxide malate glycinate citrate",
        ),
    ],
)
def test_sorting_rises_or_falls_and_leaves_level_forms_by_id(
    sort_by: str, rising: str, falling: str
) -> None:
    """Each key sorts both ways; forms that are level stay in the same order."""
    assert sort_by in SORT_KEYS
    assert rising.split() == chosen(sort_by=sort_by)
    assert falling.split() == chosen(sort_by=sort_by, descending=True)


def test_form_without_a_certainty_sorts_below_the_lowest() -> None:
    """What was not appraised is no certainty, and less than any."""
    shipped = mf.catalogue()
    forms = [
        evolve(form, bioavailability=evolve(form.bioavailability, certainty=certainty))
        for form, certainty in zip(
            shipped.forms, [Certainty.LOW, None, Certainty.VERY_LOW, Certainty.HIGH], strict=True
        )
    ]
    found = mf.query(sort_by="certainty", catalogue=evolve(shipped, forms=tuple(forms)))
    assert ["glycinate", "malate", "citrate", "oxide"] == [form.id for form in found]


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (
            {"use": "constipaton"},
            f"no such use: 'constipaton'; did you mean 'constipation'? {USES}",
        ),
        ({"use": "leg cramps"}, f"no such use: 'leg cramps'; did you mean 'leg-cramps'? {USES}"),
        ({"use": "baldness"}, f"no such use: 'baldness' {USES}"),
        ({"use": ""}, f"no such use: '' {USES}"),
        ({"use": 5}, f"no such use: 5 {USES}"),
        ({"status": "aproved"}, f"no such status: 'aproved'; did you mean 'approved'? {STATUSES}"),
        ({"status": 1}, f"no such status: 1 {STATUSES}"),
        ({"kind": "organic"}, f"no such kind: 'organic'; did you mean 'organic salt'? {KINDS}"),
        ({"kind": 7}, f"no such kind: 7 {KINDS}"),
        (
            {"bioavailability": "High"},
            f"no such bioavailability: 'High'; did you mean 'high'? {RATINGS}",
        ),
        ({"bioavailability": 3}, f"no such bioavailability: 3 {RATINGS}"),
        ({"min_bioavailability": "best"}, f"no such min_bioavailability: 'best' {RATINGS}"),
        ({"min_bioavailability": 0.5}, f"no such min_bioavailability: 0.5 {RATINGS}"),
        (
            {"min_certainty": "verylow"},
            f"no such min_certainty: 'verylow'; did you mean 'very low'? {CERTAINTIES}",
        ),
        ({"min_certainty": 0}, f"no such min_certainty: 0 {CERTAINTIES}"),
        ({"where": "citrate"}, "where takes a function of a form: 'citrate'"),
        ({"where": 5}, "where takes a function of a form: 5"),
        ({"sort_by": "names"}, f"no such sort key: 'names'; did you mean 'name'? {KEYS}"),
        ({"sort_by": "price"}, f"no such sort key: 'price' {KEYS}"),
        ({"sort_by": 3}, f"no such sort key: 3 {KEYS}"),
        ({"sort_by": ["price"]}, f"no such sort key: ['price'] {KEYS}"),
        ({"descending": True}, f"descending needs sort_by: None {KEYS}"),
        ({"primary": "no"}, "primary must be true or false: 'no'"),
        ({"sort_by": "id", "descending": "no"}, "descending must be true or false: 'no'"),
    ],
)
def test_wrong_word_is_an_error_with_the_allowed_and_the_nearest(
    filters: dict[str, Any], message: str
) -> None:
    """The whole message of each filter that cannot be."""
    with pytest.raises(mf.QueryError) as caught:
        mf.query(**filters)
    assert message == str(caught.value)


def test_filters_are_keywords() -> None:
    """A word without its filter is refused."""
    with pytest.raises(TypeError):
        mf.query("constipation")  # type: ignore[misc]


def test_muscle_twitching_is_an_empty_selection_that_says_why() -> None:
    """No form was tested for it: the answer says exactly that and shows no form."""
    selection = mf.query(use="muscle-twitching")
    assert 0 == len(selection)
    assert not selection
    assert [] == list(selection)
    assert "no form was tested for muscle twitching" == selection.message
    assert (
        "<Selection of 0 forms: no form was tested for muscle twitching;"
        f" {len(selection.caveats)} caveats>"
    ) == repr(selection)
    for name in mf.FORMATS:
        assert "No form was tested for muscle twitching." in selection.render(name)
    (record,) = selection.to_records()
    assert (None, "no form was tested for muscle twitching") == (record["form"], record["message"])
    assert () == selection.references


def test_cramps_after_exercise_are_an_empty_selection_that_says_why() -> None:
    """The other untested use gives its own sentence."""
    selection = mf.query(use="muscle-cramps-after-exercise")
    assert [] == list(selection)
    assert "no form was tested for muscle cramps after exercise" == selection.message


def test_tested_use_without_a_match_is_not_called_untested() -> None:
    """Where forms were tested and the other filters leave none, only that is said."""
    selection = mf.query(use="sleep", bioavailability="high", kind="inorganic salt")
    assert [] == list(selection)
    assert "no form matches" == selection.message
    assert "No form matches." in str(selection)
    assert "use-sleep" in {caveat.id for caveat in selection.caveats}


def test_selection_with_forms_has_no_message() -> None:
    """There is nothing to explain where there are forms."""
    assert None is mf.query(use="sleep").message
    assert "<Selection of 1 form: malate; " in repr(mf.query(use="energy"))
    assert "<Selection of 2 forms: citrate, glycinate; " in repr(mf.query()[:2])


def _table(text: str) -> list[str]:
    """Return the lines of the first table of a result as text, blanks drawn together."""
    lines = text.split("\n\n")[1].splitlines()
    return [" ".join(line.split()) for line in lines]


def test_selection_by_use_shows_status_and_direction_for_that_use() -> None:
    """A form that was tested and failed is listed with what was found."""
    table = _table(mf.query(use="leg-cramps").render("text", width=120))
    assert "Form citrate oxide" == table[0]
    assert "status tested, marketed tested, marketed" in table
    assert "found no benefit, moderate certainty no benefit, low certainty" in table
    records = {row["form"]: row for row in mf.query(use="leg-cramps").to_records()}
    assert ("tested, marketed", "no benefit", "moderate") == (
        records["citrate"]["leg-cramps status"],
        records["citrate"]["leg-cramps direction"],
        records["citrate"]["leg-cramps certainty"],
    )
    assert ("tested, marketed", "no benefit", "low") == (
        records["oxide"]["leg-cramps status"],
        records["oxide"]["leg-cramps direction"],
        records["oxide"]["leg-cramps certainty"],
    )


def test_status_and_direction_stay_whatever_columns_are_chosen() -> None:
    """Choosing columns does not take away what was found for the use."""
    selection = mf.query(use="leg-cramps")
    for orientation in ("columns", "rows"):
        text = selection.render("csv", columns=["kind"], orientation=orientation)
        for words in ("no benefit, moderate certainty", "no benefit, low certainty", "tested"):
            assert words in text


def test_selection_is_a_sequence_of_forms() -> None:
    """Length, iteration, index, slice, membership and reversal are those of a sequence."""
    selection = mf.query()
    assert mf.get("malate") in selection
    assert mf.get("oxide") is selection[-1]
    assert 2 == selection.index(mf.get("malate"))
    assert 1 == selection.count(mf.get("malate"))
    assert ["oxide", "malate", "glycinate", "citrate"] == [form.id for form in reversed(selection)]
    assert isinstance(selection[1:3], mf.Selection)
    assert ["glycinate", "malate"] == [form.id for form in selection[1:3]]
    assert 0 == len(selection[4:])
    with pytest.raises(IndexError):
        selection[4]


def test_slice_of_a_selection_by_use_still_shows_the_use() -> None:
    """What was asked is kept by slices, and by an empty one."""
    selection = mf.query(use="leg-cramps")
    assert ("leg-cramps",) == tuple(term.id for term in selection[:1].asked)
    assert "no form matches" == selection[5:].message
    assert {caveat.id for caveat in selection[5:].caveats} <= {
        caveat.id for caveat in selection.caveats
    }


def test_union_and_intersection_keep_the_order_of_the_left_and_both_questions() -> None:
    """`|` and `&` join forms without repeats, and what both were asked about."""
    sleep, cramps = mf.query(use="sleep"), mf.query(use="leg-cramps")
    both, common = sleep[::-1] | cramps, sleep[::-1] & cramps
    assert ["oxide", "glycinate", "citrate"] == [form.id for form in both]
    assert ["oxide", "citrate"] == [form.id for form in common]
    for joined in (both, common):
        assert ("leg-cramps", "sleep") == tuple(term.id for term in joined.asked)
        assert {"use-sleep", "use-leg-cramps", "cramps-are-not-twitches"} <= {
            caveat.id for caveat in joined.caveats
        }
    assert "not listed" not in common.render("text")
    assert "not listed" in both.render("text")


def test_untested_use_stays_named_when_joined_with_another() -> None:
    """An empty intersection with an untested use still says that nothing was tested."""
    joined = mf.query(use="muscle-twitching") & mf.query(use="muscle-cramps-after-exercise")
    assert (
        "no form was tested for muscle cramps after exercise or muscle twitching"
    ) == joined.message


@pytest.mark.parametrize("other", [[], None, 3, "oxide", mf.get("oxide")])
def test_selection_joins_only_with_a_selection(other: object) -> None:
    """Neither a list nor a form can be united or intersected with a selection."""
    with pytest.raises(TypeError):
        mf.query() | other  # type: ignore[operator]
    with pytest.raises(TypeError):
        mf.query() & other  # type: ignore[operator]


def test_references_of_a_selection_hold_those_of_the_use() -> None:
    """What was found for the use asked about is cited."""
    cited = {source.id for source in mf.query(use="leg-cramps").references}
    assert {"garrison-2020", "frusso-1999", "barna-2021"} <= cited
    assert "frusso-1999" not in {source.id for source in mf.query().references}


def test_selections_of_two_folders_cannot_be_joined() -> None:
    """No version of the data holds both."""
    here = evolve(mf.query(), data_version="2026.11+mine.1")
    there = evolve(mf.query(), data_version="2026.11+yours.1")
    for join in (or_, and_):
        with pytest.raises(mf.QueryError, match=r"here 2026\.11\+mine\.1: '2026\.11\+yours\.1'"):
            join(here, there)
