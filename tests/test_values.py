"""What all values share: comparison, hash and representation by their fields."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import attrs
import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.vendor.pretty import pretty

import magforms as mf
from magforms.quantities import Estimate
from magforms.references import Author
from magforms.values import Deferred, Record


@frozen(kw_only=True, eq=False, repr=False)
class Point(Record):
    """A value with an id and a field that is neither compared nor shown."""

    id: str
    size: int = 0
    memo: int = field(default=0, eq=False, repr=False)


@frozen(kw_only=True, eq=False, repr=False)
class OtherPoint(Record):
    """A value of another class with the same fields."""

    id: str
    size: int = 0
    memo: int = field(default=0, eq=False, repr=False)


TEXT = st.one_of(st.none(), st.sampled_from(["", "a", "b"]))
AUTHORS = st.builds(Author, family=TEXT, given=TEXT, literal=TEXT)


def test_values_with_equal_fields_are_equal() -> None:
    """Equality goes by the fields, not by identity."""
    assert Author(family="Schutten") == Author(family="Schutten")
    assert Estimate(value=Decimal("0.565"), unit="mmol") == Estimate(
        value=Decimal("0.565"), unit="mmol"
    )


def test_value_is_equal_to_itself() -> None:
    """A value need not be compared field by field with itself."""
    author = Author(family="Schutten")
    assert author == author  # noqa: PLR0124  # what is tested


@pytest.mark.parametrize("change", [{"id": "b"}, {"size": 2}])
def test_values_that_differ_in_a_field_are_not_equal(change: dict[str, object]) -> None:
    """One field is enough to tell two values apart, the id or another."""
    point = Point(id="a", size=1)
    assert point != attrs.evolve(point, **change)


def test_field_that_is_not_compared_makes_no_difference() -> None:
    """A derived field that the class leaves out of comparison is left out of the hash too."""
    assert Point(id="a", memo=1) == Point(id="a", memo=2)
    assert hash(Point(id="a", memo=1)) == hash(Point(id="a", memo=2))


@pytest.mark.parametrize("other", [OtherPoint(id="a"), "a", ("a", 0), None])
def test_value_differs_from_anything_of_another_class(other: object) -> None:
    """Equal fields do not make values of different classes equal."""
    assert Point(id="a") != other
    assert other != Point(id="a")


def test_another_class_may_decide_on_equality() -> None:
    """A value leaves the answer to an object that knows how to compare itself."""

    class Any:
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = None  # type: ignore[assignment]

    assert Point(id="a") == Any()


@given(AUTHORS, AUTHORS)
def test_equal_values_have_equal_hashes(first: Author, second: Author) -> None:
    """Values can be keys: equal ones are one key, others are not."""
    assert (first == second) == (len({first, second}) == 1)
    assert (first == second) == (repr(first) == repr(second))


def test_records_are_told_apart_by_their_id() -> None:
    """A record is hashed by its id, so that a large one is a cheap key."""
    assert hash(Point(id="a", size=1)) == hash(Point(id="a", size=2))
    assert {Point(id="a", size=1), Point(id="a", size=2)} == {
        Point(id="a", size=2),
        Point(id="a", size=1),
    }
    assert len({Point(id="a", size=1), Point(id="a", size=2)}) == 2


def test_value_without_an_id_is_hashed_by_its_fields() -> None:
    """Values without an id differ in their hashes where their fields differ."""
    assert hash(Author(family="a")) != hash(Author(family="b"))


def test_representation_shows_class_and_fields() -> None:
    """The representation is what would make the value again."""
    assert "Author(family='Pak', given='C. Y.', literal=None)" == repr(
        Author(family="Pak", given="C. Y.")
    )


def test_representation_leaves_out_what_the_class_leaves_out() -> None:
    """A field that is not for showing is not shown."""
    assert "Point(id='a', size=1)" == repr(Point(id="a", size=1, memo=7))


def test_pretty_printers_show_the_representation() -> None:
    """Neither IPython nor Hypothesis writes out a result with all that it holds."""
    assert repr(mf.compare()) == pretty(mf.compare())
    assert repr(Point(id="a", size=1)) == pretty(Point(id="a", size=1))


def test_value_cannot_be_changed() -> None:
    """Values are frozen and take no attributes beyond their fields."""
    author = Author(family="Pak")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        author.family = "Other"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        object.__setattr__(author, "extra", 1)


# made when asked for -----------------------------------------------------------------------------


def test_deferred_value_is_made_once_from_many_threads() -> None:
    """Threads that ask at the same moment get one and the same value."""
    made: list[object] = []
    barrier = Barrier(8)

    def make() -> object:
        made.append(object())
        return made[-1]

    deferred = Deferred(make)
    assert [] == made

    def ask(_: int) -> object:
        barrier.wait(timeout=30)
        return deferred.value

    with ThreadPoolExecutor(8) as pool:
        assert [deferred.value] * 8 == list(pool.map(ask, range(8)))
    assert 1 == len(made)


def test_deferred_value_that_could_not_be_made_is_tried_again() -> None:
    """An error leaves nothing behind."""
    answers = iter(["", "value"])

    def make() -> str:
        return next(answers) or str({}["no such key"])

    deferred = Deferred(make)
    with pytest.raises(KeyError):
        _ = deferred.value
    assert "value" == deferred.value


def test_deferred_value_is_compared_copied_and_pickled_as_its_value() -> None:
    """Two are equal when their values are, whether made yet or not."""
    one, other = Deferred(lambda: (1, 2)), Deferred(lambda: (1, 3))
    assert one == Deferred(lambda: (1, 2))
    assert one != other
    assert one != (1, 2)
    assert hash((1, 2)) == hash(one)
    for again in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):  # noqa: S301  # our own
        assert one == again
    assert "Deferred((1, 2))" == repr(one)


def test_deferred_value_cannot_be_changed() -> None:
    """Neither set nor deleted."""
    deferred = Deferred(lambda: 1)
    with pytest.raises(AttributeError, match="a deferred value cannot be changed: value"):
        deferred.value = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="a deferred value cannot be changed: _made"):
        del deferred._made  # noqa: SLF001  # what must not work
    assert 1 == deferred.value
