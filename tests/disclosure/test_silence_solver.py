"""Compiled code cannot spoil a document on the standard output."""

import os
import subprocess
import sys

import pytest

from rctdiag.disclosure.audit import silence_solver

PROGRAM = """
import ctypes, os, sys
from rctdiag.disclosure.audit.silence_solver import stdout_silenced
libc = ctypes.CDLL(None)
print("before")
with stdout_silenced():
    libc.puts(b"noise")
    os.write(1, b"more noise")
print("after")
if "closed" in sys.argv:
    sys.stdout.flush()
    os.close(1)
    with stdout_silenced():
        libc.puts(b"noise")
    sys.stderr.write("went on")
    sys.stderr.flush()
    os._exit(0)
"""


def run(*words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *words], capture_output=True, check=True, timeout=60
    )


def test_what_it_prints_goes_nowhere() -> None:
    done = run()
    assert (done.stdout.split(), done.stderr) == ([b"before", b"after"], b"")


def test_a_closed_output_needs_no_guard() -> None:
    done = run("closed")
    assert (done.stdout.split(), done.stderr) == ([b"before", b"after"], b"went on")


def test_without_an_output_it_only_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = os.open(os.devnull, os.O_WRONLY)
    os.close(gone)
    monkeypatch.setattr(silence_solver, "_STDOUT", gone)
    with silence_solver.stdout_silenced():
        ran = True
    assert ran
    with pytest.raises(OSError, match="Bad file"):
        os.fstat(gone)  # nothing was opened in its place


def test_a_fault_inside_gives_the_output_back(capfd: pytest.CaptureFixture[str]) -> None:
    def noisy() -> None:
        with silence_solver.stdout_silenced():
            os.write(1, b"noise")
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        noisy()
    os.write(1, b"words")
    assert capfd.readouterr().out == "words"
