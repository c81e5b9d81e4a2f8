"""Whether somebody reads line by line, as with a screen reader."""

from __future__ import annotations

import os


def is_accessible(asked: bool) -> bool:
    """Whether to write one fact a line."""
    return asked or any(os.environ.get(name) for name in ("RCTDIAG_ACCESSIBLE", "ACCESSIBLE"))
