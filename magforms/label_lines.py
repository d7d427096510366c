"""Many lines of label text, one by one, as JSON lines or CSV."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from magforms.errors import QueryError, UnknownFormatError
from magforms.export import json_line, plain, records
from magforms.identification import Identification, identify
from magforms.names import nearest
from magforms.render.csv import guarded

LINE_FORMATS = ("json", "csv")
_HELD_APART = ("references", "caveats")


def identified(
    lines: Iterable[bytes], format_name: str, complain: Callable[[str], object]
) -> Iterator[str]:
    """
    Yield what each line names, as text to write, in memory that does not grow with the lines.

    A line that is not text is complained of by its number and skipped.

    Args:
        lines: Lines of label text in UTF-8, with or without their line breaks.
        format_name: "json" for one JSON object a line, "csv" for a row a mention, and one for a
            line without any.
        complain: Takes what is wrong with a line.

    Raises:
        UnknownFormatError: Another format.
        QueryError: At the end, when lines were skipped.
    """
    if format_name not in LINE_FORMATS:
        message = "no such format for lines"
        near = nearest(format_name, LINE_FORMATS)
        raise UnknownFormatError(message, format_name, LINE_FORMATS, near)
    write = _json if format_name == "json" else _csv
    skipped, headed = 0, False
    for number, line in enumerate(lines, 1):
        try:
            result = identify(line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n"))
        except UnicodeDecodeError as error:
            skipped += 1
            complain(f"line {number} skipped: not UTF-8 at byte {error.start + 1}")
            continue
        except QueryError as error:
            skipped += 1
            complain(f"line {number} skipped: {error}")
            continue
        yield write(number, result, headed)
        headed = True
    if skipped:
        message = "lines were skipped"
        raise QueryError(message, skipped)


def _json(number: int, result: Identification, _: bool) -> str:  # noqa: FBT001  # as its sibling
    fields = {name: item for name, item in plain(result).items() if name not in _HELD_APART}
    return json_line({"line": number, **fields, "caveat": result.caveat})


def _csv(number: int, result: Identification, headed: bool) -> str:  # noqa: FBT001
    rows = [{"line": number, **row} for row in records(result)]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    if not headed:
        writer.writerow(rows[0])
    for row in rows:
        writer.writerow(
            [guarded(str(cell)) if cell not in (None, "") else "" for cell in row.values()]
        )
    return buffer.getvalue()
