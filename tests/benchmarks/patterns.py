"""
How the time of every expression of the package grows with odd text; no test.

Run it with the interpreter of an environment that holds the installed library:
`python tests/benchmarks/patterns.py`. Each odd text is one or two of an expression's own signs, or
a run of them, again and again, and then a sign of no meaning; four times the text should take about
four times as long. The expressions that the package only ever tries at the start of a line or a
cell are tried there. One that takes time beyond all measure never ends.
"""

import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from itertools import permutations
from re import _parser  # type: ignore[attr-defined]  # the only way to an expression's own signs

import magforms

# only ever matched at the start: what they would take elsewhere does not matter
ANCHORED = {
    "magforms.amounts._AMOUNT",
    "magforms.citations._PAGE_RANGE",
    "magforms.hosts._DELIMITER",
    "magforms.hosts._RST_START",
    "magforms.hosts._RULE",
    "magforms.hosts._UNDERLINE",
    "magforms.render.asciidoc._BLOCK_START",
    "magforms.render.markdown._BLOCK_START",
    "magforms.render.markdown._LIST_NUMBER",
}
SHORT, FACTOR = 20_000, 4
GOAL = 8
# below this the clock says little, and no text of this length is slow
LEAST = 0.02
FEW = 12
# no expression waits for it, so that one which took all before it has to give it back
END = "\x01"
RUN = re.compile(r"[^\\()\[\]{}|?*+.^$]{2,}")


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield each expression that a module of the package holds, by its name."""
    for found in pkgutil.walk_packages(magforms.__path__, "magforms."):
        if found.name.endswith(("__main__", "integrations.sphinx")):
            continue
        try:
            module = importlib.import_module(found.name)
        except ImportError as error:
            sys.stdout.write(f"left out: {found.name}: {error}\n")
            continue
        for name, value in vars(module).items():
            for pattern in _within(value):
                yield f"{found.name}.{name}", pattern


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _within(item)


def signs(pattern: re.Pattern[str]) -> list[str]:
    """Return signs that an expression is made of, and some of the classes that it names."""
    text = repr(_parser.parse(pattern.pattern, pattern.flags))
    codes = {int(code) for code in re.findall(r"(?:LITERAL, |RANGE, \()([0-9]+)", text)}
    return sorted({*map(chr, codes), *"a1 \n"})


def spent(pattern: re.Pattern[str], name: str, text: str) -> float:
    """Return the processor time of finding all there is, in seconds."""
    started = time.process_time()
    if name in ANCHORED:
        pattern.match(text)
        pattern.fullmatch(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - started


def main() -> int:
    """Print the texts that take too long, and return how many expressions have one."""
    slow, seen = set(), 0
    for name, pattern in patterns():
        seen += 1
        own, runs = signs(pattern), RUN.findall(pattern.pattern)
        for piece in [*own, *runs, *map("".join, permutations(own[:FEW], 2))]:
            short = piece * (SHORT // len(piece))
            taken = spent(pattern, name, short + END)
            if taken < LEAST:
                continue
            ratio = spent(pattern, name, short * FACTOR + END) / taken
            if ratio > GOAL:
                slow.add(name)
                sys.stdout.write(
                    f"{ratio:8.1f} times as long for {FACTOR} times {piece!r}: {name}\n"
                )
                break
    sys.stdout.write(f"{seen} expressions, {len(slow)} too slow\n")
    return len(slow)


if __name__ == "__main__":
    raise SystemExit(main())
