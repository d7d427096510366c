"""
Draw the pictures of the documentation: `python docs/make_pictures.py`, with `magforms[plot]`.

Text stays text in them. `tests/integrations/test_plots.py` fails while they do not say what the
data say; their bytes may differ between versions of matplotlib.
"""

import io
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

import magforms as mf
from magforms.integrations.plots import plot_evidence, plot_fractions

PICTURES = Path(__file__).parent / "pictures"


def main() -> None:
    """Write every picture."""
    PICTURES.mkdir(exist_ok=True)
    for name, text in pictures().items():
        (PICTURES / name).write_text(text, encoding="utf-8", newline="\n")


def pictures() -> dict[str, str]:
    """Return the text of each picture by its name."""
    whole = mf.compare()
    drawn = {
        "evidence.svg": plot_evidence(whole),
        "fractions.svg": plot_fractions(whole),
    }
    made = {}
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "magforms"}):
        for name, axes in drawn.items():
            figure = axes.figure
            assert isinstance(figure, Figure)
            written = io.StringIO()
            figure.savefig(written, format="svg", metadata={"Date": None, "Creator": "magforms"})
            lines = written.getvalue().splitlines()
            made[name] = "\n".join(line.rstrip() for line in lines) + "\n"
    return made


if __name__ == "__main__":
    main()
