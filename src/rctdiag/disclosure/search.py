"""Exact bounds on anybody's score by integer programs (HiGHS): for few people, and for proofs."""

from __future__ import annotations

from itertools import combinations
from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from rctdiag.disclosure import rules
from rctdiag.disclosure.hush import hushed
from rctdiag.disclosure.walk import Scores, Walk

Vector = NDArray[np.float64]

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from rctdiag.disclosure.bounds import Row
    from rctdiag.disclosure.cells import Group

_HALF = 0.5  # between whole numbers
_LIMIT = 1  # scipy's word for a search that ran out of turns
_ROUGHLY = 0.5  # near the best is enough for a start
_KEPT = 200  # data sets of one walk that later ones start from
_BASIC = 4  # whole variables a person, before the shares


class Undecided(ArithmeticError):
    """A search took more turns than it may: nothing is proved."""


class Search:
    """All data sets that fit the rows of one measure.

    A person's score is ``2b + r + c + d`` steps: ``b`` says it is none of the two lowest, ``c``
    that it is one of the two highest, ``r`` counts the steps between, ``d`` tells apart the two
    that count alike. The coded score is ``1/2 + 3/2 b + r + 3/2 c``.
    """

    def __init__(self, rows: Sequence[Row], steps: int, fits: Sequence[int] = ()) -> None:
        """``fits``: a data set known to fit, by person; it saves the first search."""
        self.steps = steps
        self._met = [np.array(fits, dtype=np.int64)] if fits else []
        people = sorted({person for row in rows for person in row.people})
        self.place = {person: turn for turn, person in enumerate(people)}
        self.walk = Walk(rows, steps, self.place)
        self.cuts = sorted({row.cut for row in rows if row.cut is not None})
        self.each = _BASIC + len(self.cuts)
        self.width = self.each * len(people)
        self._lines: list[tuple[Vector, float, float]] = []
        for row in rows:
            self._add_row(row)
        for person in people:
            self._add_person(person)
        upper = np.ones(self.width)
        upper[1 :: self.each] = steps - 4
        self._away_from_ends = np.zeros(self.width)  # there is room to walk from the middle
        self._away_from_ends[:: self.each], self._away_from_ends[2 :: self.each] = -1.0, 1.0
        self._bounds = Bounds(np.zeros(self.width), upper)
        self._matrix = np.array([line for line, _, _ in self._lines])
        self._low = np.array([low for _, low, _ in self._lines])
        self._high = np.array([high for _, _, high in self._lines])

    def _line(self, terms: Mapping[int, float]) -> Vector:
        line = np.zeros(self.width)
        for at, weight in terms.items():
            line[at] = weight
        return line

    def _score(self, person: int) -> dict[int, float]:
        at = self.each * self.place[person]
        return {at: 2.0, at + 1: 1.0, at + 2: 1.0, at + 3: 1.0}

    def _add_row(self, row: Row) -> None:
        """In half steps: whole weights and ends leave the solver nothing to round."""
        terms: dict[int, float] = {}
        for person in row.people:
            at = self.each * self.place[person]
            if row.cut is None:
                terms |= {at: 3.0, at + 1: 2.0, at + 2: 3.0}
            else:
                terms[at + _BASIC + self.cuts.index(row.cut)] = 2.0
        base = len(row.people) if row.cut is None else 0
        ends = float(ceil(2 * row.low) - base), float(floor(2 * row.high) - base)
        self._lines.append((self._line(terms), *ends))

    def _add_person(self, person: int) -> None:
        at, room = self.each * self.place[person], self.steps - 4
        b, r, c, d = range(at, at + _BASIC)
        for terms, low, high in (
            ({b: -room, r: 1.0}, -np.inf, 0.0),
            ({c: -room, r: 1.0}, 0.0, np.inf),
            ({b: 1.0, c: -1.0}, 0.0, np.inf),
            ({b: 1.0, c: -1.0, d: 1.0}, -np.inf, 1.0),
        ):
            self._lines.append((self._line(terms), low, high))
        score = self._score(person)
        for turn, cut in enumerate(self.cuts):
            over = at + _BASIC + turn
            self._lines.append((self._line(score | {over: -cut}), 0.0, np.inf))
            most = self.steps - cut + 1
            self._lines.append((self._line(score | {over: -most}), -np.inf, cut - 1.0))

    def _solve(
        self,
        objective: Vector,
        known: Mapping[int, int] | None = None,
        *more: LinearConstraint,
        gap: float = 0.0,
    ) -> Vector | None:
        """The data set that fits with the least ``objective``; None where none fits.

        Raises:
            Undecided: it takes too many turns.
        """
        constraints = [LinearConstraint(self._matrix, self._low, self._high), *more]
        constraints += [
            LinearConstraint(self._line(self._score(person)), score, score)
            for person, score in (known or {}).items()
        ]
        with hushed():
            solved = milp(
                objective,
                integrality=np.ones(self.width, dtype=np.int64),
                bounds=self._bounds,
                constraints=constraints,
                options={"node_limit": rules.SEARCH_TURNS, "mip_rel_gap": gap},
            )
        if solved.x is None and solved.status == _LIMIT:
            raise Undecided
        return None if solved.x is None else np.asarray(np.round(solved.x), dtype=np.float64)

    def bounds(
        self, people: Collection[int], known: Mapping[int, int] | None = None
    ) -> tuple[int, int] | None:
        """Least and greatest sum of the scores (steps) of ``people``; None where no data set fits.

        Args:
            people: Positions; those without a valid score do not count.
            known: What an insider knows: position -> steps.
        """
        target = self._target(people)
        low = self._solve(target, known)
        high = self._solve(-target, known)
        if low is None or high is None:
            return None
        return round(float(target @ low)), round(float(target @ high))

    def _target(self, people: Collection[int]) -> Vector:
        terms: dict[int, float] = {}
        for person in people:
            if person in self.place:
                terms |= self._score(person)
        return self._line(terms)

    def _scores(self, found: Vector) -> Scores:
        each = found.reshape(-1, self.each)
        return np.asarray(each[:, :_BASIC] @ [2, 1, 1, 1], dtype=np.int64)

    def _fitting(self, known: Mapping[int, int]) -> list[Scores]:
        """Data sets that fit and agree with what is known: those met before, else one searched."""
        before = [
            its for its in self._met if all(its[self.place[p]] == x for p, x in known.items())
        ]
        if not before:
            found = self._solve(self._away_from_ends, known, gap=_ROUGHLY)
            before = [] if found is None else [self._scores(found)]
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
        self._met += near[:_KEPT]
        first, others = met[0], np.array([*met, *near])
        found: list[tuple[int, ...]] = []
        for people in targets:
            if len(found) == at_most:
                break
            mine = tuple(p for p in people if p in self.place and p not in known)
            places = [self.place[person] for person in mine]
            now = int(first[places].sum())
            if not mine or np.any(others[:, places].sum(axis=1) != now):
                continue
            other = self.otherwise(mine, now, known)
            if other is None:
                found.append(mine)
            else:
                others = np.vstack([others, other])
        return found

    def otherwise(
        self, people: Collection[int], now: int, known: Mapping[int, int]
    ) -> Scores | None:
        """A data set that gives ``people`` another sum than ``now``; None where none is found."""
        target, nothing = self._target(people), np.zeros(self.width)
        for low, high in ((now + _HALF, np.inf), (-np.inf, now - _HALF)):
            try:
                other = self._solve(nothing, known, LinearConstraint(target, low, high))
            except Undecided:
                return None
            if other is not None:
                scores = self._scores(other)
                return scores if self.walk.fits(scores) else None  # the solver is not believed
        return None


class Insiders:
    """Everybody in turn as an attacker who knows their own answer.

    People who are in the same rows could have each other's answers, so each is tried with every
    answer of theirs: what is found does not depend on who of them gave which.

    Args:
        search: Made with the true scores.
        scores: The true scores, in the order of the people.
        targets: Sets of positions an attacker can name, themselves included.
    """

    def __init__(
        self, search: Search, scores: Sequence[int], targets: Sequence[Collection[int]]
    ) -> None:
        self._search = search
        self._truth = np.array(scores, dtype=np.int64)
        self._people = sorted(search.place)
        inside = [[search.place[p] for p in target if p in search.place] for target in targets]
        self._targets = [places for places in inside if places]
        self._holds = np.zeros((len(self._truth), len(self._targets)))
        for turn, places in enumerate(self._targets):
            self._holds[places, turn] = 1.0
        self._pool = np.array([self._truth, *search.walk.near(self._truth, ())])
        self._sums = self._pool @ self._holds

    def told(self, most: int) -> tuple[int, ...]:
        """Up to ``most`` others of whom somebody's own answer tells the sum; empty if nobody's."""
        for lot in self._search.walk.lots:
            for own in lot:
                for other in {int(self._truth[place]): place for place in lot}.values():
                    found = self._told_to(own, other, most)
                    if found:
                        return found
        return ()

    def _told_to(self, own: int, other: int, most: int) -> tuple[int, ...]:
        """The same for one person with the answer of ``other``."""
        start = self._truth.copy()
        start[[own, other]] = start[[other, own]]
        left = [
            turn
            for turn, places in enumerate(self._targets)
            if 1 <= len(places) - (own in places) <= most
        ]
        left = self._still(left, self._sums[self._pool[:, own] == start[own]], start)
        left = self._after_a_walk(left, start, own, start)
        known = {self._people[own]: int(start[own])}
        while left:
            places = self._targets[left[0]]
            people = tuple(self._people[at] for at in places if at != own)
            found = self._search.otherwise(
                people, int(start[places].sum() - start[own] * (own in places)), known
            )
            if found is None:
                return people
            left = self._after_a_walk(left, found, own, start)
        return ()

    def _after_a_walk(
        self, left: Sequence[int], origin: Scores, own: int, start: Scores
    ) -> list[int]:
        """Those still the same in the data sets near ``origin``, which the next may use too."""
        if not left:
            return []
        near = np.array([origin, *self._search.walk.near(origin, [own])])
        sums = near @ self._holds
        self._pool, self._sums = np.vstack([self._pool, near]), np.vstack([self._sums, sums])
        return self._still(left, sums, start)

    def _still(self, left: Sequence[int], sums: Vector, start: Scores) -> list[int]:
        """Those whose sum is the same in all these data sets and in the first."""
        now = start @ self._holds
        return [turn for turn in left if not np.any(sums[:, turn] != now[turn])]


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
