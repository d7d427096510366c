"""The package works from wherever it is installed, and reads no data but its own."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import magforms
from magforms.datafiles import DESCRIPTOR, shipped_files

pytestmark = pytest.mark.usefixtures("today")
CODE = "import magforms as mf; print(mf.compare().render('markdown'))"


def _run(path: Path, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-P", "-c", CODE],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A folder with the package and its data inside it, as a wheel lays them out."""
    package = tmp_path / "packed" / "magforms"
    shutil.copytree(
        Path(magforms.__file__).parent,
        package,
        ignore=shutil.ignore_patterns("__pycache__", "data"),
    )
    read = shipped_files()
    descriptor = json.loads(read(DESCRIPTOR))
    (package / "data").mkdir()
    for name in (DESCRIPTOR, *(resource["path"] for resource in descriptor["resources"])):
        (package / "data" / name).write_bytes(read(name))
    return package.parent


def test_packed_copy_gives_the_same_answer_from_any_folder(packed: Path, tmp_path: Path) -> None:
    """An installed copy used from another folder answers as this one does."""
    expected = magforms.compare().render("markdown") + "\n"
    assert expected == _run(packed, tmp_path)


def test_zip_on_the_path_gives_the_same_answer(packed: Path, tmp_path: Path) -> None:
    """The package works from a zip on sys.path."""
    archive = tmp_path / "magforms.zip"
    with zipfile.ZipFile(archive, "w") as target:
        for path in packed.rglob("*"):
            target.write(path, path.relative_to(packed))
    expected = magforms.compare().render("markdown") + "\n"
    assert expected == _run(archive, tmp_path)


@pytest.mark.parametrize("name", ["magforms", "other"])
def test_data_beside_an_installed_copy_are_never_read(packed: Path, name: str) -> None:
    """A folder `data` next to the installed package changes nothing."""
    beside = packed / "data"
    beside.mkdir()
    (beside / DESCRIPTOR).write_text(json.dumps({"name": name, "resources": []}), "utf-8")
    expected = magforms.compare().render("markdown") + "\n"
    assert expected == _run(packed, beside)


def test_copy_without_data_refuses_a_foreign_folder(packed: Path) -> None:
    """A package whose data are missing does not take someone else's."""
    shutil.rmtree(packed / "magforms" / "data")
    beside = packed / "data"
    beside.mkdir()
    (beside / DESCRIPTOR).write_text(json.dumps({"name": "other", "resources": []}), "utf-8")
    with pytest.raises(subprocess.CalledProcessError) as caught:
        _run(packed, packed)
    assert "No such file or directory" in caught.value.stderr


def test_checkout_without_install_reads_its_data_folder(packed: Path, tmp_path: Path) -> None:
    """A checkout, package and `data` side by side, answers as an install does."""
    checkout = tmp_path / "checkout"
    shutil.copytree(packed / "magforms", checkout / "magforms")
    shutil.move(checkout / "magforms" / "data", checkout / "data")
    expected = magforms.compare().render("markdown") + "\n"
    assert expected == _run(checkout, tmp_path)


def test_wheel_settings_pack_the_data_folder(root: Path) -> None:
    """The build settings put `data` into the package."""
    settings = (root / "pyproject.toml").read_text("utf-8")
    assert 'only-include = ["magforms", "data"]' in settings
    assert 'sources = { "data" = "magforms/data" }' in settings
