"""Caveats, and which of them a result calls for."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from time import gmtime
from typing import NamedTuple

from attrs import frozen

from magforms.references import Reference
from magforms.values import Record

NOTHING: frozenset[str] = frozenset()
# in the order they are shown; "own" and "age" are never in a table of the shipped data
SCOPES = ("standing", "own", "age", "general", "study", "form", "use", "safety")
WITH_EVERYTHING = ("standing", "own", "age")
_YEARS_UNTIL_OLD = 2


@frozen(kw_only=True, eq=False, repr=False)
class Caveat(Record):
    """
    One caveat and the content that calls for it.

    Attributes:
        id: Key in the data package.
        scope: standing (with every result), own (with records of one's own), age (with every
            result of old data), general, study, form, use or safety.
        text: What to keep in mind.
        detail: Shown only with a form in full, a single verdict or the use asked for.
        forms, uses, studies: Ids of what it is about; empty for no condition of that kind.
        references: What it rests on.
        second_hand: Whether it rests on second-hand accounts.
        checked_on: Day of the last check, ISO 8601.
        editorial: Whether it is the library's own wording without an official rule behind it.
    """

    id: str
    scope: str
    text: str
    detail: bool = False
    forms: frozenset[str] = NOTHING
    uses: frozenset[str] = NOTHING
    studies: frozenset[str] = NOTHING
    references: tuple[Reference, ...] = ()
    second_hand: bool = False
    editorial: bool = False
    checked_on: str

    def __str__(self) -> str:
        return self.text


def this_month() -> tuple[int, int]:
    """Return the year and month of today, in UTC; the only clock that results look at."""
    now = gmtime()
    return now.tm_year, now.tm_mon


def is_old(version: str) -> bool:
    """Return whether data of a version such as 2026.11 are older than two years."""
    year, month = version.split(".")[:2]
    return this_month() > (int(year) + _YEARS_UNTIL_OLD, int(month))


def age_caveat(version: str) -> Caveat:
    """Return what old data call for; the version tells their month."""
    text = f"Data of {version}, older than two years: newer studies may exist."
    # no id in a table has a colon
    return Caveat(id=f"age:{version}", scope="age", text=text, checked_on="")


def own_caveat(title: str = "") -> Caveat:
    """
    Return what records of one's own call for.

    Args:
        title: Name and version of the folder they come from, if they are known.
    """
    whose = f": the records of {title}" if title else ""
    text = f"{_NOTICE}{whose}."
    # no id in a table has a colon
    return Caveat(id=f"own:{title}", scope="own", text=text, checked_on="")


_NOTICE = "User-supplied, not checked by magforms"
_NOT_OURS = own_caveat()


class Keys(NamedTuple):
    """
    What the shipped records are told by.

    Attributes:
        forms: Ids of forms.
        uses: Ids of uses.
        others: Ids of studies, findings, figures and sources, (form, use) and (form, name) of what
            is listed, and what is said of ratings, uses and pairs, as `saying` has it.
    """

    forms: frozenset[str]
    uses: frozenset[str]
    others: frozenset[object]


def saying(*words: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return the key of an appraisal: what it is of, what it is, and its certainty and reason."""
    return tuple("; ".join([word] if isinstance(word, str) else word or ["none"]) for word in words)


def caveats_for(
    *,
    forms: AbstractSet[str] = NOTHING,
    uses: AbstractSet[str] = NOTHING,
    asked: AbstractSet[str] = NOTHING,
    studies: AbstractSet[str] = NOTHING,
    detail: bool = False,
    whole: bool = False,
    amounts: bool = False,
    held: AbstractSet[object] = NOTHING,
    own: Iterable[Caveat] = (),
) -> tuple[Caveat, ...]:
    """
    Return the caveats that a result of this content calls for, standing one first.

    Args:
        forms: Ids of the forms shown.
        uses: Ids of the uses shown.
        asked: Ids of the uses the question was about; these come with their details.
        studies: Ids of the studies that what is shown rests on.
        detail: Whether single findings are shown.
        whole: Whether a form is shown in full.
        amounts: Whether amounts are shown, and nothing of what a form does.
        held: What else is shown, as `shipped_keys` has it.
        own: Caveats that come with records of one's own, beside the shipped ones. Where none of
            them says whose these are, that is said all the same, as it is where something shown
            is no shipped record.
    """
    from magforms.loading import shipped_caveats, shipped_keys

    shown = uses | asked
    added = dict.fromkeys(own)
    if not any(item.scope == "own" and item.text.startswith(_NOTICE) for item in added):
        keys = shipped_keys()
        ours = forms <= keys.forms and shown <= keys.uses and keys.others >= studies | held
        if added or not ours:
            added[_NOT_OURS] = None

    def called_for(caveat: Caveat) -> bool:
        if caveat.scope in WITH_EVERYTHING:
            return True
        if caveat.scope == "general":
            return bool(forms) and not amounts and (whole or not caveat.detail)
        if caveat.scope in ("use", "safety"):
            seen = asked if caveat.detail and not whole else shown
            if not caveat.uses.isdisjoint(seen):
                return True
            if caveat.scope == "safety":
                # signs that belong to some uses are told with these alone
                return (whole or amounts) and (caveat.detail or not caveat.uses)
            return bool(seen) and not caveat.uses
        elsewhere = (caveat.forms and caveat.forms.isdisjoint(forms)) or (
            caveat.studies and caveat.studies.isdisjoint(studies)
        )
        return not elsewhere and (detail or not caveat.detail)

    known = tuple(filter(called_for, shipped_caveats()))
    if beside := tuple(filter(called_for, added)):
        known = tuple(sorted(known + beside, key=lambda caveat: SCOPES.index(caveat.scope)))
    return known


class OwnCaveats:
    """
    Caveats of a folder of one's own, by what calls for them.

    Args:
        notice: Says that the records are the user's own.
        caveats: Those of the folder.
        forms: Ids of the forms that the folder says something about.
        new: Ids of the forms that it adds.
        uses: Ids of the uses that it adds.
    """

    def __init__(
        self,
        notice: Caveat,
        caveats: Iterable[Caveat],
        *,
        forms: AbstractSet[str],
        new: AbstractSet[str],
        uses: AbstractSet[str],
    ) -> None:
        self.all = (notice, *caveats)
        self.new, self._forms, self._uses = new, forms, uses
        self._about: dict[str, list[Caveat]] = {}
        self._always = [caveat for caveat in self.all if not caveat.forms]
        for caveat in self.all:
            for form in caveat.forms:
                self._about.setdefault(form, []).append(caveat)

    def of_form(self, form: str) -> tuple[Caveat, ...]:
        """Return what goes with a form; nothing where the folder says nothing of it."""
        if form not in self._forms:
            return ()
        return (*self._always, *self._about.get(form, ()))

    def of_new(self, *forms: str) -> tuple[Caveat, ...]:
        """Return what goes with a record of some forms; nothing where the folder adds none."""
        if self.new.isdisjoint(forms):
            return ()
        return tuple(dict.fromkeys(item for form in forms for item in self.of_form(form)))

    def of_use(self, use: str) -> tuple[Caveat, ...]:
        """Return what goes with a use that the folder adds."""
        return tuple(self._always) if use in self._uses else ()
