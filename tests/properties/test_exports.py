"""Law: every export of a result says the same, and each is plain."""

import json
import math
from typing import Any

from hypothesis import given
from strategies import RESULTS

import magforms as mf
from magforms.results import Result


def leaves(written: Any) -> list[Any]:
    """Every value in plain data that holds no other."""
    if isinstance(written, dict):
        return [leaf for item in written.values() for leaf in leaves(item)]
    if isinstance(written, list):
        return [leaf for item in written for leaf in leaves(item)]
    return [written]


@given(RESULTS)
def test_dict_json_and_back_are_one(result: Result) -> None:
    """The dict is what the JSON holds, strict JSON at that, and both lead back."""
    written = result.to_dict()

    def refuse(word: str) -> None:
        raise AssertionError(word)

    assert written == json.loads(result.to_json(), parse_constant=refuse)
    assert {str, int, bool, type(None)} >= {type(leaf) for leaf in leaves(written)}
    assert result == mf.from_dict(written)
    assert result.to_json() == mf.from_dict(json.loads(result.to_json())).to_json()


@given(RESULTS)
def test_dict_holds_caveat_sources_and_version(result: Result) -> None:
    """As the attributes do."""
    written = result.to_dict()
    assert result.caveat == written["caveat"]
    assert [caveat.text for caveat in result.caveats] == [c["text"] for c in written["caveats"]]
    assert [source.id for source in result.references] == [s["id"] for s in written["references"]]
    assert result.data_version == written["data_version"]


@given(RESULTS)
def test_records_are_a_table_of_plain_cells(result: Result) -> None:
    """Same columns in every row, no number that JSON lacks, the caveat in each."""
    rows = result.to_records()
    assert rows
    assert 1 == len({tuple(row) for row in rows})
    for row in rows:
        assert {str, int, float, bool, type(None)} >= {type(cell) for cell in row.values()}
        assert all(math.isfinite(cell) for cell in row.values() if isinstance(cell, float))
        assert (result.caveat, result.data_version) == (row["caveat"], row["data_version"])
