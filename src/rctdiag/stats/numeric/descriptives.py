"""Means and variances from exact sums, and shares of favourable answers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING

from rctdiag.model.group import Moments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rctdiag.model.group import Stratum

NOBODY = Moments(0, Fraction(0), Fraction(0))


def moments(strata: Iterable[Stratum], low: int, high: int) -> Moments:
    """The moments of scores in points, from whole numbers.

    Args:
        strata: people of one group by the number of items they answered.
        low: the response range's least answer.
        high: its greatest.
    """
    n, total, squares = 0, Fraction(0), Fraction(0)
    for stratum in strata:
        step = Fraction(100, stratum.answered * (high - low))
        base = stratum.answered * low
        n += stratum.people
        total += step * (stratum.total - stratum.people * base)
        squares += step**2 * (stratum.squares - 2 * base * stratum.total + stratum.people * base**2)
    return Moments(n, total, squares)


def join(parts: Iterable[Moments]) -> Moments:
    """The moments of all people of disjoint groups."""
    n, total, squares = 0, Fraction(0), Fraction(0)
    for part in parts:
        n, total, squares = n + part.n, total + part.total, squares + part.squares
    return Moments(n, total, squares)


def rest(whole: Moments, part: Moments) -> Moments:
    """Everybody of ``whole`` who is not in ``part``."""
    return Moments(whole.n - part.n, whole.total - part.total, whole.squares - part.squares)


def mean(group: Moments) -> float | None:
    """The mean score in points; None for nobody."""
    return float(group.total / group.n) if group.n else None


def squared_deviations(group: Moments) -> Fraction:
    """The sum of squared deviations from the group's own mean, in points squared."""
    return group.squares - group.total**2 / group.n if group.n else Fraction(0)


def variance(group: Moments) -> float | None:
    """The variance (n - 1) in points squared; None for fewer than two people."""
    return float(squared_deviations(group) / (group.n - 1)) if group.n > 1 else None


def standard_deviation(group: Moments) -> float | None:
    """The standard deviation (n - 1) in points; None for fewer than two people."""
    spread = variance(group)
    return None if spread is None else sqrt(spread)


@dataclass(frozen=True, slots=True)
class Shares:
    """How many answers lie on the good side of the middle, on it, and on the other."""

    favourable: int
    neutral: int
    unfavourable: int


def shares(counts: Mapping[int, int], low: int, high: int, *, high_is_good: bool) -> Shares:
    """Answers by the side of the range's middle (on 1-5: 4 and 5, 3, 1 and 2).

    Args:
        counts: keyed answer to the number of people who gave it.
        low: the response range's least answer.
        high: its greatest.
        high_is_good: whether more of the scale is welcome (connection) or not (a culture).
    """
    above = sum(count for answer, count in counts.items() if 2 * answer > low + high)
    below = sum(count for answer, count in counts.items() if 2 * answer < low + high)
    middle = sum(counts.values()) - above - below
    return Shares(above, middle, below) if high_is_good else Shares(below, middle, above)
