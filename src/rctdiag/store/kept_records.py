"""Notes and plans a person chose to keep: one JSON file each, named by its time stamp."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, FileFault
from rctdiag.store.atomic_write import read_private, write_private

if TYPE_CHECKING:
    from collections.abc import Sequence
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
    names = dated_names(created, ending="", digits=2, most=_SAME_SECOND)
    home.open(folder)
    return write_first_free(folder, names, record, of_what="records")


def dated_names(created: str, *, ending: str, digits: int, most: int) -> list[str]:
    """The names a file may have, the first choice first: the time stamp, then with a number.

    Args:
        created: The time stamp, ISO 8601.
        ending: What stands behind it in every name.
        digits: Of a number at least.
        most: Files of one time stamp.

    Raises:
        ValueError: ``created`` is no time stamp.
    """
    stamp = _STAMP.match(created)
    if stamp is None:
        raise ValueError("what is kept stands under its time stamp, and this is none")
    first = f"{stamp[1]}-{stamp[2]}{stamp[3]}{stamp[4]}{ending}"
    return [first, *(f"{first}-{number:0{digits}}" for number in range(2, most))]


def write_first_free(folder: Path, names: Sequence[str], data: bytes, *, of_what: str) -> Path:
    """Write a file under the first of these names that is free, and return it.

    Raises:
        FileFault: It could not be written, or none is free.
    """
    for name in names:
        path = folder / f"{name}.json"
        try:
            write_private(path, data, force=False)
        except FileFault as fault:
            if fault.faults[0].code != "file-exists":
                raise
        else:
            return path
    message = f"too many {of_what} of one second."
    raise FileFault(Fault("file-exists", message, "Try again.", str(folder)))


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
