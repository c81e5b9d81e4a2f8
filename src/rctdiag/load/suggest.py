"""Did-you-mean."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEAR = 0.7  # 'rset' is near 'rest'; 'c01' is not near 'h01', which is another questionnaire's
_LONGEST = 64  # comparing takes time with the square of the length


def did_you_mean(typed: object, known: Iterable[str]) -> str:
    """``Did you mean 'facet'?``, or nothing where no known word is near."""
    if not isinstance(typed, str) or len(typed) > _LONGEST:
        return ""
    near = difflib.get_close_matches(typed, list(known), n=1, cutoff=_NEAR)
    return f"Did you mean '{near[0]}'?" if near else ""


def listed(words: Iterable[str], joint: str = "or") -> str:
    """``a, b or c``."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} {joint} {last}" if first else last
