"""Hypothesis strategies and examples of results."""

import inspect
from itertools import combinations

from hypothesis import strategies as st

import magforms as mf
from magforms.results import Result
from magforms.selections import SORT_KEYS

FORM_IDS = ("citrate", "glycinate", "malate", "oxide")
LABELS = (
    "Magnesium (as magnesium bisglycinate chelate, buffered) 500 mg",
    "Magnesium Citrate Malate, Magnesium Stearate",
    "magnesium glycinte",
    "Calcium 100 mg",
    "",
)
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
AMOUNTS = st.builds(
    "{} {}".format, st.integers(1, 10**6), st.sampled_from(("mg", "g", "mmol", "\u00b5g"))
)
COMPOUNDS = tuple(
    compound.id for form in mf.query() for compound in form.compounds if compound.formula
)
NAMES = st.sampled_from((*FORM_IDS, *COMPOUNDS))
ELEMENTALS = st.one_of(
    st.builds(mf.compound_for, AMOUNTS, NAMES),
    st.lists(st.tuples(AMOUNTS, NAMES), min_size=1, max_size=3).map(mf.elemental_in),
)
DECLARED = st.builds(
    lambda percent, name, rest: mf.declared(f"{percent} %", name, rest=rest),
    st.integers(1, 100),
    NAMES,
    st.one_of(st.none(), st.sampled_from(FORM_IDS)),
)
IDENTIFICATIONS = st.one_of(
    st.sampled_from(LABELS),
    st.lists(st.sampled_from([*"(),;/.:", "as", "500 mg", *LABELS, *FORM_IDS]), max_size=8).map(
        " ".join
    ),
    st.text(max_size=40),
).map(mf.identify)
SOURCES = some_forms().map(lambda ids: mf.sources(*ids))
OF_TYPE: dict[type[Result], st.SearchStrategy[Result]] = {
    mf.Form: FORMS,
    mf.Selection: SELECTIONS,
    mf.Comparison: COMPARISONS,
    mf.Verdict: VERDICTS,
    mf.Sources: SOURCES,
    mf.Identification: IDENTIFICATIONS,
    mf.Elemental: ELEMENTALS,
    mf.Declared: DECLARED,
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
    found |= {f"label {number}": mf.identify(text) for number, text in enumerate(LABELS)}
    found["elemental citrate"] = mf.elemental("500 mg", "citrate")
    found["compound glycinate"] = mf.compound_for("100.0 mg", "magnesium bisglycinate")
    found["product"] = mf.elemental_in([("5 mmol", "bisglycinate"), ("0.25 g", "oxide")])
    found["declared glycinate"] = mf.declared("20 %", "bisglycinate")
    found["declared malate"] = mf.declared("12,5 %", "malate", rest=None)
    return found
