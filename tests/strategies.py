"""Hypothesis strategies and examples of results."""

import inspect
from itertools import combinations

from hypothesis import strategies as st

import magforms as mf
from magforms.results import Result
from magforms.selections import SORT_KEYS

FORM_IDS = ("citrate", "glycinate", "malate", "oxide")
USE_IDS = tuple(term.id for term in mf.catalogue().use_terms)


def result_types() -> tuple[type[Result], ...]:
    """Every public result type, found by its name in the package."""
    public = (getattr(mf, name) for name in mf.__all__)
    return tuple(item for item in public if inspect.isclass(item) and issubclass(item, Result))


def some_forms(fewest: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    """Ids of different forms in any order."""
    return st.lists(st.sampled_from(FORM_IDS), min_size=fewest, unique=True).map(tuple)


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "use": st.sampled_from(USE_IDS),
        "primary": st.booleans(),
        "status": st.sampled_from(tuple(mf.Status)),
        "kind": st.sampled_from(("inorganic salt", "organic salt", "amino-acid chelate")),
        "bioavailability": st.sampled_from(tuple(mf.Rating)),
        "min_bioavailability": st.sampled_from(tuple(mf.Rating)),
        "min_certainty": st.sampled_from(tuple(mf.Certainty)),
    },
)
SORTS = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"sort_by": st.sampled_from(SORT_KEYS), "descending": st.booleans()}),
)

FORMS = st.sampled_from(FORM_IDS).map(mf.get)
SELECTIONS = st.builds(lambda filters, sort: mf.query(**filters, **sort), FILTERS, SORTS)
COMPARISONS = some_forms(2).map(lambda ids: mf.compare(*ids))
VERDICTS = some_forms(2).map(lambda ids: mf.catalogue().verdict(*ids[:2]))
SOURCES = some_forms().map(lambda ids: mf.sources(*ids))
OF_TYPE: dict[type[Result], st.SearchStrategy[Result]] = {
    mf.Form: FORMS,
    mf.Selection: SELECTIONS,
    mf.Comparison: COMPARISONS,
    mf.Verdict: VERDICTS,
    mf.Sources: SOURCES,
}
RESULTS = st.one_of(*OF_TYPE.values())


def examples() -> dict[str, Result]:
    """A few results of every type, by name."""
    found: dict[str, Result] = {f"form {form_id}": mf.get(form_id) for form_id in FORM_IDS}
    found["all"] = mf.query()
    found |= {f"use {use_id}": mf.query(use=use_id) for use_id in USE_IDS}
    found["comparison"] = mf.compare()
    for pair in combinations(FORM_IDS, 2):
        found[f"verdict {' '.join(pair)}"] = mf.catalogue().verdict(*pair)
    found["comparison of two"] = mf.compare("oxide", "citrate")
    found["sources of malate"] = mf.sources("malate")
    return found
