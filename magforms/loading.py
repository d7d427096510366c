"""Loading: a data package checked and turned into a catalogue, the shipped one once."""

from _thread import RLock
from collections.abc import Callable
from typing import Any

from magforms.building import Builder, make_caveats, make_references
from magforms.catalogues import Catalogue
from magforms.caveats import Caveat
from magforms.datafiles import read_package, shipped_files
from magforms.errors import DataError, DataErrors
from magforms.rows import Package
from magforms.rules import rule_errors

_lock = RLock()
_shipped: dict[str, Any] = {}


def catalogue() -> Catalogue:
    """
    Return the shipped catalogue; it is loaded once, at the first call, in whatever thread.

    Raises:
        DataErrors: The installed data breaks its rules.
    """
    made: Catalogue = _once("catalogue", lambda: load_package(_shipped_package()))
    return made


def shipped_caveats() -> tuple[Caveat, ...]:
    """Return the shipped caveats, standing one first; they are loaded once."""
    made: tuple[Caveat, ...] = _once("caveats", _load_caveats)
    return made


def _once(key: str, load: Callable[[], Any]) -> Any:
    if key not in _shipped:
        with _lock:
            if key not in _shipped:
                _shipped[key] = load()
    return _shipped[key]


def _shipped_package() -> Package:
    made: Package = _once("package", lambda: read_package(shipped_files()))
    return made


def _load_caveats() -> tuple[Caveat, ...]:
    package = _shipped_package()
    _stop(package.errors)
    return make_caveats(package, make_references(package))


def load_package(package: Package) -> Catalogue:
    """
    Build a catalogue from the rows of a data package.

    Args:
        package: Rows of every table.

    Raises:
        DataErrors: Every error found, together.
    """
    _stop(package.errors)
    errors = list(rule_errors(package))
    _stop(errors)
    builder = Builder(package)
    made = builder.build()
    _stop(builder.errors)
    return made


def _stop(errors: list[DataError]) -> None:
    if errors:
        message = f"the data package has {len(errors)} error{'s' if len(errors) > 1 else ''}"
        raise DataErrors(message, errors)
