"""A team beside the rest, those with least power beside those with most, answers beside silence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rctdiag.disclosure.statistics_groups import DECIMALS, figure, plain, reach
from rctdiag.disclosure.statistics_spread import moments_of
from rctdiag.stats.adjust import benjamini_hochberg, holm
from rctdiag.stats.compare import detectable_difference, superiority, welch
from rctdiag.stats.descriptives import rest
from rctdiag.stats.estimate import LEVEL
from rctdiag.stats.response import response

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.disclosure.cells import Group
    from rctdiag.disclosure.publication import Steps
    from rctdiag.model.group import Shown
    from rctdiag.stats.within import Spread

    Document = dict[str, Any]

FEW = 10  # comparisons up to which Holm's rule is used
HOLM, SCAN = ("holm", 0.05), ("benjamini-hochberg", 0.10)


@dataclass(frozen=True, slots=True)
class Compared:
    """One group and scale beside the rest of the organisation, before adjustment."""

    group: Group
    scale: str
    p: float | None
    told: Document


def beside_the_rest(
    group: Group, everyone: Group, scale: str, scored: tuple[Steps, int], spread: Spread
) -> Compared:
    """Welch, probability of superiority, and what such groups could have shown at all."""
    steps, most = scored
    inside = set(group.members)
    others = [person for person in everyone.members if person not in inside]
    whole, mine = (moments_of(steps, most, g.members) for g in (everyone, group))
    found = welch(mine, rest(whole, mine))
    ranks = superiority(
        [its for person in group.members if (its := steps[person]) is not None],
        [its for person in others if (its := steps[person]) is not None],
    )
    value = found.points.value
    told: Document = {
        "by": group.by,
        "name": group.name,
        "scale": scale,
        "difference": None if value is None else round(value, DECIMALS),
        "interval": plain(found.points.interval),
        "superiority": figure(ranks.probability),
        "detectable": _detectable(mine.n, whole.n - mine.n, spread.sd),
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
    half = (reach(n1, spread) ** 2 + reach(n2, spread) ** 2) ** 0.5
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
        "apart": abs(difference) > half,
    }


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
