"""What every test needs: a terminal that Typer does not guess, a home of its own, no network."""

import os

# Before Typer is imported anywhere: it guesses colour and width from these.
os.environ["_TYPER_FORCE_DISABLE_TERMINAL"] = "1"
for name in ("RCTDIAG_HOME", "RCTDIAG_ACCESSIBLE", "ACCESSIBLE", "NO_COLOR", "RCTDIAG_LANGUAGE"):
    os.environ.pop(name, None)
os.environ["COLUMNS"] = "80"
# Programs that a test starts keep what Python compiles, whatever the shell says. And where rows
# are few, threads for arrays only wait: a start of `teams` takes 1.25 s of processor time, not 1.5.
for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"):
    os.environ.pop(name, None)
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import gc
import signal
import socket
from pathlib import Path

import pytest
from hypothesis import settings

# A test must not depend on how busy the machine is, and must repeat what it found.
settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile("gate")


# Under nohup or in the background, a program that a test starts hears the signals all the same: a
# signal with a handler is back to its default in a new program, one that is ignored stays so.
for name in ("SIGHUP", "SIGINT", "SIGQUIT"):
    number = getattr(signal, name, None)
    if number is not None and signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, lambda *_: None)

gc.disable()  # while tests are collected: all of them stay


def pytest_collection_finish() -> None:
    """Not to look through thousands of tests again and again saves a sixth of the time."""
    gc.freeze()
    gc.set_threshold(50_000)
    gc.enable()


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Private state goes to a folder of the test."""
    monkeypatch.setenv("RCTDIAG_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """No test opens a connection, except where it starts a server of its own."""
    if "spark" in request.keywords:
        return

    def refuse(*_: object) -> None:
        message = "the network was used"
        raise AssertionError(message)

    monkeypatch.setattr(socket.socket, "connect", refuse)
