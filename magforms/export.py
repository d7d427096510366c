"""Results as plain records, dicts and JSON."""

import json
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from typing import Any
from unicodedata import category

import attrs

from magforms.arithmetic import steadily
from magforms.caveats import Caveat
from magforms.columns import found_in_words, status_in_words
from magforms.comparisons import Comparison
from magforms.conversions import Declared, Elemental, Part
from magforms.evidence import Study
from magforms.forms import Form, Use
from magforms.identification import Identification
from magforms.provenance import Sources
from magforms.references import Reference
from magforms.results import Result, unique
from magforms.selections import Selection
from magforms.values import Value
from magforms.verdicts import Verdict

SCHEMA = "magforms-result/1"
# stands among the caveats of the result
NOT_WRITTEN = ("own_caveats",)
_ESCAPED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def records(result: Result) -> list[dict[str, Any]]:
    """
    Return one plain dict a row, in the order of the result.

    A form, selection or comparison gives a row a form, a verdict a row an outcome measure,
    sources a row a figure, an identification a row a mention, amounts a row a compound. Without
    any there is one row all the same, for the caveat.

    Args:
        result: Any result of this library.
    """
    if isinstance(result, Comparison):
        rows = [_form_record(form) for form in result.forms]
    elif isinstance(result, Selection):
        rows = [_selected_record(result, form) for form in result.forms]
        rows = rows or [{"form": None, "message": result.message}]
    elif isinstance(result, Form):
        rows = [_form_record(result)]
    elif isinstance(result, Verdict):
        rows = _verdict_records(result)
    elif isinstance(result, Identification):
        rows = _mention_records(result)
    elif isinstance(result, Elemental):
        rows = [row for part in result.parts for row in _conversion_records(part)]
    elif isinstance(result, Declared):
        rows = [_declared_record(result)]
    elif isinstance(result, Sources):
        rows = [_figure_record(figure) for figure in result.figures]
    else:
        message = f"no records for {type(result).__name__}"
        raise TypeError(message)
    shared = {"data_version": result.data_version, "caveat": result.caveat}
    return [{**row, **shared} for row in rows or [{}]]


def _form_record(form: Form) -> dict[str, Any]:
    appraisal = form.bioavailability
    low, high = form.elemental_fraction or (None, None)
    return {
        "form": form.id,
        "name": form.name,
        "kind": form.kind.value,
        "bioavailability": appraisal.rating.value,
        "certainty": appraisal.certainty.value if appraisal.certainty else None,
        "claimed_bioavailability": appraisal.claimed.value,
        "claimed_source": _source(appraisal.claimed_source),
        "strict_rating": appraisal.strict_rating.value if appraisal.strict_rating else None,
        "primary_uses": "; ".join(use.id for use in form.primary_uses),
        "primary_use_status": _each(form.primary_uses, _status),
        "primary_use_direction": _each(form.primary_uses, lambda use: use.direction.value),
        "primary_use_certainty": _each(form.primary_uses, _certainty),
        "primary_use_in_words": _each(form.primary_uses, _in_words),
        "elemental_fraction_low": None if low is None else float(low),
        "elemental_fraction_high": None if high is None else float(high),
        "sources": _sources(
            (*appraisal.references, *(s for use in form.primary_uses for s in use.sources))
        ),
    }


def _each(uses: Iterable[Use], write: Any) -> str:
    return "; ".join(f"{use.id}: {write(use)}" for use in uses)


def _status(use: Use) -> str:
    return ", ".join(status.value for status in use.status)


def _certainty(use: Use) -> str:
    return use.certainty.value if use.certainty else "none"


def _in_words(use: Use) -> str:
    """Return status and what was found with all that limits them."""
    return f"{status_in_words(use)}; {found_in_words(use)}"


def _selected_record(selection: Selection, form: Form) -> dict[str, Any]:
    row = _form_record(form)
    for term in selection.asked:
        use = form.listed_use(term.id)
        row[f"{term.id} status"] = _status(use) if use else None
        row[f"{term.id} direction"] = use.direction.value if use else None
        row[f"{term.id} certainty"] = _certainty(use) if use else None
        row[f"{term.id} in words"] = _in_words(use) if use else None
    return row


def _verdict_records(verdict: Verdict) -> list[dict[str, Any]]:
    shared = {
        "first": verdict.first,
        "second": verdict.second,
        "outcome": verdict.outcome.value,
        "certainty": verdict.certainty.value if verdict.certainty else None,
        "statement": verdict.statement,
    }
    rows = [
        {
            **shared,
            "measure": item.measure.value,
            "endpoint": item.endpoint,
            "measure_outcome": item.outcome.value,
            "studies": "; ".join(dict.fromkeys(f.study.id for f in item.findings)),
            "note": item.note,
            "sources": _sources(finding.reference for finding in item.findings),
        }
        for item in verdict.measures
    ]
    empty = {"measure": None, "endpoint": None, "measure_outcome": None}
    return rows or [{**shared, **empty, "studies": "", "note": None, "sources": ""}]


def _mention_records(result: Identification) -> list[dict[str, Any]]:
    shared = {"label": result.text, "remarks": "; ".join(result.remarks)}
    rows = [
        {
            **shared,
            "form": item.form,
            "compound": item.compound,
            "text": item.text,
            "start": item.start,
            "end": item.end,
        }
        for item in result.mentions
    ]
    empty = dict.fromkeys(("form", "compound", "text", "start", "end"))
    return rows or [{**shared, **empty}]


def _conversion_records(part: Part) -> list[dict[str, Any]]:
    """Return a row a compound, without figures where no formula is established."""
    given = {"given": str(part.amount), "given_of": part.of}
    known = [
        {
            "form": part.form,
            "compound": item.compound.id,
            "name": item.compound.name,
            **given,
            "compound_mg": float(item.compound_mg),
            "elemental_mg": float(item.elemental_mg),
            "magnesium_mmol": float(item.mmol),
            "sources": _sources(item.compound.references),
        }
        for item in part.conversions
    ]
    none = dict.fromkeys(("compound_mg", "elemental_mg", "magnesium_mmol", "sources"))
    row = {"form": part.form, "compound": None}
    return known + [{**row, "name": name, **given, **none} for name in part.open]


def _declared_record(result: Declared) -> dict[str, Any]:
    share, mass = result.rest_of_magnesium, result.rest_by_mass
    return {
        "form": result.form,
        "compound": result.compound.id,
        "declared_fraction": float(result.share),
        "ceiling": float(result.ceiling),
        "possible": str(result.possible).lower(),
        "rest": result.rest,
        "rest_by_mass": None if mass is None else float(mass),
        "rest_of_magnesium": None if share is None else float(share),
        "statement": result.statement,
        "sources": _sources(result.references),
    }


def _figure_record(figure: Any) -> dict[str, Any]:
    return {
        "about": figure.about,
        "text": figure.text,
        "forms": "; ".join(sorted(figure.forms)),
        "sources": _sources(figure.references),
        "locator": figure.locator,
        "origin": figure.origin.value,
        "verification": figure.verification,
        "readings": figure.readings,
        "checked_on": figure.checked_on,
    }


def _sources(references: Iterable[Reference]) -> str:
    return "; ".join(dict.fromkeys(map(_source, references)))


def _source(reference: Reference) -> str:
    return reference.link or str(reference)


@steadily
def document(result: Result, sources: tuple[Reference, ...] = ()) -> dict[str, Any]:
    """
    Return the whole result as dicts, lists, text, whole numbers and None.

    Figures keep their digits as text. A study stands in full where it is first met and as its id
    after that; sources are ids of `references`.

    Args:
        result: Any result of this library.
        sources: Further sources that stand under `references`.
    """
    body = _Plain().of(result)
    return {
        "schema": SCHEMA,
        "type": type(result).__name__,
        **body,
        "caveat": result.caveat,
        "caveats": [_caveat(caveat) for caveat in result.caveats],
        "references": [_reference(item) for item in unique(result.references + sources)],
        "data_version": result.data_version,
    }


def _caveat(caveat: Caveat) -> dict[str, Any]:
    return {
        "id": caveat.id,
        "scope": caveat.scope,
        "text": caveat.text,
        "sources": [_source(reference) for reference in caveat.references],
        "second_hand": caveat.second_hand,
        "editorial": caveat.editorial,
    }


def _reference(reference: Reference) -> dict[str, Any]:
    plain: dict[str, Any] = _Plain().fields(reference)
    return {**plain, "citation": str(reference), "link": reference.link}


@steadily
def plain(value: Any) -> Any:
    """Return a value and all it holds as dicts, lists, text, whole numbers and None."""
    return _Plain().of(value)


class _Plain:
    """Turns a value and all it holds into plain data."""

    def __init__(self) -> None:
        self.met: set[str] = set()

    def of(self, value: Any) -> Any:
        if isinstance(value, Study):
            if value.id in self.met:
                return value.id
            self.met.add(value.id)
        for kinds, turn in (
            ((Reference, Caveat), lambda: value.id),
            (Value, lambda: self.fields(value)),
            (Enum, lambda: value.value),
            (Decimal, lambda: str(value)),
            (frozenset, lambda: sorted(map(self.of, value))),
            (tuple, lambda: list(map(self.of, value))),
        ):
            if isinstance(value, kinds):
                return turn()
        return value

    def fields(self, value: Any) -> dict[str, Any]:
        return {
            field.name: self.of(getattr(value, field.name))
            for field in attrs.fields(type(value))
            if field.name not in NOT_WRITTEN
        }


def strict_json(value: Any) -> str:
    """Return plain data as strict JSON: keys in their order, UTF-8, a final newline."""
    return _seen(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)) + "\n"


def json_line(value: Any) -> str:
    """Return plain data as strict JSON on one line, with its line break."""
    return _seen(json.dumps(value, ensure_ascii=False, allow_nan=False)) + "\n"


def _seen(written: str) -> str:
    """Escape what is invisible or could turn the direction of text; it means the same."""
    if written.isascii():
        return written
    return "".join(
        json.dumps(sign)[1:-1] if category(sign) in _ESCAPED and sign != "\n" else sign
        for sign in written
    )
