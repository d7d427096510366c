"""Errors: whole messages, builtin bases, and survival of pickling and copying."""

import copy
import pickle

import pytest

import magforms as mf
from magforms.errors import shown

UNKNOWN = mf.UnknownFormError("citrat", ("citrate", "oxide"), "citrate")
AMBIGUOUS = mf.AmbiguousNameError("chelate", ("glycinate",), "the amino acid is not named")
FORMAT = mf.UnknownFormatError("no such format", "markdwn", ("text", "markdown"), "markdown")
QUERY = mf.QueryError("no such use", "flying", ("sleep",))
COMPARISON = mf.ComparisonError("a form twice")
DATA = mf.DataError("forms.csv", 2, "id", "a value", "")
GROUP = mf.DataErrors("the data package has 2 errors", [DATA, DATA])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("oxide", "'oxide'"),
        (None, "None"),
        ("\u202eoxide\n", "'\\u202eoxide\\n'"),
        ("x" * 58, "'" + "x" * 58 + "'"),
        ("x" * 59, "'" + "x" * 55 + "...'"),
        (["y" * 80], "['" + "y" * 54 + "...]"),
    ],
)
def test_values_are_shown_escaped_and_shortened(value: object, text: str) -> None:
    """A value in a message is its representation, at most sixty signs of it."""
    assert text == shown(value)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            UNKNOWN,
            "no magnesium form called 'citrat'; did you mean 'citrate'? (known: citrate, oxide)",
        ),
        (mf.UnknownFormError("tin", ("oxide",)), "no magnesium form called 'tin' (known: oxide)"),
        (
            mf.UnknownFormError("chloride", ("oxide",), named="magnesium chloride"),
            (
                "no magnesium form called 'chloride'; it means magnesium chloride, a form that is"
                " not held (known: oxide)"
            ),
        ),
        (mf.UnknownFormError(None, ("oxide",)), "a form's name must be text, got None"),
        (mf.UnknownFormError(4.5, ("oxide",)), "a form's name must be text, got 4.5"),
        (
            AMBIGUOUS,
            "'chelate' does not name one form: the amino acid is not named (candidates: glycinate)",
        ),
        (
            mf.AmbiguousNameError("salt", ("citrate", "oxide")),
            "'salt' does not name one form (candidates: citrate, oxide)",
        ),
        (
            FORMAT,
            "no such format: 'markdwn'; did you mean 'markdown'? (allowed: text, markdown)",
        ),
        (QUERY, "no such use: 'flying' (allowed: sleep)"),
        (mf.QueryError("a caption must be text", 5), "a caption must be text: 5"),
        (COMPARISON, "a form twice"),
        (DATA, "forms.csv line 2 id: expected a value, got ''"),
        (
            mf.DataError("forms.csv", None, None, "a file of this name", "none"),
            "forms.csv: expected a file of this name, got 'none'",
        ),
        (
            mf.DataError("forms.csv", 3, None, "3 cells", 2),
            "forms.csv line 3: expected 3 cells, got 2",
        ),
        (
            GROUP,
            (
                "the data package has 2 errors\n"
                "  forms.csv line 2 id: expected a value, got ''\n"
                "  forms.csv line 2 id: expected a value, got ''"
            ),
        ),
    ],
)
def test_message_says_what_was_wrong_and_what_would_be_right(
    error: Exception, message: str
) -> None:
    """The whole message of each error."""
    assert message == str(error)


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (UNKNOWN, LookupError),
        (AMBIGUOUS, LookupError),
        (FORMAT, ValueError),
        (QUERY, ValueError),
        (COMPARISON, ValueError),
        (DATA, ValueError),
        (GROUP, ExceptionGroup),
    ],
)
def test_error_is_one_of_ours_and_of_a_fitting_builtin(
    error: Exception, builtin: type[Exception]
) -> None:
    """Each error can be caught as `MagformsError` and as the builtin a caller would expect."""
    assert isinstance(error, mf.MagformsError)
    assert isinstance(error, builtin)


@pytest.mark.parametrize("error", [UNKNOWN, AMBIGUOUS, FORMAT, QUERY, COMPARISON, DATA])
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_error_survives_pickling_and_copying(error: Exception, protocol: int) -> None:
    """An error that crosses a process keeps its class, its message and its parts."""
    pickled = pickle.loads(pickle.dumps(error, protocol))  # noqa: S301  # our own bytes
    for again in (pickled, copy.copy(error), copy.deepcopy(error)):
        assert type(error) is type(again)
        assert str(error) == str(again)
        assert vars(error) == vars(again)


def test_group_survives_pickling_with_every_error_in_it() -> None:
    """A group of errors that crosses a process keeps its class and its message."""
    again = pickle.loads(pickle.dumps(GROUP))  # noqa: S301  # our own bytes
    assert mf.DataErrors is type(again)
    assert str(GROUP) == str(again)


def test_errors_say_their_parts() -> None:
    """What a message is made of can be read from the error."""
    assert ("citrat", ("citrate", "oxide"), "citrate") == (
        UNKNOWN.query,
        UNKNOWN.known,
        UNKNOWN.suggestion,
    )
    assert ("chelate", ("glycinate",)) == (AMBIGUOUS.query, AMBIGUOUS.candidates)
    assert ("flying", ("sleep",), None) == (QUERY.value, QUERY.allowed, QUERY.suggestion)
    assert ("forms.csv", 2, "id", "a value", "") == (
        DATA.file,
        DATA.line,
        DATA.field,
        DATA.expected,
        DATA.got,
    )


def test_parts_of_a_group_are_a_group_of_the_same_kind() -> None:
    """Splitting a group keeps its class, so that `except*` gives our errors."""
    other = mf.DataError("uses.csv", 4, "rank", "one of: primary, secondary", "first")
    group = mf.DataErrors("the data package has 2 errors", [DATA, other])
    match, rest = group.split(lambda error: error is other)
    assert isinstance(match, mf.DataErrors)
    assert isinstance(rest, mf.DataErrors)
    assert (other,) == match.exceptions
    assert (DATA,) == rest.exceptions
