"""
Hypothesis: strategies for the public classes, for tests of what is built on this library.

Hypothesis finds them by its entry point, so that `st.from_type(magforms.Form)` draws a form. No
record is invented: forms, sources and findings are shipped ones, and results are what the functions
of the library return, each with its caveats.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from operator import attrgetter
from typing import Any

from hypothesis import strategies as st

from magforms.amounts import UNITS, Amount
from magforms.catalogues import Catalogue
from magforms.caveats import Caveat
from magforms.columns import COLUMNS
from magforms.comparisons import Comparison, compare
from magforms.composition import Compound
from magforms.conversions import (
    Declared,
    Elemental,
    ElementalMass,
    LimitPosition,
    compound_for,
    declared,
    elemental_in,
)
from magforms.evidence import AnimalFinding, HumanFinding, InVitroFinding, Study
from magforms.forms import Bioavailability, Form, Use
from magforms.identification import (
    Identification,
    LeftOut,
    Mention,
    StatedAmount,
    identify,
)
from magforms.intake import IntakeLimit
from magforms.loading import catalogue
from magforms.provenance import Sources, sources
from magforms.references import Reference
from magforms.selections import SORT_KEYS, Selection, query
from magforms.verdicts import MeasureVerdict, Verdict
from magforms.vocabulary import Certainty, Rating, Status

_MOST, _PLACES = 10**9, 6
_LABELS = (
    "Magnesium (as magnesium {name}) {amount}",
    "{name} de magnesio, magnesium stearate",
    "Magnesium {name}, buffered; {amount} elemental magnesium",
    "Calcium {amount}",
    "{name}",
)


def _one_of(items: Iterable[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for some values that does not write them all where it is shown."""
    known = tuple(dict.fromkeys(items))
    return st.integers(0, len(known) - 1).map(lambda place: known[place])


def names() -> st.SearchStrategy[str]:
    """Return a strategy for names that mean a form: ids and synonyms, as the data have them."""
    known = (name for form in catalogue().forms for name in (form.id, form.name, *form.names))
    return _one_of(known)


def forms() -> st.SearchStrategy[Form]:
    """Return a strategy for the shipped forms."""
    return _one_of(catalogue().forms)


def some_forms(fewest: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    """
    Return a strategy for ids of different forms, in any order.

    Args:
        fewest: How many there are at least.
    """
    ids = st.lists(st.sampled_from(tuple(catalogue())), min_size=fewest, unique=True)
    return ids.map(tuple)


def filters() -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for keywords of `query`, without those that sort."""
    words: dict[str, st.SearchStrategy[Any]] = {
        "use": st.sampled_from(tuple(term.id for term in catalogue().use_terms)),
        "primary": st.booleans(),
        "status": st.sampled_from(Status),
        "kind": st.sampled_from([form.kind for form in catalogue().forms]),
        "bioavailability": st.sampled_from(Rating),
        "min_bioavailability": st.sampled_from(Rating),
        "min_certainty": st.sampled_from(Certainty),
    }
    return st.fixed_dictionaries({}, optional=words)


def sorts() -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for the keywords of `query` that sort, or for none."""
    words = {"sort_by": st.sampled_from(SORT_KEYS), "descending": st.booleans()}
    return st.one_of(st.just({}), st.fixed_dictionaries(words))


def selections() -> st.SearchStrategy[Selection]:
    """Return a strategy for selections, some of them empty."""
    return st.builds(lambda chosen, order: query(**chosen, **order), filters(), sorts())


def comparisons() -> st.SearchStrategy[Comparison]:
    """Return a strategy for comparisons of two or more forms, in any order, with any columns."""
    columns = st.lists(st.sampled_from(COLUMNS), min_size=1, unique=True)
    return st.builds(
        lambda ids, shown: compare(*ids, columns=shown), some_forms(2), st.none() | columns
    )


def verdicts() -> st.SearchStrategy[Verdict]:
    """Return a strategy for verdicts on two forms, in either order."""
    return some_forms(2).map(lambda ids: catalogue().verdict(*ids[:2]))


def all_sources() -> st.SearchStrategy[Sources]:
    """Return a strategy for the figures of some forms, or of the whole data set."""
    return some_forms().map(lambda ids: sources(*ids))


def amounts() -> st.SearchStrategy[Amount]:
    """Return a strategy for masses and amounts of substance, with up to six decimals."""
    return st.builds(
        lambda whole, places, unit: Amount(value=Decimal(f"{whole}E-{places}"), unit=unit),
        st.integers(0, _MOST),
        st.integers(0, _PLACES),
        st.sampled_from(UNITS),
    )


def substances() -> st.SearchStrategy[str]:
    """Return a strategy for what holds an amount: ids of forms, and of compounds with a formula."""
    known = (item.id for form in catalogue().forms for item in form.compounds if item.formula)
    return st.sampled_from((*catalogue(), *known))


def elementals() -> st.SearchStrategy[Elemental]:
    """Return a strategy for conversions, there and back, of up to three parts."""
    parts = st.lists(st.tuples(amounts(), substances()), min_size=1, max_size=3)
    return st.one_of(st.builds(compound_for, amounts(), substances()), parts.map(elemental_in))


def elemental_masses() -> st.SearchStrategy[ElementalMass]:
    """Return a strategy for ranges of elemental magnesium."""
    figures = st.builds(
        lambda whole, places: Decimal(f"{whole}E-{places}"),
        st.integers(0, _MOST),
        st.integers(0, _PLACES),
    )
    return st.lists(figures, min_size=2, max_size=2).map(lambda pair: ElementalMass(*sorted(pair)))


def limits() -> st.SearchStrategy[IntakeLimit]:
    """Return a strategy for the shipped limits, intakes and label references."""
    return _one_of(catalogue().limits)


def limit_positions() -> st.SearchStrategy[LimitPosition]:
    """Return a strategy for elemental magnesium beside a limit."""
    return st.builds(LimitPosition, limit=limits(), mass=elemental_masses())


def all_declared() -> st.SearchStrategy[Declared]:
    """Return a strategy for declared shares, with and without a form that the rest may be."""
    return st.builds(
        lambda percent, name, rest: declared(f"{percent} %", name, rest=rest),
        st.integers(1, 100),
        substances(),
        st.none() | st.sampled_from(tuple(catalogue())),
    )


def labels() -> st.SearchStrategy[str]:
    """Return a strategy for lines as they stand on labels, most of which name a form."""
    return st.builds(
        lambda line, name, amount: line.format(name=name, amount=amount),
        st.sampled_from(_LABELS),
        names(),
        amounts(),
    )


def identifications() -> st.SearchStrategy[Identification]:
    """Return a strategy for what lines of labels name."""
    return labels().map(identify)


def _in_results(
    whole: Callable[[], st.SearchStrategy[Any]], part: str
) -> Callable[[], st.SearchStrategy[Any]]:
    """Return what makes a strategy for a part of results; results without one are passed over."""
    parts = attrgetter(part)
    return lambda: whole().filter(parts).flatmap(lambda result: _one_of(parts(result)))


def _in_catalogue(part: str) -> Callable[[], st.SearchStrategy[Any]]:
    return lambda: _one_of(attrgetter(part)(catalogue()))


def _in_forms(find: Callable[[Form], Iterable[Any]]) -> Callable[[], st.SearchStrategy[Any]]:
    return lambda: _one_of(item for form in catalogue().forms for item in find(form))


# made when a value is drawn: the data are not loaded before
STRATEGIES: dict[type, Callable[[], st.SearchStrategy[Any]]] = {
    Amount: amounts,
    AnimalFinding: _in_catalogue("animal_findings"),
    Bioavailability: _in_forms(lambda form: [form.bioavailability]),
    Catalogue: lambda: st.builds(catalogue),
    Caveat: _in_catalogue("caveats"),
    Comparison: comparisons,
    Compound: _in_forms(lambda form: form.compounds),
    Declared: all_declared,
    Elemental: elementals,
    ElementalMass: elemental_masses,
    Form: forms,
    HumanFinding: _in_catalogue("findings"),
    Identification: identifications,
    InVitroFinding: _in_catalogue("in_vitro_findings"),
    IntakeLimit: limits,
    LeftOut: _in_results(identifications, "left_out"),
    LimitPosition: limit_positions,
    MeasureVerdict: _in_results(verdicts, "measures"),
    Mention: _in_results(identifications, "mentions"),
    Reference: _in_catalogue("references"),
    Selection: selections,
    Sources: all_sources,
    StatedAmount: _in_results(identifications, "amounts"),
    Study: _in_catalogue("studies"),
    Use: _in_forms(lambda form: form.uses),
    Verdict: verdicts,
}


def register() -> None:
    """Tell Hypothesis the strategy of each class."""
    for kind in STRATEGIES:
        st.register_type_strategy(kind, _only(kind))


def _only(kind: type) -> Callable[[type], Any]:
    """Return what gives a class its strategy, and none where any sequence or mapping will do."""
    return lambda asked: STRATEGIES[kind]() if asked is kind else NotImplemented


register()
