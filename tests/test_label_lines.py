"""Many lines of labels, in the library and on the command line."""

import csv
import io
import json

import pytest

import magforms as mf
from magforms.cli import main
from magforms.label_lines import LINE_FORMATS, identified

LINES = [
    b"\xef\xbb\xbfMagnesium (as citrate)\r\n",
    b"\xff\xfe\n",
    b"=1+1, magnesium oxide and malate\n",
    b"water",
]


def told(format_name: str, lines: list[bytes]) -> tuple[str, list[str], str | None]:
    """What is written, what is complained of, and the error at the end."""
    complaints: list[str] = []
    written: list[str] = []
    try:
        for text in identified(lines, format_name, complaints.append):
            written.append(text)  # noqa: PERF402  # what came before the error counts
    except mf.QueryError as error:
        return "".join(written), complaints, str(error)
    return "".join(written), complaints, None


def test_json_lines_hold_a_result_each_with_its_caveat() -> None:
    """Numbers are those of the input, and no line is lost."""
    written, complaints, last = told("json", LINES)
    rows = [json.loads(line) for line in written.splitlines()]
    assert [1, 3, 4] == [row["line"] for row in rows]
    assert [["citrate"], ["oxide", "malate"], []] == [row["form_ids"] for row in rows]
    assert "Magnesium (as citrate)" == rows[0]["text"]
    assert {mf.identify("x").caveat} == {row["caveat"] for row in rows}
    assert ["line 2 skipped: not UTF-8 at byte 1"] == complaints
    assert "lines were skipped: 1" == last


def test_csv_has_a_row_a_mention_and_no_formula() -> None:
    """A line without a form has a row too; the header stands once, whatever comes first."""
    written, complaints, last = told("csv", [b"\xff\n", *LINES[2:]])
    rows = list(csv.DictReader(io.StringIO(written), strict=True))
    assert [("2", "oxide"), ("2", "malate"), ("3", "")] == [(r["line"], r["form"]) for r in rows]
    assert "'=1+1, magnesium oxide and malate" == rows[0]["label"]
    assert {mf.identify("x").caveat.replace("\n", " ")} == {row["caveat"] for row in rows}
    assert 1 == len(complaints)
    assert "lines were skipped: 1" == last


def test_too_long_a_line_is_skipped() -> None:
    """The line is named and the others go on."""
    written, complaints, _ = told("json", [b"x" * 10_000_001, b"magnesium oxide"])
    assert [2] == [json.loads(line)["line"] for line in written.splitlines()]
    assert complaints[0].startswith("line 1 skipped: a line of a label must have at most")


def test_nothing_wrong_is_told_of_good_lines() -> None:
    """No complaint, no error; no line gives nothing."""
    assert ([], None) == told("json", [b"water\n"])[1:]
    assert ("", [], None) == told("csv", [])


def test_other_formats_are_refused() -> None:
    """Lines are for programs."""
    with pytest.raises(mf.UnknownFormatError) as caught:
        next(identified([b"x"], "jsn", print))
    expected = "no such format for lines: 'jsn'; did you mean 'json'? (allowed: json, csv)"
    assert (expected, ("json", "csv")) == (str(caught.value), LINE_FORMATS)


class Run:
    """Runs `magforms identify` in this process on lines of standard input."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[bytes]
    ) -> None:
        self.monkeypatch, self.captured = monkeypatch, captured

    def __call__(self, *words: str, lines: bytes) -> tuple[int, bytes, bytes]:
        """Return status, output and errors."""
        self.monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines)))
        status = main(["identify", *words])
        return status, *self.captured.readouterr()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The command with lines to read."""
    return Run(monkeypatch, capsysbinary)


def test_command_reads_standard_input(run: Run) -> None:
    """JSON lines unless told otherwise; a bad line is told and makes the status 2."""
    status, out, err = run("-", lines=b"".join(LINES))
    assert [1, 3, 4] == [json.loads(line)["line"] for line in out.splitlines()]
    problems = b"magforms: line 2 skipped: not UTF-8 at byte 1\nmagforms: lines were skipped: 1\n"
    assert (2, problems) == (status, err)
    status, out, err = run("-", "--format", "csv", lines=b"magnesium oxide\n")
    assert (0, b"") == (status, err)
    assert out.startswith(b"line,label,remarks,form,")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--format", "html"], b"no such format for lines: 'html' (allowed: json, csv)"),
        *(
            ([option, "1"], f"a record on standard output, so no {option}".encode())
            for option in ("--output", "--caption", "--label", "--heading-level", "--width")
        ),
        (["--references", "ris"], b"a record on standard output, so no --references"),
    ],
)
def test_command_refuses_what_has_no_place_with_lines(
    run: Run, words: list[str], message: bytes
) -> None:
    """Formats for readers and files are for one line."""
    status, out, err = run("-", *words, lines=b"x")
    assert (2, b"") == (status, out)
    assert message in err


def test_progress_is_shown_on_a_terminal_alone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every ten thousand lines, on standard error."""
    lines = b"x\n" * 20_001
    assert b"" == run("-", lines=lines)[2]
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    status, out, err = run("-", lines=lines)
    assert (0, 20_001) == (status, len(out.splitlines()))
    assert b"\r10000 lines\r20000 lines\r20001 lines\n" == err
