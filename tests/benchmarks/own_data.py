"""
Time to load a folder of one's own as it grows, and to look up and compare; no test.

Run it with the interpreter of an environment that holds the installed library:
`python tests/benchmarks/own_data.py`. Ten times the forms should take about ten times as long to
load; a look-up and a comparison of two should not depend on their number.
"""

import csv
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import magforms as mf
from magforms.own_data import write_example

SIZES = (10, 1_000, 20_000)
TABLES = ("forms", "compounds", "names", "ratings", "uses")


def grown(folder: Path, size: int) -> Path:
    """Return the example folder with each row of a few tables for so many forms."""
    write_example(folder)
    for table in TABLES:
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        with path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            for number in range(size - 1):
                for row in rows:
                    writer.writerow(
                        [
                            cell.replace("example", f"example{number}", 1)
                            if "example" in cell and name in ("id", "form", "name")
                            else cell
                            for name, cell in zip(header, row, strict=True)
                        ]
                    )
    (folder / "forms.csv").write_text(
        "id,name,kind\nexample,Magnesium example,organic salt\n"
        + "".join(f"example{n},Magnesium example{n},organic salt\n" for n in range(size - 1)),
        "utf-8",
    )
    return folder


def best(run: Callable[[], object], rounds: int) -> float:
    """Return the shortest of a few times in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print times and their growth."""
    mf.catalogue()
    earlier = None
    with tempfile.TemporaryDirectory() as work:
        for size in SIZES:
            folder = grown(Path(work, str(size)), size)
            load = best(lambda folder=folder: mf.Catalogue.load(folder), 2 if size > 1000 else 5)
            mine = mf.Catalogue.load(folder)
            find = best(lambda mine=mine: mf.get("example salt", catalogue=mine), 200)
            two = best(lambda mine=mine: mf.compare("example", "oxide", catalogue=mine), 50)
            plain = dict(mine)
            known = best(lambda plain=plain: plain["example"], 200)
            grew = f"; {load / earlier[0]:.1f} x for {size / earlier[1]:.0f} x" if earlier else ""
            sys.stdout.write(
                f"{size:6} forms: loaded in {load:.3f} s{grew}; look-up {find / known:.0f} x dict,"
                f" {find * 1e6:.1f} us; comparison of two {two * 1e6:.0f} us\n"
            )
            earlier = load, size


if __name__ == "__main__":
    main()
