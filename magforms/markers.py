"""Blocks between markers in the text of a document: found, and brought up to date."""

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from difflib import unified_diff
from functools import cache
from typing import NamedTuple

from magforms.errors import MagformsError
from magforms.hosts import Host, Stands

# arguments in a marker and a format to the text of its block
Written = Callable[[str, str], str]
_MARK = "magforms:"
_BEGIN, _END = f"{_MARK}begin ...", f"{_MARK}end"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LINE_END = re.compile(r"\n|\r\n?")
_DIFF_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_HUNK = re.compile(r"([-+])([0-9]+)")
_CONTEXT = 3
_AUTOLINK = re.compile(r"(?<!\\)<(https?://[^<>\s]+)>")
_IN_LINK = re.compile(r"[][*~`]|(?<![^\W_])_|_(?![^\W_])")
# a backslash belongs to what it escapes
_IN_MDX = re.compile(r"\\.|[{}]|<(?! )|^(?:im|ex)port\b", re.MULTILINE)


class Fault(NamedTuple):
    """
    What is wrong with a marker.

    Attributes:
        line: Its line, counted from 1.
        problem: What is wrong, in words.
    """

    line: int
    problem: str


class Block(NamedTuple):
    """
    What stands between two markers.

    Attributes:
        at: Where the first marker stands.
        arguments: Arguments as they stand in it.
        start: Where the text after its line begins.
        end: Where the line of the second marker begins.
        newline: How its line ends.
    """

    at: int
    arguments: str
    start: int
    end: int
    newline: str


class Update(NamedTuple):
    """
    A document brought up to date.

    Attributes:
        text: The whole, with every block as it is written now.
        blocks: All blocks of it, in order.
        stale: Those that said something else.
        faults: What is wrong, in order; with any the text is the old one.
    """

    text: str
    blocks: tuple[Block, ...]
    stale: tuple[Block, ...]
    faults: tuple[Fault, ...]


def update(text: str, host: Host, written: Written) -> Update:
    """
    Return a document with its blocks as they are written now.

    Args:
        text: The document, line ends as they are.
        host: Its kind.
        written: Gives the text of a block, or raises a MagformsError.
    """
    blocks, faults = find(text, host)
    pieces: list[str] = []
    stale: list[Block] = []
    at = 0
    for block in blocks:
        try:
            body = _body(block, host, written)
        except MagformsError as error:
            faults.append(
                _fault(text, block.at, "; ".join(map(str.strip, str(error).splitlines())))
            )
            continue
        if body != text[block.start : block.end]:
            stale.append(block)
            pieces += [text[at : block.start], body]
            at = block.end
    new = "".join([*pieces, text[at:]])
    if stale and not faults and not _same_blocks(blocks, find(new, host)):
        problem = "what this command writes would end or hide a block in a document of this kind"
        faults.append(_fault(text, stale[0].at, problem))
    if faults:
        return Update(text, tuple(blocks), (), tuple(sorted(faults)))
    return Update(new, tuple(blocks), tuple(stale), ())


def difference(text: str, done: Update, name: str) -> str:
    """
    Return what an update changes, as a unified diff.

    Args:
        text: The document as it was.
        done: What has become of it; with something stale.
        name: That of the document.
    """
    # nothing else differs, and a long document need not be compared
    first, last = done.stale[0], done.stale[-1]
    start = _lines_before(text, first.start)
    end = text.find("\n", last.end)
    for _ in range(_CONTEXT - 1):
        end = text.find("\n", end + 1) if end >= 0 else end
    rest = len(text) - end - 1 if end >= 0 else 0
    old, new = (whole[start : len(whole) - rest] for whole in (text, done.text))
    shift = text.count("\n", 0, start)
    written = []
    before, after = _DIFF_LINE.findall(old), _DIFF_LINE.findall(new)
    for line in unified_diff(before, after, f"a/{name}", f"b/{name}"):
        if line.startswith("@@"):
            written.append(_HUNK.sub(lambda found: f"{found[1]}{int(found[2]) + shift}", line))
        elif line.endswith("\n"):
            written.append(line)
        else:
            written.append(f"{line}\n\\ No newline at end of file\n")
    return "".join(written)


def _lines_before(text: str, at: int) -> int:
    """Return where the few lines before a place start that a diff shows."""
    for _ in range(_CONTEXT + 1):
        at = text.rfind("\n", 0, max(at, 0))
    return at + 1


def _body(block: Block, host: Host, written: Written) -> str:
    content = written(block.arguments, host.format)
    if host.opening == "{/*":
        content = _for_mdx(content)
    # set off by blank lines, the content is read as blocks of its own, and formatters keep them
    return f"\n{content}\n".replace("\n", block.newline)


def _same_blocks(old: Sequence[Block], found: tuple[list[Block], list[Fault]]) -> bool:
    new, faults = found
    return not faults and [item.arguments for item in old] == [item.arguments for item in new]


def _for_mdx(markdown: str) -> str:
    """Return Markdown without what MDX takes for tags, expressions, imports and exports."""

    def linked(match: re.Match[str]) -> str:
        address = match[1].replace("(", "%28").replace(")", "%29")
        text = _IN_LINK.sub(lambda sign: f"\\{sign[0]}", match[1])
        return f"[{text}]({address})"

    def escaped(match: re.Match[str]) -> str:
        found = match[0]
        if found.startswith("\\"):
            return found
        return f"&#{ord(found[0])};{found[1:]}"

    return _IN_MDX.sub(escaped, _AUTOLINK.sub(linked, markdown))


def find(text: str, host: Host) -> tuple[list[Block], list[Fault]]:
    """
    Return the blocks of a document, and what is wrong with its markers.

    Args:
        text: The document.
        host: Its kind.
    """
    blocks: list[Block] = []
    faults: list[Fault] = []
    opened: Block | None = None
    depth = 0
    for marker in _markers(text, host):
        if isinstance(marker, Fault):
            faults.append(marker)
        elif isinstance(marker, Block) and opened is None:
            opened, depth = marker, 1
        elif isinstance(marker, Block):
            problem = "begins before the block above it has ended"
            faults.append(_fault(text, marker.at, problem))
            depth += 1
        elif opened is None:
            faults.append(_fault(text, marker.at, "ends no block: its first marker is missing"))
        else:
            depth -= 1
            if not depth:
                blocks.append(opened._replace(end=marker.at))
                opened = None
    if opened is not None:
        faults.append(_fault(text, opened.at, f"the block has no end: {host.marker(_END)}"))
    return blocks, faults


class _End(NamedTuple):
    """
    The second marker of a block.

    Attributes:
        at: Where it stands.
    """

    at: int


def _markers(text: str, host: Host) -> Iterator[Block | _End | Fault]:
    """Yield each marker: the first of a block as the block without an end."""
    for at, line, stands in _candidates(text, host):
        bare = line.rstrip("\r\n")
        found = _marker(host).fullmatch(bare)
        if not found:
            right = f"{host.marker(_BEGIN)} or {host.marker(_END)}"
            yield _fault(text, at, f"a marker stands alone on its line, as {right}")
        elif stands is Stands.NESTED:
            problem = "a marker stands at the margin, in no list, quotation or other block"
            yield _fault(text, at, problem)
        elif found[1] == "begin":
            yield Block(at, found[2] or "", at + len(line), 0, line[len(bare) :])
        elif found[2]:
            yield _fault(text, at, f"the marker at the end takes no arguments: {found[2]}")
        else:
            yield _End(at)


def line_of(text: str, at: int) -> int:
    """Return the line of a place in a text, counted from 1."""
    return len(_LINE_END.findall(text, 0, at)) + 1


def _fault(text: str, at: int, problem: str) -> Fault:
    return Fault(line_of(text, at), problem)


def _candidates(text: str, host: Host) -> Iterator[tuple[int, str, Stands]]:
    """Yield start, text and place of each line that means to be a marker."""
    last = text.rfind(_MARK)
    if last < 0:
        return
    # behind the last mark nothing is to be found
    end = _LINE_END.search(text, last)
    head = text[: end.end()] if end else text
    start = _start(host)
    quick = list(_at_margin(head, start))
    hidden = host.hidden(head) if all(line[0] not in " \t" for _, line in quick) else None
    if hidden is not None:
        for at, line in quick:
            before = bisect(hidden, (at, at))
            if not before or hidden[before - 1][1] < at:
                yield at, line, Stands.OPEN
        return
    lines = _LINE.findall(head)
    at = 0
    plain = (line.rstrip("\r\n").removeprefix("\ufeff") for line in lines)
    for line, stands in zip(lines, host.scan(plain), strict=True):
        if _MARK in line and stands is not Stands.HIDDEN:
            bare = line if at else line.removeprefix("\ufeff")
            if start.match(bare):
                yield at + len(line) - len(bare), bare, stands
        at += len(line)


def _at_margin(text: str, start: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield start and text of each line that starts like a marker, lines ending with LF."""
    at = text.find(_MARK)
    while at >= 0:
        first = text.rfind("\n", 0, at) + 1
        behind = text.find("\n", at) + 1 or len(text)
        line = text[first:behind]
        bare = line if first else line.removeprefix("\ufeff")
        if start.match(bare):
            yield first + len(line) - len(bare), bare
        at = text.find(_MARK, behind)


@cache
def _start(host: Host) -> re.Pattern[str]:
    """Return what a line starts with that means to be a marker."""
    repeated = "+" if host.opening == "%" else ""
    # without blanks it would be no comment in reStructuredText, and with two colons a directive
    rest = host.opening == ".."
    blanks, behind = (r"[ \t]+", r"(?!:(?:\s|$))") if rest else (r"[ \t]*", "")
    return re.compile(rf"[ \t]*{re.escape(host.opening)}{repeated}{blanks}{_MARK}{behind}")


@cache
def _marker(host: Host) -> re.Pattern[str]:
    """Return what a whole marker is: begin or end, and arguments."""
    closing = re.escape(host.closing)
    sign = rf"(?:(?!{closing}).)" if closing else "."
    return re.compile(
        rf"{_start(host).pattern}(begin|end)(?:[ \t]+({sign}*?))?[ \t]*{closing}[ \t]*"
    )
