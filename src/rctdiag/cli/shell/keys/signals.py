"""Signals that end an interview, delivered while it waits for a key."""

from __future__ import annotations

import os
import select
import signal
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Self

try:
    import termios
except ImportError:  # Windows
    termios = None  # type: ignore[assignment]  # tested before each use

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

HANG_UP: int = getattr(signal, "SIGHUP", 1)
_STOPPING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class Stopped(BaseException):
    """A signal ended the interview. No ``Exception``: nothing on the way may swallow it."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__()

    @property
    def exit_code(self) -> int:
        """128 + the signal's number: 130 interrupted, 143 terminated, 129 hung up."""
        return 128 + self.number


class Signals:
    """Signals that end the interview, delivered only while it waits for a key.

    One that arrives during a save waits until the save is whole.
    """

    def __init__(self) -> None:
        self._waiting = False
        self._pending = 0
        self._before: dict[int, Any] = {}
        self._woken: tuple[int, ...] = ()  # a pipe's ends: each signal writes into it

    def __enter__(self) -> Self:
        if termios is not None:
            self._woken = os.pipe()
            for end in self._woken:
                os.set_blocking(end, False)
            signal.set_wakeup_fd(self._woken[1], warn_on_full_buffer=False)
        for name in _STOPPING:
            number = getattr(signal, name, None)
            # nohup means: go on without the terminal
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._stop)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if self._woken:
            signal.set_wakeup_fd(-1)
        for end in self._woken:
            os.close(end)
        self._woken = ()

    def until_readable(self, stream: int, seconds: float | None = None) -> bool:
        """Wait for input. A bare read would sleep on if a signal came just before it began.

        Args:
            stream: the number of the stream.
            seconds: the longest to wait; None waits for ever.

        Returns:
            Whether there is something to read.
        """
        end = None if seconds is None else time.monotonic() + seconds
        while self._woken:
            left = None if end is None else max(0.0, end - time.monotonic())
            ready = select.select([stream, self._woken[0]], [], [], left)[0]
            if stream in ready:
                return True
            if not ready:
                return False
            with suppress(BlockingIOError):
                os.read(self._woken[0], 512)
        return True

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """The time in which a signal may interrupt.

        Raises:
            Stopped: one came, now or before.
        """
        self._waiting = True
        try:
            if self._pending:
                raise Stopped(self._pending)
            yield
        except KeyboardInterrupt:
            raise Stopped(signal.SIGINT) from None
        finally:
            self._waiting = False

    def _stop(self, number: int, _: FrameType | None) -> None:
        if self._waiting:
            self._waiting = False  # a second signal must not interrupt the way out
            raise Stopped(number)
        self._pending = self._pending or number
