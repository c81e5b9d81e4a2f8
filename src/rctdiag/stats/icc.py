"""Whether groups differ at all: one-way analysis of variance, ICC(1), ICC(2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rctdiag.model.scores import Interval
from rctdiag.stats.numeric.descriptives import join, squared_deviations
from rctdiag.stats.numeric.estimate import LEVEL, estimated, not_computed
from rctdiag.stats.numeric.quantiles import f_p_value, f_quantile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.model.group import Moments
    from rctdiag.stats.numeric.estimate import Estimate, Reason

# What may be said of single groups, from nothing to everything (the refusal ladder).
Ladder = Literal[
    "not_computed",
    "no_difference",  # no evidence that groups differ: no ranking, no colour by group
    "not_told_apart",  # ICC(2) under .50: pooled means with intervals, no pairs
    "with_care",  # ICC(2) from .50 to .70
    "told_apart",
]
ALPHA = 0.05
LEAST_ICC2, GOOD_ICC2 = 0.50, 0.70  # LeBreton and Senter 2008 ask for .70
FEW_GROUPS = 5
METHOD = "anova-f"


@dataclass(frozen=True, slots=True)
class Signal:
    """The analysis of variance between and within groups.

    ``size`` is the n0 of unequal groups; ``icc1_mean_size`` is ICC(1) with N/J in its
    place, as R's ``multilevel`` has it, for comparison.
    """

    icc1: Estimate
    icc2: Estimate
    ladder: Ladder
    f: float | None = None
    p: float | None = None
    df: tuple[int, int] | None = None
    size: float | None = None
    icc1_mean_size: float | None = None


def signal(groups: Sequence[Moments], level: float = LEVEL) -> Signal:
    """ICC(1), ICC(2), F and what they allow to be said of single groups.

    Args:
        groups: all groups of one breakdown, of any size; nobody is in two of them.
        level: of the intervals, which come from the F distribution (Shrout and Fleiss 1979).
    """
    groups = [group for group in groups if group.n]
    whole = join(groups)
    people, count = whole.n, len(groups)
    df1, df2 = count - 1, people - count
    if df1 < 1:
        return _none("one_group")
    if df2 < 1:
        return _none("few_people")
    inside = sum(squared_deviations(group) for group in groups)
    if not inside:
        return _none("no_spread")
    within = float(inside / df2)
    between = float((squared_deviations(whole) - inside) / df1)
    f, size = between / within, (people - sum(group.n**2 for group in groups) / people) / df1
    p = f_p_value(f, df1, df2)
    low = f / f_quantile(df1, df2, (1 + level) / 2)
    high = f * f_quantile(df2, df1, (1 + level) / 2)
    reason: Reason = "few_groups" if count < FEW_GROUPS else ""
    icc1 = estimated(
        _icc1(f, size), Interval(_icc1(low, size), _icc1(high, size), level, METHOD), reason
    )
    if not between:
        icc2 = not_computed("at_zero")
    else:
        icc2 = estimated(1 - 1 / f, Interval(1 - 1 / low, 1 - 1 / high, level, METHOD), reason)
    return Signal(
        icc1=icc1,
        icc2=icc2,
        ladder=_ladder(p, icc2.value),
        f=f,
        p=p,
        df=(df1, df2),
        size=size,
        icc1_mean_size=_icc1(f, people / count),
    )


def _icc1(f: float, size: float) -> float:
    return (f - 1) / (f - 1 + size)


def _ladder(p: float, icc2: float | None) -> Ladder:
    if p >= ALPHA or icc2 is None:
        return "no_difference"
    if icc2 < LEAST_ICC2:
        return "not_told_apart"
    return "with_care" if icc2 < GOOD_ICC2 else "told_apart"


def _none(reason: Reason) -> Signal:
    return Signal(not_computed(reason), not_computed(reason), "not_computed")
