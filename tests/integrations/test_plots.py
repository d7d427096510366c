"""Pictures of a comparison."""

import importlib.util
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from outside import lacking

import magforms as mf

if TYPE_CHECKING:
    from matplotlib.axes import Axes

try:
    from matplotlib.figure import Figure
    from matplotlib.text import Text

    from magforms.integrations.plots import plot_evidence, plot_fractions
except ImportError:
    Figure = None  # type: ignore[assignment, misc]


@pytest.fixture(autouse=True)
def _needs_matplotlib() -> None:
    if Figure is None:
        lacking("matplotlib")


def drawn(axes: "Axes") -> "Figure":
    """The figure of axes, with everything in its place."""
    figure = axes.get_figure(root=True)
    assert isinstance(figure, Figure)
    figure.draw_without_rendering()
    return figure


def drawer(name: str) -> Any:
    """What draws a picture."""
    return {"plot_evidence": plot_evidence, "plot_fractions": plot_fractions}[name]


def said(figure: "Figure") -> str:
    """All text in a figure, blanks and line breaks alike."""
    texts = [item.get_text() for item in figure.findobj(Text) if isinstance(item, Text)]
    return " ".join(" ".join(texts).split())


COMPARISONS = {
    "all": mf.compare,
    "two": lambda: mf.compare("oxide", "citrate"),
    "no study": lambda: mf.compare("citrate", "malate"),
}
EACH = pytest.mark.parametrize("name", COMPARISONS)


@EACH
@pytest.mark.parametrize("draw", ["plot_evidence", "plot_fractions"])
def test_caveat_sources_and_version_are_in_the_figure(name: str, draw: str) -> None:
    """In the figure and in what is saved of it, in full."""
    comparison = COMPARISONS[name]()
    figure = drawn(drawer(draw)(comparison))
    for caveat in comparison.caveats:
        assert caveat.text in said(figure)
    assert f"data {comparison.data_version}." in said(figure)
    shown = set(re.findall(r"\[([0-9, ]+)\]", said(figure)))
    numbers = {int(number) for group in shown for number in group.split(", ")}
    assert numbers == set(range(1, len(numbers) + 1))


@EACH
def test_every_pair_and_measure_has_its_outcome_in_words(name: str) -> None:
    """Also where there is none, and certainty with each pair that has one."""
    comparison = COMPARISONS[name]()
    text = said(drawn(plot_evidence(comparison)))
    for verdict in comparison.verdicts:
        outcome = f"favours {verdict.favoured}" if verdict.favoured else verdict.outcome.value
        certainty = f"; certainty {verdict.certainty}" if verdict.certainty else ""
        assert f"{verdict.first} and {verdict.second}" in text
        assert outcome + certainty in text
        for measure in verdict.measures:
            assert measure.endpoint in text
            assert (f"favours {measure.favoured}" if measure.favoured else measure.outcome) in text


def marks(axes: "Axes") -> list[tuple[float, str, bool]]:
    """Place, shape and filling of each mark, from the top."""
    lines = [line for line in axes.lines if line.get_marker() in ("<", "o", ">")]
    return [
        (float(line.get_xdata()[0]), str(line.get_marker()), line.get_markerfacecolor() != "white")  # type: ignore[index]
        for line in sorted(lines, key=lambda line: -float(line.get_ydata()[0]))  # type: ignore[index]
    ]


def test_studies_stand_on_the_side_of_the_form_that_was_higher() -> None:
    """Known studies of citrate and oxide, from 24-hour urine down to saliva."""
    found = marks(plot_evidence(mf.compare("citrate", "oxide")))
    assert "<<<<<<o<oo<" == "".join(shape for _, shape, _ in found)
    assert "TTTTFTTFTFF" == "".join("FT"[filled] for _, _, filled in found)
    places = {shape: x for x, shape, _ in found}
    assert places["<"] < places["o"]


def test_other_order_of_the_forms_is_the_mirror_image() -> None:
    """What stood on the left stands on the right."""
    there = [shape for _, shape, _ in marks(plot_evidence(mf.compare("citrate", "oxide")))]
    back = [shape for _, shape, _ in marks(plot_evidence(mf.compare("oxide", "citrate")))]
    assert [{"<": ">", ">": "<"}.get(shape, shape) for shape in there] == back


def test_only_studies_that_count_have_a_mark() -> None:
    """As many as the findings behind the measures; none of animals, none pooled or within arms."""
    whole = mf.compare()
    measures = (measure for verdict in whole.verdicts for measure in verdict.measures)
    counted = [finding for measure in measures for finding in measure.findings]
    assert len(counted) == len(marks(plot_evidence(whole))) == 20
    assert [] == marks(plot_evidence(mf.compare("citrate", "malate")))


def test_each_compound_with_a_formula_is_a_point() -> None:
    """At its share in per cent."""
    axes = plot_fractions(mf.compare())
    points = {round(float(x), 3) for line in axes.lines for x in line.get_xdata()}  # type: ignore[union-attr]
    shares = {
        round(100 * float(item.elemental_fraction), 3)
        for form in mf.query()
        for item in form.compounds
        if item.elemental_fraction is not None
    }
    assert shares == points
    assert "1 without an established formula" in said(drawn(axes))


def test_form_without_a_formula_is_not_established(tmp_path: Path) -> None:
    """No point, and the words say so."""
    from magforms.own_data import write_example

    write_example(tmp_path / "mine")
    table = (tmp_path / "mine" / "compounds.csv").read_text("utf-8").splitlines()
    (tmp_path / "mine" / "compounds.csv").write_text(f"{table[0]}\n{table[2]}\n", "utf-8")
    mine = mf.Catalogue.load(tmp_path / "mine")
    text = said(drawn(plot_fractions(mf.compare("example", "oxide", catalogue=mine))))
    assert "not established; 1 without an established formula" in text
    assert "User-supplied, not checked by magforms" in text


@EACH
@pytest.mark.parametrize("draw", ["plot_evidence", "plot_fractions"])
def test_nothing_is_cut_off_or_drawn_over(name: str, draw: str) -> None:
    """Every text is within the figure, and no two are on each other."""
    figure = drawn(drawer(draw)(COMPARISONS[name]()))
    boxes = [
        (item.get_text(), item.get_window_extent())
        for item in figure.findobj(Text)
        if isinstance(item, Text) and item.get_text() and item.get_visible()
    ]
    if draw == "plot_evidence":
        # axes that are switched off keep the labels of their ticks
        boxes = [(text, box) for text, box in boxes if not re.fullmatch(r"[\u2212.0-9]+", text)]
    whole = figure.bbox.padded(1)
    for number, (text, box) in enumerate(boxes):
        assert whole.containsx(box.x0), text
        assert whole.containsx(box.x1), text
        assert whole.containsy(box.y0), text
        assert whole.containsy(box.y1), text
        for other, of in boxes[number + 1 :]:
            over = min(box.x1, of.x1) - max(box.x0, of.x0), min(box.y1, of.y1) - max(box.y0, of.y0)
            assert min(over) < 2, (text, other)


def test_given_axes_are_drawn_on() -> None:
    """In a figure of other pictures, whose layout makes room for the words."""
    figure = Figure(figsize=(9, 12))
    above, below = figure.subplots(2, 1)
    pair = mf.compare("citrate", "oxide")
    assert above is plot_evidence(pair, above)
    assert below is plot_fractions(pair, below)
    figure.draw_without_rendering()
    assert 2 == said(figure).count(pair.caveats[0].text)
    own = Figure(layout="tight")
    plot_fractions(pair, own.subplots())
    assert "TightLayoutEngine" == type(own.get_layout_engine()).__name__


def test_what_is_no_comparison_is_refused() -> None:
    """Also axes without a figure, where the caveat would have no place."""
    for draw in (plot_evidence, plot_fractions):
        with pytest.raises(mf.ComparisonError, match="a picture is of a comparison, got <Form"):
            draw(mf.get("oxide"))  # type: ignore[arg-type]
    axes = Figure().subplots()
    axes.remove()
    with pytest.raises(mf.ComparisonError, match="axes without a figure have no room"):
        plot_evidence(mf.compare(), axes)


def test_pictures_of_the_documentation_are_current(root: Path) -> None:
    """They say what is drawn now; text stays text in them."""
    spec = importlib.util.spec_from_file_location(
        "make_pictures", root / "docs" / "make_pictures.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, made in module.pictures().items():
        kept = (root / "docs" / "pictures" / name).read_text("utf-8")
        assert words(made) == words(kept)
        assert mf.compare().caveats[0].text[:60] in " ".join(words(kept))


def words(svg: str) -> list[str]:
    """The words in a picture, in their order."""
    tree = html5lib.parse(svg, treebuilder="etree", namespaceHTMLElements=False)
    found = [element for element in tree.iter() if str(element.tag).endswith("}text")]
    return " ".join("".join(element.itertext()) for element in found).split()


def test_pyplot_is_left_alone(tmp_path: Path) -> None:
    """Neither a window nor a state of its own."""
    code = (
        "import sys, magforms as mf\n"
        "from magforms.integrations.plots import plot_evidence\n"
        "plot_evidence(mf.compare()).figure.savefig('x.png')\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "False\n" == done.stdout


def test_picture_can_be_saved_in_the_usual_formats() -> None:
    """For print and for the screen."""
    figure = drawn(plot_evidence(mf.compare("citrate", "oxide")))
    for kind, start in (("png", b"\x89PNG"), ("pdf", b"%PDF"), ("svg", b"<?xml")):
        written = io.BytesIO()
        figure.savefig(written, format=kind)
        assert written.getvalue().startswith(start)
