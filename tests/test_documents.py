"""Tables inside documents, through the function and the command line."""

import difflib
import os
import re
import stat
import time
from pathlib import Path
from typing import NamedTuple

import pytest

import magforms as mf
from magforms import documents
from magforms.cli import main
from magforms.files import ChangedError

ARGUMENTS = "compare citrate oxide --columns bioavailability"
BEGIN, END = f"<!-- magforms:begin {ARGUMENTS} -->", "<!-- magforms:end -->"
EMPTY = f"# Title\n\n{BEGIN}\n{END}\n\nMore.\n"
TABLE = mf.compare("citrate", "oxide", columns=["bioavailability"])
BLOCKS = {
    "a.md": (BEGIN, END, "markdown"),
    "a.markdown": (BEGIN, END, "markdown"),
    "a.rst": (f".. magforms:begin {ARGUMENTS}", ".. magforms:end", "rst"),
    "a.tex": (f"% magforms:begin {ARGUMENTS}", "% magforms:end", "latex"),
    "a.adoc": (f"// magforms:begin {ARGUMENTS}", "// magforms:end", "asciidoc"),
    "a.html": (BEGIN, END, "html"),
    "a.txt": (BEGIN, END, "text"),
}


class Ran(NamedTuple):
    """What a run of the command left behind."""

    status: int
    out: list[str]
    err: list[str]


class Run:
    """Runs `magforms sync` in this process, in a folder of its own."""

    def __init__(self, folder: Path, captured: pytest.CaptureFixture[bytes]) -> None:
        self.folder, self.captured = folder, captured

    def __call__(self, *words: str) -> Ran:
        """Return status and lines."""
        status = main(["sync", *words])
        out, err = (text.decode().splitlines() for text in self.captured.readouterr())
        return Ran(status, out, err)

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a document."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """The command, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Run(tmp_path, capsysbinary)


@pytest.mark.parametrize("name", BLOCKS)
def test_block_holds_what_the_command_line_writes(run: Run, name: str) -> None:
    """In the format of the document, set off by blank lines, all of it inside."""
    begin, end, format_name = BLOCKS[name]
    path = run.write(name, f"before\n\n{begin}\n{end}\n\nafter\n")
    ran = run(name)
    assert (0, [f"{name}:3: changed: {ARGUMENTS}"], []) == ran
    written = TABLE.render(format_name)
    assert f"before\n\n{begin}\n\n{written}\n{end}\n\nafter\n" == path.read_text("utf-8")


def test_block_in_mdx_holds_markdown_that_mdx_reads(run: Run) -> None:
    """No address in angle brackets, no brace: MDX takes them for code."""
    begin, end = "{/* magforms:begin compare citrate oxide */}", "{/* magforms:end */}"
    path = run.write("a.mdx", f"{begin}\n{end}\n")
    assert 0 == run("a.mdx").status
    body = path.read_text("utf-8").removeprefix(begin).removesuffix(f"{end}\n")
    assert "<http" not in body
    assert "{" not in body
    assert "not medical advice" in body


def test_second_run_writes_nothing(run: Run) -> None:
    """Times stay as they are."""
    path = run.write("a.md", EMPTY)
    run("a.md")
    os.utime(path, ns=(1, 1))
    assert (0, ["a.md: unchanged"], []) == run("a.md")
    assert (0, ["a.md: unchanged"], []) == run("--check", "a.md")
    assert 1 == path.stat().st_mtime_ns


def test_check_tells_what_is_stale_and_how_to_mend_it(run: Run) -> None:
    """Nothing is written; the place and the command are told."""
    path = run.write("a.md", EMPTY)
    told = (
        f"a.md:3: stale: {ARGUMENTS}: differs from what this command writes; mend with:"
        " magforms sync a.md"
    )
    assert (1, [told], []) == run("--check", "a.md")
    assert EMPTY == path.read_text("utf-8")


@pytest.mark.parametrize(
    "tampering",
    [
        lambda text: text.replace("This is reference information, not medical advice.", ""),
        lambda text: re.sub(r"\*\*Caveat\*\*:.*?\n\n.*?\n", "", text, count=1, flags=re.DOTALL),
        lambda text: text.replace("| high ", "| best "),
        lambda text: text.replace("\n\n<!-- magforms:end", "\nMine.\n\n<!-- magforms:end"),
        lambda text: text.replace("<https://doi.org/", "<https://example.org/"),
    ],
    ids=["caveat cut", "caveat gone", "word changed", "line added", "link changed"],
)
def test_tampering_is_told_and_mended(run: Run, tampering: object) -> None:
    """A block that was edited by hand is stale, and the next run writes it anew."""
    path = run.write("a.md", EMPTY)
    run("a.md")
    fresh = path.read_text("utf-8")
    changed = tampering(fresh)  # type: ignore[operator]
    assert fresh != changed
    path.write_text(changed, "utf-8")
    assert 1 == run("--check", "a.md").status
    assert 0 == run("a.md").status
    assert fresh == path.read_text("utf-8")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_bytes_outside_stay(run: Run, newline: str, end: str, bom: bytes) -> None:
    """Line ends, byte-order mark, trailing blanks and a missing last line end."""
    text = f"a  \nb\t\n\n{BEGIN}\n{END}{end}".replace("\n", newline)
    path = run.write("a.md", bom + text.encode())
    ran = run("a.md")
    assert (0, []) == (ran.status, ran.err)
    content = path.read_bytes()
    before, after = (mark.encode() for mark in (BEGIN, END))
    assert content.startswith(bom + f"a  \nb\t\n\n{BEGIN}\n".replace("\n", newline).encode())
    assert content.endswith(after + end.replace("\n", newline).encode())
    inside = content.partition(before)[2].partition(after)[0]
    other = inside.replace(newline.encode(), b"")
    assert b"\n" not in other
    assert b"\r" not in other
    assert 0 == run("--check", "a.md").status


def test_diff_shows_the_change(run: Run) -> None:
    """A unified diff, as difflib makes it of the whole document."""
    old = "intro\n" * 9 + EMPTY
    path = run.write("a.md", old)
    ran = run("--check", "--diff", "a.md")
    assert (1, old) == (ran.status, path.read_text("utf-8"))
    run("a.md")
    new = path.read_text("utf-8").splitlines()
    expected = difflib.unified_diff(old.splitlines(), new, "a/a.md", "b/a.md", lineterm="")
    assert list(expected) == ran.out[1:]


def test_diff_of_a_last_line_without_end(run: Run) -> None:
    """It is told as diff does."""
    run.write("a.md", f"{BEGIN}\n{END}")
    assert "\\ No newline at end of file" in run("--check", "--diff", "a.md").out


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (f"{BEGIN}\n", 1, "the block has no end: <!-- magforms:end -->"),
        (f"x\n{END}\n", 2, "ends no block: its first marker is missing"),
        (f"{BEGIN}\n{BEGIN}\n{END}\n{END}\n", 2, "begins before the block above it has ended"),
        (
            "<!-- magforms:begin compare gold oxide -->\n" + END,
            1,
            "no magnesium form called 'gold'",
        ),
        ("<!-- magforms:begin frobnicate -->\n" + END, 1, "invalid choice: 'frobnicate'"),
        ("<!-- magforms:begin compare --wide -->\n" + END, 1, "unrecognized arguments: --wide"),
        (
            "<!-- magforms:begin compare --caption a --caption b -->\n" + END,
            1,
            "--caption is given more than once",
        ),
        ("<!-- magforms:begin compare --output x -->\n" + END, 1, "--output has no place"),
        ("<!-- magforms:begin --help -->\n" + END, 1, "--help has no place"),
        ('<!-- magforms:begin compare "citrate -->\n' + END, 1, "no closing quotation"),
        ("<!-- magforms:start compare -->\n", 1, "a marker stands alone on its line"),
        (f"{BEGIN}\n<!-- magforms:end now -->\n{END}\n", 2, "takes no arguments: now"),
        ("<!-- magforms:begin compare --columns price -->\n" + END, 1, "no such column"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(run: Run, text: str, line: int, problem: str) -> None:
    """The document is left as it was, and the others are still done."""
    path = run.write("a.md", text)
    good = run.write("b.md", EMPTY)
    ran = run("a.md", "b.md")
    assert 2 == ran.status
    assert ran.out[0] == f"a.md:{line}: error, left as it was"
    assert ran.err[0].startswith(f"a.md:{line}: ")
    assert problem in ran.err[0]
    assert text == path.read_text("utf-8")
    assert EMPTY != good.read_text("utf-8")


def test_all_errors_of_a_run_are_told(run: Run) -> None:
    """Not only the first."""
    run.write("a.md", f"{END}\n\n{BEGIN}\n")
    run.write("b.md", b"magforms: \xff")
    ran = run("a.md", "b.md", "no.md", "c.png")
    assert 2 == ran.status
    assert [
        "a.md:1: ends no block: its first marker is missing",
        "a.md:3: the block has no end: <!-- magforms:end -->",
        "b.md: is no text in UTF-8 (byte 10)",
        "no.md: No such file or directory",
    ] == ran.err[:4]
    assert ran.err[4].startswith("c.png: is no kind of document with markers (.")


def test_markers_can_be_required(run: Run) -> None:
    """Of a document that is named, and of at least one where several are."""
    run.write("a.md", "# Plain\n")
    run.write("b.md", EMPTY)
    assert (2, ["a.md: unchanged, no markers"], ["a.md: no document here holds markers"]) == run(
        "a.md"
    )
    assert 0 == run("a.md", "b.md").status
    ran = run("--require-markers", "a.md", "b.md")
    assert (2, ["a.md: holds no markers"]) == (ran.status, ran.err)
    assert 0 == run("--require-markers", ".").status


def test_links_are_followed_inside_and_refused_outside(
    run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A link stays a link, and what lies outside is not touched."""
    outside = tmp_path_factory.mktemp("outside") / "o.md"
    outside.write_text(EMPTY, "utf-8")
    real = run.write("docs/real.md", EMPTY)
    (run.folder / "docs" / "link.md").symlink_to(real)
    (run.folder / "docs" / "out.md").symlink_to(outside)
    (run.folder / "docs" / "up").symlink_to(run.folder)
    ran = run("docs")
    assert 2 == ran.status
    assert "leads out of" in ran.err[0]
    assert EMPTY == outside.read_text("utf-8")
    assert EMPTY != real.read_text("utf-8")
    assert (run.folder / "docs" / "link.md").is_symlink()
    report = mf.sync("docs/link.md", root=run.folder / "docs")
    assert (0, ["unchanged"]) == (report.status, [item.outcome for item in report.documents])


def test_permissions_stay(run: Run) -> None:
    """A document that only its owner may read stays so; one that may not be written is refused."""
    path = run.write("a.md", EMPTY)
    path.chmod(0o640)
    assert 0 == run("a.md").status
    assert 0o640 == stat.S_IMODE(path.stat().st_mode)
    path.write_text(EMPTY, "utf-8")
    path.chmod(0o444)
    ran = run("a.md")
    assert (2, ["a.md: Permission denied"]) == (ran.status, ran.err)
    assert EMPTY == path.read_text("utf-8")


def test_what_is_no_document_is_refused(run: Run) -> None:
    """A pipe, a folder with a suffix, a binary file, another encoding."""
    os.mkfifo(run.folder / "pipe.md")
    run.write("utf16.md", EMPTY.encode("utf-16"))
    run.write("latin.md", ("é " + EMPTY).encode("latin-1"))
    run.write("nul.md", b"magforms:\0")
    started = time.monotonic()
    ran = run("pipe.md", "utf16.md", "latin.md", "nul.md")
    assert time.monotonic() - started < 30
    assert [
        "pipe.md: is no regular file",
        "utf16.md: is no text in UTF-8 (byte 0)",
        "latin.md: is no text in UTF-8 (byte 0)",
        "nul.md: is no text: it holds a NUL",
    ] == ran.err
    (run.folder / "folder.md").mkdir()
    run.write("folder.md/a.md", EMPTY)
    assert 0 == run("folder.md").status


def test_document_that_keeps_changing_is_left(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process that writes it is not overwritten."""
    path = run.write("a.md", EMPTY)
    tries = []

    def changed(*_: object, **__: object) -> None:
        tries.append(1)
        raise ChangedError

    monkeypatch.setattr(documents, "write_whole", changed)
    ran = run("a.md")
    assert (2, ["a.md: keeps changing while it is written"]) == (ran.status, ran.err)
    assert 5 == len(tries)
    assert EMPTY == path.read_text("utf-8")


def test_name_that_looks_like_an_option_can_be_mended(run: Run) -> None:
    """What is told works when typed."""
    run.write("-a b.md", EMPTY)
    ran = run("--check", "--", "-a b.md")
    assert ran.out[0].endswith("mend with: magforms sync './-a b.md'")


def test_several_blocks_and_none_but_all_forms(run: Run) -> None:
    """Without arguments all forms are compared; each stale block has its line."""
    run.write("a.md", f"<!-- magforms:begin -->\n{END}\n\n{BEGIN}\n{END}\n")
    assert ["a.md:1: changed: all forms, also line 4"] == run("a.md").out


@pytest.mark.parametrize("caption", ["<!-- magforms:end -->", "```", "%%% magforms:end", "-->"])
@pytest.mark.parametrize("name", BLOCKS)
def test_text_cannot_close_a_block(run: Run, name: str, caption: str) -> None:
    """What looks like a marker is escaped or refused, and the next run sees the same blocks."""
    begin, end, _ = BLOCKS[name]
    marker = begin.replace(ARGUMENTS, f"{ARGUMENTS} --caption '{caption}'")
    path = run.write(name, f"{marker}\n{end}\nafter\n")
    status = run(name).status
    if status == 0:
        assert 0 == run("--check", name).status
        assert path.read_text("utf-8").endswith(f"\n{end}\nafter\n")
    else:
        assert f"{marker}\n{end}\nafter\n" == path.read_text("utf-8")


def test_report_is_a_value(run: Run) -> None:
    """The function gives what the command tells."""
    run.write("a.md", EMPTY)
    report = mf.sync("a.md", check=True, diff=True)
    (document,) = report.documents
    assert (1, "stale", 1, ((3, ARGUMENTS),)) == (
        report.status,
        document.outcome,
        document.blocks,
        document.places,
    )
    assert document.diff.startswith("--- a/a.md\n+++ b/a.md\n")
    assert report == mf.sync(Path("a.md"), check=True, diff=True)
