"""The command line, in this process and in processes of its own."""

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import magforms as mf
from magforms.cli import main

COMMANDS = {
    "compare": ["compare", "citrate", "oxide"],
    "query": ["query", "--use", "constipation"],
    "show": ["show", "glycinate"],
    "verdict": ["verdict", "citrate", "glycinate"],
    "sources": ["sources", "malate"],
    "elemental": ["elemental", "500 mg magnesium citrate"],
    "identify": ["identify", "Magnesium (as bisglycinate chelate)"],
}
FORMATS = (
    "text, box, markdown, html, rst, latex, booktabs, asciidoc, mediawiki, jira, textile, csv,"
    " tsv, json"
)
FORMS = "citrate, glycinate, malate, oxide"
USES = (
    "antacid, bowel-preparation, constipation, deficiency, energy, leg-cramps,"
    " leg-cramps-pregnancy, migraine-prevention, mood, muscle-cramps-after-exercise,"
    " muscle-pain-fatigue, muscle-twitching, premenstrual-symptoms, sleep"
)
COLUMNS = (
    "bioavailability, primary-use, elemental-magnesium, strict-rating, reason, kind, compounds"
)


class Ran(NamedTuple):
    """What a run left behind."""

    status: int
    out: str
    err: str


class Run:
    """Runs the command line in this process."""

    def __init__(self, captured: pytest.CaptureFixture[bytes]) -> None:
        self.captured = captured

    def __call__(self, *words: str) -> Ran:
        """Return what a run with these words leaves behind."""
        try:
            status = main(words)
        except SystemExit as exit_:
            status = int(exit_.code or 0)
        out, err = self.captured.readouterr()
        return Ran(status, out.decode("utf-8"), err.decode("utf-8"))


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The command line in this process, with what it writes."""
    return Run(capsysbinary)


def environment(**changes: str) -> dict[str, str]:
    """Variables of a process of its own that finds this package and nothing else."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "PYTHONPATH": str(Path(mf.__file__).parent.parent), **changes}


def process(
    *words: str, cwd: Path, stdout: int | None = subprocess.PIPE, **changes: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "magforms", *words],
        cwd=cwd,
        env=environment(**changes),
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )


def shell(command: str, cwd: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which "$@" is the command line with these words."""
    return subprocess.run(
        ["/bin/sh", "-c", command, "sh", sys.executable, "-m", "magforms", *words],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        check=False,
    )


def refused(ran: Ran) -> str:
    """The one line of a refusal."""
    assert (2, "") == (ran.status, ran.out)
    assert ran.err.endswith("\n")
    assert 1 == len(ran.err.splitlines())
    assert ran.err.startswith("magforms")
    return ran.err[:-1]


# what each command shows --------------------------------------------------------------------------


def test_bare_command_compares_all_forms(run: Run) -> None:
    """The main job needs no word."""
    assert Ran(0, mf.compare().render("text"), "") == run()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (COMMANDS["compare"], mf.compare("citrate", "oxide")),
        (["compare"], mf.compare()),
        (["compare", "Magnesium Oxide", "bisglycinate"], mf.compare("oxide", "glycinate")),
        (COMMANDS["query"], mf.query(use="constipation")),
        (["query"], mf.query()),
        (
            ["query", "--use", "sleep", "--primary", "--status", "tested"],
            mf.query(use="sleep", primary=True, status="tested"),
        ),
        (
            ["query", "--kind", "organic salt", "--bioavailability", "high"],
            mf.query(kind="organic salt", bioavailability="high"),
        ),
        (
            ["query", "--min-bioavailability", "moderate", "--min-certainty", "low"],
            mf.query(min_bioavailability="moderate", min_certainty="low"),
        ),
        (
            ["query", "--sort-by", "bioavailability", "--descending"],
            mf.query(sort_by="bioavailability", descending=True),
        ),
        (COMMANDS["show"], mf.get("glycinate")),
        (COMMANDS["verdict"], mf.catalogue().verdict("citrate", "glycinate")),
        (["verdict", "oxide", "citrate"], mf.catalogue().verdict("oxide", "citrate")),
        (COMMANDS["sources"], mf.sources("malate")),
        (["sources"], mf.sources()),
        (COMMANDS["elemental"], mf.elemental("500 mg", "citrate")),
        (
            ["elemental", "1 g magnesium oxide, 5 mmol magnesium bisglycinate dihydrate"],
            mf.elemental_in([("1 g", "oxide"), ("5 mmol", "magnesium bisglycinate dihydrate")]),
        ),
        (["elemental", "0,5 g bisglycinate"], mf.elemental("0.5 g", "bisglycinate")),
        (["elemental", "500 mg of bisglycinate"], mf.elemental("500 mg", "bisglycinate")),
        (
            ["elemental", "100 mg elemental magnesium as citrate"],
            mf.compound_for("100 mg", "citrate"),
        ),
        (["elemental", "bisglycinate", "--declares", "20 %"], mf.declared("20 %", "bisglycinate")),
        (COMMANDS["identify"], mf.identify("Magnesium (as bisglycinate chelate)")),
    ],
    ids=repr,
)
def test_commands_show_what_the_library_gives(
    run: Run, words: list[str], expected: mf.Comparison
) -> None:
    """Each command is one call of the library."""
    assert Ran(0, expected.render("text"), "") == run(*words)


@pytest.mark.parametrize("format_name", mf.FORMATS)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_every_format(run: Run, command: str, format_name: str) -> None:
    """What is written is what the library writes in that format."""
    plain = run(*COMMANDS[command])
    ran = run(*COMMANDS[command], "--format", format_name)
    assert (0, "") == (ran.status, ran.err)
    # boxes are drawn around tables, and the list of sources holds none
    alike = ("text", "box") if command == "sources" else ("text",)
    assert (plain.out == ran.out) == (format_name in alike)
    assert "not medical advice" in ran.out


def test_layout_options_reach_the_writer(run: Run) -> None:
    """Columns, orientation and caption do what they do in the library."""
    ran = run(
        *("compare", "citrate", "oxide", "--columns", "kind", "reason"),
        *("--orientation", "rows", "--caption", "Two salts", "--format", "markdown"),
    )
    assert (
        mf.compare("citrate", "oxide").render(
            "markdown", columns=["kind", "reason"], orientation="rows", caption="Two salts"
        )
        == ran.out
    )


@pytest.mark.parametrize(
    ("words", "options"),
    [
        (("--label", "tab:x", "--heading-level", "3"), {"label": "tab:x", "heading_level": 3}),
        (("--caption", "Salts"), {"caption": "Salts"}),
    ],
)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_what_every_result_takes(
    run: Run, command: str, words: tuple[str, ...], options: dict[str, Any]
) -> None:
    """Caption, label and heading level do what they do in the library."""
    ran = run(*COMMANDS[command], "--format", "html", *words)
    assert (0, "") == (ran.status, ran.err)
    assert ran.out != run(*COMMANDS[command], "--format", "html").out
    if command == "compare":
        assert mf.compare("citrate", "oxide").render("html", **options) == ran.out


def test_width_is_that_of_the_text(run: Run) -> None:
    """Columns of the terminal may be said in words."""
    assert mf.compare().render(width=100) == run("compare", "--width", "100").out


def test_no_match_is_no_failure(run: Run) -> None:
    """An empty answer says what was found, with its caveats, and is a success."""
    ran = run("query", "--use", "muscle-twitching")
    assert (0, "") == (ran.status, ran.err)
    assert "No form was tested for muscle twitching." in ran.out.splitlines()[3]
    assert "See a doctor about twitching" in ran.out


def test_sources_for_citation_managers(run: Run) -> None:
    """BibTeX, CSL-JSON and RIS hold every reference of what is listed, and nothing else."""
    ids = [source.id for source in mf.sources("malate").references]
    csl = run("sources", "malate", "--format", "csl-json")
    bib = run("sources", "malate", "--format", "bibtex")
    ris = run("sources", "malate", "--format", "ris")
    assert ids == [item["id"] for item in json.loads(csl.out)]
    heads = [line for line in bib.out.splitlines() if line.startswith("@")]
    assert [f"{{{name}," for name in ids] == ["{" + head.partition("{")[2] for head in heads]
    tags = [line for line in ris.out.splitlines() if line.startswith("ID")]
    assert [f"ID  - {name}" for name in ids] == tags


@pytest.mark.parametrize("name", mf.BIBLIOGRAPHIES)
@pytest.mark.parametrize(
    ("words", "result"),
    [
        ([], mf.compare()),
        (COMMANDS["compare"], mf.compare("citrate", "oxide")),
        (COMMANDS["query"], mf.query(use="constipation")),
        (["query", "--use", "muscle-twitching"], mf.query(use="muscle-twitching")),
        (COMMANDS["show"], mf.get("glycinate")),
        (COMMANDS["verdict"], mf.catalogue().verdict("citrate", "glycinate")),
        (COMMANDS["sources"], mf.sources("malate")),
    ],
    ids=repr,
)
def test_every_command_gives_its_references(
    run: Run, words: list[str], result: mf.Comparison, name: str
) -> None:
    """The sources of a result stand instead of its table, wherever the option stands."""
    expected = Ran(0, result.bibliography(name), "")
    assert expected == run(*words, "--references", name)
    assert expected == run("--references", name, *words)


def test_references_asked_for_first_stand_before_any_format(run: Run) -> None:
    """What stands before the command is not passed over for what stands behind it."""
    ran = run("--references", "ris", "sources", "malate", "--format", "bibtex")
    assert Ran(0, mf.sources("malate").bibliography("ris"), "") == ran


def test_references_go_to_a_file(run: Run, tmp_path: Path) -> None:
    """What a citation manager imports can be written as a table can."""
    file = tmp_path / "oxide.ris"
    assert Ran(0, "", "") == run("show", "oxide", "--references", "ris", "--output", str(file))
    assert mf.get("oxide").bibliography("ris").encode("utf-8") == file.read_bytes()


def test_version_is_that_of_the_package(run: Run) -> None:
    """The command line says which one it is."""
    assert Ran(0, f"magforms {mf.__version__}\n", "") == run("--version")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_explains_itself(run: Run, command: str) -> None:
    """Help goes to standard output and is a success."""
    ran = run(*filter(None, [command]), "--help")
    assert (0, "") == (ran.status, ran.err)
    assert ran.out.startswith(f"usage: magforms {command}".rstrip())


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_every_format(run: Run, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """A reader of the help learns what can be written."""
    monkeypatch.setenv("COLUMNS", "200")
    text = " ".join(run(command, "--help").out.split())
    more = ", bibtex, csl-json, ris" if command == "sources" else ""
    assert f"{FORMATS}{more} (default: text)" in text
    assert "the sources instead of the table: text, bibtex, csl-json, ris" in text


# what is wrong is said in one line ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["show", "citrat"],
            f"no magnesium form called 'citrat'; did you mean 'citrate'? (known: {FORMS})",
        ),
        (["show", ""], f"no magnesium form called '' (known: {FORMS})"),
        (["show", "a\nb\x1b[31m"], f"no magnesium form called 'a\\nb\\x1b[31m' (known: {FORMS})"),
        (["sources", "xyzzy"], f"no magnesium form called 'xyzzy' (known: {FORMS})"),
        (
            ["show", "magnesium amino acid chelate"],
            (
                "'magnesium amino acid chelate' does not name one form: the amino acid is not named"
                " (candidates: glycinate)"
            ),
        ),
        (["compare", "oxide"], "a comparison takes at least two forms, got 1: ['oxide']"),
        (
            ["compare", "oxide", "citrate", "Magnesium oxide"],
            "a form can stand in a comparison once, got oxide again",
        ),
        (["verdict", "oxide", "oxide"], "a verdict takes two different forms, got oxide twice"),
        (
            ["query", "--use", "twitching"],
            f"no such use: 'twitching'; did you mean 'muscle-twitching'? (allowed: {USES})",
        ),
        (
            ["query", "--status", "aproved"],
            (
                "no such status: 'aproved'; did you mean 'approved'?"
                " (allowed: approved, tested, marketed)"
            ),
        ),
        (
            ["query", "--min-certainty", "sure"],
            "no such min_certainty: 'sure' (allowed: very low, low, moderate, high)",
        ),
        (
            ["compare", "--format", "markdwn"],
            f"no such format: 'markdwn'; did you mean 'markdown'? (allowed: {FORMATS})",
        ),
        (["show", "oxide", "--format", "bibtex"], f"no such format: 'bibtex' (allowed: {FORMATS})"),
        (
            ["sources", "--format", "bibtx"],
            (
                "no such format: 'bibtx'; did you mean 'bibtex'?"
                f" (allowed: {FORMATS}, bibtex, csl-json, ris)"
            ),
        ),
        (
            ["show", "oxide", "--references", "bibtx"],
            (
                "no such bibliography: 'bibtx'; did you mean 'bibtex'?"
                " (allowed: text, bibtex, csl-json, ris)"
            ),
        ),
        (
            ["--references", "html"],
            "no such bibliography: 'html' (allowed: text, bibtex, csl-json, ris)",
        ),
        (["compare", "--columns", "xyzzy"], f"no such column: 'xyzzy' (allowed: {COLUMNS})"),
        (
            ["compare", "--orientation", "up"],
            "no such orientation: 'up' (allowed: columns, rows)",
        ),
        (["compare", "--caption", " "], "a caption must be text: ' '"),
    ],
)
def test_unknown_names_are_one_line(run: Run, words: list[str], message: str) -> None:
    """The line says what was wrong, the value, and what would be right."""
    assert f"magforms: {message}" == refused(run(*words))


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (["compair"], "magforms: argument COMMAND: invalid choice: 'compair' (choose from "),
        (["compare", "--bogus"], "magforms: unrecognized arguments: --bogus (see "),
        (
            ["show", "magnesium", "citrate"],
            "magforms: unrecognized arguments: citrate; what holds several words belongs in quotes",
        ),
        (["show"], "magforms show: the following arguments are required: FORM (see "),
        (["verdict", "oxide"], "magforms verdict: the following arguments are required: FORM (see"),
        (
            ["compare", "--format"],
            "magforms compare: argument --format: expected one argument",
        ),
        (
            ["compare", "--format", "html", "--references", "ris"],
            "magforms compare: argument --references: not allowed with argument --format (see ",
        ),
        (["compare", "--bogus=a\nb\r\x1b[31m"], "magforms: unrecognized arguments: "),
    ],
)
def test_wrong_usage_is_one_line_with_a_pointer_to_help(
    run: Run, words: list[str], start: str
) -> None:
    """What cannot be understood is said in the words of the option, without control characters."""
    line = refused(run(*words))
    assert start == line[: len(start)]
    assert line.endswith("--help')")
    assert line.isprintable()


@pytest.mark.parametrize("words", [["compair"], ["show", "xyzzy"], ["compare", "--output", "."]])
def test_errors_of_a_real_process_are_one_line(words: list[str], tmp_path: Path) -> None:
    """Nothing on standard output, one line on standard error, status 2."""
    done = process(*words, cwd=tmp_path)
    assert (2, b"") == (done.returncode, done.stdout)
    assert 1 == len(done.stderr.splitlines())
    assert done.stderr.startswith(b"magforms: ")


# files -------------------------------------------------------------------------------------------


def test_output_is_written_whole_and_nothing_is_shown(run: Run, tmp_path: Path) -> None:
    """A file holds the bytes that standard output would get."""
    file = tmp_path / "table.md"
    assert Ran(0, "", "") == run("sources", "--format", "markdown", "--output", str(file))
    assert mf.sources().render("markdown").encode("utf-8") == file.read_bytes()
    assert [file] == list(tmp_path.iterdir())


def test_output_replaces_a_file_and_keeps_its_permissions(run: Run, tmp_path: Path) -> None:
    """What stood there is gone, who may read it stays."""
    file = tmp_path / "table.txt"
    file.write_text("old" * 10_000)
    file.chmod(0o640)
    assert 0 == run("compare", "--output", str(file)).status
    assert mf.compare().render("text") == file.read_text(encoding="utf-8")
    assert 0o640 == stat.S_IMODE(file.stat().st_mode)


def test_output_follows_a_link(run: Run, tmp_path: Path) -> None:
    """A link stays a link, and the file it leads to is written."""
    file, link = tmp_path / "real.txt", tmp_path / "link.txt"
    file.write_text("old")
    link.symlink_to(file)
    assert 0 == run("compare", "--output", str(link)).status
    assert link.is_symlink()
    assert mf.compare().render("text") == file.read_text(encoding="utf-8")


def test_output_takes_the_longest_name_of_a_file(run: Run, tmp_path: Path) -> None:
    """What is written on the way needs no longer name than the file itself."""
    file = tmp_path / ("a" * 251 + ".txt")
    assert Ran(0, "", "") == run("compare", "--output", str(file))
    assert [file] == list(tmp_path.iterdir())


def test_output_to_a_folder_is_refused(run: Run, tmp_path: Path) -> None:
    """A folder is no file, and stays as it is."""
    line = refused(run("compare", "--output", str(tmp_path)))
    assert f"magforms: [Errno {errno.EISDIR}] Is a directory: '{tmp_path}'" == line
    assert [] == list(tmp_path.iterdir())


def test_output_into_a_missing_folder_is_refused_by_its_name(run: Run, tmp_path: Path) -> None:
    """The line names the file that was asked for, and none that the user never heard of."""
    file = tmp_path / "missing" / "table.txt"
    line = refused(run("compare", "--output", str(file)))
    assert str(file) in line
    assert ".tmp" not in line


def test_wrong_name_writes_no_file(run: Run, tmp_path: Path) -> None:
    """An error leaves what stood there."""
    file = tmp_path / "table.txt"
    file.write_text("old")
    refused(run("compare", "oxide", "--output", str(file)))
    assert "old" == file.read_text()


def test_output_to_a_device_is_written_through(run: Run) -> None:
    """What is no plain file is not replaced."""
    assert Ran(0, "", "") == run("compare", "--output", os.devnull)
    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on the size of files")
def test_failing_write_leaves_the_old_file(tmp_path: Path) -> None:
    """With no room for the new text the old one stays, and nothing is left beside it."""
    file = tmp_path / "table.txt"
    file.write_text("old")
    # bytecode would be cut at the limit as well, and stay
    limited = 'ulimit -f 1; export PYTHONDONTWRITEBYTECODE=1; exec "$@"'
    done = shell(limited, tmp_path, "sources", "--output", "table.txt")
    assert (2, b"") == (done.returncode, done.stdout)
    assert 1 == len(done.stderr.splitlines())
    assert done.stderr.startswith(b"magforms: ")
    assert "old" == file.read_text()
    assert [file] == list(tmp_path.iterdir())


# standard output ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("today")
def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    """A locale without letters beyond ASCII changes no byte."""
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = process("sources", cwd=tmp_path, **plain)
    assert (0, b"") == (done.returncode, done.stderr)
    assert mf.sources().render("text").encode("utf-8") == done.stdout
    assert not done.stdout.isascii()


def test_errors_are_readable_in_any_locale(tmp_path: Path) -> None:
    """A name that the locale cannot write comes out escaped, in one line."""
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = process("show", "caf\u00e9", cwd=tmp_path, **plain)
    assert (2, b"") == (done.returncode, done.stdout)
    assert 1 == len(done.stderr.splitlines())


@pytest.mark.parametrize("words", [[], ["sources"], ["--help"]], ids=str)
@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_closed_pipe_ends_quietly(words: list[str], tmp_path: Path) -> None:
    """A reader that has seen enough is no error, before the first line or after it."""
    for reader in ("head -n 1", "true"):
        done = shell(f'{{ "$@"; echo "status $?" >&2; }} | {reader}', tmp_path, *words)
        assert b"status 0\n" == done.stderr


@pytest.mark.parametrize("words", [["verdict", "citrate", "malate"], ["sources"]], ids=str)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_full_device_is_one_line(words: list[str], tmp_path: Path) -> None:
    """Output that cannot be written is an error like any other, however much it is."""
    with Path("/dev/full").open("wb") as full:
        done = process(*words, cwd=tmp_path, stdout=full.fileno())
    assert 2 == done.returncode
    assert [b"magforms: [Errno 28] No space left on device"] == done.stderr.splitlines()


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_no_standard_output_gives_no_traceback(tmp_path: Path) -> None:
    """A process started without standard output ends in one line at most."""
    done = shell('exec "$@" >&-', tmp_path)
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1
    assert done.returncode in (0, 2)


@pytest.mark.parametrize("words", [[], ["compair"], ["--help"]], ids=str)
def test_no_escape_sequences_outside_a_terminal(words: list[str], tmp_path: Path) -> None:
    """A pipe gets plain text, even where colour is forced on others."""
    done = process(*words, cwd=tmp_path, TERM="xterm-256color")
    assert b"\x1b" not in done.stdout + done.stderr


@pytest.mark.usefixtures("today")
@pytest.mark.skipif(os.name != "posix", reason="needs a terminal to be made")
@pytest.mark.parametrize(("columns", "width"), [(60, 80), (100, 100), (300, 120)])
def test_terminal_gets_its_width_and_no_colour_under_no_color(
    columns: int, width: int, tmp_path: Path
) -> None:
    """Text fills a terminal from 80 to 120 columns, and holds no escape sequence."""
    import pty

    reader, writer = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "magforms"],
        cwd=tmp_path,
        env=environment(NO_COLOR="1", TERM="xterm", COLUMNS=str(columns)),
        stdout=writer,
        stderr=subprocess.PIPE,
    )
    os.close(writer)
    shown = b""
    try:
        while piece := os.read(reader, 65536):
            shown += piece
    except OSError as error:
        assert errno.EIO == error.errno  # noqa: PT017  # the other end is closed
    os.close(reader)
    _, errors = running.communicate()
    assert (0, b"") == (running.returncode, errors)
    assert mf.compare().render("text", width=width) == shown.decode().replace("\r\n", "\n")


@pytest.mark.parametrize(("columns", "width"), [("60", 80), ("100", 100), ("300", 120)])
def test_width_of_the_terminal_is_used_between_80_and_120(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    """Text on a terminal is as wide as reads well there; other formats have no width."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", columns)
    assert mf.compare().render("text", width=width) == run().out
    assert mf.compare().render("html") == run("compare", "--format", "html").out


def test_broken_pipe_in_this_process_is_a_success(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The rest of what is buffered goes nowhere and the status is 0."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as closed:
        monkeypatch.setattr(sys, "stdout", closed)
        monkeypatch.chdir(tmp_path)
        assert 0 == main([])
        closed.write("more")
        closed.flush()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
@pytest.mark.parametrize("words", [["verdict", "citrate", "malate"], ["sources"]], ids=str)
def test_full_device_in_this_process_is_one_line(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The fault is said once, and what is left in the buffer goes nowhere."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert 2 == main(words)
        assert "magforms: [Errno 28] No space left on device\n" == capsys.readouterr().err
        full.flush()


def test_no_standard_output_in_this_process_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be shown is an error, and what goes into a file is none."""
    monkeypatch.setattr(sys, "stdout", None)
    assert 2 == main(["show", "oxide"])
    assert "magforms: standard output is closed\n" == capsys.readouterr().err
    assert 0 == main(["show", "oxide", "--output", os.devnull])


def test_no_standard_input_in_this_process_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """There are no lines to read, which is said."""
    monkeypatch.setattr(sys, "stdin", None)
    assert 2 == main(["identify", "-"])
    assert ("", "magforms: standard input is closed\n") == capsys.readouterr()


def test_no_standard_error_in_this_process_keeps_the_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong cannot be told, and is wrong all the same."""
    monkeypatch.setattr(sys, "stderr", None)
    assert 2 == main(["show", "gold"])
    assert 2 == main(["compare", "citrate"])
    assert "" == capsys.readouterr().out


@pytest.mark.usefixtures("today")
def test_module_and_command_are_the_same(tmp_path: Path) -> None:
    """`python -m magforms` gives the same bytes as the installed command."""
    done = process(cwd=tmp_path)
    assert (0, mf.compare().render("text").encode("utf-8"), b"") == (
        done.returncode,
        done.stdout,
        done.stderr,
    )
    command = shutil.which("magforms", path=str(Path(sys.executable).parent))
    if command is None:
        pytest.skip("the command is not installed")
    installed = subprocess.run([command], cwd=tmp_path, capture_output=True, check=False)
    assert (0, done.stdout, b"") == (installed.returncode, installed.stdout, installed.stderr)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["magnesium citrate"], "each form needs one amount beside its name, such as '500 mg mag"),
        (["-5 mg oxide"], "each form needs one amount beside its name, such as '500 mg magnesium"),
        (["500 mg magnesium chloride"], "no magnesium form called 'chloride'"),
        (["500 mg gold"], "no magnesium form called 'gold'"),
        (["oxide", "--declares", "20"], "a share must be more than 0 % and at most 100 %"),
    ],
)
def test_amounts_that_cannot_be_are_refused(run: Run, words: list[str], message: str) -> None:
    """One line says what would be right."""
    ran = run("elemental", *words)
    assert (2, "") == (ran.status, ran.out)
    assert ran.err.startswith(f"magforms: {message}")
    assert 1 == ran.err.count("\n")


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="needs /dev/fd")
def test_output_may_be_a_pipe_by_its_number(run: Run) -> None:
    """What has no path of its own is written to as it is."""
    reader, writer = os.pipe()
    try:
        assert Ran(0, "", "") == run(
            "verdict", "citrate", "malate", "--output", f"/dev/fd/{writer}"
        )
        assert b"not medical advice" in os.read(reader, 65536)
    finally:
        os.close(reader)
        os.close(writer)
