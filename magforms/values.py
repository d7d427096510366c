"""What all value classes share: comparison, hash and representation by their fields."""

from _thread import RLock
from collections.abc import Callable
from typing import Any, Generic, NoReturn, TypeVar

_T = TypeVar("_T")


class Value:
    """
    Base of the frozen attrs classes of this library.

    Two values are equal when their class and fields are. The methods stand here once: generated
    for each class by attrs they would double the time that importing the classes takes.
    """

    __slots__ = ()
    __attrs_attrs__: Any

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other):
            return NotImplemented
        return all(
            getattr(self, field.name) == getattr(other, field.name)
            for field in self.__attrs_attrs__
            if field.eq
        )

    def __hash__(self) -> int:
        fields = (getattr(self, field.name) for field in self.__attrs_attrs__ if field.eq)
        return hash((type(self).__name__, *fields))

    def __repr__(self) -> str:
        shown = (
            f"{field.name}={getattr(self, field.name)!r}"
            for field in self.__attrs_attrs__
            if field.repr
        )
        return f"{type(self).__name__}({', '.join(shown)})"

    def _repr_pretty_(self, printer: Any, *_: object) -> None:  # noqa: ANN401  # of other programs
        # Hypothesis would write out every field and all that it holds
        printer.text(repr(self))


class Record(Value):
    """Base of values with an id, which tells those of a kind apart; equal ones share it."""

    __slots__ = ()
    id: str

    def __hash__(self) -> int:
        return hash(self.id)


class Deferred(Generic[_T]):
    """
    A value that is made when it is asked for, once, in whatever thread.

    It equals another of an equal value, and a copy or pickle holds the value itself.

    Args:
        make: Returns the value.
    """

    __slots__ = ("_lock", "_made", "_make")

    _lock: RLock
    _make: Callable[[], _T] | None
    _made: _T

    def __init__(self, make: Callable[[], _T]) -> None:
        object.__setattr__(self, "_lock", RLock())
        object.__setattr__(self, "_make", make)

    @property
    def value(self) -> _T:
        """The value."""
        with self._lock:
            if self._make is not None:
                object.__setattr__(self, "_made", self._make())
                # what it was made from is let go
                object.__setattr__(self, "_make", None)
            return self._made

    def __setattr__(self, name: str, value: object) -> NoReturn:
        message = f"a deferred value cannot be changed: {name}"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> NoReturn:
        message = f"a deferred value cannot be changed: {name}"
        raise AttributeError(message)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Deferred) and bool(self.value == other.value)

    def __hash__(self) -> int:
        return hash(self.value)

    def __reduce__(self) -> tuple[Any, ...]:
        return _deferred, (self.value,)

    def __repr__(self) -> str:
        return f"Deferred({self.value!r})"


def _deferred(value: _T) -> Deferred[_T]:
    return Deferred(lambda: value)
