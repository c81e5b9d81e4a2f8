"""Parquet as CSV would have it: whole numbers, floats, what is nested, what breaks meanwhile."""

import io
import math
from pathlib import Path

import polars as pl
import pytest
from polars.exceptions import ComputeError

import rctdiag
from batch.cases import batch
from rctdiag.errors.faults import InputRejected, RctdiagError
from rctdiag.tables.readers import parquet
from rctdiag.tables.readers.parquet import open_parquet
from rctdiag.tables.readers.table_rows import table_rows
from rctdiag.tables.source.bytes_in import Raw
from rctdiag.tables.source.scratch_folder import Scratch

NO_WHOLE_NUMBERS = (math.inf, math.nan, 1e300)


def written(path: Path, **columns: object) -> Path:
    pl.DataFrame(columns).write_parquet(path)
    return path


def test_whole_numbers_floats_and_text_give_the_same(tmp_path: Path) -> None:
    outs = {
        batch(
            written(
                tmp_path / "t.parquet",
                code=pl.Series([7, 8, 9]).cast(kind),
                h01=pl.Series([1, None, 5]).cast(kind),
                h02=pl.Series([2, 4, None]).cast(kind),
            ),
            "--id", "code", "--keep", "code",
        ).out
        for kind in (pl.UInt8, pl.Float32, pl.String)
    }  # fmt: skip
    assert len(outs) == 1
    assert [line.split(b",")[:2] for line in outs.pop().splitlines()[1:]] == [
        [b"7", b"7"], [b"8", b"8"], [b"9", b"9"]
    ]  # fmt: skip


def test_parquet_through_a_pipe(tmp_path: Path) -> None:
    path = written(tmp_path / "t.parquet", code=["a", "b"], h01=[1, 5], h02=[2, 2])
    piped = batch("-", "--id", "code", stdin=path.read_bytes())
    assert piped.code == 0, piped.err
    assert piped.out == batch(path, "--id", "code").out


def test_fractions_stay_and_whole_floats_have_no_point(tmp_path: Path) -> None:
    path = written(tmp_path / "t.parquet", b=[1.5, 2.0], h01=[1, 5])
    assert [row["id"] for row in batch(path, "--id", "b").rows()] == ["1.5", "2"]


def test_results_of_parquet_are_the_people_of_the_scores(tmp_path: Path) -> None:
    path = written(tmp_path / "t.parquet", code=["a", "b", "c"], h01=[1, 9, None], h02=[2, 2, 5])
    out = tmp_path / "r.ndjson"
    ran = batch(path, "--id", "code", "--results", out)
    assert ran.code == 0, ran.err
    assert [row["id"] for row in ran.rows()] == ["a", "c"]
    assert ['"respondent":"a"' in out.read_text(), '"respondent":"b"' in out.read_text()] == [
        True, False
    ]  # fmt: skip


def test_rows_are_numbered_over_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "t.parquet", h01=[1, None, 3, 4, 5], x=["a", "b", None, "", "e"])
    monkeypatch.setattr(parquet, "_BATCH", 2)
    with Scratch() as scratch:
        source = open_parquet(Raw("t", 1, path=path), scratch)
        assert list(table_rows(source)) == [
            (1, ["1", "a"]), (2, ["", "b"]), (3, ["3", ""]), (4, ["4", ""]), (5, ["5", "e"])
        ]  # fmt: skip


def test_damage_behind_the_schema_is_told_without_a_value(tmp_path: Path) -> None:
    path = written(
        tmp_path / "t.parquet", h01=list(range(2000)), x=[f"Jo {n}" for n in range(2000)]
    )
    data = bytearray(path.read_bytes())
    data[4:600] = bytes(596)
    path.write_bytes(data)
    with Scratch() as scratch:
        source = open_parquet(Raw("t.parquet", 1, path=path), scratch)
        with pytest.raises(InputRejected) as raised:
            list(table_rows(source))
    [fault] = raised.value.faults
    assert (fault.code, fault.file) == ("bad-parquet", "t.parquet")
    assert fault.message == "this Parquet file is damaged."


@pytest.mark.parametrize("value", NO_WHOLE_NUMBERS)
def test_a_float_that_is_no_answer_rejects_its_row(value: float, tmp_path: Path) -> None:
    path = written(tmp_path / "t.parquet", code=["a", "b"], h01=[value, 1.0], h02=[2.0, 2.0])
    assert [row["id"] for row in batch(path, "--id", "code").rows()] == ["b"]


@pytest.mark.parametrize("value", NO_WHOLE_NUMBERS)
def test_a_code_for_missing_changes_nothing_about_other_cells(value: float, tmp_path: Path) -> None:
    path = written(tmp_path / "t.parquet", code=["a", "b"], h01=[value, 1.0], h02=[2.0, 2.0])
    ran = batch(path, "--id", "code", "--missing", "NA")
    assert [row["id"] for row in ran.rows()] == ["b"]


@pytest.mark.parametrize("value", NO_WHOLE_NUMBERS[1:])
def test_a_frame_with_a_code_for_missing_has_the_same_faults(value: float) -> None:
    frame = pl.DataFrame({"h01": [value, 1.0], "h02": [2.0, 2.0]})
    with pytest.raises(RctdiagError, match="a cell is not an answer, in 1 row"):
        rctdiag.batch(frame, missing=["NA"])


def test_floats_of_a_frame_as_text() -> None:
    frame = pl.DataFrame({"code": [7.0, 7.5, 8.0], "h01": [9.0, 1.0, 2.0], "h02": [1.0, 1.0, 1.0]})
    told = rctdiag.batch(frame, id="code", missing=["9"])
    assert told["id"].to_list() == ["7", "7.5", "8"]
    assert told["hierarchical.answered"].to_list() == [1, 2, 2]


def test_pandas_without_the_dropped_rows_has_an_index_of_its_own() -> None:
    given = pl.DataFrame({"h01": [9, 1], "h02": [1, 5]}).to_pandas().set_axis([70, 80], axis=0)
    made = rctdiag.batch(given, wrong="drop")
    assert (list(made["id"]), list(made.index)) == (["2"], [0])


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError("No space left on device (os error 28)"), "disk-full"),
        (OSError(28, "No space left on device"), "disk-full"),
        (OSError("a cell: 42"), "cannot-read-or-write"),
    ],
)
def test_what_the_system_says_through_polars(
    error: OSError, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pl, "collect_all", fail)
    (tmp_path / "t.csv").write_text("h01\n1\n")
    ran = batch(tmp_path / "t.csv", "--engine", "polars")
    assert (ran.code, ran.out) == (6, b"")
    assert ran.err.startswith(f"rctdiag: {told}: ")
    assert "42" not in ran.err


def test_a_second_try_that_fails_too_ends_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = io.StringIO()

    def fail(*_: object, **__: object) -> None:
        calls.write("x")
        raise ComputeError("a cell: 42")

    monkeypatch.setattr(pl, "collect_all", fail)
    (tmp_path / "t.csv").write_text("h01\n1\n")
    ran = batch(tmp_path / "t.csv", "--engine", "polars")
    assert calls.getvalue() == "xx"
    assert (ran.code, ran.err.count("\n")) == (3, 1)
