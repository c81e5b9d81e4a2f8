"""What a crash left is removed; what somebody writes right now, and what is not ours, is not."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rctdiag.store import posix
from rctdiag.store.atomic_write import SUFFIX, temporary_beside
from rctdiag.store.kept_records import keep_record, keep_result
from rctdiag.store.private_folders import Home
from rctdiag.store.sweep_orphans import leftovers, sweep


@pytest.fixture
def dead_process() -> int:
    done = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    return int(done.stdout)


def left_by(process: int, folder: Path, name: str = "draft.json") -> Path:
    path = folder / f".{name}.{process}.{'0' * 16}{SUFFIX}"
    path.write_bytes(b"half an answer")
    return path


def test_a_dead_writer_leaves_nothing(tmp_path: Path, dead_process: int) -> None:
    orphan = left_by(dead_process, tmp_path)
    assert leftovers(tmp_path) == (orphan,)
    assert sweep(tmp_path, tmp_path / "missing") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_live_writer_keeps_its_file_unless_it_is_old(tmp_path: Path) -> None:
    fresh = temporary_beside(tmp_path / "a")
    fresh.write_bytes(b"x")
    assert sweep(tmp_path) == 0
    hour_ago = time.time() - 3600
    os.utime(fresh, (hour_ago, hour_ago))
    assert sweep(tmp_path) == 1


@pytest.mark.parametrize(
    "name", ["notes.txt", f"a.1.{'0' * 16}{SUFFIX}", f".a.x.{'0' * 16}{SUFFIX}", ".hidden"]
)
def test_other_files_are_not_ours(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"theirs")
    assert sweep(tmp_path) == 0
    assert (tmp_path / name).exists()


def test_a_folder_named_like_one_is_left(tmp_path: Path, dead_process: int) -> None:
    (tmp_path / f".a.{dead_process}.{'0' * 16}{SUFFIX}").mkdir()
    assert sweep(tmp_path) == 0


def test_where_processes_cannot_be_asked_only_age_counts(
    tmp_path: Path, dead_process: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_by(dead_process, tmp_path)
    monkeypatch.setattr(posix, "is_running", lambda _: None)
    assert sweep(tmp_path) == 0


def test_running_processes_are_known(dead_process: int) -> None:
    assert posix.is_running(os.getpid()) is True
    assert posix.is_running(dead_process) is False
    assert posix.is_running(10**30) is False


def test_keeping_something_removes_what_a_kill_left(tmp_path: Path, dead_process: int) -> None:
    home = Home(tmp_path / "home")
    stamp = "2026-03-02T10:00:00+01:00"
    for folder in (home.notes, home.plans, home.history):
        left = left_by(dead_process, home.open(folder))
        if folder == home.history:
            keep_result(home, b"{}", created=stamp, form="full")
        else:
            keep_record(home, folder, b"{}", created=stamp)
        assert not left.exists()
        assert len(list(folder.iterdir())) == 1
