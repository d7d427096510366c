"""From results to documents: which words stand where."""

import pytest
from attrs import evolve
from strategies import examples

import magforms as mf
from magforms.columns import lines_of
from magforms.layout import ORIENTATIONS, grid, lay_out
from magforms.results import Result
from magforms.table import Document, Listing, Table

EXAMPLES = examples()
NOTE = (
    "Bioavailability is a position among these forms, appraised from human comparisons, and no"
    " percentage; 'claimed' is what a popular article says."
)


def titles(document: Document) -> list[str | None]:
    """The titles of the parts in order."""
    return [part.title for part in document.parts]


def listing(document: Document, title: str) -> list[str]:
    """The lines under a heading."""
    (found,) = [part for part in document.parts if part.title == title]
    assert isinstance(found, Listing)
    return [item.text for item in found.items]


def table(document: Document) -> Table:
    """The first table."""
    return next(part for part in document.parts if isinstance(part, Table))


@pytest.mark.parametrize("name", EXAMPLES)
def test_caveats_and_version_go_with_every_document(name: str) -> None:
    """A document has the caveats of its result, all of them, and its data version."""
    result = EXAMPLES[name]
    document = lay_out(result)
    assert result.caveats == document.caveats
    assert result.data_version == document.data_version


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_source_of_the_result_is_listed_and_cited(name: str) -> None:
    """The list of sources is that of the result, in its order, and each is marked somewhere."""
    result = EXAMPLES[name]
    document = lay_out(result)
    cells = [*document.notes]
    for part in document.parts:
        cells += part.items if isinstance(part, Listing) else ()
        cells += [c for row in part.rows for c in row.cells] if isinstance(part, Table) else ()
    assert result.references == document.sources
    assert set(document.sources) == {source for cell in cells for source in cell.references}


def test_comparison_sets_forms_beside_each_other() -> None:
    """Forms are columns, then come the verdicts, those not established last."""
    document = lay_out(mf.compare("malate", "oxide", "citrate"))
    assert "Magnesium forms compared" == document.title
    assert ("malate", "oxide", "citrate") == table(document).columns
    assert "Form" == table(document).corner
    heads = [text.split(":")[0] for text in listing(document, "Head to head in people")]
    assert heads[0].startswith("In people, citrate was higher than oxide")
    assert [
        "Not established for malate and oxide",
        "Not established for citrate and malate",
    ] == heads[1:]
    assert [NOTE] == [note.text for note in document.notes]


def test_form_a_row_names_what_its_columns_belong_to() -> None:
    """A heading that stood under another says under which."""
    document = lay_out(
        mf.compare("citrate", "oxide"), columns=["bioavailability", "kind"], orientation="rows"
    )
    assert (
        "Bioavailability",
        "Bioavailability: certainty",
        "Bioavailability: claimed",
        "Kind",
    ) == table(document).columns
    assert ["citrate", "oxide"] == [row.label for row in table(document).rows]


def test_both_orientations_hold_the_same_cells() -> None:
    """Turning a table changes no cell."""
    result = mf.compare()
    tall, wide = (table(lay_out(result, orientation=word)) for word in ("rows", "columns"))
    assert [row.cells for row in tall.rows] == list(
        zip(*(row.cells for row in wide.rows), strict=True)
    )


def test_more_than_four_forms_stand_in_rows() -> None:
    """Many columns would not fit on a screen."""
    five = tuple(evolve(mf.get("oxide"), id=name) for name in "abcde")
    assert tuple("abcde") == grid(five[:5], lines_of(["kind"]), "columns").columns
    assert tuple("abcd") == grid(five[:4], lines_of(["kind"]), None).columns
    assert list("abcde") == [row.label for row in grid(five, lines_of(["kind"]), None).rows]


def test_programs_get_a_form_a_row_unless_told() -> None:
    """What programs read has a row for each form; a word of the caller comes first."""
    result = mf.compare("citrate", "oxide")
    assert ["citrate", "oxide"] == [row.label for row in table(lay_out(result, tall=True)).rows]
    turned = lay_out(result, tall=True, orientation="columns")
    assert ("citrate", "oxide") == table(turned).columns


def test_caption_takes_the_place_of_the_title() -> None:
    """A caption is the title and nothing else changes."""
    result = mf.compare("citrate", "oxide")
    assert evolve(lay_out(result), title="Two salts") == lay_out(result, caption="Two salts")


def test_selection_by_use_shows_the_use_first() -> None:
    """Status and findings for the use asked about stand over the rating."""
    document = lay_out(mf.query(use="constipation"))
    assert "Magnesium forms listed for: constipation" == document.title
    assert ["Constipation", "status", "found", "Bioavailability"] == [
        row.label for row in table(document).rows[:4]
    ]


def test_selection_without_use_shows_the_usual_columns() -> None:
    """Every form is shown as in a comparison."""
    document = lay_out(mf.query())
    assert "Magnesium forms" == document.title
    assert "Bioavailability" == table(document).rows[0].label


def test_selection_of_two_uses_says_who_is_not_listed() -> None:
    """A form that only one of the queries chose is shown for the other use as well."""
    both = mf.query(use="sleep") | mf.query(use="constipation")
    document = lay_out(both, orientation="rows")
    shown = {row.label: row.cells[0].text for row in table(document).rows}
    assert "Constipation" == table(document).columns[0]
    assert ("primary", "not listed", "primary") == tuple(
        shown[form] for form in ("citrate", "glycinate", "oxide")
    )


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        (mf.query(use="muscle-twitching"), "No form was tested for muscle twitching."),
        (mf.query(bioavailability="low", kind="organic salt"), "No form matches."),
    ],
)
def test_empty_selection_says_why(selection: mf.Selection, message: str) -> None:
    """No form is an answer in words."""
    document = lay_out(selection)
    assert ["Found"] == titles(document)
    assert [message] == listing(document, "Found")


def test_form_in_full_keeps_animals_and_laboratory_apart() -> None:
    """Findings in people, in animals and in the laboratory never share a heading."""
    document = lay_out(mf.get("oxide"))
    assert "Magnesium oxide (inorganic salt)" == document.title
    assert [
        "Bioavailability",
        "Uses",
        "Compounds",
        "Identifiers and notes",
        "Names",
        "Found in people",
        "Measured in people",
        "Found in animals, never counted for people",
        "Measured in animals, never counted for people",
        "Found in the laboratory, not bioavailability",
        "Measured in the laboratory, not bioavailability",
    ] == titles(document)


def test_parts_of_a_form_without_content_are_left_out() -> None:
    """No heading stands over nothing."""
    form = mf.get("malate")
    bare = evolve(
        form,
        findings=(),
        measurements=(),
        animal_findings=(),
        animal_measurements=(),
        in_vitro_findings=(),
        in_vitro_measurements=(),
        uses=(),
        known_as=(),
    )
    assert ["Bioavailability", "Compounds", "Identifiers and notes"] == titles(lay_out(bare))


def test_form_shows_claim_beside_appraisal() -> None:
    """Appraised, from published trials alone, and claimed stand one under the other."""
    document = lay_out(mf.get("malate"))
    starts = [text.split(":")[0] for text in listing(document, "Bioavailability")]
    assert ["Appraised", "From published human comparisons alone", "Claimed"] == starts[:3]
    assert listing(document, "Bioavailability")[0].startswith("Appraised: moderate, certainty very")


def test_appraisal_without_animals_does_not_speak_of_them() -> None:
    """The line on animal studies is there only when there are any."""
    form = mf.get("citrate")
    line = "Animal studies, never counted for people."
    bare = evolve(form, bioavailability=evolve(form.bioavailability, animal=()))
    assert line in listing(lay_out(form), "Bioavailability")
    assert line not in listing(lay_out(bare), "Bioavailability")


def test_compound_without_formula_is_not_established() -> None:
    """No formula gives no mass and no fraction, in words."""
    rows = {
        row.label: [cell.text for cell in row.cells]
        for form in mf.query()
        for row in table(lay_out(form)).rows
    }
    assert ["MgO", "anhydrous", "40.304", "60.30 %"] == rows["magnesium oxide"]
    unknown = [cells for cells in rows.values() if cells[0] == "not established"]
    assert unknown
    assert {("not established",) * 3} == {(a, c, d) for a, _, c, d in unknown}


def test_each_study_stands_before_its_findings() -> None:
    """The context of a study is given once, then what it found."""
    lines = listing(lay_out(mf.get("glycinate")), "Found in people")
    assert lines[0].startswith("Study: ")
    assert len(set(lines)) == len(lines)


def test_findings_known_second_hand_say_so() -> None:
    """An assumed form, a second-hand account and an unpublished report are named as such."""
    text = " ".join(listing(lay_out(mf.get("glycinate")), "Found in people"))
    for mark in ("glycinate assumed from a vaguer name", "known second-hand", "unpublished"):
        assert mark in text


def test_verdict_gives_outcome_measures_and_findings() -> None:
    """One pair: the sentence, each measure, what it rests on, and animals apart."""
    document = lay_out(mf.catalogue().verdict("citrate", "oxide"))
    assert "citrate and oxide, head to head in people" == document.title
    assert [
        "Verdict: favours citrate",
        "By outcome measure",
        "Findings it rests on",
        "Findings that held both and set no outcome",
        "In animals, never counted for people",
        "Animals in short",
    ] == titles(document)
    assert "Measure" == table(document).corner
    assert ("Outcome", "Note") == table(document).columns
    assert listing(document, "Verdict: favours citrate")[1].startswith("Certainty moderate. ")


def test_verdict_on_nothing_has_no_table() -> None:
    """Where no study held both, the document says that and no more."""
    document = lay_out(mf.catalogue().verdict("citrate", "malate"))
    assert "Verdict: not established" == titles(document)[0]
    assert "By outcome measure" not in titles(document)
    assert listing(document, "Verdict: not established")[1].startswith("Certainty not appraised. ")


def test_verdict_without_animals_does_not_speak_of_them() -> None:
    """The summary on animals has a heading only where there is one."""
    verdict = evolve(mf.catalogue().verdict("citrate", "oxide"), animal_summary=None)
    assert "Animals in short" not in titles(lay_out(verdict))


def test_sources_name_their_forms() -> None:
    """The title says whose figures they are."""
    assert "Figures and their sources: malate" == lay_out(mf.sources("malate")).title
    assert "Figures and their sources" == lay_out(mf.sources()).title
    assert ["Figures"] == titles(lay_out(mf.sources("malate")))


def test_sources_give_programs_a_column_for_each_kind_of_provenance() -> None:
    """Text, place, origin, verification, readings and day stand apart."""
    shown = table(lay_out(mf.sources("oxide"), tall=True))
    assert ("Text", "Place in the source", "Origin", "Read", "Readings", "Checked on") == (
        shown.columns
    )
    assert {"reported", "computed", "appraised"} == {row.cells[2].text for row in shown.rows}
    assert "not applicable" in {row.cells[3].text for row in shown.rows}


@pytest.mark.parametrize(
    "result", [mf.sources("malate"), mf.catalogue().verdict("oxide", "malate")]
)
@pytest.mark.parametrize("option", [{"columns": ["kind"]}, {"orientation": "rows"}])
def test_options_for_forms_are_refused_elsewhere(
    result: Result, option: dict[str, list[str] | str]
) -> None:
    """Columns of forms mean nothing for a verdict or a list of figures."""
    with pytest.raises(mf.QueryError) as caught:
        lay_out(result, **option)  # type: ignore[arg-type]
    (given,) = option.values()
    assert (
        f"columns and orientation belong to forms, selections and comparisons: {given!r}"
    ) == str(caught.value)


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"orientation": "up"}, "no such orientation: 'up' (allowed: columns, rows)"),
        ({"orientation": 1}, "no such orientation: 1 (allowed: columns, rows)"),
        ({"caption": ""}, "a caption must be text: ''"),
        ({"caption": " \n"}, "a caption must be text: ' \\n'"),
        ({"caption": 5}, "a caption must be text: 5"),
        ({"columns": ["kind", "kind"]}, "a column can be shown once: 'kind'"),
    ],
)
def test_wrong_options_are_refused_in_words(option: dict[str, object], message: str) -> None:
    """The message names the value and what would be right."""
    with pytest.raises(mf.QueryError) as caught:
        lay_out(mf.compare(), **option)  # type: ignore[arg-type]
    assert message == str(caught.value)


def test_orientations_are_columns_and_rows() -> None:
    """The command line offers these words."""
    assert ("columns", "rows") == ORIENTATIONS


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (
            {"format": "markdwn"},
            mf.UnknownFormatError,
            (
                "no such format: 'markdwn'; did you mean 'markdown'?"
                " (allowed: text, box, markdown, html, rst, latex, booktabs, asciidoc,"
                " mediawiki, jira, textile, csv, tsv, json)"
            ),
        ),
        (
            {"format": None},
            mf.UnknownFormatError,
            (
                "no such format: None"
                " (allowed: text, box, markdown, html, rst, latex, booktabs, asciidoc,"
                " mediawiki, jira, textile, csv, tsv, json)"
            ),
        ),
        ({"format": "html", "width": 80}, mf.QueryError, "width is an option of text, box: 'html'"),
        ({"width": 39}, mf.QueryError, "width must be a whole number from 40: 39"),
        ({"width": True}, mf.QueryError, "width must be a whole number from 40: True"),
        ({"width": 80.0}, mf.QueryError, "width must be a whole number from 40: 80.0"),
    ],
)
def test_wrong_formats_and_widths_are_refused_in_words(
    arguments: dict[str, object], error: type[Exception], message: str
) -> None:
    """The message names the value and what would be right."""
    with pytest.raises(error) as caught:
        mf.compare().render(**arguments)  # type: ignore[arg-type]
    assert message == str(caught.value)
