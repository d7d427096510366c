"""From a result as plain data back to the result."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from magforms.amounts import Amount
from magforms.catalogues import Catalogue
from magforms.comparisons import compare
from magforms.conversions import Declared, Elemental, declared, part_of, upper_limits
from magforms.errors import DataError, shown
from magforms.export import SCHEMA, document, plain
from magforms.identification import identify
from magforms.loading import catalogue as shipped
from magforms.provenance import Figure, Sources, own_caveats_of, sources
from magforms.results import Result
from magforms.selections import Selection

_WHERE, _TYPE = "result", "type"


class _Nothing:
    """Stands for a key that is not there."""

    def __repr__(self) -> str:
        return "nothing"


_NOTHING = _Nothing()


def from_dict(written: Mapping[str, Any], *, catalogue: Catalogue | None = None) -> Result:
    """
    Return the result that `to_dict` wrote, or `render("json")` or `to_json` when parsed.

    The result is made anew from the catalogue and must say what was written, letter by letter: what
    was changed on the way is no result of this library. What `render` laid out stands under "shown"
    and is passed over. Where the data have become older than two years since, the result says so,
    as every result by then.

    Args:
        written: A result as plain data.
        catalogue: Where its forms come from; None for the shipped catalogue.

    Returns:
        A result equal to the one that was written, but for that.

    Raises:
        DataError: Not a result of this schema, of another version of the data, or one that says
            something else than the data.
    """
    source = shipped() if catalogue is None else catalogue
    if not isinstance(written, Mapping):
        raise _error(None, "a result as a dict", written)
    for key, expected in (("schema", SCHEMA), ("data_version", source.data_version)):
        if written.get(key) != expected:
            raise _error(key, repr(expected), written.get(key))
    name = written.get(_TYPE)
    make = _MAKERS.get(name) if isinstance(name, str) else None
    if make is None:
        raise _error(_TYPE, f"one of {', '.join(_MAKERS)}", name)
    try:
        result = make(written, source)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # the text of a KeyError is the key alone
        got = f"none of {error}" if isinstance(error, KeyError) else str(error)
        raise _error(None, f"a {name} of this data", got) from error
    given = {key: item for key, item in written.items() if key != "shown"}
    for place, expected, got in _differences(_as_of(given, result), given, ""):
        raise _error(place, expected, got)
    return result


def _as_of(written: Mapping[str, Any], result: Result) -> Any:
    """Return a result as plain data; without the caveat of old data if it was written before it."""
    now = document(result)
    for caveat in result.caveats:
        if caveat.scope == "age" and caveat.text not in str(written.get("caveat")).split("\n"):
            before = _without(now, caveat.id)
            before["caveat"] = "\n".join(item["text"] for item in before["caveats"])
            return before
    return now


def _without(item: Any, caveat: str) -> Any:
    """Return plain data without a caveat, wherever it stands in full or by its id."""
    if isinstance(item, dict):
        return {key: _without(part, caveat) for key, part in item.items()}
    if isinstance(item, list):
        kept = (part for part in item if caveat not in (part, _id(part)))
        return [_without(part, caveat) for part in kept]
    return item


def _id(item: Any) -> Any:
    return item.get("id") if isinstance(item, dict) else None


def _error(field: str | None, expected: str, got: object) -> DataError:
    return DataError(_WHERE, None, field, expected, got)


def _ids(items: Any) -> list[Any]:
    return [item["id"] for item in items]


def _selection(written: Mapping[str, Any], source: Catalogue) -> Selection:
    terms = {term.id: term for term in source.use_terms}
    return Selection(
        forms=tuple(source[form_id] for form_id in _ids(written["forms"])),
        asked=tuple(terms[use_id] for use_id in _ids(written["asked"])),
        data_version=source.data_version,
    )


def _sources(written: Mapping[str, Any], source: Catalogue) -> Sources:
    known = [(plain(figure), figure) for figure in sources(catalogue=source).figures]

    def figure(item: object) -> Figure:
        for shown_as, figure in known:
            if shown_as == item:
                return figure
        raise KeyError(item)

    figures = tuple(map(figure, written["figures"]))
    return Sources(
        forms=tuple(source[form_id].id for form_id in written["forms"]),
        figures=figures,
        own_caveats=own_caveats_of(figures, source),
        data_version=source.data_version,
    )


def _elemental(written: Mapping[str, Any], source: Catalogue) -> Elemental:
    parts = tuple(
        part_of(_amount(item["amount"]), _name(item, source), item["of"], source)
        for item in written["parts"]
    )
    return Elemental(parts=parts, limits=upper_limits(source), data_version=source.data_version)


def _amount(written: Mapping[str, Any]) -> Amount:
    return Amount(value=Decimal(written["value"]), unit=written["unit"])


def _name(part: Mapping[str, Any], source: Catalogue) -> str:
    """Return what the part was asked for by: a compound, or the form where it was left open."""
    form = source[part["form"]]
    compounds = [item["compound"]["id"] for item in part["conversions"]]
    whole = [item.id for item in form.compounds if item.formula]
    # a name of the one compound with a formula leaves no other open
    is_form = compounds == whole and len(compounds) + len(part["open"]) == len(form.compounds)
    return form.id if is_form else compounds[0]


def _declared(written: Mapping[str, Any], source: Catalogue) -> Declared:
    # a name that leaves compounds open is that of the form
    name = written["form"] if written["open"] else written["compound"]["id"]
    return declared(Decimal(written["share"]), name, rest=written["rest"], catalogue=source)


_MAKERS: dict[str, Callable[[Mapping[str, Any], Catalogue], Result]] = {
    "Form": lambda written, source: source[written["id"]],
    "Selection": _selection,
    "Comparison": lambda written, source: compare(
        *_ids(written["forms"]), columns=written["columns"], catalogue=source
    ),
    "Verdict": lambda written, source: source.verdict(written["first"], written["second"]),
    "Sources": _sources,
    "Elemental": _elemental,
    "Declared": _declared,
    "Identification": lambda written, _: identify(written["text"]),
}


def _differences(expected: Any, got: Any, place: str) -> Iterator[tuple[str, str, Any]]:
    """Yield where plain data differs: the place, what is right there, and what stands there."""
    if isinstance(expected, dict) and isinstance(got, Mapping):
        for key in (*expected, *(key for key in got if key not in expected)):
            within = f"{place}.{key}" if place else str(key)
            yield from _differences(expected.get(key, _NOTHING), got.get(key, _NOTHING), within)
    elif isinstance(expected, list) and isinstance(got, list):
        if len(expected) != len(got):
            yield place, f"{len(expected)} items", len(got)
        for at, (one, other) in enumerate(zip(expected, got, strict=False)):
            yield from _differences(one, other, f"{place}[{at}]")
    elif type(expected) is not type(got) or expected != got:
        yield place, "nothing" if expected is _NOTHING else shown(expected), got
