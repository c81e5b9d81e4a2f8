"""Notes and plans a person chose to keep: one JSON file each, named by its time stamp."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, FileFault
from rctdiag.store.atomic_write import read_private, write_private
from rctdiag.store.sweep_orphans import sweep

if TYPE_CHECKING:
    from pathlib import Path

    from rctdiag.store.private_folders import Home

_STAMP = re.compile(r"^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})")
_NAME = re.compile(r"^\d{4}-\d{2}-\d{2}-\d{6}(?:-\d{2})?$")
_SAME_SECOND = 100  # records kept with one time stamp


def keep_record(home: Home, folder: Path, record: bytes, *, created: str) -> Path:
    """Keep a record in a folder of the home and return its file.

    Raises:
        FileFault: It could not be written.
        ValueError: ``created`` is no time stamp.
    """
    stamp = _STAMP.match(created)
    if stamp is None:
        raise ValueError("a record is kept under its time stamp, and this is none")
    sweep(home.open(folder))  # what a kill left of an earlier one
    first = f"{stamp[1]}-{stamp[2]}{stamp[3]}{stamp[4]}"
    for number in range(1, _SAME_SECOND):
        path = folder / (first + (f"-{number:02}" if number > 1 else "") + ".json")
        try:
            write_private(path, record, force=False)
        except FileFault as fault:
            if fault.faults[0].code != "file-exists":
                raise
        else:
            return path
    raise FileFault(
        Fault("file-exists", "too many records of one second.", "Try again.", str(folder))
    )


def kept_records(folder: Path) -> tuple[Path, ...]:
    """The records of a folder, oldest first. An unknown file in it is passed over."""
    try:
        files = sorted(folder.iterdir())
    except FileNotFoundError:
        return ()
    return tuple(f for f in files if f.suffix == ".json" and _NAME.match(f.stem) and f.is_file())


def read_record(path: Path) -> bytes:
    """A record as JSON.

    Raises:
        FileFault: It cannot be read.
    """
    return read_private(path)
