"""Whether somebody reads line by line, as with a screen reader."""

from __future__ import annotations

import os


def is_accessible(option_given: bool) -> bool:
    """Whether to write one fact a line."""
    return option_given or any(
        os.environ.get(name) for name in ("RCTDIAG_ACCESSIBLE", "ACCESSIBLE")
    )
