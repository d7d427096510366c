"""Words and names on labels."""

import re

import pytest

import magforms as mf
from magforms.datafiles import shipped_files
from magforms.label_reader import LabelReader
from magforms.labels import Lexicon, fold, lexicon, load_lexicon


@pytest.fixture(scope="module")
def words() -> Lexicon:
    """The shipped words."""
    return lexicon()


def roles(words: Lexicon, line: str) -> list[tuple[str, str]]:
    """Role and word of each piece."""
    return [(piece.role, piece.word) for piece in words.pieces(line)]


def test_joined_words_are_parted(words: Lexicon) -> None:
    """A metal and a salt in one word are two pieces with spans of their own."""
    pieces = words.pieces("xx Trimagnesiumdicitrat")
    assert [("word", 0, 2), ("metal", 3, 15), ("salt", 15, 23)] == [
        (piece.role, piece.start, piece.end) for piece in pieces
    ]


def test_parts_of_a_word_that_folds_to_more_signs_share_its_span(words: Lexicon) -> None:
    """A sign such as a ligature leaves no place to part the word."""
    pieces = words.pieces("Magnesiumsulfat\ufb01")
    assert {(0, 16)} == {(piece.start, piece.end) for piece in pieces}
    joined = words.pieces("magnesium\u00adoxid")
    assert [("metal", 0, 14), ("salt", 0, 14)] == [(p.role, p.start, p.end) for p in joined]


def test_marks_and_numbers_have_roles(words: Lexicon) -> None:
    """Brackets of any width open and close; hyphens and quotes are left out."""
    line = "Mg\u2011oxide\uff08500,5 mg\uff09;\u201cx\u201d"
    assert ["metal", "salt", "open", "number", "metal", "close", "stop", "word"] == [
        role for role, _ in roles(words, line)
    ]


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Magn\u00e9sium", "magnesium"),
        ("magne\u0301sium", "magnesium"),
        ("W\u0119glan", "weglan"),
        ("jab\u0142czan", "jablczan"),
        ("\uff2d\uff47", "mg"),
        ("S\u00c4URE", "saure"),
        ("magne\u00adsium", "magnesium"),
    ],
)
def test_words_are_folded(word: str, folded: str) -> None:
    """Case, accents, width and what is unseen do not count."""
    assert folded == fold(word)


def test_every_name_of_the_data_is_read_as_it_means(words: Lexicon) -> None:
    """Each name alone on a line gives its form, or none."""
    wrong = []
    for phrase in words.names:
        forms = mf.identify(f"Magnesium: {phrase.name}" if phrase.name == "DMM" else phrase.name)
        expected = (phrase.form,) if phrase.meaning == "form" else ()
        if forms.form_ids != expected:
            wrong.append((phrase.name, forms.form_ids))
    assert [] == wrong


def test_every_form_of_the_catalogue_can_be_named(words: Lexicon) -> None:
    """The forms with records are among those that labels name."""
    assert set(mf.catalogue()) <= set(words.forms)
    assert 16 == len(words.forms)


def test_words_in_error_are_told_together() -> None:
    """A role that does not exist is an error with its place."""
    read = shipped_files()

    def broken(name: str) -> bytes:
        content = read(f"labels/{name}")
        return content.replace(b",salt,citrate\n", b",sald,citrate\n")

    with pytest.raises(mf.DataErrors) as caught:
        load_lexicon(broken, mf.catalogue())
    assert 12 < len(caught.value.exceptions)
    assert re.search(r"label_words\.csv line [0-9]+ role: expected one of", str(caught.value))


def test_reader_without_phrases_reads_word_by_word(words: Lexicon) -> None:
    """Names of their own need the list of phrases."""
    reader = LabelReader("Epsom salt, magnesium oxide", words, {})
    reader.read()
    assert ["oxide"] == [found.form for found in reader.found]
