"""Law: what the scanner of Markdown takes for code is what a parser takes for code."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from magforms import markers
from magforms.hosts import HOSTS, Stands

MARKER = "<!-- magforms:begin -->"
LINES = (
    *(
        "",
        "",
        "text",
        "  two",
        "    four",
        "      six",
        "\ttab",
        " \tx",
        "# head",
        "---",
        "===",
        "--",
    ),
    *(
        "- item",
        "- ",
        "-",
        "  - deeper",
        "-   far",
        "-     code",
        "* star",
        "1. one",
        "2. two",
        "10) ten",
    ),
    *("> quote", ">", "> - both", "- > both", "* * *", "    - indented", "1.", "-\tx"),
    *(
        "```",
        "```python",
        "````",
        "~~~",
        "  ```",
        "    ```",
        "- ```",
        "> ```",
        "``` a`b",
        "`code`",
        "~~~~ `x",
    ),
    *(
        "<!-- open",
        "-->",
        "x --> y",
        "<!-- one -->",
        "<div>",
        "</div>",
        "<pre>",
        "</pre>",
        "<PRE class=x>",
    ),
    *(
        "<script>",
        "</script> x",
        "<?php",
        "?>",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE",
        ">",
        "<b>",
        "<b> x",
        "</b>",
    ),
    *("  <div>", "- <div>", "> <!-- open", "<https://x.org>", "<table", "<b", "| a |", "| - |"),
)
PLACES = ("", " ", "   ", "    ", "      ", "- ", "1. ", "> ", "\t", "  ", "-     ", "> - ")
DOCUMENTS = st.tuples(
    st.lists(st.sampled_from(LINES), max_size=9), st.sampled_from(PLACES), st.sampled_from(LINES)
)
# left out: a line that carries on a quotation within a quotation, indented, which this parser takes
# for code and cmark for text
PARSER = MarkdownIt("commonmark")
# of a block of HTML, what starts one in which a comment is none
_HIDES = re.compile(r"<(?:pre|script|style|textarea|!|\?)", re.IGNORECASE)


def judged(lines: list[str], number: int) -> Stands:
    """Where a line stands by the parser."""
    stands = Stands.NESTED
    for token in PARSER.parse("\n".join(lines)):
        if token.map is None or not token.map[0] <= number < token.map[1]:
            continue
        if token.type in ("fence", "code_block"):
            return Stands.HIDDEN
        if token.type == "html_block":
            if token.map[0] != number and _HIDES.match(token.content.lstrip()):
                return Stands.HIDDEN
            stands = Stands.OPEN if token.level == 0 else Stands.NESTED
    return stands


@settings(max_examples=1500)
@given(DOCUMENTS)
def test_places_in_markdown_are_those_of_a_parser(document: tuple[list[str], str, str]) -> None:
    """Code is left alone, and what is at the margin and a comment is a marker."""
    before, place, after = document
    lines = [*before, f"{place}{MARKER}", after]
    found = list(HOSTS[".md"].scan(lines))[len(before)]
    assert judged(lines, len(before)) == found, "\n".join(lines)


@settings(max_examples=1500)
@given(st.lists(st.sampled_from((*LINES, MARKER, "<!-- magforms:end -->")), max_size=14))
@example(["```", MARKER, "```", MARKER, "<!-- magforms:end -->"])
def test_quick_search_finds_what_the_scan_finds(lines: list[str]) -> None:
    """A document is not read line by line where fences at the margin tell as much."""
    host = HOSTS[".md"]
    for newline in ("\n", "\r\n"):
        text = newline.join(lines)
        slow = host._replace(hidden=lambda _: None)
        assert markers.find(text, slow) == markers.find(text, host), text
