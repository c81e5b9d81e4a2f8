"""Quantiles of Student's t for whole degrees of freedom, without numpy or scipy.

With t = sqrt(df) * tan(angle), P(|T| < t) is a finite sum of powers of cos(angle)
(Abramowitz and Stegun 1964, 26.7.3 and 26.7.4). It is solved for the angle by Newton's rule.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, exp, lgamma, pi, sin, sqrt, tan

_MOST = 0.999999  # beyond it the density is too flat for the last digits


@lru_cache(maxsize=4096)
def t_two_sided(df: int, level: float) -> float:
    """The t with P(-t < T < t) = level.

    Args:
        df: degrees of freedom, a whole number from 1.
        level: above 0, at most 0.999999; e.g. 0.90.

    Raises:
        ValueError: either is out of its range.
    """
    if df < 1 or not 0 < level <= _MOST:
        raise ValueError("t_two_sided takes df from 1 and a level between 0 and 0.999999")
    # P is concave in the angle, so tangents from 0 approach the root from below, never past it.
    slope = 2 * exp(lgamma((df + 1) / 2) - lgamma(df / 2)) / sqrt(pi)
    angle, step = 0.0, level / slope
    while step > 1e-15 * angle:
        angle += step
        step = (level - _within(angle, df)) / (slope * cos(angle) ** (df - 1))
    return sqrt(df) * tan(angle)


def _within(angle: float, df: int) -> float:
    """P(|T| < sqrt(df) * tan(angle))."""
    square = cos(angle) ** 2
    if df % 2:
        term, first = cos(angle), 2
    else:
        term, first = 1.0, 1
    total = 0.0
    for k in range(first, df, 2):
        total += term
        term *= square * k / (k + 1)
    if df % 2:
        return 2 / pi * (angle + sin(angle) * total)
    return sin(angle) * total
