"""A team beside the rest, those with least power beside those with most, answers beside silence.

All of it is worked out from published means, numbers of people and the one spread.
"""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, Literal

from rctdiag.disclosure.figures.group_estimates import (
    DECIMALS,
    FINE,
    KNOWN_DF,
    OPEN_ENDS,
    ends,
    method,
    plain,
    rounded,
    written_p,
)
from rctdiag.model.documents.result import IntervalDoc
from rctdiag.model.documents.teams import (
    ComparisonDoc,
    ComparisonsDoc,
    FigureDoc,
    PowerDoc,
    ResponseDoc,
)
from rctdiag.stats.numeric.estimate import LEVEL
from rctdiag.stats.numeric.p_adjustment import benjamini_hochberg, holm
from rctdiag.stats.numeric.quantiles import normal_at_most, normal_two_sided, t_p_value
from rctdiag.stats.response import response
from rctdiag.stats.two_groups import detectable_difference

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.disclosure.groups.membership import Group
    from rctdiag.model.group import Shown
    from rctdiag.stats.within import Spread

Rule = tuple[Literal["holm", "benjamini-hochberg"], float]  # a rule of adjustment, its level
Ends = tuple[float, float]  # the least and the greatest that a figure may be

FEW = 10  # comparisons up to which Holm's rule is used
HOLM: Rule = ("holm", 0.05)
SCAN: Rule = ("benjamini-hochberg", 0.10)
_FULL = 100.0


def beside_the_rest(  # noqa: PLR0913 - each is a published number
    group: Group,
    scale: str,
    *,
    own_figure: tuple[int, Shown],
    whole: tuple[int, Shown],
    spread: Spread,
    steps: int,
) -> ComparisonDoc:
    """The difference, how often one of the group is above one of the rest, and what could be seen.

    Its p is not adjusted yet: ``judged`` does that for all of them together.

    Args:
        group: The group.
        scale: The scale.
        own_figure: Its people and mean.
        whole: Those of everybody: the rest follows from both.
        spread: Of the scale.
        steps: Of the scale: two people within half a step are equal.
    """
    (n, mean), (people, mean_of_all) = own_figure, whole
    other_people = people - n
    low, high = _difference(n, ends(mean), people, ends(mean_of_all))
    error = spread.sd * sqrt(1 / n + 1 / other_people)
    half = normal_two_sided(LEVEL) * error
    centre = (low + high) / 2
    is_wide = high - low > 10**-DECIMALS
    superiority, higher, equal = _pairs((low - half, centre, high + half), spread, _FULL / steps)
    return ComparisonDoc(
        by=group.by,
        name=group.name,
        scale=scale,
        difference=rounded(centre),
        interval=_limits(low - half, high + half, spread, DECIMALS),
        superiority=superiority,
        higher=higher,
        equal=equal,
        detectable=_detectable(n, other_people, spread.sd),
        reason=OPEN_ENDS if is_wide else None,
        p=t_p_value(_nearest_nought(low, high) / error, KNOWN_DF),
        verdict="no_difference_found",
    )


def _limits(low: float, high: float, spread: Spread, decimals: int) -> IntervalDoc:
    return IntervalDoc(
        low=rounded(low, decimals),
        high=rounded(high, decimals),
        level=LEVEL,
        method=method(spread),
    )


def _difference(n: int, mean: Ends, people: int, mean_of_all: Ends) -> Ends:
    """What the group and the rest may differ by: nothing beyond the ends of the scale."""
    limits = []
    for own_mean, whole in ((mean[0], mean_of_all[1]), (mean[1], mean_of_all[0])):
        rest = (people * whole - n * own_mean) / (people - n)
        limits.append(own_mean - min(max(rest, 0.0), _FULL))
    return limits[0], limits[1]


def _nearest_nought(low: float, high: float) -> float:
    """The smallest difference that there may be."""
    return 0.0 if low <= 0 <= high else min(low, high, key=abs)


def _pairs(
    differences: tuple[float, float, float], spread: Spread, step: float
) -> tuple[FigureDoc, float, float]:
    """Of all pairs of one person each: how often the first is higher, how often equal.

    Two normal distributions of the one spread, read in steps of the scale.
    """
    wide = sqrt(2) * spread.sd
    low, centre, high = (_half_the_ties(difference, step, wide) for difference in differences)
    higher = 1 - normal_at_most((step / 2 - differences[1]) / wide)
    superiority = FigureDoc(
        value=rounded(centre, FINE), interval=_limits(low, high, spread, FINE), reason=None
    )
    return superiority, rounded(higher, FINE), rounded(2 * max(centre - higher, 0.0), FINE)


def _half_the_ties(difference: float, step: float, wide: float) -> float:
    above = 1 - normal_at_most((step / 2 - difference) / wide)
    below = normal_at_most((-step / 2 - difference) / wide)
    return above + (1 - above - below) / 2


@lru_cache(maxsize=4096)
def _detectable(n1: int, n2: int, sd: float) -> float | None:
    found = detectable_difference(n1, n2, sd).value
    return None if found is None else rounded(found)


def judged(
    compared: Sequence[ComparisonDoc], ladder: Mapping[tuple[str, str], str]
) -> ComparisonsDoc:
    """All comparisons of a publication adjusted together, each with its verdict.

    Args:
        compared: All of them.
        ladder: (breakdown, scale) -> what its groups allow to be said; where they cannot be told
            apart, no single one is said to differ, nor is one whose range reaches nought.
    """
    rule, level = HOLM if len(compared) <= FEW else SCAN
    adjust = holm if rule == "holm" else benjamini_hochberg
    rows = []
    for row, p in zip(compared, adjust([row.p for row in compared]), strict=True):
        alike = ladder.get((row.by, row.scale)) == "no_difference"
        surely = p is not None and p < level and not alike and _beyond_nought(row)
        word = "no_difference_found"
        if surely:
            word = "higher" if (row.difference or 0.0) > 0 else "lower"
        rows.append(row.model_copy(update={"p": written_p(p), "verdict": word}))
    return ComparisonsDoc(method=rule, level=level, count=len(rows), rows=tuple(rows))


def _beyond_nought(row: ComparisonDoc) -> bool:
    """Whether the range leaves nought out, also in whole points, as it is told."""
    ends = row.interval
    return ends is not None and (round(ends.low) > 0 or round(ends.high) < 0)


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
    low, high = (a - b for a, b in zip(ends(least), reversed(ends(most)), strict=True))
    error = spread.sd * sqrt(1 / n1 + 1 / n2)
    half = normal_two_sided(LEVEL) * error
    scale, _, facet = measure.partition(".")
    return PowerDoc(
        by=by,
        scale=scale,
        facet=facet or None,
        least=names[0],
        most=names[-1],
        least_mean=least.value,
        most_mean=most.value,
        difference=rounded((low + high) / 2),
        interval=_limits(low - half, high + half, spread, DECIMALS),
        p=t_p_value(_nearest_nought(low, high) / error, KNOWN_DF),
        apart=False,
    )


def power_judged(rows: Sequence[PowerDoc]) -> tuple[PowerDoc, ...]:
    """The rows with their p adjusted together by Holm's rule, and whether a gap is sure."""
    adjusted = holm([row.p for row in rows])
    return tuple(
        row.model_copy(update={"p": written_p(p), "apart": p is not None and p < HOLM[1]})
        for row, p in zip(rows, adjusted, strict=True)
    )


def responded(answered: int, headcount: int | None, mean: Shown | None) -> ResponseDoc:
    """The response of a group, in per cent, and what the silent could change at most."""
    found = response(answered, headcount, None if mean is None else mean.value)
    bounds = plain(found.bounds.interval)
    if bounds is not None and mean is not None and headcount:
        low, high = (limit * answered / headcount for limit in ends(mean))
        silent = _FULL * (1 - answered / headcount)
        wide = {"low": rounded(low), "high": rounded(high + silent)}
        bounds = bounds.model_copy(update=wide)
    return ResponseDoc(
        answered=answered,
        headcount=headcount,
        rate=None if found.rate.value is None else round(100 * found.rate.value),
        bounds=bounds,
        reason=found.rate.reason or None,
    )
