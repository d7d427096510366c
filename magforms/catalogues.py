"""The catalogue: every form and record of a data set, looked up by name."""

import os
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from magforms.caveats import Caveat
from magforms.errors import AmbiguousNameError, ComparisonError, UnknownFormError
from magforms.evidence import (
    AnimalFinding,
    AnimalMeasurement,
    HumanFinding,
    HumanMeasurement,
    InVitroFinding,
    InVitroMeasurement,
    Study,
)
from magforms.forms import Form, UseTerm
from magforms.names import METAL, keys, nearest, normalised
from magforms.references import Reference
from magforms.results import unique
from magforms.values import Deferred, Value
from magforms.verdicts import Verdict, verdict_on
from magforms.vocabulary import Outcome

if TYPE_CHECKING:
    from magforms.general import AtomicWeight, AuthorisedClaim, Claim, Screened, Statement
    from magforms.intake import IntakeLimit

_LIKE, _VERY_LIKE = 0.8, 0.85
_LONGEST_NAME = 100


def _of_general(name: str, about: str) -> property:
    """Return an attribute that is a part of what is about no form in particular."""
    return property(lambda catalogue: getattr(catalogue.general.value, name), doc=about)


@frozen(kw_only=True, eq=False, repr=False)
class Catalogue(Value, Mapping[str, Form]):
    """
    An immutable mapping from form id to form, with everything else the data set holds.

    Attributes:
        forms: All forms, by id.
        verdicts: One for each pair that was appraised.
        use_terms: Uses that can be asked for.
        studies: All studies.
        findings, measurements: All in people.
        animal_findings, animal_measurements: All in animals.
        in_vitro_findings, in_vitro_measurements: All in the laboratory.
        references: All sources.
        caveats: All caveats.
        general: What is about no form in particular, made when it is asked for: its limits,
            statements, authorised claims, claims, screened sources and atomic weights are
            attributes here.
        own_caveats: What goes with records of one's own in it; empty for shipped data.
        data_version: Version of the data set.
        index: (matched name, ids of the forms it may mean, why it fixes none), sorted.
    """

    forms: tuple[Form, ...]
    verdicts: tuple[Verdict, ...]
    use_terms: tuple[UseTerm, ...]
    studies: tuple[Study, ...]
    findings: tuple[HumanFinding, ...]
    measurements: tuple[HumanMeasurement, ...]
    animal_findings: tuple[AnimalFinding, ...]
    animal_measurements: tuple[AnimalMeasurement, ...]
    in_vitro_findings: tuple[InVitroFinding, ...]
    in_vitro_measurements: tuple[InVitroMeasurement, ...]
    references: tuple[Reference, ...]
    caveats: tuple[Caveat, ...]
    general: Deferred[Any]
    own_caveats: tuple[Caveat, ...] = ()
    data_version: str
    index: tuple[tuple[str, tuple[str, ...], str | None], ...] = field(init=False, eq=False)
    _places: tuple[tuple[str, int], ...] = field(init=False, eq=False)
    _pairs: tuple[tuple[str, str, int], ...] = field(init=False, eq=False)

    @index.default
    def _make_index(self) -> tuple[tuple[str, tuple[str, ...], str | None], ...]:
        return name_index(self.forms)

    @_places.default
    def _make_places(self) -> tuple[tuple[str, int], ...]:
        return tuple(sorted((form.id, place) for place, form in enumerate(self.forms)))

    @_pairs.default
    def _make_pairs(self) -> tuple[tuple[str, str, int], ...]:
        return tuple(
            sorted(
                (min(item.first, item.second), max(item.first, item.second), place)
                for place, item in enumerate(self.verdicts)
            )
        )

    def __getitem__(self, form_id: str) -> Form:
        place = self._place(form_id)
        if place is None:
            raise UnknownFormError(form_id, tuple(self))
        return self.forms[place]

    def __contains__(self, form_id: object) -> bool:
        return self._place(form_id) is not None

    def _place(self, form_id: object) -> int | None:
        # a word such as Rating.LOW is text that compares with no other
        if not isinstance(form_id, str) or isinstance(form_id, Enum):
            return None
        at = bisect_left(self._places, (form_id,))
        found = at < len(self._places) and self._places[at][0] == form_id
        return self._places[at][1] if found else None

    def __iter__(self) -> Iterator[str]:
        return (form.id for form in self.forms)

    def __len__(self) -> int:
        return len(self.forms)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> "Catalogue":
        """
        Return the shipped forms and those of a folder of one's own.

        The folder holds tables like the shipped ones and a descriptor that names them; `magforms
        init` writes one. It adds forms, names, studies, findings, uses and caveats. It can neither
        redefine nor weaken what is shipped, and a result that holds its records says so.

        Args:
            path: The folder.

        Raises:
            DataErrors: Every error found, together.
        """
        from magforms.own_data import load_own

        return load_own(path)

    def resolve(self, name: object) -> Form:
        """
        Return the form that a name means.

        Args:
            name: An id, any known name or that of a compound with a formula, whatever its case,
                spaces, hyphens and accents; or a form of this catalogue.

        Raises:
            UnknownFormError: No form has this name.
            AmbiguousNameError: The name does not fix one form.
        """
        if isinstance(name, Form) and name == self.get(name.id):
            return name
        if not isinstance(name, str):
            raise UnknownFormError(name, tuple(self))
        key = normalised(name)
        at = bisect_left(self.index, (key,))
        if at == len(self.index) or self.index[at][0] != key:
            for form in self.forms:
                if any(item.formula and item.is_called(name) for item in form.compounds):
                    return form
            raise UnknownFormError(name, tuple(self), *self._instead(name, key))
        _, ids, why_not = self.index[at]
        if len(ids) > 1 or why_not:
            raise AmbiguousNameError(name, ids, why_not)
        return self[ids[0]]

    def _instead(self, name: str, key: str) -> tuple[str | None, str | None]:
        """Return what was meant by a name that is not here: a form of this, or one not held."""
        if len(name) > _LONGEST_NAME:
            return None, None
        from magforms.label_reader import form_named

        named = form_named(name, tuple(self))
        return (None, named) if named else (self._nearest(key), None)

    def _nearest(self, key: str) -> str | None:
        # the metal's name, which all share, would make any two names alike
        rest = key.removeprefix(METAL)
        known = tuple(entry[0] for entry in self.index if not entry[0].startswith(METAL))
        near = nearest(rest, tuple(self), _LIKE) or nearest(rest, known, _VERY_LIKE)
        if near is None:
            return None
        ids = next(entry[1] for entry in self.index if entry[0] == normalised(near))
        return ids[0] if len(ids) == 1 else None

    def verdict(self, first: object, second: object) -> Verdict:
        """
        Return what human head-to-head studies show of two forms.

        Args:
            first: A form, by id or any name.
            second: Another form.

        Raises:
            UnknownFormError, AmbiguousNameError: A name that does not fix a form.
            ComparisonError: One form twice.
        """
        a, b = self.resolve(first).id, self.resolve(second).id
        if a == b:
            message = f"a verdict takes two different forms, got {a} twice"
            raise ComparisonError(message)
        at = bisect_left(self._pairs, (min(a, b), max(a, b)))
        known = (self.verdicts[place] for *_, place in self._pairs[at : at + 1])
        return verdict_on(known, a, b) or Verdict(
            first=a,
            second=b,
            outcome=Outcome.NOT_ESTABLISHED,
            certainty=None,
            reason="No study in this data set held both.",
            checked_on="",
            own_caveats=unique(self[a].own_caveats + self[b].own_caveats),
            data_version=self.data_version,
        )

    if TYPE_CHECKING:

        @property
        def limits(self) -> tuple[IntakeLimit, ...]: ...  # noqa: D102  # below
        @property
        def statements(self) -> tuple[Statement, ...]: ...  # noqa: D102  # below
        @property
        def authorised_claims(self) -> tuple[AuthorisedClaim, ...]: ...  # noqa: D102  # below
        @property
        def claims(self) -> tuple[Claim, ...]: ...  # noqa: D102  # below
        @property
        def screened(self) -> tuple[Screened, ...]: ...  # noqa: D102  # below
        @property
        def atomic_weights(self) -> tuple[AtomicWeight, ...]: ...  # noqa: D102  # below
    else:
        # types of the modules that are not loaded yet would not resolve
        limits = _of_general("limits", "Upper levels, recommended intakes and label references.")
        statements = _of_general("statements", "What reviews, authorities, labels and trials say.")
        authorised_claims = _of_general("authorised_claims", "What regulators made of claims.")
        claims = _of_general("claims", "Claims of the popular article, checked.")
        screened = _of_general("screened", "Sources looked at and not used.")
        atomic_weights = _of_general("atomic_weights", "Those the computed figures rest on.")

    def use_term(self, use_id: str) -> UseTerm:
        """Return the use of this id; it must exist."""
        return next(term for term in self.use_terms if term.id == use_id)

    def __repr__(self) -> str:
        return f"<Catalogue {self.data_version}: {', '.join(self)}>"


def name_index(forms: tuple[Form, ...]) -> tuple[tuple[str, tuple[str, ...], str | None], ...]:
    """
    Return (matched name, ids of the forms it may mean, why it fixes none or None), sorted.

    Args:
        forms: All forms.
    """
    meant: dict[str, dict[str, None]] = {}
    refused: dict[str, str] = {}
    for form in forms:
        for key in (normalised(form.id), *keys(form.name)):
            meant.setdefault(key, {})[form.id] = None
        for name in form.known_as:
            for key in keys(name.text, name.language):
                meant.setdefault(key, {})[form.id] = None
                if not name.means_form:
                    refused[key] = name.note or "the form is not stated"
    return tuple([(key, tuple(meant[key]), refused.get(key)) for key in sorted(meant)])
