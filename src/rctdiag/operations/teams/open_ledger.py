"""The ledger of releases: opened so that its faults are told, and kept true to what left."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from rctdiag.disclosure.release.ledger_file import disk_full, is_fresh, is_full, is_there, unusable
from rctdiag.disclosure.release.release_ledger import Ledger
from rctdiag.errors.faults import Fault, FileFault, Locked, RctdiagError, UsageFault
from rctdiag.store.locks import Lock
from rctdiag.store.system_faults import file_fault, refuse
from rctdiag.tables.output.atomic_outputs import uninterrupted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rctdiag.tables.source.person_ids import Matching

_PRIMARY = 0xFF  # SQLite's extended codes carry the primary one in their lowest byte
_AS_SYSTEM = {
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,  # its journal stands beside it
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_IOERR: errno.EIO,
}


@contextmanager
def opened(path: Path, matching: Matching = "plain") -> Iterator[Ledger]:
    """The ledger at ``path``; what SQLite says of it meanwhile becomes a fault of that file.

    Args:
        path: Its file.
        matching: How ids are compared with those of earlier releases.

    Raises:
        FileFault: it cannot be read or written.
        Locked: another process writes it.
    """
    try:
        with Ledger(path, matching) as ledger:
            yield ledger
    except sqlite3.Error as error:
        raise _as_our_error(error, path) from error


def _as_our_error(error: sqlite3.Error, path: Path) -> RctdiagError:
    number = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if number in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        message = "another process is using the ledger of releases."
        return Locked(Fault("locked", message, "Try again when it has finished.", file=str(path)))
    if is_full(error):
        return disk_full(path)
    if number in _AS_SYSTEM:
        return refuse(path, _AS_SYSTEM[number])
    return unusable(path)


def is_recorded(path: Path) -> bool:
    """Whether there is a ledger of releases.

    Raises:
        FileFault: there is none, but its key: then there was one.
    """
    return is_there(path)


def _refuse_no_place(path: Path) -> None:
    """Refuse a ledger that cannot be there: no name, a folder or a device, no folder around it.

    Raises:
        FileFault: with the path.
    """
    try:
        is_fresh(path)
    except FileNotFoundError as error:
        raise file_fault(error, path) from None
    except (OSError, ValueError):
        raise unusable(path) from None
    is_there(path)


def refuse_release(
    name: str | None, id_: str | None, ledger: Path | None, *, option: str, lack: str
) -> None:
    """A report is recorded under a good name, by the ids of people, in a ledger.

    Args:
        name: Under which it is to be recorded, if at all.
        id_: The column of the ids.
        ledger: Where releases are recorded.
        option: That which names the column.
        lack: What cannot be done without them.

    Raises:
        UsageFault: one of them is missing, or the name is a bad one.
    """
    if name is None:
        return
    if id_ is None or ledger is None:
        message = f"--release needs {option} COLUMN and a ledger: without them {lack}."
        hint = f"Add {option}, or leave out --release."
        raise UsageFault(Fault("release-needs-id", message, hint))
    _refuse_bad_name(name)


def _refuse_bad_name(name: str) -> None:
    """A release is found again by its name, on one line.

    Raises:
        UsageFault: there is nothing to read in it, or a sign that cannot be seen.
    """
    if not name.strip() or not name.isprintable():
        message = "--release needs a name on one line, in visible characters."
        raise UsageFault(Fault("bad-release", message, "Write it like spring-2026."))


class Recorded(Protocol):
    """A report, or several, that can be written down in a ledger."""

    def release(self, ledger: Ledger, name: str) -> None:
        """Write it down, all of it or nothing."""


@dataclass(frozen=True, slots=True)
class Release:
    """A report that is to be given out under a name.

    Attributes:
        ledger: Where it is recorded.
        name: Its name.
        made: The report.
        earlier: The releases that it was planned beside.
        matching: How ids are compared with those of earlier releases.
        names: Of a release in several parts, what each is recorded as.
    """

    ledger: Path
    name: str
    made: Recorded
    earlier: tuple[str, ...]
    matching: Matching = "plain"
    names: tuple[str, ...] = ()

    def hand_out(
        self, give: Callable[[], None], *, is_out: Callable[[], bool], stays: Callable[[], None]
    ) -> None:
        """Record the release, then give it out.

        In this order a crash may leave a release recorded that nobody has, never the reverse.

        Args:
            give: Gives the report out.
            is_out: After ``give`` failed: whether anybody may have something of the report.
            stays: Told where ``give`` failed and the release stays recorded.

        Raises:
            ConfidentialityRefusal: the name stands for another release, or a few people changed
                their answers since an earlier one. Nothing is given out.
            FileFault: the ledger cannot be written. Nothing is given out.
            Locked: so it is now, or others have been recorded or withdrawn meanwhile.
        """
        # Held until the report has left: what the ledger looks at before it writes must stay so.
        _refuse_no_place(self.ledger)  # a lock would make its folder
        since = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            lock = Lock(self.ledger).acquire(since=since)
        except FileFault as fault:
            raise (disk_full(self.ledger) if is_full(fault) else fault) from None
        try:
            self._hand_out(give, is_out, stays)
        finally:
            lock.release(guards_nothing=True)

    def _hand_out(
        self, give: Callable[[], None], is_out: Callable[[], bool], stays: Callable[[], None]
    ) -> None:
        with opened(self.ledger, self.matching) as ledger:
            known = not set(self.names or (self.name,)).isdisjoint(self.earlier)
            if ledger.releases() != self.earlier:
                message = "another release has been recorded or withdrawn in the meantime."
                raise Locked(Fault("locked", message, "Run it again.", file=str(self.ledger)))
            self.made.release(ledger, self.name)
            try:
                give()
            except BaseException:
                if not known and (is_out() or not self._withdrawn(ledger)):
                    stays()
                raise

    def _withdrawn(self, ledger: Ledger) -> bool:
        try:
            withdrawn = [withdraw(ledger, name) for name in self.names or (self.name,)]
        except sqlite3.Error:
            return False
        return any(withdrawn)


def withdraw(ledger: Ledger, name: str) -> bool:
    """Forget a release that nobody has seen, all of it or nothing; False where there is none."""
    with uninterrupted():
        return ledger.withdraw(name)
