"""Two scales of one person: how far apart, and whether that is more than chance of items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.scoring.person_scores import LEVEL, interval_around

if TYPE_CHECKING:
    from rctdiag.model.scores import Interval, ScaleScore


def difference(score: ScaleScore, other_score: ScaleScore, level: float = LEVEL) -> Interval | None:
    """The interval of ``score`` minus ``other_score`` in points.

    The variances of the two means add up; degrees of freedom are k1 + k2 - 2. None where a
    score is missing or rests on a single answer.
    """
    if score.score is None or other_score.score is None:
        return None
    if score.variance_of_mean is None or other_score.variance_of_mean is None:
        return None
    return interval_around(
        score.score - other_score.score,
        score.variance_of_mean + other_score.variance_of_mean,
        score.answered + other_score.answered - 2,
        level,
    )


def clearly_above(score: ScaleScore, other_score: ScaleScore, level: float = LEVEL) -> bool:
    """Whether the interval of the difference lies wholly above zero."""
    interval = difference(score, other_score, level)
    return interval is not None and interval.low > 0
