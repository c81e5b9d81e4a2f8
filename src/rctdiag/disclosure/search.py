"""Exact bounds on anybody's score by integer programs (HiGHS): for few people, and for proofs."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from rctdiag.disclosure.bounds import lots_of

Vector = NDArray[np.float64]

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from rctdiag.disclosure.bounds import Row
    from rctdiag.disclosure.cells import Group

_HALF = 0.5  # between whole numbers
_BASIC = 4  # whole variables a person, before the shares


class Search:
    """All data sets that fit the rows of one measure.

    A person's score is ``2b + r + c + d`` steps: ``b`` says it is none of the two lowest, ``c``
    that it is one of the two highest, ``r`` counts the steps between, ``d`` tells apart the two
    that count alike. The coded score is ``1/2 + 3/2 b + r + 3/2 c``.
    """

    def __init__(self, rows: Sequence[Row], steps: int) -> None:
        self.steps = steps
        self._lots = lots_of(rows)
        people = sorted({person for row in rows for person in row.people})
        self.place = {person: turn for turn, person in enumerate(people)}
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
        terms: dict[int, float] = {}
        for person in row.people:
            at = self.each * self.place[person]
            if row.cut is None:
                terms |= {at: 1.5, at + 1: 1.0, at + 2: 1.5}
            else:
                terms[at + _BASIC + self.cuts.index(row.cut)] = 1.0
        base = len(row.people) / 2 if row.cut is None else 0.0
        self._lines.append((self._line(terms), row.low - base, row.high - base))

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
    ) -> Vector | None:
        """The data set that fits with the least ``objective``; None where none fits."""
        constraints = [LinearConstraint(self._matrix, self._low, self._high), *more]
        constraints += [
            LinearConstraint(self._line(self._score(person)), score, score)
            for person, score in (known or {}).items()
        ]
        solved = milp(
            objective,
            integrality=np.ones(self.width, dtype=np.int64),
            bounds=self._bounds,
            constraints=constraints,
        )
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

    def _alike(self, fits: Vector, known: Mapping[int, int]) -> list[Vector]:
        """Data sets that fit because ``fits`` does: people of one lot in turn, ends told apart."""
        each = fits.reshape(-1, self.each)
        turned, flipped = each.copy(), each.copy()
        for lot in self._lots.values():
            mine = [self.place[person] for person in lot if person not in known]
            places = np.array(mine, dtype=np.int64)
            turned[places] = each[np.roll(places, 1)]
        at_an_end = each[:, 0] == each[:, 2]  # both of b and c, or neither
        for person in known:
            at_an_end[self.place[person]] = False
        flipped[at_an_end, 3] = 1 - flipped[at_an_end, 3]
        return [turned.ravel(), flipped.ravel()]

    def pinned(
        self, targets: Sequence[Collection[int]], known: Mapping[int, int] | None = None
    ) -> list[tuple[int, ...]]:
        """The targets whose sum is the same in every data set that fits.

        Each data set met on the way clears every target that it changes, so few are searched.
        """
        nothing = np.zeros(self.width)
        first = self._solve(nothing, known)
        if first is None:
            return []
        met = [first, *self._alike(first, known or {})]
        found = []
        for people in targets:
            mine = tuple(p for p in people if p in self.place and p not in (known or {}))
            target = self._target(mine)
            if not mine or any(abs(target @ (other - first)) > _HALF for other in met):
                continue
            now = float(target @ first)
            for low, high in ((now + _HALF, np.inf), (-np.inf, now - _HALF)):
                other = self._solve(nothing, known, LinearConstraint(target, low, high))
                if other is not None:
                    met.append(other)
                    break
            else:
                found.append(mine)
        return found


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
