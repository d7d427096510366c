"""What a result says once the data are older than two years, by a clock that tests set."""

import copy
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import gmtime, struct_time

import attrs
import pytest
from strategies import examples

import magforms as mf
from magforms.caveats import age_caveat, is_old, this_month
from magforms.own_data import write_example
from magforms.results import Result

OLD = "Data of 2026.11, older than two years: newer studies may exist."
Clock = Callable[[int, int], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the month of today for the library."""

    def to(year: int, month: int) -> None:
        monkeypatch.setattr("magforms.caveats.gmtime", lambda: struct_time((year, month, *[1] * 7)))

    return to


def texts(result: Result) -> list[str]:
    """Return what a result says to keep in mind."""
    return [caveat.text for caveat in result.caveats]


@pytest.mark.parametrize(
    ("month", "old"),
    [((2026, 11), False), ((2028, 11), False), ((2028, 12), True), ((2029, 1), True)],
)
def test_data_are_old_after_the_month_two_years_later(
    clock: Clock, month: tuple[int, int], *, old: bool
) -> None:
    """The month of the version itself, two years on, is the last that counts as two years."""
    clock(*month)
    assert old is is_old("2026.11")
    assert old is is_old("2026.11.1")


def test_caveat_of_old_data_says_of_when_they_are() -> None:
    """It has a scope of its own, and no day on which anyone checked it."""
    assert mf.Caveat(
        id="age:2024.01",
        scope="age",
        text="Data of 2024.01, older than two years: newer studies may exist.",
        checked_on="",
    ) == age_caveat("2024.01")


def test_months_are_compared_as_numbers(clock: Clock) -> None:
    """September comes before November, whatever their digits."""
    clock(2028, 10)
    assert is_old("2026.9")
    assert not is_old("2026.11")


def test_month_is_that_of_today() -> None:
    """Nothing but the clock of the machine stands behind it, in UTC."""
    code = "from magforms.caveats import this_month; print(*this_month())"
    before = gmtime()[:2]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert tuple(map(int, done.stdout.split())) in (before, gmtime()[:2])


def test_clock_of_the_tests_stands_still() -> None:
    """No test turns red because time passes."""
    assert (2026, 11) == this_month()


def test_result_says_nothing_of_age_within_two_years(clock: Clock) -> None:
    """Up to the last day of the two years no result speaks of it."""
    clock(2028, 11)
    for result in examples().values():
        assert OLD not in texts(result)


def test_every_result_of_old_data_says_so_after_the_standing_caveat(clock: Clock) -> None:
    """Results with no form and no source too, in text, records and every format."""
    before = examples()
    clock(2028, 12)
    for name, result in examples().items():
        assert [texts(before[name])[0], OLD, *texts(before[name])[1:]] == texts(result)
        assert "age" == result.caveats[1].scope
        assert OLD in result.to_records()[0]["caveat"].split("\n")
        assert OLD == result.to_dict()["caveats"][1]["text"]
        assert OLD in " ".join(result.render("text").split())
        assert OLD in result.render("html")


def test_parts_of_a_result_say_so_as_well(clock: Clock) -> None:
    """The forms of a comparison and its verdicts are results of their own."""
    mf.compare()
    clock(2028, 12)
    comparison = mf.compare()
    for result in (*comparison.forms, *comparison.verdicts, *mf.query(), mf.get("oxide")):
        assert OLD in texts(result)


def test_records_of_ones_own_do_not_make_the_shipped_ones_younger(
    clock: Clock, tmp_path: Path
) -> None:
    """The version that tells the age is that of the shipped data, behind whatever stands first."""
    write_example(tmp_path / "own")
    clock(2028, 12)
    both = mf.Catalogue.load(tmp_path / "own")
    for result in (both.forms[-1], mf.compare(catalogue=both), mf.sources(catalogue=both)):
        assert ["standing", "own", "age"] == [caveat.scope for caveat in result.caveats[:3]]
        assert OLD in texts(result)


def test_age_is_no_figure_of_the_data(clock: Clock) -> None:
    """It is computed and has no source, so that the sources do not list it."""
    before = mf.sources()
    clock(2028, 12)
    assert before.figures == mf.sources().figures


def test_results_keep_what_they_said_when_they_were_made(clock: Clock) -> None:
    """Copies and pickles too, when time has passed or the clock is set back."""
    young = examples()
    pickled = {name: pickle.dumps(result) for name, result in young.items()}
    clock(2028, 12)
    for name, result in young.items():
        again = pickle.loads(pickled[name])  # noqa: S301  # our own bytes
        assert result == again == copy.deepcopy(result)
        assert OLD not in texts(result)
        assert OLD not in texts(again)
    old = examples()
    pickled = {name: pickle.dumps(result) for name, result in old.items()}
    clock(2026, 11)
    for name, result in old.items():
        again = pickle.loads(pickled[name])  # noqa: S301  # our own bytes
        assert result == again
        assert OLD in texts(again)
        assert young[name] != again


def test_result_changed_by_then_says_so(clock: Clock) -> None:
    """A slice or a change of fields makes a new result."""
    young = mf.query()
    clock(2028, 12)
    assert OLD in texts(young[:1])
    assert OLD in texts(attrs.evolve(young))
    assert OLD in texts(young | young)


def test_result_says_the_same_until_the_data_are_old(clock: Clock) -> None:
    """Within each time the catalogue is one object and results are equal."""
    young = mf.catalogue()
    assert young is mf.catalogue()
    clock(2028, 12)
    old = mf.catalogue()
    assert old is mf.catalogue()
    assert old is not young
    assert mf.compare() == mf.compare()
    clock(2040, 1)
    assert old is mf.catalogue()


def test_written_result_comes_back_when_the_data_have_become_old(clock: Clock) -> None:
    """What was written before the data were old is read, and the result says that they are."""
    written = {name: json.loads(item.to_json()) for name, item in examples().items()}
    clock(2028, 12)
    for name, result in examples().items():
        back = mf.from_dict(written[name])
        assert result == back
        assert OLD in texts(back)
        assert result == mf.from_dict(result.to_dict())


def test_written_age_is_believed_only_when_it_is_so(clock: Clock) -> None:
    """By a clock before that time the data do not say it."""
    clock(2028, 12)
    written = mf.compare().to_dict()
    clock(2028, 11)
    with pytest.raises(mf.DataError, match="result forms"):
        mf.from_dict(written)


def test_age_is_refused_where_it_stands_in_one_place_only(clock: Clock) -> None:
    """The text of the caveats and their list say the same."""
    clock(2028, 12)
    written = mf.compare().to_dict()
    written["caveat"] = written["caveat"].replace(f"{OLD}\n", "")
    with pytest.raises(mf.DataError, match="result"):
        mf.from_dict(written)


def test_other_caveats_are_not_lost_by_age(clock: Clock) -> None:
    """A written result without another caveat is refused, old data or not."""
    written = mf.compare().to_dict()
    del written["caveats"][1]
    clock(2028, 12)
    with pytest.raises(mf.DataError, match=r"result caveats: expected \d+ items"):
        mf.from_dict(written)
