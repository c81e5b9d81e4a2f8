"""One person, one scale, two sittings: how far it moved, and what chance of items alone does.

The items answered both times are pairs. With d the keyed differences of k items, in answer steps,
the change is their mean and its squared standard error is max(s², 1/6) / k, on k - 1 degrees of
freedom. s² is the variance of the differences. 1/6 = 2 x 1/12 is what rounding two answers to whole
steps does by itself: s² holds it already, and where s² is smaller the answers all moved alike by
chance, which is no certainty. Added to s² it would count twice (bench/long/change.py: intervals
of 90 % then cover 93 to 99 %, and half of the true changes of 20 points in the short form that are
seen now would be missed).
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.model.scores import Interval
from rctdiag.scoring.tquantile import t_two_sided

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEVEL = 0.90  # family-wise: one false claim in ten persons at most
METHOD = "paired-items"
LEAST_ITEMS = 3
ROUNDING = 1 / 6  # variance, in answer steps squared, of the difference of two rounded answers
_CERTAIN = 0.999999  # the highest level that t_two_sided takes


class Change(NamedTuple):
    """The change of a scale in points, on ``items`` pairs."""

    points: float
    error: float  # standard error in points, above 0
    items: int

    @property
    def df(self) -> int:
        """Degrees of freedom."""
        return self.items - 1

    def reach(self, level: float) -> float:
        """Half the width of the interval at this level, in points."""
        return t_two_sided(self.df, level) * self.error

    def interval(self, level: float = LEVEL) -> Interval:
        """The interval of the change by itself, in points, not clipped."""
        reach = self.reach(level)
        return Interval(self.points - reach, self.points + reach, level, METHOD)

    @property
    def chance(self) -> float:
        """The two-sided p of no change, to six decimals; found by halving the level."""
        low, high = 0.0, _CERTAIN
        while high - low > 1e-9:  # noqa: PLR2004 - far below the decimals that are used
            middle = (low + high) / 2
            if self.reach(middle) < abs(self.points):
                low = middle
            else:
                high = middle
        return 1 - low


def paired_change(first: Sequence[int], second: Sequence[int], steps: int) -> Change | None:
    """The change of one scale.

    Args:
        first: Keyed answers of the first sitting, of the items answered both times.
        second: Those of the second, in the same order.
        steps: From the lowest answer to the highest, 4 for 1-5.

    Returns:
        None with fewer than three pairs.
    """
    differences = [after - before for before, after in zip(first, second, strict=True)]
    k = len(differences)
    if k < LEAST_ITEMS:
        return None
    mean = sum(differences) / k
    variance = sum((difference - mean) ** 2 for difference in differences) / (k - 1)
    unit = 100 / steps
    return Change(unit * mean, unit * sqrt(max(variance, ROUNDING) / k), k)


def holm(changes: Mapping[str, Change], level: float = LEVEL) -> dict[str, float]:
    """The level that each change has to exceed by itself, after Holm (1979).

    The smallest p is held against 1 / m of what may go wrong, the next against 1 / (m - 1), and
    so on; after the first that fails all the rest fail, which a level of 1 says.
    """
    ordered = sorted(changes, key=lambda name: (changes[name].chance, name))
    wrong, failed = 1 - level, False
    needed: dict[str, float] = {}
    for rank, name in enumerate(ordered):
        allowed = wrong / (len(ordered) - rank)
        failed = failed or changes[name].chance > allowed
        needed[name] = 1.0 if failed else 1 - allowed
    return needed


def noise(change: Change, compared: int, level: float = LEVEL) -> float:
    """The change in points that would have been noticed, were it the largest of ``compared``."""
    return change.reach(1 - (1 - level) / compared)
