"""Where releases are recorded, and what can be done about them by hand."""

from __future__ import annotations

import os
import sys
from difflib import get_close_matches
from pathlib import Path

from rctdiag.errors import Fault, UsageFault
from rctdiag.store.home import find_home

NO_LEDGER = "none"


def ledger_path(given: str | None) -> Path | None:
    """The option, else the private folder; None for ``none``."""
    return None if given == NO_LEDGER else where(given)


def where(given: str | None) -> Path:
    """The path of the ledger."""
    return Path(given) if given else find_home(os.environ.get("RCTDIAG_HOME")).ledger


def releases(path: Path) -> tuple[str, ...]:
    """The names in a ledger; none where there is no ledger yet."""
    from rctdiag.disclosure.ledger import Ledger

    if not path.exists():
        return ()
    with Ledger(path) as ledger:
        return ledger.releases()


def forget(path: Path, name: str) -> None:
    """Take a release out.

    Raises:
        UsageFault: there is none of that name.
    """
    from rctdiag.disclosure.ledger import Ledger

    known = releases(path)
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"Did you mean {near[0]}?" if near else "See `rctdiag ledger list`."
        raise UsageFault(Fault("unknown-release", "there is no release of that name.", hint))
    with Ledger(path) as ledger:
        ledger.withdraw(name)


def agreed(name: str, *, yes: bool) -> bool:
    """Whether to go on: asked for, or said at the terminal.

    Raises:
        UsageFault: nobody can be asked.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise UsageFault(Fault("usage", "nobody can be asked here.", "Add --yes."))
    sys.stderr.write(f"Has nobody seen {name!r}? Then it can be withdrawn. Go on? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
