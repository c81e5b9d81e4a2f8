"""What moved in a group between two waves, worked out from what is published of each.

A group's change follows from two published means, their numbers of people and one spread: of a
score in each wave where the groups are compared, of a person's change where the same people are.
"""

from __future__ import annotations

from math import ceil, erfc, hypot, sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rctdiag.model.documents.over_time.wave_change import WaveChangeDoc
from rctdiag.model.documents.result import IntervalDoc
from rctdiag.stats.numeric.estimate import LEVEL
from rctdiag.stats.numeric.p_adjustment import holm
from rctdiag.stats.numeric.quantiles import normal_two_sided, t_p_value, t_two_sided
from rctdiag.stats.within import PLANNING_SD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rctdiag.model.documents.over_time.wave_change import LevelDoc, Method
    from rctdiag.model.documents.teams import SpreadDoc
    from rctdiag.model.questionnaire import High

LEAST_PEOPLE, LEAST_GROUPS = 60, 6  # for a spread of changes that is not the planning one
SMALLEST = 5.0  # points; the smallest difference that counts, where nothing else was set
SD_STEP, LEAST_SD = 5.0, 15.0  # it is written in whole five points, rounded up
DECIMALS = 1


class Spreads(NamedTuple):
    """What an error rests on: one spread of changes, or one of scores a wave.

    Attributes:
        method: Paired or independent.
        sd: In points.
        df: The fewest degrees of freedom of those that were estimated; None where none was.
        named: How the interval is called.
    """

    method: Method
    sd: tuple[float, ...]
    df: int | None
    named: str

    def error(self, people: tuple[int, int]) -> float:
        """The standard error of a change between so many people."""
        if self.method == "paired":
            return self.sd[0] / sqrt(min(people))
        return sqrt(sum(sd**2 / n for sd, n in zip(self.sd, people, strict=True)))


def spread_of_changes(changes: NDArray[np.float64], groups: int, scores: Spreads) -> Spreads:
    """The spread of people's own changes, so coarse that nobody's answer bears on it.

    Where too few answered both times it is the planning SD; or what the spreads of the scores
    come to if nobody's second answers have to do with their first, where that is less.

    Args:
        changes: Of everybody who answered both times.
        groups: In how many shown groups of one breakdown they are.
        scores: The spreads of the scores in both waves.
    """
    if len(changes) < LEAST_PEOPLE or groups < LEAST_GROUPS:
        most = round(hypot(*scores.sd), DECIMALS)
        if scores.df is not None and most < PLANNING_SD:
            return Spreads("paired", (most,), scores.df, scores.named)
        return Spreads("paired", (PLANNING_SD,), None, f"planning-sd-{PLANNING_SD:g}")
    sd = float(np.std(changes, ddof=1))
    return Spreads(
        "paired", (max(LEAST_SD, SD_STEP * ceil(sd / SD_STEP)),), None, "organisation-sd-of-changes"
    )


def spread_of_scores(first: SpreadDoc, second: SpreadDoc) -> Spreads:
    """The spreads that the group reports of both waves rest on."""
    dfs = [spread.df for spread in (first, second) if spread.df is not None]
    named = "two-waves" if dfs else f"planning-sd-{PLANNING_SD:g}"
    return Spreads("independent", (first.sd, second.sd), min(dfs, default=None), named)


class Pair(NamedTuple):
    """A group on a scale in two waves, shown in both."""

    by: str
    name: str
    scale: str
    waves: tuple[int, int]
    first: LevelDoc
    second: LevelDoc
    spreads: Spreads
    high: High


def judged(pairs: Sequence[Pair], smallest: float) -> tuple[WaveChangeDoc, ...]:
    """All changes of a document, held together against five per cent (Holm 1979).

    Args:
        pairs: What is compared.
        smallest: The smallest difference that counts, in points, set beforehand.
    """
    ps = holm([_p(pair) for pair in pairs])
    return tuple(
        _document(pair, 1.0 if p is None else p, smallest)
        for pair, p in zip(pairs, ps, strict=True)
    )


def _ends(figure: LevelDoc) -> tuple[float, float]:
    """The least and the most that a mean may be."""
    value = figure.mean or 0.0
    if figure.direction == "at_most":
        return 0.0, value
    return (value, 100.0) if figure.direction == "at_least" else (value, value)


def _span(pair: Pair) -> tuple[float, float]:
    """The least and the most that the change may be."""
    (low1, high1), (low2, high2) = _ends(pair.first), _ends(pair.second)
    return low2 - high1, high2 - low1


def _people(pair: Pair) -> tuple[int, int]:
    return pair.first.answered or 1, pair.second.answered or 1


def _claimed(pair: Pair) -> float:
    """Of all that the change may be, what claims least."""
    low, high = _span(pair)
    return low if low > 0 else min(high, 0.0)


def _p(pair: Pair) -> float:
    score = _claimed(pair) / pair.spreads.error(_people(pair))
    df = pair.spreads.df
    return erfc(abs(score) / sqrt(2)) if df is None else t_p_value(score, df)


def _document(pair: Pair, p: float, smallest: float) -> WaveChangeDoc:
    df = pair.spreads.df
    quantile = normal_two_sided(LEVEL) if df is None else t_two_sided(df, LEVEL)
    half = quantile * pair.spreads.error(_people(pair))
    low, high = _span(pair)
    claimed = _claimed(pair)
    moved = p < 1 - LEVEL and claimed != 0
    limits = IntervalDoc(
        low=round(max(-100.0, low - half), DECIMALS) + 0.0,
        high=round(min(100.0, high + half), DECIMALS) + 0.0,
        level=LEVEL,
        method=pair.spreads.named,
    )
    return WaveChangeDoc(
        by=pair.by,
        name=pair.name,
        scale=pair.scale,
        first=pair.waves[0],
        second=pair.waves[1],
        method=pair.spreads.method,
        answered=_people(pair),
        means=(pair.first.mean or 0.0, pair.second.mean or 0.0),
        directions=(pair.first.direction or "about", pair.second.direction or "about"),
        change=round(low, DECIMALS) + 0.0 if low == high else None,
        interval=limits,
        spread=pair.spreads.sd,
        p=max(round(p, 4), 0.0001),
        verdict=("up" if claimed > 0 else "down") if moved else "no_change_found",
        within=-smallest <= limits.low and limits.high <= smallest,
        better=(claimed > 0) == (pair.high == "good") if moved and pair.high != "neutral" else None,
    )
