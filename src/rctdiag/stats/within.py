"""A group's mean with an interval that does not give its own spread away.

The interval rests on the spread inside all groups together: n, mean and SD of a small group
would come close to its raw data.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from rctdiag.model.scores import Interval
from rctdiag.stats.numeric.descriptives import mean, squared_deviations
from rctdiag.stats.numeric.estimate import LEVEL, not_computed, told
from rctdiag.stats.numeric.quantiles import normal_two_sided, t_two_sided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.model.group import Moments
    from rctdiag.stats.numeric.estimate import Estimate, Reason

PLANNING_SD = 25.0  # points; near what workplace surveys show, named where it is used
LEAST_PEOPLE = 30
LEAST_GROUPS = 3
POOLED = "pooled-within-groups"
PLANNED = f"planning-sd-{PLANNING_SD:g}"


@dataclass(frozen=True, slots=True)
class Spread:
    """The standard deviation inside groups, in points; ``df`` None where it is not estimated."""

    sd: float
    df: int | None
    reason: Reason = ""


def pooled_spread(groups: Sequence[Moments]) -> Spread:
    """The pooled within-group SD on N - J degrees of freedom.

    The planning SD of 25 points stands in for fewer than 30 people or 3 groups, and where
    nobody differs from the rest of their group.
    """
    groups = [one for one in groups if one.n]
    people = sum(one.n for one in groups)
    if people < LEAST_PEOPLE or len(groups) < LEAST_GROUPS:
        return Spread(PLANNING_SD, None, "fixed_spread")
    inside, df = sum(squared_deviations(one) for one in groups), people - len(groups)
    if not inside:
        return Spread(PLANNING_SD, None, "no_spread")
    return Spread(sqrt(inside / df), df)


def group_mean(group: Moments, spread: Spread, level: float = LEVEL) -> Estimate:
    """The raw mean ± t(N - J) * SD / sqrt(n), in points and not clipped.

    With the planning SD the quantile is the normal one, and the estimate says ``caution``.
    """
    value = mean(group)
    if value is None:
        return not_computed("few_people")
    if spread.df is None:
        quantile, method = normal_two_sided(level), PLANNED
    else:
        quantile, method = t_two_sided(spread.df, level), POOLED
    reach = quantile * spread.sd / sqrt(group.n)
    return told(value, Interval(value - reach, value + reach, level, method), spread.reason)
