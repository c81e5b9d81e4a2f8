"""Remove what a crash left behind: temporary files of ours that nobody writes any more."""

from __future__ import annotations

import os
import re
import time
from typing import TYPE_CHECKING

from rctdiag.store import posix
from rctdiag.store.atomic_write import SUFFIX

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(
    rf"^\..*\.(?P<process>\d{{1,10}})\.[0-9a-f]{{16}}{re.escape(SUFFIX)}$", re.DOTALL
)
# A write takes milliseconds: older than this it is left over, whoever has the process id now.
_WRITING_AT_MOST = 60.0  # seconds


def leftovers(folder: Path) -> tuple[Path, ...]:
    """Temporary files of ours in ``folder`` that no running process writes, in order of name."""
    try:
        found = [entry for entry in os.scandir(folder) if _NAME.match(entry.name)]
    except OSError:
        return ()
    return tuple(folder / one.name for one in sorted(found, key=_name) if _left(one))


def sweep(*folders: Path) -> int:
    """Remove the leftovers of these folders; how many went. One that cannot go is left."""
    gone = 0
    for path in (path for folder in folders for path in leftovers(folder)):
        try:
            path.unlink()
        except OSError:
            continue
        gone += 1
    return gone


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
