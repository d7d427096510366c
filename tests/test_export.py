"""Results as plain records, dicts and JSON."""

import json
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from strategies import examples

import magforms as mf
from magforms.export import document, records, strict_json

EXAMPLES = examples()


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_record_carries_caveat_and_version(name: str) -> None:
    """A row cut out of a result still says what to keep in mind."""
    result = EXAMPLES[name]
    rows = result.to_records()
    assert rows
    expected = "\n".join(caveat.text for caveat in result.caveats)
    assert {(expected, "2026.11")} == {(row["caveat"], row["data_version"]) for row in rows}


@pytest.mark.parametrize("name", EXAMPLES)
def test_records_are_flat_and_alike(name: str) -> None:
    """Rows of one result have the same keys and plain values, as a data frame takes them."""
    rows = EXAMPLES[name].to_records()
    assert 1 == len({tuple(row) for row in rows})
    plain = (str, int, float, type(None))
    assert set() == {type(item) for row in rows for item in row.values()} - set(plain)


def test_record_of_a_form_shows_claim_beside_appraisal() -> None:
    """Rating, certainty and claim stand side by side, as plain words."""
    (row,) = mf.get("oxide").to_records()
    assert ("oxide", "Magnesium oxide", "inorganic salt") == (row["form"], row["name"], row["kind"])
    assert ("low", "moderate", "low") == (
        row["bioavailability"],
        row["certainty"],
        row["claimed_bioavailability"],
    )
    assert "constipation; antacid" == row["primary_uses"]
    assert "constipation: benefit; antacid: benefit" == row["primary_use_direction"]
    assert "constipation: very low; antacid: none" == row["primary_use_certainty"]
    assert (
        "constipation: approved (JP), tested, marketed; benefit, very low certainty; antacid: "
        in row["primary_use_in_words"]
    )
    (listed,) = mf.query(use="muscle-pain-fatigue").to_records()
    assert (
        "tested, marketed; malic acid mixed with magnesium is all that was tested; no benefit,"
        " very low certainty (not this form)"
    ) == listed["muscle-pain-fatigue in words"]
    assert row["primary_use_status"].startswith(
        "constipation: approved, tested, marketed; antacid:"
    )
    assert (0.60304, 0.60304) == (
        round(row["elemental_fraction_low"], 5),
        round(row["elemental_fraction_high"], 5),
    )


def test_record_of_a_comparison_is_a_row_a_form() -> None:
    """Rows come in the order asked for."""
    assert ["oxide", "citrate"] == [
        row["form"] for row in mf.compare("oxide", "citrate").to_records()
    ]


def test_unknown_figures_are_none_in_records() -> None:
    """No compound with a formula, no certainty and no strict rating are no zeros."""
    malate = mf.get("malate")
    form = evolve(
        malate, compounds=(), bioavailability=evolve(malate.bioavailability, certainty=None)
    )
    (row,) = form.to_records()
    assert [None] * 4 == [
        row[key]
        for key in (
            "elemental_fraction_low",
            "elemental_fraction_high",
            "certainty",
            "strict_rating",
        )
    ]


def test_record_of_a_selection_shows_the_use_asked_about() -> None:
    """Status, direction and certainty for the use are columns, None for a form without it."""
    both = mf.query(use="sleep") | mf.query(use="constipation")
    rows = {row["form"]: row for row in both.to_records()}
    assert ("tested, marketed", "mixed", "very low") == tuple(
        rows["glycinate"][f"sleep {what}"] for what in ("status", "direction", "certainty")
    )
    assert (None, None, None) == tuple(
        rows["glycinate"][f"constipation {what}"] for what in ("status", "direction", "certainty")
    )
    assert ("very low", "none") == (
        rows["oxide"]["constipation certainty"],
        rows["citrate"]["constipation certainty"],
    )


def test_empty_selection_is_one_record_that_says_so() -> None:
    """A data frame of it is not empty: it holds the message and the caveat."""
    (row,) = mf.query(use="muscle-twitching").to_records()
    assert (None, "no form was tested for muscle twitching") == (row["form"], row["message"])
    assert row["caveat"].startswith("This is reference information, not medical advice.")


def test_record_of_a_verdict_is_a_row_a_measure() -> None:
    """Each row repeats what holds for the pair."""
    rows = mf.catalogue().verdict("citrate", "oxide").to_records()
    assert {("citrate", "oxide", "favours first", "moderate")} == {
        (row["first"], row["second"], row["outcome"], row["certainty"]) for row in rows
    }
    by_measure = {row["measure"]: row for row in rows}
    assert "favours first" == by_measure["urinary_magnesium_24h"]["measure_outcome"]
    assert "https://doi.org/10.1186/s40795-016-0121-3" in (
        by_measure["urinary_magnesium_24h"]["sources"].split("; ")
    )


def test_record_of_a_verdict_on_nothing_is_one_row() -> None:
    """Not established is a row with no measure, and no certainty."""
    (row,) = mf.catalogue().verdict("citrate", "malate").to_records()
    assert ("not established", None, None, None) == (
        row["outcome"],
        row["certainty"],
        row["measure"],
        row["measure_outcome"],
    )


def test_record_of_sources_is_a_row_a_figure() -> None:
    """Each has its place, origin, what was read, by how many and when."""
    rows = mf.sources("oxide").to_records()
    (row,) = [row for row in rows if row["about"] == "oxide: magnesium oxide, cas"]
    assert ("1309-48-4", "oxide") == (row["text"], row["forms"])
    assert {"reported", "computed", "appraised"} == {row["origin"] for row in rows}
    assert {"full text", "abstract", "secondary", None} >= {row["verification"] for row in rows}


def test_what_is_no_result_has_no_records() -> None:
    """A new type of result must say what its rows are."""
    with pytest.raises(TypeError) as caught:
        records(mf.get("oxide").bioavailability)  # type: ignore[arg-type]
    assert "no records for Bioavailability" == str(caught.value)


@pytest.mark.parametrize("name", EXAMPLES)
def test_whole_result_is_plain_and_comes_back_from_json(name: str) -> None:
    """Dicts, lists, text, whole numbers and None are all there is."""
    whole = EXAMPLES[name].to_dict()
    assert whole == json.loads(EXAMPLES[name].to_json())
    assert {dict, list, str, int, bool, type(None)} >= set(_types(whole))


def _types(item: Any) -> set[type]:
    found = {type(item)}
    if isinstance(item, dict):
        assert {str} == {type(key) for key in item}
        found |= {kind for value in item.values() for kind in _types(value)}
    if isinstance(item, list):
        found |= {kind for value in item for kind in _types(value)}
    return found


def test_whole_result_starts_with_schema_and_type() -> None:
    """A program knows at once what it reads."""
    whole = mf.get("oxide").to_dict()
    assert ["schema", "type"] == list(whole)[:2]
    assert ("magforms-result/1", "Form", "oxide") == (whole["schema"], whole["type"], whole["id"])
    assert "2026.11" == whole["data_version"]


def test_caveats_are_given_with_what_they_rest_on() -> None:
    """Each caveat has its id, scope, text and sources."""
    whole = mf.get("oxide").to_dict()
    assert {"id", "scope", "text", "sources", "second_hand", "editorial"} == set(
        whole["caveats"][0]
    )
    assert "standing" == whole["caveats"][0]["scope"]
    assert whole["caveat"] == "\n".join(item["text"] for item in whole["caveats"])


def test_references_are_given_with_citation_and_link() -> None:
    """A reader of the JSON can look up every source."""
    (kappeler,) = [
        item
        for item in mf.compare("citrate", "oxide").to_dict()["references"]
        if item["doi"] == "10.1186/s40795-016-0121-3"
    ]
    assert "https://doi.org/10.1186/s40795-016-0121-3" == kappeler["link"]
    assert (
        "Kappeler et al., 2017. BMC Nutrition 3:7. https://doi.org/10.1186/s40795-016-0121-3"
    ) == kappeler["citation"]
    assert {"family": "Kappeler", "given": "Dominik", "literal": None} == kappeler["authors"][0]


def test_figures_keep_their_digits_as_text() -> None:
    """A trailing zero that was printed is there."""
    (compound,) = mf.get("oxide").to_dict()["compounds"]
    assert "40.304" == compound["molar_mass"]
    assert "1.50" == _plain_decimal("1.50")


def _plain_decimal(digits: str) -> str:
    whole = evolve(mf.get("oxide"), name=Decimal(digits)).to_dict()
    text: str = whole["name"]
    return text


def test_study_stands_in_full_once() -> None:
    """After that its id stands for it."""
    findings = mf.get("citrate").to_dict()["findings"]
    full = [item["study"]["id"] for item in findings if isinstance(item["study"], dict)]
    short = [item["study"] for item in findings if isinstance(item["study"], str)]
    assert len(set(full)) == len(full)
    assert set(short) <= set(full)
    assert short


def test_every_source_named_is_among_the_references() -> None:
    """No id in the whole dict leads nowhere."""
    for result in EXAMPLES.values():
        whole = document(result)
        known = {item["id"] for item in whole["references"]}
        assert {item["study"] for item in whole.get("studies", ())} <= known
        assert {source.id for source in result.references} == known


def test_sets_come_out_sorted() -> None:
    """What has no order is given one, so that the text is the same every time."""
    (figure, *_) = mf.sources("oxide").to_dict()["figures"]
    assert sorted(figure["forms"]) == figure["forms"]


def test_strict_json_refuses_what_is_no_number() -> None:
    """NaN is not JSON."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        strict_json({"x": float("nan")})


def test_strict_json_is_readable_text() -> None:
    """Letters stay letters, keys keep their order, and the file ends as text files do."""
    assert '{\n  "b": "\u00b5",\n  "a": [\n    1\n  ]\n}\n' == strict_json(
        {"b": "\u00b5", "a": [1]}
    )


def test_forms_and_verdicts_of_a_comparison_are_given_whole() -> None:
    """What a comparison holds is in its dict, one inside the other."""
    whole = mf.compare("citrate", "oxide").to_dict()
    assert ["citrate", "oxide"] == [form["id"] for form in whole["forms"]]
    assert ["favours first"] == [verdict["outcome"] for verdict in whole["verdicts"]]
