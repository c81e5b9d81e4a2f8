"""Where this person's private state is: RCTDIAG_HOME, else the system's place."""

from __future__ import annotations

import os

from rctdiag.cli.shell.output import notice
from rctdiag.store.private_folders import Home, find_home


def private_home() -> Home:
    """The home, not made yet; where others may look into it, that is said."""
    home = find_home(os.environ.get("RCTDIAG_HOME"))
    if home.is_shared:
        notice(
            f"{home.root} is open to others on this machine, and stays so, for it holds more than"
            " what rctdiag keeps: they can see that there is something, and not what is in it."
            " Another RCTDIAG_HOME would be closed."
        )
    return home
