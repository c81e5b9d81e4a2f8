"""Find and remove what this program keeps; nothing that it did not write itself."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, FileFault
from rctdiag.store.atomic_write import SUFFIX, remove
from rctdiag.store.locks import Lock
from rctdiag.store.sweep_orphans import is_ended, is_scratch, leftovers, scratch_left
from rctdiag.store.system_faults import file_fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rctdiag.store.private_folders import Home

KINDS = ("drafts", "history", "plans", "notes", "ledger", "link", "temporary", "locks")
_LOCKS = (".lock", ".holder")


def unreadable(home: Home) -> tuple[Fault, ...]:
    """The folders of ours that cannot be looked into, each with why."""
    faults: list[Fault] = []
    for folder in (home.root, *home.rooms):
        try:
            os.scandir(folder).close()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            faults += file_fault(error, folder).faults
    return tuple(faults)


def left_by_killed_runs(*folders: Path) -> tuple[PrivateFiles, ...]:
    """Temporary files with scores or answers in these folders, and what was put aside elsewhere."""
    files = [path for folder in folders for path in leftovers(folder) if is_ended(path)]
    scratch_files = [path for folder in scratch_left() for path in sorted(folder.iterdir())]
    return (PrivateFiles("temporary", (*files, *scratch_files)),) if files or scratch_files else ()


@dataclass(frozen=True, slots=True)
class PrivateFiles:
    """Files of one kind, in order of name."""

    kind: str  # one of KINDS
    files: tuple[Path, ...]


def find(home: Home) -> tuple[PrivateFiles, ...]:
    """Everything of ours under ``home``; kinds of which there is nothing are left out.

    Files of other names are not ours and are never touched: RCTDIAG_HOME may be a folder that
    holds more.
    """
    sorted_in: dict[str, list[Path]] = {kind: [] for kind in KINDS}
    for room in home.rooms:
        endings = (".json", ".damaged") if room == home.drafts else (".json",)
        for path in _files(room):
            if path.name.endswith(SUFFIX):
                sorted_in["temporary"].append(path)
            elif path.suffix in _LOCKS:
                sorted_in["locks"].append(path)
            elif path.suffix in endings:
                sorted_in[room.name].append(path)
    for path in _files(home.root):
        if path.name.endswith(SUFFIX):
            sorted_in["temporary"].append(path)
        elif path == home.link_key:
            sorted_in["link"].append(path)
        elif path.name.startswith(home.ledger.name):
            sorted_in["locks" if path.suffix in _LOCKS else "ledger"].append(path)
    return tuple(PrivateFiles(kind, tuple(files)) for kind, files in sorted_in.items() if files)


def erase(home: Home, groups: tuple[PrivateFiles, ...], *, since: str) -> int:
    """Remove these files and then the rooms that are empty; how many files went.

    Args:
        home: where private state lives.
        groups: what ``find`` returned and the person agreed to.
        since: the time now, told to a process that starts meanwhile.

    Raises:
        Locked: another process is using a draft; nothing has been removed.
        FileFault: the system refused some, each named; all others are gone.
    """
    drafts = _drafts(groups)
    scratch_folders = {
        path.parent for group in groups for path in group.files if is_scratch(path.parent)
    }
    removed = 0
    faults: list[Fault] = []
    with ExitStack() as locks:
        for path in drafts:
            locks.callback(Lock(path).acquire(since=since).release)
        for path in (path for group in groups for path in group.files):
            try:
                removed += remove(path)
            except FileFault as refused:
                faults += refused.faults
    for draft in drafts:  # the lock just taken left its file
        with suppress(FileFault):
            remove(draft.with_name(draft.name + ".lock"))
    for folder in (*home.rooms, home.root, *scratch_folders):
        _remove_if_empty(folder)
    if faults:
        raise FileFault(faults)
    return removed


def _drafts(groups: tuple[PrivateFiles, ...]) -> list[Path]:
    """The drafts that are there or may be about to be: a lock comes before its draft."""
    kinds = {group.kind: group.files for group in groups}
    locked = [path.with_suffix("") for path in kinds.get("locks", ()) if path.suffix in _LOCKS]
    unfinished = [path for path in kinds.get("drafts", ()) if path.suffix == ".json"]
    return sorted({*unfinished, *locked})


def _files(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:  # what cannot be read is told by unreadable()
        return
    yield from (path for path in entries if path.is_file() and not path.is_symlink())


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return
