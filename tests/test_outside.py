"""The readers that are no Python say what they find, and are missed where that was asked for."""

import node_tools
import pytest
from outside import needed


def test_asciidoctor_reads() -> None:
    """Lines are those of the text, whatever a text holds."""
    html = '<div class="paragraph">\n<p>a\u2028<strong>b</strong>\nc</p>\n</div>'
    assert html == node_tools.asciidoctor_html("a\u2028*b*\nc")


def test_asciidoctor_complains() -> None:
    """What Asciidoctor would warn of fails the test."""
    with pytest.raises(AssertionError, match="unterminated table block"):
        node_tools.asciidoctor_html("|===\n| a")


def test_prettier_formats() -> None:
    """Markdown is formatted by the default options."""
    assert "- a\n- b\n" == node_tools.prettier("* a\n* b")


def test_markdownlint_finds() -> None:
    """Every rule is on unless it is switched off."""
    (found,) = node_tools.markdownlint("# a")
    assert ["MD047", "single-trailing-newline"] == found["ruleNames"]
    assert [] == node_tools.markdownlint("# a", {"MD047": False})


def test_error_of_a_job_fails_the_test() -> None:
    """The process goes on after it."""
    with pytest.raises(AssertionError, match="not a function"):
        node_tools.ask("unknown", "")
    assert "a\n" == node_tools.prettier("a")


def test_missing_program_skips_or_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing program skips a test, unless all readers are wanted."""
    monkeypatch.delenv("MAGFORMS_ALL_READERS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="needs no-such-program"):
        needed("no-such-program")
    monkeypatch.setenv("MAGFORMS_ALL_READERS", "1")
    with pytest.raises(pytest.fail.Exception, match="needs no-such-program"):
        needed("no-such-program")


def test_missing_modules_skip(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """Node without what it shall run skips as well."""
    monkeypatch.delenv("MAGFORMS_ALL_READERS", raising=False)
    monkeypatch.setattr(node_tools, "HERE", tmp_path)
    with pytest.raises(pytest.skip.Exception, match="npm ci"):
        node_tools.prettier("a")
