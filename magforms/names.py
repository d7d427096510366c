"""Matching of names: what is ignored, and which shorter names follow from a full one."""

import unicodedata

# underscores, hyphens, dashes and the minus sign
_IGNORED = dict.fromkeys(map(ord, "_-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"))
METAL = "magnesium"
_LONGEST_NEAR = 100


def normalised(name: str) -> str:
    """
    Return a name as it is matched: without case, accents, width, spaces and hyphens.

    Args:
        name: Any text.
    """
    text = name.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", name).casefold().replace("\u2019", "'")
        text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return "".join(text.translate(_IGNORED).split())


def keys(name: str, language: str | None = "en") -> tuple[str, ...]:
    """
    Return what a name is found under: itself, and its rest without the metal's name.

    Args:
        name: Such as "magnesium bisglycinate", found under "bisglycinate" too.
        language: IETF language tag; the rest stands for the name in English only.
    """
    full = normalised(name)
    rest = full.removeprefix(METAL) if language == "en" else full
    return (full, rest) if rest != full and rest[:1].isalpha() else (full,)


def nearest(word: object, known: tuple[str, ...], likeness: float = 0.7) -> str | None:
    """
    Return the known word that a mistyped one is nearest to, or None.

    Args:
        word: What was given; a long text is near nothing.
        known: Words that exist.
        likeness: How alike they must be, 0 to 1.
    """
    from difflib import get_close_matches

    text = str(word).lower()
    near = (
        get_close_matches(text, known, n=1, cutoff=likeness) if len(text) <= _LONGEST_NEAR else []
    )
    return near[0] if near else None
