"""What every statistic is: a value with its interval, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rctdiag.model.scores import Interval

Status = Literal["ok", "caution", "not_computed"]
Reason = Literal[
    "",
    "at_zero",  # the variance between groups is estimated as zero
    "below_fifteen",  # fewer people than this statistic may be shown for
    "complete_separation",  # everybody of one group is above everybody of the other
    "few_groups",
    "few_people",
    "fixed_spread",  # a planning SD stands in for one that cannot be estimated well
    "headcount_too_small",  # more people answered than there are
    "low_response",
    "more_than_three_scales",
    "no_headcount",
    "no_items",
    "no_null",  # no published null distribution for this number of options
    "no_pool",  # too few complete answers in the organisation to draw pseudo-teams
    "no_spread",  # everybody has the same score
    "not_positive_definite",  # one scale follows from the others
    "one_group",
    "one_scale",
    "very_low_response",
]
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure that can be told, told with care, or not told.

    ``value`` is None exactly where ``status`` is ``not_computed``; ``reason`` is empty exactly
    where it is ``ok``. Nothing in it is ever NaN or infinite.
    """

    value: float | None
    interval: Interval | None = None
    status: Status = "ok"
    reason: Reason = ""

    def __post_init__(self) -> None:
        """Refuse what would contradict the promise above: that is a bug, not bad input.

        Raises:
            ArithmeticError: a figure is not finite, or value, status and reason disagree.
        """
        figures = [self.value] if self.value is not None else []
        if self.interval is not None:
            figures += [self.interval.low, self.interval.high]
        if not all(isfinite(figure) for figure in figures):
            raise ArithmeticError("a statistic is not finite")
        if (self.value is None) != (self.status == "not_computed"):
            raise ArithmeticError("a statistic without a value is not computed, and only that")
        if (self.reason == "") != (self.status == "ok"):
            raise ArithmeticError("a statistic has a reason exactly where it is not ok")


def estimated(value: float, interval: Interval | None = None, reason: Reason = "") -> Estimate:
    """A figure: ok, or with a reason for caution."""
    return Estimate(value, interval, "caution" if reason else "ok", reason)


def not_computed(reason: Reason) -> Estimate:
    """No figure, and why."""
    return Estimate(None, None, "not_computed", reason)
