"""Law: the same question gives the same bytes, whatever surrounds the process."""

import locale
import os
import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import sys
sys.path[:0] = {path!r}
import magforms as mf

results = (
    mf.compare(), mf.get("oxide"), mf.query(use="sleep"), mf.compare().verdicts[1],
    mf.sources("malate"), mf.elemental("500 mg", "citrate"), mf.declared("20 %", "bisglycinate"),
    mf.identify("Magnesium (as bisglycinate chelate, buffered) 500 mg"),
)
for result in results:
    sys.stdout.buffer.write(result.to_json().encode())
    sys.stdout.buffer.write(repr(result.to_records()).encode())
for format_name in mf.FORMATS:
    sys.stdout.buffer.write(results[0].render(format_name).encode())
"""
PLAIN = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
AROUND = {
    "another hash seed": {"PYTHONHASHSEED": "4242"},
    "random hashes": {"PYTHONHASHSEED": "random"},
    "the C locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "a time zone ahead": {"TZ": "Pacific/Kiritimati"},
    "a time zone behind": {"TZ": "America/Los_Angeles"},
    "no colours and a narrow terminal": {"NO_COLOR": "1", "COLUMNS": "20", "TERM": "dumb"},
    "optimisation": {"PYTHONOPTIMIZE": "1"},
    "optimisation without docstrings": {"PYTHONOPTIMIZE": "2"},
    "development mode": {"PYTHONDEVMODE": "1"},
    "a variable of ours": {"MAGFORMS_NO_CAVEAT": "1", "MAGFORMS_CAVEAT": ""},
}


def written(cwd: Path, *before: str, **around: str) -> bytes:
    """What a process of its own writes."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    code = "".join(before) + CODE.format(path=[*map(os.path.abspath, filter(None, sys.path))])
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        env={**kept, **PLAIN, **around},
        capture_output=True,
        check=True,
    ).stdout


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What is written as a rule."""
    return written(tmp_path_factory.mktemp("usual"))


@pytest.mark.parametrize("name", AROUND)
def test_nothing_around_the_process_changes_a_byte(usual: bytes, tmp_path: Path, name: str) -> None:
    """Hash seed, locale, time zone, terminal, optimisation and variables."""
    assert len(usual) > 100_000
    assert usual == written(tmp_path, **AROUND[name])


def test_folder_that_is_gone_changes_nothing(usual: bytes, tmp_path: Path) -> None:
    """A process may stand in a folder that was deleted."""
    (tmp_path / "gone").mkdir()
    assert usual == written(tmp_path / "gone", "import os; os.rmdir(os.getcwd())\n")


@pytest.mark.parametrize("name", ["tr_TR.UTF-8", "de_DE.UTF-8"])
def test_locale_that_a_program_sets_changes_nothing(
    usual: bytes, tmp_path: Path, name: str
) -> None:
    """Other small letters, and commas for points."""
    try:
        locale.setlocale(locale.LC_ALL, name)
    except locale.Error:
        pytest.skip(f"no locale {name} on this machine")
    finally:
        locale.setlocale(locale.LC_ALL, "C")
    assert usual == written(tmp_path, f"import locale; locale.setlocale(locale.LC_ALL, {name!r})\n")
