"""Writers: a document in, text out; one module a format."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING

from magforms.errors import QueryError, UnknownFormatError
from magforms.layout import lay_out
from magforms.names import nearest
from magforms.results import Result

if TYPE_CHECKING:
    from magforms.table import Document

# format -> (module, whether programs read it, so that a form is a row)
_WRITERS: dict[str, tuple[str, bool]] = {
    "text": ("text", False),
    "markdown": ("markdown", False),
    "html": ("html", False),
    "rst": ("rst", False),
    "latex": ("latex", False),
    "csv": ("csv", True),
    "json": ("json", True),
}
FORMATS: tuple[str, ...] = tuple(_WRITERS)
NARROWEST = 40


def write(
    result: Result,
    format: str,  # noqa: A002  # the name of the contract
    *,
    columns: Iterable[str] | None,
    caption: str | None,
    orientation: str | None,
    width: int | None,
) -> str:
    """
    Return a result in a format; arguments as of `Result.render`.

    Raises:
        UnknownFormatError: No such format.
        QueryError: An option that does not exist or does not apply.
    """
    if not isinstance(format, str) or format not in _WRITERS:
        message = "no such format"
        raise UnknownFormatError(message, format, FORMATS, nearest(format, FORMATS))
    if width is not None:
        if format != "text":
            message = "width belongs to format 'text'"
            raise QueryError(message, format)
        if not isinstance(width, int) or isinstance(width, bool) or width < NARROWEST:
            message = f"width must be a whole number from {NARROWEST}"
            raise QueryError(message, width)
    name, tall = _WRITERS[format]
    document = lay_out(result, columns=columns, caption=caption, orientation=orientation, tall=tall)
    if name == "json":
        from magforms.render.json import write_with_result

        return write_with_result(document, result)
    module = import_module(f"magforms.render.{name}")
    writer: Callable[[Document], str] = module.write
    if width is not None:
        return module.write(document, width)  # type: ignore[no-any-return]
    return writer(document)
