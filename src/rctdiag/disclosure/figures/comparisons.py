"""A team beside the rest, those with least power beside those with most, answers beside silence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import hypot, sqrt
from typing import TYPE_CHECKING, Literal

import numpy as np

from rctdiag.disclosure.figures.group_estimates import (
    DECIMALS,
    PLANNED_DF,
    figure,
    plain,
    reach,
)
from rctdiag.disclosure.figures.spread import moments_of
from rctdiag.model.documents.result import IntervalDoc
from rctdiag.model.documents.teams import ComparisonDoc, ComparisonsDoc, PowerDoc, ResponseDoc
from rctdiag.stats.numeric.descriptives import rest
from rctdiag.stats.numeric.estimate import LEVEL
from rctdiag.stats.numeric.p_adjustment import benjamini_hochberg, holm
from rctdiag.stats.numeric.quantiles import t_p_value
from rctdiag.stats.response import response
from rctdiag.stats.two_groups import detectable_difference, superiority, welch
from rctdiag.stats.within import POOLED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from rctdiag.disclosure.groups.membership import Group
    from rctdiag.disclosure.release.publication import Steps
    from rctdiag.model.group import Moments, Shown
    from rctdiag.stats.within import Spread

    Ints = NDArray[np.int64]

Rule = tuple[Literal["holm", "benjamini-hochberg"], float]  # a rule of adjustment, its level

FEW = 10  # comparisons up to which Holm's rule is used
HOLM: Rule = ("holm", 0.05)
SCAN: Rule = ("benjamini-hochberg", 0.10)


@dataclass(frozen=True)
class Whole:
    """Everybody on one scale: steps (-1 for none), of how many, and their moments."""

    steps: Ints
    most: int
    moments: Moments


def whole(steps: Steps, most: int) -> Whole:
    """Everybody, once for all comparisons of a scale."""
    held = np.array([-1 if its is None else its for its in steps], dtype=np.int64)
    return Whole(held, most, moments_of(steps, most, range(len(steps))))


def beside_the_rest(group: Group, scale: str, everybody: Whole, spread: Spread) -> ComparisonDoc:
    """Welch, probability of superiority, and what such groups could have shown at all.

    Its p is not adjusted yet: ``judged`` does that for all of them together.
    """
    members = list(group.members)
    mine = everybody.steps[members]
    others = np.delete(everybody.steps, members)
    ours = moments_of(mine[mine >= 0].tolist(), everybody.most, range(int((mine >= 0).sum())))
    theirs = rest(everybody.moments, ours)
    found = welch(ours, theirs)
    ranks = superiority(mine[mine >= 0].tolist(), others[others >= 0].tolist())
    value = found.points.value
    return ComparisonDoc(
        by=group.by,
        name=group.name,
        scale=scale,
        difference=None if value is None else round(value, DECIMALS),
        interval=plain(found.points.interval),
        superiority=figure(ranks.probability),
        detectable=_detectable(ours.n, theirs.n, spread.sd),
        reason=found.points.reason or None,
        p=found.p,
        verdict="no_difference_found",
    )


@lru_cache(maxsize=4096)
def _detectable(n1: int, n2: int, sd: float) -> float | None:
    found = detectable_difference(n1, n2, sd).value
    return None if found is None else round(found, DECIMALS)


def judged(
    compared: Sequence[ComparisonDoc], ladder: Mapping[tuple[str, str], str]
) -> ComparisonsDoc:
    """All comparisons of a publication adjusted together, each with its verdict.

    Args:
        compared: All of them.
        ladder: (breakdown, scale) -> what its groups allow to be said; where they cannot be told
            apart, no single one is said to differ.
    """
    method, level = HOLM if len(compared) <= FEW else SCAN
    adjust = holm if method == "holm" else benjamini_hochberg
    rows = []
    for row, p in zip(compared, adjust([row.p for row in compared]), strict=True):
        alike = ladder.get((row.by, row.scale)) == "no_difference"
        surely = p is not None and p < level and not alike
        word = "no_difference_found"
        if surely:
            word = "higher" if (row.difference or 0.0) > 0 else "lower"
        adjusted = {"p": None if p is None else round(p, 4), "verdict": word}
        rows.append(row.model_copy(update=adjusted))
    return ComparisonsDoc(method=method, level=level, count=len(rows), rows=tuple(rows))


def from_least_power(
    by: str,
    measure: str,
    shown: Mapping[str, tuple[int, Shown]],
    order: Sequence[str],
    spread: Spread,
) -> PowerDoc | None:
    """The group with least power beside the one with most, of those shown in this order.

    Its p is not adjusted yet: ``power_judged`` does that for all of them together.
    """
    names = [name for name in order if name in shown]
    if len(names) < 2:  # noqa: PLR2004 - it takes two to differ
        return None
    (n1, least), (n2, most) = shown[names[0]], shown[names[-1]]
    difference = least.value - most.value
    half = hypot(reach(n1, spread), reach(n2, spread))
    error = hypot(spread.sd / sqrt(n1), spread.sd / sqrt(n2))
    scale, _, facet = measure.partition(".")
    return PowerDoc(
        by=by,
        scale=scale,
        facet=facet or None,
        least=names[0],
        most=names[-1],
        least_mean=least.value,
        most_mean=most.value,
        difference=round(difference, DECIMALS),
        interval=IntervalDoc(
            low=round(difference - half, DECIMALS),
            high=round(difference + half, DECIMALS),
            level=LEVEL,
            method=POOLED,
        ),
        p=t_p_value(difference / error, spread.df or PLANNED_DF),
        apart=False,
    )


def power_judged(rows: Sequence[PowerDoc]) -> tuple[PowerDoc, ...]:
    """The rows with their p adjusted together by Holm's rule, and whether a gap is sure."""
    adjusted = holm([row.p for row in rows])
    return tuple(
        row.model_copy(
            update={
                "p": None if p is None else round(p, 4),
                "apart": p is not None and p < HOLM[1],
            }
        )
        for row, p in zip(rows, adjusted, strict=True)
    )


def responded(answered: int, headcount: int | None, mean: float | None) -> ResponseDoc:
    """The response of a group, in per cent, and what the silent could change at most."""
    found = response(answered, headcount, mean)
    return ResponseDoc(
        answered=answered,
        headcount=headcount,
        rate=None if found.rate.value is None else round(100 * found.rate.value),
        bounds=plain(found.bounds.interval),
        reason=found.rate.reason or None,
    )
