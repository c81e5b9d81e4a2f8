"""``rctdiag.batch``: frames of any kind in, the same kind and the same scores out."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types
import pytest

import rctdiag
from batch.cases import ITEMS, batch
from rctdiag.errors.faults import InputRejected, UsageFault

ROWS = 60


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    draw = random.Random(9)  # noqa: S311 - a test repeats what it draws
    columns = {item: [draw.choice([None, 1, 2, 3, 4, 5]) for _ in range(ROWS)] for item in ITEMS}
    return pl.DataFrame({"code": [f"{n:03}" for n in range(ROWS)], "age": range(ROWS), **columns})


KINDS: dict[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda f: f,
    "polars lazy": lambda f: f.lazy(),
    "polars int8": lambda f: f.with_columns(pl.col(ITEMS).cast(pl.Int8)),
    "polars text": lambda f: f.with_columns(pl.col(ITEMS).cast(pl.String)),
    "pandas": lambda f: f.to_pandas(),  # nulls make floats of whole numbers
    "pandas object": lambda f: pd.DataFrame(f.to_dict(as_series=False), dtype=object),
    "pyarrow": lambda f: f.to_arrow(),
}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("leading", [False, True])
def test_the_same_kind_and_the_same_scores(
    name: str, *, leading: bool, frame: pl.DataFrame, tmp_path: Path
) -> None:
    given = KINDS[name](frame)
    made = rctdiag.batch(given, id="code", keep=["age"], leading=leading)
    assert type(made) is type(given)

    frame.write_csv(tmp_path / "t.csv")
    options = ["--leading"] if leading else []
    ran = batch(tmp_path / "t.csv", "--id", "code", "--keep", "age", *options)
    expected = pl.read_csv(ran.out, schema_overrides={"id": pl.String})
    told = made.collect() if isinstance(made, pl.LazyFrame) else pl.DataFrame(made)
    assert told.columns == expected.columns
    for column in expected.columns:
        assert told[column].to_list() == expected[column].to_list(), column


def test_without_an_id_rows_are_numbered(frame: pl.DataFrame) -> None:
    for given in (frame, frame.lazy(), frame.to_pandas()):
        made = rctdiag.batch(given)
        told = made.collect() if isinstance(made, pl.LazyFrame) else made
        assert list(told["id"]) == [str(n) for n in range(1, ROWS + 1)]


def test_pandas_keeps_its_index(frame: pl.DataFrame) -> None:
    given = frame.to_pandas().set_index("age", drop=False)
    assert list(rctdiag.batch(given).index) == list(given.index)


def test_a_wrong_cell_is_refused_or_its_row_dropped(frame: pl.DataFrame) -> None:
    spoilt = frame.with_columns(h01=pl.when(pl.col("age") == 3).then(9).otherwise("h01"))
    with pytest.raises(InputRejected, match="a cell is not an answer, in 1 row") as told:
        rctdiag.batch(spoilt)
    assert told.value.faults[0].code == "wrong-cell"
    assert 'no answer is null or "cant_say"' in told.value.faults[0].hint
    assert rctdiag.batch(spoilt, wrong="drop").height == ROWS - 1
    assert rctdiag.batch(spoilt, missing=["9"]).height == ROWS


def test_a_float_that_is_not_whole_is_wrong(frame: pl.DataFrame) -> None:
    for value in (3.5, float("nan"), float("inf"), -0.5):
        spoilt = frame.with_columns(h01=pl.lit(value))
        with pytest.raises(InputRejected):
            rctdiag.batch(spoilt)


def test_what_is_no_frame_or_no_answer(frame: pl.DataFrame) -> None:
    with pytest.raises(UsageFault, match="not-a-frame"):
        rctdiag.batch([1, 2])
    with pytest.raises(InputRejected, match="not answers"):
        rctdiag.batch(frame.with_columns(h01=pl.lit([1])))
    with pytest.raises(UsageFault, match="no column"):
        rctdiag.batch(frame, id="nobody")
    assert isinstance(rctdiag.batch(pa.table({"h01": [1]})), pa.Table)


def test_an_unknown_name_is_none_of_ours() -> None:
    with pytest.raises(AttributeError):
        _ = rctdiag.nothing
