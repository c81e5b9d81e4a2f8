"""Which files this run has read: nothing is written over them, not even with ``--force``."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, UsageFault

if TYPE_CHECKING:
    from pathlib import Path

_READ: set[tuple[int, int]] = set()  # device and number, the same by every name and link


def begin_run() -> None:
    """Forget what an earlier run in this process has read."""
    _READ.clear()


def note_read(handle: int) -> None:
    """Remember the file behind an open descriptor."""
    about = os.fstat(handle)
    _READ.add((about.st_dev, about.st_ino))


def refuse_input(target: Path | int, name: str) -> None:
    """Refuse to write to a path or an open descriptor whose file was read.

    Raises:
        UsageFault: it was; ``--force`` is no answer to that.
    """
    with suppress(OSError, ValueError):  # nothing is there yet
        about = os.stat(target)  # noqa: PTH116 - of a descriptor, too
        if (about.st_dev, about.st_ino) in _READ:
            message = f"{name} names an input."
            file = "" if isinstance(target, int) else str(target)
            raise UsageFault(Fault("same-file", message, "Name another file.", file))
