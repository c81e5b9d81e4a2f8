"""``rctdiag batch --engine spark``: what it reads, writes, rejects and refuses."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

import rctdiag
from batch.cases import Ran, batch
from spark.tables import ITEMS, folder, people, scores

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.spark


def on_spark(*arguments: object) -> Ran:
    return batch(*arguments, "--engine", "spark", "--master", "local[2]")


def spoilt(frame: pl.DataFrame) -> pl.DataFrame:
    """Text, with one cell that is no answer and would be one to a lax reader."""
    texts = frame.with_columns(pl.col(ITEMS).cast(pl.String))
    return texts.with_columns(
        h01=pl.when(pl.col("code") == "0003").then(pl.lit("3\n")).otherwise("h01"),
        h02=pl.when(pl.col("code") == "0005").then(pl.lit("Jo Doe")).otherwise("h02"),
    )


def test_the_program_itself(tmp_path: Path, bin_folder: Path) -> None:
    """Without Python for executors; nothing is left, and only the owner can read what came."""
    frame = people(200)
    given = folder(tmp_path / "a b*.parquet", frame[:120], frame[120:])
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    options = ["--id", "code", "--keep", "site.team"]
    where = ["--engine", "spark", "--master", "local[2]", "-o", str(tmp_path / "out.parquet")]
    run = subprocess.run(
        [str(bin_folder / "rctdiag"), "batch", str(given), *options, *where],
        env=os.environ | {"TMPDIR": str(scratch), "PYSPARK_PYTHON": "/nowhere/python"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout == ""
    others = "pseudo_relational, survival or connection"
    assert run.stderr.splitlines() == [
        "Spark may put encrypted parts of the table in a private folder, removed at the end.",
        f"{given}: Parquet, Spark.",
        "Not read, because they are private: r01.",
        f"No column for any question of {others}: left out. Were they asked? Check the header.",
        f"200 respondents scored. Saved to {tmp_path / 'out.parquet'}.",
    ]
    assert not list(scratch.iterdir())
    out = tmp_path / "out.parquet"
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.stat().st_mode) for one in out.iterdir()} == {0o600}

    frame.sort("code").write_parquet(tmp_path / "one.parquet")
    batch(tmp_path / "one.parquet", *options, "--engine", "polars", "-o", tmp_path / "p.parquet")
    expected = pl.read_parquet(tmp_path / "p.parquet")
    assert scores(out).columns == expected.columns
    assert scores(out).rows() == expected.rows()


def test_ctrl_c_leaves_nothing(tmp_path: Path, bin_folder: Path) -> None:
    given = folder(tmp_path / "in.parquet", people(200))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    options = ["--engine", "spark", "--master", "local[2]", "-o", str(tmp_path / "out.parquet")]
    with subprocess.Popen(
        [str(bin_folder / "rctdiag"), "batch", str(given), *options],
        env=os.environ | {"TMPDIR": str(scratch)},
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as run:
        until = time.monotonic() + 120
        while not list(scratch.glob("*/blockmgr-*/*")) and time.monotonic() < until:
            assert run.poll() is None
            time.sleep(0.1)
        (private,) = scratch.glob("rctdiag-*")
        assert stat.S_IMODE(private.stat().st_mode) == 0o700
        os.killpg(run.pid, signal.SIGINT)
        _, told = run.communicate()
    assert run.returncode == 130, told
    assert told.count(b"\n") <= 2, told
    assert not list(scratch.iterdir())
    assert [one.name for one in tmp_path.iterdir() if one != scratch] == ["in.parquet"]


@pytest.mark.usefixtures("here")
def test_wrong_cells_reject_their_row(tmp_path: Path) -> None:
    frame = spoilt(people(40))
    given = folder(tmp_path / "in.parquet", frame[:20], frame[20:])
    rejects = tmp_path / "r.csv"
    ran = on_spark(given, "--id", "code", "-o", tmp_path / "o.parquet", "--rejects", rejects)
    assert ran.code == 0, ran.err
    told = pl.read_csv(rejects, schema_overrides={"id": pl.String}).sort("id").rows()
    assert [row[1:] for row in told] == [
        ("0003", "h01", "text", "text where one of 1-5 or cant_say belongs"),
        ("0005", "h02", "text", "text where one of 1-5 or cant_say belongs"),
    ]
    assert {Path(row[0]).parent for row in told} == {given}
    assert "Jo Doe" not in ran.err + rejects.read_text()
    assert "0003" not in ran.err
    made = scores(tmp_path / "o.parquet")["id"].to_list()
    assert made == [f"{n:04}" for n in range(40) if n not in {3, 5}]

    strict = on_spark(given, "--id", "code", "-o", tmp_path / "s.parquet", "--strict")
    assert strict.code == 4
    assert not (tmp_path / "s.parquet").exists()


@pytest.mark.usefixtures("here")
def test_without_ids_rows_are_numbered_through_the_files(tmp_path: Path) -> None:
    frame = people(30)
    given = folder(tmp_path / "in.parquet", frame[:10], frame[10:])
    ran = on_spark(given, "-o", tmp_path / "o.parquet")
    assert ran.code == 0, ran.err
    assert "Without --id each row counts as a different person and gets a number." in ran.err
    batch(*sorted(given.iterdir()), "-o", tmp_path / "p.parquet")
    assert scores(tmp_path / "o.parquet").rows() == pl.read_parquet(tmp_path / "p.parquet").rows()


@pytest.mark.usefixtures("here")
def test_what_is_refused(tmp_path: Path) -> None:
    given = folder(tmp_path / "in.parquet", people(5))
    out = tmp_path / "o.parquet"
    missing = on_spark(tmp_path / "none.parquet", "-o", out)
    assert (missing.code, missing.err.split(":")[1].strip()) == (6, "table-missing")
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 this is none PAR1")
    bad = on_spark(tmp_path / "bad.parquet", "-o", out)
    assert (bad.code, bad.err.splitlines()[-1].split(":")[1].strip()) == (3, "bad-parquet")
    mixed = folder(tmp_path / "m.parquet", people(5), people(5).with_columns(h01=pl.lit("1")))
    assert on_spark(mixed, "-o", out).code == 3
    twice = pl.DataFrame({"h01": [1], "H01": [2]})
    assert on_spark(folder(tmp_path / "t.parquet", twice), "-o", out).code == 3
    nested = people(5).with_columns(h01=pl.lit([1]))
    assert on_spark(folder(tmp_path / "n.parquet", nested), "-o", out).code == 3
    assert not out.exists()
    assert not [one for one in tmp_path.iterdir() if "tmp" in one.suffix]

    mine = tmp_path / "mine.parquet"
    mine.mkdir()
    (mine / "letter.txt").write_text("dear")
    assert on_spark(given, "-o", mine).code == 6
    kept = on_spark(given, "-o", mine, "--force")
    assert kept.code == 6
    assert "this is not a folder of scores" in kept.err
    assert (mine / "letter.txt").read_text() == "dear"


@pytest.mark.usefixtures("here")
def test_force_replaces_a_folder_of_scores(tmp_path: Path) -> None:
    out = tmp_path / "o.parquet"
    for count in (5, 7):
        given = folder(tmp_path / f"{count}.parquet", people(count))
        assert on_spark(given, "--id", "code", "-o", out, "--force").code == 0
        assert scores(out).height == count


def test_a_frame_of_spark_gives_a_frame_of_spark(spark: SparkSession) -> None:
    frame = people(20).drop("site.team")
    made = rctdiag.batch(spark.createDataFrame(frame.to_arrow()), id="code")
    assert type(made).__module__.startswith("pyspark")
    told = sorted(tuple(row) for row in made.collect())
    assert told == sorted(rctdiag.batch(frame, id="code").rows())


def test_java_that_dies_is_one_line(tmp_path: Path, bin_folder: Path) -> None:
    given = folder(tmp_path / "in.parquet", people(200))
    options = ["-q", "--engine", "spark", "--master", "local[2]", "-o", str(tmp_path / "out.pq")]
    with subprocess.Popen(
        [str(bin_folder / "rctdiag"), "batch", str(given), *options],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        stderr=subprocess.PIPE,
    ) as run:
        until = time.monotonic() + 120
        while not list(tmp_path.glob("rctdiag-*/blockmgr-*/*")) and time.monotonic() < until:
            assert run.poll() is None
            time.sleep(0.1)
        java = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
        os.kill(int(java[0]), signal.SIGKILL)
        _, told = run.communicate()
    assert run.returncode == 6, told
    assert told.startswith(
        b"rctdiag: spark-failed: the Java process that Spark runs on has stopped (-9)."
    )
    assert told.count(b"\n") == 1
    assert [one.name for one in tmp_path.iterdir()] == ["in.parquet"]


def test_it_listens_on_loopback_only_and_shows_no_page(spark: SparkSession) -> None:
    context = spark.sparkContext
    assert context.uiWebUrl is None
    java = str(context._jvm.ProcessHandle.current().pid())  # noqa: SLF001 - no other way
    held = {
        link.readlink().name
        for link in Path("/proc", java, "fd").iterdir()
        if link.is_symlink() and link.readlink().name.startswith("socket:")
    }
    places = set()
    for table in ("tcp", "tcp6"):
        for line in Path("/proc/net", table).read_text().splitlines()[1:]:
            words = line.split()
            if words[3] == "0A" and f"socket:[{words[9]}]" in held:
                places.add(words[1].partition(":")[0])
    loopback = {"0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000"}
    assert places
    assert places <= loopback
