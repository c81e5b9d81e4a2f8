"""``--results`` on all processors: a killed, interrupted or starved process leaves nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from batch.cases import table
from batch.test_failures import left, no_large_files

# As the command, but for any table what otherwise only large ones get.
COMMAND = """
import sys
from rctdiag.operations.batch import full_results
full_results.SMALL = 0
full_results.os.cpu_count = lambda: 2
from rctdiag.cli.shell.app import run
if __name__ == "__main__":
    sys.argv[0] = "rctdiag"
    run()
"""


def hears_ctrl_c() -> None:
    """Whoever runs the tests in the background has it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def begin(folder: Path, people: int, **more: object) -> subprocess.Popen[str]:
    path = table(folder / "a.csv", *(f"{n},{n % 5 + 1}" for n in range(people)))
    (folder / "home").mkdir(exist_ok=True)
    (folder / "r.ndjson").write_text("old")
    (folder / "home" / "run.py").write_text(COMMAND)
    command = [sys.executable, str(folder / "home" / "run.py"), "batch", str(path), "--force"]
    more.setdefault("preexec_fn", hears_ctrl_c)
    files = ["-o", str(folder / "s.csv"), "--results", str(folder / "r.ndjson")]
    return subprocess.Popen([*command, *files], stderr=subprocess.PIPE, text=True, **more)  # type: ignore[call-overload, no-any-return]


def makers(process: subprocess.Popen[str]) -> list[int]:
    """The processes that make results; they are there once something was written."""
    while process.poll() is None:
        threads = Path(f"/proc/{process.pid}/task").glob("*/children")
        found = [int(pid) for thread in threads for pid in thread.read_text().split()]
        found = [p for p in found if b"spawn_main" in Path(f"/proc/{p}/cmdline").read_bytes()]
        if len(found) == 2:
            return found
        time.sleep(0.02)
    raise AssertionError(process.communicate())


def gone(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"


def wait_for_lines(folder: Path) -> None:
    """Until a process has written into the file beside."""
    until = time.monotonic() + 30
    while not any(f.stat().st_size for f in folder.glob(".r.ndjson*")):
        assert time.monotonic() < until
        time.sleep(0.02)


linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")


@linux
def test_a_killed_process_ends_the_run_with_one_line(tmp_path: Path) -> None:
    process = begin(tmp_path, 30_000)
    first, other = makers(process)
    wait_for_lines(tmp_path)
    os.kill(first, signal.SIGKILL)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 6
    assert told.splitlines()[-1].startswith(
        "rctdiag: process-ended: a process that was making results"
    )
    assert (tmp_path / "r.ndjson").read_text() == "old"
    assert left(tmp_path) == {"a.csv", "r.ndjson"}
    assert gone(other)


@linux
@pytest.mark.parametrize("soon", [True, False])
def test_ctrl_c_ends_all_processes(tmp_path: Path, *, soon: bool) -> None:
    process = begin(tmp_path, 30_000, start_new_session=True)
    both = makers(process)
    if not soon:
        wait_for_lines(tmp_path)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: everybody gets it
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told.splitlines() == ["rctdiag: interrupted. Files are as they were."]
    assert (tmp_path / "r.ndjson").read_text() == "old"
    assert left(tmp_path) == {"a.csv", "r.ndjson"}
    assert all(map(gone, both))


@linux
def test_ctrl_c_never_reaches_them(tmp_path: Path) -> None:
    """Not in their first moments either, when Python would tell of it in pages of its own."""
    process = begin(tmp_path, 30_000)
    try:
        status = [Path(f"/proc/{pid}/status").read_text() for pid in makers(process)]
    finally:
        process.kill()
        process.communicate()
    bit = 1 << signal.SIGINT - 1
    for lines in status:
        masks = dict(line.split(":\t") for line in lines.splitlines() if line.startswith("Sig"))
        assert (int(masks["SigBlk"], 16) | int(masks["SigIgn"], 16)) & bit


@linux
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_other_endings_reach_all_of_them_too(tmp_path: Path, number: int, code: int) -> None:
    process = begin(tmp_path, 30_000)
    both = makers(process)
    wait_for_lines(tmp_path)
    process.send_signal(number)
    _, told = process.communicate(timeout=30)
    assert process.returncode == code
    assert told.splitlines() == ["rctdiag: interrupted. Files are as they were."]
    assert left(tmp_path) == {"a.csv", "r.ndjson"}
    assert all(map(gone, both))


@linux
def test_they_do_not_outlive_the_one_that_reads(tmp_path: Path) -> None:
    process = begin(tmp_path, 30_000)
    both = makers(process)
    wait_for_lines(tmp_path)
    process.kill()
    process.communicate(timeout=30)
    until = time.monotonic() + 10
    while not all(map(gone, both)) and time.monotonic() < until:
        time.sleep(0.05)
    assert all(map(gone, both))


def test_lines_that_cannot_be_written_are_told_as_any_other(tmp_path: Path) -> None:
    process = begin(tmp_path, 300, preexec_fn=no_large_files)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 6, told
    assert "cannot-read-or-write: " in told.splitlines()[-1]
    assert (tmp_path / "r.ndjson").read_text() == "old"
    assert left(tmp_path) == {"a.csv", "r.ndjson"}
