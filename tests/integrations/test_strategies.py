"""Strategies of Hypothesis for the public classes."""

import enum
import inspect
import subprocess
import sys

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

import magforms as mf
from magforms.integrations import strategies
from magforms.integrations.strategies import STRATEGIES
from magforms.results import Result

# reports of a run over documents, and errors
LEFT_OUT = {mf.SyncReport, mf.SyncedDocument}
# what other classes than ours could be drawn for
GENERAL = (
    "object, abc.Hashable, abc.Sized, abc.Iterable, abc.Container, abc.Collection, abc.Sequence,"
    " abc.Mapping, abc.Reversible, abc.Sequence[str], abc.Mapping[str, int], abc.Iterable[int],"
    " abc.Container[int], abc.Collection[str], abc.Reversible[int], tuple, typing.Sequence[float],"
    " typing.Mapping[str, str]"
)


def _ran(code: str, **variables: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"],
        env={"PYTHONHASHSEED": "0", **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "" == done.stderr
    return done.stdout


def test_every_public_class_has_a_strategy() -> None:
    """A class added later fails here until it has one; words of a list need none."""
    public = {item for name in mf.__all__ if inspect.isclass(item := getattr(mf, name))}
    others = {item for item in public if issubclass(item, enum.Enum | BaseException)}
    assert public - others - LEFT_OUT == set(STRATEGIES)


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
@settings(max_examples=20)
@given(st.data())
def test_what_is_drawn_is_of_the_class(kind: type, data: st.DataObject) -> None:
    """And a result carries its caveats."""
    drawn = data.draw(STRATEGIES[kind]())
    assert kind is type(drawn)
    if isinstance(drawn, Result):
        assert "standing" == drawn.caveats[0].id


def test_what_is_drawn_differs() -> None:
    """Empty selections, comparisons turned round, ranges and wide amounts are among it."""
    assert find(strategies.selections(), lambda result: not result.forms).caveats
    assert find(strategies.comparisons(), lambda result: result.forms[0].id == "oxide")
    assert find(strategies.elemental_masses(), lambda mass: mass.low < mass.high)
    assert find(strategies.limit_positions(), lambda item: item.position is mf.Position.ACROSS)
    assert find(strategies.all_declared(), lambda result: result.rest_of_magnesium is not None)
    assert find(strategies.identifications(), lambda result: not result.mentions)


def test_types_are_known_to_hypothesis_by_its_entry_point() -> None:
    """Where both are installed, `from_type` and inference work, and importing loads no data."""
    code = """
from hypothesis import find, given, settings, strategies as st
from magforms.loading import _shipped
assert not _shipped, "data were loaded"
import magforms as mf
for kind in (mf.Form, mf.Selection, mf.Comparison, mf.Verdict, mf.Sources, mf.Elemental):
    assert type(find(st.from_type(kind), lambda result: True)) is kind
seen = []
@settings(max_examples=5, database=None, deadline=None)
@given(...)
def ask(verdict: mf.Verdict, amount: mf.Amount) -> None:
    seen.append(verdict.outcome)
ask()
print(len(seen))
"""
    assert "5\n" == _ran(code)


def test_strategies_for_what_is_not_ours_stay() -> None:
    """A sequence, a mapping or an object is drawn as if this library were not there."""
    code = f"""
import collections.abc as abc, os, typing
from hypothesis import strategies as st
del os.environ["HYPOTHESIS_NO_PLUGINS"]
print("magforms" in sys.modules)
for kind in ({GENERAL}):
    strategy = st.from_type(kind)
    strategy.validate()
    print(getattr(strategy, "wrapped_strategy", strategy))
"""
    ours, others = (_ran(code, HYPOTHESIS_NO_PLUGINS=word) for word in ("", "1"))
    assert ("True", "False") == (ours.partition("\n")[0], others.partition("\n")[0])
    assert others.partition("\n")[2] == ours.partition("\n")[2]


def test_using_the_library_loads_no_hypothesis() -> None:
    """Nor does any module of ours but the one that Hypothesis asks for."""
    code = """
import magforms as mf
for name in mf.__all__:
    getattr(mf, name)
for name in mf.FORMATS:
    mf.compare().render(name)
mf.identify("magnesium citrate"), mf.elemental("1 g", "oxide").to_json(), mf.sources()
mf.from_dict(mf.query(use="sleep").to_dict())
from magforms.cli import main
main(["verdict", "citrate", "oxide"])
print()
print([name for name in sys.modules if "hypothesis" in name or "magforms.integrations" in name])
"""
    assert "[]" == _ran(code).splitlines()[-1]


def test_what_is_shown_of_a_strategy_is_short() -> None:
    """A failing test names the strategy without all the data behind it."""
    for make in STRATEGIES.values():
        assert len(repr(make())) < 2000


@pytest.mark.parametrize(
    "first", ["hypothesis", "magforms", "magforms.integrations.strategies", "magforms.integrations"]
)
def test_whatever_is_imported_first_the_strategies_are_there(first: str) -> None:
    """Hypothesis and the module ask for each other, and neither waits for the other."""
    code = (
        f"import sys; sys.path[:0] = {sys.path!r}\n"
        f"import {first}\n"
        "import magforms as mf, magforms.integrations.strategies as own\n"
        "from hypothesis import strategies as st\n"
        "print(st.from_type(mf.Form), own.forms())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "" == done.stderr
