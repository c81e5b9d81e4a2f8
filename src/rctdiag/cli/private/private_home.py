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
            f"{home.root} is open to others on this machine, and stays open because it has other"
            " files in it too. They can see that something is there, but not what it says."
            " A new RCTDIAG_HOME would be closed to them."
        )
    return home
