"""
Time to write a large table as a ratio to tabulate alone, measured in one run; no test.

Run it with the interpreter of an environment that holds the library and the tools of the tests:
`python tests/benchmarks/rendering.py`. Best of several rounds, interleaved. tabulate gets finished
strings and no work with numbers; where text is wrapped, tabulate wraps it too.
"""

import statistics
import sys
import time
from collections.abc import Callable
from importlib import import_module

from tabulate import tabulate

from magforms.caveats import Caveat
from magforms.render import _WRITERS as WRITERS
from magforms.render.options import USUAL
from magforms.table import Cell, Document, Row, Table

COLUMNS = 10
ROUNDS = 9
GOAL = 1.1
# what tabulate calls the formats that it has too
ALIKE = {
    "text": "simple",
    "box": "mixed_grid",
    "markdown": "pipe",
    "html": "html",
    "rst": "grid",
    "latex": "latex",
    "booktabs": "latex_booktabs",
    "asciidoc": "asciidoc",
    "mediawiki": "mediawiki",
    "jira": "jira",
    "textile": "textile",
    "csv": "tsv",
    "tsv": "tsv",
}
WRAPPED = {"text", "box"}
CELL_WIDTH = 16


def texts(rows: int, columns: int = COLUMNS) -> list[list[str]]:
    """Return rows of short texts, the label first."""
    return [
        [f"row {row}", *(f"cell {row} {column}" for column in range(columns))]
        for row in range(rows)
    ]


def documented(rows: list[list[str]]) -> Document:
    """Return a document of one table and a caveat."""
    table = Table(
        corner="row",
        columns=tuple(f"column {column}" for column in range(len(rows[0]) - 1)),
        rows=tuple(Row(label=row[0], cells=tuple(map(Cell, row[1:]))) for row in rows),
    )
    caveat = Caveat(id="a", scope="standing", text="Ask.", checked_on="2026-01-01")
    return Document(title="T", parts=(table,), sources=(), caveats=(caveat,), data_version="1")


def spent(work: Callable[[], object]) -> float:
    """Return the processor time of a call in seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Print for each format the ratio to tabulate and how time grows with the rows."""
    small, large = documented(texts(1_000)), documented(texts(20_000))
    rows, heads = texts(1_000), ["row", *(f"column {column}" for column in range(COLUMNS))]
    missed = 0
    for name, writer in WRITERS.items():
        if name not in ALIKE:
            continue
        write = getattr(import_module(f"magforms.render.{writer.module}"), writer.function)
        options = {"tablefmt": ALIKE[name], "disable_numparse": True}
        if name in WRAPPED:
            options["maxcolwidths"] = [CELL_WIDTH] * (COLUMNS + 1)
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(spent(lambda: write(small, USUAL)))  # noqa: B023  # called at once
            theirs.append(spent(lambda: tabulate(rows, heads, **options)))  # noqa: B023
        growth = spent(lambda: write(large, USUAL)) / statistics.median(ours) / 20  # noqa: B023
        ratio = statistics.median(ours) / statistics.median(theirs)
        missed += ratio > GOAL
        sys.stdout.write(
            f"{name:10} {statistics.median(ours) * 1000:7.1f} ms, {ratio:5.2f} of tabulate"
            f" (goal: at most {GOAL}); 20 times the rows take {20 * growth:5.1f} times as long\n"
        )
    return missed


if __name__ == "__main__":
    raise SystemExit(main())
