"""
Markdown with pipe tables (GitHub flavour), in the shape that formatters leave unchanged.

Signs are escaped where Prettier and mdformat with its plugin for GitHub escape them, and columns
are padded as they pad them. Text comes before shape where the two part: what GitHub alone would
take for markup (`~a~`, `$a$`, an address, a mention) is escaped, and a formatter that does not
know GitHub's rule takes such an escape away.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from unicodedata import category

from magforms.references import Reference
from magforms.render.clean import one_line, width_of
from magforms.render.options import USUAL, Options
from magforms.render.prose import Markup, written
from magforms.table import Cell, Document, Table

# a pattern that begins with a set is looked for fast; what looks behind looks at the sign itself,
# since a colon and a point count in an address alone
_SIGNS = re.compile(r"[]\\*_[<`&@~$:.](?:(?<=[^:.])|(?<=[A-Za-z]:)(?=//)|(?<=[Ww][Ww][Ww]\.))")
# brackets that cannot become a link
_BRACKETS = re.compile(r"\[[^][]*\](?![:(])")
_CHARACTER = r"(?i)#[0-9]{1,7};|#x[0-9a-f]{1,6};|([a-z][a-z0-9]*);"
# what starts a quotation, heading, list or rule at the head of a line
_BLOCK_START = re.compile(r">|#{1,6}(?: |$)|[-+](?: |$)|=+$|-+$")
_LIST_NUMBER = re.compile(r"([0-9]+)[.)](?= |$)")
_IN_TABLE_RULES = "-: |"
_BOXES = ("[ ]", "[x]", "[X]")
_NARROWEST = 3
_LONGEST_KEPT = 1000


def write(document: Document, options: Options = USUAL) -> str:
    """Return a document as Markdown."""
    return written(document, _MARKUP, options)


def _escaped(text: str) -> str:
    """Return text on one line, the markup that can stand within a line escaped."""
    return _kept(text) if len(text) <= _LONGEST_KEPT else _escape(text)


def _escape(text: str) -> str:
    line = one_line(text)
    if not _SIGNS.search(line):
        return line
    plain = {at for pair in _BRACKETS.finditer(line) for at in (pair.start(), pair.end() - 1)}

    def escaped(match: re.Match[str]) -> str:
        sign, at = match[0], match.start()
        before, after = line[max(at - 1, 0) : at], line[at + 1 : at + 2]
        if sign in "@:.":
            # no escape keeps GitHub from making a link of it
            return f"&#{ord(sign)};"
        bare = {
            "[": at in plain,
            "]": at in plain,
            "*": before == after == " ",
            "_": before == after == " " or not (_is_edge(before) or _is_edge(after)),
            "<": after == " ",
            "&": not _is_character(line, at),
            "~": line.count(sign) == 1 and after.isalnum(),
            "$": line.count(sign) == 1,
        }
        return sign if bare.get(sign) else f"\\{sign}"

    return _SIGNS.sub(escaped, line)


# results share their words: of a second table of a program, hardly any are new
_kept = lru_cache(maxsize=1024)(_escape)


def _is_edge(sign: str) -> bool:
    """Return whether a word ends at this sign, or at no sign."""
    return not sign or category(sign)[0] in "PSZ"


def _is_character(line: str, at: int) -> bool:
    """Return whether a reference to a character stands here."""
    if line[at + 1 : at + 2] == " ":
        return False
    # compiled when first needed: few texts hold an ampersand before a word
    found = re.compile(_CHARACTER).match(line, at + 1)
    if not found or not found[1]:
        return bool(found)
    from html.entities import html5

    return f"{found[1]};" in html5


def _paragraph(line: str) -> str:
    """Return a line of escaped text that starts no other block."""
    if line[:1].isalpha():
        return line
    if number := _LIST_NUMBER.match(line):
        return f"{number[1]}\\{line[number.end(1) :]}"
    if _BLOCK_START.match(line):
        return f"\\{line}"
    if not line.strip(_IN_TABLE_RULES):
        return line.replace("-", "\\-", 1)
    return f"\\[{line[1]}\\]{line[3:]}" if line.startswith(_BOXES) else line


def _heading(text: str, level: int | None) -> str:
    if level is None:
        # the colon tells it from emphasis that stands for a heading
        return f"{_bold(text)}:"
    line = _escaped(text)
    return f"{'#' * level} {line[:-1]}\\#" if line.endswith("#") else f"{'#' * level} {line}"


def _title(text: str, options: Options) -> str:
    return _heading(text, options.heading_level)


def _subtitle(text: str, options: Options) -> str:
    return _heading(text, options.heading_level and options.heading_level + 1)


def _bold(text: str) -> str:
    return f"**{_escaped(text)}**"


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {_paragraph(item)}" for item in items)


def _numbers(items: Sequence[str]) -> str:
    """
    Return items with their numbers in words, since formatters number lists as they like.

    What starts with such a number starts no other block.
    """
    return "\n".join(f"- [{number}] {item}" for number, item in enumerate(items, 1))


def _source(source: Reference) -> str:
    link = f" <{source.link}>" if source.link else ""
    remark = f" {_escaped(source.remark)}" if source.remark else ""
    return f"{_escaped(source.citation)}{link}{remark}"


def _table(table: Table, marked: Callable[[Cell], str]) -> str:
    rows = [[_in_cell(_escaped(name)) for name in (table.corner, *table.columns)]]
    for row in table.rows:
        label = _escaped(row.label) if row.indented else _bold(row.label)
        rows.append([_in_cell(label), *(_in_cell(marked(cell)) for cell in row.cells)])
    widths = [max(_NARROWEST, *map(width_of, column)) for column in zip(*rows, strict=True)]
    head, *body = [_line(map(_padded, cells, widths)) for cells in rows]
    return "\n".join([head, _line("-" * width for width in widths), *body])


def _in_cell(text: str) -> str:
    return text.replace("|", "\\|")


def _padded(text: str, width: int) -> str:
    return text.ljust(width) if text.isascii() else text + " " * (width - width_of(text))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


_MARKUP = Markup(
    escaped=_escaped,
    title=_title,
    heading=_subtitle,
    marks=lambda numbers: f"[{numbers}]",
    bullets=_bullets,
    numbers=_numbers,
    source=_source,
    table=_table,
    paragraph=_paragraph,
)
