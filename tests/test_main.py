"""What only a whole process or an odd one reaches, run in this one."""

import runpy
import sys

import pytest
from attrs import evolve

import magforms as mf
from magforms.cli import main
from magforms.table import Table


def test_module_runs_as_a_command(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """`python -m magforms` is the command line."""
    monkeypatch.setattr(sys, "argv", ["magforms", "verdict", "citrate", "malate"])
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("magforms", run_name="__main__")
    assert 0 == caught.value.code
    assert "Not established for citrate and malate" in capfd.readouterr().out


def test_public_names_are_listed_before_they_are_used() -> None:
    """`dir` shows what can be asked for."""
    assert set(mf.__all__) <= set(dir(mf))


def test_process_without_output_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A closed standard output is one line, and so are names that do not exist."""
    monkeypatch.setattr(sys, "stdout", None)
    assert 2 == main(["compare"])
    assert 2 == main(["show", "tin"])
    lines = capfd.readouterr().err.splitlines()
    assert "magforms: standard output is closed" == lines[0]
    assert lines[1].startswith("magforms: no magnesium form called 'tin'")


def test_verdict_without_word_on_animals_says_nothing_of_them() -> None:
    """Where nothing is said of animals there is no heading for it."""
    verdict = mf.catalogue().verdict("citrate", "oxide")
    assert "Animals in short" in str(verdict)
    assert "Animals in short" not in str(evolve(verdict, animal_summary=None))


def test_union_shows_no_use_that_a_query_leaves_out() -> None:
    """Glycinate is on a list of antacid ingredients and is not shown as an antacid unasked."""
    union = mf.query(use="sleep") | mf.query(use="antacid")
    row = next(row for row in union.to_records() if row["form"] == "glycinate")
    assert row["antacid status"] is None
    assert "tested, marketed" == row["sleep status"]
    assert "not listed" in str(union)


def test_table_without_columns_is_refused() -> None:
    """A table has at least one column."""
    with pytest.raises(ValueError, match="a table needs at least one column"):
        Table(corner="Form", columns=(), rows=())


def test_bibtex_of_sources_holds_the_caveat(capfd: pytest.CaptureFixture[str]) -> None:
    """Every line of the caveat is a comment above the entries."""
    assert 0 == main(["sources", "malate", "--format", "bibtex"])
    head, _, entries = capfd.readouterr().out.partition("\n\n")
    caveats = [line.removeprefix("% ") for line in head.splitlines()]
    assert caveats[0].startswith("This is reference information, not medical advice. ")
    assert any("thin evidence" in line for line in caveats)
    assert entries.startswith("@")
    assert not any("@" in line for line in caveats)
