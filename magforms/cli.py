"""The command line: arguments in, text out, exit status."""

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from magforms import __version__
from magforms.commands import Parser, UsageError, add_commands, takes_width
from magforms.errors import MagformsError
from magforms.files import write_whole

_WIDEST = 120
_NARROWEST = 80


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
            _fit(options)
            _put(options.run(options), options.output)
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except BrokenPipeError:
        # the reader has seen enough
        _let_go_of_output()
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return 2
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
        write_whole(output.resolve(), text.encode("utf-8"))
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
    add_commands(parser)
    return parser


def _fit(options: argparse.Namespace) -> None:
    """Take the width of the terminal that the text is for."""
    if takes_width(options) and sys.stdout and sys.stdout.isatty():
        options.width = min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)
