"""Text on one line, and numbers of sources."""

import unicodedata
from itertools import pairwise

import pytest
import wcwidth
from documents import TEXTS
from hypothesis import example, given
from hypothesis import strategies as st

from magforms.references import Reference
from magforms.render.clean import numbered, one_line, spans, width_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("  two \t\n words\r\n", "two words"),
        ("a\u00a0b\u3000c\u2028d\x85e", "a b c d e"),
        ("", "not stated"),
        (" \n\t", "not stated"),
        ("\x00\x1b\u200b\ufeff", "not stated"),
        ("a\x00b", "ab"),
        ("a \x00 b", "a b"),
        ("\x1b[31mred", "[31mred"),
        ("\u202eevil\u202c", "evil"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\ud800a", "a"),
        ("\ue000a\U0010fffd", "a"),
        ("e\u0301", "e\u0301"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd"),
        ("\u6f22\u5b57", "\u6f22\u5b57"),
        ("1.50", "1.50"),
        ("007", "007"),
    ],
)
def test_text_comes_on_one_line_without_what_is_invisible(text: str, expected: str) -> None:
    """White space becomes one space, invisible signs go, and nothing at all says so."""
    assert expected == one_line(text)


@given(TEXTS)
def test_cleaning_cleaned_text_changes_nothing(text: str) -> None:
    """A text that was cleaned once is as it will be."""
    assert one_line(text) == one_line(one_line(text))


@given(TEXTS)
def test_cleaned_text_has_one_line_and_single_spaces(text: str) -> None:
    """Nothing is left that could break a line, a column or a terminal."""
    line = one_line(text)
    assert [line] == line.splitlines()
    assert line.split(" ") == line.split()
    assert set() == {unicodedata.category(sign) for sign in line} & {"Cc", "Cs", "Co", "Zl", "Zp"}


@given(st.text())
@example("\u200c")
@example("\u200d \u200c")
def test_cleaning_keeps_every_visible_sign_in_order(text: str) -> None:
    """Letters, marks, numbers, punctuation and symbols all come through."""
    visible = [sign for sign in text if unicodedata.category(sign)[0] in "LMNPS"]
    kept = [sign for sign in one_line(text) if unicodedata.category(sign)[0] in "LMNPS"]
    assert (visible or list("notstated")) == kept


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((), ""),
        ((1,), "1"),
        ((1, 2), "1, 2"),
        ((1, 3), "1, 3"),
        ((1, 2, 3), "1-3"),
        ((2, 3, 4, 5, 6, 8), "2-6, 8"),
        ((1, 2, 4, 5, 6, 9, 10), "1, 2, 4-6, 9, 10"),
    ],
)
def test_runs_of_three_numbers_are_drawn_together(numbers: tuple[int, ...], expected: str) -> None:
    """Two numbers stand side by side, three or more as first and last."""
    assert expected == spans(numbers)


@given(st.sets(st.integers(1, 60)).map(sorted).map(tuple))
def test_numbers_come_back_from_their_spans(numbers: tuple[int, ...]) -> None:
    """No number is lost or added when runs are drawn together."""
    found: list[int] = []
    for word in filter(None, spans(numbers).split(", ")):
        first, _, last = word.partition("-")
        found += range(int(first), int(last or first) + 1)
    assert list(numbers) == found
    assert all(a < b for a, b in pairwise(found))


def test_sources_are_numbered_from_one() -> None:
    """The first source has the number 1."""
    first, second = Reference(id="a", type="book"), Reference(id="b", type="book")
    assert [(1, first), (2, second)] == list(numbered((first, second)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("abc", 3),
        ("\u00e9", 1),
        ("e\u0301", 1),
        ("\u6f22\u5b57", 4),
        ("\uff1d", 2),
        ("Mg\u00b2\u207a", 4),
        ("\u05e9\u05dc", 2),
        ("\U0001f600", 2),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", 2),
        ("\u2764\ufe0f", 2),
        ("a\u200db", 1),
    ],
)
def test_width_is_that_of_a_fixed_width_font(text: str, expected: int) -> None:
    """East Asian signs and emoji take two columns, marks none."""
    assert expected == width_of(text)


# Latin with its marks, Greek, Cyrillic, kana, Chinese and full-width signs: every sign by itself;
# where signs change each other's width, measures differ by what they know of a script
_MEASURED = st.one_of(
    *(
        st.characters(min_codepoint=first, max_codepoint=last)
        for first, last in ((0x20, 0x52F), (0x3041, 0x30FF), (0x4E00, 0x9FA5), (0xFF01, 0xFF5E))
    )
)


@given(st.text(_MEASURED))
def test_width_is_what_others_measure(text: str) -> None:
    """Formatters that pad columns measure the same."""
    line = one_line(text)
    assert wcwidth.wcswidth(line) == width_of(line)
