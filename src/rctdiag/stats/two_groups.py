"""Two groups: how far apart, how surely, and what could have been seen at all."""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, sqrt, tanh
from typing import TYPE_CHECKING

import numpy as np
from scipy import optimize

from rctdiag.model.least_people import MINIMUM_DETAIL
from rctdiag.model.scores import Interval
from rctdiag.stats.numeric.descriptives import squared_deviations
from rctdiag.stats.numeric.estimate import LEVEL, estimated, not_computed
from rctdiag.stats.numeric.quantiles import normal_two_sided, power_of_t, t_p_value, t_two_sided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.model.group import Moments
    from rctdiag.stats.numeric.estimate import Estimate

LEAST_PEOPLE = MINIMUM_DETAIL
POWER = 0.80


@dataclass(frozen=True, slots=True)
class Difference:
    """First minus second in points, with the p of no difference."""

    points: Estimate
    p: float | None = None
    df: float | None = None


@dataclass(frozen=True, slots=True)
class Superiority:
    """Of all pairs, one from each group: how often the first is higher, ties half.

    ``delta`` is Cliff's: how often higher minus how often lower.
    """

    delta: Estimate
    probability: Estimate


def welch(group: Moments, other_group: Moments, level: float = LEVEL) -> Difference:
    """The difference of two means without assuming equal spread (Welch 1947)."""
    if min(group.n, other_group.n) < LEAST_PEOPLE:
        return Difference(not_computed("below_fifteen"))
    value = float(group.total / group.n - other_group.total / other_group.n)
    parts = [
        float(squared_deviations(moments) / ((moments.n - 1) * moments.n))
        for moments in (group, other_group)
    ]
    if not sum(parts):
        return Difference(estimated(value, None, "no_spread"))
    df = sum(parts) ** 2 / sum(
        part**2 / (moments.n - 1) for part, moments in zip(parts, (group, other_group), strict=True)
    )
    error = sqrt(sum(parts))
    reach = t_two_sided(df, level) * error
    interval = Interval(value - reach, value + reach, level, "welch")
    return Difference(estimated(value, interval), t_p_value(value / error, df), df)


def superiority(
    values: Sequence[float], other_values: Sequence[float], level: float = LEVEL
) -> Superiority:
    """Cliff's delta and the probability of superiority (Cliff 1993; Vargha and Delaney 2000).

    Args:
        values: the scores of the people of the first group.
        other_values: those of the second.
        level: of the intervals, on the inverse hyperbolic tangent of delta. Where every score
            of one group is above every score of the other there is none.
    """
    n1, n2 = len(values), len(other_values)
    if min(n1, n2) < LEAST_PEOPLE:
        return Superiority(not_computed("below_fifteen"), not_computed("below_fifteen"))
    ordered, first = np.sort(np.array(other_values)), np.array(values)
    higher = int(np.searchsorted(ordered, first, side="left").sum())
    lower = n1 * n2 - int(np.searchsorted(ordered, first, side="right").sum())
    delta = (higher - lower) / (n1 * n2)
    probability = (n1 * n2 + higher - lower) / (2 * n1 * n2)
    if abs(higher - lower) == n1 * n2:
        return Superiority(
            estimated(delta, None, "complete_separation"),
            estimated(probability, None, "complete_separation"),
        )
    reach = normal_two_sided(level) * sqrt((n1 + n2 + 1) / (3 * n1 * n2))
    low, high = tanh(atanh(delta) - reach), tanh(atanh(delta) + reach)
    return Superiority(
        estimated(delta, Interval(low, high, level, "cliff-tanh")),
        estimated(probability, Interval((low + 1) / 2, (high + 1) / 2, level, "cliff-tanh")),
    )


def detectable_difference(
    n1: int, n2: int, sd: float, power: float = POWER, level: float = LEVEL
) -> Estimate:
    """The true difference in points that a t test of two such groups would find this often.

    Args:
        n1: people in the first group.
        n2: people in the second.
        sd: the spread inside groups, in points.
        power: how often it would be found.
        level: of the test, 0.95 for p < .05.
    """
    if min(n1, n2) < 1 or n1 + n2 <= 2:  # noqa: PLR2004 - two people leave no spread to judge by
        return not_computed("few_people")
    scale, df = sqrt(n1 * n2 / (n1 + n2)), n1 + n2 - 2
    high = t_two_sided(df, level)
    while power_of_t(high, df, level) < power:
        high *= 1.2
    shift = optimize.brentq(lambda d: power_of_t(d, df, level) - power, 1e-9, high, xtol=1e-12)
    return estimated(float(shift) / scale * sd)
