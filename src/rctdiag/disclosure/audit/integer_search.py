"""Exact bounds on anybody's score by integer programs (HiGHS): for few people, and for proofs."""

from __future__ import annotations

from itertools import combinations, pairwise, product
from math import ceil, floor, inf
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from rctdiag.disclosure import rules
from rctdiag.disclosure.audit.linear_bounds import lots_of
from rctdiag.disclosure.audit.nearby_answers import Scores, Walk
from rctdiag.disclosure.audit.silence_solver import hushed
from rctdiag.disclosure.release.rounding import coded

Vector = NDArray[np.float64]

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from rctdiag.disclosure.audit.linear_bounds import Row
    from rctdiag.disclosure.groups.membership import Group

_HALF = 0.5  # between whole numbers
_LIMIT = 1  # scipy's word for a search that ran out of turns
_ROUGHLY = 0.5  # near the best is enough for a start
# Most often a data set that proves the point is near one that is known, and soon found.
_NEAR_PEOPLE = 1.0  # of a part into a band or out of it
_NEAR_STEPS = 3.0  # of a part's sums, up or down
_KEPT = 200  # data sets of one walk that later ones start from


class Undecided(ArithmeticError):
    """A search took more turns than it may: nothing is proved."""


class _Part(NamedTuple):
    """People who are in the same rows and the same in what is asked: no program tells them apart.

    Attributes:
        rows: The rows they are in.
        people: Positions.
        asked: Whether it is their sum that is asked about.
        known: Their score, where the attacker knows it.
    """

    rows: tuple[int, ...]
    people: tuple[int, ...]
    asked: bool
    known: int | None


class Search:
    """All data sets that fit the rows of one measure.

    The scale falls into bands: the two lowest scores, the two highest, and those between, cut
    where shares are. Of each part of the people a program counts how many are in each band, and
    adds up their scores in the middle and at the ends; a count and a sum within its band's ends
    is always somebody's answers, so nothing is lost by leaving out who gave which.
    """

    def __init__(self, rows: Sequence[Row], steps: int, fits: Sequence[int] = ()) -> None:
        """``fits``: a data set known to fit, by person; it saves the first search."""
        self._met = [np.array(fits, dtype=np.int64)] if fits else []
        self._lots = lots_of(rows)
        people = sorted({person for row in rows for person in row.people})
        self.place = {person: turn for turn, person in enumerate(people)}
        self.walk = Walk(rows, steps, self.place)
        cuts = {row.cut for row in rows if row.cut is not None}
        starts = sorted({0, 2, steps - 1} | cuts)
        self._bands = [(low, after - 1) for low, after in pairwise([*starts, steps + 1])]
        self._at_end = np.array([low <= 1 or low >= steps - 1 for low, _ in self._bands])
        bands = len(self._bands)
        self._score = np.array([0.0] * bands + [1.0, 1.0])  # the sums in the middle, at the ends
        self._reach = np.array([_NEAR_PEOPLE] * bands + [_NEAR_STEPS] * 2)
        self._ends = np.array([*self._at_end, 0.0, 0.0])
        # Weights of what each row counts: half steps, so that the solver has nothing to round.
        means = [
            coded(low, steps) * end for (low, _), end in zip(self._bands, self._at_end, strict=True)
        ]
        self._weights = np.array(
            [
                [*means, 2, 0]
                if row.cut is None
                else [2 * (low >= row.cut) for low, _ in self._bands] + [0, 0]
                for row in rows
            ],
            dtype=np.float64,
        )
        self._least = np.array([ceil(2 * row.low) for row in rows], dtype=np.float64)
        self._most = np.array([floor(2 * row.high) for row in rows], dtype=np.float64)
        low, high = np.array(self._bands).T
        self._edges = np.array([low, high, self._at_end])
        within = np.array([~self._at_end, self._at_end])
        sums = np.eye(2)
        # Of each part: its size, and for both sums from the lowest to the highest there can be.
        self._block = np.vstack(
            [
                [1.0] * bands + [0.0, 0.0],
                np.hstack([-low * within, sums]),
                np.hstack([high * within, -sums]),
            ]
        )

    def _parts(self, asked: Collection[int], known: Mapping[int, int]) -> list[_Part]:
        parts = []
        for rows, lot in self._lots.items():
            free = [person for person in lot if person not in known]
            for its in (True, False):
                people = tuple(person for person in free if (person in asked) is its)
                parts.append(_Part(rows, people, its, None))
            parts += [
                _Part(rows, (person,), person in asked, known[person])
                for person in lot
                if person in known
            ]
        return [part for part in parts if part.people]

    def _solve(
        self,
        asked: Collection[int],
        known: Mapping[int, int],
        sign: int = 0,
        between: tuple[float, float] = (-inf, inf),
        around: Scores | None = None,
    ) -> Scores | None:
        """A data set that fits; None where none does.

        Args:
            asked: Positions.
            known: Position -> steps.
            sign: 1 for the least sum of ``asked``, -1 for the greatest, 0 for one with few people
                at the ends, as there is room to walk from the middle.
            between: Least and most that the sum of ``asked`` may be.
            around: Look only near this data set.

        Raises:
            Undecided: it takes too many turns.
        """
        parts = self._parts(asked, known)
        one_each = np.eye(len(parts))
        inside = np.array([[row in part.rows for part in parts] for row in range(len(self._least))])
        of_rows = (inside[:, :, None] * self._weights[:, None, :]).reshape(len(inside), -1)
        target = np.kron([float(part.asked) for part in parts], self._score)
        sizes = [float(len(part.people)) for part in parts]
        blocks = len(self._block)
        lows, highs = np.zeros((len(parts), blocks)), np.full((len(parts), blocks), inf)
        lows[:, 0] = highs[:, 0] = sizes
        told = [turn for turn, part in enumerate(parts) if part.known is not None]
        own = [float(part.known) for part in parts if part.known is not None]
        constraints = [
            LinearConstraint(of_rows, self._least, self._most),
            LinearConstraint(np.kron(one_each, self._block), lows.ravel(), highs.ravel()),
            LinearConstraint(target, *between),
            LinearConstraint(np.kron(one_each[told], self._score), own, own),
        ]
        bounds = Bounds(0, inf)
        if around is not None:
            counts, reach = self._counts(parts, around), np.tile(self._reach, len(parts))
            bounds = Bounds(np.maximum(counts - reach, 0), counts + reach)
        with hushed():
            solved = milp(
                sign * target if sign else np.tile(self._ends, len(parts)),
                integrality=np.ones(len(target), dtype=np.int64),
                bounds=bounds,
                constraints=constraints,
                options={
                    "node_limit": rules.SEARCH_TURNS,
                    "mip_rel_gap": 0.0 if sign else _ROUGHLY,
                },
            )
        if solved.x is None and solved.status == _LIMIT:
            raise Undecided
        return None if solved.x is None else self._scores(parts, solved.x)

    def _counts(self, parts: Sequence[_Part], scores: Scores) -> Vector:
        """The variables of a program for these answers."""
        counts = []
        for part in parts:
            its = scores[[self.place[person] for person in part.people]]
            bands = np.searchsorted(self._edges[0], its, side="right") - 1
            at_end = self._at_end[bands]
            counts += [*np.bincount(bands, minlength=len(self._bands))]
            counts += [its[~at_end].sum(), its[at_end].sum()]
        return np.array(counts, dtype=np.float64)

    def _scores(self, parts: Sequence[_Part], found: Vector) -> Scores:
        """Answers of the people of each part that give its counts and sums."""
        scores = np.zeros(len(self.place), dtype=np.int64)
        for part, its in zip(
            parts, np.round(found).astype(int).reshape(len(parts), -1), strict=True
        ):
            low, high, at_end = np.repeat(self._edges, its[:-2], axis=1)
            for kind in (0, 1):
                mine = at_end == kind
                over = np.clip(
                    np.cumsum(high[mine] - low[mine]), 0, its[kind - 2] - low[mine].sum()
                )
                low[mine] += np.diff(over, prepend=0)
            places = [self.place[person] for person in part.people]
            scores[places[: len(low)]] = low[: len(places)]
        return scores

    def bounds(
        self, people: Collection[int], known: Mapping[int, int] | None = None
    ) -> tuple[int, int] | None:
        """Least and greatest sum of the scores (steps) of ``people``; None where no data set fits.

        Args:
            people: Positions; those without a valid score do not count.
            known: What an insider knows: position -> steps.
        """
        low = self._solve(people, known or {}, 1)
        high = self._solve(people, known or {}, -1)
        if low is None or high is None:
            return None
        places = [self.place[person] for person in people if person in self.place]
        return int(low[places].sum()), int(high[places].sum())

    def _fitting(self, known: Mapping[int, int]) -> list[Scores]:
        """Data sets that fit and agree with what is known: those met before, else one searched."""
        before = [
            its for its in self._met if all(its[self.place[p]] == x for p, x in known.items())
        ]
        if not before:
            found = self._solve((), known)
            before = [] if found is None else [found]
            if not all(self.walk.fits(its) for its in before):
                raise Undecided
            self._met += before
        return before

    def pinned(
        self,
        targets: Sequence[Collection[int]],
        known: Mapping[int, int] | None = None,
        at_most: int | None = None,
    ) -> list[tuple[int, ...]]:
        """The targets whose sum is the same in every data set that fits.

        Data sets met on the way clear every target that they change, so few are searched. A search
        that takes too many turns counts as certain.

        Args:
            targets: Sets of positions; those without a valid score do not count.
            known: What an insider knows: position -> steps.
            at_most: Stop at so many (None: find all).
        """
        known = known or {}
        try:
            met = self._fitting(known)
        except Undecided:
            return [tuple(people) for people in targets][:at_most]
        if not met:
            return []
        fixed = [self.place[person] for person in known]
        near = self.walk.near(met[0], fixed)
        self._met += [*near[:_KEPT]]
        first, others = met[0], np.vstack([*met, near])
        found: list[tuple[int, ...]] = []
        for people in targets:
            if len(found) == at_most:
                break
            mine = tuple(p for p in people if p in self.place and p not in known)
            places = [self.place[person] for person in mine]
            if not mine or np.any(others[:, places].sum(axis=1) != first[places].sum()):
                continue
            other = self.otherwise(mine, first, known)
            if other is None:
                found.append(mine)
            else:
                others = np.vstack([others, other])
        return found

    def otherwise(
        self, people: Collection[int], near: Scores, known: Mapping[int, int]
    ) -> Scores | None:
        """A data set that gives ``people`` another sum than ``near`` does; None where none is met.

        Args:
            people: Positions with a valid score.
            near: It fits.
            known: What an insider knows: position -> steps.
        """
        now = float(near[[self.place[person] for person in people]].sum())
        ends = ((now + _HALF, inf), (-inf, now - _HALF))
        for around, between in product((near, None), ends):
            try:
                other = self._solve(people, known, between=between, around=around)
            except Undecided:
                if around is None:
                    return None
                continue
            if other is not None and self.walk.fits(other):  # the solver is not believed
                return other
        return None


def nameable(groups: Sequence[Group], valid: Sequence[bool], most: int) -> list[tuple[int, ...]]:
    """Sets of 1 to ``most`` people an attacker can name: single people, groups, and what two
    groups share or differ by.
    """  # noqa: D205 - one sentence that needs two lines
    sets = [frozenset(p for p in group.members if valid[p]) for group in groups]
    pairs = combinations(sets, 2)
    derived = {part for a, b in pairs for part in (a & b, a - b, b - a)}
    singles = {frozenset([p]) for p, its in enumerate(valid) if its}
    return sorted(
        tuple(sorted(part)) for part in {*sets, *derived, *singles} if 1 <= len(part) <= most
    )
