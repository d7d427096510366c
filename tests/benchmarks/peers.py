"""
Speed beside other libraries as ratios, measured interleaved in one run; no test.

Run it with the interpreter of an environment that holds the installed library and the group
"benchmark": `python tests/benchmarks/peers.py`. It prints the tables of docs/speed.md. Times are
processor times: medians of whole processes for what is imported, of calls for the rest. A ratio
above 1 means that magforms takes longer.
"""

import csv
import io
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from importlib.resources import files

import great_tables
import pandas as pd
import prettytable
from rendering import COLUMNS, documented, spent, texts
from rich.console import Console
from rich.table import Table
from startup import medians
from tabulate import tabulate

import magforms as mf
from magforms.datafiles import read_package, shipped_files
from magforms.loading import load_package
from magforms.render import html, markdown

PROCESSES, CALLS = 15, 9
# great_tables takes three minutes for 20,000
MOST_GREAT_TABLES = 1_000
SIZES = ((16, 20), (1_000, COLUMNS), (20_000, COLUMNS))
LIBRARIES = (
    *("attrs", "tabulate", "periodictable", "pycountry", "mendeleev", "pandas", "prettytable"),
    *("rich", "great_tables"),
)
STARTS = {
    "magforms, first comparison": "import magforms as mf; mf.compare().render('markdown')",
    "attrs and tabulate, import": "import attrs, tabulate",
    "magforms, import": "import magforms",
    "a bare interpreter": "pass",
    "magforms, first look-up": "import magforms as mf; mf.get('citrate').elemental_fraction",
    "periodictable, first look-up": "import periodictable as p; p.formula('MgO').mass",
    "pycountry, first look-up": "import pycountry; pycountry.countries.get(alpha_2='CH').name",
    "mendeleev, first look-up": "import mendeleev; mendeleev.element('Mg').atomic_weight",
}
Works = dict[str, Callable[[], object]]


def interleaved(works: Works, rounds: int) -> dict[str, float]:
    """Return the median time of each work, all of them done once a round."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            times[name].append(spent(work))
    return {name: statistics.median(values) for name, values in times.items()}


def show(title: str, times: dict[str, float], note: str = "") -> None:
    """Print times as a table; the ratio is that of the first to each."""
    first = next(iter(times.values()))
    rows = [(name, f"{value * 1000:.3g}", f"{first / value:.2f}") for name, value in times.items()]
    head = ("What", "ms", "magforms / this")
    sys.stdout.write(f"\n### {title}\n\n{note}{tabulate(rows, head, 'github')}\n")
    sys.stdout.flush()


def starts() -> None:
    """Whole processes."""
    median = medians(STARTS, PROCESSES)
    for own, others in (
        ("magforms, import", ["a bare interpreter"]),
        ("magforms, first comparison", [name for name in median if not name.startswith("magf")]),
        ("magforms, first look-up", [name for name in median if name.endswith("first look-up")]),
    ):
        show(own, {own: median[own], **{name: median[name] for name in others}})


def great_table(frame: pd.DataFrame) -> str:
    """Return the HTML of a table."""
    return great_tables.GT(frame).as_raw_html()


def pretty(rows: list[list[str]], heads: list[str]) -> prettytable.PrettyTable:
    """Return a table of rows."""
    table = prettytable.PrettyTable(heads)
    table.set_style(prettytable.TableStyle.MARKDOWN)
    table.add_rows(rows)
    return table


def rich_table(rows: list[list[str]], heads: list[str]) -> str:
    """Return a table as rich draws it."""
    table = Table(*heads)
    for row in rows:
        table.add_row(*row)
    console = Console(file=io.StringIO(), width=250)
    console.print(table)
    return console.file.getvalue()  # type: ignore[attr-defined]


def rendering(count: int, columns: int) -> None:
    """Tables of finished strings; what another library needs to be given them is its work too."""
    rows = [row[: columns + 1] for row in texts(count, columns)]
    heads = ["row", *(f"column {column}" for column in range(columns))]
    document = documented(rows)
    kept = {"disable_numparse": True}
    as_markdown: Works = {
        "magforms": lambda: markdown.write(document),
        "tabulate": lambda: tabulate(rows, heads, "pipe", **kept),
        "pandas": lambda: pd.DataFrame(rows, columns=heads).to_markdown(index=False, **kept),
        "prettytable": lambda: pretty(rows, heads).get_string(),
        "rich (box drawing)": lambda: rich_table(rows, heads),
    }
    as_html: Works = {
        "magforms": lambda: html.write(document),
        "tabulate": lambda: tabulate(rows, heads, "html", **kept),
        "pandas": lambda: pd.DataFrame(rows, columns=heads).to_html(index=False),
        "prettytable": lambda: pretty(rows, heads).get_html_string(),
    }
    if count <= MOST_GREAT_TABLES:
        as_html["great_tables"] = lambda: great_table(pd.DataFrame(rows, columns=heads))
    rounds = CALLS if count <= MOST_GREAT_TABLES else 3
    for name, works in (("Markdown", as_markdown), ("HTML", as_html)):
        show(f"{name}, {count} rows of {columns} columns", interleaved(works, rounds))


def warm() -> None:
    """A comparison and its Markdown in a program that runs, and what it takes to load the data."""
    result = mf.compare()
    records = result.to_records()
    cells = [[str(value) for value in record.values()] for record in records]
    lines = [line for line in result.render("markdown").splitlines() if line.startswith("|")]
    head, _, *shown = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
    works: Works = {
        "magforms, compare and Markdown": lambda: [
            mf.compare().render("markdown") for _ in range(20)
        ],
        "tabulate, its records": lambda: [
            tabulate(cells, [*records[0]], "pipe") for _ in range(20)
        ],
        "tabulate, its table alone": lambda: [tabulate(shown, head, "pipe") for _ in range(20)],
        "tabulate, the same, looking for no numbers": lambda: [
            tabulate(shown, head, "pipe", disable_numparse=True) for _ in range(20)
        ],
    }
    note = (
        "Twenty times each. The Markdown holds the table, the verdicts, the sources and the"
        " caveats;\nthe records hold what the table shows and the caveats.\n\n"
    )
    show("A comparison of four forms", interleaved(works, CALLS), note)
    data = files("magforms") / "data"

    def parsed() -> None:
        for file in data.iterdir():
            if file.name.endswith(".csv"):
                [*csv.DictReader(io.StringIO(file.read_text("utf-8")))]
            elif file.name.endswith(".json"):
                json.loads(file.read_text("utf-8"))

    loading: Works = {
        "magforms, read, checked and built": lambda: load_package(read_package(shipped_files())),
        "csv and json of the standard library, read": parsed,
    }
    show("Loading the data", interleaved(loading, CALLS))
    plain = {name.casefold(): form for form in mf.catalogue().values() for name in form.names}
    names = [*plain]
    lookup: Works = {
        "magforms.get": lambda: [mf.get(name) for name in names * 20],
        "dict": lambda: [plain[name] for name in names * 20],
    }
    show(f"{20 * len(names)} names looked up", interleaved(lookup, CALLS))


def main() -> None:
    """Print the tables, and on what they were measured."""
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    sys.stdout.write(
        f"{time.strftime('%Y-%m-%d', time.gmtime())}: magforms {mf.__version__}, {versions};"
        f" {platform.python_implementation()} {platform.python_version()},"
        f" {platform.system()} {platform.machine()}, {os.cpu_count()} processors.\n"
    )
    starts()
    warm()
    for count, columns in SIZES:
        rendering(count, columns)


if __name__ == "__main__":
    main()
