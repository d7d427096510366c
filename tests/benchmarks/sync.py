"""
Checking many documents as a ratio to reading and hashing the same files; no test.

Run it with the interpreter of an environment that holds the installed library:
`python tests/benchmarks/sync.py`. Both are measured in turn in one process, the check with all
that a first one costs; medians of the time on the clock.
"""

import hashlib
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import magforms as mf

ROUNDS = 7
DOCUMENTS = 2000
SIZE = 50_000
ARGUMENTS = ("compare citrate oxide", "query --use constipation", "sources malate", "")
PROSE = """## Part {number}

Some *words* about the part, with [a link](https://example.org/) and more of them, so that it fills
a few lines as a paragraph does, and then another one: what was measured, in whom, and for how long.

- one item of a list,
- another with `code` in it.

"""
CODE = "```python\nprint('an example')\n```\n\n"


def document(number: int, *, plain: bool) -> str:
    """Return a document of the size with one empty block in its middle."""
    part = PROSE.format(number=number) + ("" if plain else CODE)
    half = part * (SIZE // 2 // len(part))
    arguments = ARGUMENTS[number % len(ARGUMENTS)]
    block = f"<!-- magforms:begin {arguments} -->\n<!-- magforms:end -->\n\n"
    return f"# Document {number}\n\n{half}{block}{half}"


def read_and_hash(folder: Path) -> None:
    """Read and hash every document."""
    for path in sorted(folder.iterdir()):
        hashlib.sha256(path.read_bytes()).hexdigest()


def check(folder: Path) -> None:
    """Check every document."""
    assert mf.sync(folder, check=True).status == 0


def main() -> None:
    """Print times and the ratio that the project promises, for prose alone and with code."""
    for kind, plain in (("prose", True), ("prose and code", False)):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for number in range(DOCUMENTS):
                text = document(number, plain=plain)
                (folder / f"{number:04}.md").write_text(text, encoding="utf-8")
            mf.sync(folder)
            times: dict[str, list[float]] = {"read and hash": [], "check": []}
            for _ in range(ROUNDS):
                for job, run in (("read and hash", read_and_hash), ("check", check)):
                    start = time.perf_counter()
                    run(folder)
                    times[job].append(time.perf_counter() - start)
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "magforms", "sync", "--check", folder],
                stdout=subprocess.DEVNULL,
                check=True,
            )
            process = time.perf_counter() - start
        median = {job: statistics.median(measured) for job, measured in times.items()}
        for job, value in median.items():
            sys.stdout.write(f"{value * 1000:8.0f} ms  {job} ({kind})\n")
        ratio = median["check"] / median["read and hash"]
        sys.stdout.write(f"{ratio:8.2f}     check / read and hash (goal: at most 3)\n")
        sys.stdout.write(f"{process * 1000:8.0f} ms  the command in a process of its own\n")


if __name__ == "__main__":
    main()
