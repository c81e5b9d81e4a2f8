"""A team beside the rest, those with least power beside those with most, answers beside silence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import hypot, sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from rctdiag.disclosure.figures.group_estimates import (
    DECIMALS,
    PLANNED_DF,
    figure,
    plain,
    reach,
)
from rctdiag.disclosure.figures.spread import moments_of
from rctdiag.stats.numeric.descriptives import rest
from rctdiag.stats.numeric.estimate import LEVEL
from rctdiag.stats.numeric.p_adjustment import benjamini_hochberg, holm
from rctdiag.stats.numeric.quantiles import t_p_value
from rctdiag.stats.response import response
from rctdiag.stats.two_groups import detectable_difference, superiority, welch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from rctdiag.disclosure.groups.membership import Group
    from rctdiag.disclosure.release.publication import Steps
    from rctdiag.model.group import Moments, Shown
    from rctdiag.stats.within import Spread

    Document = dict[str, Any]
    Ints = NDArray[np.int64]

FEW = 10  # comparisons up to which Holm's rule is used
HOLM, SCAN = ("holm", 0.05), ("benjamini-hochberg", 0.10)


@dataclass(frozen=True, slots=True)
class Compared:
    """One group and scale beside the rest of the organisation, before adjustment."""

    group: Group
    scale: str
    p: float | None
    told: Document


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


def beside_the_rest(group: Group, scale: str, everybody: Whole, spread: Spread) -> Compared:
    """Welch, probability of superiority, and what such groups could have shown at all."""
    members = list(group.members)
    mine = everybody.steps[members]
    others = np.delete(everybody.steps, members)
    ours = moments_of(mine[mine >= 0].tolist(), everybody.most, range(int((mine >= 0).sum())))
    theirs = rest(everybody.moments, ours)
    found = welch(ours, theirs)
    ranks = superiority(mine[mine >= 0].tolist(), others[others >= 0].tolist())
    value = found.points.value
    told: Document = {
        "by": group.by,
        "name": group.name,
        "scale": scale,
        "difference": None if value is None else round(value, DECIMALS),
        "interval": plain(found.points.interval),
        "superiority": figure(ranks.probability),
        "detectable": _detectable(ours.n, theirs.n, spread.sd),
        "reason": found.points.reason or None,
    }
    return Compared(group, scale, found.p, told)


@lru_cache(maxsize=4096)
def _detectable(n1: int, n2: int, sd: float) -> float | None:
    found = detectable_difference(n1, n2, sd).value
    return None if found is None else round(found, DECIMALS)


def judged(compared: Sequence[Compared], ladder: Mapping[tuple[str, str], str]) -> Document:
    """All comparisons of a publication adjusted together, each with its verdict.

    Args:
        compared: All of them.
        ladder: (breakdown, scale) -> what its groups allow to be said; where they cannot be told
            apart, no single one is said to differ.
    """
    method, level = HOLM if len(compared) <= FEW else SCAN
    adjust = holm if method == "holm" else benjamini_hochberg
    rows = []
    for one, p in zip(compared, adjust([one.p for one in compared]), strict=True):
        alike = ladder.get((one.group.by, one.scale)) == "no_difference"
        surely = p is not None and p < level and not alike
        word = "no_difference_found"
        if surely:
            word = "higher" if one.told["difference"] > 0 else "lower"
        rows.append({**one.told, "p": None if p is None else round(p, 4), "verdict": word})
    return {"method": method, "level": level, "count": len(rows), "rows": rows}


def from_least_power(
    shown: Mapping[str, tuple[int, Shown]], order: Sequence[str], spread: Spread
) -> Document | None:
    """The group with least power beside the one with most, of those shown in this order."""
    told = [name for name in order if name in shown]
    if len(told) < 2:  # noqa: PLR2004 - it takes two to differ
        return None
    (n1, least), (n2, most) = shown[told[0]], shown[told[-1]]
    difference = least.value - most.value
    half = hypot(reach(n1, spread), reach(n2, spread))
    error = hypot(spread.sd / sqrt(n1), spread.sd / sqrt(n2))
    return {
        "least": told[0],
        "most": told[-1],
        "least_mean": least.value,
        "most_mean": most.value,
        "difference": round(difference, DECIMALS),
        "interval": {
            "low": round(difference - half, DECIMALS),
            "high": round(difference + half, DECIMALS),
            "level": LEVEL,
            "method": "pooled-within-groups",
        },
        "p": t_p_value(difference / error, spread.df or PLANNED_DF),
    }


def power_judged(rows: Sequence[Document]) -> list[Document]:
    """The rows with their p adjusted together by Holm's rule, and whether a gap is sure."""
    adjusted = holm([row["p"] for row in rows])
    return [
        row | {"p": None if p is None else round(p, 4), "apart": p is not None and p < HOLM[1]}
        for row, p in zip(rows, adjusted, strict=True)
    ]


def responded(answered: int, headcount: int | None, mean: float | None) -> Document:
    """The response of a group, in per cent, and what the silent could change at most."""
    found = response(answered, headcount, mean)
    return {
        "answered": answered,
        "headcount": headcount,
        "rate": None if found.rate.value is None else round(100 * found.rate.value),
        "bounds": plain(found.bounds.interval),
        "reason": found.rate.reason or None,
    }
