"""Law: a name means one form however it is written, and no name means two."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import magforms as mf
from magforms.names import keys, normalised

NAMES = [(form.id, name) for form in mf.query() for name in (form.id, form.name, *form.names)]
WRITTEN = {
    "in capitals": str.upper,
    "in small letters": str.lower,
    "in wide letters": lambda name: "".join(
        chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in name
    ),
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "without accents": lambda name: "".join(
        sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign)
    ),
    "with hyphens": lambda name: name.replace(" ", "-"),
    "with hard blanks": lambda name: name.replace(" ", "\u00a0\u2009"),
    "without blanks": lambda name: name.replace(" ", ""),
    "with blanks around": lambda name: f"  {name}\t",
}


@pytest.mark.parametrize("how", WRITTEN)
def test_every_name_means_its_form_however_it_is_written(how: str) -> None:
    """Case, width, accents, hyphens and blanks do not matter."""
    for form_id, name in NAMES:
        assert form_id == mf.get(WRITTEN[how](name)).id, (name, how)


def test_no_name_means_two_forms() -> None:
    """Each matched name that resolves leads to one form."""
    for key, ids, why_not in mf.catalogue().index:
        assert len(ids) == 1 or why_not, key


@given(st.text(max_size=60))
def test_matching_twice_is_matching_once(text: str) -> None:
    """A matched name is its own match, and has no blank or capital left."""
    once = normalised(text)
    assert once == normalised(once)
    assert once == "".join(once.split())
    assert once in keys(text)


@given(st.text(max_size=60))
def test_any_other_text_is_a_clear_error(text: str) -> None:
    """Found or refused as a name, and nothing else."""
    try:
        form = mf.get(text)
    except (mf.UnknownFormError, mf.AmbiguousNameError) as error:
        assert str(error).isprintable()  # noqa: PT017  # either is right
    else:
        assert form.is_called(text)
