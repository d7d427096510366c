"""Reads a line of label text: whose each salt is, and what names no form."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from magforms.labels import GAP, MULTIPLES, SALTS, SYMBOL, Lexicon, Phrase, Piece, fold, lexicon
from magforms.names import METAL, nearest
from magforms.values import Deferred

NOT_STATED = "form not stated"
NOT_HELD = "form not held"
EXCIPIENT = "excipient left out"
MEDICINE = "medicine left out"
MISSPELT = "perhaps misspelt"
BUFFERED = "buffered"
MIXED = "mixed salt"
_LEFT_OUT = {
    "not held": NOT_HELD,
    "excipient": EXCIPIENT,
    "medicine": MEDICINE,
    "not one form": NOT_STATED,
    "other salt": NOT_HELD,
    "excipient salt": EXCIPIENT,
}
_LIKE = 0.82
_SHORTEST_GUESS, _LONGEST_GUESS = 5, 24
_MOST_GUESSES = 8
# the same words come on many lines, and comparing spellings takes long
_near = lru_cache(maxsize=8192)(nearest)


class Left(NamedTuple):
    """
    Words that name no form.

    Attributes:
        remark: Why.
        start, end: Where they stand.
        candidate: What a misspelt word may be, or None.
    """

    remark: str
    start: int
    end: int
    candidate: str | None = None


class Found:
    """A mention in the making."""

    __slots__ = ("end", "form", "remarks", "start")

    def __init__(self, form: str, start: int, end: int) -> None:
        self.form, self.start, self.end = form, start, end
        self.remarks: list[str] = []


class _Frame:
    """
    What holds within a pair of brackets, or outside of all.

    Attributes:
        given: The metal that the brackets follow, as (is magnesium, place), or None.
        negated: What of the text before them is negated: (up to a comma, a list).
        head: The last metal within.
        stale: Whether a comma came since.
        listing: Whether salts of the head are being listed: "as", "colon" or "".
        before: What came before the brackets: (role, owner).
    """

    __slots__ = ("before", "given", "head", "listing", "negated", "stale")

    def __init__(
        self, given: "_Metal | None" = None, before: "tuple[str, _Metal | None]" = ("", None)
    ) -> None:
        self.given, self.before = given, before
        self.head: _Metal | None = None
        self.stale = False
        self.listing = ""
        self.negated = (False, False)


# whether it is magnesium, and the places of its first and last word among the pieces
_Metal = tuple[bool, int, int]
_ACIDS = ("acid", "excipient acid")
_PASSED = ("filler", "hydrate", "elemental", "buffered", "acid word", "of", "chelate")
_FURTHEST = 12
_NEAR = 8
_ABBREVIATED = 4
_SHORTEST_ALONE = 4
_MAGNESIA = ("magnesia",)
_BRACKETS = "()[]:"
_UNIT_WORDS = frozenset(
    ("mg", "g", "mcg", "ug", "\u03bcg", "mmol", "kg", "iu", "ml", "rda", "nrv", "dv")
)


class LabelReader:
    """Reads the pieces of a line once, from left to right, looking ahead a few pieces."""

    def __init__(self, text: str, words: Lexicon, phrases: dict[str, list[Phrase]]) -> None:
        self.text, self.words, self.phrases = text, words, phrases
        self.pieces: list[Piece] = []
        self.present: set[str] = set()
        self.has_metal = False
        self.found: list[Found] = []
        self.left_out: list[Left] = []
        self.frames = [_Frame()]
        # the role of what stands before, words that say nothing passed over
        self.last, self.before_join = "", ""
        self.owner: _Metal | None = None
        self.group: _Metal | None = None
        self.double = False
        self.metals: list[int] = []
        self.used: set[int] = set()
        self.chelates: list[tuple[int, int]] = []
        self.salt_word = self.salt_of = self.acid = -_NEAR
        self.guesses = 0
        self.negated = self.negated_list = False
        self.buffered: list[Piece] = []
        # salts that are nobody's, and stand behind no word that they could be of
        self.lone: list[int] = []
        # where the line starts that is being read, and how many forms were found before it
        self.line = self.found_before = 0

    def read(self) -> None:
        """Find everything."""
        self.pieces = self.words.pieces(self.text)
        self.present = {piece.word for piece in self.pieces}
        self.has_metal = any(piece.role == "metal" for piece in self.pieces)
        at = 0
        while at < len(self.pieces):
            piece = self.pieces[at]
            phrase = self._phrase(at) if piece.word in self.phrases else None
            if phrase is not None:
                at = phrase
                continue
            if step := _STEPS.get(piece.role):
                getattr(self, step)(at, piece)
            at += 1
        self._finish()

    def _phrase(self, at: int) -> int | None:
        """Take the longest phrase that starts here, and return the place after it."""
        for phrase in self.phrases[self.pieces[at].word]:
            if not self.present.issuperset(phrase.words):
                continue
            after = self._match(phrase, at)
            if at in self.used and phrase.words == _MAGNESIA:
                # such as citrate of magnesia
                return None
            if after is None or not self._stands(phrase, at, after):
                if after is not None and phrase.words == _MAGNESIA:
                    self._leave(NOT_HELD, self.pieces[at].start, self.pieces[after].end)
                continue
            start, end = self.pieces[at].start, self.pieces[after - 1].end
            if phrase.meaning == "form":
                self.found.append(Found(phrase.form, start, end))
            else:
                self._leave(_LEFT_OUT[phrase.meaning], start, end)
            self.last, self.owner = "word", None
            return after
        return None

    def _match(self, phrase: Phrase, at: int) -> int | None:
        """Return the place after a phrase that starts here, or None."""
        passed = _BRACKETS + "," if "," in phrase.name else _BRACKETS
        for word in phrase.words:
            while at < len(self.pieces) and self.pieces[at].word in passed:
                at += 1
            if at == len(self.pieces) or self.pieces[at].word != word:
                return None
            at += 1
        return at

    def _stands(self, phrase: Phrase, at: int, after: int) -> bool:
        """Return whether a phrase is the whole name, and not the start or a part of another."""
        word = phrase.words[0]
        if len(phrase.words) == 1 and len(word) < _SHORTEST_ALONE and not word.startswith("mg"):
            return self.has_metal
        following = self.pieces[after] if after < len(self.pieces) else None
        if following is None or self.text[self.pieces[after - 1].end : following.start].strip(GAP):
            return True
        if phrase.words == _MAGNESIA:
            # such as magnesia phosphorica, and the brand of an initial and a name
            initial = len(following.word) == 1 and following.word.isalpha()
            return following.role != "word" and not initial
        return self.pieces[after - 1].role != "metal" or following.role not in SALTS

    # one step a role ----------------------------------------------------------------------------

    def _metal(self, at: int, piece: Piece) -> None:
        magnesium = piece.role == "metal"
        if piece.word == "mg" and self.text[piece.start : piece.end] != "Mg":
            return
        # such as potassium magnesium aspartate
        self.double = self.last == "metal"
        # "with" says less than "and": magnesium with zinc citrate is not of both
        joins = self.last == "joining" and self.pieces[at - 1].word not in _BESIDE
        joined = self.double or (joins and self.before_join == "metal")
        if joined and self.group:
            self.group = (self.group[0] or magnesium, self.group[1], at)
        else:
            self.group = (magnesium, at, at)
        frame = self.frames[-1]
        frame.head, frame.stale, frame.listing = self.group, False, ""
        if magnesium:
            self.metals.append(at)
            if self.negated:
                self.used.add(at)
            if self.last == "salt word":
                self.salt_of = self.salt_word
            if at and self.pieces[at - 1].role == "chelate":
                self.chelates.append((at, at - 1))
        self.last, self.owner = "metal", None

    def _salt(self, at: int, piece: Piece) -> None:
        owner, first, end = self._owner(at)
        if owner is not None and owner[0]:
            self.used.update(range(owner[1], owner[2] + 1))
            if not self.negated:
                self._take(piece, first, end)
        elif owner is None:
            if at:
                self._take_unknown(at, piece)
            lone = self.last not in ("word", "as") and len(self.frames) == 1
            if piece.role == "salt" and lone and not self.negated:
                self.lone.append(at)
        self.owner = owner if piece.role != "excipient salt" else None
        self.last = "salt"

    def _take(self, piece: Piece, start: int, end: int) -> None:
        beside = self.last == "salt" and self.owner is not None
        if piece.role == "salt":
            found = Found(piece.value, start, end)
            if beside and self.left_out and self._adjoins(self.left_out[-1], start):
                # such as lysinate glycinate: one salt with two partners
                found.start = self.left_out.pop().start
                found.remarks.append(MIXED)
            elif beside and self.found:
                self.found[-1].remarks.append(MIXED)
                found.remarks.append(MIXED)
            if self.last == "metal" and self.double:
                found.remarks.append(MIXED)
            self.found.append(found)
        elif beside and self.found and piece.role == "other salt":
            self.found[-1].remarks.append(MIXED)
            self.found[-1].end = end
        else:
            self._leave(_LEFT_OUT[piece.role], start, end)

    def _adjoins(self, left: Left, start: int) -> bool:
        """Return whether a salt that is not held ends where another starts."""
        between = self.text[left.end : start] if start - left.end <= _NEAR else "apart"
        return left.remark == NOT_HELD and not between.strip(GAP)

    def _owner(self, at: int) -> tuple[_Metal | None, int, int]:
        """Return whose salt stands here, and from where to where its name goes."""
        start, end = self.pieces[at].start, self._end(at)
        if self.last == "metal" and self.group:
            return self.group, self._start(self.group[1]), end
        ahead, certain = self._ahead(at)
        behind = None if certain else self._behind()
        if ahead and not behind:
            return ahead, start, self.pieces[ahead[2]].end
        return behind, start, end

    def _behind(self) -> _Metal | None:
        """Return whose salts are being listed here, or None."""
        frame = self.frames[-1]
        joined = self.last in ("joining", "comma") and self.before_join == "salt"
        if self.owner is not None and (self.last == "salt" or joined):
            return self.owner
        if frame.listing and self.last != "word":
            return frame.head or frame.given
        listed = self.last in ("open", "joining", "comma", "number")
        return frame.given if listed and not frame.head else None

    def _start(self, at: int) -> int:
        """Return where a metal's name starts, with a multiple before a hyphen."""
        before = self.pieces[at - 1] if at else None
        if before and before.word in MULTIPLES and self.text[before.end] == "-":
            return before.start
        return self.pieces[at].start

    def _end(self, at: int) -> int:
        end = self.pieces[at].end
        for piece in self.pieces[at + 1 : at + 3]:
            if piece.role not in ("hydrate", "chelate") or self.text[end : piece.start].strip(GAP):
                break
            end = piece.end
        return end

    def _ahead(self, at: int) -> tuple[_Metal | None, bool]:
        """Return the metal that follows a salt, and whether "de" or its case says so."""
        of, listed = False, False
        for place in range(at + 1, min(at + _FURTHEST, len(self.pieces))):
            role = self.pieces[place].role
            if role in ("metal", "other metal"):
                if self.pieces[place].word == "mg" or (listed and not of):
                    return None, False
                certain = of or (place == at + 1 and self.pieces[place].word in _GENITIVES)
                return self._group_at(place, listed=of), certain
            if of and self.pieces[place].word == "magnesia":
                return (True, place, place), True
            if role == "of":
                of = True
            elif role in ("joining", "comma", *SALTS) and not of:
                listed = True
            elif role not in _PASSED or role == "chelate":
                return None, False
        return None, False

    def _group_at(self, place: int, *, listed: bool) -> _Metal:
        """Return the metals from here that "and" joins, and those before it in a list of them."""
        magnesium, last = self.pieces[place].role == "metal", place
        waiting, parted = False, ""
        for at in range(place + 1, min(place + _FURTHEST, len(self.pieces))):
            role = self.pieces[at].role
            if role in ("metal", "other metal"):
                if parted == "comma":
                    waiting = waiting or role == "metal"
                else:
                    magnesium, last = magnesium or waiting or role == "metal", at
            elif role in ("joining", "of") or (role == "comma" and listed):
                parted = parted if role == "of" else role
            else:
                break
        return magnesium, place, last

    def _buffered(self, at: int, piece: Piece) -> None:
        if not self.negated:
            self.buffered.append(piece)

    def _free(self, at: int, piece: Piece) -> None:
        """Take what something is free of for absent: before "-free", or behind "free from"."""
        if self.last == "metal" and self.group:
            self.used.update(range(self.group[1], self.group[2] + 1))
        elif self.found and self.text[self.found[-1].end : piece.start] == "-":
            self.found.pop()
        elif self.last == "salt" and self.lone:
            self.lone.pop()
        following = self.pieces[at + 1].word if at + 1 < len(self.pieces) else ""
        self.negated = self.negated or following in _FREE_OF
        self.negated_list = self.negated_list or (self.negated and self._lists(at + 2))
        self.last = "word"

    def _negation(self, at: int, piece: Piece) -> None:
        """Take what follows for absent, up to a comma or the like, behind a colon all of a list."""
        self.negated = True
        self.negated_list = self._lists(at + 1)

    def _lists(self, at: int) -> bool:
        """Return whether a colon stands here, and no number behind it, as in "No: 123"."""
        roles = [piece.role for piece in self.pieces[at : at + 2]]
        return roles[:1] == ["colon"] and roles[1:] != ["number"]

    def _as(self, at: int, piece: Piece) -> None:
        frame = self.frames[-1]
        beside = self.last == "comma" and self.before_join == "metal"
        if (frame.head and (beside or not frame.stale)) or (frame.given and not frame.head):
            frame.listing = "as"
        self.last = "as"

    def _colon(self, at: int, piece: Piece) -> None:
        frame = self.frames[-1]
        # such as magnesium (Krebs cycle chelates: citrate, malate)
        chelates = at and self.pieces[at - 1].role == "chelate" and frame.given
        if not frame.stale and (self.last == "metal" if frame.head else chelates):
            frame.listing = "colon"
        self.last = "colon"

    def _join(self, at: int, piece: Piece) -> None:
        if self.last not in ("joining", "comma"):
            self.before_join = self.last
        self.last = "joining"

    def _comma(self, at: int, piece: Piece) -> None:
        if self.last not in ("joining", "comma"):
            self.before_join = self.last
        self.last, self.negated = "comma", self.negated_list
        self.frames[-1].stale = True

    def _number(self, at: int, piece: Piece) -> None:
        frame = self.frames[-1]
        if frame.listing == "colon" and self.last == "colon":
            # such as magnesium: 26 mg, chloride: 7 mg
            frame.listing = ""
        self.last, self.owner = "number", None

    def _open(self, at: int, piece: Piece) -> None:
        frame = self.frames[-1]
        given = frame.head if frame.head and not frame.stale else None
        if given is None and frame.given and not frame.head:
            given = frame.given
        self.frames.append(_Frame(given, (self.last, self.owner)))
        self.frames[-1].negated = (self.negated, self.negated_list)
        self.negated = self.negated_list
        self.last, self.owner = "open", None

    def _close(self, at: int, piece: Piece) -> None:
        if len(self.frames) > 1:
            closed = self.frames.pop()
            self.last, self.owner = closed.before
            self.negated, self.negated_list = closed.negated

    def _stop(self, at: int, piece: Piece) -> None:
        if piece.word == ".":
            before = self.pieces[at - 1] if at else None
            short = (
                before is not None
                and before.end == piece.start
                and before.end - before.start <= _ABBREVIATED
            )
            if short or not self.text[piece.end : piece.end + 1].isspace():
                return
        if len(self.frames) > 1 and piece.word not in "\n\r":
            self._comma(at, piece)
            return
        if piece.word in "\n\r":
            self._end_line(at)
            self.salt_word = self.salt_of = self.acid = -_NEAR
        self.frames = [_Frame()]
        self.last, self.owner, self.group = "", None, None
        self.negated = self.negated_list = False

    def _partner(self, at: int, piece: Piece) -> None:
        """Take what chelates a metal for its salt where the text says so: glycine chelate."""
        following = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        apart = following is None or self.text[piece.end : following.start].strip(GAP)
        if following is not None and following.role == "chelate" and not apart:
            self._salt(at, piece._replace(role="salt"))
        else:
            self.last, self.owner = "word", None

    def _chelate(self, at: int, piece: Piece) -> None:
        if self.last == "metal" and self.group and self.group[0]:
            self.chelates.append((self.group[2], at))

    def _salt_word(self, at: int, piece: Piece) -> None:
        if self.last == "metal" and self.group and self.group[0]:
            self.salt_of = at
            ahead = self.pieces[at + 1 : at + _NEAR]
            if at - self.acid < _NEAR and not any(item.role in _ACIDS for item in ahead):
                # such as citric acid, magnesium salt
                self._take_acid(self.acid, at, self.pieces[self.acid])
        self.last, self.salt_word = "salt word", at

    def _acid(self, at: int, piece: Piece) -> None:
        self.acid = at
        if at - self.salt_of < _NEAR:
            self._take_acid(self.salt_of, at, piece)
        self.last, self.owner = "word", None

    def _take_acid(self, first: int, last: int, acid: Piece) -> None:
        places = self.metals[bisect_left(self.metals, first - 1) :]
        self.used.update(places)
        start, end = self.pieces[min([first, *places])].start, self.pieces[last].end
        if acid.role == "acid":
            self.found.append(Found(acid.value, start, end))
        else:
            self._leave(EXCIPIENT, start, end)
        self.salt_of = self.acid = -_NEAR

    def _word(self, at: int, piece: Piece) -> None:
        if self.last == "number" and piece.word in _UNIT_WORDS:
            return
        if self.last == "metal" and self.group and self.group[0]:
            self._guess(piece, self.words.salts)
        elif piece.word.startswith(METAL):
            # such as Magnesiumcitart
            rest = piece._replace(word=piece.word.removeprefix(METAL))
            self._guess(rest, self.words.salts)
        self.last, self.owner = "word", None
        self.frames[-1].listing = ""

    # what is not taken --------------------------------------------------------------------------

    def _leave(self, remark: str, start: int, end: int, candidate: str | None = None) -> None:
        self.left_out.append(Left(remark, start, end, candidate))

    def _guess(self, piece: Piece, known: tuple[str, ...]) -> bool:
        fits = _SHORTEST_GUESS <= len(piece.word) <= _LONGEST_GUESS
        if not fits or self.guesses >= _MOST_GUESSES:
            return False
        self.guesses += 1
        # the names that a reader of English knows come before those of other languages
        plain = tuple(self.words.forms)
        candidate = _near(piece.word, plain, _LIKE) or _near(piece.word, known, _LIKE)
        if candidate:
            self._leave(MISSPELT, piece.start, piece.end, candidate)
        return candidate is not None

    def _take_unknown(self, at: int, salt: Piece) -> None:
        """Tell of a salt with an unknown word before it, which may be the metal misspelt."""
        before = self.pieces[at - 1]
        if before.role != "word":
            return
        if salt.role == "other salt" and at - 2 in self.metals:
            # such as magnesium ascorbyl phosphate
            self.used.add(at - 2)
            self._leave(NOT_HELD, self.pieces[at - 2].start, salt.end)
        elif salt.role == "salt" and self._guess(before, _METAL_NAMES):
            self.used.update(self.metals)

    def _end_line(self, at: int) -> None:
        """
        Take salts that are nobody's for magnesium's where it is the only metal of their line.

        Such as "Magnesium 400 mg, citrate and malate". What anions in a water are called as well
        counts only in a list with others.
        """
        line, lone = self.pieces[self.line : at], self.lone
        metals = self.metals[bisect_left(self.metals, self.line) :]
        only = lone and metals and not any(piece.role == "other metal" for piece in line)
        if only and len(self.found) == self.found_before and self.used.isdisjoint(metals):
            groups: list[list[int]] = []
            for place in lone:
                if groups and place - groups[-1][-1] <= _PAIR:
                    groups[-1].append(place)
                else:
                    groups.append([place])
            for group in groups:
                named = [self.pieces[place] for place in group]
                if any(piece.value not in _ANIONS for piece in named):
                    self.used.update(metals)
                    self.found += [Found(piece.value, piece.start, piece.end) for piece in named]
        self.line, self.found_before, self.lone = at, len(self.found), []

    def _finish(self) -> None:
        self._end_line(len(self.pieces))
        self.found.sort(key=lambda found: found.start)
        starts = [found.start for found in self.found]
        for piece in self.buffered:
            if self.found:
                # of the form before it, else of the first
                before = max(bisect_left(starts, piece.end) - 1, 0)
                self.found[before].remarks.append(BUFFERED)
            elif self.chelates:
                self._leave(BUFFERED, piece.start, piece.end)
        for metal, chelate in self.chelates:
            if not self.found and metal not in self.used:
                self.used.add(metal)
                ends = sorted((self.pieces[metal], self.pieces[chelate]), key=lambda p: p.start)
                self._leave(NOT_STATED, ends[0].start, ends[1].end)
        misspelt = any(item.remark == MISSPELT for item in self.left_out)
        bare = [place for place in self.metals if place not in self.used]
        if not self.found and not misspelt and bare and not self._has(NOT_STATED):
            piece = self.pieces[bare[0]]
            if piece.word != "mag":
                self._leave(NOT_STATED, piece.start, piece.end)

    def _has(self, remark: str) -> bool:
        return any(item.remark in (remark, MEDICINE) for item in self.left_out)


_FREE_OF = ("from", "of", "von", "van", "de", "d", "di", "da")
# of languages in which the metal follows its salt
_GENITIVES = (
    "magnezu", "potasu", "sodu", "wapnia", "cynku", "zelaza", "miedzi", "manganu", "chromu",
    "horecnaty", "draselny", "sodny", "vapenaty", "zinecnaty",
)  # fmt: skip
_ANIONS = ("chloride", "sulfate", "carbonate", "oxide", "hydroxide")
_PAIR = 2
_BESIDE = ("with", "plus", "mit", "avec", "con", "met")
_STARTING = ("metal", "salt", "elemental")
_METAL_NAMES = ("magnesium", "magnesio", "magnesiums")
# words of other roles say nothing of the form
_STEPS = {
    "metal": "_metal",
    "other metal": "_metal",
    **dict.fromkeys(SALTS, "_salt"),
    **dict.fromkeys(_ACIDS, "_acid"),
    "salt word": "_salt_word",
    "as": "_as",
    "buffered": "_buffered",
    "free": "_free",
    "negation": "_negation",
    "colon": "_colon",
    "joining": "_join",
    "comma": "_comma",
    "number": "_number",
    "open": "_open",
    "close": "_close",
    "stop": "_stop",
    "chelate": "_chelate",
    "partner": "_partner",
    "word": "_word",
}


def phrases() -> dict[str, list[Phrase]]:
    """Return the names that cannot be read word by word, longest first, by their first word."""
    return _phrases.value


def _read_names() -> dict[str, list[Phrase]]:
    words = lexicon()
    found: dict[str, list[Phrase]] = {}
    for phrase in words.names:
        reader = LabelReader(phrase.name, words, {})
        reader.read()
        forms = [item.form for item in reader.found]
        remarks = {item.remark for item in reader.left_out}
        if forms != ([phrase.form] if phrase.meaning == "form" else []) or (
            phrase.meaning != "form" and _LEFT_OUT[phrase.meaning] not in remarks
        ):
            for variant in _variants(phrase.words):
                found.setdefault(variant[0], []).append(phrase._replace(words=variant))
    return {
        first: sorted(phrases, key=lambda phrase: -len(phrase.words))
        for first, phrases in found.items()
    }


def _variants(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the ways to write a name: E345(i), and without the proportions at its end."""
    yield words
    if words[0] == "e":
        yield from {(f"e{words[1]}", *words[2:]), ("".join(words),)}
    elif words[0] != "ins" and words[-1].isdigit():
        yield tuple(word for word in words if not word.isdigit())


_phrases = Deferred(_read_names)


def may_name(text: str) -> bool:
    """Return whether a line holds what names start from; most lines of a catalogue hold none."""
    return SYMBOL in text or _starts.value.search(fold(text)) is not None


def _read_starts() -> re.Pattern[str]:
    """Return what finds a word, or the words of a name, without which the reader finds nothing."""
    roles = lexicon().roles
    words = {word for word, (role, _) in roles.items() if role in _STARTING} - {SYMBOL.lower()}
    names = {" ".join(phrase.words) for known in phrases().values() for phrase in known}
    return re.compile(_either(words | names).replace(r"\ ", r"[\W_]*"))


_starts = Deferred(_read_starts)


def _either(words: Iterable[str]) -> str:
    """Return an expression for any of some words, in which they share their beginnings."""
    ends: dict[str, set[str]] = {}
    for word in words:
        ends.setdefault(word[:1], set()).add(word[1:])
    if "" in ends:
        # what goes on is found by its beginning
        return ""
    parts = [re.escape(first) + _either(ends[first]) for first in sorted(ends)]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def form_named(name: str, held: tuple[str, ...]) -> str | None:
    """
    Return the name of the one form that a name means and that is not among those held, or None.

    Args:
        name: With or without "magnesium".
        held: Ids of the forms that are held.
    """
    for text in (name, f"magnesium {name}"):
        reader = LabelReader(text, lexicon(), phrases())
        reader.read()
        forms = {found.form for found in reader.found}
        if len(forms) == 1 and not forms & {*held}:
            return lexicon().forms[forms.pop()].lower()
    return None
