"""Bands: a score in the words of the answers. Cut points belong to the upper band."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from rctdiag.model.scores import BANDS

if TYPE_CHECKING:
    from rctdiag.model.scores import Band, Interval

CUTS = (12.5, 37.5, 62.5, 87.5)
LOW = CUTS[1]  # a score under it reads as rarely or never
PRESENT = 50.0  # from here a culture can be named
HIGH = CUTS[2]  # from here a score reads as often


def band(score: float) -> Band:
    """The band of an exact, unrounded score of 0-100."""
    return BANDS[bisect_right(CUTS, score)]


def bands_spanned(interval: Interval) -> tuple[Band, ...]:
    """All bands that an interval touches, lowest first; limits beyond 0-100 are no bands."""
    return BANDS[bisect_right(CUTS, interval.low) : bisect_right(CUTS, interval.high) + 1]
