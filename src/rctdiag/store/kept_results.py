"""Results a person chose to keep, one JSON file each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, FileFault, UsageFault
from rctdiag.store.atomic_write import read_private, write_private
from rctdiag.store.sweep_orphans import sweep

if TYPE_CHECKING:
    from pathlib import Path

    from rctdiag.store.private_folders import Home

_STAMP = re.compile(r"^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})")
_NAME = re.compile(r"^\d{4}-\d{2}-\d{2}-\d{6}-(?:full|short)(?:-\d{1,3})?$")
KEEP = "`rctdiag assess --remember` keeps one."
_PARTS = 5  # of a name: year, month, day, time, form
_SAME_SECOND = 100  # results kept with one time stamp


@dataclass(frozen=True, slots=True)
class SavedResult:
    """One kept result: its name (for ``history show``) and its file."""

    name: str
    path: Path

    @property
    def form(self) -> str:
        """Full or short."""
        return self.name.split("-")[4]


def keep(home: Home, result: bytes, *, created: str, form: str) -> Path:
    """Keep a result and return its file.

    Args:
        home: where private state lives.
        result: the document ``rctdiag.result/1`` as JSON.
        created: its time stamp, ISO 8601.
        form: full or short.

    Raises:
        FileFault: it could not be written.
        ValueError: ``created`` is no time stamp.
    """
    folder = home.open(home.history)
    stamp = _STAMP.match(created)
    if stamp is None:
        raise ValueError("a result is kept under its time stamp, and this is none")
    sweep(folder)
    first = f"{stamp[1]}-{stamp[2]}{stamp[3]}{stamp[4]}-{form}"
    for number in range(1, _SAME_SECOND):
        path = folder / (first + (f"-{number}" if number > 1 else "") + ".json")
        try:
            write_private(path, result, force=False)
        except FileFault as fault:
            if fault.faults[0].code != "file-exists":
                raise
        else:
            return path
    raise FileFault(
        Fault("file-exists", "too many results of one second.", "Try again.", str(folder))
    )


def saved_results(home: Home) -> tuple[SavedResult, ...]:
    """What is kept, oldest first. An unknown file in the folder is passed over."""
    try:
        files = sorted(home.history.iterdir(), key=_in_time)
    except FileNotFoundError:
        return ()
    return tuple(
        SavedResult(file.stem, file)
        for file in files
        if file.suffix == ".json" and _NAME.match(file.stem) and file.is_file()
    )


def _in_time(path: Path) -> tuple[str, int]:
    """The stamp, then the number of those kept in one second."""
    parts = path.stem.split("-")
    number = parts[5] if len(parts) > _PARTS else "1"
    return "-".join(parts[:4]), int(number) if number.isdecimal() else 0


def find(home: Home, name: str) -> SavedResult:
    """The kept result of that name, the only one that begins so, or the ``last``.

    Raises:
        UsageFault: none, or several.
    """
    entries = saved_results(home)
    if name == "last" and entries:
        return entries[-1]
    if not entries:
        raise UsageFault(Fault("history-name", "no result is kept yet.", KEEP))
    exact = [entry for entry in entries if entry.name == name]
    near = exact or [entry for entry in entries if entry.name.startswith(name)]
    if len(near) == 1:
        return near[0]
    message = (
        f"{len(near)} kept results begin so." if near else "there is no kept result of that name."
    )
    raise UsageFault(Fault("history-name", message, "`rctdiag history list` shows the names."))


def read(entry: SavedResult) -> bytes:
    """The kept document as JSON.

    Raises:
        FileFault: it cannot be read.
    """
    return read_private(entry.path)
