"""Matching of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import magforms as mf
from magforms.names import keys, nearest, normalised

KNOWN = "(known: citrate, glycinate, malate, oxide)"


@pytest.mark.parametrize(
    ("given_name", "matched"),
    [
        ("Magnesium Citrate", "magnesiumcitrate"),
        ("  magnesium\tcitrate\u00a0", "magnesiumcitrate"),
        ("tri-magnesium_di\u2010citrate", "trimagnesiumdicitrate"),
        ("\u2013\u2014\u2212", ""),
        ("ÓXIDO de magnésio", "oxidodemagnesio"),
        ("\uff2d\uff47 oxide", "mgoxide"),
        ("Zitronensäure groß", "zitronensauregross"),
        ("dell\u2019acido", "dell'acido"),
    ],
)
def test_case_accents_width_blanks_and_hyphens_are_ignored(given_name: str, matched: str) -> None:
    """What a person types differently is matched the same."""
    assert matched == normalised(given_name)


@given(st.text())
def test_matching_form_of_a_name_stays(name: str) -> None:
    """A name that was normalised is its own normal form."""
    assert normalised(name) == normalised(normalised(name))


@pytest.mark.parametrize(
    ("name", "language", "found_under"),
    [
        ("magnesium bisglycinate", "en", ("magnesiumbisglycinate", "bisglycinate")),
        ("Magnesium oxide", "en", ("magnesiumoxide", "oxide")),
        ("Magnesiumoxid", "de", ("magnesiumoxid",)),
        ("Magnesiumoxid", None, ("magnesiumoxid",)),
        ("heavy magnesia", "en", ("heavymagnesia",)),
        ("magnesium 2-aminoacetate", "en", ("magnesium2aminoacetate",)),
        ("magnesium d3", "en", ("magnesiumd3", "d3")),
        ("magnesium", "en", ("magnesium",)),
        ("", "en", ("",)),
    ],
)
def test_name_is_found_under_its_rest_without_the_metal(
    name: str, language: str | None, found_under: tuple[str, ...]
) -> None:
    """An English name is found without "magnesium" too, if words are left of it."""
    assert found_under == keys(name, language)


def test_names_are_taken_for_english_unless_said_otherwise() -> None:
    """Without a language the rest of a name stands for it."""
    assert ("magnesiummalate", "malate") == keys("magnesium malate")


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("citrat", ("oxide", "citrate"), "citrate"),
        ("CITRAT", ("oxide", "citrate"), "citrate"),
        ("zzz", ("oxide", "citrate"), None),
        (None, ("oxide", "citrate"), None),
        (7, ("oxide", "citrate"), None),
        ("citrate" * 15, ("citrate" * 15,), None),
        ("c" * 100, ("c" * 100,), "c" * 100),
        ("c" * 101, ("c" * 101,), None),
    ],
)
def test_nearest_word_is_near_or_none(
    word: object, known: tuple[str, ...], near: str | None
) -> None:
    """A mistyped word finds its neighbour; a far, long or odd one finds none."""
    assert near == nearest(word, known)


@pytest.mark.parametrize(
    ("name", "form_id"),
    [
        ("citrate", "citrate"),
        ("Magnesium citrate", "citrate"),
        ("tri-magnesium citrate", "citrate"),
        ("TRIMAGNESIUM DICITRATE", "citrate"),
        ("e345 (I)", "citrate"),
        ("magnesiumcitraat", "citrate"),
        ("bisglycinate", "glycinate"),
        ("Bis-Glycinate", "glycinate"),
        ("Magnesium bisglycinate", "glycinate"),
        ("diglycinate", "glycinate"),
        ("bisglycinate de magnesium", "glycinate"),
        ("DMM", "malate"),
        ("di-magnesium malate", "malate"),
        ("jab\u0142czan magnezu", "malate"),
        ("magnesia", "oxide"),
        ("Oxyde de Magnésium", "oxide"),
        ("E530", "oxide"),
    ],
)
def test_form_is_found_by_id_name_and_synonym(name: str, form_id: str) -> None:
    """Any known name gives its form, whatever its case, blanks, hyphens and accents."""
    assert form_id == mf.get(name).id


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("citrat", f"no magnesium form called 'citrat'; did you mean 'citrate'? {KNOWN}"),
        ("Oxid", f"no magnesium form called 'Oxid'; did you mean 'oxide'? {KNOWN}"),
        ("oxyde", f"no magnesium form called 'oxyde'; did you mean 'oxide'? {KNOWN}"),
        ("citrit", f"no magnesium form called 'citrit' {KNOWN}"),
        (
            "magnesium oxde",
            f"no magnesium form called 'magnesium oxde'; did you mean 'oxide'? {KNOWN}",
        ),
        (
            "bisglicinate",
            f"no magnesium form called 'bisglicinate'; did you mean 'glycinate'? {KNOWN}",
        ),
        ("magnesium", f"no magnesium form called 'magnesium' {KNOWN}"),
        ("", f"no magnesium form called '' {KNOWN}"),
        ("buffered glycinate", f"no magnesium form called 'buffered glycinate' {KNOWN}"),
        ("z" * 200, f"no magnesium form called '{'z' * 55}...' {KNOWN}"),
        (None, "a form's name must be text, got None"),
        (345, "a form's name must be text, got 345"),
        (1.5, "a form's name must be text, got 1.5"),
        (True, "a form's name must be text, got True"),
        (b"oxide", "a form's name must be text, got b'oxide'"),
        (["oxide"], "a form's name must be text, got ['oxide']"),
    ],
)
def test_unknown_name_is_an_error_that_says_what_is_known(name: object, message: str) -> None:
    """A name of no form, or no text at all, gives the whole message and nothing is guessed."""
    with pytest.raises(mf.UnknownFormError) as caught:
        mf.get(name)
    assert message == str(caught.value)
    assert name == caught.value.query
    assert ("citrate", "glycinate", "malate", "oxide") == caught.value.known


@pytest.mark.parametrize(
    "salt",
    [
        "aspartate",
        "carbonate",
        "chloride",
        "gluconate",
        "glycerophosphate",
        "hydroxide",
        "lactate",
        "orotate",
        "pidolate",
        "sulfate",
        "taurate",
        "threonate",
    ],
)
def test_another_salt_is_not_taken_for_a_misspelling(salt: str) -> None:
    """A salt that is not held is no misspelling of one that is: none is suggested for it."""
    for name in (salt, f"magnesium {salt}"):
        with pytest.raises(mf.UnknownFormError) as caught:
            mf.get(name)
        means = f"; it means magnesium {salt}, a form that is not held"
        assert f"no magnesium form called '{name}'{means} {KNOWN}" == str(caught.value)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "chelate",
            (
                "'chelate' does not name one form: the amino acid is not named; the FDA keeps it"
                " apart from glycinate (candidates: glycinate)"
            ),
        ),
        (
            "Chelated Magnesium",
            (
                "'Chelated Magnesium' does not name one form: often glycinate but not always; the"
                " amino acid is not named (candidates: glycinate)"
            ),
        ),
        (
            "magnesium marin",
            (
                "'magnesium marin' does not name one form: names an origin in sea water, usually"
                " oxide, sometimes chloride (candidates: oxide)"
            ),
        ),
    ],
)
def test_name_that_fixes_no_form_says_why_and_lists_candidates(name: str, message: str) -> None:
    """A name that leaves the form open is refused with its reason."""
    with pytest.raises(mf.AmbiguousNameError) as caught:
        mf.get(name)
    assert message == str(caught.value)


@given(st.sampled_from(sorted({name for form in mf.query() for name in form.names})))
def test_every_listed_name_gives_its_own_form(name: str) -> None:
    """A form is found by each of its names."""
    assert name in mf.get(name).names
