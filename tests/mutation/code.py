"""
Tell how many changes of the code no test noticed, and whether each is explained; no test itself.

`mutmut results --all true | python tests/mutation/code.py`, as `.ci/mutate` runs it. Changes that
were left are explained by function in `tests/mutation/left.csv`: how many, and why. Status 1 below
90 %, or where a function has more left than are explained.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

GOAL = 0.9
LEFT = Path(__file__).with_name("left.csv")
NOTICED = {"killed", "timeout", "suspicious", "caught by type check"}
LINE = re.compile(r"\s*magforms\.(?P<name>\S+)__mutmut_[0-9]+: (?P<state>.+)")


def function(mangled: str) -> str:
    """Return the name of a function as the code has it, from that of its changes."""
    module, _, name = mangled.rpartition(".")
    plain = name.removeprefix("x_").removeprefix("x\u01c1").replace("\u01c1", ".")
    return f"{module}.{plain}"


def main(lines: Iterable[str]) -> int:
    """Print what was left, by function, and the share that was noticed."""
    states: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for line in lines:
        match = LINE.fullmatch(line.rstrip())
        if not match:
            continue
        states[match["state"]] += 1
        if match["state"] not in NOTICED:
            left[function(match["name"])] += 1
    with LEFT.open(encoding="utf-8", newline="") as file:
        explained = {row["function"]: int(row["changes"]) for row in csv.DictReader(file)}
    unexplained = {name: count for name, count in left.items() if count > explained.get(name, 0)}
    for name, count in sorted(left.items()):
        told = f", of which {explained.get(name, 0)} are explained" if name in unexplained else ""
        sys.stdout.write(f"{name}: {count} left{told}\n")
    made = states.total()
    noticed = made - left.total()
    share = noticed / made if made else 0
    sys.stdout.write(f"{noticed} of {made} changes noticed: {share:.1%}\n")
    return int(share < GOAL or bool(unexplained))


if __name__ == "__main__":
    raise SystemExit(main(sys.stdin))
