"""Loading: a data package checked and turned into a catalogue, the shipped one once."""

from _thread import RLock
from collections.abc import Callable
from typing import Any

from magforms.building import Builder, make_caveats, make_references
from magforms.catalogues import Catalogue
from magforms.caveats import WITH_EVERYTHING, Caveat, Keys, OwnCaveats, age_caveat, is_old, saying
from magforms.datafiles import read_package, shipped_files
from magforms.errors import DataError, DataErrors
from magforms.references import Reference
from magforms.rows import Package
from magforms.rules import rule_errors

_Sources = tuple[dict[str, Reference], tuple[Caveat, ...]]
_MOST_TOLD = 1000
_OF = ("human", "animal", "in_vitro")
_RATED = ("form", "rating", "certainty", "reason", "strict_rating", "strict_reason", "claimed")
_USED = ("form", "use", "label", "rank", "status", "direction", "certainty", "reason")
_lock = RLock()
# what is made of the shipped data, by name and whether they had become old by then
_shipped: dict[tuple[str, bool], Any] = {}


def catalogue() -> Catalogue:
    """
    Return the shipped catalogue; it is loaded once, at the first call, in whatever thread.

    Only when the data become older than two years is it made once more: its forms say so from then
    on, and those made before keep what they said.

    Raises:
        DataErrors: The installed data breaks its rules.
    """
    old = is_old(shipped_package().version)
    made: Catalogue = _once(
        "catalogue", lambda: _built(shipped_package(), *_shipped_sources()), old=old
    )
    return made


def shipped_caveats() -> tuple[Caveat, ...]:
    """Return the shipped caveats, standing one first, and that the data are old if they are."""
    version = shipped_package().version
    old = is_old(version)
    made: tuple[Caveat, ...] = _once("caveats", lambda: _caveats(version, old=old), old=old)
    return made


def standing_caveats() -> tuple[Caveat, ...]:
    """Return the caveats that come with every result, whatever it shows."""
    version = shipped_package().version
    old = is_old(version)
    made: tuple[Caveat, ...] = _once(
        "standing",
        lambda: tuple(item for item in _caveats(version, old=old) if item.scope in WITH_EVERYTHING),
        old=old,
    )
    return made


def shipped_keys() -> Keys:
    """Return what the shipped records are told by."""
    made: Keys = _once("keys", lambda: _keys(shipped_package()))
    return made


def _keys(package: Package) -> Keys:
    def ids(*tables: str) -> frozenset[str]:
        return frozenset(row["id"] for table in tables for row in package.rows(table))

    listed = {(row["form"], row["use"]) for row in package.rows("uses")}
    listed |= {(row["form"], row["name"]) for row in package.rows("names")}
    said = {saying(*(row[name] for name in _RATED)) for row in package.rows("ratings")}
    said |= {saying(*(row[name] for name in _USED)) for row in package.rows("uses")}
    said |= {
        saying(
            *sorted((row["first"], row["second"])),
            row["favoured"] or row["outcome"].replace("_", " "),
            *(row[name] for name in ("certainty", "reason", "animal_summary")),
        )
        for row in package.rows("pair_appraisals")
    }
    said |= {(row["id"], row["name"], row["kind"]) for row in package.rows("forms")}
    for of in _OF:
        said |= {(row["id"], row["statement"]) for row in package.rows(f"{of}_findings")}
    found = (f"{of}_{what}" for of in _OF for what in ("findings", "measurements"))
    return Keys(
        ids("forms"), ids("use_terms"), ids("studies", "references", *found) | listed | said
    )


def _caveats(version: str, *, old: bool) -> tuple[Caveat, ...]:
    standing, *others = _shipped_sources()[1]
    return (standing, *([age_caveat(version)] if old else []), *others)


def _once(name: str, load: Callable[[], Any], *, old: bool = False) -> Any:
    key = name, old
    if key not in _shipped:
        with _lock:
            if key not in _shipped:
                _shipped[key] = load()
    return _shipped[key]


def shipped_package() -> Package:
    """Return the rows of the shipped data package, checked; they are read once."""
    made: Package = _once("package", lambda: _checked(read_package(shipped_files(), once=False)))
    return made


def _shipped_sources() -> _Sources:
    made: _Sources = _once("sources", lambda: _sources(shipped_package()))
    return made


def load_package(package: Package) -> Catalogue:
    """
    Build a catalogue from the rows of a data package.

    Args:
        package: Rows of every table.

    Raises:
        DataErrors: Every error found, together.
    """
    return build_package(_checked(package))


def build_package(
    package: Package, own: Callable[[tuple[Caveat, ...]], OwnCaveats] | None = None
) -> Catalogue:
    """
    Build a catalogue from rows that keep every rule on rows.

    Args:
        package: Rows of every table.
        own: Returns what goes with records of one's own among them, given all caveats.

    Raises:
        DataErrors: What does not follow from the findings.
    """
    references, caveats = _sources(package)
    return _built(package, references, caveats, own(caveats) if own else None)


def _checked(package: Package) -> Package:
    stop([*package.errors, *rule_errors(package)])
    return package


def _sources(package: Package) -> _Sources:
    references = make_references(package)
    return references, make_caveats(package, references)


def _built(
    package: Package,
    references: dict[str, Reference],
    caveats: tuple[Caveat, ...],
    own: OwnCaveats | None = None,
) -> Catalogue:
    builder = Builder(package, references, caveats, own)
    made = builder.build()
    stop(builder.errors)
    return made


def stop(errors: list[DataError]) -> None:
    """Raise errors together, if there are any."""
    if errors:
        message = f"the data package has {len(errors)} error{'s' if len(errors) > 1 else ''}"
        if len(errors) > _MOST_TOLD:
            message += f", of which these are the first {_MOST_TOLD}"
        raise DataErrors(message, errors[:_MOST_TOLD])
