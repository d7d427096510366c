"""Forms side by side: comparisons."""

from collections.abc import Iterable
from itertools import combinations
from typing import cast

from attrs import field, frozen

from magforms.catalogues import Catalogue
from magforms.caveats import Caveat, caveats_for
from magforms.columns import DEFAULT_COLUMNS, chosen, sources_of
from magforms.errors import ComparisonError, shown
from magforms.forms import Form
from magforms.loading import catalogue as shipped
from magforms.references import Reference
from magforms.results import Result, unique
from magforms.verdicts import Verdict, verdict_on

_FEWEST_FORMS = 2


@frozen(kw_only=True, eq=False, repr=False)
class Comparison(Result):
    """
    Two or more forms side by side.

    Attributes:
        forms: The forms, in the order asked for.
        verdicts: One for each pair, in the order of the forms.
        columns: What to show of each form.
        data_version: Version of the data set.
        references: Sources of what is shown, in citation order.
        caveats: What to keep in mind.
    """

    forms: tuple[Form, ...]
    verdicts: tuple[Verdict, ...]
    columns: tuple[str, ...] = field(converter=chosen, default=DEFAULT_COLUMNS)
    data_version: str = field(init=False)
    references: tuple[Reference, ...] = field(init=False)
    caveats: tuple[Caveat, ...] = field(init=False)

    @data_version.default
    def _data_version(self) -> str:
        return self.forms[0].data_version if self.forms else ""

    @references.default
    def _references(self) -> tuple[Reference, ...]:
        cited = [*sources_of(self.forms, self.columns)]
        for verdict in self.verdicts:
            cited += [finding.reference for finding in verdict.findings]
        return unique(cited)

    @caveats.default
    def _caveats(self) -> tuple[Caveat, ...]:
        return caveats_for(
            forms={form.id for form in self.forms},
            uses={use.id for form in self.forms for use in form.primary_uses},
            studies={
                *(study for form in self.forms for study in form.rating_studies),
                *(
                    finding.study.id
                    for verdict in self.verdicts
                    for finding in (*verdict.findings, *verdict.uncounted)
                ),
            },
            own=(
                *(caveat for form in self.forms for caveat in form.own_notice),
                *(
                    item
                    for verdict in self.verdicts
                    for item in verdict.caveats
                    if item.scope == "own"
                ),
            ),
        )

    def __attrs_post_init__(self) -> None:
        ids = [form.id for form in self.forms]
        if len(ids) < _FEWEST_FORMS:
            message = f"a comparison takes at least two forms, got {len(ids)}: {shown(ids)}"
            raise ComparisonError(message)
        repeated = sorted({form_id for form_id in ids if ids.count(form_id) > 1})
        if repeated:
            message = f"a form can stand in a comparison once, got {', '.join(repeated)} again"
            raise ComparisonError(message)
        pairs = [(verdict.first, verdict.second) for verdict in self.verdicts]
        if pairs != list(combinations(ids, 2)):
            message = f"a comparison needs one verdict for each pair of {', '.join(ids)}"
            raise ComparisonError(message)

    def verdict(self, first: object, second: object) -> Verdict:
        """
        Return the verdict on two of the forms, in the order asked for.

        Args:
            first: A form of this comparison, by id or name.
            second: Another form of it.

        Raises:
            ComparisonError: A form that is not here, or one form twice.
        """
        a, b = self._id(first), self._id(second)
        if a == b:
            message = f"a verdict takes two different forms, got {a} twice"
            raise ComparisonError(message)
        return cast("Verdict", verdict_on(self.verdicts, a, b))

    def _id(self, name: object) -> str:
        for form in self.forms:
            if form.is_called(name) or name == form:
                return form.id
        known = ", ".join(form.id for form in self.forms)
        message = f"{shown(name)} is not in this comparison (forms: {known})"
        raise ComparisonError(message)

    def __repr__(self) -> str:
        ids = ", ".join(form.id for form in self.forms)
        return f"<Comparison of {ids}; {len(self.caveats)} caveats>"


def compare(
    *names: object, columns: Iterable[str] | None = None, catalogue: Catalogue | None = None
) -> Comparison:
    """
    Set forms side by side.

    Args:
        names: Two or more forms, by id or any name; none for all forms.
        columns: What to show of each form, from `magforms.COLUMNS`; None for the usual.
        catalogue: Where the forms come from; None for the shipped catalogue.

    Returns:
        The comparison, forms in the order asked for, with a verdict for every pair.

    Raises:
        UnknownFormError, AmbiguousNameError: A name that does not fix a form.
        ComparisonError: One form only, or one form twice.
        QueryError: No such column.
    """
    source = shipped() if catalogue is None else catalogue
    forms = tuple(source.resolve(name) for name in names) if names else source.forms
    pairs = combinations(forms, 2)
    return Comparison(
        forms=forms,
        verdicts=tuple(source.verdict(*pair) for pair in pairs if pair[0].id != pair[1].id),
        columns=DEFAULT_COLUMNS if columns is None else columns,
    )
