"""A folder of Parquet that comes into being whole or not at all, where the disk is our own."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, FileFault
from rctdiag.store import posix
from rctdiag.store.atomic_write import temporary_beside
from rctdiag.store.system_faults import file_fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What Spark puts into a folder of Parquet; a folder with anything else in it is not replaced.
_OURS = re.compile(r"_SUCCESS|\._SUCCESS\.crc|\.?part-[^/]*\.parquet(\.crc)?")
_MAGIC = re.compile(r"([\\{}\[\]*?])")


def escaped(path: Path) -> str:
    """A path as Spark takes it literally."""
    return "file://" + _MAGIC.sub(r"\\\1", str(path.absolute()))


@contextmanager
def folder(path: Path, *, force: bool) -> Iterator[str]:
    """A place to write to; it becomes ``path`` when the block ends well, else it is removed.

    Raises:
        FileFault: the place is taken, or the system refused.
    """
    _refuse_taken(path, force=force)
    temporary = temporary_beside(path)
    try:
        yield "file://" + str(temporary.absolute())
        try:
            _sync(temporary)
            _move(temporary, path)
        except OSError as error:
            raise file_fault(error, path) from None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _refuse_taken(path: Path, *, force: bool) -> None:
    if not path.parent.is_dir():
        raise file_fault(FileNotFoundError(2, "No such file or directory"), path)
    if not os.path.lexists(path):
        return
    if not force:
        raise file_fault(FileExistsError(17, ""), path)
    if path.is_symlink() or not path.is_dir() or not all(_OURS.fullmatch(n) for n in _names(path)):
        message = "this is not a folder of scores, so it is not replaced."
        raise FileFault(Fault("not-a-file", message, "Name another folder.", str(path)))


def _names(path: Path) -> list[str]:
    try:
        return [entry.name for entry in path.iterdir()]
    except OSError as error:
        raise file_fault(error, path) from None


def _sync(path: Path) -> None:
    for entry in path.iterdir():
        handle = os.open(entry, os.O_RDONLY | posix.CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    posix.sync_folder(path)


def _move(temporary: Path, path: Path) -> None:
    old = temporary_beside(path)
    if path.exists():
        path.rename(old)
    temporary.rename(path)
    posix.sync_folder(path.parent)
    shutil.rmtree(old, ignore_errors=True)
