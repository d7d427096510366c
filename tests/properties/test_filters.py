"""Laws of filters: they commute, repeat without effect, and only ever take forms away."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import FILTERS, SELECTIONS, SORTS, USE_IDS

import magforms as mf
from magforms.selections import SORT_KEYS

# these three are about one and the same use of a form, so they are asked together
TOGETHER = {"use", "primary", "status"}
Filters = dict[str, Any]


def ids(selection: mf.Selection) -> list[str]:
    """Return the ids of the forms, in order."""
    return [form.id for form in selection]


def _split(filters: Filters, names: set[str]) -> tuple[Filters, Filters]:
    inside = {name: value for name, value in filters.items() if name in names}
    return inside, {name: value for name, value in filters.items() if name not in names}


@given(FILTERS, st.sets(st.sampled_from(["kind", "bioavailability", "min_bioavailability"])))
def test_filters_together_are_the_intersection_of_each(filters: Filters, names: set[str]) -> None:
    """Asking for both at once gives the forms that either alone would leave."""
    for part in (names, names | TOGETHER, TOGETHER):
        first, second = _split(filters, part)
        both = mf.query(**filters)
        assert ids(both) == ids(mf.query(**first) & mf.query(**second))
        assert ids(both) == ids(mf.query(**second) & mf.query(**first))


@given(FILTERS)
def test_filter_asked_twice_changes_nothing(filters: Filters) -> None:
    """A selection met with itself, or asked again of the forms chosen, is the same."""
    once = mf.query(**filters)
    assert once == once & once
    assert once == once | once
    assert once == mf.query(**filters, where=lambda form: form in once)
    assert once == mf.query(**filters)


@given(FILTERS, FILTERS)
def test_another_filter_never_adds_a_form(filters: Filters, more: Filters) -> None:
    """Each further condition leaves the same forms or fewer."""
    fewer = ids(mf.query(**{**more, **filters}))
    assert set(fewer) <= set(ids(mf.query(**filters)))
    assert [form_id for form_id in ids(mf.query()) if form_id in fewer] == fewer


@given(FILTERS, st.sampled_from(mf.Rating), st.sampled_from(mf.Rating))
def test_higher_minimum_never_adds_a_form(
    filters: Filters, one: mf.Rating, other: mf.Rating
) -> None:
    """What meets a higher rating meets a lower one."""
    low, high = sorted((one, other))
    strict = mf.query(**{**filters, "min_bioavailability": high})
    mild = mf.query(**{**filters, "min_bioavailability": low})
    assert set(ids(strict)) <= set(ids(mild))


@given(FILTERS, st.sampled_from(mf.Certainty), st.sampled_from(mf.Certainty))
def test_higher_certainty_never_adds_a_form(
    filters: Filters, one: mf.Certainty, other: mf.Certainty
) -> None:
    """What meets a higher certainty meets a lower one."""
    low, high = sorted((one, other))
    strict = mf.query(**{**filters, "min_certainty": high})
    mild = mf.query(**{**filters, "min_certainty": low})
    assert set(ids(strict)) <= set(ids(mild))


@given(FILTERS)
def test_chosen_forms_meet_every_filter(filters: Filters) -> None:
    """Each form of a selection has what was asked, and each form left out lacks something."""
    words = {name: filters.get(name) for name in ("use", "status", "kind", "bioavailability")}

    def meets(form: mf.Form) -> bool:
        uses = [
            use
            for use in form.uses
            if (words["use"] is None or (use.id == words["use"] and use.shown_by_default))
            and (not filters.get("primary") or use.rank is mf.Rank.PRIMARY)
            and (words["status"] is None or words["status"] in use.status)
        ]
        asked = words["use"] is not None or filters.get("primary") or words["status"] is not None
        rating, certainty = form.bioavailability.rating, form.bioavailability.certainty
        least, sure = filters.get("min_bioavailability"), filters.get("min_certainty")
        return (
            (bool(uses) or not asked)
            and words["kind"] in (None, form.kind)
            and words["bioavailability"] in (None, rating)
            and (least is None or rating >= least)
            and (sure is None or (certainty is not None and certainty >= sure))
        )

    assert [form.id for form in mf.query() if meets(form)] == ids(mf.query(**filters))


@given(FILTERS, SORTS)
def test_sorting_keeps_the_forms(filters: Filters, sort: Filters) -> None:
    """Sorting changes the order and nothing else."""
    plain, ordered = mf.query(**filters), mf.query(**filters, **sort)
    assert sorted(ids(plain)) == sorted(ids(ordered))
    assert set(plain.caveats) == set(ordered.caveats)
    assert plain.asked == ordered.asked


@given(FILTERS, st.sampled_from(SORT_KEYS))
def test_sorting_part_of_the_forms_is_part_of_sorting_all(filters: Filters, key: str) -> None:
    """Whether forms are chosen or sorted first makes no difference, upwards or downwards."""
    kept = set(ids(mf.query(**filters)))
    for descending in (False, True):
        everything = ids(mf.query(sort_by=key, descending=descending))
        part = ids(mf.query(**filters, sort_by=key, descending=descending))
        assert [form_id for form_id in everything if form_id in kept] == part


@given(SELECTIONS, SELECTIONS, SELECTIONS)
def test_selections_join_like_sets(
    first: mf.Selection, second: mf.Selection, third: mf.Selection
) -> None:
    """Union and intersection of selections obey the laws of sets."""
    a, b, c = (set(ids(item)) for item in (first, second, third))
    assert a | b == set(ids(first | second)) == set(ids(second | first))
    assert a & b == set(ids(first & second)) == set(ids(second & first))
    assert (first | second) | third == first | (second | third)
    assert (first & second) & third == first & (second & third)
    assert a & (b | c) == set(ids(first & (second | third)))
    assert len(first | second) == len(a | b)
    assert ids(first) == ids(first | (first & second)) == ids(first & (first | second))


@pytest.mark.parametrize("use", USE_IDS)
def test_form_is_never_hidden_for_failing_in_a_use(use: str) -> None:
    """Every form shown for a use by default is chosen, whatever was found."""
    listed = {
        form.id
        for form in mf.query()
        for item in form.uses
        if item.id == use and item.shown_by_default
    }
    assert listed == set(ids(mf.query(use=use)))
    for form in mf.query(use=use):
        assert form.use(use) is not None
