"""Ctrl-C and the system's ways to end a program, told in one line whenever they come."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from threading import Thread, current_thread, main_thread
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

# Windows ends a program without asking it.
_ENDINGS = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, "SIGHUP")
)


@contextmanager
def ending_when_interrupted(state_of_files: str = " Files are as they were.") -> Iterator[None]:
    """Say so, and end the program as the signal asks."""
    with _endings_as_ctrl_c() as signals_received:
        try:
            yield
        except KeyboardInterrupt:
            sys.stderr.write(f"rctdiag: interrupted.{state_of_files}\n")
            raise typer.Exit(
                128 + (signals_received[0] if signals_received else signal.SIGINT)
            ) from None


@contextmanager
def _endings_as_ctrl_c() -> Iterator[list[int]]:
    """Have what ends a program raise KeyboardInterrupt, so that nothing is left behind.

    Python's own handlers wait until an engine comes back; only Ctrl-C reaches into it. So a thread
    that hears of a signal at once sends Ctrl-C. Gives the signals that came.
    """
    signals_received: list[int] = []
    handled = [ending for ending in _ENDINGS if signal.getsignal(ending) is signal.SIG_DFL]
    if not handled or current_thread() is not main_thread():
        yield signals_received
        return
    reading_end, writing_end = os.pipe()
    os.set_blocking(writing_end, False)
    previous_fd = signal.set_wakeup_fd(writing_end, warn_on_full_buffer=False)
    before = {signal_number: signal.signal(signal_number, _pass) for signal_number in handled}
    ctrl_c = signal.getsignal(signal.SIGINT)

    def interrupt(number: int, frame: FrameType | None) -> None:
        """Ctrl-C of the keyboard does what it did: a program in the background ignores it."""
        if signals_received or ctrl_c is signal.default_int_handler:
            raise KeyboardInterrupt
        if callable(ctrl_c):
            ctrl_c(number, frame)

    before[signal.SIGINT] = signal.signal(signal.SIGINT, interrupt)
    start_deaf(Thread(target=_listen, args=(reading_end, handled, signals_received), daemon=True))
    try:
        yield signals_received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(previous_fd)
        os.close(writing_end)


def start_deaf(thread: Thread) -> None:
    """Start a thread that gets no Ctrl-C.

    Where the main thread holds Ctrl-C back, another that hears it would let it through.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        thread.start()
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        thread.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _pass(number: int, frame: FrameType | None) -> None:
    """The thread that listens does it."""


def _listen(reading_end: int, handled: list[int], signals_received: list[int]) -> None:
    with os.fdopen(reading_end, "rb", buffering=0) as pipe:
        while number := pipe.read(1):
            if number[0] in handled and not signals_received:
                signals_received.append(number[0])
                os.kill(os.getpid(), signal.SIGINT)
