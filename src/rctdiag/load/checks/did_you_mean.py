"""Small words of messages: did you mean, lists, numbers of things."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NEAR = 0.7  # 'rset' is near 'rest'; 'c01' is not near 'h01', which is another questionnaire's
_LONGEST = 64  # comparing takes time with the square of the length
_MOST = 8  # names in one line


def did_you_mean(typed: object, known: Iterable[str]) -> str:
    """``Did you mean 'facet'?``, or nothing where no known word is near."""
    near = nearest(typed, known)
    return "" if near is None else f"Did you mean '{near}'?"


def nearest(typed: object, known: Iterable[str]) -> str | None:
    """The known word that was probably meant; None where none is near."""
    if not isinstance(typed, str) or len(typed) > _LONGEST:
        return None
    words = list(known)
    same = [word for word in words if _plain(word) == _plain(typed)]
    if same:
        return same[0]
    folded = {word.casefold(): word for word in words}
    near = difflib.get_close_matches(typed.casefold(), folded, n=1, cutoff=_NEAR)
    return folded[near[0]] if near else None


def _plain(word: str) -> str:
    """Letters that read alike and zeros before a number make no other word: H1 is h01."""
    return re.sub(r"0+(?=[0-9])", "", word.casefold().replace("-", "_"))


def listed(words: Iterable[str], joint: str = "or") -> str:
    """``a, b or c``."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} {joint} {last}" if first else last


def some(names: Sequence[str]) -> str:
    """The first eight of these, and how many there are besides."""
    rest = len(names) - _MOST
    return listed([*names[:_MOST], *([f"{rest} more"] if rest > 0 else [])], "and")


def counted(count: int, noun: str) -> str:
    """``1 row``, ``2 rows``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
