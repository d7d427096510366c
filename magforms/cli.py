"""The command line: arguments in, text out, exit status."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from magforms import __version__
from magforms.commands import Commands, Parser, UsageError, add_commands, command, takes_width
from magforms.errors import MagformsError, printable
from magforms.files import write_whole
from magforms.label_lines import LINE_FORMATS, identified

if TYPE_CHECKING:
    from magforms.documents import SyncReport

_WIDEST = 120
_NARROWEST = 80
_LINES_A_STEP = 10_000
_NOT_FOR_LINES = ("output", "references", "caption", "label", "heading_level", "width")


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command line.

    Args:
        arguments: Words after the command's name; None for those of this process.

    Returns:
        Exit status: 0 done, 1 documents are stale, 2 anything wrong.
    """
    options = argparse.Namespace(report=None)
    try:
        try:
            _parser().parse_args(arguments, options)
            if getattr(options, "reads_lines", False) and options.text == "-":
                _put_lines(options)
            else:
                _fit(options)
                _put(options.run(options), options.output)
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except BrokenPipeError:
        # the reader has seen enough
        _let_go_of_output()
    except UsageError as error:
        return _refused(error)
    except MagformsError as error:
        return _refused(f"magforms: {error}")
    except OSError as error:
        _let_go_if_full()
        return _refused(f"magforms: {error}")
    report: SyncReport | None = options.report
    if report is None:
        return 0
    for problem in report.errors:
        _refused(problem)
    return report.status


def _refused(error: object) -> int:
    # nobody listens where standard error is closed
    if sys.stderr is not None:
        sys.stderr.write(f"{error}\n")
    return 2


def _let_go_of_output() -> None:
    """Keep the interpreter from flushing once more into what cannot be written to."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _let_go_if_full() -> None:
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        _let_go_of_output()


def _put_lines(options: argparse.Namespace) -> None:
    """Write what each line of standard input names as soon as it is read."""
    for name in _NOT_FOR_LINES:
        if getattr(options, name) is not None:
            option = f"--{name.replace('_', '-')}"
            problem = f"with - each line becomes a record on standard output, so no {option}"
            identify = "magforms identify"
            raise UsageError(identify, problem)
    if sys.stdin is None:
        message = "standard input is closed"
        raise OSError(message)
    wanted = LINE_FORMATS[0] if options.format == "text" else options.format
    progress = _Progress()
    for text in identified(progress.of(sys.stdin.buffer), wanted, progress.complain):
        _put(text, None)


class _Progress:
    """Tells on a terminal how many lines were read."""

    def __init__(self) -> None:
        self.shown = sys.stderr is not None and sys.stderr.isatty()

    def of(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the lines."""
        number = 0
        for number, line in enumerate(lines, 1):
            if number % _LINES_A_STEP == 0:
                self._show(f"\r{number} lines")
            yield line
        if number >= _LINES_A_STEP:
            self._show(f"\r{number} lines\n")

    def _show(self, text: str) -> None:
        if self.shown:
            sys.stderr.write(text)
            sys.stderr.flush()

    def complain(self, problem: str) -> None:
        """Tell what is wrong with a line, on a line of its own."""
        _refused(f"magforms: {problem}")


def _put(text: str, output: Path | None) -> None:
    if output is not None:
        # a link is followed to the file that it leads to; a pipe behind one has no path
        whole = output.is_file() or not output.exists()
        write_whole(output.resolve() if whole else output, text.encode("utf-8"))
    elif sys.stdout is None:
        message = "standard output is closed"
        raise OSError(message)
    else:
        sys.stdout.buffer.write(text.encode("utf-8"))


def _parser() -> Parser:
    parser = Parser(
        prog="magforms",
        description="Magnesium supplement forms compared from cited data."
        " Without a command: all forms side by side.",
        epilog="Reference information, not medical advice.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = add_commands(parser)
    _add_own_data(commands)
    documents = command(commands, "sync", "tables inside documents, between markers", _sync)
    documents.add_argument("paths", nargs="+", metavar="PATH", help="documents, or folders of them")
    documents.add_argument("--check", action="store_true", help="write nothing, tell what is stale")
    documents.add_argument("--diff", action="store_true", help="show each change")
    documents.add_argument(
        "--require-markers", action="store_true", help="refuse a named document without markers"
    )
    return parser


def _add_own_data(commands: Commands) -> None:
    for name, about, run in (
        ("init", "write an example folder of one's own data", _init),
        ("validate", "check a folder of one's own data", _validate),
    ):
        command(commands, name, about, run).add_argument(
            "folder", type=Path, metavar="DIR", help="the folder"
        )


def _init(options: argparse.Namespace) -> str:
    from magforms.own_data import write_example

    folder = printable(str(options.folder))
    files = write_example(options.folder)
    return f"{folder}: {len(files)} files, every record invented; magforms validate checks them\n"


def _validate(options: argparse.Namespace) -> str:
    from magforms.own_data import load_own

    found = load_own(options.folder)
    added = ", ".join(form.id for form in found.forms if form.own_caveats)
    told = f"with records on {added}" if added else "with no record on a form"
    return f"{printable(str(options.folder))}: valid; data {found.data_version}, {told}\n"


def _sync(options: argparse.Namespace) -> str:
    """Return what became of each document, and leave the report with the options."""
    from magforms.documents import sync

    report = sync(
        *options.paths,
        check=options.check,
        diff=options.diff,
        require_markers=options.require_markers,
    )
    options.report = report
    return "".join(f"{item}\n{item.diff}" for item in report.documents)


def _fit(options: argparse.Namespace) -> None:
    """Take the width of the terminal that the text is for."""
    if takes_width(options) and sys.stdout and sys.stdout.isatty():
        options.width = min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)
