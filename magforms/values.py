"""What all value classes share: comparison, hash and representation by their fields."""

from typing import Any


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
        first = self.__attrs_attrs__[0].name
        # an id tells records of a kind apart; equal ones share it
        key = ("id",) if first == "id" else (f.name for f in self.__attrs_attrs__ if f.eq)
        return hash((type(self).__name__, *(getattr(self, name) for name in key)))

    def __repr__(self) -> str:
        shown = (
            f"{field.name}={getattr(self, field.name)!r}"
            for field in self.__attrs_attrs__
            if field.repr
        )
        return f"{type(self).__name__}({', '.join(shown)})"
