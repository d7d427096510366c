"""Laws of names: each means one form however it is typed, or none; nothing else means any."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import COMPOUNDS

import magforms as mf
from magforms.names import keys, normalised

# that a normalised name stays stands in tests/test_names.py
MEANT = {
    name: form.id
    for form in mf.query()
    for name in (form.id, form.name, *(item.text for item in form.known_as if item.means_form))
}
OPEN = sorted(
    {item.text for form in mf.query() for item in form.known_as if not item.means_form} - {*MEANT}
)
SIGNS = " \t\u00a0\u2009_-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
ACCENTS = "\u0300\u0301\u0302\u0308\u0327"
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
CASES: tuple[Callable[[str], str], ...] = (
    *(str, str.upper, str.lower, str.title, str.swapcase, str.casefold),
    *(lambda text, form=form: unicodedata.normalize(form, text) for form in ("NFC", "NFD")),
    lambda text: text.translate(WIDE),
)


@st.composite
def typed(draw: st.DrawFn, name: str) -> str:
    """Draw a name as another person types it: case, width, spaces, hyphens and accents."""
    for change in draw(st.lists(st.sampled_from(CASES), max_size=3)):
        name = change(name)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(name)))
        name = name[:at] + draw(st.sampled_from(SIGNS)) + name[at:]
    letters = [at for at, sign in enumerate(name, 1) if sign.isalpha()]
    at = draw(st.sampled_from(letters))
    return name[:at] + draw(st.sampled_from(["", *ACCENTS])) + name[at:]


@given(st.sampled_from(sorted(MEANT)).flatmap(lambda name: st.tuples(st.just(name), typed(name))))
def test_name_means_its_form_however_it_is_typed(names: tuple[str, str]) -> None:
    """Case, width, spaces, hyphens and accents make no difference anywhere."""
    name, as_typed = names
    form = mf.get(name)
    assert MEANT[name] == form.id
    assert form == mf.get(as_typed)
    assert form.is_called(as_typed)
    assert normalised(name) == normalised(as_typed)


@pytest.mark.parametrize("name", sorted(MEANT))
def test_no_name_means_two_forms(name: str) -> None:
    """The name, and what is left of it without the metal, is called by one form alone."""
    for key in {normalised(name), *keys(name)}:
        forms = [form.id for form in mf.query() if form.is_called(key)]
        assert len(forms) <= 1
        listed = [ids for known, ids, refused in mf.catalogue().index if known == key]
        assert listed in ([], [(MEANT[name],)])


def test_index_holds_every_name_once() -> None:
    """What is looked up is sorted, normalised, and of one form unless it is refused."""
    index = mf.catalogue().index
    matched = [key for key, _, _ in index]
    assert sorted(set(matched)) == matched
    assert [] == [key for key in matched if normalised(key) != key]
    assert {normalised(name) for name in (*MEANT, *OPEN)} <= set(matched)
    for key, ids, refused in index:
        if len(ids) > 1 or refused:
            with pytest.raises(mf.AmbiguousNameError) as caught:
                mf.get(key)
            assert ids == caught.value.candidates
        else:
            assert ids == (mf.get(key).id,)


@given(st.sampled_from(OPEN).flatmap(typed))
def test_name_that_fixes_no_form_never_does(name: str) -> None:
    """However it is typed, it is an error that lists candidates."""
    with pytest.raises(mf.AmbiguousNameError) as caught:
        mf.get(name)
    assert caught.value.candidates
    assert not any(form.is_called(name) for form in mf.query())


@given(st.one_of(st.text(max_size=20), st.sampled_from(sorted(MEANT)).flatmap(typed)), st.data())
def test_form_that_is_found_is_called_so(name: str, data: st.DataObject) -> None:
    """Any text is refused or means a form by one of its own names."""
    at = data.draw(st.integers(0, len(name)))
    changed = name[:at] + data.draw(st.text(max_size=2)) + name[at:]
    known = {key for meant in MEANT for key in keys(meant)} | {normalised(name) for name in MEANT}
    try:
        form = mf.get(changed)
    except (mf.UnknownFormError, mf.AmbiguousNameError):
        assert not any(form.is_called(changed) for form in mf.query())
    else:
        assert form.is_called(changed)
        assert normalised(changed) in known


# an id like the name of a form, such as magnesium_malate, must stand as it is
FORMS = {normalised(form.name) for form in mf.query() if len(form.compounds) > 1}
OWN = [name for name in COMPOUNDS if normalised(name) not in FORMS]


@given(st.sampled_from(OWN).flatmap(lambda name: st.tuples(st.just(name), typed(name))))
def test_compound_is_found_however_it_is_typed(names: tuple[str, str]) -> None:
    """Where a compound is asked for, its id is matched as names are."""
    name, as_typed = names
    assert mf.elemental("1 g", name) == mf.elemental("1 g", as_typed)
