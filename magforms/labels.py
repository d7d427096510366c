"""Words and names on labels: a line of label text as pieces with their roles."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from magforms.catalogues import Catalogue
from magforms.datafiles import read_package, shipped_files
from magforms.errors import DataErrors
from magforms.loading import catalogue as shipped
from magforms.rows import Package
from magforms.values import Deferred

_FOLDER = "labels/"
# letters without a decomposition, and what may stand within a word unseen
_UNSEEN = "\u00ad\u200b\u200c\u200d\ufeff"
_FOLDED = str.maketrans({"\u0142": "l", "\u0141": "l"} | dict.fromkeys(_UNSEEN))
# raised figures are marks of notes, and no part of a word
_RAISED = "\u00b9\u00b2\u00b3\u2070-\u2079"
_PIECE = re.compile(
    r"(?P<number>[0-9]+(?:[.,][0-9]+)*)"
    rf"|(?P<word>[^\W\d_{_RAISED}][^\W_{_RAISED}]*(?:[\u0300-\u036f{_UNSEEN}][^\W_{_RAISED}]*)*)"
    r"|(?P<mark>[()\[\]{},;:/&+.=|\uff08\uff09\uff0c\uff1a\uff1b\uff3b\uff3d\u2022]"
    # a line that ends with a hyphen goes on in the next one
    r"|(?<!-)(?<!-\r)[\n\r])"
)
_MARKS = {
    **dict.fromkeys("([{\uff08\uff3b", "open"),
    **dict.fromkeys(")]}\uff09\uff3d", "close"),
    **dict.fromkeys("/&+=", "joining"),
    **dict.fromkeys(",\uff0c", "comma"),
    **dict.fromkeys(":\uff1a", "colon"),
    **dict.fromkeys(";.|\n\r\uff1b\u2022", "stop"),
}
MULTIPLES = ("mono", "di", "tri", "bis", "hemi", "sesqui", "dl", "l")
_METALS = ("metal", "other metal")
# what may have a multiple before it
_COUNTED = ("salt", "metal", "excipient salt", "partner")
_JOINED = ("salt", "other salt", "excipient salt", "salt word", "chelate", "partner")
# a symbol, and no beginning of a word, but in MgCitrate
_SYMBOLS = ("mg", "mag")
SYMBOL = "Mg"
# where blanks are lost, such as ASMAGNESIUMOXIDE
_RUN_TOGETHER = ("as", "from")
# what a salt is joined to in German and Dutch
_ENDING = re.compile(
    r"(?:pulver|poeder|kapseln|tabletten|(?:mono|di|tri|tetra|penta|hexa|hepta|nona)?hydraa?t)$"
)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{1,6}|#[xX][0-9A-Fa-f]{1,5});")
_LETTER = rf"[^\W\d_{_RAISED}]"
# what is longer than any word in parts is left alone, so that the time stays in proportion
_BROKEN = re.compile(
    rf"(?<!{_LETTER})({_LETTER}{{1,40}})(-[ \u00a0]{{0,8}}(?:\r?\n[ \u00a0]{{0,8}})?)"
    rf"(?=({_LETTER}{{1,40}})(?!{_LETTER}))"
)
# what may stand between words of a name
GAP = f" -{_UNSEEN[0]}"
_BRACKETED = re.compile(r"[(\[][^()\[\]]{0,300}[)\]]")
SALTS = ("salt", "other salt", "excipient salt")
_LONGEST_JOINED, _LONGEST_PARTED = 40, 100
_REMEMBERED = 65536


class Piece(NamedTuple):
    """
    A piece of a line.

    Attributes:
        role: "metal", "salt", "open", "number", ...; "word" for a word without a role.
        value: Form of a salt or acid, "" of what has none.
        word: The folded word, the number or the mark.
        start, end: Where it stands in the line, in characters.
    """

    role: str
    value: str
    word: str
    start: int
    end: int


class Phrase(NamedTuple):
    """
    A name that is taken as a whole.

    Attributes:
        words: Its words and numbers, folded.
        meaning: "form", "excipient", "medicine", "not held" or "not one form".
        form: Id of the form, or "".
        name: As the data have it.
    """

    words: tuple[str, ...]
    meaning: str
    form: str
    name: str


def fold(word: str) -> str:
    """Return a word without case, accents, width and what stands in it unseen."""
    if word.isascii():
        return word.lower()
    text = unicodedata.normalize("NFKD", word.casefold()).translate(_FOLDED)
    return "".join(sign for sign in text if not unicodedata.combining(sign))


class Lexicon:
    """
    What words and names on labels mean.

    Args:
        package: The tables of words and names.
        catalogue: The names of its forms are known as well.
    """

    def __init__(self, package: Package, catalogue: Catalogue) -> None:
        self.forms: dict[str, str] = {row["id"]: row["name"] for row in package.rows("label_forms")}
        self.roles: dict[str, tuple[str, str]] = {
            row["word"]: (row["role"], row["form"] or "") for row in package.rows("label_words")
        }
        self.salts = tuple(word for word, (role, _) in self.roles.items() if role == "salt")
        self.names = tuple(_phrases(package, catalogue))
        self._read = lru_cache(maxsize=_REMEMBERED)(self._word)

    def mended(self, line: str) -> str:
        """
        Return a line as it was meant, each sign in its old place.

        Entities of HTML for blanks, letters and marks are read, words that a line end or what it
        left behind parts are joined where that makes a known one, and line ends within brackets
        are blanks.
        """
        if "&" in line:
            line = _ENTITY.sub(_sign, line)
        if "-" in line:
            line = _BROKEN.sub(self._joined, line)
        if "\n" in line or "\r" in line:
            line = _BRACKETED.sub(_on_one_line, line)
        return line

    def _joined(self, match: re.Match[str]) -> str:
        word, gap, rest = match.groups()
        whole = word + rest
        parted = len(gap) > 1 and rest[0].islower() and len(whole) <= _LONGEST_JOINED
        if parted and self._read(whole)[0].role != "word":
            return word + _UNSEEN[0] * len(gap)
        return match[0]

    def pieces(self, line: str) -> list[Piece]:
        """Return the pieces of a line in order; hyphens, quotes and other signs are left out."""
        found: list[Piece] = []
        for match in _PIECE.finditer(line):
            start, text, kind = match.start(), match[0], match.lastgroup
            if kind == "word":
                for role, value, part, first, last in self._read(text):
                    found.append(Piece(role, value, part, start + first, start + last))
            else:
                role = _MARKS[text] if kind == "mark" else "number"
                found.append(Piece(role, "", text, start, match.end()))
        return found

    def _word(self, text: str) -> tuple[Piece, ...]:
        """Return the pieces of a word as if it stood alone."""
        word = fold(text)
        known = self._known(word[2:]) if text.startswith(SYMBOL) and text[2:3].isupper() else None
        if known and known[0] in SALTS:
            # such as MgCitrate
            return Piece("metal", "", "mg", 0, 2), Piece(*known, word[2:], 2, len(text))
        # a sign that folds to two leaves no place to part the word
        exact = len(word) == len(text)
        return tuple(
            Piece(role, value, part, *((at, at + len(part)) if exact else (0, len(text))))
            for role, value, part, at in self._parts(word)
        )

    def _parts(self, word: str) -> tuple[tuple[str, str, str, int], ...]:
        """Return (role, value, part, place) of a word, or of two that it joins."""
        if known := self._known(word):
            return ((*known, word, 0),)
        if len(word) > _LONGEST_PARTED:
            return (("word", "", word, 0),)
        # words such as Magnesiumcitrat and Trimagnesiumdicitrat
        for multiple in ("", *MULTIPLES, *_RUN_TOGETHER):
            start = len(multiple)
            if not word.startswith(multiple):
                continue
            for end in range(start + 3, len(word) - 1):
                metal = self.roles.get(word[start:end], ("", ""))[0]
                rest = self._known(word[end:]) if metal in _METALS else None
                if rest and rest[0] in _JOINED and word[start:end] not in _SYMBOLS:
                    return ((metal, "", word[:end], 0), (*rest, word[end:], end))
        return (("word", "", word, 0),)

    def _known(self, word: str) -> tuple[str, str] | None:
        if word in self.roles:
            return self.roles[word]
        for multiple in MULTIPLES:
            known = self.roles.get(word.removeprefix(multiple), ("", ""))
            if word.startswith(multiple) and known[0] in _COUNTED:
                return None if word.removeprefix(multiple) in _SYMBOLS else known
        ending = _ENDING.search(word)
        known = self.roles.get(word[: ending.start()], ("", "")) if ending else ("", "")
        return known if known[0] in SALTS else None


def _sign(match: re.Match[str]) -> str:
    """Return the sign that an entity of HTML stands for, as long as the entity is."""
    # here, since few lines hold any
    from html import unescape

    sign = unescape(match[0])
    if sign.isspace():
        sign = " "
    if len(sign) != 1 or sign.isdigit() or not (sign.isprintable() or sign in _UNSEEN):
        return match[0]
    return sign.ljust(len(match[0]), _UNSEEN[0])


def _on_one_line(match: re.Match[str]) -> str:
    return match[0].replace("\r", " ").replace("\n", " ")


def _phrases(package: Package, catalogue: Catalogue) -> Iterator[Phrase]:
    for row in package.rows("label_names"):
        yield Phrase(_words(row["name"]), row["meaning"], row["form"] or "", row["name"])
    for form in catalogue.forms:
        for name in form.known_as:
            meaning = "form" if name.means_form else "not one form"
            yield Phrase(_words(name.text), meaning, form.id, name.text)


def _words(name: str) -> tuple[str, ...]:
    matches = _PIECE.finditer(name)
    return tuple(fold(match[0]) for match in matches if match.lastgroup != "mark")


def load_lexicon(read: Callable[[str], bytes], catalogue: Catalogue) -> Lexicon:
    """
    Return what words on labels mean.

    Args:
        read: Returns the bytes of a file of the package of words, by name.
        catalogue: The names of its forms are known as well.

    Raises:
        DataErrors: The package breaks its rules.
    """
    package = read_package(read)
    if package.errors:
        message = f"the words of labels have {len(package.errors)} errors"
        raise DataErrors(message, package.errors)
    return Lexicon(package, catalogue)


def lexicon() -> Lexicon:
    """Return what words on labels mean, by the shipped data; loaded once, in whatever thread."""
    return _shipped.value


def _load() -> Lexicon:
    read = shipped_files()
    return load_lexicon(lambda name: read(_FOLDER + name), shipped())


_shipped = Deferred(_load)
