"""Every figure with its source, its place there and how it was checked."""

import pytest

import magforms as mf
from magforms.provenance import Figure
from magforms.vocabulary import Origin

ALL = mf.sources()


def test_every_finding_and_figure_of_the_data_is_among_the_sources() -> None:
    """No finding, measurement or statement is left out, whatever it was found in."""
    catalogue = mf.catalogue()
    shown = {(figure.text, figure.references, figure.locator) for figure in ALL.figures}
    for row in (
        *catalogue.measurements,
        *catalogue.animal_measurements,
        *catalogue.in_vitro_measurements,
    ):
        assert (str(row), (row.reference,), row.locator) in shown
    places = {(figure.references, figure.locator) for figure in ALL.figures}
    said = "\n".join(figure.text for figure in ALL.figures)
    for finding in (
        *catalogue.findings,
        *catalogue.animal_findings,
        *catalogue.in_vitro_findings,
        *catalogue.statements,
    ):
        assert finding.statement in said
        assert ((finding.reference,), finding.locator) in places


def test_every_judgement_of_the_data_is_among_the_sources() -> None:
    """Ratings, uses, verdicts, claims, limits and caveats are listed with what they rest on."""
    catalogue = mf.catalogue()
    shown = {figure.text: set(figure.references) for figure in ALL.figures}
    for form in catalogue.values():
        assert set(form.bioavailability.references) == shown[form.bioavailability.reason]
        for use in form.uses:
            (text,) = (text for text in shown if text.startswith(use.reason))
            assert set(use.sources) <= shown[text]
    for verdict in catalogue.verdicts:
        assert set(verdict.sources) == shown[verdict.reason]
        animals = {finding.reference for finding in verdict.animal_findings}
        assert not animals or animals == shown[verdict.animal_summary]
        assert all(item.note in shown for item in verdict.measures if item.note)
    for study in catalogue.studies:
        told = (study.context, *study.limitations, *map(str, study.arms), study.funding)
        assert {text for text in told if text} <= shown.keys()
    for claim in catalogue.claims:
        assert {claim.source, *claim.references} <= set(ALL.references)
        assert claim.found in shown
    for allowed in catalogue.authorised_claims:
        assert any(text.startswith(allowed.label) for text in shown)
    for screened in catalogue.screened:
        assert screened.reason in shown
    for caveat in catalogue.caveats:
        assert caveat.text in shown


def test_what_is_computed_is_among_the_sources_with_what_it_is_computed_from() -> None:
    """Elemental fractions, molar masses, atomic weights and identifiers are listed."""
    figures = {figure.about: figure for figure in ALL.figures}
    weight = figures["atomic weight of Mg"]
    assert "24.305 ± 0.002 g/mol" == weight.text
    assert ("ciaaw-2022",) == tuple(source.id for source in weight.references)
    fraction = figures["oxide: magnesium oxide, elemental fraction and molar mass"]
    assert "0.603042; 40.304 g/mol" == fraction.text
    assert Origin.COMPUTED is fraction.origin
    assert "ciaaw-2022" in {source.id for source in fraction.references}
    assert "1309-48-4" == figures["oxide: magnesium oxide, cas"].text


def test_every_reference_of_the_data_is_among_the_sources() -> None:
    """Nothing is cited anywhere that `sources` does not lead to."""
    assert set(mf.catalogue().references) == set(ALL.references)
    assert len(set(ALL.references)) == len(ALL.references)


def test_only_registry_numbers_stand_without_a_source_to_cite() -> None:
    """Everything but an identifier leads to a source; an identifier says what it rests on."""
    schemes = {figure.about.rpartition(", ")[2] for figure in ALL.figures if not figure.references}
    assert schemes <= {"cas", "unii", "pubchem cid", "inchikey", "inchikey alternative"}


def test_every_figure_says_where_it_stands_and_when_it_was_checked() -> None:
    """A locator and a day are there for each, and the readings where something was read."""
    for figure in ALL.figures:
        assert figure.locator
        assert figure.text
        assert figure.checked_on.startswith("20")
        if figure.readings is not None:
            assert figure.readings > 0


@pytest.mark.parametrize("form_id", ["citrate", "glycinate", "malate", "oxide"])
def test_sources_of_a_form_are_about_it_or_what_its_sources_say(form_id: str) -> None:
    """All that concerns the form is listed, and of the rest only what its own sources say."""
    result = mf.sources(form_id)
    assert (form_id,) == result.forms
    about = {figure for figure in ALL.figures if form_id in figure.forms}
    assert about
    assert about <= set(result.figures) <= set(ALL.figures)
    cited = set(mf.get(form_id).references)
    for figure in set(result.figures) - about:
        assert not figure.forms
        assert figure.references
        assert cited >= set(figure.references)
    title = result.render("text").splitlines()[0]
    assert title.startswith(f"Figures and their sources: {form_id} ")


def test_sources_of_a_form_hold_every_source_it_cites() -> None:
    """What a form cites can be looked up in its sources."""
    for form in mf.query():
        assert set(form.references) <= set(mf.sources(form.id).references)


def test_sources_of_several_forms_hold_those_of_each() -> None:
    """Forms by any name, a repeated one counted once."""
    result = mf.sources("Bisglycinate", "glycinate", "magnesia")
    assert ("glycinate", "oxide") == result.forms
    each = {*mf.sources("glycinate").figures, *mf.sources("oxide").figures}
    assert each <= set(result.figures)
    assert len(set(result.figures)) == len(result.figures)
    assert not any(figure.forms == {"malate"} for figure in result.figures)


def test_sources_of_everything_name_no_form() -> None:
    """Without a name the whole data set is listed under its plain title."""
    assert () == ALL.forms
    assert ALL.render("text").startswith("Figures and their sources  ")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "oxid",
            (
                "no magnesium form called 'oxid'; did you mean 'oxide'?"
                " (known: citrate, glycinate, malate, oxide)"
            ),
        ),
        (None, "a form's name must be text, got None"),
        (8, "a form's name must be text, got 8"),
    ],
)
def test_sources_of_an_unknown_form_are_an_error(name: object, message: str) -> None:
    """A name of no form is refused as everywhere."""
    with pytest.raises(mf.UnknownFormError) as caught:
        mf.sources("citrate", name)
    assert message == str(caught.value)


@pytest.mark.parametrize(
    ("origin", "verification", "readings", "line"),
    [
        (
            Origin.REPORTED,
            "full text",
            2,
            "table 1; reported; verified in the full text; 2 readings; checked 2026-11-22",
        ),
        (
            Origin.REPORTED,
            "abstract",
            1,
            "table 1; reported; verified in the abstract; 1 reading; checked 2026-11-22",
        ),
        (
            Origin.REPORTED,
            "secondary",
            1,
            (
                "table 1; reported; verified in a second-hand account only; 1 reading; checked"
                " 2026-11-22"
            ),
        ),
        (Origin.APPRAISED, None, None, "table 1; appraised; checked 2026-11-22"),
        (Origin.COMPUTED, None, 2, "table 1; computed; 2 readings; checked 2026-11-22"),
    ],
)
def test_provenance_stands_in_one_line(
    origin: Origin, verification: str | None, readings: int | None, line: str
) -> None:
    """Place, origin, what was read, readings and day, as far as each applies."""
    figure = Figure(
        about="demo",
        text="1.50 mmol",
        references=(),
        locator="table 1",
        origin=origin,
        verification=verification,
        readings=readings,
        checked_on="2026-11-22",
    )
    assert line == figure.provenance


def test_share_absorbed_is_never_listed_without_its_study() -> None:
    """A figure that needs its context carries people, dose and method."""
    text = next(
        figure.text for figure in mf.sources("oxide").figures if "22.8 % of dose" in figure.text
    )
    assert "26Mg" in text
    assert "n = 12, adults after ileal resection" in text
    assert "100 mg magnesium" in text


def test_popular_claims_are_listed_as_claims() -> None:
    """A claim stands with what was found and with its popular source, marked as appraised."""
    claims = [figure for figure in ALL.figures if figure.about.startswith("popular claim, ")]
    assert claims
    assert {Origin.APPRAISED} == {figure.origin for figure in claims}
    verdicts = {figure.about.split(": ")[0].removeprefix("popular claim, ") for figure in claims}
    assert verdicts <= {"supported", "partly", "contradicted", "unverifiable"}
    claimed = next(f for f in mf.sources("malate").figures if f.about == "malate: claimed high")
    assert claimed.text.startswith("A claim, not a finding. ")
    assert ("popular-article",) == tuple(source.id for source in claimed.references)


def test_sources_are_represented_by_their_number() -> None:
    """The representation counts figures, sources and caveats."""
    result = mf.sources("malate")
    assert (
        f"<Sources: {len(result.figures)} figures from {len(result.references)} sources;"
        f" {len(result.caveats)} caveats>"
    ) == repr(result)


def test_what_was_seen_in_animals_and_in_the_laboratory_says_so() -> None:
    """A reader of the list alone can tell it from what was seen in people."""
    catalogue = mf.catalogue()
    told = {figure.text: figure.about for figure in ALL.figures}
    for finding in catalogue.animal_findings:
        text = finding.statement + (f" ({finding.statistics})" if finding.statistics else "")
        assert told[text].startswith("in animals (rat): ")
    for item in catalogue.animal_measurements:
        assert told[str(item)].startswith("in animals (rat): ")
    for item in catalogue.in_vitro_measurements:
        assert told[str(item)].startswith("in the laboratory: ")
    human = (f.statement for f in catalogue.findings if not f.statistics)
    assert not [text for text in human if told[text].startswith("in ")]
