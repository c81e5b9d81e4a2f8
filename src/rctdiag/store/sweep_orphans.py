"""Remove what a crash left behind: temporary files of ours that nobody writes any more."""

from __future__ import annotations

import os
import re
import shutil
import stat
import time
from contextlib import suppress
from pathlib import Path

from rctdiag.store import posix
from rctdiag.store.atomic_write import SUFFIX

SCRATCH = "rctdiag-put-aside-"
_NAME = re.compile(
    rf"^\..*\.(?P<process>\d{{1,10}})\.[0-9a-f]{{16}}{re.escape(SUFFIX)}$", re.DOTALL
)
# A write takes milliseconds: older than this it is left over, whoever has the process id now.
_WRITING_AT_MOST = 60.0  # seconds
_HOLDING_AT_MOST = 5.0  # seconds from making a folder to locking it


def leftovers(folder: Path) -> tuple[Path, ...]:
    """Temporary files of ours in ``folder`` that no running process writes, in order of name."""
    try:
        entries = [entry for entry in os.scandir(folder) if _NAME.match(entry.name)]
    except OSError:
        return ()
    return tuple(folder / left.name for left in sorted(entries, key=_name) if _left(left))


def sweep(*folders: Path) -> int:
    """Remove the leftovers of these folders; how many went. One that cannot go is left."""
    removed = 0
    for path in (path for folder in folders for path in leftovers(folder)):
        try:
            path.unlink()
        except OSError:
            continue
        removed += 1
    return removed


def sweep_ended(*folders: Path) -> int:
    """Remove what ended processes left in these folders; what a running one writes stays.

    A run over many people takes longer than one write, so its age says nothing.
    """
    paths = (path for folder in dict.fromkeys(folders) for path in leftovers(folder))
    removed = 0
    for path in paths:
        if is_ended(path):
            with suppress(OSError):
                path.unlink()
                removed += 1
    return removed


def is_ended(path: Path) -> bool:
    """Whether the process that wrote a temporary file of ours has ended."""
    match = _NAME.match(path.name)
    return match is not None and posix.is_running(int(match["process"])) is False


def scratch_left() -> tuple[Path, ...]:
    """Folders for what was put aside by runs that were killed, in the system's place for such."""
    import tempfile  # noqa: PLC0415 - only what puts something aside needs it

    user = getattr(os, "getuid", lambda: None)()
    folders = []
    for folder in sorted(Path(tempfile.gettempdir()).glob(f"{SCRATCH}*")):
        with suppress(OSError):
            status = folder.lstat()
            is_ours = stat.S_ISDIR(status.st_mode) and status.st_uid == user
            old = time.time() - status.st_mtime > _HOLDING_AT_MOST
            if is_ours and old and (lock := posix.hold(folder)) is not None:
                os.close(lock)
                folders.append(folder)
    return tuple(folders)


def is_scratch(folder: Path) -> bool:
    """Whether a folder is one for what a run puts aside."""
    return folder.name.startswith(SCRATCH)


def sweep_scratch() -> None:
    """Remove them."""
    for folder in scratch_left():
        shutil.rmtree(folder, ignore_errors=True)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _left(entry: os.DirEntry[str]) -> bool:
    match = _NAME.match(entry.name)
    if match is None:
        return False
    try:
        age = time.time() - entry.stat(follow_symlinks=False).st_mtime
    except OSError:
        return False
    return age > _WRITING_AT_MOST or posix.is_running(int(match["process"])) is False
