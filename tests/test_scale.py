"""The example of many labels: the same rows by one process, Polars and Dask."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from outside import lacking

import magforms as mf

LINES = 3_000


@pytest.fixture(scope="module")
def example() -> Iterator[ModuleType]:
    """The script, imported under its name so that workers can be sent its functions."""
    for program in ("dask", "distributed", "polars", "pyarrow"):
        if importlib.util.find_spec(program) is None:
            lacking(program)
    script = Path(__file__).parents[1] / "docs" / "examples" / "labels_at_scale.py"
    spec = importlib.util.spec_from_file_location(script.stem, script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[script.stem] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[script.stem]


@pytest.fixture(scope="module")
def labels(example: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few thousand labels in three files."""
    folder = tmp_path_factory.mktemp("labels")
    example.make_labels(LINES, folder, a_file=1_000)
    return folder


def test_dask_with_two_workers_gives_the_rows_of_one_process(
    example: ModuleType, labels: Path, tmp_path: Path
) -> None:
    """Every row, in its order, with its caveat."""
    from dask.distributed import Client, LocalCluster

    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0")
    with cluster, Client(cluster) as client:
        client.run(_add_path, [*sys.path, str(Path(example.__file__).parent)])
        versions = client.run(lambda: mf.catalogue().data_version)
        assert [mf.catalogue().data_version] * 2 == [*versions.values()]
        example.with_dask(labels, tmp_path / "read")
    assert LINES == example.equal(
        example.with_one_process(labels), example.rows_of(tmp_path / "read")
    )


def _add_path(path: list[str]) -> None:
    sys.path[:] = path


def test_polars_gives_the_rows_of_one_process(
    example: ModuleType, labels: Path, tmp_path: Path
) -> None:
    """In the order of the files, each with its caveat."""
    example.with_polars(labels, tmp_path)
    rows = [*example.rows_of(tmp_path)]
    assert LINES == example.equal(example.with_one_process(labels), rows)
    assert {mf.identify("").caveat} == {row[5] for row in rows}
    assert {"citrate", "oxide"} < {row[2] for row in rows}


def test_labels_are_those_of_a_wide_range(example: ModuleType, labels: Path) -> None:
    """No few lines again and again, odd ones among them, and the same each time."""
    rows = [*example.with_one_process(labels)]
    texts = [row[1] for row in rows]
    assert len(set(texts)) > LINES / 2
    assert {None, ""} < set(texts)
    assert [*range(LINES)] == [row[0] for row in rows]


def test_row_that_differs_is_told(example: ModuleType, labels: Path) -> None:
    """And so is one that is missing."""
    rows = [*example.with_one_process(labels)]
    other = [*rows[:7], (*rows[7][:2], "gold", *rows[7][3:]), *rows[8:]]
    with pytest.raises(ValueError, match="row 8: "):
        example.equal(rows, other)
    with pytest.raises(ValueError, match="shorter"):
        example.equal(rows, rows[:-1])


def test_label_that_is_not_there_is_told_and_not_lost(example: ModuleType) -> None:
    """With the problem in its row, and the caveat."""
    row = example.read_label(None)
    assert ("", "a line of a label must be text: None") == (row["forms"], row["problem"])
    assert row["caveat"] == mf.identify("").caveat
    assert "" == example.read_label("")["problem"]
