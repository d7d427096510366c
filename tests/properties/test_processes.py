"""Law: results cross from process to process, forked or spawned, unchanged."""

import multiprocessing
import pickle
import sys
from typing import Any

import pytest
from strategies import examples

import magforms as mf

EXAMPLES = examples()


def _answer(path: list[str], name: str, stored: bytes) -> tuple[bool, str, bytes]:
    """In another process: whether a result equals ours, its caveat, and ours on the way back."""
    sys.path[:] = path
    from strategies import examples as theirs

    result, own = pickle.loads(stored), theirs()[name]  # noqa: S301  # our own
    return result == own and hash(result) == hash(own), result.caveat, pickle.dumps(own)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_result_is_the_same_in_another_process(method: str) -> None:
    """Equal there, equal when it comes back, and with its caveat."""
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} on this system")
    context: Any = multiprocessing.get_context(method)
    mf.catalogue()
    sent = [(sys.path, name, pickle.dumps(result)) for name, result in EXAMPLES.items()]
    with context.Pool(1) as pool:
        answers = pool.starmap(_answer, sent)
    for (name, result), (equal, caveat, back) in zip(EXAMPLES.items(), answers, strict=True):
        assert equal, name
        assert result.caveat == caveat
        again = pickle.loads(back)  # noqa: S301  # our own
        assert result == again
        assert again.caveats == result.caveats
