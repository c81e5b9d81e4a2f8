"""Blocks of a CSV with quotes or blank lines in them, looked at by numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rctdiag.tables.source.strict_csv import LONGEST_ROW

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rctdiag.tables.source.text_rows import Source

_LF, _QUOTE, _TAB, _SPACE = 0x0A, 0x22, 0x09, 0x20


def last_end(data: bytearray) -> int:
    """Where the last whole row of ``data`` ends, if it begins with a row."""
    codes = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero((codes == _LF) & ~_inside(codes == _QUOTE))
    return int(ends[-1]) + 1 if len(ends) else 0


def _inside(quotes: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a character stands within quotes: an odd number of them up to it."""
    # The sum of bytes wraps at 256, which leaves odd odd.
    return (np.cumsum(quotes, dtype=np.uint8) & 1).astype(np.bool_)


def look(block: bytes, source: Source) -> tuple[int, int, bool, bytes] | None:
    """What a clean block of text holds, as ``structure.Found``; None where something is not."""
    codes = np.frombuffer(block, np.uint8)
    low = np.flatnonzero(codes < _SPACE)
    kinds = codes[low]
    ends = low[kinds == _LF]
    if not np.all((kinds == _LF) | (kinds == _TAB)):
        return None
    lines = len(ends) + (not block.endswith(b"\n"))
    separator = ord(source.separator)
    marks = codes == separator
    if b'"' in block:
        inside = _inside(codes == _QUOTE)
        if not _quotes_are_right(codes, inside, separator):
            return None
        ends, marks = ends[~inside[ends]], marks & ~inside
    if not block.endswith(b"\n"):
        ends = np.append(ends, len(block))
    starts = np.concatenate([[0], ends[:-1] + 1])
    filled = ends > starts
    has_blank = not filled.all()
    if has_blank:
        starts, ends = starts[filled], ends[filled]
    if not _has_width(len(source.header), starts, marks):
        return None
    if len(ends) and int((ends - starts).max()) >= LONGEST_ROW:
        return None
    without_blanks = block if not has_blank else _only(block, starts, ends)
    return len(ends), lines, has_blank, without_blanks


def _quotes_are_right(codes: NDArray[np.uint8], inside: NDArray[np.bool_], separator: int) -> bool:
    """A quote opens only at the start of a cell and closes only at its end, or is doubled."""
    if inside[-1]:
        return False
    edges = np.zeros(256, np.bool_)
    edges[[separator, _LF, _QUOTE]] = True
    padded = np.concatenate([[_LF], codes, [_LF]]).astype(np.uint8)
    quotes_at = np.flatnonzero(codes == _QUOTE)
    opens = quotes_at[inside[quotes_at]]
    closes = quotes_at[~inside[quotes_at]]
    return bool(edges[padded[opens]].all() and edges[padded[closes + 2]].all())


def _has_width(width: int, starts: NDArray[np.intp], marks: NDArray[np.bool_]) -> bool:
    """Whether each row has one separator less than the header has cells.

    Counts by row wrap at 65,536, more than a header may have; the sum of all tells that apart.
    """
    if np.count_nonzero(marks) != len(starts) * (width - 1):
        return False
    if not len(starts):
        return True
    counts = np.add.reduceat(marks.view(np.uint8), starts, dtype=np.uint16)
    return bool((counts == width - 1).all())


def _only(block: bytes, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> bytes:
    return b"".join(block[a:b] + b"\n" for a, b in zip(starts, ends, strict=True))
