"""The time stamp of a document as a time, for the dates inside files."""

from __future__ import annotations

from datetime import datetime

_UNIX = 1970


def moment(stamp: str) -> datetime | None:
    """When the document was made, or None where that is no time."""
    try:
        time = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return time if time.tzinfo and time.year >= _UNIX else None
