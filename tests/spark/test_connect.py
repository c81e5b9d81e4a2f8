"""A real Spark Connect server, started here on loopback, and the program against it."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from batch.cases import batch
from spark.tables import folder, people, scores

pytestmark = pytest.mark.spark
PATIENCE = 120  # seconds


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from pyspark.find_spark_home import _find_spark_home

    place, port = tmp_path_factory.mktemp("server"), free_port()
    settings = {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": port,
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.local.dir": place,
        "spark.ui.enabled": "false",
    }
    options = [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
    program = Path(_find_spark_home(), "bin", "spark-submit")
    kind = "org.apache.spark.sql.connect.service.SparkConnectServer"
    with subprocess.Popen(
        [program, "--master", "local[2]", *options, "--class", kind, "spark-internal"],
        cwd=place,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as started:
        try:
            wait_for(port, started)
            yield f"sc://127.0.0.1:{port}"
        finally:
            os.killpg(started.pid, signal.SIGTERM)


def wait_for(port: int, started: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert started.poll() is None, "the server ended"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.3)
        else:
            return
    pytest.fail("the server did not answer")


def test_the_program_against_a_server(server: str, tmp_path: Path, bin_folder: Path) -> None:
    frame = people(60)
    wrong = frame.with_columns(h01=pl.when(pl.col("code") == "0007").then(9).otherwise("h01"))
    given = folder(tmp_path / "in.parquet", wrong)
    command = [
        str(bin_folder / "rctdiag"),
        "batch",
        str(given),
        "--id",
        "code",
        "--keep",
        "site.team",
    ]
    command += ["--engine", "spark", "--remote", server, "-o", str(tmp_path / "out.parquet")]
    command += ["--rejects", str(tmp_path / "r.csv")]
    # No Java here: the server has its own.
    env = os.environ | {"JAVA_HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    run = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    lines = run.stderr.splitlines()
    assert lines[0].startswith(f"Spark at {server[5:]} reads and writes the tables.")
    assert lines[-1] == f"59 respondents scored. Saved to {tmp_path / 'out.parquet'}."
    assert len(lines) == 8, run.stderr
    assert (tmp_path / "r.csv").read_text().splitlines()[1:] == [
        f"{given}/part 0.parquet,0007,h01,out_of_range,not one of 1-5 or cant_say"
    ]

    good = frame.filter(pl.col("code") != "0007").sort("code")
    good.write_parquet(tmp_path / "one.parquet")
    batch(tmp_path / "one.parquet", "--id", "code", "--keep", "site.team", "-o", tmp_path / "p.pq")
    expected = pl.read_parquet(tmp_path / "p.pq")
    made = scores(tmp_path / "out.parquet")
    assert made.columns == expected.columns
    assert made.rows() == expected.rows()

    again = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert again.returncode == 6, again.stderr


def test_what_answers_but_is_no_spark(bin_folder: Path, tmp_path: Path) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        place = f"sc://127.0.0.1:{deaf.getsockname()[1]}"
        command = [str(bin_folder / "rctdiag"), "batch", "x.parquet", "-q", "--engine", "spark"]
        command += ["--remote", place, "-o", str(tmp_path / "out.parquet")]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 6
    assert run.stderr.startswith(
        "rctdiag: spark-unreachable: no Spark server answers at 127.0.0.1:"
    )
    assert run.stderr.count("\n") == 1
