"""The catalogue: a mapping of forms, found by any name, with verdicts."""

from collections.abc import Mapping

import pytest
from attrs import evolve

import magforms as mf
from magforms.catalogues import name_index
from magforms.forms import Name
from magforms.vocabulary import Outcome

KNOWN = "(known: citrate, glycinate, malate, oxide)"
DEMO = Name(
    text="magnesium demo",
    language="en",
    kind="label",
    status="named",
    note=None,
    seen_in="nowhere",
)


def test_catalogue_is_a_mapping_of_forms_by_id(catalogue: mf.Catalogue) -> None:
    """Length, iteration, membership and items are those of a mapping."""
    assert isinstance(catalogue, Mapping)
    assert ["citrate", "glycinate", "malate", "oxide"] == list(catalogue)
    assert 4 == len(catalogue)
    assert "Magnesium oxide" == catalogue["oxide"].name
    assert [form.id for form in catalogue.values()] == list(catalogue.keys())
    assert "oxide" in catalogue
    assert "Oxide" not in catalogue
    assert "bisglycinate" not in catalogue
    assert 3 not in catalogue
    assert ["oxide"] not in catalogue


def test_missing_key_gives_the_default(catalogue: mf.Catalogue) -> None:
    """`get` of a mapping never raises for a key that is not there."""
    assert None is catalogue.get("tin")
    assert "nothing" == catalogue.get("tin", "nothing")
    assert catalogue["oxide"] is catalogue.get("oxide")


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("tin", f"no magnesium form called 'tin' {KNOWN}"),
        ("bisglycinate", f"no magnesium form called 'bisglycinate' {KNOWN}"),
        (3, "a form's name must be text, got 3"),
        (None, "a form's name must be text, got None"),
        (["oxide"], "a form's name must be text, got ['oxide']"),
    ],
)
def test_unknown_key_is_an_error_of_ours(
    catalogue: mf.Catalogue, key: object, message: str
) -> None:
    """A key that is no id raises what `get` raises, and never a bare KeyError."""
    with pytest.raises(mf.UnknownFormError) as caught:
        catalogue[key]  # type: ignore[index]
    assert message == str(caught.value)


def test_catalogue_is_loaded_once() -> None:
    """Every call gives the very same object."""
    assert mf.catalogue() is mf.catalogue()


def test_form_of_the_catalogue_resolves_to_itself(catalogue: mf.Catalogue) -> None:
    """A form may stand where its name may."""
    form = catalogue["malate"]
    assert form is catalogue.resolve(form)


def test_form_of_another_making_is_no_name(catalogue: mf.Catalogue) -> None:
    """A form that is not in the catalogue is refused."""
    other = evolve(catalogue["malate"], name="Magnesium maleate")
    with pytest.raises(mf.UnknownFormError) as caught:
        catalogue.resolve(other)
    assert (
        f"a form's name must be text, got <Form malate: Magnesium maleate; {len(other.caveats)}"
        " caveats>"
    ) == str(caught.value)


def test_name_of_two_forms_is_ambiguous_and_lists_both(catalogue: mf.Catalogue) -> None:
    """Nothing is guessed where a name stands for two forms."""
    forms = tuple(
        evolve(form, known_as=(*form.known_as, DEMO)) if form.id != "malate" else form
        for form in catalogue.forms
    )
    changed = evolve(catalogue, forms=forms)
    for name in ("magnesium demo", "Demo"):
        with pytest.raises(mf.AmbiguousNameError) as caught:
            changed.resolve(name)
        assert f"{name!r} does not name one form (candidates: citrate, glycinate, oxide)" == str(
            caught.value
        )
    assert ("citrate", "glycinate", "oxide") == caught.value.candidates
    with pytest.raises(mf.UnknownFormError) as unknown:
        changed.resolve("magnesium demos")
    assert f"no magnesium form called 'magnesium demos' {KNOWN}" == str(unknown.value)
    with pytest.raises(mf.AmbiguousNameError) as two:
        evolve(catalogue, forms=forms[:2]).resolve("demo")
    assert ("citrate", "glycinate") == two.value.candidates


def test_index_holds_what_each_name_may_mean(catalogue: mf.Catalogue) -> None:
    """Names as they are matched, sorted; one that fixes no form says why."""
    index = name_index(catalogue.forms)
    assert index == tuple(sorted(index))
    meant = {key: (ids, why_not) for key, ids, why_not in index}
    assert (("citrate",), None) == meant["magnesiumcitrat"] == meant["citrate"]
    # what is left of a German name without the metal is no name
    assert "citrat" not in meant
    vague = evolve(DEMO, status="not one form")
    forms = (
        evolve(catalogue["malate"], known_as=(vague, evolve(vague, text="demo too", note="Why."))),
    )
    meant = {key: (ids, why_not) for key, ids, why_not in name_index(forms)}
    assert (("malate",), "the form is not stated") == meant["demo"] == meant["magnesiumdemo"]
    assert (("malate",), "Why.") == meant["demotoo"]


@pytest.mark.parametrize(
    ("pair", "error", "message"),
    [
        (
            ("citrate", "citrate"),
            mf.ComparisonError,
            "a verdict takes two different forms, got citrate twice",
        ),
        (
            ("glycinate", "bisglycinate"),
            mf.ComparisonError,
            "a verdict takes two different forms, got glycinate twice",
        ),
        (
            ("citrate", "oxid"),
            mf.UnknownFormError,
            f"no magnesium form called 'oxid'; did you mean 'oxide'? {KNOWN}",
        ),
        ((None, "oxide"), mf.UnknownFormError, "a form's name must be text, got None"),
        (("oxide", 2), mf.UnknownFormError, "a form's name must be text, got 2"),
    ],
)
def test_verdict_takes_two_different_forms(
    catalogue: mf.Catalogue,
    pair: tuple[object, object],
    error: type[mf.MagformsError],
    message: str,
) -> None:
    """One form twice, under whatever names, and unknown names are errors."""
    with pytest.raises(error) as caught:
        catalogue.verdict(*pair)
    assert message == str(caught.value)


def test_verdict_takes_any_name(catalogue: mf.Catalogue) -> None:
    """Names and forms may stand where ids may."""
    expected = catalogue.verdict("glycinate", "oxide")
    assert expected == catalogue.verdict("Bisglycinate", catalogue["oxide"])


def test_pair_nobody_appraised_is_not_established(catalogue: mf.Catalogue) -> None:
    """No verdict is made up for a pair without an appraisal, and its caveats are there."""
    verdict = evolve(catalogue, verdicts=()).verdict("oxide", "citrate")
    assert ("oxide", "citrate") == (verdict.first, verdict.second)
    assert (Outcome.NOT_ESTABLISHED, None) == (verdict.outcome, verdict.certainty)
    assert (
        "Not established for citrate and oxide: no human study that compared the two was found."
    ) == verdict.statement
    assert "No study in this data set held both." == verdict.reason
    assert ((), "", catalogue.data_version) == (
        verdict.findings,
        verdict.checked_on,
        verdict.data_version,
    )
    assert "standing" == verdict.caveats[0].id


def test_use_terms_are_found_by_id(catalogue: mf.Catalogue) -> None:
    """A use that can be asked for has a label and says whether any form was tested."""
    assert "Muscle twitching" == catalogue.use_term("muscle-twitching").label
    untested = {term.id for term in catalogue.use_terms if term.untested}
    assert {"muscle-twitching", "muscle-cramps-after-exercise"} == untested


def test_catalogue_is_represented_by_its_version_and_forms(catalogue: mf.Catalogue) -> None:
    """The representation says what is in it."""
    assert "<Catalogue 2026.11: citrate, glycinate, malate, oxide>" == repr(catalogue)


def test_query_compare_get_and_sources_take_a_catalogue(catalogue: mf.Catalogue) -> None:
    """A catalogue given is the one that is asked."""
    two = evolve(catalogue, forms=catalogue.forms[:2])
    assert ["citrate", "glycinate"] == [form.id for form in mf.query(catalogue=two)]
    assert ["citrate", "glycinate"] == [form.id for form in mf.compare(catalogue=two).forms]
    assert two["citrate"] is mf.get("citrate", catalogue=two)
    for ask in (mf.get, mf.sources):
        with pytest.raises(mf.UnknownFormError) as caught:
            ask("malate", catalogue=two)
        assert str(caught.value) == (
            "no magnesium form called 'malate'; it means magnesium malate, a form that is not held"
            " (known: citrate, glycinate)"
        )


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("chloride", "magnesium chloride"),
        ("Milk of Magnesia", "magnesium hydroxide"),
        ("taurate de magn\u00e9sium", "magnesium taurate"),
        ("gold", None),
        ("magnesium stearate", None),
        ("citrate and chloride", None),
        ("chloride" * 20, None),
        ("chloride".ljust(100), "magnesium chloride"),
        ("chloride".ljust(101), None),
    ],
)
def test_form_that_is_not_held_is_named(name: str, named: str | None) -> None:
    """A known form without records is told apart from a name that means nothing."""
    with pytest.raises(mf.UnknownFormError) as caught:
        mf.get(name)
    assert named == caught.value.named


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("trimagnesium dicitrate nonahydrate", "citrate"),
        ("Magnesium Bisglycinate Dihydrate", "glycinate"),
    ],
)
def test_name_of_a_compound_means_its_form(catalogue: mf.Catalogue, name: str, form: str) -> None:
    """What the tables of compounds print can be asked for."""
    assert form == catalogue.resolve(name).id


def test_word_of_a_scale_is_no_key(catalogue: mf.Catalogue) -> None:
    """Although it is text, it compares with no id."""
    assert mf.Rating.LOW not in catalogue
