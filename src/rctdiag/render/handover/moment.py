"""The time stamp of a document as a time, for the dates inside files."""

from __future__ import annotations

from datetime import datetime

_UNIX = 1970


def moment(made: str) -> datetime | None:
    """When the document was made, or None where that is no time."""
    try:
        found = datetime.fromisoformat(made)
    except ValueError:
        return None
    return found if found.tzinfo and found.year >= _UNIX else None
