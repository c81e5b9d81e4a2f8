"""Results a person chose to keep, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.store.kept_records import keep_record, kept_records

if TYPE_CHECKING:
    from pathlib import Path

    from rctdiag.store.kept_records import KeptRecord
    from rctdiag.store.private_folders import Home

LAST = "last"  # names the newest
KEEP = "`rctdiag assess --remember` keeps one."
_FORMS = ("full", "short")


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
    return keep_record(home, home.history, result, created=created, kind=form)


def saved_results(home: Home) -> tuple[KeptRecord, ...]:
    """What is kept, oldest first; the kind of each is its form."""
    return kept_records(home.history, _FORMS)


def find(home: Home, name: str) -> KeptRecord:
    """The kept result of that name, the only one that begins so, or the ``last``.

    Raises:
        UsageFault: none, or several.
    """
    entries = saved_results(home)
    if name == LAST and entries:
        return entries[-1]
    if not entries:
        raise UsageFault(Fault("history-name", "no result is kept yet.", KEEP))
    exact = [entry for entry in entries if entry.name == name]
    near = exact or [entry for entry in entries if entry.name.startswith(name)]
    if len(near) == 1:
        return near[0]
    message = (
        f"{len(near)} kept results begin so." if near else "there is no kept result with that name."
    )
    raise UsageFault(Fault("history-name", message, "`rctdiag history list` shows the names."))
