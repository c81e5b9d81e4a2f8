"""The solver's own words kept off the standard output, where a document is written."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STDOUT = 1  # the descriptor: compiled code knows nothing of sys.stdout


@contextmanager
def stdout_silenced() -> Iterator[None]:
    """What compiled code prints inside goes nowhere.

    HiGHS 1.12 now and then prints a line whatever its options say (its issue 2783).
    """
    sys.stdout.flush()
    try:
        saved = os.dup(_STDOUT)
    except OSError:  # closed: nothing can be printed
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDOUT)
    try:
        yield
    finally:
        ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None).fflush(None)
        os.dup2(saved, _STDOUT)
        os.close(saved)
        os.close(nowhere)
