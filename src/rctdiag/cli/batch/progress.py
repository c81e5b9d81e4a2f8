"""How far a long run is: on stderr, only on a terminal, only after a second."""

from __future__ import annotations

import os
import sys
import time
from threading import Lock, Timer
from typing import Self, TextIO

from rctdiag.cli.batch.interruption import start_deaf
from rctdiag.cli.shell.accessible import is_accessible
from rctdiag.cli.shell.notices_stream import columns_of

_AFTER = 1.0  # seconds
_EVERY = 0.2
_WIDTH = 30
_CLEAR = "\r\033[K"


class Progress:
    """A bar while tables are checked, then a word while they are scored; removed at the end."""

    def __init__(self, *, quiet: bool) -> None:
        capable = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._shows = capable and not quiet and not is_accessible(option_given=False)
        self._began = self._last = time.monotonic()
        self._drawn = self._ended = False
        self._shown: tuple[int, int] | None = None
        self._screen = sys.stderr
        self._lock = Lock()
        self._timer = Timer(_AFTER, self._catch_up)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if self._shows:
            self._screen = _of_its_own(sys.stderr)
            start_deaf(self._timer)
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            self._ended = True
            if self._drawn:
                self._screen.write(_CLEAR)
                self._screen.flush()
            if self._screen is not sys.stderr:
                self._screen.close()

    def __call__(self, done: int, whole: int) -> None:
        """``done`` of ``whole`` bytes are checked."""
        now = time.monotonic()
        self._shown = done, whole
        if not self._shows or now - self._began < _AFTER:
            return
        if now - self._last < _EVERY and done < whole:
            return
        self._last = now
        self._draw()

    def _catch_up(self) -> None:
        """What was told within the first second may be all that will be."""
        if not self._drawn:
            self._draw()

    def _draw(self) -> None:
        with self._lock:
            if self._shown is None or self._ended:
                return
            done, whole = self._shown
            message = "scoring" if done >= whole else f"{done >> 20} of {whole >> 20} MB checked"
            # A line that the terminal breaks could not be written over.
            cells = max(0, min(_WIDTH, columns_of(sys.stderr) - len(message) - 2))
            full = min(cells, cells * done // max(whole, 1))
            bar = "#" * full + "." * (cells - full)
            self._screen.write(f"{_CLEAR}{bar} {message}")
            self._screen.flush()
            self._drawn = True


def _of_its_own(stream: TextIO) -> TextIO:
    """Another way to the same screen: an engine's may be closed to it for a while."""
    try:
        return os.fdopen(os.dup(stream.fileno()), "w", encoding=stream.encoding)
    except OSError:  # no file behind it
        return stream
