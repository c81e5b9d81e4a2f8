"""Where releases are recorded, and what can be done about them by hand."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.cli.private.private_home import private_home
from rctdiag.cli.shell.output import said_yes
from rctdiag.errors.faults import Fault, UsageFault

if TYPE_CHECKING:
    from rctdiag.cli.handover.client_profile import Client

NO_LEDGER = "none"


def ledger_path(option: str | None, client: Client | None) -> Path | None:
    """The option, else the client's, else that of the private folder; None for ``none``."""
    return None if option == NO_LEDGER else where(option, client)


def where(option: str | None, client: Client | None) -> Path:
    """The path of the ledger."""
    if option:
        return Path(option)
    home = private_home()
    return client.ledger(home) if client else home.ledger


def make_room(ledger: Path | None) -> None:
    """The private folder (0700), for a first release; the folder of another ledger is not ours.

    Raises:
        FileFault: it cannot be made.
    """
    home = private_home()
    if ledger is not None and ledger.parent == home.root:
        home.open(home.root)


def releases(path: Path) -> tuple[str, ...]:
    """The names in a ledger; none where there is no ledger yet."""
    from rctdiag.operations.teams.open_ledger import is_recorded, opened

    if not is_recorded(path):
        return ()
    with opened(path) as ledger:
        return ledger.releases()


def forget(path: Path, name: str) -> None:
    """Take a release out.

    Raises:
        UsageFault: there is none of that name.
    """
    from rctdiag.operations.teams.open_ledger import opened, withdraw

    known = releases(path)
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"Did you mean {near[0]}?" if near else "See `rctdiag ledger list`."
        raise UsageFault(Fault("unknown-release", "there is no release with that name.", hint))
    with opened(path) as ledger:
        withdraw(ledger, name)


def agreed(name: str, *, yes: bool) -> bool:
    """Whether to go on: asked for, or said at the terminal.

    Raises:
        UsageFault: nobody can be asked.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise UsageFault(Fault("usage", "rctdiag cannot ask you here.", "Add --yes."))
    return said_yes(f"You can withdraw {name!r} only if nobody has seen it. Withdraw it?")
