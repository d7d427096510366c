"""Law: the library reads its own files, and does nothing else to the machine."""

import os
import subprocess
import sys
from pathlib import Path

import magforms as mf

CODE = """
import sys
sys.path[:0] = {path!r}
seen = []

def told(event, arguments):
    if event == "open":
        name, mode = str(arguments[0]), str(arguments[1])
        seen.append(("read" if mode in ("r", "rb", "None") else "write", name))
    elif event.partition(".")[0] in NAMED:
        seen.append((event, str(arguments)))

NAMED = {named!r}
sys.addaudithook(told)
import magforms as mf

results = [
    mf.compare(), *mf.query(), mf.query(use="muscle-twitching"), mf.sources(),
    *mf.compare().verdicts, mf.elemental("500 mg", "citrate"), mf.declared("20 %", "oxide"),
    *mf.identify_many(["Magnesium (as citrate) 100 mg", "glycinte"]),
]
for result in results:
    for format_name in mf.FORMATS:
        result.render(format_name)
    for format_name in mf.BIBLIOGRAPHIES:
        result.bibliography(format_name)
    mf.from_dict(result.to_dict())
    result.to_records()
mf.stylesheet(), mf.json_schema()
for event in seen:
    print(*event, sep="\\t")
"""
# what writes, talks to others or runs something
NAMED = {"socket", "subprocess", "pickle", "shutil", "tempfile", "urllib", "ftplib", "ctypes"}
NAMED |= {"os", "sqlite3", "webbrowser", "mmap"}
HARMLESS = {"os.listdir", "os.scandir"}


def test_nothing_but_the_own_files_is_read(tmp_path: Path) -> None:
    """Neither a write nor a socket nor a program, in whatever is asked."""
    path = [*map(os.path.abspath, filter(None, sys.path))]
    done = subprocess.run(
        [sys.executable, "-B", "-c", CODE.format(path=path, named=NAMED)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    seen = [line.split("\t", 1) for line in done.stdout.splitlines()]
    package = Path(mf.__file__).parent
    allowed = (*map(str, (package, package.parent / "data")), sys.base_prefix, sys.prefix)
    allowed += tuple(item for item in path if item.endswith("site-packages"))
    assert [] == [event for event, _ in seen if event not in ("read", *HARMLESS)]
    assert [] == [name for event, name in seen if event == "read" and not name.startswith(allowed)]
    assert any(name.endswith("compounds.csv") for _, name in seen)
    assert [] == list(tmp_path.iterdir())
