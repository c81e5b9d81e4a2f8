"""What a person chose to keep: one JSON file each, named by its time stamp; results by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.errors.faults import Fault, FileFault, UsageFault
from rctdiag.store.atomic_write import read_private, write_private
from rctdiag.store.sweep_orphans import sweep

if TYPE_CHECKING:
    from pathlib import Path

    from rctdiag.store.private_folders import Home

LAST = "last"  # names the newest
KEEP = "`rctdiag assess --remember` keeps one."
_FORMS = ("full", "short")
_STAMP = re.compile(r"^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})")
_NAME = re.compile(
    r"^(?P<stamp>\d{4}-\d{2}-\d{2}-\d{6})(?:-(?P<kind>[a-z]+))?(?:-(?P<number>\d{1,3}))?\.json$"
)
_SAME_SECOND = 100  # records kept with one time stamp


class KeptRecord(NamedTuple):
    """A record that is kept; its parts are in the order in which records are sorted.

    Attributes:
        stamp: Day and time.
        number: 1 for the first record of its second.
        kind: A word that tells what is in it; empty where nothing has to.
        path: Its file.
    """

    stamp: str
    number: int
    kind: str
    path: Path

    @property
    def name(self) -> str:
        """What a person calls it by."""
        return self.path.stem


def keep_record(home: Home, folder: Path, record: bytes, *, created: str, kind: str = "") -> Path:
    """Keep a record in a folder of the home and return its file.

    Args:
        home: where private state lives.
        folder: one of its folders.
        record: a document as JSON.
        created: the time stamp that names it, ISO 8601.
        kind: a word for its name.

    Raises:
        FileFault: it could not be written.
        ValueError: ``created`` is no time stamp.
    """
    stamp = _STAMP.match(created)
    if stamp is None:
        raise ValueError("a record is kept under its time stamp, and this is none")
    sweep(home.open(folder))  # what a kill left of an earlier one
    first = f"{stamp[1]}-{stamp[2]}{stamp[3]}{stamp[4]}" + (f"-{kind}" if kind else "")
    for number in range(1, _SAME_SECOND):
        path = folder / (first + (f"-{number}" if number > 1 else "") + ".json")
        try:
            write_private(path, record, force=False)
        except FileFault as fault:
            if fault.faults[0].code != "file-exists":
                raise
        else:
            return path
    raise FileFault(
        Fault("file-exists", "too many records in one second.", "Try again.", str(folder))
    )


def kept_records(folder: Path, kinds: tuple[str, ...] = ("",)) -> tuple[KeptRecord, ...]:
    """The records of these kinds in a folder, oldest first; any other file is passed over."""
    try:
        files = [file for file in folder.iterdir() if file.is_file()]
    except FileNotFoundError:
        return ()
    matches = [(_NAME.match(file.name), file) for file in files]
    return tuple(
        sorted(
            KeptRecord(match["stamp"], int(match["number"] or 1), match["kind"] or "", file)
            for match, file in matches
            if match and (match["kind"] or "") in kinds
        )
    )


def read_record(record: KeptRecord) -> bytes:
    """The document as JSON.

    Raises:
        FileFault: it cannot be read.
    """
    return read_private(record.path)


def keep_result(home: Home, result: bytes, *, created: str, form: str) -> Path:
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
    return keep_record(home, home.history, result, created=created, kind=form)


def saved_results(home: Home) -> tuple[KeptRecord, ...]:
    """What is kept, oldest first; the kind of each is its form."""
    return kept_records(home.history, _FORMS)


def find_result(home: Home, name: str) -> KeptRecord:
    """The kept result of that name, the only one that begins so, or the ``last``.

    Raises:
        UsageFault: none, or several.
    """
    entries = saved_results(home)
    if name == LAST and entries:
        return entries[-1]
    if not entries:
        raise UsageFault(Fault("history-name", "no result has been kept yet.", KEEP))
    exact = [entry for entry in entries if entry.name == name]
    near = exact or [entry for entry in entries if entry.name.startswith(name)]
    if len(near) == 1:
        return near[0]
    message = (
        f"the names of {len(near)} kept results begin like that."
        if near
        else "there is no kept result with that name."
    )
    raise UsageFault(Fault("history-name", message, "`rctdiag history list` shows the names."))
