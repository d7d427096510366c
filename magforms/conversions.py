"""Compound to elemental magnesium and back, exactly until the last step."""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from attrs import field, frozen

from magforms.amounts import COMPOUND, ELEMENTAL, Amount, in_figures, parse_amount
from magforms.arithmetic import steadily
from magforms.catalogues import Catalogue
from magforms.caveats import Caveat, caveats_for
from magforms.composition import Compound, exact_mass, parse_formula
from magforms.errors import AmountError, shown
from magforms.forms import Form
from magforms.intake import IntakeLimit, LimitKind, Position
from magforms.loading import catalogue as shipped
from magforms.names import normalised
from magforms.references import Reference
from magforms.results import Result, unique
from magforms.values import Value

_UPPER = (
    LimitKind.UPPER_LEVEL,
    LimitKind.SUGGESTED_UPPER_LEVEL,
    LimitKind.SUPPLEMENT_MAXIMUM,
)


class ElementalMass(NamedTuple):
    """
    A mass of elemental magnesium, as a range; no mass of a compound is one.

    Attributes:
        low, high: Lowest and highest, mg.
    """

    low: Decimal
    high: Decimal

    def __str__(self) -> str:
        low, high = in_figures(self.low), in_figures(self.high)
        return f"{low} mg" if low == high else f"{low}-{high} mg"


@frozen(kw_only=True, eq=False, repr=False)
class LimitPosition(Value):
    """
    Where elemental magnesium lies beside a limit.

    Attributes:
        limit: The limit.
        mass: The elemental magnesium.
        position: Below, at, above, or across where the range reaches over it; "no level" where
            none is stated.
        caveats: What to keep in mind with any amount, standing one first.
        caveat: The same as one text, a line each.
    """

    limit: IntakeLimit
    mass: ElementalMass
    position: Position = field(init=False)

    @position.default
    def _position(self) -> Position:
        value = self.limit.value_mg
        low, high = self.mass
        if value is None:
            return Position.NO_LEVEL
        if low == high == value:
            return Position.AT
        if high < value:
            return Position.BELOW
        return Position.ABOVE if low > value else Position.ACROSS

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What to keep in mind with any amount, standing one first."""
        return caveats_for(amounts=True)

    @property
    def caveat(self) -> str:
        """All caveats as one text, a line each."""
        return "\n".join(caveat.text for caveat in self.caveats)

    def __str__(self) -> str:
        where = self.position.value if self.limit.value_mg is not None else "beside no level"
        return f"{self.mass} elemental magnesium lies {where}: {self.limit}"


@frozen(kw_only=True, eq=False, repr=False)
class Conversion(Value):
    """
    What an amount comes to for one compound.

    Attributes:
        compound: The compound.
        compound_mg: Mass of the compound, mg.
        elemental_mg: Mass of magnesium in it, mg.
        mmol: Magnesium in it, mmol.
    """

    compound: Compound
    compound_mg: Decimal
    elemental_mg: Decimal
    mmol: Decimal


@frozen(kw_only=True, eq=False, repr=False)
class Part(Value):
    """
    One form in a product.

    Attributes:
        form: Id of the form.
        amount: As given.
        of: "compound" or "elemental": what the amount is of.
        conversions: One for each compound that it may be and whose formula is established.
        open: Names of the compounds that it may be and that have no formula.
    """

    form: str
    amount: Amount
    of: str
    conversions: tuple[Conversion, ...]
    open: tuple[str, ...]

    @property
    def elemental(self) -> ElementalMass:
        """Range of elemental magnesium over the compounds."""
        found = [item.elemental_mg for item in self.conversions]
        return ElementalMass(min(found), max(found))


@frozen(kw_only=True, eq=False, repr=False)
class Elemental(Result):
    """
    How much elemental magnesium amounts of forms hold, or how much of a form holds an amount.

    Attributes:
        parts: One a form, in the order given.
        limits: Upper levels and supplement maxima for adults.
        data_version: Version of the data set.
        mass: Elemental magnesium in all parts together, of the compounds with a formula.
        left_open: Names of the compounds without one that the parts may be; where a part is one
            of these, neither mass nor positions hold.
        positions: Where the mass lies beside each limit.
        references: Sources of the formulas, of the atomic weights and of the limits.
        caveats: What to keep in mind.
    """

    parts: tuple[Part, ...]
    limits: tuple[IntakeLimit, ...]
    data_version: str
    mass: ElementalMass = field(init=False)
    left_open: tuple[str, ...] = field(init=False)
    positions: tuple[LimitPosition, ...] = field(init=False)
    references: tuple[Reference, ...] = field(init=False)
    caveats: tuple[Caveat, ...] = field(init=False)

    @mass.default
    @steadily
    def _mass(self) -> ElementalMass:
        ranges = [part.elemental for part in self.parts]
        low = sum((item.low for item in ranges), Decimal(0))
        return ElementalMass(low, sum((item.high for item in ranges), Decimal(0)))

    @left_open.default
    def _left_open(self) -> tuple[str, ...]:
        return unique(name for part in self.parts for name in part.open)

    @positions.default
    def _positions(self) -> tuple[LimitPosition, ...]:
        return against_limits(self.mass, self.limits)

    @references.default
    def _references(self) -> tuple[Reference, ...]:
        compounds = (item.compound for part in self.parts for item in part.conversions)
        cited = [source for compound in compounds for source in compound.references]
        cited += [source for limit in self.limits for source in limit.references]
        return unique(cited)

    @caveats.default
    def _caveats(self) -> tuple[Caveat, ...]:
        compounds = (item.compound for part in self.parts for item in part.conversions)
        return caveats_for(
            forms={part.form for part in self.parts},
            amounts=True,
            own=(caveat for compound in compounds for caveat in compound.own_caveats),
        )

    def __repr__(self) -> str:
        count = len(self.left_open)
        but = f", {count} compound{'s' if count > 1 else ''} not established" if count else ""
        return f"<Elemental: {self.mass} magnesium{but}; {len(self.caveats)} caveats>"


def elemental(
    amount: str | Amount, name: object, *, catalogue: Catalogue | None = None
) -> Elemental:
    """
    Return how much elemental magnesium an amount of a form or compound holds.

    Args:
        amount: Mass of the compound, or its amount of substance, such as "500 mg" or "20 mmol".
        name: A form by id or any name, which gives a range over its compounds, or a compound.
        catalogue: Where the form comes from; None for the shipped catalogue.

    Raises:
        AmountError: No amount, or no compound of the form has an established formula.
        UnknownFormError, AmbiguousNameError: A name that does not fix a form.
    """
    return elemental_in([(amount, name)], catalogue=catalogue)


def elemental_in(
    parts: Iterable[tuple[str | Amount, object]], *, catalogue: Catalogue | None = None
) -> Elemental:
    """
    Return how much elemental magnesium the forms in a product hold together.

    Args:
        parts: Amounts of compounds with their names, each as `elemental` takes them.
        catalogue: Where the forms come from; None for the shipped catalogue.

    Raises:
        AmountError: No part, or as of `elemental`.
        UnknownFormError, AmbiguousNameError: A name that does not fix a form.
    """
    source = shipped() if catalogue is None else catalogue
    given = tuple(parts) if isinstance(parts, Iterable) else (parts,)
    for part in given:
        if not isinstance(part, tuple | list) or len(part) != _PAIR:
            message = f"a part of a product must be an amount and a name, got {shown(part)}"
            raise AmountError(message)
    made = tuple(part_of(amount, name, COMPOUND, source) for amount, name in given)
    if not made:
        message = "a product must hold at least one form"
        raise AmountError(message)
    return Elemental(parts=made, limits=upper_limits(source), data_version=source.data_version)


def compound_for(
    amount: str | Amount, name: object, *, catalogue: Catalogue | None = None
) -> Elemental:
    """
    Return how much of a form or compound holds an amount of elemental magnesium.

    Args:
        amount: Elemental magnesium, such as "100 mg" or "4 mmol".
        name: A form by id or any name, or a compound.
        catalogue: Where the form comes from; None for the shipped catalogue.

    Raises:
        AmountError: No amount, or no compound of the form has an established formula.
        UnknownFormError, AmbiguousNameError: A name that does not fix a form.
    """
    source = shipped() if catalogue is None else catalogue
    return Elemental(
        parts=(part_of(amount, name, ELEMENTAL, source),),
        limits=upper_limits(source),
        data_version=source.data_version,
    )


def upper_limits(source: Catalogue) -> tuple[IntakeLimit, ...]:
    """
    Return the upper levels and supplement maxima for adults.

    Args:
        source: Where they come from.

    Returns:
        One an authority and kind; where it has none of its own for adults, the one from some age
        on that they are above.
    """
    chosen: dict[tuple[str, LimitKind], IntakeLimit] = {}
    for start in ("adults", "from "):
        for limit in source.limits:
            if limit.kind in _UPPER and limit.population.startswith(start):
                chosen.setdefault((limit.authority, limit.kind), limit)
    return tuple(chosen.values())


def against_limits(mass: ElementalMass, limits: Iterable[IntakeLimit]) -> tuple[LimitPosition, ...]:
    """
    Return where elemental magnesium lies beside each limit: below, at, across or above it.

    Args:
        mass: A range of elemental magnesium a day; the mass of a compound is none.
        limits: Limits of a catalogue.

    Raises:
        AmountError: Something else than elemental magnesium, or than limits.
    """
    if type(mass) is not ElementalMass:
        message = f"only elemental magnesium lies beside a limit, got {shown(mass)}"
        raise AmountError(message)
    ends = [end for end in mass if isinstance(end, Decimal) and end.is_finite() and end >= 0]
    if len(ends) != len(mass) or ends != sorted(ends):
        message = f"elemental magnesium must be two Decimals in order, from 0, got {shown(mass)}"
        raise AmountError(message)
    known = tuple(limits) if isinstance(limits, Iterable) else (limits,)
    others = [item for item in known if type(item) is not IntakeLimit]
    if others:
        message = f"a limit must be one of `catalogue().limits`, got {shown(others[0])}"
        raise AmountError(message)
    return tuple(LimitPosition(limit=limit, mass=mass) for limit in known)


def part_of(amount: str | Amount, name: object, of: str, source: Catalogue) -> Part:
    """
    Return what an amount of a form or compound comes to.

    Args:
        amount: As `elemental` takes it.
        name: As `elemental` takes it.
        of: "compound" or "elemental": what the amount is of.
        source: Where the form comes from.

    Raises:
        AmountError: No amount, or no compound of the form has an established formula.
        UnknownFormError, AmbiguousNameError: A name that does not fix a form.
    """
    given = amount if isinstance(amount, Amount) else parse_amount(amount)
    form, compounds = _compounds(name, source)
    weights = {item.element: item.weight for item in source.atomic_weights}
    conversions = tuple(
        _conversion(given, of, compound, weights) for compound in compounds if compound.formula
    )
    if not conversions:
        names = ", ".join(compound.name for compound in compounds)
        message = f"no formula is established for {names}, so no elemental amount can be computed"
        raise AmountError(message)
    return Part(
        form=form.id,
        amount=given,
        of=of,
        conversions=conversions,
        open=tuple(compound.name for compound in compounds if not compound.formula),
    )


def _compounds(name: object, source: Catalogue) -> tuple[Form, tuple[Compound, ...]]:
    """Return the form that a name means, and the compounds of it that the name leaves open."""
    if isinstance(name, str):
        key = normalised(name)
        for form in source.forms:
            for compound in form.compounds:
                called = key == normalised(compound.id) or compound.is_called(name)
                # the name of the form itself leaves open which of its compounds is meant
                if name == compound.id or (called and key != normalised(form.name)):
                    return form, (compound,)
    form = source.resolve(name)
    named = form.compound_named(name) if isinstance(name, str) else None
    return form, (named,) if named else form.compounds


@steadily
def _conversion(
    given: Amount, of: str, compound: Compound, weights: dict[str, Decimal]
) -> Conversion:
    formula = str(compound.formula)
    atoms = parse_formula(formula)["Mg"]
    whole, magnesium = Fraction(exact_mass(formula, weights)), Fraction(weights["Mg"])
    # an amount of substance is of magnesium where it is elemental, else of the compound
    if of == ELEMENTAL:
        mmol = given.exact / magnesium if given.is_mass else given.exact
        compound_mmol = mmol / atoms
    else:
        compound_mmol = given.exact / whole if given.is_mass else given.exact
        mmol = compound_mmol * atoms
    return Conversion(
        compound=compound,
        compound_mg=_decimal(compound_mmol * whole),
        elemental_mg=_decimal(mmol * magnesium),
        mmol=_decimal(mmol),
    )


def _decimal(exact: Fraction) -> Decimal:
    """Return a ratio with 28 digits, the first and only rounding."""
    return Decimal(exact.numerator) / Decimal(exact.denominator)


@frozen(kw_only=True, eq=False, repr=False)
class Declared(Result):
    """
    A declared share of magnesium beside what the pure compound holds.

    Attributes:
        share: Mass fraction of magnesium that is declared, 0 to 1.
        form: Id of the form.
        compound: The compound whose share is the highest.
        ceiling: Its mass fraction of magnesium.
        rest: Id of the form that the rest may be, or None.
        rest_share: Mass fraction of magnesium in that form, or None.
        open: Names of the compounds without a formula that the name leaves open; of these nothing
            is said.
        own_caveats: What goes with a rest of one's own; empty for shipped data.
        data_version: Version of the data set.
        possible: Whether it is no more than the pure compound holds.
        rest_by_mass: Share of the rest in the mass, if it fills the gap; None where it need not or
            cannot.
        rest_of_magnesium: Share of the rest in the magnesium then, or None.
        statement: One plain sentence.
        references: Sources of the formulas and of the atomic weights.
        caveats: What to keep in mind.
    """

    share: Decimal
    form: str
    compound: Compound
    ceiling: Decimal
    rest: str | None
    rest_share: Decimal | None
    open: tuple[str, ...] = ()
    own_caveats: tuple[Caveat, ...] = ()
    data_version: str
    possible: bool = field(init=False)
    rest_by_mass: Decimal | None = field(init=False)
    rest_of_magnesium: Decimal | None = field(init=False)
    statement: str = field(init=False)
    references: tuple[Reference, ...] = field(init=False)
    caveats: tuple[Caveat, ...] = field(init=False)

    @possible.default
    def _possible(self) -> bool:
        return self.share <= self.ceiling

    @rest_by_mass.default
    @steadily
    def _rest_by_mass(self) -> Decimal | None:
        if self.possible or self.rest_share is None or self.rest_share <= self.share:
            return None
        return (self.share - self.ceiling) / (self.rest_share - self.ceiling)

    @rest_of_magnesium.default
    @steadily
    def _rest_of_magnesium(self) -> Decimal | None:
        if self.rest_by_mass is None or self.rest_share is None:
            return None
        return self.rest_by_mass * self.rest_share / self.share

    @statement.default
    def _statement(self) -> str:
        share, ceiling = _percents(self.share, self.ceiling)
        told = (
            f"Declares {share}; pure {self.compound.short_name} holds {ceiling}, {self._meaning}."
        )
        if self.open:
            told += f" Of other compounds of {self.form} no formula is established, so that nothing"
            told += f" is said of them: {'; '.join(self.open)}."
        return told

    @property
    def _meaning(self) -> str:
        if self.possible and self.ceiling - self.share <= _HALF_A_PERCENT:
            return "so it can be the pure compound"
        if self.possible:
            # another compound of the form may hold just as much, or water or a filler be in it
            return "so it is not that compound alone"
        told = "so it cannot be the pure compound"
        if self.rest is None or self.rest == self.form:
            return told
        if self.rest_of_magnesium is None:
            return f"{told}, nor a blend of it with {self.rest}"
        supplied = f"{self.rest} supplies {_percent(self.rest_of_magnesium)} of the magnesium"
        return f"{told}; if the rest were {self.rest}, {supplied}"

    @references.default
    def _references(self) -> tuple[Reference, ...]:
        return self.compound.references

    @caveats.default
    def _caveats(self) -> tuple[Caveat, ...]:
        return caveats_for(
            forms={form for form in (self.form, self.rest) if form},
            own=(*self.compound.own_caveats, *self.own_caveats),
        )

    def __repr__(self) -> str:
        return f"<Declared: {_percent(self.share)} in {self.form}; {len(self.caveats)} caveats>"


@steadily
def _percent(share: Decimal, decimals: int = 1) -> str:
    return f"{share * 100:.{decimals}f} %"


def _percents(share: Decimal, ceiling: Decimal) -> tuple[str, str]:
    """Return both with as many decimals as tell them apart, and the first from nothing."""

    def tells(decimals: int) -> bool:
        one, other = _percent(share, decimals), _percent(ceiling, decimals)
        return (one != other or share <= ceiling) and bool(one.strip("0. %"))

    decimals = next(filter(tells, range(1, _MOST_DECIMALS)), _MOST_DECIMALS)
    return _percent(share, decimals), _percent(ceiling, decimals)


def declared(
    share: str | Decimal,
    name: object,
    *,
    rest: object = "oxide",
    catalogue: Catalogue | None = None,
) -> Declared:
    """
    Return whether a pure compound can hold a declared share of magnesium.

    Args:
        share: Magnesium in the mass of the compound, such as "20 %" or Decimal("0.2").
        name: A form by id or any name, or a compound; of a form the compound that holds most.
        rest: The form that the rest may be; None to leave that open.
        catalogue: Where the forms come from; None for the shipped catalogue.

    Raises:
        AmountError: No share, or no compound of a form has an established formula.
        UnknownFormError, AmbiguousNameError: A name that does not fix a form.
    """
    source = shipped() if catalogue is None else catalogue
    form, compound, ceiling, left_open = _richest(name, source)
    other = None if rest is None else _richest(rest, source)
    return Declared(
        share=_share(share),
        form=form.id,
        compound=compound,
        ceiling=ceiling,
        rest=other[0].id if other else None,
        rest_share=other[2] if other else None,
        open=left_open,
        own_caveats=other[1].own_caveats if other else (),
        data_version=source.data_version,
    )


@steadily
def _richest(name: object, source: Catalogue) -> tuple[Form, Compound, Decimal, tuple[str, ...]]:
    part = part_of(_HUNDRED, name, COMPOUND, source)
    most = max(part.conversions, key=lambda item: item.elemental_mg)
    return source[part.form], most.compound, most.elemental_mg / _HUNDRED.value, part.open


@steadily
def _share(text: str | Decimal) -> Decimal:
    if isinstance(text, Decimal):
        share = text
    else:
        match = _SHARE.fullmatch(text.strip()) if isinstance(text, str) else None
        share = Decimal(match[1].replace(",", ".")) / 100 if match else Decimal(0)
    if not (share.is_finite() and 0 < share <= 1):
        message = (
            f"a share must be more than 0 % and at most 100 %, such as '20 %', got {shown(text)}"
        )
        raise AmountError(message)
    return share


_PAIR = 2
# as a label rounds
_HALF_A_PERCENT = Decimal("0.005")
_MOST_DECIMALS = 12
_HUNDRED = Amount(value=Decimal(100), unit="mg")
_SHARE = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,9})?)[ \u00a0\u202f]?%")
