"""Pages of the documentation that are made from the data."""

import importlib.util
from pathlib import Path

import pytest


def made(root: Path) -> dict[str, str]:
    """The pages as they are made now."""
    spec = importlib.util.spec_from_file_location("make_pages", root / "docs" / "make_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    pages: dict[str, str] = module.pages()
    return pages


@pytest.mark.parametrize(
    "name",
    [
        *("claims.md", "uses.md", "dictionary.md", "sources.md", "pairs.md", "forms/index.md"),
        *("forms/citrate.md", "forms/glycinate.md", "forms/malate.md", "forms/oxide.md"),
    ],
)
def test_page_is_current(root: Path, name: str) -> None:
    """The page holds what is made of the data now; `python docs/make_pages.py` writes it anew."""
    assert made(root)[name] == (root / "docs" / name).read_text("utf-8")


def test_every_page_that_is_made_is_checked(root: Path) -> None:
    """No page is made without a test, and none of a folder of forms is left over."""
    names = {f"forms/{file.name}" for file in (root / "docs" / "forms").glob("*.md")}
    assert names | {"claims.md", "uses.md", "dictionary.md", "sources.md", "pairs.md"} == set(
        made(root)
    )
    assert 35 == made(root)["claims.md"].count("\n| **")
    assert all("not medical advice" in made(root)[name] for name in names - {"forms/index.md"})
