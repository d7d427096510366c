"""Laws of identification."""

from hypothesis import given, settings
from hypothesis import strategies as st
from laws import spans_fit
from strategies import FORM_IDS, LABELS

import magforms as mf
from magforms.label_reader import LabelReader, may_name, phrases
from magforms.labels import Phrase, lexicon

WORDS = sorted(lexicon().roles)
SALTS = [word for word, (role, _) in lexicon().roles.items() if role == "salt"]
PIECES = st.one_of(
    st.sampled_from([*WORDS, *LABELS, *FORM_IDS, *"()[],;:/&+.|\n"]),
    st.sampled_from(["500 mg", "Mg", "MAGNESIUM", "manesium", "elemental", "citrate"]),
    st.text(max_size=6),
)
LINES = st.lists(PIECES, max_size=14).map(" ".join)
OFTEN = settings(max_examples=300, deadline=None)


@OFTEN
@given(LINES)
def test_whatever_stands_there_spans_fit(line: str) -> None:
    """Any line gives a result whose spans are pieces of it, in order."""
    spans_fit(line)


@OFTEN
@given(LINES)
def test_case_does_not_count(line: str) -> None:
    """Capitals name the same forms; "Mg" alone is a symbol, and "mg" a unit."""
    plain = line.replace("Mg", "x").replace("mg", "x").replace("MG", "x")
    if plain.lower().upper().lower() == plain.lower():
        assert mf.identify(plain.lower()).form_ids == mf.identify(plain.upper()).form_ids


@OFTEN
@given(LINES)
def test_without_magnesium_no_salt_counts(line: str) -> None:
    """A line that names no metal names a form by a name of its own alone."""
    words = [piece for piece in lexicon().pieces(line) if piece.role == "salt"]
    result = mf.identify(line)
    if not any(piece.role == "metal" for piece in lexicon().pieces(line)):
        spans = {(piece.start, piece.end) for piece in words}
        assert set() == spans & {(item.start, item.end) for item in result.mentions}


@OFTEN
@given(st.sampled_from(SALTS), st.sampled_from(["calcium", "Zink", "potassium", "de fer", "sodio"]))
def test_salts_of_other_metals_never_count(salt: str, metal: str) -> None:
    """Whatever the salt, it is the metal's that stands beside it."""
    line = f"{salt} {metal}" if metal.startswith("de ") else f"{metal} {salt}"
    assert () == mf.identify(line).form_ids


@OFTEN
@given(LINES, LINES)
def test_lines_apart_do_not_touch_each_other(first: str, second: str) -> None:
    """A break between two lines keeps what each names."""
    apart = (*mf.identify(first).form_ids, *mf.identify(second).form_ids)
    together = mf.identify(f"{first}\n\n{second}").form_ids
    # a short name counts beside magnesium alone, wherever that stands
    if "\n" not in first + second and "dmm" not in f"{first} {second}".lower():
        assert tuple(dict.fromkeys(apart)) == together


@OFTEN
@given(LINES)
def test_lines_passed_over_name_nothing(line: str) -> None:
    """A line that holds no start of a name has nothing for the reader to find."""
    reader = LabelReader(line, lexicon(), phrases())
    reader.read()
    of = [amount.of for amount in mf.identify(line).amounts]
    assert may_name(line) or not (reader.found or reader.left_out or any(of))


@OFTEN
@given(st.text(max_size=3), st.sampled_from(lexicon().names), st.text(max_size=3))
def test_no_name_is_passed_over(before: str, name: Phrase, after: str) -> None:
    """Each known name is read, whatever stands around it."""
    assert may_name(f"{before} {name.name} {after}")
