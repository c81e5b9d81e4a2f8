"""One writer; the second hears who the first is; a dead holder holds nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rctdiag.errors.faults import FileFault, Locked
from rctdiag.store import locks
from rctdiag.store.locks import Lock

HOLD = """
import sys
from pathlib import Path
from rctdiag.store.locks import Lock
held = Lock(Path(sys.argv[1])).acquire(since="2026-03-02T12:00:00+00:00")
print("held", flush=True)
sys.stdin.read()
"""


def hold(target: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def test_the_second_hears_who_and_since_when(tmp_path: Path) -> None:
    target = tmp_path / "draft.json"
    with hold(target) as first:
        with pytest.raises(Locked) as raised:
            Lock(target).acquire(since="later")
        first.kill()
    assert raised.value.exit_code == 7
    told = str(raised.value)
    assert f"process {first.pid} (since 2026-03-02T12:00:00+00:00)" in told
    assert str(target) in told


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    target = tmp_path / "draft.json"
    with hold(target) as first:
        first.kill()
    lock = Lock(target).acquire(since="now")
    holder = lock.holder()
    assert holder is not None
    assert (holder.process, holder.since) == (os.getpid(), "now")
    lock.release()
    lock.release()
    assert lock.holder() is None
    Lock(target).acquire(since="again").release()


def test_a_holder_that_says_nothing_is_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_ASK_FOR", 0.0)
    target = tmp_path / "draft.json"
    with hold(target) as first:
        (tmp_path / "draft.json.holder").write_bytes(b"[]")
        with pytest.raises(Locked, match="another process is using this"):
            Lock(target).acquire(since="later")
        first.kill()


def test_a_lock_that_cannot_be_written_is_a_file_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileFault):
        Lock(tmp_path / "file" / "draft.json").acquire(since="now")
    (tmp_path / "draft.json.holder").mkdir()
    with pytest.raises(FileFault):
        Lock(tmp_path / "draft.json").acquire(since="now")
    (tmp_path / "draft.json.holder").rmdir()
    Lock(tmp_path / "draft.json").acquire(since="now").release()
