"""Filters over forms: selections."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Self, TypeVar, overload

from attrs import evolve, field, frozen

from magforms.catalogues import Catalogue
from magforms.caveats import Caveat, caveats_for
from magforms.columns import DEFAULT_COLUMNS, sources_of
from magforms.errors import QueryError
from magforms.forms import Form, Use, UseTerm
from magforms.loading import catalogue as shipped
from magforms.names import nearest
from magforms.references import Reference
from magforms.results import Result, unique
from magforms.vocabulary import Certainty, Kind, Rank, Rating, Status

_Word = TypeVar("_Word", bound=StrEnum)

_SORT_KEYS: dict[str, Callable[[Form], object]] = {
    "id": lambda form: form.id,
    "name": lambda form: form.name,
    "bioavailability": lambda form: list(Rating).index(form.bioavailability.rating),
    "certainty": lambda form: _place(form.bioavailability.certainty),
    "elemental-magnesium": lambda form: form.elemental_fraction or (),
}
SORT_KEYS: tuple[str, ...] = tuple(_SORT_KEYS)


def _place(certainty: Certainty | None) -> int:
    return -1 if certainty is None else list(Certainty).index(certainty)


@frozen(kw_only=True, eq=False, repr=False)
class Selection(Result, Sequence[Form]):
    """
    Forms that a query chose, perhaps none; a sequence of `Form`.

    A slice is a selection; `|` and `&` unite and intersect, in the order of the left one.

    Attributes:
        forms: The forms chosen.
        asked: Uses the query was about; the selection shows status and findings for them.
        data_version: Version of the data set.
        references: Sources of what is shown, in citation order.
        caveats: What to keep in mind; there with no form as well.
    """

    forms: tuple[Form, ...]
    asked: tuple[UseTerm, ...] = ()
    data_version: str
    references: tuple[Reference, ...] = field(init=False)
    caveats: tuple[Caveat, ...] = field(init=False)

    @references.default
    def _references(self) -> tuple[Reference, ...]:
        cited: list[Reference] = []
        for term in self.asked:
            for form in self.forms:
                use = form.listed_use(term.id)
                cited += use.sources if use else ()
        return unique([*cited, *sources_of(self.forms, self.columns)])

    @caveats.default
    def _caveats(self) -> tuple[Caveat, ...]:
        return caveats_for(
            forms={form.id for form in self.forms},
            uses={use.id for form in self.forms for use in form.primary_uses},
            asked={term.id for term in self.asked},
            studies=frozenset().union(*(form.rating_studies for form in self.forms)),
            own=(
                *(caveat for form in self.forms for caveat in form.own_notice),
                *(caveat for term in self.asked for caveat in term.own_caveats),
            ),
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """What is shown of each form beside the uses asked for."""
        return ("bioavailability", "elemental-magnesium") if self.asked else DEFAULT_COLUMNS

    @property
    def message(self) -> str | None:
        """Why there is no form, in words, or None when there is one."""
        if self.forms:
            return None
        untested = [term.label.lower() for term in self.asked if term.untested]
        if untested:
            return f"no form was tested for {' or '.join(untested)}"
        return "no form matches"

    def __len__(self) -> int:
        return len(self.forms)

    def __iter__(self) -> Iterator[Form]:
        return iter(self.forms)

    @overload
    def __getitem__(self, index: int) -> Form: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | slice) -> Form | Self:
        if isinstance(index, slice):
            return evolve(self, forms=self.forms[index])
        return self.forms[index]

    def __or__(self, other: object) -> Self:
        if not isinstance(other, Selection):
            return NotImplemented
        return self._joined(other, self.forms + other.forms)

    def __and__(self, other: object) -> Self:
        if not isinstance(other, Selection):
            return NotImplemented
        if other.data_version == self.data_version:
            return self._joined(other, tuple(form for form in self.forms if form in other.forms))
        ids = {form.id for form in self.forms} & {form.id for form in other.forms}
        both = (form for form in self.forms + other.forms if form.id in ids)
        return self._joined(other, tuple(both))

    def _joined(self, other: "Selection", forms: tuple[Form, ...]) -> Self:
        version = self._wider(other)
        if other.data_version != self.data_version:
            # a folder of one's own holds the shipped forms too: each stands there once, as in it
            known = {form.id: form for form in forms if form.data_version == version}
            forms = tuple(
                known[form.id] if form.id in known else evolve(form, data_version=version)
                for form in forms
            )
        asked = {term.id: term for term in self.asked + other.asked}
        return evolve(
            self,
            forms=unique(forms),
            asked=tuple(asked[use_id] for use_id in sorted(asked)),
            data_version=version,
        )

    def _wider(self, other: "Selection") -> str:
        """Return the version of the data that hold what both were chosen from."""
        for one, two in ((self, other), (other, self)):
            if f"{one.data_version}+".startswith(f"{two.data_version}+"):
                return one.data_version
        message = f"selections of two folders cannot be joined, here {self.data_version}"
        raise QueryError(message, other.data_version)

    def __repr__(self) -> str:
        what = self.message or ", ".join(form.id for form in self.forms)
        number = f"{len(self)} form{'' if len(self) == 1 else 's'}"
        return f"<Selection of {number}: {what}; {len(self.caveats)} caveats>"


def get(name: object, *, catalogue: Catalogue | None = None) -> Form:
    """
    Return the form that a name means.

    Args:
        name: An id or any known name, whatever its case, spaces, hyphens and accents.
        catalogue: Where to look; None for the shipped catalogue.

    Raises:
        UnknownFormError: No form has this name.
        AmbiguousNameError: The name does not fix one form.
    """
    return (shipped() if catalogue is None else catalogue).resolve(name)


def query(
    *,
    use: str | None = None,
    primary: bool = False,
    status: str | None = None,
    kind: str | None = None,
    bioavailability: str | None = None,
    min_bioavailability: str | None = None,
    min_certainty: str | None = None,
    where: Callable[[Form], bool] | None = None,
    sort_by: str | None = None,
    descending: bool = False,
    catalogue: Catalogue | None = None,
) -> Selection:
    """
    Choose forms; every filter must hold.

    Args:
        use: Id of a use; forms listed for it, whatever was found, and shown with what was found.
        primary: Only where the use is a primary one of the form (any primary use without `use`).
        status: approved, tested or marketed, for the use (for any use without `use`).
        kind: inorganic salt, organic salt or amino-acid chelate.
        bioavailability: This rating.
        min_bioavailability: This rating or a higher one.
        min_certainty: The rating with this certainty or a higher one.
        where: A predicate over `Form`.
        sort_by: id, name, bioavailability, certainty or elemental-magnesium.
        descending: Highest first; forms that are level stay by id.
        catalogue: Where the forms come from; None for the shipped catalogue.

    Returns:
        The forms by id, or by `sort_by`; perhaps none.

    Raises:
        QueryError: A word that is not allowed.
    """
    source = shipped() if catalogue is None else catalogue
    term = _use_term(use, source)
    wanted = _word(Status, "status", status)
    of_kind = _word(Kind, "kind", kind)
    exactly = _word(Rating, "bioavailability", bioavailability)
    at_least = _word(Rating, "min_bioavailability", min_bioavailability)
    sure = _word(Certainty, "min_certainty", min_certainty)
    predicate: object = where
    if predicate is not None and not callable(predicate):
        message = "where takes a function of a form"
        raise QueryError(message, predicate)
    flags: tuple[tuple[str, object], ...] = (("primary", primary), ("descending", descending))
    for what, flag in flags:
        if not isinstance(flag, bool):
            message = f"{what} must be true or false"
            raise QueryError(message, flag)
    if sort_by is not None and sort_by not in SORT_KEYS:
        message = "no such sort key"
        raise QueryError(message, sort_by, SORT_KEYS, nearest(sort_by, SORT_KEYS))

    def holds(form: Form) -> bool:
        appraisal = form.bioavailability
        uses = [item for item in form.uses if _counts(item, term, primary=primary, status=wanted)]
        return (
            (bool(uses) or not (term or primary or wanted))
            and (of_kind is None or form.kind is of_kind)
            and (exactly is None or appraisal.rating is exactly)
            and (at_least is None or appraisal.rating >= at_least)
            and (sure is None or (appraisal.certainty is not None and appraisal.certainty >= sure))
            and (where is None or bool(where(form)))
        )

    forms = [form for form in source.forms if holds(form)]
    if sort_by is not None:
        forms.sort(key=_SORT_KEYS[sort_by], reverse=descending)  # type: ignore[arg-type]  # one type a key
    elif descending:
        message = "descending needs sort_by"
        raise QueryError(message, sort_by, SORT_KEYS)
    return Selection(
        forms=tuple(forms),
        asked=(term,) if term else (),
        data_version=source.data_version,
    )


def _counts(use: Use, term: UseTerm | None, *, primary: bool, status: Status | None) -> bool:
    if term is not None and (use.id != term.id or not use.shown_by_default):
        return False
    ranked = not primary or use.rank is Rank.PRIMARY
    return ranked and (status is None or status in use.status)


def _use_term(use: str | None, source: Catalogue) -> UseTerm | None:
    if use is None:
        return None
    known = tuple(term.id for term in source.use_terms)
    if use not in known:
        message = "no such use"
        raise QueryError(message, use, known, nearest(use, known))
    return source.use_term(use)


def _word(words: type[_Word], what: str, value: str | None) -> _Word | None:
    if value is None:
        return None
    allowed = tuple(word.value for word in words)
    if not (type(value) is str or isinstance(value, words)) or value not in allowed:
        message = f"no such {what}"
        raise QueryError(message, value, allowed, nearest(value, allowed))
    return words(value)
