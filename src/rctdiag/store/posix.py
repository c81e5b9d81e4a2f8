"""What only some systems have, behind one door: folder sync, no-follow, live processes."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# 0 where the system has no such flag: the file is then opened without it.
NOFOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
CLOEXEC: int = getattr(os, "O_CLOEXEC", 0)
BINARY: int = getattr(os, "O_BINARY", 0)
NONBLOCK: int = getattr(os, "O_NONBLOCK", 0)
_DIRECTORY: int | None = getattr(os, "O_DIRECTORY", None)
# What a file system without folder sync answers; the rename itself has succeeded then.
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to disk, so that a rename survives a power cut.

    Raises:
        OSError: the disk refused. Nothing happens on systems that cannot open a folder.
    """
    if _DIRECTORY is None:
        return
    handle = os.open(folder, os.O_RDONLY | _DIRECTORY | CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def hold(folder: Path) -> int | None:
    """Lock a folder of ours until the descriptor is closed or this process ends.

    None where another process holds it, or the system has no such locks.
    """
    if _DIRECTORY is None:
        return None
    try:
        import fcntl  # noqa: PLC0415 - only what puts something aside needs it
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY | _DIRECTORY | NOFOLLOW | CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def is_open_to_others(folder: Path) -> bool:
    """Whether group or others may look into a folder; never on a system without modes."""
    return os.name == "posix" and bool(stat.S_IMODE(folder.stat().st_mode) & 0o077)


def make_private(folder: Path) -> None:
    """Take group and others' rights off a folder of ours; a system without modes ignores it."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o077:
        with suppress(NotImplementedError):
            folder.chmod(0o700)


def is_running(process: int) -> bool | None:
    """Whether a process with this id exists; None where asking is not possible.

    On Windows signal 0 would end the process instead of asking for it.
    """
    if os.name != "posix":
        return None
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
