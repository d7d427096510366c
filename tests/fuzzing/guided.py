"""
Fuzzing guided by coverage, for a stated time; slow, and no test itself.

`python tests/fuzzing/guided.py [--seconds 60] [TARGET ...]`, in an environment with the group
"fuzz". Each target runs for so many seconds in a process of its own. It fails where anything but
the errors that are declared comes out, where what is promised of any input does not hold, and
where one input takes longer than ten seconds; the input is then left in a file that is named.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import atheris

TESTS = Path(__file__).resolve().parents[1]
sys.path.append(str(TESTS))

with atheris.instrument_imports(include=["magforms"]):
    from laws import outside_of_blocks_stays, spans_fit

    import magforms as mf
    from magforms import own_data
    from magforms.hosts import HOSTS
    from magforms.render import csv as csv_writer
    from magforms.render import html, latex, markdown, rst, text
    from magforms.table import Cell, Document, Listing, Row, Table

LONGEST = 10
LABELS = TESTS / "labels.csv"
WRITING = (text.write, markdown.write, html.write, rst.write, latex.write, csv_writer.write)
Target = Callable[[bytes], None]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _answer(ask: Callable[[str], Any], asked: str) -> Any:
    """Return the answer, or None where an error says what is wrong."""
    try:
        return ask(asked)
    except mf.MagformsError as error:
        _check_printable(str(error))
        return None


def names(data: bytes) -> None:
    """A name is found, or an error says what is wrong with it."""
    form = _answer(mf.get, _text(data))
    assert form is None or form.id in mf.catalogue()


def amounts(data: bytes) -> None:
    """What is read as an amount is read again from what it prints."""
    amount = _answer(mf.parse_amount, _text(data))
    assert amount is None or amount == mf.parse_amount(str(amount))


def identify(data: bytes) -> None:
    """Spans fit, and the result is printable."""
    line = _text(data)
    spans_fit(line)
    _check_printable(mf.identify(line).render())


def sync(data: bytes) -> None:
    """The first byte chooses the kind of document."""
    kinds = sorted(HOSTS)
    outside_of_blocks_stays(_text(data[1:]), HOSTS[kinds[(*data, 0)[0] % len(kinds)]])


def load(data: bytes) -> None:
    """A folder with any bytes in one of its files loads, or every error is told."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work, "data")
        files = own_data.write_example(folder)
        place = data[:3].ljust(3, b"\0")
        path = folder / files[place[0] % len(files)]
        old = path.read_bytes()
        start = int.from_bytes(place[1:], "big") % (len(old) + 1)
        path.write_bytes(old[:start] + data[3:] + old[start + len(data[3:]) :])
        try:
            made = mf.Catalogue.load(folder)
        except mf.DataErrors as error:
            _check_printable(str(error))
        else:
            assert set(mf.catalogue()) <= set(made)


def render(data: bytes) -> None:
    """Any words in any place of a document come out without signs that steer a terminal."""
    words = [*_text(data).split("\0"), *("word",) * 6]
    corner, column, label, cell, item, title, *_ = words
    table = Table(
        corner=corner,
        columns=(column, "b"),
        rows=(Row(label=label, cells=(Cell(cell), Cell(item))),),
    )
    listing = Listing(title=column, items=(Cell(item),))
    caveats = mf.get("oxide").caveats[:1]
    document = Document(
        title=title, parts=(table, listing), sources=(), caveats=caveats, data_version="1"
    )
    for write in WRITING:
        _check_printable(write(document))


def _check_printable(written: str) -> None:
    odd = {sign for sign in written if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp")}
    assert odd <= {"\n", "\r", "\t", "\u200c", "\u200d"}, odd


TARGETS: dict[str, Target] = {
    target.__name__: target for target in (names, amounts, identify, sync, load, render)
}


def seeds(target: str) -> Iterable[bytes]:
    """Return what a target starts from."""
    if target == "names":
        return [name.encode() for form in mf.catalogue().values() for name in form.names]
    if target == "amounts":
        return [b"500 mg", b"0,5 g", b"1 000 mg", b"20 mmol", b"1e999 g", b"-5 mg"]
    if target == "identify":
        with LABELS.open(encoding="utf-8", newline="") as file:
            return [row[0].encode() for row in csv.reader(file)]
    if target == "sync":
        marks = ("<!-- {} -->", ".. {}", "% {}", "// {}", "{{/* {} */}}")
        blocks = [
            f"{mark.format('magforms:begin show oxide')}\n{mark.format('magforms:end')}\n"
            for mark in marks
        ]
        # the first sign chooses the kind of document
        return [f"{kind}{block}".encode() for kind in "abcdefgh" for block in blocks]
    return [b"\0\0\0a,b\n", b"a|b\0*c*\0_d_\0<e>\0\\f{g}\0`h`"]


def run(target: str, seconds: int) -> int:
    """Run one target in a process of its own and return its exit status."""
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds(target)):
            Path(corpus, str(number)).write_bytes(seed)
        command = [sys.executable, __file__, "--only", target, "--corpus", corpus]
        done = subprocess.run(
            [*command, "--seconds", str(seconds)], capture_output=True, text=True, check=False
        )
    last = [line for line in done.stderr.splitlines() if line.startswith(("Done", "#"))]
    sys.stdout.write(f"{target}: status {done.returncode}; {last[-1] if last else ''}\n")
    if done.returncode:
        sys.stdout.write(f"{done.stdout}{done.stderr}\n"[-4000:])
    sys.stdout.flush()
    return done.returncode


def main() -> int:
    """Run the targets that are asked for; the number of those that failed."""
    parser = argparse.ArgumentParser(description="Fuzz what takes input from outside.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--only", help=argparse.SUPPRESS)
    parser.add_argument("--corpus", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.only:
        limits = [f"-max_total_time={asked.seconds}", f"-timeout={LONGEST}", "-max_len=4096"]
        atheris.Setup([sys.argv[0], asked.corpus, *limits], TARGETS[asked.only])
        atheris.Fuzz()
    return sum(run(target, asked.seconds) != 0 for target in asked.targets or TARGETS)


if __name__ == "__main__":
    raise SystemExit(main())
