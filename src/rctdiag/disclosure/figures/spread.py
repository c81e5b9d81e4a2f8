"""One spread a measure for the whole publication: what every interval rests on.

A planning SD of 25 points; or, where many people are in several shown groups, the organisation's
own inside its groups, so coarse that nobody's answer bears on it. So a group's interval follows
from its number, its mean and one constant, and tells nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from rctdiag.disclosure.figures.variance_room import MeasureRoom, root_mean
from rctdiag.disclosure.groups.membership import EVERYONE
from rctdiag.disclosure.release import rounding
from rctdiag.model.group import Moments
from rctdiag.stats.numeric.descriptives import squared_deviations
from rctdiag.stats.within import PLANNING_SD, Spread
from rctdiag.tables.expressions.group_sums import sums

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.disclosure.groups.membership import Group, Membership
    from rctdiag.disclosure.release.publication import Publication, Steps

LEAST_PEOPLE, LEAST_GROUPS = 60, 6
SD_STEP = 5.0
# Those that are written: the least stands for all below it, the greatest for all above.
STEPS = (15.0, 20.0, 25.0, 30.0, 35.0)
# What anybody could move the sum of squares by, from one end of the scale to the other.
ONE_PERSON = 10_000.0
PLANNED = Spread(PLANNING_SD, None, "fixed_spread")


@dataclass(frozen=True)
class Base:
    """The strata that a spread is taken within: shown groups of one breakdown, and the rest.

    Attributes:
        by: The breakdown; empty where none will do.
        strata: Members of each; all people without a shown group of it are the last.
        shown: How many of the strata are shown groups.
    """

    by: str
    strata: tuple[tuple[int, ...], ...]
    shown: int


def base_of(membership: Membership, shown: frozenset[object]) -> Base:
    """The breakdown with most shown groups in which nobody is twice; of equals the first asked."""
    best, most = "", 0
    for by in dict.fromkeys(g.by for g in membership.groups if g.by != EVERYONE):
        groups = [g for g in membership.groups if g.by == by]
        count = sum(g.key in shown for g in groups)
        if count > most and is_disjoint(groups):
            best, most = by, count
    shown_members = [
        g.members for g in membership.groups if best and g.by == best and g.key in shown
    ]
    inside = {person for members in shown_members for person in members}
    left = tuple(person for person in membership.groups[0].members if person not in inside)
    return Base(best, tuple([*shown_members, left] if left else shown_members), most)


def is_disjoint(groups: Sequence[Group]) -> bool:
    """Nobody is in two of them."""
    return sum(len(g.members) for g in groups) == len({p for g in groups for p in g.members})


def moments_of(
    twice: Steps | Mapping[int, int | None], most: int, members: Sequence[int]
) -> Moments:
    """The moments of a group in points, exact.

    Args:
        twice: Coded scores of everybody, in half steps.
        most: Steps of the scale.
        members: Of the group.
    """
    n, total, squares = sums(powers for person in members if (powers := twice[person]) is not None)
    unit = Fraction(100, 2 * most)
    return Moments(n, unit * total, unit**2 * squares)


def coded_scores(publication: Publication, measure: str, blocks: Mapping[str, Steps]) -> Steps:
    """Everybody's coded score on a measure, in half steps: the sum of its blocks."""
    published_measure = publication.measures[measure]
    held = [
        [0 if step is None else rounding.coded(step, steps) for step in blocks[block]]
        for block, steps in published_measure.pieces
    ]
    return [
        sum(block_steps[person] for block_steps in held) if there else None
        for person, there in enumerate(published_measure.valid)
    ]


@dataclass(frozen=True)
class Written:
    """How the spread of a measure is written.

    Attributes:
        strata: Members that it is taken within.
        steps: Those that may be written.
    """

    strata: tuple[tuple[int, ...], ...]
    steps: tuple[float, ...]

    def of(self, twice: Steps, most: int) -> Spread:
        """The nearest of the steps.

        Args:
            twice: Coded scores of everybody, in half steps.
            most: Steps of the measure.
        """
        return Strata(self, twice, most).spread({})


class Strata:
    """The squares of a measure inside its strata, and its spread if a few people scored otherwise.

    Args:
        written: How the spread is written.
        twice: Coded scores of everybody, in half steps.
        most: Steps of the measure.
    """

    def __init__(self, written: Written, twice: Steps, most: int) -> None:
        self._written, self._twice, self._most = written, twice, most
        self._stratum_of = {person: members for members in written.strata for person in members}
        self._squares = {
            members: squared_deviations(stratum)
            for members in written.strata
            if (stratum := moments_of(twice, most, members)).n
        }
        scored = sum(twice[person] is not None for members in self._squares for person in members)
        self._df = scored - len(self._squares)
        self._all = sum(self._squares.values(), Fraction())

    def spread(self, otherwise: Mapping[int, int]) -> Spread:
        """The nearest of the steps.

        Args:
            otherwise: Coded scores of some who have one, in place of theirs.
        """
        moved_people = [p for p, coded in otherwise.items() if coded != self._twice[p]]
        if not moved_people:
            return self._true
        squares = self._all
        for members in {self._stratum_of[person] for person in moved_people}:
            twice = {person: otherwise.get(person, self._twice[person]) for person in members}
            moved = squared_deviations(moments_of(twice, self._most, members))
            squares += moved - self._squares[members]
        return self._nearest(squares)

    @cached_property
    def _true(self) -> Spread:
        return self._nearest(self._all)

    def _nearest(self, squares: Fraction) -> Spread:
        exact = root_mean(float(squares), self._df)
        return Spread(min(self._written.steps, key=lambda sd: abs(sd - exact)), None)


def how_written(publication: Publication, measure: str) -> Written | None:
    """The steps in which a spread may be written, from published means alone; None where none is.

    Each leaves many answers open. Of these the nearest is taken, so that neither the SD nor the
    planning SD in its place tells more.

    Args:
        publication: What is published.
        measure: A scale or part.
    """
    groups = publication.membership.groups
    shown = frozenset(f.group for f in publication.figures if f.measure == measure)
    base = base_of(publication.membership, shown)
    valid = publication.measures[measure].valid
    people = sum(valid)
    if groups[0].key not in shown or people < LEAST_PEOPLE or base.shown < LEAST_GROUPS:
        return None
    df = people - sum(any(valid[person] for person in members) for members in base.strata)
    free = MeasureRoom(publication, measure).inside(base.strata)
    steps = tuple(
        sd
        for sd in STEPS
        if free.holds((sd - SD_STEP / 2) ** 2 * df, (sd + SD_STEP / 2) ** 2 * df, ONE_PERSON)
    )
    return Written(base.strata, steps) if steps else None


def spread(publication: Publication, measure: str, blocks: Mapping[str, Steps]) -> Spread:
    """The spread of a measure inside groups in whole five points, or the planning SD.

    Args:
        publication: What is published.
        measure: A scale or part that is shown for everybody.
        blocks: What it was made from.
    """
    written = how_written(publication, measure)
    if written is None:
        return PLANNED
    published_measure = publication.measures[measure]
    return written.of(coded_scores(publication, measure, blocks), published_measure.steps)


def published_moments(n: int, mean: float, sd: float) -> Moments:
    """The moments of a group as anybody can work them out: from what is published of it."""
    m, s = Fraction(str(mean)), Fraction(str(sd))
    return Moments(n, n * m, n * m**2 + (n - 1) * s**2)
