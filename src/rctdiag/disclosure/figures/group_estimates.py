"""Estimates for one group, worked out from what is published of it and of everybody."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from rctdiag.disclosure.figures.spread import as_told
from rctdiag.model.documents.result import IntervalDoc
from rctdiag.model.documents.teams import ApartDoc, FigureDoc, PooledDoc, StandsOutDoc
from rctdiag.scoring.bands import LOW
from rctdiag.stats.highest import highest
from rctdiag.stats.icc import signal
from rctdiag.stats.numeric.estimate import LEVEL
from rctdiag.stats.pooling import partial_pooling
from rctdiag.stats.within import PLANNED, POOLED, Spread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.model.group import Shown
    from rctdiag.model.scores import Interval
    from rctdiag.stats.numeric.estimate import Estimate


DECIMALS = 1  # of points
FINE = 2  # decimals of probabilities, weights, correlations
PLANNED_DF = 1000  # the planning SD counts as known


def reach(n: int, spread: Spread, level: float = LEVEL) -> float:
    """Half the width of a group's interval, in points: t(N - J) * SD / sqrt(n)."""
    from rctdiag.stats.numeric.quantiles import normal_two_sided, t_two_sided  # noqa: PLC0415 - scipy

    quantile = normal_two_sided(level) if spread.df is None else t_two_sided(spread.df, level)
    return quantile * spread.sd / sqrt(n)


def interval(shown: Shown, n: int, spread: Spread) -> IntervalDoc:
    """The 95 % interval of a mean as shown; towards an end of the scale it reaches the end."""
    half = reach(n, spread)
    low = shown.value - half if shown.direction != "at_most" else 0.0
    high = shown.value + half if shown.direction != "at_least" else 100.0
    return IntervalDoc(
        low=round(max(0.0, low), DECIMALS),
        high=round(min(100.0, high), DECIMALS),
        level=LEVEL,
        method=PLANNED if spread.df is None else POOLED,
    )


def plain(
    limits: Interval | None, decimals: int = DECIMALS, *, clip: bool = False
) -> IntervalDoc | None:
    """An interval for a document; ``clip`` keeps it inside 0-100."""
    if limits is None:
        return None
    low, high = limits.low, limits.high
    if clip:
        low, high = max(0.0, low), min(100.0, high)
    return IntervalDoc(
        low=round(low, decimals),
        high=round(high, decimals),
        level=limits.level,
        method=limits.method,
    )


def figure(estimate: Estimate, decimals: int = FINE) -> FigureDoc:
    """A statistic for a document: its value, its interval, and why it is missing or in doubt."""
    return FigureDoc(
        value=None if estimate.value is None else round(estimate.value, decimals),
        interval=plain(estimate.interval, decimals),
        reason=estimate.reason or None,
    )


def pooled(groups: Sequence[tuple[int, Shown]], spread: Spread) -> list[PooledDoc | None]:
    """Partially pooled means of the shown groups of one breakdown; None where there is none."""
    if spread.df is None:
        return [None] * len(groups)
    found = partial_pooling([as_told(n, shown.value, spread.sd) for n, shown in groups])
    if not found.groups:
        return [None] * len(groups)
    return [
        PooledDoc(
            mean=round(group.pooled.value or 0.0, DECIMALS),
            interval=plain(group.pooled.interval, clip=True),
            weight=round(group.weight, FINE),
            reason=group.pooled.reason or None,
        )
        if group
        else None
        for group in found.groups
    ]


def told_apart(groups: Sequence[tuple[int, Shown]], spread: Spread) -> ApartDoc:
    """Whether the shown groups of one breakdown differ: F, ICC(1), ICC(2), what may be said."""
    if spread.df is None:
        nothing = FigureDoc(value=None, interval=None, reason=spread.reason)
        return ApartDoc(
            icc1=nothing,
            icc2=nothing,
            f=None,
            df=None,
            p=None,
            ladder="not_computed",
            groups=len(groups),
        )
    found = signal([as_told(n, shown.value, spread.sd) for n, shown in groups])
    return ApartDoc(
        icc1=figure(found.icc1),
        icc2=figure(found.icc2),
        f=None if found.f is None else round(found.f, FINE),
        df=found.df,
        p=None if found.p is None else round(found.p, 4),
        ladder=found.ladder,
        groups=len(groups),
    )


def stands_out(
    means: Mapping[str, tuple[int, Shown]],
    spreads: Mapping[str, Spread],
    between: Mapping[tuple[str, str], float] | None,
) -> StandsOutDoc:
    """Which culture is a group's highest: its means, and the covariance inside all groups.

    With a covariance on ``df`` degrees of freedom the means follow a multivariate t with
    ``df - p + 1`` of them around those observed. ``highest`` takes a sample of its own, so it
    is given the size and covariance of the sample that says the same.

    Args:
        means: Culture -> people and mean shown, of those that are shown.
        spreads: Culture -> its spread.
        between: Correlations inside groups; None counts them as nought.
    """
    names = list(means)
    dfs = [df for name in names if (df := spreads[name].df) is not None]
    p = len(names)
    df = (min(dfs) if len(dfs) == p and between is not None else PLANNED_DF) - p + 1
    people = min((n for n, _ in means.values()), default=0)
    covariance = [
        [spreads[a].sd * spreads[b].sd * (1.0 if a == b else _pair(between, a, b)) for b in names]
        for a in names
    ]
    size = df + p
    factor = size * df / ((size - 1) * people) if people else 1.0
    scaled = [[factor * value for value in row] for row in covariance]
    found = highest(size, [shown.value for _, shown in means.values()], scaled)
    strong = any(shown.value >= LOW for _, shown in means.values())
    return StandsOutDoc(
        word=found.word if strong or found.word == "not_computed" else "none_strong",
        scale=None if found.which is None or not strong else names[found.which],
        probabilities={
            name: None if chance.value is None else round(chance.value, FINE)
            for name, chance in zip(names, found.probabilities, strict=True)
        },
        reason=next((chance.reason for chance in found.probabilities if chance.reason), None),
    )


def _pair(between: Mapping[tuple[str, str], float] | None, a: str, b: str) -> float:
    held = between or {}
    return held.get((a, b), held.get((b, a), 0.0))
