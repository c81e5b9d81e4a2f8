"""Scores drawn with letters, for formats that have nothing else: Markdown, a table to edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.render.handover.content import AxisRow

CELLS = 20  # of a line: five points each
LINE, RANGE, DOT, RING = "─━●○"
FULL, EMPTY = "■·"
HEIGHTS = "▁▂▃▄▅▆▇█"


def bar(row: AxisRow) -> str:
    """The score as a dot on a line from 0 to 100, its range heavy; empty without a score."""
    if row.score is None:
        return ""
    line = [LINE] * (CELLS + 1)
    if row.low is not None and row.high is not None:
        for at in range(_cell(row.low), _cell(row.high) + 1):
            line[at] = RANGE
    line[_cell(row.score)] = DOT
    return "".join(line)


def between(score: int | None) -> str:
    """A dot on a line between two opposites."""
    if score is None:
        return ""
    return LINE * _cell(score) + DOT + LINE * (CELLS - _cell(score))


def filled(score: int | None) -> str:
    """A short bar: ten points a sign."""
    if score is None:
        return ""
    full = round(score / 10)
    return FULL * full + EMPTY * (10 - full)


def dumbbell(then: float | None, now: float | None) -> str:
    """Then as a ring and now as a dot on a line from 0 to 100, heavy between them."""
    if then is None or now is None:
        return ""
    start, end = _cell(then), _cell(now)
    line = [LINE] * (CELLS + 1)
    for at in range(min(start, end), max(start, end) + 1):
        line[at] = RANGE
    line[start] = RING
    line[end] = DOT
    return "".join(line)


def course(scores: Sequence[int | None]) -> str:
    """A score at several times, a sign each: higher is more; a dot where there is none."""
    steps = "".join(
        EMPTY if score is None else HEIGHTS[min(len(HEIGHTS) - 1, score * len(HEIGHTS) // 100)]
        for score in scores
    )
    return steps if any(score is not None for score in scores) else ""


def _cell(points: float) -> int:
    return round(points * CELLS / 100)
