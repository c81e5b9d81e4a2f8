"""What is told of everybody together and serves every group: spreads and correlations.

One spread a measure for the whole publication, rounded before it is used. So a group's interval
follows from its number, its mean and these constants, and tells nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING

from rctdiag.disclosure.groups.membership import EVERYONE
from rctdiag.model.group import Moments
from rctdiag.stats.within import PLANNING_SD, Spread, pooled_spread
from rctdiag.tables.expressions.group_sums import cross_products, sums

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.disclosure.groups.membership import Group, Mask, Membership
    from rctdiag.disclosure.release.publication import Steps

SD_DECIMALS = 1
CORRELATION_DECIMALS = 2
LEAST_PEOPLE = 30


@dataclass(frozen=True)
class Base:
    """The strata that a spread is pooled within: shown groups of one breakdown, and the rest.

    Attributes:
        by: The breakdown; empty where none will do.
        strata: Members of each; all people without a shown group of it are the last.
    """

    by: str
    strata: tuple[tuple[int, ...], ...]


def base_of(membership: Membership, shown: frozenset[object]) -> Base:
    """The breakdown with most shown groups in which nobody is twice; of equals the first asked."""
    best, most = "", 0
    for by in dict.fromkeys(g.by for g in membership.groups if g.by != EVERYONE):
        groups = [g for g in membership.groups if g.by == by]
        count = sum(g.key in shown for g in groups)
        if count > most and is_disjoint(groups):
            best, most = by, count
    told = [g.members for g in membership.groups if best and g.by == best and g.key in shown]
    inside = {person for members in told for person in members}
    left = tuple(person for person in membership.groups[0].members if person not in inside)
    return Base(best, tuple([*told, left] if left else told))


def is_disjoint(groups: Sequence[Group]) -> bool:
    """Nobody is in two of them."""
    return sum(len(g.members) for g in groups) == len({p for g in groups for p in g.members})


def moments_of(steps: Steps, most: int, members: Sequence[int]) -> Moments:
    """The moments of a group in points, exact."""
    n, total, squares = sums(its for person in members if (its := steps[person]) is not None)
    return Moments(n, Fraction(100 * total, most), Fraction(10_000 * squares, most**2))


def spread(base: Base, steps: Steps, most: int, *, allowed: bool) -> Spread:
    """The spread of a measure inside groups, rounded; the planning SD where it may not be told."""
    if not allowed:
        return Spread(PLANNING_SD, None, "fixed_spread")
    found = pooled_spread([moments_of(steps, most, members) for members in base.strata])
    told = round(found.sd, SD_DECIMALS)
    return Spread(told, found.df, found.reason) if told else Spread(PLANNING_SD, None, "no_spread")


def correlations(
    base: Base, scales: Mapping[str, Steps], *, allowed: bool
) -> dict[tuple[str, str], float] | None:
    """Correlations inside groups of every two scales, rounded; None where none may be told."""
    whole: Mask = tuple(
        all(its is not None for its in row) for row in zip(*scales.values(), strict=True)
    )
    if not allowed or sum(whole) < LEAST_PEOPLE:
        return None
    names = list(scales)
    found: dict[tuple[str, str], float] = {}
    for at, one in enumerate(names):
        for other in names[at + 1 :]:
            both = _within(base, scales[one], scales[other], whole)
            alone = [_within(base, scales[name], scales[name], whole) for name in (one, other)]
            if not all(alone):
                return None
            value = round(float(both) / sqrt(alone[0] * alone[1]), CORRELATION_DECIMALS)
            found[one, other] = value
    return found


def _within(base: Base, one: Steps, other: Steps, whole: Mask) -> Fraction:
    """The sum of products of deviations from the means of the strata."""
    result = Fraction(0)
    for members in base.strata:
        its = [person for person in members if whole[person]]
        if its:
            a, b = [one[person] or 0 for person in its], [other[person] or 0 for person in its]
            result += cross_products(a, b) - Fraction(sum(a) * sum(b), len(its))
    return result


def as_told(n: int, mean: float, sd: float) -> Moments:
    """The moments of a group as anybody can work them out: from what is published of it."""
    m, s = Fraction(str(mean)), Fraction(str(sd))
    return Moments(n, n * m, n * m**2 + (n - 1) * s**2)
