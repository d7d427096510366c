"""Law: the order of rows in the files of the data package changes no answer."""

import csv
import io
import json
from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import FILTERS, SORTS

import magforms as mf
from magforms.datafiles import DESCRIPTOR, read_package, shipped_files
from magforms.integrations.strategies import some_forms
from magforms.loading import load_package

READ = shipped_files()


def shuffled(random: Random) -> Callable[[str], bytes]:
    """Return what reads the shipped files with the rows of each in another order."""

    def read(name: str) -> bytes:
        data = READ(name)
        if name == DESCRIPTOR:
            return data
        if name.endswith(".json"):
            records = json.loads(data)
            random.shuffle(records)
            return json.dumps(records).encode("utf-8")
        header, *rows = csv.reader(io.StringIO(data.decode("utf-8")))
        random.shuffle(rows)
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([header, *rows])
        return text.getvalue().encode("utf-8")

    return read


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=True), FILTERS, SORTS, some_forms(2))
def test_answers_do_not_depend_on_the_order_of_rows(
    random: Random, filters: dict[str, Any], sort: dict[str, Any], forms: tuple[str, ...]
) -> None:
    """Every table shuffled at once gives the same selections, comparisons and sources."""
    again = load_package(read_package(shuffled(random)))
    assert mf.query(**filters, **sort) == mf.query(**filters, **sort, catalogue=again)
    assert mf.compare(*forms) == mf.compare(*forms, catalogue=again)
    assert mf.compare() == mf.compare(catalogue=again)
    assert mf.sources(forms[0]) == mf.sources(forms[0], catalogue=again)
    assert mf.compare().to_json() == mf.compare(catalogue=again).to_json()
    assert mf.catalogue().caveats == again.caveats
    assert mf.catalogue().index == again.index


def test_rows_are_shuffled() -> None:
    """The files read by the law are not those shipped, and hold the same rows."""
    read = shuffled(Random(1))  # noqa: S311  # no secret
    for name in ("forms.csv", "uses.csv", "caveats.csv"):
        assert READ(name) != read(name)
        assert sorted(READ(name).splitlines()) == sorted(read(name).splitlines())
