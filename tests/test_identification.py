"""Forms named on labels."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import magforms as mf
from magforms.identification import identify, identify_many
from magforms.label_reader import may_name

# line, forms, remarks
CASES: tuple[tuple[str, str, str], ...] = (
    ("Magnesium (as Magnesium Oxide)", "oxide", ""),
    ("Magnesium (as magnesium citrate, magnesium oxide)", "citrate oxide", ""),
    ("Magnesium (from Magnesium Bisglycinate Chelate) 200 mg 48%", "glycinate", ""),
    ("Magnesium (oxide, citrate & malate)", "oxide citrate malate", ""),
    ("Magnesium 375 mg (100% NRV) [citrate]", "citrate", ""),
    ("Magnesium: citrate, oxide", "citrate oxide", ""),
    ("Magnesium: 26 mg, chloride: 7 mg", "", "form not stated"),
    ("magnesium oxide, citrate and malate", "oxide citrate malate", ""),
    ("Mg citrate 500 mg", "citrate", ""),
    ("Mag. oxide", "oxide", ""),
    ("500 mg citrate", "", ""),
    # whose salt it is
    ("Calcium (as calcium citrate), Magnesium (as oxide), Zinc (as gluconate)", "oxide", ""),
    ("Zinc (as citrate) 10 mg, Magnesium 100 mg", "", "form not stated"),
    ("Calcium carbonate, magnesium hydroxide", "hydroxide", ""),
    ("Aluminum hydroxide/magnesium hydroxide", "hydroxide", ""),
    ("calcium and magnesium carbonate", "carbonate", ""),
    ("magnesium and zinc citrate", "citrate", ""),
    ("Sodium, potassium, magnesium, chloride", "", "form not stated"),
    ("Manganese citrate", "", ""),
    ("Vitamin B6 (as pyridoxine hydrochloride), Magnesium", "", "form not stated"),
    ("Magnesium, Vitamin B6 (as phosphate, citrate)", "", "form not stated"),
    ("Citric Acid, Magnesium Stearate", "", "excipient left out"),
    ("magnesium oxide (light), sodium citrate", "oxide", ""),
    ("Magnesium blend (citrate; malate)", "citrate malate", ""),
    ("Magnesium oxide. Citrate of lime", "oxide", ""),
    ("citrate magnesium", "citrate", ""),
    ("magnesium and, citrate", "citrate", ""),
    # salts that are nobody else's, beside magnesium alone
    ("Magnesium, high absorption, lysinate glycinate", "glycinate", ""),
    ("Magnesium 5-in-1: Glycinate+Citrate+Oxide 500 mg", "glycinate citrate oxide", ""),
    ("chelate, citrate, malate: 2 forms of magnesium", "citrate malate", ""),
    ("Magnesium 400 mg citrate, 90 tablets", "citrate", ""),
    ("Magnesium 80 mg, chloride 20 mg, sulfate 300 mg", "", "form not stated"),
    ("Magnesium 100 mg, zinc 5 mg, citrate", "", "form not stated"),
    ("Magnesium 100 mg, citrulline malate", "", "form not stated"),
    ("Magnesium 100 mg, vitamin B6 (as citrate)", "", "form not stated"),
    ("Magnesium 100 mg\ncitrate", "", "form not stated"),
    ("Magnesium stearate, citrate", "", "excipient left out"),
    ("Magnesium (as taurate), citrate", "taurate", ""),
    # signs of HTML, words that a line end parts, and what is written together
    ("Magnesium&nbsp;(as&nbsp;Magnesium&nbsp;Citrate)", "citrate", ""),
    ("Magnesium Glycinate, Malate &amp; Citrate", "glycinate malate citrate", ""),
    ("oxyde de magn&eacute;sium &#8211; 200 mg", "oxide", ""),
    ("Magnesium &bogus; &#1; citrate", "citrate", ""),
    ("Magnesium (as Magnesium\nBisglycinate Chelate)\r\n200 mg", "glycinate", ""),
    ("Magne-\nsium citrate", "citrate", ""),
    ("Magnesiumcar- bonat, F\u00fcllstoff", "carbonate", ""),
    ("Calcium-, Magnesium- und Kaliumcitrat", "citrate", ""),
    ("MgCitrate 500 mg, MgO", "citrate oxide", ""),
    ("MAGNESIUM(ASMAGNESIUMOXIDE)", "oxide", ""),
    ("Magnesiumcitratpulver, Magnesiumchloridhexahydrat", "citrate chloride", ""),
    ("MAGNESIA S.PELLEGRINO", "", "form not held"),
    ("Magnesia, talc", "oxide", ""),
    ("Magnesia 5 mg", "oxide", ""),
    ("Magnesium cit&shy;rate", "citrate", ""),
    ("Magnesium &notin; &#49; &#x2014; citrate", "citrate", ""),
    ("Magnesium (as citrate\rmalate)", "citrate malate", "mixed salt"),
    ("citric acid\n\nmagnesium salt", "", "form not stated"),
    ("a- magnesium citrate -", "citrate", ""),
    # what a list is free of
    ("FREE FROM: magnesium stearate, magnesium carbonate", "", ""),
    ("Contains no: zinc, magnesium oxide. Magnesium citrate", "citrate", ""),
    ("Item No: 123, Magnesium citrate 500 mg", "citrate", ""),
    ("magnesium citrate, no", "citrate", ""),
    ("Tablets (free from: gluten, lactose), magnesium citrate", "citrate", ""),
    ("Magnesium complex (free from: gluten, soy) citrate, malate", "citrate malate", ""),
    ("Magnesium 400 mg, glycinate, citrate-free", "glycinate", ""),
    ("Citrate-free magnesium, glycinate & malate", "glycinate malate", ""),
    # plurals, and languages in which the metal follows its salt
    ("Citraten van kalium en magnesium", "citrate", ""),
    ("w\u0119glany wapnia i magnezu", "carbonate", ""),
    ("magnezu pidolan, chlorek potasu", "pidolate", ""),
    ("Magnesium (200 mg (as citrate))", "citrate", ""),
    # other languages
    (
        "citrate de magn\u00e9sium, oxyde de zinc, st\u00e9arate de magn\u00e9sium",
        "citrate",
        "excipient left out",
    ),
    ("bisglycinate et citrate de magn\u00e9sium", "glycinate citrate", ""),
    ("Citratos de calcio, magnesio y potasio", "citrate", ""),
    ("Carbonate de calcium, magn\u00e9sium marin", "", "form not stated"),
    ("Magnesium: oxide 200 mg, citrate 100 mg, zinc: oxide 10 mg", "oxide citrate", ""),
    ("carbonates de calcium et de magn\u00e9sium", "carbonate", ""),
    ("magn\u00e9sium (sous forme de bisglycinate)", "glycinate", ""),
    ("Magnesio (como \u00f3xido de magnesio y citrato de magnesio)", "oxide citrate", ""),
    ("Trimagnesiumdicitrat", "citrate", ""),
    ("Magnesiumoxid,Zinkgluconat", "oxide", ""),
    ("Magnesium-L-Aspartat-Hydrochlorid", "aspartate", ""),
    ("w\u0119glan magnezu, cytrynian magnezu", "carbonate citrate", ""),
    ("we\u0328glan magnezu", "carbonate", ""),
    ("\uff2d\uff41\uff47\uff4e\uff45\uff53\uff49\uff55\uff4d oxide", "oxide", ""),
    ("Magne\u00adsium\u00adcitrat", "citrate", ""),
    # salts of acids
    ("Citric acid, magnesium salt (2:3)", "citrate", ""),
    ("Magnesiumsalze der Zitronens\u00e4ure, Magnesiumstearat", "citrate", "excipient left out"),
    ("sels de magn\u00e9sium de l\u2019acide citrique", "citrate", ""),
    ("sole magnezowe kwasu cytrynowego", "citrate", ""),
    ("citric acid, magnesium salts of fatty acids", "", "excipient left out"),
    ("Magnesiumsalze der Speisefetts\u00e4uren", "", "excipient left out"),
    # names of their own
    ("Milk of Magnesia", "hydroxide", ""),
    ("Magnesia", "oxide", ""),
    ("magnesia phosphorica", "", "form not held"),
    ("Epsom salt", "sulfate", ""),
    ("MgO", "oxide", ""),
    ("Magnesium bis-glycinate", "glycinate", ""),
    ("magnez (w postaci cytrynianu magnezu)", "citrate", ""),
    ("Magnesium, as citrate", "citrate", ""),
    ("Calcium, magnesium, vitamin C (as citrate)", "", "form not stated"),
    ("Magtein\u00ae", "threonate", ""),
    ("E 345(i), E470b, E530", "citrate oxide", "excipient left out"),
    ("magnesium glycerol phosphate (1:1:1)", "glycerophosphate", ""),
    ("magnesium glycerol phosphate", "glycerophosphate", ""),
    ("magnesium carbonate hydroxide", "carbonate", ""),
    ("DMM", "", ""),
    ("Magnesium (as DMM)", "malate", ""),
    ("citric acid magnesium stearate", "", "excipient left out"),
    # one salt with two partners, and buffered ones
    ("Magnesium Citrate Malate", "citrate malate", "mixed salt"),
    ("magnesium glycinate lysinate chelate", "glycinate", "mixed salt"),
    (
        "magnesium phosphate, magnesium citrate malate",
        "citrate malate",
        "form not held; mixed salt",
    ),
    ("Magnesium Lysinate Glycinate", "glycinate", "mixed salt"),
    ("Potassium Magnesium Aspartate", "aspartate", "mixed salt"),
    ("buffered magnesium glycinate", "glycinate", "buffered"),
    ("Buffered", "", ""),
    # no form
    ("Albion magnesium amino acid chelate", "", "form not stated"),
    ("chelated magnesium", "", "form not stated"),
    ("Magnesium chelate (glycinate)", "glycinate", ""),
    ("Magnesium chelate, magnesium oxide", "oxide", ""),
    ("Magn\u00e9sium marin", "", "form not stated"),
    ("Magnesium", "", "form not stated"),
    ("mag", "", ""),
    ("magnesiocard", "", "form not stated"),
    ("magnesium phosphate", "", "form not held"),
    ("dimagnesium phosphate", "", "form not held"),
    ("magnesium isoglycyrrhizinate", "", "form not held"),
    ("magnesium glycolate", "", "form not held"),
    ("esomeprazole magnesium", "", "medicine left out"),
    ("Lactobacillus", "", ""),
    ("Magnesium Free formula", "", ""),
    ("Sugar free, magnesium oxide", "oxide", ""),
    ("chelated magnesium, buffered", "", "form not stated; buffered"),
    ("Magnesium Ascorbyl Phosphate", "", "form not held"),
    ("Mg 21 mg/L", "", "form not stated"),
    # what is said to be absent
    ("Magnesium glycinate, no magnesium oxide, vegan", "glycinate", ""),
    ("Does not contain magnesium oxide or magnesium citrate.", "", ""),
    ("magnesium glycinate, non-buffered", "glycinate", ""),
    ("ohne Magnesiumstearat. Magnesiumoxid", "oxide", ""),
    ("no sugar (magnesium oxide)", "oxide", ""),
    # never guessed
    ("Magnesiumcitart 400 mg", "", "perhaps misspelt"),
    ("Magnesiumzeug", "", ""),
    ("magnesium glycinte 200 mg", "", "perhaps misspelt"),
    ("magnesim citrate", "", "perhaps misspelt"),
    ("manesium citrate", "", "perhaps misspelt"),
    ("free from magnesium oxide", "", ""),
    ("frei von Magnesiumoxid, mit Magnesiumcitrat", "citrate", ""),
    ("magnesium citrate-free", "", ""),
    ("exempt d'oxyde de magn\u00e9sium", "", ""),
    ("vrij van magnesiumoxide, met magnesiumcitraat", "citrate", ""),
    ("magnesium citrate instead of magnesium oxide", "citrate", ""),
    ("doesn't contain magnesium oxide", "", ""),
    ("gluten free magnesium citrate", "citrate", ""),
    ("Magnesium with zinc citrate", "", "form not stated"),
    ("Magnesium plus zinc citrate", "", "form not stated"),
    ("Calcium, magnesium and zinc citrate", "citrate", ""),
    ("magnesium citrate with malate", "citrate malate", ""),
    ("magnesium xq", "", "form not stated"),
    ("magnesium wonderful", "", "form not stated"),
    ("fine citrate", "", ""),
    # odd text
    ("", "", ""),
    (" \t ", "", ""),
    ("))(((", "", ""),
    ("oxide" + " de" * 20 + " magnesium", "", "form not stated"),
    ("(((((magnesium oxide", "oxide", ""),
    ("magnesium\x00 oxide", "oxide", ""),
)


@pytest.mark.parametrize(("line", "forms", "remarks"), CASES)
def test_forms_and_remarks_of_a_line(line: str, forms: str, remarks: str) -> None:
    """Salts count where the text says they are magnesium's, and what is left out is told."""
    result = identify(line)
    assert tuple(forms.split()) == result.form_ids
    assert remarks == "; ".join(result.remarks)


@pytest.mark.parametrize("line", [case[0] for case in CASES])
def test_spans_are_where_the_text_stands(line: str) -> None:
    """What is mentioned and left out can be marked in the line."""
    result = identify(line)
    for item in (*result.mentions, *result.left_out, *result.amounts):
        assert item.text == line[item.start : item.end]
        assert item.text.strip()
    assert [item.text for item in result.mentions] == [
        line[slice(*item.span)] for item in result.mentions
    ]
    assert {item.form_id for item in result.mentions} == {*result.form_ids}


@pytest.mark.parametrize(
    ("line", "compound"),
    [
        ("magnesium bisglycinate dihydrate", "magnesium_bisglycinate_dihydrate"),
        ("Di-Magnesium Malate", "dimagnesium_malate"),
        ("trimagnesium dicitrate nonahydrate", "trimagnesium_dicitrate_nonahydrate"),
        ("buffered magnesium glycinate", "magnesium_glycinate_buffered"),
        ("magnesium oxide", "magnesium_oxide"),
        ("magnesium citrate anhydrous", None),
        ("magnesium citrate", None),
        ("magnesium chloride hexahydrate", None),
    ],
)
def test_compound_is_told_where_the_text_fixes_it(line: str, compound: str | None) -> None:
    """A name or a hydration that one compound alone has; forms without records have none."""
    (mention,) = identify(line).mentions
    assert compound == mention.compound


@pytest.mark.parametrize(
    ("line", "amounts"),
    [
        ("500 mg magnesium citrate", [("500", "mg", "compound")]),
        ("500 mg of magnesium citrate", [("500", "mg", "compound")]),
        ("Magnesium citrate 500mg", [("500", "mg", "compound")]),
        ("0,5 g Magnesiumcitrat", [("0.5", "g", "compound")]),
        ("1,000 mg magnesium oxide", [("1000", "mg", "compound")]),
        ("1 000 mg magnesium oxide", [("1000", "mg", "compound")]),
        ("1&nbsp;000&nbsp;mg&nbsp;magnesium oxide", [("1000", "mg", "compound")]),
        ("60  100 mg magnesium oxide", [("100", "mg", "compound")]),
        ("0,500 g magnesium oxide", [("0.500", "g", "compound")]),
        ("Magnesium (as oxide) 400 mg", [("400", "mg", None)]),
        ("100 mg elemental magnesium", [("100", "mg", "elemental")]),
        ("elemental magnesium: 100 mg", [("100", "mg", "elemental")]),
        ("100 mg elemental", [("100", "mg", "elemental")]),
        (
            "magnesium malate 1.50 g providing 200 mg elemental magnesium",
            [("1.50", "g", "compound"), ("200", "mg", "elemental")],
        ),
        (
            "5 mcg, 20 mmol and 3 \u03bcg",
            [("5", "\u00b5g", None), ("20", "mmol", None), ("3", "\u00b5g", None)],
        ),
        ("100 mg/ml, 5mgs, 1e5 mg, 1.2.3 mg, v5 mg", []),
        ("100 capsules", []),
    ],
)
def test_amounts_say_what_they_are_of(
    line: str, amounts: list[tuple[str, str, str | None]]
) -> None:
    """Of the compound beside its name, elemental where the text says so, else not stated."""
    found = [(str(item.value), item.unit, item.of) for item in identify(line).amounts]
    assert amounts == found


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Vitamin C (as ascorbic acid) 500 mg",
        "Potassium (as potassium iodide) 99 mg, 2% DV",
        "Vitamine E, 12 mg",
        "Sodium benzoate, colour: E160a",
    ],
)
def test_lines_without_a_start_of_a_name_are_passed_over(line: str) -> None:
    """They are not read word by word; their amounts are told all the same."""
    assert not may_name(line)
    assert (line.count(" mg"), ()) == (len(mf.identify(line).amounts), mf.identify(line).mentions)


def test_misspelt_word_has_a_candidate() -> None:
    """What the label may have meant is told, and no more."""
    (item,) = identify("magnesium glycinte").left_out
    assert ("glycinte", "glycinate") == (item.text, item.candidate)


def test_result_shows_what_was_found() -> None:
    """Text and repr name forms and remarks."""
    result = identify("Magnesium (as bisglycinate, buffered) 500 mg, magnesium stearate")
    assert "<Identification: glycinate; excipient left out, buffered; 1 caveats>" == repr(result)
    assert "<Identification: no form; 1 caveats>" == repr(identify(""))
    shown = result.render("markdown")
    assert "| **glycinate** | bisglycinate | 14-26 " in shown
    assert "- excipient left out: magnesium stearate" in shown
    assert "No form is named." in str(identify("water"))
    assert "(did the label mean glycinate?)" in str(identify("magnesium glycinte"))
    assert f"{'x' * 2000} ..." in identify("x" * 3000).render("html")


def test_records_are_a_row_a_mention() -> None:
    """A line without a form has a row all the same, for the caveat."""
    rows = mf.identify("magnesium oxide and citrate").to_records()
    assert [("oxide", 0, 15), ("citrate", 20, 27)] == [
        (row["form"], row["start"], row["end"]) for row in rows
    ]
    (row,) = mf.identify("water").to_records()
    assert (None, "water", "") == (row["form"], row["label"], row["remarks"])


def test_json_escapes_what_is_invisible() -> None:
    """A line comes back from JSON as it was, and its bytes hold no sign that turns text."""
    line = "\u202emagnesium\u200b \ud800 \U000e0041 oxide\x07"
    written = mf.identify(line).to_json()
    assert written.encode("utf-8").decode("ascii")
    assert line == json.loads(written)["text"]
    assert "magnesium \u00e9" in mf.identify("magnesium \u00e9\u202e").to_json()


@pytest.mark.parametrize("text", [None, 5, b"magnesium oxide", ["magnesium oxide"]])
def test_what_is_no_text_is_refused(text: object) -> None:
    """The error says what is wanted."""
    with pytest.raises(mf.QueryError, match="a line of a label must be text: "):
        identify(text)  # type: ignore[arg-type]


@pytest.mark.parametrize("one", ["magnesium citrate", b"magnesium citrate", 3, None])
def test_one_text_is_not_many(one: Any) -> None:
    """Its letters are no lines."""
    with pytest.raises(mf.QueryError, match="an iterable of texts, and not one text"):
        identify_many(one)


def test_line_of_more_than_ten_million_characters_is_refused() -> None:
    """Nobody prints such a label."""
    with pytest.raises(mf.QueryError, match="must have at most 10000000 characters: 10000001"):
        identify("x" * 10_000_001)


def test_many_lines_come_one_by_one() -> None:
    """The next line is read when the next result is asked for."""
    read = []

    def lines() -> object:
        for line in ("magnesium oxide", "water", "citrate de magn\u00e9sium"):
            read.append(line)
            yield line

    results = identify_many(lines())  # type: ignore[arg-type]
    assert ("oxide",) == next(results).form_ids
    assert ["magnesium oxide"] == read
    assert [(), ("citrate",)] == [result.form_ids for result in results]


def test_amounts_are_decimals_with_their_digits() -> None:
    """A figure keeps the digits of the label."""
    (amount,) = identify("magnesium oxide 1.50 g").amounts
    assert (Decimal("1.50"), "1.50 g") == (amount.value, amount.text)


def labelled() -> list[dict[str, str]]:
    """The labelled lines: what each names, what is left out, and why where that is hard."""
    text = Path(__file__).with_name("labels.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text), strict=True))


def test_labelled_lines_are_read_as_they_were_labelled() -> None:
    """Precision and recall of forms over a set that was labelled without looking at the reader."""
    lines = labelled()
    assert 350 < len(lines)
    pairs = [(set(row["forms"].split()), set(identify(row["line"]).form_ids)) for row in lines]
    right = sum(len(expected & found) for expected, found in pairs)
    assert right >= 0.99 * sum(len(found) for _, found in pairs)
    assert right >= 0.99 * sum(len(expected) for expected, _ in pairs)


def test_no_excipient_of_the_labelled_lines_is_a_form() -> None:
    """Lines whose only magnesium is an excipient or a medicine name no form."""
    left_out = ("excipient left out", "medicine left out")
    lines = [row for row in labelled() if row["remarks"] in left_out and not row["forms"]]
    assert 10 < len(lines)
    assert [] == [row["line"] for row in lines if identify(row["line"]).form_ids]


def test_remarks_of_the_labelled_lines() -> None:
    """What is said of a line is what was labelled, but for a few."""
    lines = labelled()
    wrong = [
        row["line"]
        for row in lines
        if set(filter(None, row["remarks"].split("; "))) != set(identify(row["line"]).remarks)
    ]
    assert len(wrong) <= 0.02 * len(lines), wrong


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("a" * 200_000 + " -", ()),
        ("a-" + " " * 200_000, ()),
        ("- " * 100_000, ()),
        ("magne- " * 30_000, ()),
        ("magnesium " + "a" * 200_000, ()),
        ("as" * 100_000, ()),
        ("(\n" * 100_000, ()),
        ("&amp;" * 40_000, ()),
        ("&" * 200_000 + " magnesium citrate", ("citrate",)),
    ],
)
def test_long_odd_text_is_read_in_proportion(text: str, forms: tuple[str, ...]) -> None:
    """Whatever is repeated; in quadratic time each of these would take minutes."""
    assert forms == identify(text).form_ids
