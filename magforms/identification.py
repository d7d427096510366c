"""Which forms a line of label text names."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from decimal import Decimal

from attrs import field, frozen

from magforms.catalogues import Catalogue
from magforms.caveats import Caveat
from magforms.errors import QueryError
from magforms.forms import Form
from magforms.label_reader import BUFFERED, MIXED, Found, LabelReader, may_name, phrases
from magforms.labels import GAP, lexicon
from magforms.loading import catalogue as shipped
from magforms.loading import standing_caveats
from magforms.references import Reference
from magforms.results import Result, unique
from magforms.values import Value

_AMOUNT = re.compile(
    # behind a blank stands what an entity of HTML was longer than it
    r"(?<![\w.,])((?:[0-9]{1,3}(?:[ \u00a0\u202f]\u00ad*[0-9]{3})+|[0-9]{1,9})(?:[.,][0-9]{1,6})?)"
    r"(?:[ \u00a0\u202f]\u00ad*)?"
    r"(mg|g|mcg|\u00b5g|\u03bcg|ug|mmol|gram|grams|milligrams?)(?![\w/])",
    re.IGNORECASE,
)
_UNITS = {"ug": "\u00b5g", "mcg": "\u00b5g", "\u03bcg": "\u00b5g", "gram": "g", "grams": "g"}
_UNITS |= {"milligram": "mg", "milligrams": "mg"}
_LONGEST_LINE = 10_000_000
_OF_A_FORM = ("", "of", "de", "di", "do", "du", "von", "van")
_BESIDE = 3
_LONGEST_GAP = 8
_GROUP = 3


@frozen(kw_only=True, eq=False, repr=False)
class Mention(Value):
    """
    A form that a line names.

    Attributes:
        form: Id of the form.
        name: Its name, such as "Magnesium citrate".
        compound: Id of the compound, where the text fixes it, or None.
        text: What stands in the line.
        start, end: Where, in characters from 0; `line[start:end]` is the text.
        remarks: "buffered" and "mixed salt" where the text says so.
    """

    form: str
    name: str
    compound: str | None = None
    text: str
    start: int
    end: int
    remarks: tuple[str, ...] = ()

    @property
    def form_id(self) -> str:
        """Id of the form."""
        return self.form

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands: `line[slice(*span)]` is the text."""
        return self.start, self.end


@frozen(kw_only=True, eq=False, repr=False)
class LeftOut(Value):
    """
    Words of a line that could be taken for a form and name none.

    Attributes:
        remark: Why: one of the remarks of `Identification`.
        text: What stands in the line.
        start, end: Where, in characters from 0.
        candidate: The word that a misspelt one may be, or None.
    """

    remark: str
    text: str
    start: int
    end: int
    candidate: str | None = None


@frozen(kw_only=True, eq=False, repr=False)
class StatedAmount(Value):
    """
    An amount that a line states.

    Attributes:
        value: The figure as printed.
        unit: "mg", "g", "\u00b5g" or "mmol".
        of: "compound" or "elemental" where the text says which, or None.
        text: What stands in the line.
        start, end: Where, in characters from 0.
    """

    value: Decimal
    unit: str
    of: str | None
    text: str
    start: int
    end: int


@frozen(kw_only=True, eq=False, repr=False)
class Identification(Result):
    """
    What a line of label text names.

    Attributes:
        text: The line.
        mentions: Forms named, in order.
        amounts: Amounts stated, in order.
        left_out: Words that name no form, in order.
        data_version: Version of the data set.
        form_ids: Ids of the forms named, in order of mention, without repeats.
        remarks: "form not stated", "form not held", "excipient left out", "medicine left out",
            "perhaps misspelt", "buffered" and "mixed salt", each where it holds of the line.
        references: None are cited.
        caveats: What to keep in mind.
    """

    text: str
    mentions: tuple[Mention, ...] = ()
    amounts: tuple[StatedAmount, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    data_version: str
    form_ids: tuple[str, ...] = field(init=False)
    remarks: tuple[str, ...] = field(init=False)
    references: tuple[Reference, ...] = field(init=False, default=())
    caveats: tuple[Caveat, ...] = field(init=False)

    @form_ids.default
    def _form_ids(self) -> tuple[str, ...]:
        return unique(mention.form for mention in self.mentions)

    @remarks.default
    def _remarks(self) -> tuple[str, ...]:
        of_mentions = (remark for mention in self.mentions for remark in mention.remarks)
        return unique([*(item.remark for item in self.left_out), *of_mentions])

    @caveats.default
    def _caveats(self) -> tuple[Caveat, ...]:
        # a line shows nothing that calls for more
        return standing_caveats()

    def __repr__(self) -> str:
        named = ", ".join(self.form_ids) or "no form"
        remarks = f"; {', '.join(self.remarks)}" if self.remarks else ""
        return f"<Identification: {named}{remarks}; {len(self.caveats)} caveats>"


def identify(text: str) -> Identification:
    """
    Return the forms that a line of label text names.

    A salt counts where the text says that it is magnesium's: "magnesium citrate", "citrate de
    magnesium", "Magnesium (as citrate, malate)", or where it is nobody's and magnesium the only
    metal of its line. Nothing is guessed: a likely misspelling is reported with its candidate and
    names no form.

    Args:
        text: One line, in any of the languages of the data.

    Raises:
        QueryError: Not text, or of more than ten million characters.
    """
    line = lexicon().mended(_checked(text))
    reader = LabelReader(line, lexicon(), phrases())
    if may_name(line):
        reader.read()
    held = shipped()
    return Identification(
        text=text,
        mentions=tuple(_mentions(reader, text, held)),
        amounts=tuple(_amounts(reader, text)),
        left_out=tuple(_left_out(reader, text)),
        data_version=held.data_version,
    )


def _checked(text: object) -> str:
    if not isinstance(text, str):
        message = "a line of a label must be text"
        raise QueryError(message, text)
    if len(text) > _LONGEST_LINE:
        message = f"a line of a label must have at most {_LONGEST_LINE} characters"
        raise QueryError(message, len(text))
    return text


def identify_many(lines: Iterable[str]) -> Iterator[Identification]:
    """
    Yield what each line names, one by one, in memory that does not grow with their number.

    Args:
        lines: Lines of label text.

    Raises:
        QueryError: One text instead of many; when it is reached, a line that is not text, or too
            long.
    """
    if isinstance(lines, str | bytes) or not isinstance(lines, Iterable):
        message = "many lines must be an iterable of texts, and not one text"
        raise QueryError(message, lines)
    return map(identify, lines)


def _mentions(reader: LabelReader, text: str, held: Catalogue) -> Iterator[Mention]:
    for found in reader.found:
        named = reader.text[found.start : found.end]
        yield Mention(
            form=found.form,
            name=reader.words.forms[found.form],
            compound=_compound(found, named, held.get(found.form)),
            text=text[found.start : found.end],
            start=found.start,
            end=found.end,
            remarks=unique(found.remarks),
        )


def _compound(found: Found, text: str, form: Form | None) -> str | None:
    if form is None:
        return None
    named = form.compound_named(text)
    if named is None and MIXED in found.remarks:
        named = form.compound_named(f"{text} chelate")
    if named is None and BUFFERED in found.remarks:
        named = next((item for item in form.compounds if "buffered" in item.name), None)
    return named.id if named else None


def _amounts(reader: LabelReader, text: str) -> Iterator[StatedAmount]:
    places = [piece.start for piece in reader.pieces]
    mentions = [found.start for found in reader.found]
    for match in _AMOUNT.finditer(reader.text):
        figure, unit = match[1], match[2].lower()
        yield StatedAmount(
            value=_value(figure),
            unit=_UNITS.get(unit, unit),
            of=_stated_of(reader, match, places, mentions),
            text=text[match.start() : match.end()],
            start=match.start(),
            end=match.end(),
        )


def _value(figure: str) -> Decimal:
    """Return a figure as printed; a comma before three digits parts thousands, unless behind 0."""
    plain = "".join(figure.replace("\u00ad", "").split())
    whole, comma, rest = plain.partition(",")
    is_thousand = comma and len(rest) == _GROUP and whole != "0"
    return Decimal(whole + rest if is_thousand else plain.replace(",", "."))


def _stated_of(
    reader: LabelReader, amount: re.Match[str], places: list[int], mentions: list[int]
) -> str | None:
    """
    Return what an amount is said to be of: beside it, "elemental" or the name of a form.

    Args:
        reader: What was read.
        amount: The amount.
        places: Where each piece starts.
        mentions: Where each form found starts.
    """
    start, end = amount.span()
    before, after = bisect_left(places, start), bisect_left(places, end)
    beside = reader.pieces[max(before - _BESIDE, 0) : before]
    beside += reader.pieces[after : after + _BESIDE]
    if any(piece.role == "elemental" for piece in beside):
        return "elemental"
    near = max(bisect_left(mentions, start) - 1, 0)
    for found in reader.found[near : near + 2]:
        first, last = sorted(((start, end), (found.start, found.end)))
        distance = last[0] - first[1]
        between = reader.text[first[1] : last[0]] if 0 <= distance <= _LONGEST_GAP else "apart"
        if between.strip(f"{GAP}\u00a0:").lower() in _OF_A_FORM:
            return "compound"
    return None


def _left_out(reader: LabelReader, text: str) -> Iterator[LeftOut]:
    for remark, start, end, candidate in sorted(reader.left_out, key=lambda item: item.start):
        words = text[start:end]
        yield LeftOut(remark=remark, text=words, start=start, end=end, candidate=candidate)
