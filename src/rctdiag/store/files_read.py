"""Files that are read: opened without hanging, and never written over, even with ``--force``."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, FileFault, UsageFault
from rctdiag.store.posix import BINARY, NONBLOCK

if TYPE_CHECKING:
    from pathlib import Path

_READ: set[tuple[int, int]] = set()  # device and number, the same by every name and link


def open_to_read(path: Path, missing: Fault, refused: Fault) -> int:
    """A descriptor; it does not wait for a device or for the other end of a pipe.

    Args:
        path: The file.
        missing: The fault where there is no such file.
        refused: The fault where the system refuses; its message says why.

    Raises:
        FileFault: it is missing, or may not be read.
    """
    try:
        return os.open(path, os.O_RDONLY | NONBLOCK | BINARY)
    except FileNotFoundError:
        raise FileFault(missing) from None
    except OSError as error:
        raise unreadable(refused, error) from None
    except ValueError:
        raise FileFault(missing._replace(message="this is not a file name.", file="")) from None


def unreadable(refused: Fault, error: OSError) -> FileFault:
    """The fault for what the system said while a file was read."""
    message = f"this cannot be read ({(error.strerror or 'unknown reason').lower()})."
    return FileFault(refused._replace(message=message))


def begin_run() -> None:
    """Forget what an earlier run in this process has read."""
    _READ.clear()


def note_read(handle: int) -> None:
    """Remember the file behind an open descriptor."""
    status = os.fstat(handle)
    _READ.add((status.st_dev, status.st_ino))


def refuse_input(target: Path | int, name: str) -> None:
    """Refuse to write to a path or an open descriptor whose file was read.

    Raises:
        UsageFault: it was; ``--force`` is no answer to that.
    """
    with suppress(OSError, ValueError):  # nothing is there yet
        status = os.stat(target)  # noqa: PTH116 - of a descriptor, too
        if (status.st_dev, status.st_ino) in _READ:
            message = f"{name} names a file that is read."
            file = "" if isinstance(target, int) else str(target)
            raise UsageFault(Fault("same-file", message, "Name another file.", file))
