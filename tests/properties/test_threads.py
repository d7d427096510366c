"""Law: however many threads ask first, what is shipped is loaded once."""

import subprocess
import sys

import pytest

FIRST_CALLS = (
    "mf.catalogue()",
    "(mf.get('oxide'), mf.catalogue())[1]",
    "(mf.compare(), mf.catalogue())[1]",
    "(mf.query(use='sleep').caveats, mf.catalogue())[1]",
    "(mf.identify('magnesium citrate'), labels.lexicon())[1]",
    "(mf.identify('magnesium citrate'), label_reader.phrases())[1]",
)
CODE = """
import sys
sys.path[:0] = {path!r}
sys.setswitchinterval(1e-6)
from threading import Barrier, Thread
import magforms as mf
{also}
barrier = Barrier(32)
found = []

def ask():
    barrier.wait()
    found.append({call})

threads = [Thread(target=ask) for _ in range(32)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(found), len(set(map(id, found))), found[0] is {call})
"""


@pytest.mark.parametrize("call", FIRST_CALLS)
def test_thirty_two_threads_get_the_very_same_object(call: str) -> None:
    """In a fresh interpreter, threads that start together share one object."""
    # what needs no label must not load their words
    also = "from magforms import label_reader, labels" if "label" in call else ""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", CODE.format(path=sys.path, call=call, also=also)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "32 1 True\n" == done.stdout
    assert "" == done.stderr
