"""
Kinds of documents that hold blocks: their comments, and where in them a comment is one.

Each scanner reads lines and says for each where it stands. What it hides is code, or a comment
already, in the words of the format; it looks no further into a document than that takes.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import partial
from typing import NamedTuple


class Stands(Enum):
    """Where a line stands: in the open, in what moves it from the margin, or as code."""

    OPEN = "open"
    NESTED = "nested"
    HIDDEN = "hidden"


Scanner = Callable[[Iterable[str]], Iterator[Stands]]

# Markdown -----------------------------------------------------------------------------------------

_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_RULE = re.compile(r"([-*_])(?:[ ]*\1){2,}[ ]*$")
_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*$")
_HEADING = re.compile(r"#{1,6}(?: |$)")
_ITEM = re.compile(r"(?:[-+*]|([0-9]{1,9})[.)])(?:( +)(?=[^ ])| *$)")
_CODE_INDENT = 4
_QUOTATION = 0
_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details"
    "|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header"
    "|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param"
    "|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_BLANK = re.compile(r"^\s*$")
# what starts a block of HTML, and what it ends with
_HTML = tuple(
    (re.compile(start, re.IGNORECASE), re.compile(end, re.IGNORECASE))
    for start, end in (
        (r"<(?:pre|script|style|textarea)(?:[\s>]|$)", r"</(?:pre|script|style|textarea)>"),
        (r"<!--", r"-->"),
        (r"<\?", r"\?>"),
        (r"<!\[CDATA\[", r"\]\]>"),
        (r"<![A-Z]", r">"),
        (rf"</?(?:{_BLOCK_TAGS})(?:\s|/?>|$)", _BLANK.pattern),
    )
)
_TAG_ALONE = re.compile(
    r"<[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*"
    r"\s*/?>\s*$|</[A-Za-z][A-Za-z0-9-]*\s*>\s*$"
)
_EXPRESSION = (re.compile(r"\{/\*"), re.compile(r"\*/\}"))


class _Markdown:
    """The block structure of CommonMark, as far as it decides what is code."""

    def __init__(self, *, mdx: bool) -> None:
        self.mdx = mdx
        # columns that the text of each open item starts at; quotations among them
        self.inside: list[int] = []
        self.ends: re.Pattern[str] | None = None
        self.is_fence = False
        self.paragraph = False
        # an item without text ends with the next line if that is blank
        self.bare = False

    def stands(self, line: str) -> Stands:
        """Take the next line in and return where it stands."""
        rest, matched = self._continued(line)
        ends_item, self.bare = self.bare and not rest.strip(), False
        if self.ends is not None:
            if matched == len(self.inside):
                return self._in_leaf(rest)
            self.ends = None
        while True:
            indent = len(rest) - len(rest.lstrip(" "))
            text = rest[indent:]
            if not text:
                self._close(matched - 1 if ends_item else matched)
                return Stands.OPEN
            if indent >= _CODE_INDENT and not self.mdx:
                if self.paragraph:
                    return Stands.NESTED
                self._close(matched)
                return Stands.HIDDEN
            if text[0] == ">":
                self._close(matched)
                self.inside.append(_QUOTATION)
                rest = text[2:] if text[1:2] == " " else text[1:]
            elif column := self._item(text, matched):
                self._close(matched)
                self.inside.append(indent + column)
                rest = rest[indent + column :]
                self.bare = not rest
            else:
                return self._leaf(text, matched)
            matched += 1

    def _continued(self, line: str) -> tuple[str, int]:
        """Return what is left of a line within the open containers, and how many hold it."""
        rest = line.expandtabs(_CODE_INDENT)
        for matched, column in enumerate(self.inside):
            text = rest.lstrip(" ")
            indent = len(rest) - len(text)
            if column != _QUOTATION:
                if text and indent < column:
                    return rest, matched
                rest = rest[column:]
            elif indent < _CODE_INDENT and text[:1] == ">":
                rest = text[2:] if text[1:2] == " " else text[1:]
            else:
                return rest, matched
        return rest, len(self.inside)

    def _close(self, matched: int) -> None:
        del self.inside[matched:]
        self.paragraph = False

    def _in_leaf(self, rest: str) -> Stands:
        """Return where a line of an open fence or block of HTML stands."""
        ends = self.ends
        if ends is not None and ends.search(rest):
            self.ends = None
        # a comment among tags is a comment
        is_code = self.is_fence or ends is not _BLANK
        return Stands.HIDDEN if is_code else self._place()

    def _item(self, text: str, matched: int) -> int:
        """Return the column at which the text of an item of a list starts, 0 for none."""
        found = _ITEM.match(text)
        if not found or _RULE.match(text):
            return 0
        number, blanks = found.groups()
        continues = self.paragraph and matched == len(self.inside)
        if continues and (blanks is None or number not in (None, "1")):
            return 0
        width = len(found[0].rstrip(" "))
        wide = blanks is None or len(blanks) > _CODE_INDENT
        return width + 1 if wide else width + len(blanks)

    def _leaf(self, text: str, matched: int) -> Stands:
        """Take in what is no container, and return where it stands."""
        if fence := _FENCE.match(text):
            self._close(matched)
            signs = fence[1] or fence[2]
            self.ends = re.compile(rf"^ {{0,3}}{signs}{signs[0]}*\s*$")
            self.is_fence = True
            return Stands.HIDDEN
        lazy = self.paragraph and matched < len(self.inside)
        if html := self._html(text):
            self._close(matched)
            self.is_fence = False
            self.ends = None if html.search(text) else html
            return self._place()
        if _RULE.match(text) or _HEADING.match(text):
            self._close(matched)
        elif self.paragraph and not lazy and _UNDERLINE.match(text):
            self.paragraph = False
        elif not lazy:
            del self.inside[matched:]
            self.paragraph = True
        return self._place()

    def _html(self, text: str) -> re.Pattern[str] | None:
        """Return what ends the block of HTML that starts here."""
        if self.mdx:
            start, end = _EXPRESSION
            return end if start.match(text) else None
        if text[0] != "<":
            return None
        for start, end in _HTML:
            if start.match(text):
                return _BLANK if end.pattern == _BLANK.pattern else end
        return _BLANK if not self.paragraph and _TAG_ALONE.match(text) else None

    def _place(self) -> Stands:
        return Stands.NESTED if self.inside else Stands.OPEN


# what may start a block of HTML, which may hide lines or fences; markers and links do not
_MAYBE_HTML = re.compile(r"<(?!!-- magforms:|https?://)[A-Za-z/!?]")


def _fenced(text: str) -> list[tuple[int, int]] | None:
    """
    Return what is hidden at the margin of Markdown, or None where only a scan can tell.

    What starts a comment at the margin is in no list and no indented code. Without other HTML,
    and with fences that all stand at the margin, those alone hide it.
    """
    if ("~" in text and "~~~" in text) or _MAYBE_HTML.search(text):
        return None
    if "\r" in text and text.count("\r") != text.count("\r\n"):
        return None
    spans: list[tuple[int, int]] = []
    if "`" not in text:
        return spans
    before, *pieces = text.split("```")
    at, opened = len(before), -1
    for piece in pieces:
        info = piece.partition("\n")[0]
        if before[-1:] != "\n" or "`" in info:
            return None
        if opened < 0:
            opened = at
        elif not info or info.isspace():
            spans.append((opened, at))
            opened = -1
        at += 3 + len(piece)
        before = piece
    if opened >= 0:
        spans.append((opened, at))
    return spans


def _markdown(lines: Iterable[str], *, mdx: bool = False) -> Iterator[Stands]:
    state = _Markdown(mdx=mdx)
    for line in lines:
        if line[:1].isalpha() and not state.inside and state.ends is None:
            # most lines: text at the margin
            state.paragraph = True
            yield Stands.OPEN
        else:
            yield state.stands(line)


# reStructuredText ---------------------------------------------------------------------------------

_PROSE = (
    "admonition|attention|caution|danger|error|hint|important|note|tip|warning|seealso|topic"
    "|sidebar|container|compound|only|versionadded|versionchanged|deprecated"
)
_RST_START = re.compile(r" *(?:(?:[-*+\u2022]|\(?(?:[0-9]+|[A-Za-z]|#)[.)]) +)*")
_RST_PROSE = re.compile(rf"\.\. +(?:{_PROSE})::")
_PUNCTUATION = re.compile(r"[!-/:-@[-`{-~]")


def _rst(lines: Iterable[str]) -> Iterator[Stands]:
    # what is indented more than this belongs to a literal block, a directive or a comment
    margin: int | None = None
    # a literal block without indent may start here, or has started
    quotable, quoted = False, False
    blank = True
    for raw in lines:
        line = raw.expandtabs(8).rstrip()
        if not line:
            blank, quoted = True, False
            yield Stands.OPEN
            continue
        indent = len(line) - len(line.lstrip())
        if margin is not None and indent > margin:
            blank, quotable = False, False
            yield Stands.HIDDEN
            continue
        quoted = quoted or (quotable and blank and bool(_PUNCTUATION.match(line, indent)))
        blank, quotable, margin = False, False, None
        if quoted:
            yield Stands.HIDDEN
            continue
        start = _RST_START.match(line)
        column = start.end() if start else indent
        text = line[column:]
        if text.startswith(".. ") or text == "..":
            margin = None if _RST_PROSE.match(text) else column
        elif text == "::" or (text.endswith("::") and text.strip(":=-~^\"'`#*+_.<>!")):
            margin, quotable = column, True
        yield Stands.NESTED if column else Stands.OPEN


# AsciiDoc -----------------------------------------------------------------------------------------

_DELIMITER = re.compile(r"(-{4,}|\.{4,}|\+{4,}|/{4,})$|(```)")
_VERBATIM = re.compile(r"\[(?:source|listing|literal|pass|stem|latexmath|asciimath|verse)\b.*\]$")


def _asciidoc(lines: Iterable[str]) -> Iterator[Stands]:
    delimiter, verbatim = "", False
    for raw in lines:
        line = raw.rstrip()
        if delimiter:
            delimiter = "" if line == delimiter else delimiter
            yield Stands.HIDDEN
        elif found := _DELIMITER.match(line):
            delimiter, verbatim = found[1] or found[2], False
            yield Stands.HIDDEN
        else:
            # a paragraph of code needs no delimiters, and ends with the first blank line
            yield Stands.HIDDEN if verbatim or line[:1] in (" ", "\t") else Stands.OPEN
            verbatim = bool(line) and (verbatim or bool(_VERBATIM.match(line)))


# HTML and LaTeX -----------------------------------------------------------------------------------

_HTML_SPAN = re.compile(
    r"<!--(?!-?>)|<!\[CDATA\[|<(pre|script|style|textarea|xmp|title)(?=[\s/>]|$)", re.IGNORECASE
)
_LATEX_SPAN = re.compile(
    r"\\[\\%]|%.*|\\(?:verb|lstinline)\*?([^\sA-Za-z*]).*?\1"
    r"|\\begin\{((?:[bBL]?[vV]erbatim|lstlisting|minted|alltt|comment|filecontents)\*?)\}"
)


def _html_end(start: re.Match[str]) -> str:
    if start[1]:
        return f"</{start[1].lower()}"
    return "-->" if start[0] == "<!--" else "]]>"


def _latex_end(start: re.Match[str]) -> str:
    return f"\\end{{{start[2]}}}" if start[2] else ""


def _spans(
    lines: Iterable[str], *, start: re.Pattern[str], end: Callable[[re.Match[str]], str]
) -> Iterator[Stands]:
    """Hide the lines that start within a span, whose end is plain text."""
    until = ""
    for line in lines:
        yield Stands.HIDDEN if until else Stands.OPEN
        at = 0
        while True:
            if until:
                # tags may be written in capitals
                found = line.lower().find(until.lower(), at)
                if found < 0:
                    break
                at, until = found + len(until), ""
            elif opened := start.search(line, at):
                at, until = opened.end(), end(opened)
            else:
                break


def _all(lines: Iterable[str]) -> Iterator[Stands]:
    return (Stands.OPEN for _ in lines)


# kinds --------------------------------------------------------------------------------------------


class Host(NamedTuple):
    """
    A kind of document.

    Attributes:
        format: Format of what its blocks show unless they name one.
        opening: What a comment starts with.
        closing: What it ends with, empty for the end of its line.
        scan: Where each line stands.
        hidden: Spans of a text that hide what starts at the margin, found faster than by a scan;
            None where only that can tell.
    """

    format: str
    opening: str
    closing: str
    scan: Scanner
    hidden: Callable[[str], list[tuple[int, int]] | None] = lambda _: None

    def marker(self, words: str) -> str:
        """Return a marker with these words."""
        return f"{self.opening} {words} {self.closing}".rstrip()


_MARKDOWN = Host("markdown", "<!--", "-->", _markdown, _fenced)
HOSTS = {
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".mdx": Host("markdown", "{/*", "*/}", partial(_markdown, mdx=True)),
    ".rst": Host("rst", "..", "", _rst),
    ".tex": Host("latex", "%", "", partial(_spans, start=_LATEX_SPAN, end=_latex_end)),
    ".adoc": Host("asciidoc", "//", "", _asciidoc),
    ".html": Host("html", "<!--", "-->", partial(_spans, start=_HTML_SPAN, end=_html_end)),
    ".txt": Host("text", "<!--", "-->", _all),
}
