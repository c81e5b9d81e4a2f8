"""Single keys, lines and signals. Everything that only POSIX terminals have is in this module.

Where ``termios`` or a signal is missing, the parts that need it do nothing.
"""

from __future__ import annotations

import errno
import os
import select
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Self

import typer

try:
    import termios
    import tty
except ImportError:  # Windows: the console has modes of its own, which Typer sets
    termios = tty = None  # type: ignore[assignment]  # tested before each use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

HANG_UP: int = getattr(signal, "SIGHUP", 1)
_STOPPING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_SUSPEND: int | None = getattr(signal, "SIGTSTP", None)
_CONTINUE: int | None = getattr(signal, "SIGCONT", None)
_SAME_AS = {"\n": "\r", "\x00": "\x1b"}  # Windows begins its special keys with NUL
_CTRL_C, _CTRL_D, _CTRL_Z = b"\x03", b"\x04", "\x1a"
_KEYS = 32  # bytes of one key at most; more are several
_LINE_LIMIT = 65_536  # bytes of one line; longer lines come in parts


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

    def until_readable(self, stream: int) -> None:
        """Wait for input. A bare read would sleep on if a signal came just before it began."""
        while self._woken and stream not in select.select([stream, self._woken[0]], [], [])[0]:
            with suppress(BlockingIOError):
                os.read(self._woken[0], 512)

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


class Keyboard:
    """Keys and lines from the terminal on stdin, which is left as it was found.

    While the interview runs the terminal does not echo: what is typed during a save is
    discarded, so that no key answers a question that was not on the screen yet.
    """

    def __init__(self, signals: Signals) -> None:
        self._signals = signals
        self._redraw: Callable[[], None] | None = None
        self._found: list[Any] | None = None
        self._handlers: dict[int, Any] = {}
        self._suspending = False
        self._raw = False  # a key is being waited for, not a line
        self.several = False  # the last read brought more than one key

    def __enter__(self) -> Self:
        self._found = _modes()
        for number, handler in ((_SUSPEND, self._suspended), (_CONTINUE, self._continued)):
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                self._handlers[number] = signal.signal(number, handler)
        self._quiet()
        return self

    def __exit__(self, *_: object) -> None:
        _set_modes(self._found)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def key(self, redraw: Callable[[], None]) -> str:
        """One key: a character, ``\\r`` for Enter, ``\\x1b`` for any key that sends a sequence.

        Args:
            redraw: writes the prompt again after the program was suspended.

        Raises:
            Stopped: a signal, Ctrl-C, or the terminal is gone.
            EOFError: Ctrl-D.
        """
        self._raw = True
        try:
            read = self._keys(redraw)
        finally:
            self._raw = False
        first = _SAME_AS.get(read[0], read[0])
        self.several = first != "\x1b" and len(read.rstrip("\r\n")) > 1
        return first

    def _keys(self, redraw: Callable[[], None]) -> str:
        while True:
            with self._watching(redraw):
                read = self._read_keys()
            if read != _CTRL_Z:
                return read
            self._suspend_group()
            redraw()

    def line(self, redraw: Callable[[], None]) -> str:
        """A line, edited and echoed by the terminal, without its end.

        Raises:
            Stopped: a signal, Ctrl-C, or the terminal is gone.
            EOFError: Ctrl-D on an empty line.
        """
        _set_modes(self._found)
        try:
            with self._watching(redraw):
                read = self._read_line()
        finally:
            self._quiet()
        if not read:
            raise EOFError
        return read.rstrip("\r\n")

    def _read_keys(self) -> str:
        with _at_the_terminal():
            if termios is None:
                return typer.getchar()
            stream = sys.stdin.fileno()
            modes = _modes()
            try:
                tty.setraw(stream)  # and what was typed before is discarded
            except termios.error:
                raise Stopped(HANG_UP) from None
            try:
                self._signals.until_readable(stream)
                read = os.read(stream, _KEYS)
            finally:
                _set_modes(modes)
        if not read:
            raise Stopped(HANG_UP)
        if read == _CTRL_C:
            raise Stopped(signal.SIGINT)
        if read == _CTRL_D:
            raise EOFError
        return _decoded(read)

    def _read_line(self) -> str:
        """Bytes up to the line's end, read past the buffers, which single keys pass by too."""
        read = b""
        with _at_the_terminal():
            stream = sys.stdin.fileno()
            while not read.endswith(b"\n"):
                self._signals.until_readable(stream)
                part = os.read(stream, 4096)
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
        modes = _modes()
        if modes is not None and termios is not None:
            modes[3] &= ~(termios.ECHO | termios.ICANON)
            _set_modes(modes)

    def _suspend_group(self) -> None:
        """What Ctrl-Z does where the terminal itself handles it."""
        if _SUSPEND is not None:
            os.killpg(os.getpgrp(), _SUSPEND)

    def _suspended(self, number: int, _: FrameType | None) -> None:
        """Give the terminal back to the shell, stop, and take it again."""
        modes = _modes()
        self._suspending = True
        _set_modes(self._found)
        handler = signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)  # stops here; where nobody could continue it, goes on
        signal.signal(number, handler)
        self._suspending = False
        self._take(modes)

    def _continued(self, _number: int, _: FrameType | None) -> None:
        """After a stop that could not be seen coming the shell may have set its own modes."""
        if self._suspending:
            return
        if self._raw and tty is not None:
            with suppress(termios.error, OSError, ValueError):
                tty.setraw(sys.stdin.fileno())
        self._take(_modes())

    def _take(self, modes: list[Any] | None) -> None:
        _set_modes(modes)
        if self._redraw is not None:
            self._redraw()


def is_interactive() -> bool:
    """Whether somebody sits there: questions are seen on stderr, keys come from stdin."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def input_line(signals: Signals) -> bytes | None:
    """A line of stdin without its end; None at the end of the input.

    Raises:
        Stopped: a signal.
    """
    with signals.waiting():
        read = sys.stdin.buffer.readline(_LINE_LIMIT)
    return read.rstrip(b"\r\n") if read else None


def silence(stream: int) -> None:
    """Point a stream whose reader is gone at nothing, so that leaving cannot fail on it."""
    with suppress(OSError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream)
        os.close(nothing)


@contextmanager
def _at_the_terminal() -> Iterator[None]:
    """What a terminal says when it is gone.

    Raises:
        Stopped: it is.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.EIO, errno.EBADF}:
            raise
        raise Stopped(HANG_UP) from None
    except RuntimeError:  # Typer found no terminal
        raise Stopped(HANG_UP) from None


def _decoded(read: bytes) -> str:
    try:
        return read.decode("utf-8")  # what terminals send, also where the locale says ASCII
    except UnicodeDecodeError:
        return read.decode(sys.stdin.encoding or "ascii", "replace")


def _modes() -> list[Any] | None:
    if termios is None:
        return None
    try:
        return termios.tcgetattr(sys.stdin.fileno())
    except (termios.error, OSError, ValueError):
        return None


def _set_modes(modes: list[Any] | None) -> None:
    if termios is None or modes is None:
        return
    with suppress(termios.error, OSError, ValueError):
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, modes)
