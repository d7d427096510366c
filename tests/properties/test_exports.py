"""Law: dict, JSON, records and attributes of a result say the same, and come back as it."""

import json
import unicodedata
from decimal import Decimal
from enum import Enum
from typing import Any, NoReturn

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import OF_TYPE, RESULTS

import magforms as mf
from magforms.caveats import Caveat
from magforms.integrations import strategies
from magforms.results import Result
from magforms.values import Value

FEW = settings(max_examples=15)
SHARED = {"caveat", "data_version"}
# what stands in a document beside the fields of its result
BESIDE = {"schema", "type", "caveat"}


def refuse(constant: str) -> NoReturn:
    """Fail for NaN and infinities, which are no JSON."""
    pytest.fail(f"{constant} is no JSON")


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object whose keys stand in it once."""
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def strict(text: str) -> Any:
    """Return what JSON says, without what only Python takes for it."""
    return json.loads(text, parse_constant=refuse, object_pairs_hook=once, parse_float=refuse)


def check_same(value: object, written: object, met: set[str]) -> None:
    """Fail unless plain data say what a value holds, field by field."""
    if isinstance(value, mf.Reference | Caveat):
        assert value.id == written
    elif isinstance(value, mf.Study) and written == value.id:
        assert value.id in met
    elif isinstance(value, Value):
        assert isinstance(written, dict)
        if isinstance(value, mf.Study):
            met.add(value.id)
        fields = [field.name for field in attrs.fields(type(value)) if field.name != "own_caveats"]
        assert fields == list(written)
        for name in fields:
            check_same(getattr(value, name), written[name], met)
    elif isinstance(value, Enum):
        assert value.value == written
    elif isinstance(value, Decimal):
        assert isinstance(written, str)
        assert value.as_tuple() == Decimal(written).as_tuple()
    elif isinstance(value, tuple | frozenset):
        assert isinstance(written, list)
        items = sorted(value) if isinstance(value, frozenset) else value
        for item, shown in zip(items, written, strict=True):
            check_same(item, shown, met)
    else:
        assert (type(value), value) == (type(written), written)


@FEW
@given(RESULTS)
def test_dict_holds_every_attribute(result: Result) -> None:
    """Figures with all their digits, words as they are, sources and caveats in full."""
    whole = result.to_dict()
    own = {field.name for field in attrs.fields(type(result))} - {"own_caveats"}
    assert BESIDE | own == whole.keys()
    met: set[str] = set()
    for name in (name for name in whole if name not in BESIDE):
        if name in ("caveats", "references"):
            assert [item.id for item in getattr(result, name)] == [x["id"] for x in whole[name]]
        else:
            check_same(getattr(result, name), whole[name], met)
    assert [caveat.text for caveat in result.caveats] == [item["text"] for item in whole["caveats"]]
    assert result.caveat == whole["caveat"]
    for source, written in zip(result.references, whole["references"], strict=True):
        assert (str(source), source.link) == (written["citation"], written["link"])
        assert (source.title, source.year, source.doi) == tuple(
            written[key] for key in ("title", "year", "doi")
        )


@FEW
@given(RESULTS)
def test_json_is_strict_and_gives_the_result_back(result: Result) -> None:
    """No number but whole ones, no key twice, nothing invisible, and nothing lost."""
    text = result.to_json()
    assert result.to_dict() == strict(text)
    assert text == text.encode("utf-8").decode("utf-8")
    assert text.endswith("}\n")
    seen = text.replace("\n", "")
    assert not [sign for sign in seen if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl")]
    back = mf.from_dict(strict(text))
    assert (result, hash(result), type(result)) == (back, hash(back), type(back))
    assert text == back.to_json()
    rendered = strict(result.render("json"))
    assert result.to_dict() == {
        key: item for key, item in rendered.items() if key in back.to_dict()
    }
    assert result == mf.from_dict(rendered)


@FEW
@given(RESULTS)
def test_records_are_strict_json_and_each_is_whole(result: Result) -> None:
    """Every row has the same keys, the caveat, the sources and the version."""
    rows = result.to_records()
    assert rows
    assert rows == json.loads(json.dumps(rows, allow_nan=False), parse_constant=refuse)
    for row in rows:
        assert list(rows[0]) == list(row)
        assert (result.caveat, result.data_version) == (row["caveat"], row["data_version"])
        assert {str, int, float, type(None)} >= {type(item) for item in row.values()}
    assert rows == mf.from_dict(result.to_dict()).to_records()


def without(row: dict[str, Any]) -> dict[str, Any]:
    """Return a record without what belongs to the whole result."""
    return {key: item for key, item in row.items() if key not in SHARED}


@FEW
@given(st.one_of(OF_TYPE[mf.Selection], OF_TYPE[mf.Comparison]))
def test_records_of_forms_are_those_of_each_form(result: mf.Selection | mf.Comparison) -> None:
    """Whatever a form stands in, its row says the same of it, and what was asked beside it."""
    rows = result.to_records()
    if not result.forms:
        (row,) = rows
        assert {"form": None, "message": result.message} == without(row)  # type: ignore[union-attr]
        return
    for form, row in zip(result.forms, rows, strict=True):
        (alone,) = form.to_records()
        assert without(alone).items() <= without(row).items()
        added = {key.partition(" ")[0] for key in row.keys() - alone.keys()}
        asked = result.asked if isinstance(result, mf.Selection) else ()
        assert {term.id for term in asked} == added
        appraisal = form.bioavailability
        assert (form.id, form.name, form.kind) == (row["form"], row["name"], row["kind"])
        assert (appraisal.rating, appraisal.claimed, appraisal.certainty) == (
            *(row["bioavailability"], row["claimed_bioavailability"], row["certainty"]),
        )


@FEW
@given(strategies.verdicts())
def test_records_of_a_verdict_are_its_measures(verdict: mf.Verdict) -> None:
    """A row a measure; what is of the pair stands on each."""
    rows = verdict.to_records()
    for row in rows:
        for name in ("first", "second", "outcome", "certainty", "statement"):
            assert getattr(verdict, name) == row[name]
    expected = [(item.measure, item.outcome, item.endpoint) for item in verdict.measures]
    found = [(row["measure"], row["measure_outcome"], row["endpoint"]) for row in rows]
    assert (expected or [(None, None, None)]) == found


@FEW
@given(strategies.elementals())
def test_records_of_amounts_are_the_nearest_numbers(result: mf.Elemental) -> None:
    """A row a compound, each figure the float nearest to the decimal, and none where none is."""
    rows = iter(result.to_records())
    for part in result.parts:
        for item in part.conversions:
            row = next(rows)
            assert (part.form, item.compound.id, part.of) == (
                *(row["form"], row["compound"], row["given_of"]),
            )
            assert part.amount == mf.parse_amount(row["given"])
            assert [float(item.compound_mg), float(item.elemental_mg), float(item.mmol)] == [
                row[name] for name in ("compound_mg", "elemental_mg", "magnesium_mmol")
            ]
        for name in part.open:
            row = next(rows)
            assert (part.form, None, name, None) == (
                *(row["form"], row["compound"], row["name"], row["elemental_mg"]),
            )
    assert [] == list(rows)


@FEW
@given(OF_TYPE[mf.Identification])
def test_records_of_a_label_are_its_mentions(result: mf.Identification) -> None:
    """A row a mention, with the piece of the label that it came from."""
    rows = result.to_records()
    assert [result.text] * len(rows) == [row["label"] for row in rows]
    found = [(row["form"], row["compound"], row["start"], row["end"]) for row in rows]
    mentions = [(item.form, item.compound, item.start, item.end) for item in result.mentions]
    assert (mentions or [(None, None, None, None)]) == found
    for row in rows:
        assert row["text"] is None or row["text"] == result.text[row["start"] : row["end"]]


@FEW
@given(strategies.all_sources())
def test_records_of_sources_are_the_figures(result: mf.Sources) -> None:
    """A row a figure, with what it rests on and how it was checked."""
    for figure, row in zip(result.figures, result.to_records(), strict=True):
        for name in ("about", "text", "locator", "origin", "verification", "readings"):
            assert getattr(figure, name) == row[name]
        for source in figure.references:
            assert (source.link or str(source)) in row["sources"]
