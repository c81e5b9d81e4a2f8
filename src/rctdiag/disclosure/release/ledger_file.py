"""The file of the ledger and its key: made whole, and used only if nothing happened to either.

A ledger that forgets protects nobody, so it fails closed: an emptied, lost, damaged or exchanged
file is never taken for a new ledger. A seal, made with the key over all that is recorded, figures.
"""

from __future__ import annotations

import errno
import hmac
import secrets
import sqlite3
import stat
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, FileFault
from rctdiag.store.atomic_write import write_private

if TYPE_CHECKING:
    from pathlib import Path

FIGURES_TABLE = "CREATE TABLE told (release INTEGER PRIMARY KEY, figures BLOB NOT NULL)"
_SCHEMA = f"""
CREATE TABLE release (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest BLOB NOT NULL,
    people BLOB NOT NULL
);
CREATE TABLE published (
    release INTEGER NOT NULL, family TEXT NOT NULL, people BLOB NOT NULL, states BLOB NOT NULL
);
CREATE TABLE seal (value BLOB NOT NULL);
{FIGURES_TABLE};
PRAGMA application_id = 0x7263746C;
"""
_APPLICATION = 0x7263746C
_KEY_BYTES = 32
_PRIMARY = 0xFF  # SQLite's extended codes carry the primary one in their lowest byte

_UNUSABLE = (
    "the ledger of releases cannot be used.",
    "Check its path and permissions, or give another with --ledger FILE.",
)
_GONE = (
    "the ledger of releases is gone, and only its key is here.",
    "Put it back from a backup. If nothing was ever given out, remove the key too.",
)
_EMPTY = (
    "the ledger of releases is empty: it no longer shows what was released.",
    "Put it back from a backup. If nothing was ever given out, remove it and its key.",
)
_NO_KEY = (
    "the key of the ledger of releases is gone or cut short.",
    "Put back the file that ends in .key from a backup: without it nobody can be recognised.",
)
_UNSEALED = (
    "the ledger of releases is damaged, or the key beside it belongs to another ledger.",
    "Put both back from the same backup.",
)
_FULL = (
    "the disk is full, so the ledger of releases cannot be written.",
    "Nothing was released. Free some space there, and run it again.",
)


def unusable(path: Path, wording: tuple[str, str] = _UNUSABLE) -> FileFault:
    """The fault of a ledger that cannot be used: what happened, and what to do."""
    return FileFault(Fault("ledger-unreadable", *wording, file=str(path)))


def disk_full(path: Path) -> FileFault:
    """The fault of a ledger for which there is no room."""
    return unusable(path, _FULL)


def is_full(error: BaseException) -> bool:
    """Whether there was no room on the disk, or none for this person."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & _PRIMARY == sqlite3.SQLITE_FULL
    if isinstance(error, FileFault):
        return {fault.code for fault in error.faults} <= {"disk-full", "disk-quota"}
    return isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}


def key_path(path: Path) -> Path:
    """Where the key of a ledger is."""
    return path.with_name(path.name + ".key")


def is_there(path: Path) -> bool:
    """Whether there is a ledger.

    Raises:
        FileFault: there is none, but its key: then there was one.
    """
    if path.exists():
        return True
    if key_path(path).exists():
        raise unusable(path, _GONE)
    return False


def is_fresh(path: Path) -> bool:
    """Whether there is no ledger yet, in a folder where one can be.

    Raises:
        OSError, ValueError: the place is none for a file, or its folder is missing.
    """
    key_path(path)  # a path without a name, such as /, has none beside it
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        path.parent.stat()
        return True
    if not stat.S_ISREG(mode):
        raise OSError("no regular file")
    return False


def open_ledger_file(path: Path) -> tuple[sqlite3.Connection, bytes]:
    """The ledger's base and key; made new only where neither was.

    Raises:
        FileFault: either cannot be used.
    """
    base: sqlite3.Connection | None = None
    try:
        if is_fresh(path):
            is_there(path)
            return _begun(path)
        if path.stat().st_size == 0:
            raise unusable(path, _EMPTY)
        base = sqlite3.connect(path, isolation_level=None)
        key = _checked(path, base)
    except (OSError, ValueError, sqlite3.Error, FileFault) as error:
        if base is not None:
            base.close()
        if isinstance(error, FileFault) and not is_full(error):
            raise
        raise (disk_full(path) if is_full(error) else unusable(path)) from error
    return base, key


def _checked(path: Path, base: sqlite3.Connection) -> bytes:
    if base.execute("PRAGMA application_id").fetchone() != (_APPLICATION,):
        raise unusable(path)
    if not key_path(path).exists() and not base.execute("SELECT 1 FROM release").fetchone():
        return _new_key(path, base)  # a crash came between the two, before anything was released
    key = _key_of(path)
    kept = base.execute("SELECT value FROM seal").fetchall()
    if kept != [(seal_of(base, key),)]:
        raise unusable(path, _UNSEALED)
    return key


def _begun(path: Path) -> tuple[sqlite3.Connection, bytes]:
    """A ledger without releases, put in its place whole, and then its key."""
    with closing(sqlite3.connect(":memory:")) as blank:
        blank.executescript(_SCHEMA)
        write_private(path, blank.serialize(), force=False)
    base = sqlite3.connect(path, isolation_level=None)
    try:
        return base, _new_key(path, base)
    except BaseException:
        base.close()
        raise


def _new_key(path: Path, base: sqlite3.Connection) -> bytes:
    key = secrets.token_bytes(_KEY_BYTES)
    base.execute("BEGIN IMMEDIATE")
    seal(base, key)
    base.execute("COMMIT")
    write_private(key_path(path), key, force=False)  # whole or not at all: half a key opens nothing
    return key


def _key_of(path: Path) -> bytes:
    beside = key_path(path)
    try:
        if not stat.S_ISREG(beside.stat().st_mode):  # a pipe would be waited for
            raise unusable(path, _NO_KEY)
        key = beside.read_bytes()
    except FileNotFoundError:
        raise unusable(path, _NO_KEY) from None
    if len(key) != _KEY_BYTES:
        raise unusable(path, _NO_KEY)
    return key


def seal(base: sqlite3.Connection, key: bytes) -> None:
    """Seal what is recorded, within the transaction that changed it."""
    base.execute("DELETE FROM seal")
    base.execute("INSERT INTO seal VALUES (?)", (seal_of(base, key),))


def has_figures(base: sqlite3.Connection) -> bool:
    """Whether it has the table of figures, ``told``; one of an older version has not."""
    found = base.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'told'")
    return found.fetchone() is not None


def seal_of(base: sqlite3.Connection, key: bytes) -> bytes:
    """The seal of what is recorded now, names of releases apart."""
    made = hmac.new(key, digestmod=sha256)
    releases = "SELECT number, digest, people FROM release ORDER BY number"
    sums = "SELECT * FROM published ORDER BY release, family, people, states"
    figures = "SELECT * FROM told ORDER BY release"
    for query in (releases, sums, *([figures] if has_figures(base) else ())):
        for row in base.execute(query):
            for value in row:
                data = value if isinstance(value, bytes) else str(value).encode()
                made.update(b"%d:" % len(data))
                made.update(data)
    return made.digest()
