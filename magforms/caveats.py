"""Caveats, and which of them a result calls for."""

from collections.abc import Set as AbstractSet

from attrs import frozen

from magforms.references import Reference
from magforms.values import Value

NOTHING: frozenset[str] = frozenset()


@frozen(kw_only=True, eq=False, repr=False)
class Caveat(Value):
    """
    One caveat and the content that calls for it.

    Attributes:
        id: Key in the data package.
        scope: standing (with every result), general, study, form, use or safety.
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


def caveats_for(
    *,
    forms: AbstractSet[str] = NOTHING,
    uses: AbstractSet[str] = NOTHING,
    asked: AbstractSet[str] = NOTHING,
    studies: AbstractSet[str] = NOTHING,
    detail: bool = False,
    whole: bool = False,
) -> tuple[Caveat, ...]:
    """
    Return the shipped caveats that a result of this content calls for, standing one first.

    Args:
        forms: Ids of the forms shown.
        uses: Ids of the uses shown.
        asked: Ids of the uses the question was about; these come with their details.
        studies: Ids of the studies that what is shown rests on.
        detail: Whether single findings are shown.
        whole: Whether a form is shown in full.
    """
    from magforms.loading import shipped_caveats

    shown = uses | asked

    def called_for(caveat: Caveat) -> bool:
        if caveat.scope == "standing":
            return True
        if caveat.scope == "general":
            return bool(forms) and (whole or not caveat.detail)
        if caveat.scope in ("use", "safety"):
            seen = asked if caveat.detail and not whole else shown
            if caveat.uses:
                return bool(caveat.uses & seen)
            return bool(seen) if caveat.scope == "use" else whole
        about = (caveat.forms & forms or not caveat.forms) and (
            caveat.studies & studies or not caveat.studies
        )
        return bool(about) and (detail or not caveat.detail)

    return tuple(caveat for caveat in shipped_caveats() if called_for(caveat))
