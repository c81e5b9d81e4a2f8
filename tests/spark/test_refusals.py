"""What is said where Spark is missing; needs none."""

import socket
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from batch.cases import Ran, batch
from rctdiag.errors.faults import FileFault, UsageFault
from rctdiag.scoring.key import scoring_key
from rctdiag.tables.engines.job import RowCounts
from rctdiag.tables.source.columns import Wanted
from rctdiag.tables.source.run_plan import RunPlan
from rctdiag.tables.spark import spark_session
from rctdiag.tables.spark.spark_session import Where, address, check


def on_spark(tmp_path: Path, *arguments: object) -> Ran:
    output = () if "-o" in arguments else ("-o", tmp_path / "o.parquet")
    return batch(tmp_path / "in.parquet", "--engine", "spark", *output, *arguments)


@pytest.fixture
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark_session, "_is_there", lambda _: True)


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark_session, "_is_there", lambda module: module != "pyspark")
    ran = on_spark(tmp_path, "-q")
    assert ran.code == 2
    assert ran.err.startswith(
        "rctdiag: missing-extra: this engine needs Apache Spark's Python package. Install it: "
    )
    assert ran.err.endswith('[spark]"\n')


@pytest.mark.usefixtures("_installed")
def test_without_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    ran = on_spark(tmp_path, "-q")
    assert ran.code == 2
    assert ran.err.startswith("rctdiag: missing-java: Spark needs Java 17 or later")
    assert ran.err.count("\n") == 1


@pytest.mark.usefixtures("_installed")
def test_where_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def refuse(*_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(spark_session, "java", lambda: "java")
    secret = f"sc://127.0.0.1:{port}/;token=abc;use_ssl=true"
    for where in (Where(remote=secret), Where(f"spark://127.0.0.1:{port}")):
        with pytest.raises(FileFault, match=f"no Spark server answers at 127.0.0.1:{port}") as told:
            check(where)
        assert told.value.faults[0].code == "spark-unreachable"
        assert "abc" not in str(told.value)
    assert Where(remote=secret).spoken() == f"127.0.0.1:{port}"


@pytest.mark.usefixtures("_installed")
@pytest.mark.parametrize("master", ["", "loca1[2]", "http://host", "local2"])
def test_what_is_no_master(master: str) -> None:
    with pytest.raises(UsageFault, match="is not a Spark master"):
        check(Where(master))


@pytest.mark.parametrize("remote", ["sc://", "http://x", "sc://me@x", "sc://x/path", "sc://x:y"])
def test_what_is_no_address(remote: str) -> None:
    with pytest.raises(UsageFault):
        address(remote)


@pytest.mark.parametrize(
    ("remote", "place"),
    [
        ("sc://host", ("host", 15002)),
        ("sc://host:1/;token=x", ("host", 1)),
        ("sc://[::1]:7/", ("::1", 7)),
    ],
)
def test_an_address(remote: str, place: tuple[str, int]) -> None:
    assert address(remote) == place


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--long"], "--long"),
        (["--results", "r.ndjson"], "--results"),
        (["--manifest", "m.json"], "--manifest"),
        (["--encoding", "cp1252"], "--encoding"),
        (["--remote", "sc://h", "--force"], "--force"),
        (["-o", "o.csv"], "folder of Parquet"),
        (["-o", "-"], "folder of Parquet"),
        (["--master", "local", "--remote", "sc://h"], "two different places"),
        (["--engine", "polars", "--master", "local"], "for Spark"),
    ],
)
def test_what_does_not_go_together(options: list[str], told: str, tmp_path: Path) -> None:
    ran = on_spark(tmp_path, *options)
    assert ran.code == 2
    assert told in ran.err


def test_who_should_know_what_first() -> None:
    from rctdiag.cli.batch.on_spark import warnings

    assert "encrypted" in warnings(Where("local[2]"))[0]
    assert len(warnings(Where(remote="sc://far.example"))) == 3
    assert len(warnings(Where(remote="sc://far.example/;use_ssl=true"))) == 2
    assert len(warnings(Where("spark://far.example:7077"))) == 2
    assert "far.example" in warnings(Where(remote="sc://far.example/;token=secret"))[0]
    assert "secret" not in "".join(warnings(Where(remote="sc://far.example/;token=secret")))


class Written:
    """A table of Spark's that was scored and written; ``count`` is what stands there after."""

    def __init__(self, count: int) -> None:
        self.rows = count

    def __getattr__(self, _: str) -> "Written":
        return self

    def __call__(self, *_: object) -> "Written":
        return self

    def count(self) -> int:
        return self.rows


def test_rows_that_are_not_there_are_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written is counted again: a table that changed meanwhile is told."""
    from rctdiag.tables.spark import spark_engine

    monkeypatch.setattr(spark_engine, "spark_faults", lambda _: nullcontext())
    monkeypatch.setattr(spark_engine.SparkRun, "_scored", lambda _, one: one)
    plan = RunPlan(scoring_key([], "full"), Wanted((), frozenset(), "id", ()))
    tables: Any = [Written(0)]
    run = spark_engine.SparkRun(Written(2), plan, tables, RowCounts(scored=3))
    with pytest.raises(FileFault, match="2 rows were written for 3 respondents") as told:
        run.write("scores.parquet")
    assert told.value.faults[0].code == "rows-lost"
    spark_engine.SparkRun(Written(3), plan, tables, RowCounts(scored=3)).write("scores.parquet")
