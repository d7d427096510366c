"""Law: every value of the catalogue is immutable, hashable, comparable and can be pickled."""

import copy
import enum
import pickle
from collections import Counter
from decimal import Decimal

import attrs
import pytest

import magforms as mf
from magforms.results import Result
from magforms.values import Deferred, Value

PLAIN = (str, int, bool, Decimal, enum.Enum, type(None))


def reachable(start: object) -> list[object]:
    """Return a value and all that its fields and members lead to, each once."""
    found: dict[int, object] = {}
    waiting = [start]
    while waiting:
        value = waiting.pop()
        if id(value) in found:
            continue
        found[id(value)] = value
        if attrs.has(type(value)):
            waiting += [getattr(value, field.name) for field in attrs.fields(type(value))]
        elif isinstance(value, tuple | frozenset):
            waiting += value
        elif isinstance(value, Deferred):
            waiting.append(value.value)
    return list(found.values())


OBJECTS = reachable(mf.catalogue())
OWN = [value for value in OBJECTS if attrs.has(type(value))]


def test_what_is_reached_is_of_immutable_types() -> None:
    """Values, tuples, frozen sets and plain immutable things; no list, dict or set anywhere."""
    kinds = Counter(
        type(value).__name__
        for value in OBJECTS
        if not isinstance(value, (*PLAIN, tuple, frozenset, Value, Deferred, mf.Catalogue))
    )
    assert {} == kinds


def test_every_kind_of_record_is_reached() -> None:
    """The walk leads to forms, verdicts, findings of each kind, studies, sources and caveats."""
    kinds = {type(value).__name__ for value in OWN}
    assert {
        *("Catalogue", "Form", "Compound", "Identifier", "Name", "Use", "UseTerm"),
        *("Bioavailability", "Verdict", "MeasureVerdict", "Study", "Arm", "Reference", "Author"),
        *("HumanFinding", "AnimalFinding", "InVitroFinding", "HumanMeasurement"),
        *("AnimalMeasurement", "InVitroMeasurement", "Estimate", "Statement", "AuthorisedClaim"),
        *("Claim", "Screened", "AtomicWeight", "Caveat", "IntakeLimit", "General"),
    } == kinds


def test_every_value_is_hashable() -> None:
    """Anything may be a key of a dict or a member of a set, the catalogue too."""
    assert not [type(value).__name__ for value in OBJECTS if not _hashable(value)]


def _hashable(value: object) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


def test_no_attribute_can_be_set_or_deleted() -> None:
    """Neither a field nor a new attribute of any value can be assigned or deleted."""
    for value in OWN:
        names = [field.name for field in attrs.fields(type(value))]
        for name in (*names, "added"):
            with pytest.raises(AttributeError):
                setattr(value, name, None)
            with pytest.raises(AttributeError):
                delattr(value, name)
        assert not hasattr(value, "__dict__")


def test_every_value_equals_its_deep_copy() -> None:
    """A deep copy is equal, of the same class and with the same hash."""
    for value in OBJECTS:
        _check_same(value, copy.deepcopy(value))
        _check_same(value, copy.copy(value))


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_value_equals_its_pickle(protocol: int) -> None:
    """What comes back from a pickle is equal, of the same class and with the same hash."""
    for value in OBJECTS:
        _check_same(value, pickle.loads(pickle.dumps(value, protocol)))  # noqa: S301  # our own


def _check_same(value: object, again: object) -> None:
    assert type(value) is type(again)
    assert value == again
    assert not value != again  # noqa: SIM202  # both operators are what is tested
    if _hashable(value):
        assert hash(value) == hash(again)


def test_every_result_in_the_catalogue_has_its_standing_caveat() -> None:
    """Forms and verdicts carry their caveats wherever they are reached."""
    results = [value for value in OBJECTS if isinstance(value, Result)]
    assert results
    assert {"standing"} == {result.caveats[0].id for result in results}


def test_catalogues_are_equal_only_if_all_they_hold_is() -> None:
    """A catalogue that lost its verdicts or its findings is another one."""
    shipped = mf.catalogue()
    for field in attrs.fields(mf.Catalogue):
        if field.init and getattr(shipped, field.name) and field.name != "data_version":
            assert shipped != attrs.evolve(shipped, **{field.name: ()}), field.name
    assert shipped != attrs.evolve(shipped, data_version="1999.1")
    assert shipped == attrs.evolve(shipped)
