"""Writers: a document in, text out; one module a format or a family of them."""

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from magforms.errors import QueryError, UnknownFormatError
from magforms.layout import lay_out
from magforms.names import nearest
from magforms.render.options import DEFAULT_WIDTH, Options
from magforms.results import Result

if TYPE_CHECKING:
    from magforms.table import Document


class _Writer(NamedTuple):
    """
    Where a format is written.

    Attributes:
        module: Module of this package.
        function: What in it takes a document and options.
        options: Options of the format beside those that every format takes.
        tall: Whether programs read it, so that a form is a row.
    """

    module: str
    function: str = "write"
    options: tuple[str, ...] = ()
    tall: bool = False


_WRITERS: dict[str, _Writer] = {
    "text": _Writer("text", options=("width",)),
    "box": _Writer("text", "write_box", options=("width",)),
    "markdown": _Writer("markdown", options=("heading_level",)),
    "html": _Writer("html", options=("label", "heading_level")),
    "rst": _Writer("rst", options=("label",)),
    "latex": _Writer("latex", options=("label",)),
    "booktabs": _Writer("latex", "write_booktabs", options=("label",)),
    "asciidoc": _Writer("asciidoc", options=("label", "heading_level")),
    "mediawiki": _Writer("mediawiki", options=("heading_level",)),
    "jira": _Writer("jira", options=("heading_level",)),
    "textile": _Writer("textile", options=("heading_level",)),
    "csv": _Writer("csv", tall=True),
    "tsv": _Writer("csv", "write_tsv", tall=True),
    "json": _Writer("json", tall=True),
}
FORMATS: tuple[str, ...] = tuple(_WRITERS)
# what other table tools offer, and why it is not here
_REFUSED = {
    "unsafehtml": "it passes cells on as markup, so that text could change the page; use 'html'",
    "latex_raw": "it passes cells on as markup, so that text could stop LaTeX; use 'latex'",
    "org": "it has no way to write signs of markup as text; use 'text' in a block of its own",
}
NARROWEST = 40
DEEPEST_TITLE = 5
_LABEL = r"[A-Za-z][A-Za-z0-9:._-]*"


def options_of(format_name: str) -> tuple[str, ...]:
    """Return the options of a format beside those that every format takes; none if unknown."""
    return _WRITERS[format_name].options if format_name in _WRITERS else ()


def write(
    result: Result,
    format: str,  # noqa: A002  # the name of the contract
    *,
    columns: Iterable[str] | None,
    caption: str | None,
    orientation: str | None,
    width: int | None,
    label: str | None,
    heading_level: int | None,
) -> str:
    """
    Return a result in a format; arguments as of `Result.render`.

    Raises:
        UnknownFormatError: No such format.
        QueryError: An option that does not exist or does not apply.
    """
    if not isinstance(format, str) or format not in _WRITERS:
        if isinstance(format, str) and format in _REFUSED:
            message = f"format refused, because {_REFUSED[format]}"
            raise UnknownFormatError(message, format, FORMATS)
        message = "no such format"
        raise UnknownFormatError(message, format, FORMATS, nearest(format, FORMATS))
    writer = _WRITERS[format]
    given = {"width": width, "label": label, "heading_level": heading_level}
    for name, value in given.items():
        if value is not None and name not in writer.options:
            takers = [key for key, item in _WRITERS.items() if name in item.options]
            message = f"{name.replace('_', ' ')} is an option of {', '.join(takers)}"
            raise QueryError(message, format)
    if width is not None and not _is_whole(width, from_=NARROWEST):
        message = f"width must be a whole number from {NARROWEST}"
        raise QueryError(message, width)
    if heading_level is not None and not _is_whole(heading_level, from_=1, to=DEEPEST_TITLE):
        message = f"heading level must be a whole number from 1 to {DEEPEST_TITLE}"
        raise QueryError(message, heading_level)
    if label is not None and not (isinstance(label, str) and re.fullmatch(_LABEL, label)):
        message = "a label must start with a letter and hold letters, digits and : . _ - only"
        raise QueryError(message, label)
    document = lay_out(
        result, columns=columns, caption=caption, orientation=orientation, tall=writer.tall
    )
    module = import_module(f"magforms.render.{writer.module}")
    if writer.module == "json":
        return module.write_with_result(document, result)  # type: ignore[no-any-return]
    written: Callable[[Document, Options], str] = getattr(module, writer.function)
    return written(document, Options(label, heading_level, width or DEFAULT_WIDTH))


def _is_whole(number: object, *, from_: int, to: int | None = None) -> bool:
    return (
        isinstance(number, int)
        and not isinstance(number, bool)
        and from_ <= number
        and (to is None or number <= to)
    )
