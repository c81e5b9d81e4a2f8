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
            f"Others on this machine can look into {home.root}, and it stays that way because it"
            " has other files in it. They can see that something is there, but cannot read it."
            " To keep them out, set RCTDIAG_HOME to a new folder."
        )
    return home
