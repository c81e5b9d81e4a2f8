"""The figures of releases, in the file of the ledger, so that a later release can compare.

A ledger of an older version has no room for it; it is made with the first release that needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.disclosure.release.ledger_file import FIGURES_TABLE, has_figures, seal

if TYPE_CHECKING:
    import sqlite3


def keep_figures(base: sqlite3.Connection, key: bytes, name: str, figures: bytes) -> None:
    """Keep the figures of a release; the same release again changes nothing."""
    base.execute("BEGIN IMMEDIATE")
    if not has_figures(base):
        base.execute(FIGURES_TABLE)
    base.execute(
        "INSERT OR IGNORE INTO told SELECT number, ? FROM release WHERE name = ?", (figures, name)
    )
    seal(base, key)
    base.execute("COMMIT")


def kept_figures(base: sqlite3.Connection) -> dict[str, bytes]:
    """The figures of each release, by its name."""
    if not has_figures(base):
        return {}
    return dict(
        base.execute(
            "SELECT name, figures FROM release JOIN told ON number = told.release"
        ).fetchall()
    )


def forget_figures(base: sqlite3.Connection, number: int) -> None:
    """Forget the figures of a release, within the transaction that withdraws it."""
    if has_figures(base):
        base.execute("DELETE FROM told WHERE release = ?", (number,))
