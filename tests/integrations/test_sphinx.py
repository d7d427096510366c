"""Results in pages made with Sphinx."""

import io
import re
from pathlib import Path
from time import struct_time

import pytest
from outside import lacking

import magforms as mf

try:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils
except ImportError:
    Sphinx = None  # type: ignore[assignment, misc]

CONFIG = 'extensions = ["magforms.integrations.sphinx", "myst_parser"]\n'
PAGE = """\
Forms
=====

.. magforms:: compare citrate oxide --columns bioavailability
              --label forms-table --caption "Two salts & more"

See :ref:`the table <forms-table>`.
"""


class Built:
    """A project built with Sphinx in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told = self.status = ""

    def build(self, builder: str = "text", *, parallel: int = 1, **config: str) -> "Sphinx":
        """Build it once more and return the application."""
        if Sphinx is None:
            lacking("Sphinx")
        warnings, status = io.StringIO(), io.StringIO()
        with patch_docutils(str(self.folder)), docutils_namespace():
            app = Sphinx(
                *(self.folder, self.folder, self.folder / "out", self.folder / "trees"),
                *(builder, config, status, warnings),
                parallel=parallel,
            )
            app.build()
        self.told, self.status = map(_plain, (warnings.getvalue(), status.getvalue()))
        return app


def _plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.fixture
def project(tmp_path: Path) -> Built:
    """A project of one page in reStructuredText."""
    (tmp_path / "conf.py").write_text(CONFIG, "utf-8")
    (tmp_path / "index.rst").write_text(PAGE, "utf-8")
    return Built(tmp_path)


def squashed(text: str) -> str:
    """A text without its white space, which wrapping changes."""
    return "".join(text.split())


@pytest.mark.parametrize(
    ("builder", "file"), [("html", "index.html"), ("text", "index.txt"), ("latex", "")]
)
def test_page_shows_table_sources_and_caveat(project: Built, builder: str, file: str) -> None:
    """Every builder shows all of it, and nothing is warned of."""
    app = project.build(builder)
    assert "" == project.told
    if not file:
        file = next((project.folder / "out").glob("*.tex")).name
    shown = squashed((project.folder / "out" / file).read_text("utf-8"))
    for text in ("Two salts", "Bioavailability", "high [1", "not medical advice", "Sources"):
        found = squashed(text) in shown or squashed(text).replace("[", "{[}") in shown
        assert found, text
    result = mf.compare("citrate", "oxide", columns=["bioavailability"])
    if builder == "text":
        assert [] == [c.id for c in result.caveats if squashed(c.text) not in shown]
    assert app.env.found_docs == {"index"}


def test_nodes_are_those_of_docutils(project: Built) -> None:
    """Nothing raw is in the tree, so that any builder can write it."""
    app = project.build()
    tree = app.env.get_doctree("index")
    tags = {node.tagname for node in tree.findall() if hasattr(node, "tagname")}
    assert {"table", "rubric", "bullet_list", "enumerated_list", "reference"} <= tags
    assert not {"raw", "system_message", "problematic"} & tags


def test_page_in_markdown_shows_the_same(project: Built) -> None:
    """MyST knows the directive, and its text is not read as Markdown."""
    (project.folder / "index.rst").unlink()
    page = "# Forms\n\n```{magforms} verdict citrate oxide\n```\n"
    (project.folder / "index.md").write_text(page, "utf-8")
    project.build()
    assert "" == project.told
    shown = squashed((project.folder / "out" / "index.txt").read_text("utf-8"))
    assert squashed(mf.catalogue().verdict("citrate", "oxide").statement) in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("compare citrate gold", "no magnesium form called 'gold'"),
        ("compare citrate oxide --format html", "--format has no place here"),
        ("compare citrate oxide --references=bibtex", "--references=bibtex has no place here"),
        ("compare --output x", "--output has no place in a document"),
        ("frobnicate", "invalid choice: 'frobnicate'"),
        ('compare "citrate', "in: compare"),
    ],
)
def test_errors_name_the_line_of_the_page(project: Built, arguments: str, message: str) -> None:
    """The page is built, and what is wrong stands in the log with its place."""
    page = f"Forms\n=====\n\n.. magforms:: {arguments}\n"
    (project.folder / "index.rst").write_text(page, "utf-8")
    project.build()
    assert f"{project.folder / 'index.rst'}:4: ERROR: " in project.told
    assert message in project.told


def test_without_arguments_all_forms_are_compared(project: Built) -> None:
    """As on the command line."""
    (project.folder / "index.rst").write_text("Forms\n=====\n\n.. magforms::\n", "utf-8")
    project.build()
    assert "" == project.told
    assert "glycinate" in (project.folder / "out" / "index.txt").read_text("utf-8")


def test_builds_in_parallel_give_the_same(project: Built) -> None:
    """Many pages are read in several processes without a warning."""
    names = [f"page{number}" for number in range(12)]
    for name in names:
        page = PAGE.replace("forms-table", f"{name}-table")
        (project.folder / f"{name}.rst").write_text(page, "utf-8")
    toctree = "\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in names)
    (project.folder / "index.rst").write_text(f"Forms\n====={toctree}", "utf-8")
    project.build(parallel=2)
    assert "" == project.told
    shown = {(project.folder / "out" / f"{name}.txt").read_text("utf-8") for name in names}
    assert 1 == len(shown)


def test_pages_are_read_anew_when_the_data_change(project: Built) -> None:
    """Nothing is read twice for the same versions, all of it for others."""
    project.build()
    assert "1 added" in project.status
    project.build()
    assert "0 added, 0 changed" in project.status
    project.build(magforms_versions="0.1.0, data 2099.1")
    assert "1 added" in project.status


def test_pages_are_read_anew_when_the_data_have_become_old(
    project: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page made before says it then too, though no version changed."""
    project.build()
    page = project.folder / "out" / "index.txt"
    assert "older than two years" not in " ".join(page.read_text("utf-8").split())
    monkeypatch.setattr("magforms.caveats.gmtime", lambda: struct_time((2028, 12, *[1] * 7)))
    project.build()
    assert "1 added" in project.status
    assert "older than two years" in " ".join(page.read_text("utf-8").split())
