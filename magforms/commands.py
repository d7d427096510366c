"""The commands that show results: arguments to text."""

import argparse
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from magforms.amounts import ELEMENTAL
from magforms.catalogues import Catalogue
from magforms.citations import BIBLIOGRAPHIES
from magforms.columns import COLUMNS
from magforms.comparisons import compare
from magforms.conversions import compound_for, declared, elemental_in
from magforms.errors import MagformsError, UnknownFormatError, printable
from magforms.identification import identify
from magforms.layout import ORIENTATIONS
from magforms.loading import catalogue
from magforms.names import nearest
from magforms.products import LIKE, parse_product
from magforms.provenance import sources
from magforms.render import FORMATS, options_of
from magforms.results import Result
from magforms.selections import SORT_KEYS, get, query
from magforms.vocabulary import Certainty, Kind, Rating, Status

# text is the list of figures there
_CITATIONS = tuple(name for name in BIBLIOGRAPHIES if name not in FORMATS)
_NOT_IN_BLOCKS = {"--output", "--data", "--help", "-h", "--version"}
# the type of argparse that takes further commands has no public name
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001


class UsageError(MagformsError, ValueError):
    """
    Arguments that no command takes.

    Attributes:
        command: The command, such as "magforms compare".
        problem: What is wrong with its arguments.
    """

    def __init__(self, command: str, problem: str) -> None:
        super().__init__(command, problem)
        self.command, self.problem = command, problem

    def __str__(self) -> str:
        return f"{self.command}: {self.problem} (see '{self.command} --help')"


class Parser(argparse.ArgumentParser):
    """A parser that raises what is wrong."""

    def error(self, message: str) -> NoReturn:
        """Raise a UsageError with the message on one line."""
        surplus = message.removeprefix("unrecognized arguments: ")
        if surplus != message and not surplus.startswith("-"):
            message += "; what holds several words belongs in quotes"
        raise UsageError(self.prog, printable(message))


class _BlockParser(Parser):
    """A parser of what may stand in a document: options in full, and none that ends a process."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401  # those of argparse
        super().__init__(**settings, add_help=False, allow_abbrev=False)


def block_text(arguments: str, format: str) -> str:  # noqa: A002  # as of `render`
    """
    Return what arguments of the command line show within a document.

    Args:
        arguments: A command with its arguments, quoted as in a shell; none for all forms side by
            side.
        format: Used unless they name one.

    Raises:
        UsageError: No such arguments, one given twice, or one with no place in a document.
        MagformsError: As of the command.
    """
    parser = _BlockParser(prog="magforms")
    try:
        words = shlex.split(arguments)
    except ValueError as error:
        # a quotation mark or a backslash with nothing behind it
        parser.error(f"{str(error).lower()} in: {arguments}")
    given = [word.partition("=")[0] for word in words if word.startswith("-")]
    for option in given:
        if option in _NOT_IN_BLOCKS:
            parser.error(f"{option} has no place in a document")
        if given.count(option) > 1:
            parser.error(f"{option} is given more than once")
    add_commands(parser)
    options = parser.parse_args(words)
    if "--format" not in given:
        options.format = format
    text: str = options.run(options)
    return text


def add_commands(parser: Parser) -> Commands:
    """
    Add the commands that show results; without a command the parser takes that for all forms.

    Args:
        parser: To which they are added.

    Returns:
        What takes further commands.
    """
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
        data=None,
    )
    commands: Commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    side_by_side = command(commands, "compare", "forms side by side", _compare)
    side_by_side.add_argument("forms", nargs="*", metavar="FORM", help="two or more; none for all")
    _add_layout(side_by_side)
    _add_data(side_by_side)

    choose = command(commands, "query", "forms that meet conditions", _query)
    choose.add_argument("--use", metavar="USE", help="listed for this use")
    choose.add_argument("--primary", action="store_true", help="only where it is a primary use")
    choose.add_argument("--status", metavar="WORD", help=_words(Status))
    choose.add_argument("--kind", metavar="WORD", help=_words(Kind))
    choose.add_argument("--bioavailability", metavar="WORD", help=_words(Rating))
    choose.add_argument("--min-bioavailability", metavar="WORD", help=_words(Rating))
    sure = f"of the rating: {_words(Certainty)}"
    choose.add_argument("--min-certainty", metavar="WORD", help=sure)
    choose.add_argument("--sort-by", metavar="KEY", help=", ".join(SORT_KEYS))
    choose.add_argument("--descending", action="store_true", help="highest first")
    _add_layout(choose)
    _add_data(choose)

    show = command(commands, "show", "one form in full", _show)
    show.add_argument("form", metavar="FORM")
    _add_format(show, FORMATS)
    _add_data(show)

    verdict = command(commands, "verdict", "one pair of forms, head to head", _verdict)
    verdict.add_argument("first", metavar="FORM")
    verdict.add_argument("second", metavar="FORM")
    _add_format(verdict, FORMATS)
    _add_data(verdict)

    listed = command(commands, "sources", "every figure with its source", _sources)
    listed.add_argument("forms", nargs="*", metavar="FORM", help="none for the whole data set")
    _add_format(listed, (*FORMATS, *_CITATIONS))
    _add_data(listed)

    label = command(commands, "identify", "forms named on a label", _identify)
    label.add_argument(
        "text", metavar="TEXT", help="a line of label text; - reads lines from standard input"
    )
    label.set_defaults(reads_lines=True)
    _add_format(label, FORMATS)

    amounts = command(commands, "elemental", "elemental magnesium in amounts of forms", _elemental)
    amounts.add_argument("text", metavar="TEXT", help=f"amounts and forms, {LIKE}")
    amounts.add_argument(
        "--declares",
        metavar="SHARE",
        help="what TEXT, a form or compound alone, is said to hold, as '20 %%'",
    )
    _add_format(amounts, FORMATS)
    _add_data(amounts)
    return commands


def command(
    commands: Commands, name: str, about: str, run: Callable[[argparse.Namespace], str]
) -> Parser:
    """
    Return the parser of a further command.

    Args:
        commands: What `add_commands` returned.
        name: Name of the command.
        about: What it does, in a few words.
        run: Arguments to what the command writes.
    """
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


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, metavar="DIR", help="a folder of one's own data too")


def _catalogue(options: argparse.Namespace) -> Catalogue:
    return catalogue() if options.data is None else Catalogue.load(options.data)


def _compare(options: argparse.Namespace) -> str:
    return _rendered(compare(*options.forms, catalogue=_catalogue(options)), options)


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
        catalogue=_catalogue(options),
    )
    return _rendered(selection, options)


def _show(options: argparse.Namespace) -> str:
    return _rendered(get(options.form, catalogue=_catalogue(options)), options)


def _verdict(options: argparse.Namespace) -> str:
    return _rendered(_catalogue(options).verdict(options.first, options.second), options)


def _sources(options: argparse.Namespace) -> str:
    result = sources(*options.forms, catalogue=_catalogue(options))
    if options.format in _CITATIONS:
        return result.bibliography(options.references or options.format)
    known = (*FORMATS, *_CITATIONS)
    if options.format not in known:
        message = "no such format"
        raise UnknownFormatError(message, options.format, known, nearest(options.format, known))
    return _rendered(result, options)


def _identify(options: argparse.Namespace) -> str:
    return _rendered(identify(options.text), options)


def _elemental(options: argparse.Namespace) -> str:
    source = _catalogue(options)
    if options.declares is not None:
        return _rendered(declared(options.declares, options.text, catalogue=source), options)
    parts = parse_product(options.text)
    if parts[0][2] == ELEMENTAL:
        return _rendered(compound_for(*parts[0][:2], catalogue=source), options)
    return _rendered(elemental_in((part[:2] for part in parts), catalogue=source), options)


def _rendered(result: Result, options: argparse.Namespace) -> str:
    if options.references is not None:
        return result.bibliography(options.references)
    return result.render(
        options.format,
        columns=getattr(options, "columns", None),
        caption=options.caption,
        orientation=getattr(options, "orientation", None),
        width=options.width,
        label=options.label,
        heading_level=options.heading_level,
    )


def takes_width(options: argparse.Namespace) -> bool:
    """Return whether what the arguments ask for could be as wide as a terminal."""
    is_table = options.references is None and "width" in options_of(options.format)
    return is_table and options.width is None and options.output is None
