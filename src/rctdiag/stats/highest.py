"""Which scale is a group's highest, as a posterior probability rather than a largest mean.

Under the Jeffreys prior the true means of p scales, given n people, follow a multivariate t
with n - p degrees of freedom around the observed means (Gelman and others 2013, section 3.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy import special

from rctdiag.stats.numeric.estimate import estimated, not_computed
from rctdiag.stats.numeric.quantiles import quadrature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rctdiag.stats.numeric.estimate import Estimate, Reason

    Floats = NDArray[np.float64]

LEAST_PEOPLE = 5
HIGHEST, LEADS = 0.95, 0.80
NODES = 400
PAIR = 2
MOST_SCALES = 3

Word = Literal["highest", "leads", "none", "not_computed"]


@dataclass(frozen=True, slots=True)
class Highest:
    """The probability of each scale of being the highest, and what may be said.

    ``which`` is the place of the named scale: with ``highest`` (from .95) or ``leads`` (from
    .80, "not certain").
    """

    probabilities: tuple[Estimate, ...]
    word: Word
    which: int | None = None


def highest(n: int, means: Sequence[float], covariance: Sequence[Sequence[float]]) -> Highest:
    """The posterior probabilities of two or three scales, by quadrature.

    Args:
        n: people with a score on every one of these scales.
        means: their mean scores.
        covariance: the (n - 1) covariances of the scores.
    """
    scales = len(means)
    reason: Reason = ""
    if scales < PAIR:
        reason = "one_scale"
    elif scales > MOST_SCALES:
        reason = "more_than_three_scales"
    elif n < LEAST_PEOPLE:
        reason = "few_people"
    elif not _positive_definite(np.array(covariance)):
        reason = "not_positive_definite"
    if reason:
        return Highest((not_computed(reason),) * scales, "not_computed")
    df = n - scales
    centre, scale = np.array(means), np.array(covariance) * (n - 1) / (n * df)
    chances = [_probability(at, centre, scale, df) for at in range(scales)]
    top = max(range(scales), key=chances.__getitem__)
    word: Word = "none"
    if chances[top] >= LEADS:
        word = "highest" if chances[top] >= HIGHEST else "leads"
    return Highest(
        probabilities=tuple(estimated(chance) for chance in chances),
        word=word,
        which=None if word == "none" else top,
    )


def _positive_definite(matrix: Floats) -> bool:
    values = np.linalg.eigvalsh(matrix)
    return bool(values[0] > 1e-9 * values[-1])


def _probability(at: int, centre: Floats, scale: Floats, df: int) -> float:
    """P(scale ``at`` is above each other one)."""
    remaining = [index for index in range(len(centre)) if index != at]
    contrast = np.zeros((len(remaining), len(centre)))
    contrast[:, at] = 1
    contrast[range(len(remaining)), remaining] = -1
    mean, spread = contrast @ centre, contrast @ scale @ contrast.T
    first = float(mean[0]) / np.sqrt(spread[0, 0])
    if len(remaining) == 1:
        return float(special.stdtr(df, first))
    return _both_above_zero(first, mean, spread, df)


def _both_above_zero(first: float, mean: Floats, spread: Floats, df: int) -> float:
    """P(both > 0) of a bivariate t: over the first, the conditional t of the second.

    With the first as sqrt(df) * tan(angle) everything under the integral is smooth, and beyond
    12 / sqrt(df) nothing is left of it.
    """
    end = min(np.pi / 2, 12 / np.sqrt(df))
    start = max(-end, float(np.arctan(-first / np.sqrt(df))))
    if start >= end:
        return 0.0
    angle, weights = quadrature(start, end, NODES)
    density = np.exp(
        special.gammaln((df + 1) / 2)
        - special.gammaln(df / 2)
        - np.log(np.pi) / 2
        + (df - 1) * np.log(np.cos(angle))
    )
    slope = spread[0, 1] / np.sqrt(spread[0, 0])
    left = spread[1, 1] - spread[0, 1] ** 2 / spread[0, 0]
    lift = (mean[1] / np.sqrt(df) * np.cos(angle) + slope * np.sin(angle)) / np.sqrt(left)
    conditional = special.stdtr(df + 1, lift * np.sqrt(df + 1))
    return float(weights @ (density * conditional))
