"""What only POSIX terminals have: modes, lines, a terminal that goes away.

Where ``termios`` is missing, the parts that need it do nothing.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from rctdiag.cli.shell.keys.signals import HANG_UP, Stopped

try:
    import termios
    import tty
except ImportError:  # Windows: the console has modes of its own, which Typer sets
    termios = tty = None  # type: ignore[assignment]  # tested before each use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.cli.shell.keys.signals import Signals

_LINE_LIMIT = 65_536  # bytes of one line; longer lines come in parts


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


def fresh_screen(rows: int) -> str:
    """What moves all that a terminal of so many rows shows up out of sight, and begins at its top.

    Nothing is wiped out: whoever scrolls up still finds it, keys and all.
    """
    return "\n" * (rows - 1) + "\x1b[H"


@contextmanager
def at_the_terminal() -> Iterator[None]:
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


def modes() -> list[Any] | None:
    """The modes of the terminal on stdin; None where there are none."""
    if termios is None:
        return None
    try:
        return termios.tcgetattr(sys.stdin.fileno())
    except (termios.error, OSError, ValueError):
        return None


def set_modes(wanted: list[Any] | None) -> None:
    """Set the modes of the terminal on stdin, as far as there is one."""
    if termios is None or wanted is None:
        return
    with suppress(termios.error, OSError, ValueError):
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, wanted)


class RawMode:
    """Every key at once and unseen, from the terminal on stdin, until the end of the block.

    No generator: one that a signal interrupts on the way out restores its modes when it is thrown
    away, and by then the terminal may be somebody else's.

    Args:
        discard: whether what was typed before the block is discarded.

    Raises:
        Stopped: the terminal is gone.
    """

    def __init__(self, *, discard: bool = True) -> None:
        self._discard = discard
        self._before: list[Any] | None = None

    def __enter__(self) -> int:
        stream = sys.stdin.fileno()
        self._before = modes()
        try:
            tty.setraw(stream, termios.TCSAFLUSH if self._discard else termios.TCSADRAIN)
        except termios.error:
            raise Stopped(HANG_UP) from None
        return stream

    def __exit__(self, *_: object) -> None:
        set_modes(self._before)
