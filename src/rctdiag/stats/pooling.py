"""Partially pooled group means: each mean is drawn towards the whole by how little it knows.

The model is y = mu + u(group) + e with variances tau2 between and sigma2 within groups. tau2
and sigma2 are found by REML. tau2 itself is uncertain, so up to 400 groups the posterior is
integrated over tau with a uniform prior (Gelman 2006), and nothing collapses where REML says
zero. Beyond, the means are empirical Bayes (Raudenbush and Bryk 2002, chapter 3), which take
tau2 as known: with 20 or 40 groups that differ little their 95 % intervals cover 80-86 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import optimize, special

from rctdiag.model.scores import Interval
from rctdiag.stats.numeric.descriptives import squared_deviations
from rctdiag.stats.numeric.estimate import LEVEL, estimated, not_computed
from rctdiag.stats.numeric.quantiles import normal_two_sided, quadrature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rctdiag.model.group import Moments
    from rctdiag.stats.numeric.estimate import Estimate, Reason

    Floats = NDArray[np.float64]

LEAST_GROUPS = 3  # with two, a uniform prior on tau has no proper posterior
FEW_GROUPS = 5
GRID_UP_TO = 400
LOG_RATIO = (-16.0, 10.0)  # where tau2 / sigma2 is looked for
NODES = 100


@dataclass(frozen=True, slots=True)
class PooledMean:
    """One group: its raw mean, the pooled one, and the weight that its own data got (0-1)."""

    raw: float
    pooled: Estimate
    weight: float


@dataclass(frozen=True, slots=True)
class Pooling:
    """All groups of one breakdown; variances in points squared.

    ``groups`` has an entry for each group given, None for one without people. Where nothing
    can be pooled, ``overall`` has the reason and ``groups`` is empty.
    """

    overall: Estimate
    groups: tuple[PooledMean | None, ...] = ()
    tau2: float | None = None
    sigma2: float | None = None


class _Data(NamedTuple):
    n: Floats
    means: Floats
    inside: float  # sum of squares within groups
    people: int


class _Posterior(NamedTuple):
    """What follows from given ratios tau2 / sigma2: arrays (ratio,) or (ratio, group)."""

    weights: Floats  # lambda
    overall: Floats
    precision: Floats  # of the overall mean, in units of 1 / sigma2
    squares: Floats  # residual sum of squares


def partial_pooling(
    groups: Sequence[Moments], level: float = LEVEL, *, grid_up_to: int = GRID_UP_TO
) -> Pooling:
    """Pooled means of all groups of a breakdown, in points.

    Args:
        groups: of any size; nobody is in two of them.
        level: of the intervals, which are not clipped.
        grid_up_to: the largest number of groups for which the posterior is integrated.
    """
    present = [group for group in groups if group.n]
    inside = sum(squared_deviations(part) for part in present)
    people = sum(part.n for part in present)
    if len(present) < LEAST_GROUPS:
        return Pooling(not_computed("few_groups"))
    if people - len(present) < 1:
        return Pooling(not_computed("few_people"))
    if not inside:
        return Pooling(not_computed("no_spread"))
    data = _Data(
        n=np.array([part.n for part in present], dtype=np.float64),
        means=np.array([float(part.total / part.n) for part in present]),
        inside=float(inside),
        people=people,
    )
    ratio = _reml_ratio(data)
    sigma2 = float(_posterior(data, np.array([ratio])).squares[0]) / (people - 1)
    if len(present) <= grid_up_to:
        overall, pooled = _integrated(data, level)
    else:
        overall, pooled = _empirical_bayes(data, ratio, sigma2, level)
    means = iter(pooled)
    return Pooling(
        overall=overall,
        groups=tuple(next(means) if group.n else None for group in groups),
        tau2=ratio * sigma2,
        sigma2=sigma2,
    )


def _posterior(data: _Data, ratios: Floats) -> _Posterior:
    spread = data.n * ratios[:, None]
    weight = data.n / (1 + spread)
    precision = weight.sum(axis=1)
    overall = (weight * data.means).sum(axis=1) / precision
    between = (weight * (data.means - overall[:, None]) ** 2).sum(axis=1)
    return _Posterior(spread / (1 + spread), overall, precision, data.inside + between)


def _log_likelihood(data: _Data, ratios: Floats, power: float) -> Floats:
    """The restricted log likelihood with sigma2 profiled or integrated out, up to a constant."""
    posterior = _posterior(data, ratios)
    shrink = np.log1p(data.n * ratios[:, None]).sum(axis=1)
    log: Floats = -0.5 * (power * np.log(posterior.squares) + shrink + np.log(posterior.precision))
    return log


def _reml_ratio(data: _Data) -> float:
    """The ratio tau2 / sigma2 of highest restricted likelihood; zero where none is higher."""

    def loss(log_ratio: float) -> float:
        return -float(_log_likelihood(data, np.exp([log_ratio]), data.people - 1)[0])

    best = optimize.minimize_scalar(
        loss, bounds=LOG_RATIO, method="bounded", options={"xatol": 1e-9}
    )
    at_zero = -float(_log_likelihood(data, np.zeros(1), data.people - 1)[0])
    return 0.0 if at_zero <= float(best.fun) else float(np.exp(best.x))


def _empirical_bayes(
    data: _Data, ratio: float, sigma2: float, level: float
) -> tuple[Estimate, list[PooledMean]]:
    posterior = _posterior(data, np.array([ratio]))
    overall, weights = float(posterior.overall[0]), posterior.weights[0]
    of_overall = sigma2 / float(posterior.precision[0])
    variances = ratio * sigma2 * (1 - weights) + (1 - weights) ** 2 * of_overall
    values = weights * data.means + (1 - weights) * overall
    z, reason = normal_two_sided(level), _reason(ratio, len(data.n))

    def around(value: float, variance: float) -> Estimate:
        reach = z * sqrt(variance)
        return estimated(value, Interval(value - reach, value + reach, level, "reml-eb"), reason)

    pooled = [
        PooledMean(float(raw), around(float(value), float(variance)), float(weight))
        for raw, value, variance, weight in zip(data.means, values, variances, weights, strict=True)
    ]
    return around(overall, of_overall), pooled


def _integrated(data: _Data, level: float) -> tuple[Estimate, list[PooledMean]]:
    """The posterior as a mixture of t distributions over a grid of tau / sigma."""
    share, node_weights = quadrature(0, 1, NODES)
    ratios = (share / (1 - share)) ** 2 / data.n.mean()
    df = data.people - 2
    log = _log_likelihood(data, ratios, df) + np.log(node_weights) - 2 * np.log(1 - share)
    mass = np.exp(log - log.max())
    mass /= mass.sum()
    posterior = _posterior(data, ratios)
    unit = posterior.squares / df
    pull = 1 - posterior.weights
    centres = posterior.weights * data.means + pull * posterior.overall[:, None]
    spreads = unit[:, None] * (ratios[:, None] * pull + pull**2 / posterior.precision[:, None])
    reason = _reason(1.0, len(data.n))

    def around(centre: Floats, spread: Floats) -> Estimate:
        limits = [
            _mixture_quantile(mass, centre, np.sqrt(spread), df, (1 + side * level) / 2)
            for side in (-1, 1)
        ]
        return estimated(
            float(mass @ centre), Interval(limits[0], limits[1], level, "bayes-grid"), reason
        )

    pooled = [
        PooledMean(
            raw=float(data.means[at]),
            pooled=around(centres[:, at], spreads[:, at]),
            weight=float(mass @ posterior.weights[:, at]),
        )
        for at in range(len(data.n))
    ]
    return around(posterior.overall, unit / posterior.precision), pooled


def _mixture_quantile(
    mass: Floats, centres: Floats, scales: Floats, df: int, probability: float
) -> float:
    """The quantile of a mixture of t distributions; it lies among those of the parts."""

    def excess(x: float) -> float:
        return float(mass @ special.stdtr(df, (x - centres) / scales)) - probability

    parts = centres + special.stdtrit(df, probability) * scales
    margin = 1e-6 * float(scales.max())
    low, high = float(parts.min()) - margin, float(parts.max()) + margin
    return float(optimize.brentq(excess, low, high, xtol=1e-10))


def _reason(ratio: float, groups: int) -> Reason:
    if groups < FEW_GROUPS:
        return "few_groups"
    return "" if ratio else "at_zero"
