"""Estimates for groups, worked out from what is published of them and from one spread.

Nothing here sees an answer. Where a mean is shown as "15 or less", every value it may stand for
is reckoned with: an interval reaches to the end, and a test takes the value that claims least.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from rctdiag.disclosure.figures.spread import published_moments
from rctdiag.model.documents.result import IntervalDoc
from rctdiag.model.documents.teams import ApartDoc, FigureDoc, PooledDoc, StandsOutDoc
from rctdiag.scoring.bands import LOW
from rctdiag.stats.highest import highest
from rctdiag.stats.icc import signal
from rctdiag.stats.numeric.estimate import LEVEL
from rctdiag.stats.pooling import partial_pooling
from rctdiag.stats.within import PLANNED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.model.group import Shown
    from rctdiag.model.scores import Interval
    from rctdiag.stats.highest import Highest
    from rctdiag.stats.numeric.estimate import Estimate
    from rctdiag.stats.pooling import PooledMean
    from rctdiag.stats.within import Spread

DECIMALS = 1  # of points
FINE = 2  # decimals of probabilities, weights, correlations
LEAST_P = 0.0001  # as little as a p is written
LEAST_F = 0.005  # of means as good as equal: ICC(2) is then beyond all numbers
NO_SIGNAL = FigureDoc(value=None, interval=None, reason="at_zero")
KNOWN_DF = 1000  # a spread that is not estimated counts as known
ORGANISATION = "organisation-sd"
OPEN_ENDS = "open_ends"
_ROUNDS = 20  # of drawing open means towards the others; each halves what is left at least


def reach(n: int, spread: Spread, level: float = LEVEL) -> float:
    """Half the width of a group's interval, in points: z * SD / sqrt(n)."""
    from rctdiag.stats.numeric.quantiles import normal_two_sided  # noqa: PLC0415 - scipy

    return normal_two_sided(level) * spread.sd / sqrt(n)


def method(spread: Spread) -> str:
    """What an interval rests on."""
    return PLANNED if spread.reason else ORGANISATION


def ends(shown: Shown) -> tuple[float, float]:
    """The least and the greatest that a mean may be: itself, or where it is open all beyond."""
    if shown.direction == "about":
        return shown.value, shown.value
    return (0.0, shown.value) if shown.direction == "at_most" else (shown.value, 100.0)


def middle(shown: Shown) -> float:
    """The middle of what a mean may be."""
    return sum(ends(shown)) / 2


def rounded(value: float, decimals: int = DECIMALS) -> float:
    """Rounded, and never "-0.0"."""
    return round(value, decimals) + 0.0


def written_p(p: float | None) -> float | None:
    """A p to four decimals, never nought."""
    return None if p is None else max(round(p, 4), LEAST_P)


def interval(shown: Shown, n: int, spread: Spread) -> IntervalDoc:
    """The 95 % interval of a mean as shown; towards an end of the scale it reaches the end."""
    half = reach(n, spread)
    low, high = ends(shown)
    return IntervalDoc(
        low=rounded(max(0.0, low - half)),
        high=rounded(min(100.0, high + half)),
        level=LEVEL,
        method=method(spread),
    )


def plain(limits: Interval | None, decimals: int = DECIMALS) -> IntervalDoc | None:
    """An interval for a document."""
    if limits is None:
        return None
    low, high = rounded(limits.low, decimals), rounded(limits.high, decimals)
    return IntervalDoc.copied_from(limits, low=low, high=high)


def figure(estimate: Estimate, decimals: int = FINE, reason: str | None = None) -> FigureDoc:
    """A statistic for a document: its value, its interval, and why it is missing or in doubt."""
    return FigureDoc(
        value=None if estimate.value is None else rounded(estimate.value, decimals),
        interval=plain(estimate.interval, decimals),
        reason=estimate.reason or reason,
    )


def nearest(groups: Sequence[tuple[int, Shown]]) -> list[float]:
    """Of all that the means may be, those that lie nearest together: they claim least."""
    means = [middle(shown) for _, shown in groups]
    people = sum(n for n, _ in groups)
    for _ in range(_ROUNDS):
        centre = sum(n * mean for (n, _), mean in zip(groups, means, strict=True)) / people
        means = [min(max(centre, ends(shown)[0]), ends(shown)[1]) for _, shown in groups]
    return means


def pooled(groups: Sequence[tuple[int, Shown]], spread: Spread) -> list[PooledDoc | None]:
    """Partially pooled means of the shown groups of one breakdown; None where there is none.

    With open ends, twice: all of them as low and as high as they may be, and the limits of both.
    """
    sides = (0, 1) if any(shown.direction != "about" for _, shown in groups) else (0,)
    runs = [
        [
            group
            for group in partial_pooling(
                [published_moments(n, ends(shown)[side], spread.sd) for n, shown in groups]
            ).groups
            if group is not None
        ]
        for side in sides
    ]
    if not all(len(run) == len(groups) for run in runs):
        return [None] * len(groups)
    return [_pooled(list(versions)) for versions in zip(*runs, strict=True)]


def _pooled(versions: Sequence[PooledMean]) -> PooledDoc:
    """A group's pooled mean from one run, or from the two ends."""
    mean = sum(version.pooled.value or 0.0 for version in versions) / len(versions)
    limits = [limit for version in versions if (limit := version.pooled.interval) is not None]
    return PooledDoc(
        mean=rounded(min(max(mean, 0.0), 100.0)),
        interval=IntervalDoc(
            low=rounded(max(0.0, min(limit.low for limit in limits))),
            high=rounded(min(100.0, max(limit.high for limit in limits))),
            level=limits[0].level,
            method=limits[0].method,
        )
        if limits
        else None,
        weight=rounded(sum(version.weight for version in versions) / len(versions), FINE),
        reason=versions[0].pooled.reason or None,
    )


def group_differences(groups: Sequence[tuple[int, Shown]], spread: Spread) -> ApartDoc:
    """Whether the shown groups of one breakdown differ: F, ICC(1), ICC(2), what may be said."""
    means = nearest(groups) if groups else []
    counts = [n for n, _ in groups]
    found = signal(
        [published_moments(n, mean, spread.sd) for n, mean in zip(counts, means, strict=True)]
    )
    is_open = any(shown.direction != "about" for _, shown in groups)
    reason = spread.reason or (OPEN_ENDS if is_open else None)
    return ApartDoc(
        icc1=figure(found.icc1, reason=reason),
        icc2=NO_SIGNAL
        if found.f is not None and found.f < LEAST_F
        else figure(found.icc2, reason=reason),
        f=None if found.f is None else rounded(found.f, FINE),
        df=found.df,
        p=written_p(found.p),
        ladder=found.ladder,
        groups=len(groups),
    )


def stands_out(
    means: Mapping[str, tuple[int, Shown]], spreads: Mapping[str, Spread]
) -> StandsOutDoc:
    """Which culture is a group's highest, by its means and the spreads.

    Answers to the cultures count as independent: where they go together, less is claimed than
    could be. A culture with an open end is named only where it would be at either end.

    Args:
        means: Culture -> people and mean shown, of those that are shown.
        spreads: Culture -> its spread.
    """
    names = list(means)
    found = _highest(means, spreads, [middle(shown) for _, shown in means.values()])
    word, highest_at = found.word, found.which
    if highest_at is not None:
        sides = [
            ends(shown)[0 if at == highest_at else 1]
            for at, (_, shown) in enumerate(means.values())
        ]
        least = _highest(means, spreads, sides)
        word = least.word if least.which == highest_at else "none"
        highest_at = highest_at if least.which == highest_at else None
    strong = any(ends(shown)[1] >= LOW for _, shown in means.values())
    return StandsOutDoc(
        word=word if strong or word == "not_computed" else "none_strong",
        scale=None if highest_at is None or not strong else names[highest_at],
        probabilities={
            name: None if chance.value is None else rounded(chance.value, FINE)
            for name, chance in zip(names, found.probabilities, strict=True)
        },
        reason=next((chance.reason for chance in found.probabilities if chance.reason), None),
    )


def _highest(
    means: Mapping[str, tuple[int, Shown]], spreads: Mapping[str, Spread], values: Sequence[float]
) -> Highest:
    """``highest`` takes a sample of its own, so it is given one that says the same.

    With a spread that counts as known the means follow nearly a normal distribution.
    """
    size = KNOWN_DF + len(means)
    people = min((n for n, _ in means.values()), default=1)
    factor = size * KNOWN_DF / ((size - 1) * people)
    covariance = [[factor * spreads[a].sd ** 2 if a == b else 0.0 for b in means] for a in means]
    return highest(size, list(values), covariance)
