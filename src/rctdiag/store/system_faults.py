"""From what the system says to one line a person can act on."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, FileFault

if TYPE_CHECKING:
    from pathlib import Path

_DISK_FULL = ("disk-full", "the disk is full.", "Free some space, or choose another folder.")
_NO_PERMISSION = (
    "no-permission",
    "permission denied.",
    "Check who owns it, or choose another folder.",
)
_READ_ONLY = ("read-only", "this folder or disk is read-only.", "Choose another folder.")
_QUOTA = ("disk-quota", "your disk quota is used up.", "Delete some of your own files.")
_DISK_ERROR = (
    "disk-error",
    "the disk reports an error.",
    "Choose a folder on another disk, and have this one checked.",
)
_MISSING = ("path-missing", "there is no such file or folder.", "Check the path.")
_NOT_A_FOLDER = ("not-a-folder", "part of this path is not a folder.", "Check the path.")
_IS_A_FOLDER = ("is-a-folder", "this is a folder.", "Give the path of a file.")
_LINK = (
    "symbolic-link",
    "this is a symbolic link, and nothing private is written through one.",
    "Give the path it points to.",
)
_EXISTS = ("file-exists", "it already exists.", "Add --force to replace it.")
_NAME_TOO_LONG = ("name-too-long", "this name is too long.", "Choose a shorter one.")
_NOT_A_FILE = ("not-a-file", "this is not a regular file.", "Give the path of a file.")
_LIMIT = ("file-limit", "this process may not write such a large file.", "Check ulimit -f.")
_OTHER = ("cannot-read-or-write", "the system refused.", "Check the path and its permissions.")

_BY_NUMBER = {
    errno.ENOSPC: _DISK_FULL,
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: _READ_ONLY,
    errno.EIO: _DISK_ERROR,
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _NOT_A_FOLDER,
    errno.EISDIR: _IS_A_FOLDER,
    errno.ELOOP: _LINK,
    errno.EEXIST: _EXISTS,
    errno.EINVAL: _NOT_A_FILE,
    errno.EFBIG: _LIMIT,
    errno.ENAMETOOLONG: _NAME_TOO_LONG,
    getattr(errno, "EDQUOT", -1): _QUOTA,
}


def file_fault(error: OSError, path: Path) -> FileFault:
    """The fault for what the system said about ``path``; carries no content, only the place."""
    code, message, hint = _BY_NUMBER.get(error.errno or 0, _OTHER)
    if error.errno == errno.ENOENT and not path.parent.exists():
        message, hint = f"there is no folder {path.parent}.", "Make it first, or name another."
    return FileFault(Fault(code, message, hint, file=str(path)))


def refuse(path: Path, number: int) -> FileFault:
    """The fault for a place that is refused before the system is asked (``errno`` names why)."""
    return file_fault(OSError(number, ""), path)
