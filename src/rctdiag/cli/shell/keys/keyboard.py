"""Single keys and lines from the terminal on stdin, which is left as it was found."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Self

import typer

from rctdiag.cli.shell.keys.key_decoder import (
    DOWN,
    END_OF_INPUT,
    INTERRUPT,
    LEFT,
    RIGHT,
    SUSPEND,
    UP,
    without_sequences,
)
from rctdiag.cli.shell.keys.key_reader import KeyReader
from rctdiag.cli.shell.keys.key_timing import NORMAL, Pace
from rctdiag.cli.shell.keys.signals import HANG_UP, Stopped
from rctdiag.cli.shell.keys.terminal import RawMode, at_the_terminal, modes, set_modes

try:
    import termios
    import tty
except ImportError:  # Windows: the console has modes of its own, which Typer sets
    termios = tty = None  # type: ignore[assignment]  # tested before each use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from rctdiag.cli.shell.keys.signals import Signals

_SUSPEND: int | None = getattr(signal, "SIGTSTP", None)
_CONTINUE: int | None = getattr(signal, "SIGCONT", None)
_CHUNK = 4096  # bytes of one read
# Windows begins its special keys with one of two signs; what follows the sign says which.
_SPECIAL = frozenset({"\x00", "\xe0"})
_WINDOWS = {"H": UP, "P": DOWN, "K": LEFT, "M": RIGHT}


class Keyboard:
    """Keys and lines from the terminal on stdin.

    While the interview runs the terminal does not echo: what is typed during a save is
    discarded, so that no key answers a question that was not on the screen yet.
    """

    def __init__(
        self,
        signals: Signals,
        pace: Pace = NORMAL,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._signals = signals
        self._keys = KeyReader(pace, clock)
        self._redraw: Callable[[], None] | None = None
        self._found: list[Any] | None = None
        self._handlers: dict[int, Any] = {}
        self._suspending = False
        self._raw = False  # a key is being waited for, not a line

    def __enter__(self) -> Self:
        self._found = modes()
        for number, handler in ((_SUSPEND, self._suspended), (_CONTINUE, self._continued)):
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                self._handlers[number] = signal.signal(number, handler)
        self._quiet()
        return self

    def __exit__(self, *_: object) -> None:
        set_modes(self._found)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    @property
    def several(self) -> bool:
        """Whether the last read brought more keys than the one taken."""
        return self._keys.several

    def key(self, redraw: Callable[[], None], *, more: bool = False) -> str:
        """One key that counts: a character, Enter, or an arrow.

        Args:
            redraw: writes the prompt again after the program was suspended.
            more: one more for the same question, which has been on the screen all the time.

        Raises:
            Stopped: a signal, Ctrl-C, or the terminal is gone.
            EOFError: Ctrl-D.
        """
        self._raw = True
        try:
            while True:
                with self._watching(redraw):
                    read = self._counting_key(more=more)
                if read != SUSPEND:
                    break
                self._suspend_group()
                redraw()
        finally:
            self._raw = False
        if read == INTERRUPT:
            raise Stopped(signal.SIGINT)
        if read == END_OF_INPUT:
            raise EOFError
        return read

    def line(self, redraw: Callable[[], None], *, typed_ahead: bool = False) -> str:
        """A line, edited and echoed by the terminal, without its end.

        Args:
            redraw: writes the prompt again after the program was suspended.
            typed_ahead: keep what was typed before the prompt: it is meant for this line.

        Raises:
            Stopped: a signal, Ctrl-C, or the terminal is gone.
            EOFError: Ctrl-D on an empty line.
        """
        if not typed_ahead:
            with self._watching(redraw):
                self._settle()
        set_modes(self._found)
        try:
            with self._watching(redraw):
                read = self._read_line()
        finally:
            self._quiet()
        if not read:
            raise EOFError
        return without_sequences(read.rstrip("\r\n"))

    # -- keys ----------------------------------------------------------------------------------

    def _counting_key(self, *, more: bool) -> str:
        if not more:
            self._keys.shown()
        if termios is None:
            return self._windows_key()
        with at_the_terminal(), RawMode(discard=not more) as stream:
            if not more:
                self._keys.shown()
            return self._keys.key(partial(self._read, stream))

    def _settle(self) -> None:
        if termios is None or not self._keys.pace.settled:
            return
        with at_the_terminal(), RawMode() as stream:
            if self._keys.settle(partial(self._read, stream)):
                raise Stopped(signal.SIGINT)

    def _read(self, stream: int, seconds: float | None) -> bytes:
        """What came; nothing if ``seconds`` went by.

        Raises:
            Stopped: the terminal is gone.
        """
        if not self._signals.until_readable(stream, seconds):
            return b""
        read = os.read(stream, _CHUNK)
        if not read:
            raise Stopped(HANG_UP)
        return read

    def _windows_key(self) -> str:
        """One key of a console that tells of keys only by waiting for them."""
        while True:
            with at_the_terminal():
                typed = typer.getchar()
            if typed[:1] in _SPECIAL:
                typed = _WINDOWS.get(typed[1:2], "")
            if typed and (key := self._keys.key_of(typed)):
                return key

    # -- lines and modes -----------------------------------------------------------------------

    def _read_line(self) -> str:
        """Bytes up to the line's end, read past the buffers, which single keys pass by too."""
        read = b""
        with at_the_terminal():
            stream = sys.stdin.fileno()
            while not read.endswith(b"\n"):
                self._signals.until_readable(stream)
                part = os.read(stream, _CHUNK)
                if not part:
                    break
                read += part
        return _decoded(read)

    @contextmanager
    def _watching(self, redraw: Callable[[], None]) -> Iterator[None]:
        self._redraw = redraw
        try:
            with self._signals.waiting():
                yield
        finally:
            self._redraw = None

    def _quiet(self) -> None:
        terminal_modes = modes()
        if terminal_modes is not None and termios is not None:
            terminal_modes[3] &= ~(termios.ECHO | termios.ICANON)
            set_modes(terminal_modes)

    def _suspend_group(self) -> None:
        """What Ctrl-Z does where the terminal itself handles it."""
        if _SUSPEND is not None:
            os.killpg(os.getpgrp(), _SUSPEND)

    def _suspended(self, number: int, _: FrameType | None) -> None:
        """Give the terminal back to the shell, stop, and take it again."""
        terminal_modes = modes()
        self._suspending = True
        set_modes(self._found)
        handler = signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)  # stops here; where nobody could continue it, goes on
        signal.signal(number, handler)
        self._suspending = False
        self._take(terminal_modes)

    def _continued(self, _number: int, _: FrameType | None) -> None:
        """After a stop that could not be seen coming the shell may have set its own modes."""
        if self._suspending:
            return
        if self._raw and tty is not None:
            with suppress(termios.error, OSError, ValueError):
                tty.setraw(sys.stdin.fileno())
        self._take(modes())

    def _take(self, terminal_modes: list[Any] | None) -> None:
        set_modes(terminal_modes)
        if self._redraw is not None:
            self._redraw()
        self._keys.shown()


def _decoded(read: bytes) -> str:
    try:
        return read.decode("utf-8")  # what terminals send, also where the locale says ASCII
    except UnicodeDecodeError:
        return read.decode(sys.stdin.encoding or "ascii", "replace")
