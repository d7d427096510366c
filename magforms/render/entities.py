"""
What the formats share whose readers take numeric character references for text.

Signs of markup written as such references ("&#42;" for an asterisk) are text wherever they stand.
"""

import re
from collections.abc import Callable

from magforms.references import Reference
from magforms.render.clean import one_line
from magforms.render.options import Options
from magforms.render.prose import Markup
from magforms.table import Cell, Table

Written = Callable[[str], str]
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9./_%()?=&:;+-]*[A-Za-z0-9/]")


def referenced(signs: re.Pattern[str], text: str) -> str:
    """
    Return text on one line, signs of markup as references.

    Args:
        signs: Finds signs of markup, one character a match.
        text: Any text.
    """
    return signs.sub(reference, one_line(text))


def reference(match: re.Match[str]) -> str:
    """Return the sign that was found as a reference."""
    return f"&#{ord(match[0])};"


def wiki(
    signs: re.Pattern[str],
    *,
    bold: str,
    heading: Callable[[str, int], str],
    table: Callable[[Table, Written, Callable[[Cell], str]], str],
    linked: Written = str,
) -> Markup:
    """
    Return the markup of a format with lists of "* item" and "# item".

    Args:
        signs: As `referenced` takes them.
        bold: What stands before and behind words in bold.
        heading: Written text and a level to a heading.
        table: A table, what writes its text and what writes its cells, to a block.
        linked: Writes an address as a link. One with signs that the format may take for its end
            is written as text.
    """

    def escaped(text: str) -> str:
        return referenced(signs, text)

    def headed(text: str, options: Options, deeper: int = 1) -> str:
        if options.heading_level is None:
            return f"{bold}{escaped(text)}{bold}"
        return heading(escaped(text), options.heading_level + deeper)

    def source(cited: Reference) -> str:
        words = [escaped(cited.citation)]
        if cited.link:
            plain = _PLAIN_ADDRESS.fullmatch(cited.link)
            words.append(linked(cited.link) if plain else escaped(cited.link))
        if cited.remark:
            words.append(escaped(cited.remark))
        return " ".join(words)

    return Markup(
        escaped=escaped,
        title=lambda text, options: headed(text, options, 0),
        heading=headed,
        marks=lambda numbers: f"&#91;{numbers}&#93;",
        bullets=lambda items: "\n".join(f"* {item}" for item in items),
        numbers=lambda items: "\n".join(f"# {item}" for item in items),
        source=source,
        table=lambda drawn, marked: table(drawn, escaped, marked),
    )
