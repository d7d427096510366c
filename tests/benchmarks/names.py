"""
Time to find names in text: what `identify` does, beside exact names by other means; no test.

Run it with the interpreter of an environment that holds the installed library and the group
"benchmark": `python tests/benchmarks/names.py`. The finders of exact names take the same names and
the same folded text, the words a space apart, take the longest name at each place from the left,
and must agree on every place. `identify` does more: where a text holds a start of a name at all, it
reads every word and what the names say of one another, so that no list of names stands for it.
"""

import csv
import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import ahocorasick

import magforms as mf
from magforms.labels import fold, lexicon

ROOT = Path(__file__).resolve().parents[2]
NAMED = {"metal", "other metal", "salt", "other salt", "excipient salt", "acid", "excipient acid"}
WORD = re.compile(r"[^\W_]+")
OTHERS = (
    "Vitamin C (as ascorbic acid) {} mg",
    "Pantothenic acid {} mg (167% DV)",
    "Selenium (from yeast) {} mcg",
    "Coenzyme Q10 (ubiquinone) {} mg",
    "Colecalciferol, {} IU; Menaquinone-7, 90 mcg",
    "Ingredients: rice flour, capsule (hypromellose), silica. Batch {}",
)
RUNS = 15
Spans = list[tuple[int, int]]
Finder = Callable[[str], Spans]


def folded(text: str) -> str:
    """Return the words and numbers of a text, folded, with a space before and after each."""
    return f" {' '.join(WORD.findall(fold(text)))} "


def known() -> list[str]:
    """Return the names and the words of metals, salts and acids, the longest first."""
    words = lexicon()
    names = {folded(phrase.name).strip() for phrase in words.names}
    names.update(word for word, (role, _) in words.roles.items() if role in NAMED)
    return sorted(names, key=lambda name: (-len(name), name))


def alternation(names: list[str]) -> Finder:
    """Find with an expression that tries one name after the other."""
    pattern = re.compile(rf"\b(?:{'|'.join(names)})\b")
    return lambda text: [match.span() for match in pattern.finditer(text)]


def anchored(names: list[str]) -> Finder:
    """Find in the same way, trying at spaces only."""
    pattern = re.compile(rf" ({'|'.join(names)})\b")
    return lambda text: [match.span(1) for match in pattern.finditer(text)]


def factored(names: list[str]) -> Finder:
    """Find with an expression in which names share their beginnings."""
    pattern = re.compile(rf" ({_shared(names)})\b")
    return lambda text: [match.span(1) for match in pattern.finditer(text)]


def _shared(names: Iterable[str]) -> str:
    ends: dict[str, list[str]] = {}
    for name in names:
        ends.setdefault(name[:1], []).append(name[1:])
    # the empty end comes last, so that the longest name is taken
    parts = [first + _shared(ends[first]) if first else "" for first in sorted(ends, reverse=True)]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def automaton(names: list[str]) -> Finder:
    """Find with pyahocorasick, and look whether words start and end there."""
    found = _automaton(names)

    def find(text: str) -> Spans:
        whole = (
            (end - length, end)
            for end, length in ((last + 1, length) for last, length in found.iter(text))
            if text[end - length - 1] == " " == text[end]
        )
        return _longest(whole)

    return find


def spaced_automaton(names: list[str]) -> Finder:
    """Find with pyahocorasick and names that hold the spaces around them."""
    found = _automaton([f" {name} " for name in names])

    def find(text: str) -> Spans:
        spans: Spans = []
        last = 0
        for end, length in found.iter(text):
            start = end - length + 2
            if start < last:
                kept = len(spans)
                while kept and spans[kept - 1][0] >= start:
                    kept -= 1
                if kept and spans[kept - 1][1] > start:
                    continue
                del spans[kept:]
            spans.append((start, end))
            last = end
        return spans

    return find


def _automaton(names: list[str]) -> "ahocorasick.Automaton":
    found = ahocorasick.Automaton()
    for name in names:
        found.add_word(name, len(name))
    found.make_automaton()
    return found


def _longest(spans: Iterable[tuple[int, int]]) -> Spans:
    taken: Spans = []
    last = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last:
            taken.append((start, end))
            last = end
    return taken


def spent(work: Callable[[str], object], texts: list[str]) -> float:
    """Return the processor time of taking each text, in seconds."""
    started = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - started


def corpora() -> dict[str, list[str]]:
    """Return raw texts: lines of magnesium and of others, long lists, and prose."""
    with (ROOT / "tests" / "labels.csv").open(encoding="utf-8", newline="") as file:
        lines = [row["line"] for row in csv.DictReader(file)]
    prose = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*.md")))
    return {
        "labelled lines": lines,
        "lines of other nutrients": [
            line.format(number) for number in range(50) for line in OTHERS
        ],
        "labelled lines as one text": [", ".join(lines)],
        "names only": [", ".join(known())],
        "pages of prose": [prose],
        "pages with a few labels": ["\n".join([prose] * 5 + lines[:100])],
    }


def main() -> int:
    """Print nanoseconds a character and the ratios, and return how many finders disagree."""
    names = known()
    makers = (alternation, anchored, automaton, spaced_automaton, factored)
    finders: dict[str, Callable[[str], object]] = {make.__name__: make(names) for make in makers}
    jobs = finders | {"words looked up": lexicon().pieces, "identify": mf.identify}
    jobs["a result that holds nothing"] = lambda _: mf.identify("")
    wrong = 0
    for label, raw in corpora().items():
        texts = [folded(text) for text in raw]
        hits = [[find(text) for text in texts] for find in finders.values()]
        wrong += sum(other != hits[0] for other in hits)
        places, signs = sum(map(len, hits[0])), sum(map(len, texts))
        best = dict.fromkeys(jobs, float("inf"))
        for _ in range(RUNS):
            for name, job in jobs.items():
                best[name] = min(best[name], spent(job, texts))
        quickest = min(best["automaton"], best["spaced_automaton"])
        sys.stdout.write(f"{label}: {signs} characters, {places} names\n")
        for name, time_taken in best.items():
            sys.stdout.write(
                f"{time_taken / signs * 1e9:8.1f} ns a character"
                f"{best['alternation'] / time_taken:7.2f} times the alternation"
                f"{best['automaton'] / time_taken:7.2f} times pyahocorasick"
                f"{quickest / time_taken:7.2f} at its best  {name}\n"
            )
    return wrong


if __name__ == "__main__":
    raise SystemExit(main())
