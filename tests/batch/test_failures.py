"""What was there before survives: a full disk, an interruption."""

import os
import resource
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from batch.cases import table

COMMAND = [sys.executable, "-m", "rctdiag", "batch"]


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"home"}


def no_large_files() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"  # Python would leave half of what it compiles


@pytest.mark.parametrize("engine", ["python", "polars"])
def test_what_cannot_be_written_leaves_the_old_file(engine: str, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", *(f"{n},{n % 5 + 1}" for n in range(3_000)))
    (tmp_path / "s.csv").write_text("old")
    ran = subprocess.run(
        [*COMMAND, str(path), "-o", str(tmp_path / "s.csv"), "--force", "--engine", engine],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=no_large_files,
    )
    assert ran.returncode == 6, ran.stderr
    assert ran.stderr.startswith("rctdiag: cannot-read-or-write: ")
    assert "Traceback" not in ran.stderr
    assert (tmp_path / "s.csv").read_text() == "old"
    assert left(tmp_path) == {"a.csv", "s.csv"}


@pytest.mark.parametrize(
    ("number", "code", "ctrl_c"),
    [
        (signal.SIGINT, 130, signal.SIG_DFL),
        (signal.SIGTERM, 143, signal.SIG_DFL),
        (signal.SIGHUP, 129, signal.SIG_DFL),
        # As a program in the background is begun: it hears nothing of the keyboard.
        (signal.SIGTERM, 143, signal.SIG_IGN),
        (signal.SIGHUP, 129, signal.SIG_IGN),
    ],
)
def test_what_ends_a_run_leaves_the_old_file_and_one_line(
    tmp_path: Path, number: int, code: int, ctrl_c: signal.Handlers
) -> None:
    (tmp_path / "s.csv").write_text("old")
    process = subprocess.Popen(
        [*COMMAND, "-", "-o", str(tmp_path / "s.csv"), "--force", "--debug"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONUNBUFFERED": "1", "TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
        preexec_fn=partial(signal.signal, signal.SIGINT, ctrl_c),  # noqa: PLW1509 - no threads
    )
    assert process.stdin is not None
    assert process.stderr is not None
    # More than is kept in memory: once it is taken, the run waits for more.
    process.stdin.write(b"h01\n" + b"1\n" * 400_000)
    process.stdin.flush()
    ended = None
    while ended is None:  # a signal just before a read is seen only after it
        time.sleep(0.5)
        process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            ended = process.wait(timeout=20)
    told = process.stderr.read().decode()
    process.stdin.close()
    process.stderr.close()
    assert ended == code
    assert told == "rctdiag: interrupted. Files are as they were.\n"
    assert (tmp_path / "s.csv").read_text() == "old"
    assert left(tmp_path) == {"s.csv"}
