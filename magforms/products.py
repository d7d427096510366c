"""A product in words, such as "500 mg magnesium citrate, 100 mg oxide": amounts with names."""

import re

from magforms.amounts import COMPOUND, ELEMENTAL, Amount, parse_amount
from magforms.errors import AmountError, shown
from magforms.identification import identify

LIKE = "such as '500 mg magnesium citrate' or '100 mg elemental magnesium as citrate'"
_LONGEST = 1000
_BETWEEN = re.compile(r"\s*(?:,(?![0-9])|[;+&]|\band\b)\s*")
_FIGURE = r"[0-9][0-9.,\s]*[^\W\d_]+"
_FIRST = re.compile(rf"({_FIGURE})\s+(?:of\s+)?([^\W\d_].*)")
_LAST = re.compile(rf"([^\W\d_].*?):?\s+({_FIGURE})")
_EITHER = re.compile(r"(?:magnesium|mg),?\s*[(\[]?(?:as|from)\s.+", re.IGNORECASE)
_ELEMENTAL = re.compile(r"elemental magnesium,?\s+\(?(?:as|from)\s([^()]+)\)?", re.IGNORECASE)


def parse_product(text: str) -> list[tuple[Amount, str, str]]:
    """
    Return the amounts in a text, each with the name beside it and what it is of.

    All of the text is read: what is neither an amount nor the name beside it is refused.

    Args:
        text: Parts between commas, semicolons, "+", "&" or "and"; each an amount and a name, in
            either order, or an amount and "elemental magnesium as" a name.

    Raises:
        AmountError: No such text.
    """
    if len(text) > _LONGEST:
        message = f"a product must be told in at most {_LONGEST} characters, got {len(text)}"
        raise AmountError(message)
    parts = [_part(part, text) for part in _BETWEEN.split(text.strip())]
    if len(parts) > 1 and any(of == ELEMENTAL for _, _, of in parts):
        message = f"elemental magnesium is of one form alone, {LIKE}, got {shown(text)}"
        raise AmountError(message)
    return parts


def _part(part: str, text: str) -> tuple[Amount, str, str]:
    first, last = _FIRST.fullmatch(part), _LAST.fullmatch(part)
    if first:
        amount, name = parse_amount(first[1]), first[2]
    elif last:
        amount, name = parse_amount(last[2]), last[1]
    else:
        message = f"each form needs one amount beside its name, {LIKE}, got {shown(part or text)}"
        raise AmountError(message)
    elemental = _ELEMENTAL.fullmatch(name)
    if elemental and first:
        return amount, elemental[1], ELEMENTAL
    if _EITHER.fullmatch(name):
        message = (
            f"{shown(name)} does not say whether the amount is of magnesium or of a compound, as"
            f" {LIKE.removeprefix('such as ')} do"
        )
        raise AmountError(message)
    label = identify(name)
    if len(label.mentions) == 1 and label.mentions[0].text == name and not label.remarks:
        (named,) = label.mentions
        name = named.compound or named.form
    return amount, name, COMPOUND
