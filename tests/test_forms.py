"""One form: identity, compounds, appraisal and uses."""

from decimal import Decimal

import pytest
from attrs import evolve

import magforms as mf
from magforms.composition import FractionRange
from magforms.vocabulary import Certainty, Direction, Kind, Rank, Rating, Status


@pytest.mark.parametrize(
    ("form_id", "name", "kind"),
    [
        ("citrate", "Magnesium citrate", Kind.ORGANIC_SALT),
        ("glycinate", "Magnesium glycinate", Kind.AMINO_ACID_CHELATE),
        ("malate", "Magnesium malate", Kind.ORGANIC_SALT),
        ("oxide", "Magnesium oxide", Kind.INORGANIC_SALT),
    ],
)
def test_form_has_id_name_and_kind(form_id: str, name: str, kind: Kind) -> None:
    """What identifies each of the four forms."""
    form = mf.get(form_id)
    assert (form_id, name, kind) == (form.id, form.name, form.kind)


@pytest.mark.parametrize(
    ("form_id", "rating", "certainty", "claimed", "strict"),
    [
        ("citrate", Rating.HIGH, Certainty.MODERATE, Rating.HIGH, Rating.HIGH),
        ("glycinate", Rating.MODERATE, Certainty.LOW, Rating.HIGH, None),
        ("malate", Rating.MODERATE, Certainty.VERY_LOW, Rating.HIGH, None),
        ("oxide", Rating.LOW, Certainty.MODERATE, Rating.LOW, Rating.LOW),
    ],
)
def test_claimed_and_appraised_bioavailability_stand_side_by_side(
    form_id: str, rating: Rating, certainty: Certainty, claimed: Rating, strict: Rating | None
) -> None:
    """Each form has its position, how sure it is, what is claimed, and what trials alone give."""
    appraisal = mf.get(form_id).bioavailability
    assert (rating, certainty) == (appraisal.rating, appraisal.certainty)
    assert (claimed, strict) == (appraisal.claimed, appraisal.strict_rating)
    assert "popular-article" == appraisal.claimed_source.id
    assert appraisal.reason
    assert appraisal.strict_reason
    assert appraisal.claimed_locator
    assert appraisal.claimed_source not in appraisal.references


def test_appraisal_rests_on_sources_for_and_against_and_never_on_animals() -> None:
    """The references of a rating are those for it and against it, without repeats."""
    appraisal = mf.get("glycinate").bioavailability
    ids = [source.id for source in appraisal.references]
    assert {"schuette1994", "crowley_albion", "walker2003", "pajuelo2024", "fogarty2002"} == set(
        ids
    )
    assert 5 == len(ids)
    oxide = mf.get("oxide").bioavailability
    assert {"coudray2005", "bertinato2014", "ranhotra1976", "uysal2019"} == {
        source.id for source in oxide.animal
    }
    assert not set(oxide.animal) & set(oxide.references)


@pytest.mark.parametrize(
    ("form_id", "low", "high", "text"),
    [
        ("citrate", "0.079823", "0.161634", "8.0-16.2 %"),
        ("glycinate", "0.116597", "0.140961", "11.7-14.1 %"),
        ("malate", "0.155427", "0.155427", "15.5 %"),
        ("oxide", "0.603042", "0.603042", "60.3 %"),
    ],
)
def test_elemental_fraction_is_a_range_over_the_compounds(
    form_id: str, low: str, high: str, text: str
) -> None:
    """A form does not fix one fraction: its range runs over the compounds with a formula."""
    fraction = mf.get(form_id).elemental_fraction
    assert FractionRange(Decimal(low), Decimal(high)) == fraction
    assert text == str(fraction)


def test_form_without_a_formula_has_no_elemental_fraction() -> None:
    """Where no formula is established there is no range, and no zero."""
    malate = mf.get("malate")
    without = tuple(item for item in malate.compounds if item.formula is None)
    assert without
    assert all(item.elemental_fraction is None for item in without)
    assert all(item.molar_mass is None for item in without)
    assert None is evolve(malate, compounds=without).elemental_fraction
    assert None is evolve(malate, compounds=()).elemental_fraction


def test_compound_shows_its_registry_numbers_where_known() -> None:
    """CAS number, UNII and InChIKey belong to a compound, and are None where not confirmed."""
    compounds = {item.id: item for form in mf.query() for item in form.compounds}
    oxide = compounds["magnesium_oxide"]
    assert ("MgO", "1309-48-4", "3A3U0GI71G", "CPLXHLVBOLITMK-UHFFFAOYSA-N") == (
        oxide.formula,
        oxide.cas,
        oxide.unii,
        oxide.inchikey,
    )
    unspecified = compounds["magnesium_citrate_unspecified"]
    assert (None, None, None, None) == (
        unspecified.formula,
        unspecified.cas,
        unspecified.unii,
        unspecified.inchikey,
    )


def test_names_leave_out_those_that_fix_no_form() -> None:
    """A label that may mean another form is listed, and is no name of this one."""
    glycinate = mf.get("glycinate")
    assert "magnesium bisglycinate" in glycinate.names
    assert "magnesium chelate" not in glycinate.names
    assert "magnesium chelate" in {name.text for name in glycinate.known_as}


def test_rest_of_a_name_counts_in_english_alone() -> None:
    """A German name such as "Magnesiumcitrat" is one, and "citrat" without the metal is none."""
    assert mf.get("citrate").is_called("Magnesiumcitrat")
    assert not mf.get("citrate").is_called("citrat")


@pytest.mark.parametrize(
    ("form_id", "uses"),
    [
        ("citrate", ["constipation"]),
        ("glycinate", ["sleep"]),
        ("malate", ["muscle-pain-fatigue"]),
        ("oxide", ["antacid", "constipation"]),
    ],
)
def test_primary_uses_are_those_of_rank_primary_and_stand_first(
    form_id: str, uses: list[str]
) -> None:
    """What a form is chiefly approved, used or sold for comes before its other uses."""
    form = mf.get(form_id)
    assert uses == sorted(use.id for use in form.primary_uses)
    assert form.primary_uses == form.uses[: len(uses)]
    assert all(use.rank is Rank.SECONDARY for use in form.uses[len(uses) :])


def test_use_says_status_and_direction_apart() -> None:
    """A use that was tested and failed is listed with what was found."""
    use = mf.get("citrate").use("leg-cramps")
    assert use is not None
    assert (Status.TESTED, Status.MARKETED) == use.status
    assert (Direction.NO_BENEFIT, Certainty.MODERATE) == (use.direction, use.certainty)
    assert ("Night-time or resting leg cramps", "Night-time or resting leg cramps") == (
        use.name,
        use.label,
    )
    assert use.reason
    assert use.form_specific
    assert use.references


def test_use_known_from_marketing_alone_has_no_certainty() -> None:
    """Where no clinical evidence was read there is nothing to be certain of."""
    use = mf.get("glycinate").use("mood")
    assert use is not None
    assert (Status.MARKETED,) == use.status
    assert (Direction.UNKNOWN, None) == (use.direction, use.certainty)


def test_sources_of_a_use_include_those_that_found_something_else() -> None:
    """What conflicts is cited after what the use rests on."""
    use = mf.get("oxide").use("leg-cramps")
    assert use is not None
    assert ["barna-2021"] == [source.id for source in use.conflicting_references]
    assert use.references + use.conflicting_references == use.sources


def test_use_that_a_form_does_not_have_is_none() -> None:
    """A form that is not listed for a use has no entry for it."""
    assert None is mf.get("malate").use("constipation")
    assert None is mf.get("malate").listed_use("constipation")


def test_use_that_lists_leave_out_is_not_listed() -> None:
    """The form has it all the same."""
    glycinate = mf.get("glycinate")
    assert None is not glycinate.use("antacid")
    assert None is glycinate.listed_use("antacid")
    assert glycinate.use("sleep") is glycinate.listed_use("sleep")


def test_findings_of_people_animals_and_laboratory_are_kept_apart() -> None:
    """Each kind of finding has its own list, and every one is about the form."""
    for form in mf.query():
        for rows, kind in (
            (form.findings, mf.HumanFinding),
            (form.animal_findings, mf.AnimalFinding),
            (form.in_vitro_findings, mf.InVitroFinding),
        ):
            assert all(isinstance(row, kind) for row in rows)
            assert all(form.id in row.forms for row in rows)
    assert mf.get("malate").animal_findings
    assert mf.get("citrate").findings


def test_references_of_a_form_hold_every_source_it_shows() -> None:
    """Appraisal, claim, uses, compounds, findings and figures are all cited, each once."""
    form = mf.get("oxide")
    shown = {
        *form.bioavailability.references,
        form.bioavailability.claimed_source,
        *form.bioavailability.animal,
        *(source for use in form.uses for source in (*use.sources, *use.context_references)),
        *(source for item in form.compounds for source in item.references),
        *(
            entry.reference
            for item in form.compounds
            for entry in item.identifiers
            if entry.reference
        ),
        *(row.reference for row in form.findings + form.measurements),
        *(row.reference for row in form.animal_findings + form.animal_measurements),
        *(row.reference for row in form.in_vitro_findings + form.in_vitro_measurements),
    }
    assert shown == set(form.references)
    assert len(shown) == len(form.references)


def test_studies_of_a_form_are_those_of_its_findings_and_its_rating() -> None:
    """Caveats on studies are called for by what the form's findings and rating rest on."""
    malate = mf.get("malate")
    assert {"crowley_albion", "weiss2018", "efsa2018_dmm"} == malate.rating_studies
    assert {"crowley_albion", "weiss2018", "efsa2018_dmm", "bertinato2014", "uysal2019"} == (
        malate.study_ids
    )


def test_form_in_full_carries_every_caveat_on_magnesium_itself() -> None:
    """A form shown in full brings medicines, kidneys, upper levels and signs of excess."""
    for form in mf.query():
        ids = {caveat.id for caveat in form.caveats}
        assert {"medicines", "kidney-cut-offs", "upper-limit", "excess-signs"} <= ids


def test_caveats_follow_the_content_of_a_form() -> None:
    """A form without a use does not carry the caveat of that use."""
    glycinate = mf.get("glycinate")
    assert "use-sleep" in {caveat.id for caveat in glycinate.caveats}
    bare = evolve(glycinate, uses=())
    assert "use-sleep" not in {caveat.id for caveat in bare.caveats}
    assert "standing" == bare.caveats[0].id


def test_form_is_represented_by_its_name() -> None:
    """The representation names the form and counts its caveats."""
    form = mf.get("malate")
    assert f"<Form malate: Magnesium malate; {len(form.caveats)} caveats>" == repr(form)


@pytest.mark.parametrize(
    "changes",
    [
        {"bioavailability": {"rating": mf.Rating.HIGH}},
        {"bioavailability": {"certainty": mf.Certainty.HIGH}},
        {"bioavailability": {"certainty": None}},
        {"bioavailability": {"reason": "The best form."}},
        {"bioavailability": {"strict_rating": mf.Rating.HIGH}},
        {"bioavailability": {"claimed": mf.Rating.LOW}},
        {"uses": {"direction": mf.Direction.BENEFIT}},
        {"uses": {"status": (Status.APPROVED,)}},
        {"uses": {"label": "Everything"}},
        {"findings": {"statement": "Malate was ahead."}},
        {"uses": {"certainty": mf.Certainty.HIGH}},
        {"uses": {"reason": "It helps."}},
    ],
)
def test_appraisal_of_ones_own_making_is_told(changes: dict[str, dict[str, object]]) -> None:
    """What is said of a shipped form in other words is not checked by magforms."""
    ((name, change),) = changes.items()
    form = mf.get("malate")
    old = getattr(form, name)
    many = isinstance(old, tuple)
    new = tuple(evolve(row, **change) for row in old) if many else evolve(old, **change)
    notices = [caveat for caveat in evolve(form, **{name: new}).caveats if caveat.scope == "own"]
    assert ["User-supplied, not checked by magforms."] == [caveat.text for caveat in notices]
    assert not [caveat for caveat in evolve(form).caveats if caveat.scope == "own"]
    renamed = evolve(form, name="Magnesium gold").caveats
    assert [caveat for caveat in renamed if caveat.scope == "own"]


def test_caveat_handed_in_comes_with_the_notice_that_it_was() -> None:
    """It cannot stand for that notice either."""
    own = mf.Caveat(id="x", scope="own", text="Checked by magforms.", checked_on="")
    texts = [item.text for item in evolve(mf.get("oxide"), own_caveats=(own,)).caveats]
    assert {"Checked by magforms.", "User-supplied, not checked by magforms."} < {*texts}


@pytest.mark.parametrize("name", [None, 1, b"oxide"])
def test_what_is_no_text_calls_no_form(name: object) -> None:
    """Asked of anything, the answer is no."""
    assert not mf.get("oxide").is_called(name)
