"""What releases told, in the file of the ledger: published means, so that a later one can compare.

A ledger of an older version has no room for it; it is made with the first release that needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.disclosure.release.ledger_file import TOLD, has_told, seal

if TYPE_CHECKING:
    import sqlite3


def keep_told(base: sqlite3.Connection, key: bytes, name: str, figures: bytes) -> None:
    """Keep what a release tells; the same release again changes nothing."""
    base.execute("BEGIN IMMEDIATE")
    if not has_told(base):
        base.execute(TOLD)
    base.execute(
        "INSERT OR IGNORE INTO told SELECT number, ? FROM release WHERE name = ?", (figures, name)
    )
    seal(base, key)
    base.execute("COMMIT")


def kept_told(base: sqlite3.Connection) -> dict[str, bytes]:
    """What each release told, by its name."""
    if not has_told(base):
        return {}
    return dict(
        base.execute(
            "SELECT name, figures FROM release JOIN told ON number = told.release"
        ).fetchall()
    )


def forget_told(base: sqlite3.Connection, number: int) -> None:
    """Forget what a release told, within the transaction that withdraws it."""
    if has_told(base):
        base.execute("DELETE FROM told WHERE release = ?", (number,))
