"""One writer a file: a kernel lock, which the system releases when its process ends."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from rctdiag.errors.faults import Fault, FileFault, Locked
from rctdiag.store.atomic_write import read_private, write_private
from rctdiag.store.system_faults import file_fault

if TYPE_CHECKING:
    from pathlib import Path

    from filelock import BaseFileLock

# The winner needs a moment to write down who it is.
_ASK_AGAIN = 0.05  # seconds
_ASK_FOR = 2.0  # seconds


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: a process id, and since when (ISO 8601)."""

    process: int
    since: str


class Lock:
    """A lock on ``path``, held from ``acquire`` to ``release`` or the end of the process.

    The lock file stays while there is something to guard. When that is gone it goes too, under
    the lock: whoever opened it before then finds it unlinked and begins anew.
    """

    def __init__(self, path: Path) -> None:
        self.target = path
        self._file = path.with_name(path.name + ".lock")
        self._holder = path.with_name(path.name + ".holder")
        self._lock: BaseFileLock | None = None

    def acquire(self, *, since: str) -> Self:
        """Take the lock now or not at all.

        Args:
            since: the time, for whoever comes second.

        Raises:
            Locked: another process has it; the fault says which, and since when.
            FileFault: the lock cannot be written.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415 - costs half a start

        lock = FileLock(self._file, timeout=0, mode=0o600)
        try:
            lock.acquire()
        except Timeout:
            raise self._refusal() from None
        except OSError as error:
            raise file_fault(error, self._file) from None
        self._lock = lock
        data = json.dumps({"process": os.getpid(), "since": since}).encode("ascii")
        try:
            write_private(self._holder, data, force=True)
        except FileFault:
            self.release()
            raise
        return self

    def release(self, *, guards_nothing: bool = False) -> None:
        """Let go, and leave no trace where nothing is left to guard. Safe to call twice."""
        lock, self._lock = self._lock, None
        if lock is None:
            return
        with suppress(OSError):
            self._holder.unlink()
        if guards_nothing:
            with suppress(OSError):
                self._file.unlink()
        with suppress(OSError):
            lock.release()

    def holder(self) -> Holder | None:
        """Who has it, as far as that was written down."""
        try:
            data = json.loads(read_private(self._holder))
            return Holder(int(data["process"]), str(data["since"])[:40])
        except (FileFault, ValueError, KeyError, TypeError):
            return None

    def _refusal(self) -> Locked:
        until = time.monotonic() + _ASK_FOR
        while (holder := self.holder()) is None and time.monotonic() < until:
            time.sleep(_ASK_AGAIN)
        holder_words = "another process"
        if holder is not None:
            holder_words = f"process {holder.process} (since {holder.since})"
        return Locked(
            Fault(
                "locked",
                f"{holder_words} is using this.",
                "Finish or close that one first.",
                file=str(self.target),
            )
        )
