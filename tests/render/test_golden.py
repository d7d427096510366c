"""
A few results in each format, letter by letter, as files to look at.

A change of words, order or data shows here first. After looking at it, write the files anew with
`MAGFORMS_UPDATE_GOLDEN=1 python -m pytest tests/render/test_golden.py` and read the difference.
Without that variable nothing is ever written.

The file for JSON leaves out the forms and verdicts themselves, which would fill thousands of lines.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import magforms as mf

GOLDEN = Path(__file__).parent / "golden"
SUFFIXES = {
    "text": "txt",
    "box": "box.txt",
    "markdown": "md",
    "html": "html",
    "rst": "rst",
    "latex": "tex",
    "booktabs": "booktabs.tex",
    "asciidoc": "adoc",
    "mediawiki": "mediawiki",
    "jira": "jira",
    "textile": "textile",
    "csv": "csv",
    "tsv": "tsv",
    "json": "json",
}


def _compared(format_name: str) -> str:
    written = mf.compare("citrate", "oxide").render(format_name)
    if format_name != "json":
        return written
    whole = json.loads(written)
    kept = {key: item for key, item in whole.items() if key not in ("forms", "verdicts")}
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


CASES: dict[str, Callable[[], str]] = {
    f"compare-citrate-oxide.{suffix}": lambda name=name: _compared(name)
    for name, suffix in SUFFIXES.items()
}
CASES["query-muscle-twitching.txt"] = lambda: mf.query(use="muscle-twitching").render("text")


@pytest.mark.parametrize("name", CASES)
def test_rendering_is_as_it_was_looked_at(name: str) -> None:
    """Each file holds what is written now."""
    written = CASES[name]()
    file = GOLDEN / name
    if os.environ.get("MAGFORMS_UPDATE_GOLDEN") == "1":
        file.write_bytes(written.encode("utf-8"))
        pytest.skip(f"{name} written: read it")
    assert file.read_bytes().decode("utf-8") == written


def test_no_file_is_left_over() -> None:
    """Every file belongs to a case, and every format has one."""
    assert set(CASES) == {file.name for file in GOLDEN.iterdir()}
    assert set(mf.FORMATS) == set(SUFFIXES)
