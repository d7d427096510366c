"""`magforms sync` and `sync()`: documents and folders of them, with what may be wrong with each."""

import os
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import mdformat
import pytest
from node_tools import ask, markdownlint, prettier

import magforms as mf
from magforms import documents
from magforms.cli import main
from magforms.files import ChangedError

BEGIN, END = "<!-- magforms:begin show oxide -->", "<!-- magforms:end -->"
EMPTY = f"# Title\n\n{BEGIN}\n{END}\n"
SHOWN = mf.get("oxide").render("markdown")
FRESH = f"# Title\n\n{BEGIN}\n\n{SHOWN}\n{END}\n"


class Ran(NamedTuple):
    """What a run left behind."""

    status: int
    out: list[str]
    err: list[str]


class Run:
    """Runs `magforms sync` in this process."""

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self.captured = captured

    def __call__(self, *words: str | Path) -> Ran:
        """Return what a run with these words leaves behind."""
        status = main(["sync", *map(str, words)])
        out, err = self.captured.readouterr()
        return Ran(status, out.splitlines(), err.splitlines())


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Run(capfd)


def put(name: str, text: str = EMPTY) -> Path:
    """Write a document with the line ends it has."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
    return path


def test_stale_document_is_told_then_written_then_fresh(run: Run) -> None:
    """Check, write, write again, check: with what each says."""
    path = put("a.md")
    mend = "differs from what this command writes; mend with: magforms sync a.md"
    assert Ran(1, [f"a.md:3: stale: show oxide: {mend}"], []) == run("--check", path)
    assert path.read_text("utf-8") == EMPTY
    assert Ran(0, ["a.md:3: changed: show oxide"], []) == run(path)
    assert path.read_text("utf-8") == FRESH
    os.utime(path, (1, 1))
    assert Ran(0, ["a.md: unchanged"], []) == run(path)
    assert Ran(0, ["a.md: unchanged"], []) == run("--check", path)
    assert 1 == path.stat().st_mtime
    assert [path] == list(Path().iterdir())


def test_every_stale_block_is_told_in_the_one_line_of_its_document(run: Run) -> None:
    """With the path as a shell takes it."""
    put("a b.md", EMPTY + EMPTY.replace("show oxide ", ""))
    (line,) = run("--check", "a b.md").out
    assert line.startswith("a b.md:3: stale: show oxide, also line 7: differs")
    assert line.endswith("magforms sync 'a b.md'")
    put("-x.md", EMPTY.replace("show oxide ", ""))
    (line,) = run("--check", "--", "-x.md").out
    assert line.startswith("-x.md:3: stale: all forms: ")
    assert ["magforms", "sync", "./-x.md"] == shlex.split(line.partition("mend with: ")[2])


def test_folder_is_walked_sorted_without_hidden_and_made_ones(run: Run) -> None:
    """Known suffixes only, in any case; each document has its line."""
    for name in ("b.md", "a/z.rst", "a/b/c.MARKDOWN", "c.txt"):
        put(f"docs/{name}", "")
    put("docs/b.md", FRESH)
    unseen = (".git/x.md", ".x.md", "node_modules/x.md", "_build/x.html", "a/site/x.md", "x.py")
    for name in unseen:
        put(f"docs/{name}", "<!-- magforms:end -->\n")
    ran = run("--check", "docs", "docs/b.md", "./docs/c.txt")
    names = ["docs/a/b/c.MARKDOWN", "docs/a/z.rst", "docs/b.md", "docs/c.txt"]
    assert names == [line.partition(":")[0] for line in ran.out]
    assert "docs/b.md: unchanged" in ran.out
    assert "docs/c.txt: unchanged, no markers" in ran.out
    assert (0, []) == (ran.status, ran.err)
    # a folder that is named is walked whatever its name
    assert 2 == run("docs/node_modules").status


def test_documents_without_markers(run: Run) -> None:
    """One among others is fine, none at all is not; a named one can be required to have some."""
    put("a.md", FRESH)
    put("b.md", "text\n")
    assert 0 == run("--check", "a.md", "b.md").status
    assert Ran(
        2, ["a.md: unchanged", "b.md: error, left as it was"], ["b.md: holds no markers"]
    ) == run("--check", "--require-markers", "a.md", "b.md")
    assert 0 == run("--check", "--require-markers", ".").status
    assert ["b.md: no document here holds markers"] == run("b.md").err
    assert 2 == run("--check", "b.md").status
    Path("empty").mkdir()
    assert Ran(2, [], ["empty: no document here holds markers"]) == run("empty")


def test_errors_are_told_together_and_other_documents_are_done(run: Run) -> None:
    """What has an error is left as it was, whole."""
    bad = put("a.md", EMPTY + EMPTY.replace("oxide", "xyzzy") + END)
    good = put("b.md")
    ran = run(".")
    assert 2 == ran.status
    assert ["./a.md:7: error, left as it was", "./b.md:3: changed: show oxide"] == ran.out
    known = "(known: citrate, glycinate, malate, oxide)"
    assert [
        f"./a.md:7: no magnesium form called 'xyzzy' {known}",
        "./a.md:9: ends no block: its first marker is missing",
    ] == ran.err
    assert bad.read_text("utf-8").startswith(EMPTY)
    assert good.read_text("utf-8") == FRESH


LATIN, WIDE = EMPTY.replace("Title", "d\u00e9j\u00e0"), EMPTY.encode("utf-16")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (LATIN.encode("latin-1"), "is no text in UTF-8 (byte 3)"),
        (WIDE, "is no text in UTF-8 (byte 0)"),
        (EMPTY.encode("utf-16-le"), "is no text: it holds a NUL"),
        (b"\x89PNG\r\n\x1a\n\x00", "is no text in UTF-8 (byte 0)"),
    ],
)
def test_what_is_no_text_in_utf8_is_an_error_named_or_found(
    run: Run, content: bytes, problem: str
) -> None:
    """And stays as it is, byte by byte."""
    path = put("docs/a.md")
    path.write_bytes(content)
    put("docs/b.md", FRESH)
    for named in ("docs/a.md", "docs"):
        ran = run(named)
        assert (2, [f"docs/a.md: {problem}"]) == (ran.status, ran.err)
    assert content == path.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="needs pipes and permissions")
def test_what_cannot_be_read_or_written_is_an_error(run: Run) -> None:
    """A pipe, a folder, a missing file, another kind of file, and one that is read-only."""
    os.mkfifo("pipe.md")
    Path("folder.md").mkdir()
    Path("gone.md").symlink_to("nowhere.md")
    put("x.py")
    read_only = put("r.md")
    read_only.chmod(0o444)
    kinds = ".md, .markdown, .mdx, .rst, .tex, .adoc, .html, .txt"
    for name, problem in {
        "pipe.md": "is no regular file",
        "folder.md": "no document here holds markers",
        "gone.md": "No such file or directory",
        "missing.md": "No such file or directory",
        "missing": f"is no kind of document with markers ({kinds})",
        "x.py": f"is no kind of document with markers ({kinds})",
        "r.md": "Permission denied",
    }.items():
        ran = run(name)
        assert (2, [f"{name}: {problem}"]) == (ran.status, ran.err)
    assert 1 == run("--check", "r.md").status
    assert EMPTY == read_only.read_text("utf-8")
    assert 0o444 == read_only.stat().st_mode & 0o777
    # found in a folder the first three are errors too, but for the folder
    assert 3 == len(run(".").err)


def test_folder_that_cannot_be_read_is_an_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in it is not passed over in silence."""
    put("a/b.md")

    def refuses(_: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuses)
    assert Ran(2, ["a: error, left as it was"], ["a: Permission denied"]) == run("a")


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_links_are_followed_within_the_folder_and_refused_out_of_it(
    run: Run, tmp_path: Path
) -> None:
    """A link stays one, a document has one line, and folders that are links are not walked."""
    outside, inside = put("outside.md"), put("docs/real/a.md")
    Path("docs/b.md").symlink_to("real/a.md")
    Path("docs/c.md").symlink_to("../outside.md")
    Path("docs/loop").symlink_to(".")
    ran = run("docs")
    assert ["docs/b.md:3: changed: show oxide", "docs/c.md: error, left as it was"] == ran.out
    inner = os.path.realpath("docs")
    told = f"docs/c.md: leads out of {inner}; name what it leads to: {outside.resolve()}"
    assert [told] == ran.err
    assert Path("docs/b.md").is_symlink()
    assert FRESH == inside.read_text("utf-8")
    assert EMPTY == outside.read_text("utf-8")
    assert 2 == run("docs/c.md").status
    assert 2 == mf.sync("docs/c.md", check=True).status
    assert 1 == mf.sync("docs/c.md", check=True, root=tmp_path).status
    assert 0 == mf.sync(tmp_path / "docs", root=tmp_path).status


def test_odd_names_are_told_on_one_line(run: Run) -> None:
    """A line break in a name breaks no line of the output."""
    put("a\nb.md", EMPTY + END)
    ran = run(".")
    assert ["./a\\nb.md:5: error, left as it was"] == ran.out
    assert ["./a\\nb.md:5: ends no block: its first marker is missing"] == ran.err


def test_report_holds_what_the_command_tells(run: Run) -> None:
    """Values, with everything the lines are made of."""
    assert run is not None
    path = put("a.md")
    report = mf.sync(path, check=True)
    (document,) = report.documents
    assert ("a.md", "stale", 1, ((3, "show oxide"),), (), "") == (
        document.path,
        document.outcome,
        document.blocks,
        document.places,
        document.errors,
        document.diff,
    )
    assert isinstance(document, mf.SyncedDocument)
    assert isinstance(report, mf.SyncReport)
    put("b.md", END)
    (error,) = mf.sync("b.md").errors
    assert isinstance(error, mf.SyncError)
    assert ("b.md", 1) == (error.path, error.line)


def test_document_that_changes_meanwhile_is_read_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written meanwhile stays; one that never rests is an error."""
    path = put("a.md")
    write, times = documents.write_whole, []

    def meddled(target: Path, content: bytes, *, read: os.stat_result) -> None:
        times.append(target)
        if len(times) == 1:
            put("a.md", f"more\n{EMPTY}")
        write(target, content, read=read)

    monkeypatch.setattr(documents, "write_whole", meddled)
    assert Ran(0, ["a.md:4: changed: show oxide"], []) == run(path)
    assert f"more\n{FRESH}" == path.read_text("utf-8")

    def never(*_: object, **__: object) -> None:
        raise ChangedError

    monkeypatch.setattr(documents, "write_whole", never)
    put("a.md")
    assert ["a.md: keeps changing while it is written"] == run(path).err


RUNS = """
import sys
import magforms as mf
print("ready", flush=True)
for line in sys.stdin:
    print(mf.sync("docs").status, flush=True)
"""


@pytest.mark.usefixtures("today")
def test_two_runs_at_once_leave_every_document_whole(run: Run) -> None:
    """Fifty times, with both on the same documents."""
    assert run is not None
    fresh = FRESH.replace(SHOWN, mf.get("oxide").render("markdown"))
    running = [
        subprocess.Popen(
            [sys.executable, "-c", RUNS],
            env={**os.environ, "PYTHONPATH": str(Path(mf.__file__).parent.parent)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    paths = [f"docs/{name}.md" for name in "abc"]
    for process in running:
        assert process.stdout is not None
        assert "ready\n" == process.stdout.readline()
    for _ in range(50):
        for path in paths:
            put(path)
        for process in running:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        for process in running:
            assert process.stdout is not None
            assert "0\n" == process.stdout.readline()
        assert {fresh} == {Path(path).read_text("utf-8") for path in paths}
        assert ["a.md", "b.md", "c.md"] == sorted(path.name for path in Path("docs").iterdir())
    for process in running:
        process.communicate()


@pytest.mark.parametrize(
    "line", ["A line of prose about magnesium, long enough to be one.\n", "\n"]
)
def test_hundred_megabytes_take_bounded_time(run: Run, line: str) -> None:
    """Work grows with the text, whatever it is, and every byte stays."""
    half = line * (50_000_000 // len(line))
    path = put("a.md", f"{half}\n{EMPTY}{half}")
    start = time.perf_counter()
    assert 0 == run("--diff", path).status
    assert time.perf_counter() - start < 60
    assert path.read_bytes() == f"{half}\n{FRESH}{half}".encode()


# what formatters make of it ----------------------------------------------------------------------

COMMANDS = (
    "",
    "compare citrate oxide --heading-level 2",
    "query --use constipation",
    "show malate",
    "verdict citrate oxide",
    "sources glycinate",
)
AROUND = "# Title\n\nText.\n\n<!-- magforms:begin {} -->\n<!-- magforms:end -->\n\nMore _text_.\n"


@pytest.mark.parametrize("arguments", COMMANDS)
def test_formatters_leave_a_synced_document_as_it_is(run: Run, arguments: str) -> None:
    """Prettier, mdformat and markdownlint, and a second run."""
    path = put("a.md", AROUND.format(arguments))
    assert 0 == run(path).status
    text = path.read_text("utf-8")
    assert prettier(text) == text
    assert text == mdformat.text(text, extensions={"gfm"})
    assert [] == markdownlint(text, {"MD013": False})
    assert Ran(0, ["a.md: unchanged"], []) == run("--check", path)


@pytest.mark.parametrize("arguments", COMMANDS)
def test_formatter_leaves_synced_mdx_as_it_is(run: Run, arguments: str) -> None:
    """Prettier by its parser of MDX."""
    path = put("a.mdx", f"{{/* magforms:begin {arguments} */}}\n{{/* magforms:end */}}\n")
    assert 0 == run(path).status
    text = path.read_text("utf-8")
    assert text.splitlines()[1:-1] == ask("prettier", text, {"parser": "mdx"}).splitlines()[1:-1]
