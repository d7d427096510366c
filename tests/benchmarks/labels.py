"""
Time to read labels: a line, and how time grows with the length of odd lines; no test.

Run it with the interpreter of an environment that holds the installed library:
`python tests/benchmarks/labels.py`. Each odd line is a piece repeated to a tenth of a megabyte and
to a megabyte; ten times the text should take about ten times as long.
"""

import statistics
import sys
import time

import magforms as mf

LINES = (
    "Magnesium (as magnesium bisglycinate chelate, buffered) 500 mg",
    "Vitamin C (as ascorbic acid) 60 mg",
    "Magnesiumcitrat, Maltodextrin, Zinkgluconat, Magnesiumsalze der Speisefetts\u00e4uren",
)
PIECES = (
    *("magnesium citrate 500 mg, ", "buffered magnesium citrate ", "citric acid, magnesium salt "),
    *(
        "magnesium salt of citric acid ",
        "magnesium xyzzyx ",
        "citrate et ",
        "magnesium(",
        "(",
        "de ",
    ),
    *("500 mg ", "dmm ", "1", "\u0301", "lysinate glycinate "),
)
TIMES = 2000
SHORT, FACTOR = 100_000, 10
GOAL = 20


def spent(text: str) -> float:
    """Return the processor time of reading a line, in seconds."""
    started = time.process_time()
    mf.identify(text)
    return time.process_time() - started


def main() -> int:
    """Print both, and return how many lines grow faster than the goal."""
    mf.identify("magnesium")
    for line in LINES:
        typical = statistics.median(spent(line) for _ in range(TIMES))
        sys.stdout.write(f"{typical * 1e6:8.0f} us  {line}\n")
    missed = 0
    for piece in PIECES:
        short = piece * (SHORT // len(piece))
        ratio = spent(short * FACTOR) / min(spent(short) for _ in range(3))
        missed += ratio > GOAL
        sys.stdout.write(f"{ratio:8.1f}     times as long for {FACTOR} times {piece!r}\n")
    return missed


if __name__ == "__main__":
    raise SystemExit(main())
