"""Tables for Spark's tests, and what came out."""

from __future__ import annotations

import random
from pathlib import Path

import polars as pl

ITEMS = tuple(f"h{number:02}" for number in range(1, 16))


def people(count: int, *, seed: int = 3) -> pl.DataFrame:
    """Answers to one bundled questionnaire; ids in no order, a column with a point in its name."""
    draw = random.Random(seed)  # noqa: S311 - a test repeats what it draws
    ids = [f"{number:04}" for number in range(count)]
    draw.shuffle(ids)
    answers = {
        item: pl.Series([draw.choice([None, 1, 2, 3, 4, 5]) for _ in ids], dtype=pl.Int8)
        for item in ITEMS
    }
    private = pl.Series([1] * count, dtype=pl.Int8)
    teams = [f"team {number % 3}" for number in range(count)]
    return pl.DataFrame({"code": ids, "site.team": teams, **answers, "r01": private})


def folder(path: Path, *parts: pl.DataFrame) -> Path:
    """A folder of Parquet, as another program would have left it."""
    path.mkdir()
    for number, part in enumerate(parts):
        part.write_parquet(path / f"part {number}.parquet")
    return path


def scores(path: Path) -> pl.DataFrame:
    """What Spark wrote, in the order of its files."""
    return pl.concat(pl.read_parquet(one) for one in sorted(path.glob("part-*.parquet")))
