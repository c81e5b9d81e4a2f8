"""Private files, whole or not at all.

A file is written beside its target, synced, renamed over it, and the folder is synced:
after a crash at any moment the target holds the old content or the new, never a part.
What a crash leaves beside it is removed by ``sweep_orphans``.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, FileFault
from rctdiag.store import posix
from rctdiag.store.files_read import note_read
from rctdiag.store.system_faults import file_fault, refuse

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".rctdiag-tmp"
_LONGEST_STEM = 80  # bytes of the target's name kept; names end at 255
LARGEST = 64 * 1024 * 1024  # bytes of a private file read back


def write_private(path: Path, data: bytes, *, force: bool) -> None:
    """Write ``data`` to ``path``, mode 0600, atomically and durably.

    Args:
        path: the target, in a folder that exists.
        data: the whole content.
        force: replace a file that is there.

    Raises:
        FileFault: the target exists and ``force`` is off, is a link, a folder or a device, or
            the system refused. What was there before is then still there.
    """
    _look_at(path, force=force)
    temporary = temporary_beside(path)
    try:
        try:
            _write_whole(temporary, data)
            _move(temporary, path, force=force)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        posix.sync_folder(path.parent)
    except OSError as error:
        raise file_fault(error, path) from None


def read_private(path: Path) -> bytes:
    """The content of a private file, read through one handle that follows no link.

    Raises:
        FileFault: missing, a link, no regular file, too large, or the system refused.
    """
    try:
        flags = os.O_RDONLY | posix.NOFOLLOW | posix.CLOEXEC | posix.BINARY
        handle = os.open(path, flags | posix.NONBLOCK)  # a pipe in its place is not waited for
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise refuse(path, errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.EINVAL)
            if status.st_size > LARGEST:
                raise FileFault(
                    Fault(
                        "too-large",
                        "this is too large to be one of ours.",
                        "Check the path.",
                        file=str(path),
                    )
                )
            note_read(handle)
            return file.read(LARGEST)
    except OSError as error:
        raise file_fault(error, path) from None


def remove(path: Path) -> bool:
    """Remove a file durably; whether it was there.

    Raises:
        FileFault: the system refused.
    """
    try:
        path.unlink()
        posix.sync_folder(path.parent)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise file_fault(error, path) from None
    return True


def temporary_beside(path: Path) -> Path:
    """A new name beside ``path``; it tells which process writes it."""
    stem = os.fsdecode(os.fsencode(path.name)[:_LONGEST_STEM])
    return path.with_name(f".{stem}.{os.getpid()}.{secrets.token_hex(8)}{SUFFIX}")


def _look_at(path: Path, *, force: bool) -> None:
    """Refuse what must not be replaced: links, folders, devices, and files without ``force``."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise file_fault(error, path) from None
    if stat.S_ISLNK(mode):
        raise refuse(path, errno.ELOOP)
    if stat.S_ISDIR(mode):
        raise refuse(path, errno.EISDIR)
    if not stat.S_ISREG(mode):
        raise refuse(path, errno.EINVAL)
    if not force:
        raise refuse(path, errno.EEXIST)


def _write_whole(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= posix.NOFOLLOW | posix.CLOEXEC | posix.BINARY
    handle = os.open(path, flags, 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    except BaseException:
        with suppress(OSError):
            os.close(handle)
        raise
    os.close(handle)


def _move(source: Path, target: Path, *, force: bool) -> None:
    """Rename; without ``force`` also against somebody who creates the target meanwhile."""
    if force:
        source.replace(target)
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # no hard links here: the look before must do
        source.replace(target)
        return
    source.unlink()
