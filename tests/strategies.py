"""Hypothesis strategies and examples of results."""

import inspect
from itertools import combinations

from hypothesis import strategies as st

import magforms as mf
from magforms.integrations import strategies
from magforms.results import Result

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


FILTERS, SORTS = strategies.filters(), strategies.sorts()
NAMES = strategies.substances()
COMPOUNDS = tuple(
    compound.id for form in mf.query() for compound in form.compounds if compound.formula
)
SELECTIONS = strategies.selections()
# few of these are lines of a label
IDENTIFICATIONS = st.one_of(
    strategies.identifications(),
    st.one_of(
        st.sampled_from(LABELS),
        st.lists(st.sampled_from([*"(),;/.:", "as", "500 mg", *LABELS, *FORM_IDS]), max_size=8).map(
            " ".join
        ),
        st.text(max_size=40),
    ).map(mf.identify),
)
OF_TYPE: dict[type[Result], st.SearchStrategy[Result]] = {
    mf.Form: strategies.forms(),
    mf.Selection: SELECTIONS,
    mf.Comparison: strategies.comparisons(),
    mf.Verdict: strategies.verdicts(),
    mf.Sources: strategies.all_sources(),
    mf.Identification: IDENTIFICATIONS,
    mf.Elemental: strategies.elementals(),
    mf.Declared: strategies.all_declared(),
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
