"""What all writers share: text on one line, and numbers of sources."""

import unicodedata
from collections.abc import Iterator

from magforms.references import Reference

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# joiners belong to scripts and emoji; soft hyphens and direction marks do not come through
_KEPT = {"\u200c", "\u200d"}
_UNSEEN = "\u200c\u200d "
_RUN = 3
MISSING = "not stated"
_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_NO_WIDTH = {"Mn", "Me", "Cf"}


def one_line(text: str) -> str:
    """
    Return text on one line, as every format gets it.

    White space of any kind becomes one space; control, direction and unassigned characters go;
    what is empty then says "not stated".

    Args:
        text: Any text.
    """
    if text.isascii() and text.isprintable():
        if "  " not in text:
            return text.strip() or MISSING
    else:
        text = "".join(
            sign
            for sign in " ".join(text.split())
            if sign in _KEPT or unicodedata.category(sign) not in _INVISIBLE
        )
    line = " ".join(text.split())
    # joiners with nothing to join show nothing
    return line if line.strip(_UNSEEN) else MISSING


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """
    Yield what is drawn as one sign, with the columns it takes in a fixed-width font.

    Wide East Asian characters and emoji take two, combining marks go with what they stand on; a
    sequence of emoji that are joined takes as much as one.

    Args:
        text: Text as `one_line` returns it; never empty.
    """
    signs, width, joined = "", 0, False
    for sign in text:
        if sign == _JOINER:
            joined = True
        elif sign == _EMOJI_STYLE:
            width = width and 2
        elif unicodedata.category(sign) not in _NO_WIDTH:
            if width and not joined:
                yield signs, width
                signs, width = "", 0
            joined = False
            width = width or (2 if unicodedata.east_asian_width(sign) in "WF" else 1)
        signs += sign
    yield signs, width


def width_of(text: str) -> int:
    """Return how many columns a text takes that `one_line` returned, by `clusters`."""
    return len(text) if text.isascii() else sum(width for _, width in clusters(text))


def numbered(sources: tuple[Reference, ...]) -> Iterator[tuple[int, Reference]]:
    """Yield the sources with their numbers, from 1."""
    return enumerate(sources, 1)


def spans(numbers: tuple[int, ...]) -> str:
    """
    Return rising numbers in words, runs of three or more drawn together, such as "2-6, 8".

    Args:
        numbers: Rising, without repeats.
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [
        f"{run[0]}-{run[-1]}" if len(run) >= _RUN else ", ".join(map(str, run)) for run in runs
    ]
    return ", ".join(words)
