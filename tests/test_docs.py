"""Every example in the documentation runs and shows what is there now."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

import magforms as mf
from magforms.citations import BIBLIOGRAPHIES
from magforms.cli import main
from magforms.render import options_of

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _pages(root: Path) -> list[Path]:
    return [root / "README.md", *sorted((root / "docs").rglob("*.md"))]


def _blocks(page: Path, language: str) -> list[str]:
    return [text for kind, text in _BLOCK.findall(page.read_text("utf-8")) if kind == language]


def test_python_sessions_run_as_printed(root: Path) -> None:
    """Each `pycon` block gives the output that the page prints."""
    ran = 0
    for page in _pages(root):
        for block in _blocks(page, "pycon"):
            parsed = doctest.DocTestParser().get_doctest(block, {}, page.name, str(page), 0)
            runner = doctest.DocTestRunner(verbose=False)
            results = runner.run(parsed)
            assert 0 == results.failed, page.name
            ran += results.attempted
    assert ran > 0


def test_python_blocks_are_python(root: Path) -> None:
    """A `python` block that needs other programs is at least no nonsense."""
    blocks = [block for page in _pages(root) for block in _blocks(page, "python")]
    assert blocks
    for block in blocks:
        compile(block, "page", "exec")


def test_printed_output_of_commands_is_current(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each `console` block that shows a command's output shows the whole of it as it is."""
    ran = 0
    for page in _pages(root):
        for block in _blocks(page, "console"):
            if not block.startswith("$ magforms"):
                continue
            command, _, printed = block.partition("\n")
            assert 0 == main(shlex.split(command)[2:])
            assert printed == capfd.readouterr().out
            ran += 1
    assert ran > 0


def test_commands_named_in_pages_exist(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Each line of the reference's list of commands runs."""
    lines = [
        line.partition("  ")[0]
        for block in _blocks(root / "docs" / "reference.md", "console")
        for line in block.splitlines()
    ]
    assert lines
    for line in lines:
        assert 0 == main(shlex.split(line)[1:]), line
    capfd.readouterr()


def test_links_between_pages_lead_somewhere(root: Path) -> None:
    """A relative link in a page points to a file that exists."""
    found = 0
    for page in [*_pages(root), root / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).is_file(), f"{page.name}: {target}"
            found += 1
    assert found > 0


def test_page_of_formats_names_each_with_its_options(root: Path) -> None:
    """The documented list is the closed one, and so are the options in it."""
    page = (root / "docs" / "formats.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \|.*?\| ([^|]*?) ?\| \S", page, re.MULTILINE)
    found = {name: tuple(re.findall(r"`(\w+)`", options)) for name, options in rows}
    assert {name: options_of(name) for name in mf.FORMATS} == found
    assert [] == [name for name in BIBLIOGRAPHIES if f"`{name}`" not in page]


def test_gallery_shows_every_golden_file(root: Path) -> None:
    """The files themselves are held to what the library writes."""
    page = (root / "docs" / "gallery.md").read_text("utf-8")
    shown = re.findall(r"^```\{literalinclude\} (\S+)$", page, re.MULTILINE)
    golden = (root / "tests" / "render" / "golden").glob("compare-citrate-oxide.*")
    assert {file.name for file in golden} == {Path(file).name for file in shown}
    assert len(mf.FORMATS) == len(shown)
    for file in shown:
        assert "not medical advice" in (root / "docs" / file).read_text("utf-8")
