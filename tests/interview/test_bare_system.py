"""Where POSIX parts are missing the interview still runs; only what needs them is not there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from interview.play import DRIVE, HERE, environment, given, home
from rctdiag.cli.shell.keys import keyboard, signals, terminal
from rctdiag.store import posix


def test_an_interview_without_posix_parts() -> None:
    with home() as root:
        done = subprocess.run(
            [sys.executable, "bare_system.py", str(DRIVE), "six.yaml"],
            input=b"1\n2\nb\n3\n",
            capture_output=True,
            cwd=HERE,
            env=environment(root),
            check=False,
            timeout=60,
        )
        assert done.stderr.splitlines()[-4].startswith(b"2 of 6 answers are saved in"), done.stderr
        assert done.returncode == 0
        assert given(root) == [1, 3]


def test_everything_is_imported_without_posix_parts() -> None:
    script = """
import sys
for name in ("termios", "tty", "pty", "fcntl", "pwd", "grp", "resource"):
    sys.modules[name] = None
import rctdiag.cli.interview, rctdiag.cli.shell.keys.keyboard, rctdiag.cli.private.erase
import rctdiag.store.atomic_write, rctdiag.store.interview_drafts
import rctdiag.store.erase_kept, rctdiag.store.kept_records
"""
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


def test_modes_are_left_alone_where_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (keyboard, signals, terminal):
        monkeypatch.setattr(module, "termios", None)
    monkeypatch.setattr(keyboard, "_SUSPEND", None)
    monkeypatch.setattr(keyboard, "_CONTINUE", None)
    with signals.Signals() as waiting, keyboard.Keyboard(waiting):
        pass


def test_no_process_is_asked_for_where_asking_would_end_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "name", "nt")
    assert posix.is_running(os.getpid()) is None


def test_a_folder_without_modes_is_taken_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o755)

    def refuses(_self: Path, _mode: int) -> None:
        raise NotImplementedError

    monkeypatch.setattr(Path, "chmod", refuses)
    posix.make_private(tmp_path)
