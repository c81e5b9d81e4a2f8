"""How many answered, and what those who did not could change at most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rctdiag.model.scores import Interval
from rctdiag.stats.numeric.estimate import estimated, not_computed

if TYPE_CHECKING:
    from rctdiag.stats.numeric.estimate import Estimate, Reason

LOW, VERY_LOW = 0.50, 0.30


@dataclass(frozen=True, slots=True)
class Response:
    """The share that answered, 0-1, and the mean with its worst-case bounds in points.

    The bounds are what the mean would be if everybody silent had answered at one end of the
    scale. A rate says nothing about bias (Rogelberg and Stanton 2007); the bounds do.
    """

    rate: Estimate
    bounds: Estimate


def response(answered: int, headcount: int | None, mean: float | None) -> Response:
    """The response of one group.

    Args:
        answered: people with a score.
        headcount: people in the group; None where nobody said.
        mean: the mean score of those who answered, in points; None where it is not shown.
    """
    if headcount is None:
        return _none("no_headcount")
    if headcount < answered:
        return _none("headcount_too_small")
    if not answered:
        return _none("few_people")
    rate = answered / headcount
    reason: Reason = ""
    if rate < LOW:
        reason = "very_low_response" if rate < VERY_LOW else "low_response"
    if mean is None:
        return Response(estimated(rate, None, reason), not_computed("few_people"))
    lowest = mean * rate
    # The bounds hold for certain, so their level is 1.
    interval = Interval(lowest, lowest + 100 * (1 - rate), 1.0, "worst-case")
    return Response(estimated(rate, None, reason), estimated(mean, interval, reason))


def _none(reason: Reason) -> Response:
    return Response(not_computed(reason), not_computed(reason))
