"""The file of the ledger and its key: what is no place for one, what is sealed, what is let go."""

from __future__ import annotations

import errno
import hmac
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest

from rctdiag.disclosure.release import ledger_file
from rctdiag.errors.faults import Fault, FileFault
from rctdiag.store.atomic_write import write_private

Connections = list[sqlite3.Connection]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Connections:
    """Every connection to the file, in the order they were made."""
    found: Connections = []
    connect = sqlite3.connect

    def connected(
        place: str | Path, isolation_level: Literal["DEFERRED"] | None = "DEFERRED"
    ) -> sqlite3.Connection:
        base = connect(place, isolation_level=isolation_level)
        if place != ":memory:":
            found.append(base)
        return base

    monkeypatch.setattr(sqlite3, "connect", connected)
    return found


def begin(path: Path) -> bytes:
    """A ledger without releases; its key."""
    base, key = ledger_file.open_ledger_file(path)
    base.close()
    return key


def of_sqlite(code: int | None) -> sqlite3.Error:
    error = sqlite3.OperationalError("so it says")
    if code is not None:
        error.sqlite_errorcode = code
    return error


def refused(*codes: str) -> FileFault:
    return FileFault([Fault(code, "A file.", "Look.") for code in codes])


@pytest.mark.parametrize(
    ("error", "says_so"),
    [
        (of_sqlite(13), True),  # SQLITE_FULL
        (of_sqlite(13 | 2 << 8), True),  # an extended code of it
        (of_sqlite(12), False),
        (of_sqlite(5), False),  # busy
        (of_sqlite(10 | 13 << 8), False),  # an extended code of a failed read
        (of_sqlite(None), False),
        (OSError(errno.ENOSPC, ""), True),
        (OSError(errno.EDQUOT, ""), True),
        (OSError(errno.EACCES, ""), False),
        (ValueError("no error of the system"), False),
        (refused("disk-full"), True),
        (refused("disk-full", "disk-quota"), True),
        (refused("disk-full", "no-permission"), False),
        (refused("no-permission"), False),
    ],
)
def test_what_says_that_there_is_no_room(error: Exception, *, says_so: bool) -> None:
    assert ledger_file.is_full(error) is says_so


def test_where_a_ledger_is_and_where_one_can_be(path: Path) -> None:
    assert ledger_file.is_there(path) is False
    assert ledger_file.is_fresh(path) is True
    begin(path)
    assert ledger_file.is_there(path) is True
    assert ledger_file.is_fresh(path) is False
    path.unlink()
    with pytest.raises(FileFault, match="is gone, and only its key is here"):
        ledger_file.is_there(path)


def test_what_is_no_place_for_a_ledger(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no regular file"):
        ledger_file.is_fresh(tmp_path)
    with pytest.raises(FileNotFoundError):
        ledger_file.is_fresh(tmp_path / "missing" / "ledger.db")
    with pytest.raises(ValueError, match="name"):
        ledger_file.is_fresh(Path(tmp_path.anchor))


def test_a_new_one_is_sealed_and_opened_again(path: Path) -> None:
    key = begin(path)
    assert len(key) == 32
    assert key == path.with_name("ledger.db.key").read_bytes()
    assert begin(path) == key


def test_a_base_of_another_program_is_refused_though_all_else_fits(
    path: Path, opened: Connections
) -> None:
    begin(path)
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA application_id = 1")
    opened.clear()
    with pytest.raises(FileFault, match="the ledger of releases cannot be used"):
        ledger_file.open_ledger_file(path)
    assert_closed(opened)


def assert_closed(opened: Connections) -> None:
    [base] = opened
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        base.execute("SELECT 1")


def test_one_whose_key_cannot_be_written_is_let_go(
    path: Path, opened: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written(target: Path, data: bytes, *, force: bool) -> None:
        if target != path:
            raise refused("no-permission")
        write_private(target, data, force=force)

    monkeypatch.setattr(ledger_file, "write_private", written)
    with pytest.raises(FileFault):
        ledger_file.open_ledger_file(path)
    assert_closed(opened)


def meanwhile(do: Callable[[], object], answer: object) -> Callable[..., object]:
    """Another process does something, just before the answer is given."""

    def answered(*_: object) -> object:
        do()
        return answer

    return answered


def test_a_ledger_that_another_process_begins_meanwhile_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other() -> None:
        path.write_bytes(b"begun by another")

    monkeypatch.setattr(ledger_file, "is_there", meanwhile(other, answer=False))
    with pytest.raises(FileFault):
        ledger_file.open_ledger_file(path)
    assert path.read_bytes() == b"begun by another"


def test_a_key_that_another_process_makes_meanwhile_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = path.with_name("ledger.db.key")

    def other() -> None:
        key.write_bytes(b"o" * 32)

    monkeypatch.setattr(secrets, "token_bytes", meanwhile(other, answer=b"m" * 32))
    with pytest.raises(FileFault):
        ledger_file.open_ledger_file(path)
    assert key.read_bytes() == b"o" * 32


def sealed(path: Path, digest: bytes, people: bytes) -> bytes:
    """The seal of one release, with a key of zeros."""
    begin(path)
    with closing(sqlite3.connect(path)) as base:
        base.execute("INSERT INTO release VALUES (1, 'spring', ?, ?)", (digest, people))
        return ledger_file.seal_of(base, bytes(32))


def test_the_seal_is_over_each_value_and_its_length(tmp_path: Path) -> None:
    """So no two ledgers have the same bytes to seal; the name of a release is not among them."""
    by_hand = hmac.digest(bytes(32), b"1:12:ab1:c", "sha256")
    assert sealed(tmp_path / "one", b"ab", b"c") == by_hand
    assert sealed(tmp_path / "two", b"a", b"bc") != by_hand
    assert sealed(tmp_path / "three", b"xy", b"z") != by_hand
