"""Many comparisons at once: adjusted p values. None stays None and is not counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def holm(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Holm's step-down method (1979): for few comparisons planned beforehand."""
    order = _rising(p_values)
    adjusted, highest = list(p_values), 0.0
    for rank, (p, at) in enumerate(order):
        highest = max(highest, min(1.0, (len(order) - rank) * p))
        adjusted[at] = highest
    return tuple(adjusted)


def benjamini_hochberg(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """The false discovery rate (Benjamini and Hochberg 1995): for scans over many groups."""
    order = _rising(p_values)
    adjusted, lowest = list(p_values), 1.0
    for rank, (p, at) in reversed(list(enumerate(order, start=1))):
        lowest = min(lowest, len(order) / rank * p)
        adjusted[at] = lowest
    return tuple(adjusted)


def _rising(p_values: Sequence[float | None]) -> list[tuple[float, int]]:
    return sorted((p, at) for at, p in enumerate(p_values) if p is not None)
