"""From a result as plain data back to the result."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import examples

import magforms as mf
from magforms.results import Result

EXAMPLES = examples()


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_result_comes_back_equal(name: str) -> None:
    """From the dict, from text and from what is rendered, with its caveats."""
    result = EXAMPLES[name]
    parsed = (json.loads(result.to_json()), json.loads(result.render("json")))
    for written in (result.to_dict(), *parsed):
        back = mf.from_dict(written)
        assert result == back
        assert result.caveats == back.caveats


def test_parts_of_results_come_back() -> None:
    """A slice, a selection by a function and a few figures are results like others."""
    few = mf.sources("malate")
    for result in (
        mf.query()[1:3],
        mf.query(where=lambda form: form.id == "oxide"),
        mf.query(use="sleep") | mf.query(use="constipation"),
        evolve(few, figures=few.figures[1:4]),
        mf.catalogue().verdict("oxide", "citrate"),
        mf.compare("oxide", "malate", columns=["kind"]),
    ):
        assert result == mf.from_dict(result.to_dict())


def test_compound_of_a_form_with_others_left_open_comes_back() -> None:
    """A compound that was asked for is not the whole form, though no other has a formula."""
    compound, form = mf.elemental("1 g", "magnesium_malate"), mf.elemental("1 g", "malate")
    assert compound != form
    assert compound == mf.from_dict(compound.to_dict())
    assert form == mf.from_dict(form.to_dict())


def test_catalogue_is_the_one_that_is_given() -> None:
    """Forms come from it, so that its version must be the one that was written."""
    other = evolve(mf.catalogue(), data_version="1")
    written = mf.compare("citrate", "oxide").to_dict()
    with pytest.raises(mf.DataError, match=r"result data_version: expected '1', got '2026\.11'"):
        mf.from_dict(written, catalogue=other)


def changed(result: Result, place: str, value: Any) -> dict[str, Any]:
    """A result as plain data with another value at a place, or without it for `...`."""
    plain: dict[str, Any] = copy.deepcopy(result.to_dict())
    at: Any = plain
    *path, last = (int(key) if key.isdigit() else key for key in place.split("."))
    for key in path:
        at = at[key]
    if value is ...:
        del at[last]
    else:
        at[last] = value
    return plain


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        ("schema", "magforms-result/2", "schema: expected 'magforms-result/1', got"),
        ("schema", ..., "schema: expected 'magforms-result/1', got None"),
        ("data_version", "1999.1", "data_version: expected '2026.11', got '1999.1'"),
        ("type", "Score", "type: expected one of Form, Selection, Comparison, Verdict, Sources,"),
        (
            "type",
            [],
            "type: expected one of Form, Selection, Comparison, Verdict, Sources, Elemental,",
        ),
        ("type", "Verdict", "expected a Verdict of this data, got"),
        ("type", "Sources", "expected a Sources of this data, got"),
        ("caveat", "Fine.", "caveat: expected "),
        ("caveat", ..., "caveat: expected "),
        ("caveats", [], "caveats: expected 13 items, got 0"),
        ("score", 10, "score: expected nothing, got 10"),
        ("forms.0.id", "gold", "expected a Comparison of this data, got "),
        ("forms.0.id", "malate", "expected a Comparison of this data, got "),
        ("forms.0.name", "Gold", "forms[0].name: expected 'Magnesium citrate', got 'Gold'"),
        ("forms", 1, "expected a Comparison of this data, got "),
        ("forms", [], "forms: expected 4 items, got 0"),
        ("forms.0.note", None, "forms[0].note: expected nothing, got None"),
        ("forms.1.bioavailability.certainty", "high", "forms[1].bioavailability.certainty: "),
        ("verdicts.0.outcome", "favours second", "verdicts[0].outcome: expected 'favours first',"),
        ("verdicts.0.animal_summary", ..., "verdicts[0].animal_summary: expected "),
        ("forms.0.elemental_fraction.0", 0.5, "forms[0].elemental_fraction[0]: expected '0.0"),
        ("columns.0", "price", "expected a Comparison of this data, got "),
        ("forms.0.id", ..., "expected a Comparison of this data, got \"none of 'id'\""),
        ("columns", None, "columns: expected "),
    ],
)
def test_what_was_changed_on_the_way_is_refused(place: str, value: Any, message: str) -> None:
    """The error says where it differs, what is right there and what stands there."""
    with pytest.raises(mf.DataError) as caught:
        mf.from_dict(changed(mf.compare(), place, value))
    assert str(caught.value).startswith(
        f"result {message}".replace("result expected", "result: expected")
    )


@pytest.mark.parametrize("written", [None, [], "{}", 1, mf.get("oxide")])
def test_what_is_no_dict_is_refused(written: Any) -> None:
    """Text must be parsed first."""
    with pytest.raises(mf.DataError, match="result: expected a result as a dict, got "):
        mf.from_dict(written)


def _places(written: Any, depth: int = 4) -> Iterator[str]:
    """Where values stand in a result as plain data, two items of each list."""
    inner = written.items() if isinstance(written, dict) else enumerate(written[:2])
    for key, item in inner:
        if key == "shown":
            continue
        yield str(key)
        if depth and isinstance(item, (dict, list)):
            yield from (f"{key}.{place}" for place in _places(item, depth - 1))


PLACES = [(name, place) for name in EXAMPLES for place in _places(EXAMPLES[name].to_dict())]
ODD = (None, True, -1, 10**400, 1.5, "", "1e999999999", "NaN", "\0", [], [[]], {}, {"id": []}, ...)


@given(st.sampled_from(PLACES), st.sampled_from(ODD))
def test_odd_values_anywhere_are_refused(at: tuple[str, str], value: Any) -> None:
    """Whatever stands in place of a value, the one error is a DataError."""
    name, place = at
    written = changed(EXAMPLES[name], place, value)
    assume(written != EXAMPLES[name].to_dict())
    with pytest.raises(mf.DataError):
        mf.from_dict(written)


def test_figures_that_the_data_do_not_hold_are_refused() -> None:
    """No figure comes in from outside, whatever source it names."""
    plain = changed(mf.sources("malate"), "figures.0.text", "90 % absorbed")
    with pytest.raises(mf.DataError, match="expected a Sources of this data"):
        mf.from_dict(plain)
