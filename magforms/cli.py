"""The command line: arguments in, text out."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from magforms import __version__
from magforms.citations import BIBLIOGRAPHIES
from magforms.columns import COLUMNS
from magforms.comparisons import compare
from magforms.errors import MagformsError, UnknownFormatError
from magforms.layout import ORIENTATIONS
from magforms.loading import catalogue
from magforms.names import nearest
from magforms.provenance import sources
from magforms.render import FORMATS, options_of
from magforms.results import Result
from magforms.selections import SORT_KEYS, get, query
from magforms.vocabulary import Certainty, Kind, Rating, Status

_WIDEST = 120
_NARROWEST = 80
# text is the list of figures there
_CITATIONS = tuple(name for name in BIBLIOGRAPHIES if name not in FORMATS)


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command line.

    Args:
        arguments: Words after the command's name; None for those of this process.

    Returns:
        Exit status: 0 done, 2 anything wrong.
    """
    try:
        try:
            options = _parser().parse_args(arguments)
            _put(options.run(options), options.output)
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except BrokenPipeError:
        # the reader has seen enough
        _let_go_of_output()
    except MagformsError as error:
        sys.stderr.write(f"magforms: {error}\n")
        return 2
    except OSError as error:
        _let_go_if_full()
        sys.stderr.write(f"magforms: {error}\n")
        return 2
    return 0


def _let_go_of_output() -> None:
    """Keep the interpreter from flushing once more into what cannot be written to."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _let_go_if_full() -> None:
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        _let_go_of_output()


def _put(text: str, output: Path | None) -> None:
    if output is not None:
        _write_whole(output.resolve(), text)
    elif sys.stdout is None:
        message = "standard output is closed"
        raise OSError(message)
    else:
        sys.stdout.buffer.write(text.encode("utf-8"))


def _write_whole(path: Path, text: str) -> None:
    """Write a file so that either the old or the new text stands there, never a part."""
    try:
        if path.exists() and not path.is_file():
            # a terminal or a pipe; a folder is refused by the system
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        beside = path.with_name(f".magforms-{os.getpid()}.tmp")
        try:
            beside.write_text(text, encoding="utf-8", newline="\n")
            if path.exists():
                shutil.copymode(path, beside)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        line = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in message)
        self.exit(2, f"{self.prog}: {line} (see '{self.prog} --help')\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="magforms",
        description="Magnesium supplement forms compared from cited data."
        " Without a command: all forms side by side.",
        epilog="Reference information, not medical advice.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    _add_references(parser)
    parser.set_defaults(
        run=_compare,
        forms=[],
        columns=None,
        orientation=None,
        format="text",
        caption=None,
        label=None,
        heading_level=None,
        width=None,
        output=None,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    side_by_side = _command(commands, "compare", "forms side by side", _compare)
    side_by_side.add_argument("forms", nargs="*", metavar="FORM", help="two or more; none for all")
    _add_layout(side_by_side)

    choose = _command(commands, "query", "forms that meet conditions", _query)
    choose.add_argument("--use", metavar="USE", help="listed for this use")
    choose.add_argument("--primary", action="store_true", help="only where it is a primary use")
    choose.add_argument("--status", metavar="WORD", help=_words(Status))
    choose.add_argument("--kind", metavar="WORD", help=_words(Kind))
    choose.add_argument("--bioavailability", metavar="WORD", help=_words(Rating))
    choose.add_argument("--min-bioavailability", metavar="WORD", help=_words(Rating))
    choose.add_argument("--min-certainty", metavar="WORD", help=_words(Certainty))
    choose.add_argument("--sort-by", metavar="KEY", help=", ".join(SORT_KEYS))
    choose.add_argument("--descending", action="store_true", help="highest first")
    _add_layout(choose)

    show = _command(commands, "show", "one form in full", _show)
    show.add_argument("form", metavar="FORM")
    _add_format(show, FORMATS)

    verdict = _command(commands, "verdict", "one pair of forms, head to head", _verdict)
    verdict.add_argument("first", metavar="FORM")
    verdict.add_argument("second", metavar="FORM")
    _add_format(verdict, FORMATS)

    listed = _command(commands, "sources", "every figure with its source", _sources)
    listed.add_argument("forms", nargs="*", metavar="FORM", help="none for the whole data set")
    _add_format(listed, (*FORMATS, *_CITATIONS))
    return parser


def _command(
    commands: "argparse._SubParsersAction[_Parser]",
    name: str,
    about: str,
    run: Callable[[argparse.Namespace], str],
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    parser.set_defaults(run=run)
    return parser


def _words(words: type[Status] | type[Kind] | type[Rating] | type[Certainty]) -> str:
    return ", ".join(words)


def _add_format(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--format", default="text", metavar="FORMAT", help=f"{', '.join(formats)} (default: text)"
    )
    # without it, what stands before the command holds
    _add_references(either, default=argparse.SUPPRESS)
    parser.add_argument("--output", type=Path, metavar="FILE", help="instead of standard output")
    parser.add_argument("--caption", metavar="TEXT", help="title instead of the usual one")
    parser.add_argument("--label", metavar="NAME", help="name to refer to the table by")
    parser.add_argument("--heading-level", type=int, metavar="NUMBER", help="level of the title")
    parser.add_argument("--width", type=int, metavar="NUMBER", help="columns of the text")


def _add_references(parser: argparse._ActionsContainer, *, default: str | None = None) -> None:
    parser.add_argument(
        "--references",
        default=default,
        metavar="FORMAT",
        help=f"the sources instead of the table: {', '.join(BIBLIOGRAPHIES)}",
    )


def _add_layout(parser: argparse.ArgumentParser) -> None:
    _add_format(parser, FORMATS)
    parser.add_argument("--columns", nargs="+", metavar="COLUMN", help=", ".join(COLUMNS))
    parser.add_argument("--orientation", metavar="WORD", help=", ".join(ORIENTATIONS))


def _compare(options: argparse.Namespace) -> str:
    return _rendered(compare(*options.forms), options)


def _query(options: argparse.Namespace) -> str:
    selection = query(
        use=options.use,
        primary=options.primary,
        status=options.status,
        kind=options.kind,
        bioavailability=options.bioavailability,
        min_bioavailability=options.min_bioavailability,
        min_certainty=options.min_certainty,
        sort_by=options.sort_by,
        descending=options.descending,
    )
    return _rendered(selection, options)


def _show(options: argparse.Namespace) -> str:
    return _rendered(get(options.form), options)


def _verdict(options: argparse.Namespace) -> str:
    return _rendered(catalogue().verdict(options.first, options.second), options)


def _sources(options: argparse.Namespace) -> str:
    result = sources(*options.forms)
    if options.format in _CITATIONS:
        return result.bibliography(options.references or options.format)
    known = (*FORMATS, *_CITATIONS)
    if options.format not in known:
        message = "no such format"
        raise UnknownFormatError(message, options.format, known, nearest(options.format, known))
    return _rendered(result, options)


def _rendered(result: Result, options: argparse.Namespace) -> str:
    if options.references is not None:
        return result.bibliography(options.references)
    width = options.width
    is_text = "width" in options_of(options.format)
    if width is None and is_text and options.output is None and sys.stdout and sys.stdout.isatty():
        width = min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)
    return result.render(
        options.format,
        columns=getattr(options, "columns", None),
        caption=options.caption,
        orientation=getattr(options, "orientation", None),
        width=width,
        label=options.label,
        heading_level=options.heading_level,
    )
