"""
Pictures of a comparison, with its caveat in the figure: needs matplotlib (`magforms[plot]`).

Neither picture shows how much of a form is absorbed: there is no such figure for a form.
"""

import textwrap
from collections.abc import Iterable, Iterator

from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from magforms.appraisal import outcome_of
from magforms.comparisons import Comparison
from magforms.errors import ComparisonError, shown
from magforms.evidence import HumanFinding
from magforms.references import Reference
from magforms.verdicts import MeasureVerdict, Verdict
from magforms.vocabulary import Contrast, Outcome

# blue and vermilion of Okabe and Ito, which colour-blind readers tell apart; shapes say the same
_FIRST, _SECOND, _NEITHER = "#0072B2", "#D55E00", "#555555"
_BAND, _RULE = "#EEEEEE", "#CCCCCC"
# shape, colour and place between the left (0) and the right edge (1)
_MARKS = {
    Outcome.FAVOURS_FIRST: ("<", _FIRST, 0.40),
    Outcome.NO_DIFFERENCE_FOUND: ("o", _NEITHER, 0.51),
    Outcome.FAVOURS_SECOND: (">", _SECOND, 0.62),
}
_WORDS_FROM = 0.735
_LABEL_LETTERS = 50
_EVIDENCE_NOTE = (
    "Human head-to-head studies: left, the first form was higher; middle, no difference was found;"
    " right, the second form was higher. Open marks: known only as a ranking or second-hand."
    " n: people in the study."
)
_FRACTIONS_NOTE = (
    "Share of magnesium in the weight of each compound, computed from its formula; a form does not"
    " fix one share. It says nothing of absorption."
)
# sizes in points, and in inches of a figure of its own
_SMALL, _USUAL = 7.0, 7.5
_LINE = 1.35 * _SMALL / 72
_WIDTH, _ROW, _FORM_ROW, _FRAME = 9.0, 0.25, 0.45, 0.5
# mean width of a letter as a part of its size, on the safe side
_LETTER = 0.57


def plot_evidence(comparison: Comparison, axes: Axes | None = None) -> Axes:
    """
    Draw which form each human head-to-head study favoured, by pair and outcome measure.

    A mark is a study that counts for the verdict: to the left where the first form was higher, to
    the right where the second was, in the middle where no difference was found; open where only a
    ranking or a second-hand account is known. Outcome and certainty stand in words, also "not
    established" and "conflicting".

    Args:
        comparison: What `magforms.compare` returned.
        axes: Where to draw, about 9 inches wide and a quarter of an inch high for each study;
            None for a figure of its own. A figure without a layout engine gets the constrained
            one, so that sources and caveat have room under the axes.

    Returns:
        The axes; their figure holds notes, sources, caveat and data version.

    Raises:
        ComparisonError: Not a comparison, or axes without a figure.
    """
    _check(comparison)
    rows = [row for verdict in comparison.verdicts for row in _rows(verdict)]
    sources = _Sources()
    for row in rows:
        if row.finding is not None:
            sources.marks([row.finding.reference])
    words = _words(
        (
            _EVIDENCE_NOTE,
            *sources.listed(),
        ),
        comparison,
    )
    axes, told = _prepared(axes, _ROW * len(rows), words)
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(-len(rows) + 0.5, 0.5)
    for place, row in enumerate(rows):
        _draw_row(axes, -place, row, sources)
    _add_words(axes, told)
    return axes


def plot_fractions(comparison: Comparison, axes: Axes | None = None) -> Axes:
    """
    Draw how much of each form is magnesium by weight: a point a compound, a line over the range.

    Args:
        comparison: What `magforms.compare` returned.
        axes: Where to draw; None for a figure of its own. As of `plot_evidence`.

    Returns:
        The axes; their figure holds notes, sources, caveat and data version.

    Raises:
        ComparisonError: Not a comparison, or axes without a figure.
    """
    _check(comparison)
    sources = _Sources()
    lines = []
    for form in comparison.forms:
        known = [item for item in form.compounds if item.elemental_fraction is not None]
        shares = sorted(100 * float(item.elemental_fraction or 0) for item in known)
        told = "not established"
        if shares:
            number = f"{len(shares)} compound{'' if len(shares) == 1 else 's'}"
            marks = sources.marks(source for item in known for source in item.references)
            told = f"{form.elemental_fraction} ({number}) {marks}"
        if len(form.compounds) > len(known):
            told += f"; {len(form.compounds) - len(known)} without an established formula"
        lines.append((form.id, shares, told))
    words = _words(
        (
            _FRACTIONS_NOTE,
            *sources.listed(),
        ),
        comparison,
    )
    axes, under = _prepared(axes, _FORM_ROW * len(lines) + _FRAME, words)
    for place, (_, shares, told) in enumerate(lines):
        axes.plot(shares, [-place] * len(shares), "-D", color=_FIRST, markersize=5, linewidth=1)
        right = max(shares, default=0) + 1.5
        axes.text(right, -place, told, fontsize=_USUAL, va="center")
    axes.set_xlim(0, 100)
    axes.set_ylim(-len(lines) + 0.5, 0.5)
    axes.set_yticks([-place for place in range(len(lines))], [form for form, *_ in lines])
    axes.set_xlabel("magnesium by weight of the compound, %", fontsize=_USUAL)
    axes.tick_params(labelsize=_USUAL)
    axes.tick_params(axis="y", length=0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    _add_words(axes, under)
    return axes


@frozen(kw_only=True)
class _Row:
    """A line of the picture: a pair of forms, or a study under one of its measures."""

    verdict: Verdict
    measure: MeasureVerdict | None = None
    finding: HumanFinding | None = None
    first_of_measure: bool = False


class _Sources:
    """Numbers the sources in the order in which they are met."""

    def __init__(self) -> None:
        self._met: dict[Reference, int] = {}

    def marks(self, references: Iterable[Reference]) -> str:
        numbers = {self._met.setdefault(item, len(self._met) + 1) for item in references}
        return f"[{', '.join(map(str, sorted(numbers)))}]"

    def listed(self) -> Iterator[str]:
        for reference, number in self._met.items():
            yield f"[{number}] {reference}"


def _check(comparison: object) -> None:
    if not isinstance(comparison, Comparison):
        message = f"a picture is of a comparison, got {shown(comparison)}"
        raise ComparisonError(message)


def _rows(verdict: Verdict) -> Iterator[_Row]:
    yield _Row(verdict=verdict)
    for measure in verdict.measures:
        for number, finding in enumerate(measure.findings or (None,)):
            yield _Row(
                verdict=verdict,
                measure=measure,
                finding=finding,
                first_of_measure=number == 0,
            )


def _in_words(verdict: Verdict | MeasureVerdict) -> str:
    return f"favours {verdict.favoured}" if verdict.favoured else verdict.outcome.value


def _draw_row(axes: Axes, height: int, row: _Row, sources: _Sources) -> None:
    def say(x: float, text: str, *, bold: bool = False) -> None:
        weight = "bold" if bold else "normal"
        axes.text(x, height, text, fontsize=_USUAL, va="center", fontweight=weight)

    verdict, measure, finding = row.verdict, row.measure, row.finding
    if measure is None:
        certainty = f"; certainty {verdict.certainty}" if verdict.certainty else ""
        axes.axhspan(height - 0.5, height + 0.45, color=_BAND, linewidth=0, zorder=0)
        say(0.005, f"{verdict.first} and {verdict.second}", bold=True)
        names = (f"{verdict.first} higher", "no difference", f"{verdict.second} higher")
        for name, (_, colour, x) in zip(names, _MARKS.values(), strict=True):
            axes.text(x - 0.01, height, name, fontsize=_SMALL, va="center", color=colour)
        say(_WORDS_FROM, f"{_in_words(verdict)}{certainty}", bold=True)
        return
    if row.first_of_measure:
        axes.axhline(height + 0.5, color=_RULE, linewidth=0.5, zorder=0)
        other = "" if measure.measure.is_bioavailability else " (not bioavailability)"
        say(0.015, textwrap.fill(f"{measure.endpoint}{other}", _LABEL_LETTERS))
        say(_WORDS_FROM, _in_words(measure))
    outcome = outcome_of(finding, verdict.first, verdict.second) if finding else None
    if finding is None or outcome is None:
        say(_MARKS[Outcome.FAVOURS_FIRST][2], "no study that counts")
        return
    shape, colour, x = _MARKS[outcome]
    open_mark = finding.contrast is Contrast.RANK or finding.second_hand
    face = "white" if open_mark else colour
    axes.plot(x, height, shape, markersize=6, color=colour, markerfacecolor=face, clip_on=False)
    people = f" n = {finding.study.n}" if finding.study.n else ""
    say(x + 0.012, f"{sources.marks([finding.reference])}{people}")


def _words(lines: Iterable[str], comparison: Comparison) -> tuple[str, ...]:
    """Return what stands under a picture: notes, sources, caveat and data version."""
    caveats = (caveat.text for caveat in comparison.caveats)
    return (*lines, "Caveat:", *caveats, f"magforms, data {comparison.data_version}.")


def _wrapped(words: Iterable[str], width: float) -> str:
    """Return words in lines for a width in inches."""
    letters = max(int(width * 72 / (_SMALL * _LETTER)), 1)
    return "\n".join(line for item in words for line in textwrap.wrap(item, letters))


def _prepared(axes: Axes | None, height: float, words: tuple[str, ...]) -> tuple[Axes, str]:
    """Return the axes to draw on, in a figure with room for the words, and these in lines."""
    if axes is None:
        lines = _wrapped(words, 0.93 * _WIDTH)
        size = _WIDTH, height + _LINE * (lines.count("\n") + 3)
        return Figure(figsize=size, layout="constrained").add_subplot(), lines
    figure = axes.get_figure(root=True)
    if figure is None:
        message = "axes without a figure have no room for the caveat"
        raise ComparisonError(message)
    if figure.get_layout_engine() is None:
        figure.set_layout_engine("constrained")
    return axes, _wrapped(words, axes.get_window_extent().width / figure.dpi)


def _add_words(axes: Axes, words: str) -> None:
    """Put words under the axes, where a layout engine finds them and makes room."""
    labels = axes.xaxis.get_visible() and axes.axison
    axes.annotate(
        words,
        xy=(0, 0),
        xycoords="axes fraction",
        xytext=(0, -34 if labels else -6),
        textcoords="offset points",
        va="top",
        fontsize=_SMALL,
        linespacing=1.25,
        annotation_clip=False,
    )
