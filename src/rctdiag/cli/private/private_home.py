"""Where this person's private state is: RCTDIAG_HOME, else the system's place."""

from __future__ import annotations

import os

from rctdiag.store.private_folders import Home, find_home


def private_home() -> Home:
    """The home, not made yet."""
    return find_home(os.environ.get("RCTDIAG_HOME"))
