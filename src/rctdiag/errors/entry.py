"""One row of the catalogue of faults."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """One code of the catalogue."""

    code: str
    meaning: str
    remedy: str
    test: str = ""  # where no specimen file can show it
