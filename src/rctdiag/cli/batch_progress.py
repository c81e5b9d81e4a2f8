"""How far a long run is: on stderr, only on a terminal, only after a second."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Self

from rctdiag.cli.output import is_accessible

if TYPE_CHECKING:
    from types import TracebackType

_AFTER = 1.0  # seconds
_EVERY = 0.2
_WIDTH = 30
_CLEAR = "\r\033[K"


class Progress:
    """A bar while tables are checked, then a word while they are scored; removed at the end."""

    def __init__(self, *, quiet: bool) -> None:
        capable = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._shows = capable and not quiet and not is_accessible(asked=False)
        self._began = self._last = time.monotonic()
        self._drawn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._drawn:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()

    def __call__(self, done: int, whole: int) -> None:
        """``done`` of ``whole`` bytes are checked."""
        now = time.monotonic()
        is_last = done >= whole
        if not self._shows or now - self._began < _AFTER:
            return
        if now - self._last < _EVERY and not is_last:
            return
        self._last, self._drawn = now, True
        full = min(_WIDTH, _WIDTH * done // max(whole, 1))
        bar = "#" * full + "." * (_WIDTH - full)
        told = "scoring" if is_last else f"{done >> 20} of {whole >> 20} MB checked"
        sys.stderr.write(f"{_CLEAR}{bar} {told}")
        sys.stderr.flush()
