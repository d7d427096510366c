"""
Labels of a catalogue that outgrows one machine: the same function by itself, in Polars and in Dask.

`python labels_at_scale.py --lines 2000000` makes a Parquet set, reads it in each of the three ways
and compares every row. It needs dask[dataframe,distributed], polars and pyarrow.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import magforms as mf

FIELDS = ("forms", "remarks", "problem", "caveat", "data_version")


def read_label(label: str | None) -> dict[str, str]:
    """Return what a label names, as text; what cannot be read is told and not lost."""
    problem = ""
    try:
        found = mf.identify(label)  # type: ignore[arg-type]  # None is refused, and told
    except mf.QueryError as error:
        found, problem = mf.identify(""), str(error)
    return {
        "forms": " ".join(found.form_ids),
        "remarks": "; ".join(found.remarks),
        "problem": problem,
        "caveat": found.caveat,
        "data_version": found.data_version,
    }


def with_polars(parquet: Path, target: Path) -> None:
    """Write the table with what each label names, by Polars on one machine, batch by batch."""
    import polars as pl

    shape = pl.Struct(dict.fromkeys(FIELDS, pl.String))

    def read_batch(labels: pl.Series) -> pl.Series:
        return pl.Series([read_label(label) for label in labels], dtype=shape)

    read = pl.col("label").map_batches(read_batch, return_dtype=shape, is_elementwise=True)
    table = pl.scan_parquet(parquet / "*.parquet").with_columns(read.alias("read"))
    table.unnest("read").sink_parquet(target / "part.0.parquet")


def with_dask(parquet: Path, target: Path) -> None:
    """Write the table with what each label names, by the workers of a Dask cluster."""
    import dask.dataframe as dd
    import pandas as pd

    def read_part(part: pd.DataFrame) -> pd.DataFrame:
        rows = [read_label(None if pd.isna(label) else label) for label in part["label"]]
        return part.join(pd.DataFrame(rows, index=part.index, columns=list(FIELDS), dtype="string"))

    table = dd.read_parquet(parquet)
    shape = table._meta.join(pd.DataFrame(columns=list(FIELDS), dtype="string"))  # noqa: SLF001
    table.map_partitions(read_part, meta=shape).to_parquet(target, write_index=False)


def with_one_process(parquet: Path) -> Iterator[tuple[Any, ...]]:
    """Yield each row with what its label names, one after the other, in memory that stays small."""
    import pyarrow.parquet as pq

    for file in sorted(parquet.glob("*.parquet")):
        for batch in pq.ParquetFile(file).iter_batches(batch_size=10_000):
            for row in batch.to_pylist():
                yield row["line"], row["label"], *read_label(row["label"]).values()


def rows_of(parquet: Path) -> Iterator[tuple[Any, ...]]:
    """Yield the rows that a cluster wrote, part by part."""
    import pyarrow.parquet as pq

    for file in sorted(parquet.glob("*.parquet"), key=lambda file: int(file.stem.split(".")[1])):
        for batch in pq.ParquetFile(file).iter_batches(batch_size=10_000):
            for row in batch.to_pylist():
                yield row["line"], row["label"], *(row[field] for field in FIELDS)


SALTS = (
    "citrate",
    "bisglycinate",
    "oxide",
    "malate",
    "chloride",
    "threonate",
    "stearate",
    "chelate",
)
WORDS = (
    "Magnesium (as magnesium {salt}) {mg} mg",
    "Magnesium {salt} {mg} mg, vitamin B6 {mg} \u00b5g",
    "{mg} mg elemental magnesium from {salt}",
    "Magnesiumcitrat, Maltodextrin, Zink {mg} mg",
    "magnesium {salt}, magnesium oxide (buffered)",
    "Calcium carbonate {mg} mg",
    "M\u00e1gnesium {salt}\u00ae {mg} mg",
)
RARELY = 0.02
ODD = (None, "", " ", "\u0000\u0007", "magnesium " * 500, "\U0001f9ea {salt}")


def make_labels(lines: int, folder: Path, a_file: int = 100_000) -> None:
    """Write numbered labels to Parquet files, the same each time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    chosen = random.Random(1)  # noqa: S311  # no secret
    for number, start in enumerate(range(0, lines, a_file)):
        labels = []
        for _ in range(min(a_file, lines - start)):
            words = chosen.choice(WORDS if chosen.random() > RARELY else ODD)
            salt, mg = chosen.choice(SALTS), chosen.randint(1, 999)
            labels.append(words and words.replace("{salt}", salt).replace("{mg}", str(mg)))
        table = pa.table({"line": range(start, start + len(labels)), "label": labels})
        pq.write_table(table, folder / f"labels-{number:05}.parquet")


def equal(first: Iterable[tuple[Any, ...]], second: Iterable[tuple[Any, ...]]) -> int:
    """Return how many rows there are, all of them equal."""
    count = 0
    for count, (row, other) in enumerate(zip(first, second, strict=True), 1):
        if row != other:
            message = f"row {count}: {row} is not {other}"
            raise ValueError(message)
    return count


def main() -> None:
    """Compare the three ways and print how long each takes."""
    from dask.distributed import Client, LocalCluster

    parser = argparse.ArgumentParser(description="Labels by one process, Polars and Dask.")
    parser.add_argument("--lines", type=int, default=2_000_000)
    lines = parser.parse_args().lines
    with tempfile.TemporaryDirectory() as work:
        source, target, other = Path(work, "labels"), Path(work, "dask"), Path(work, "polars")
        source.mkdir()
        other.mkdir()
        make_labels(lines, source)
        started = time.perf_counter()
        with (
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster,
            Client(cluster) as client,
        ):
            versions = client.run(lambda: mf.catalogue().data_version)
            if set(versions.values()) != {mf.catalogue().data_version}:
                message = f"workers with other data: {versions}"
                raise RuntimeError(message)
            with_dask(source, target)
        dask = time.perf_counter() - started
        started = time.perf_counter()
        with_polars(source, other)
        polars = time.perf_counter() - started
        started = time.perf_counter()
        count = equal(with_one_process(source), rows_of(target))
        single = time.perf_counter() - started
        equal(rows_of(other), rows_of(target))
        sys.stdout.write(
            f"{count} rows equal; two Dask workers {dask:.0f} s, Polars {polars:.0f} s, one process"
            f" and the comparison {single:.0f} s\n"
        )


if __name__ == "__main__":
    main()
