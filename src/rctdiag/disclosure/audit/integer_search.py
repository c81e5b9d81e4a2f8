"""Exact bounds on anybody's score by integer programs (HiGHS): for few people, and for proofs."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, compress, product
from math import ceil, floor, inf
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_diag, csr_array, hstack, kron

from rctdiag.disclosure import rules
from rctdiag.disclosure.audit.figures_as_rows import lots_of
from rctdiag.disclosure.audit.nearby_answers import Changes, Exchanges, Nearby, Scores, still
from rctdiag.disclosure.audit.silence_solver import stdout_silenced

Vector = NDArray[np.float64]

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from rctdiag.disclosure.audit.figures_as_rows import Row, Steps
    from rctdiag.disclosure.groups.membership import Group

_HALF = 0.5  # between whole numbers
_LIMIT = 1  # scipy's word for a search that reached its limit of nodes
_ROUGHLY = 0.5  # near the best is enough for a start
# Most often a data set that proves the point is near one that is known, and soon found.
_NEAR_PEOPLE = 1.0  # of a part into a band or out of it
_NEAR_STEPS = 3.0  # of a part's sums, up or down


# Variables of a part: how many are at the low end, between, at the high end; the sum of the
# scores between; the sum of those at the ends.
_SCORE = np.array([0.0, 0.0, 0.0, 1.0, 1.0])
_REACH = np.array([*[_NEAR_PEOPLE] * 3, *[_NEAR_STEPS] * 2])
_ENDS = np.array([1.0, 0.0, 1.0, 0.0, 0.0])
_LINES = 5  # of a part: its size, and for both sums from the lowest to the highest there can be


def _edges(steps: int) -> NDArray[np.int64]:
    """The least and the greatest score of each band; between, none where three steps are all."""
    return np.array([[0, 2, max(steps - 1, 2)], [1, steps - 2, steps]], dtype=np.int64)


@lru_cache(maxsize=64)
def _within(steps: int) -> NDArray[np.float64]:
    low, high = _edges(steps).astype(np.float64)
    return np.array(
        [
            [1.0, 1.0, 1.0, 0.0, 0.0],
            [0.0, -low[1], 0.0, 1.0, 0.0],
            [-low[0], 0.0, -low[2], 0.0, 1.0],
            [0.0, high[1], 0.0, -1.0, 0.0],
            [high[0], 0.0, high[2], 0.0, -1.0],
        ]
    )


class Undecided(ArithmeticError):
    """A search took more nodes than it may: nothing is proved."""


class _Part(NamedTuple):
    """Cells that are in the same rows and alike as targets: no program tells them apart.

    Attributes:
        steps: Of each of them.
        rows: The rows they are in.
        people: The cells.
        is_target: Whether they count in the sum that is looked for.
        known: Their score, where the attacker knows it.
    """

    steps: int
    rows: tuple[int, ...]
    people: tuple[int, ...]
    is_target: bool
    known: int | None


class Search:
    """All data sets that fit the rows of one family.

    What a cell (a person on one block) can score falls into three bands: the two lowest, the two
    highest, and those between. Of each part of the cells a program counts how many are in each
    band, and adds up their scores in the middle and at the ends; a count and a sum within its
    band's ends is always somebody's answers, so nothing is lost by leaving out who gave which.
    """

    def __init__(self, rows: Sequence[Row], steps: Steps, fits: Sequence[int] = ()) -> None:
        """``fits``: a data set known to fit, by cell; it saves the first search."""
        self._met = [np.array(fits, dtype=np.int64)] if len(fits) else []
        self._lots = lots_of(rows, steps)
        cells = sorted({cell for row in rows for cell in row.people})
        self.place = {cell: index for index, cell in enumerate(cells)}
        self.nearby = Nearby(rows, steps, self.place)
        self._least = np.array([ceil(2 * row.low) for row in rows], dtype=np.float64)
        self._most = np.array([floor(2 * row.high) for row in rows], dtype=np.float64)

    def _parts(self, target_cells: Collection[int], known: Mapping[int, int]) -> list[_Part]:
        parts = []
        for (steps, rows), lot in self._lots.items():
            free = [cell for cell in lot if cell not in known]
            for is_target in (True, False):
                people = tuple(cell for cell in free if (cell in target_cells) is is_target)
                parts.append(_Part(steps, rows, people, is_target, None))
            parts += [
                _Part(steps, rows, (cell,), cell in target_cells, known[cell])
                for cell in lot
                if cell in known
            ]
        return [part for part in parts if part.people]

    def _solve(
        self,
        target_cells: Collection[int],
        known: Mapping[int, int],
        sign: int = 0,
        between: tuple[float, float] = (-inf, inf),
        around: Scores | None = None,
    ) -> Scores | None:
        """A data set that fits; None where none does.

        Args:
            target_cells: Positions.
            known: Position -> steps.
            sign: 1 for the least sum of ``target_cells``, -1 for the greatest, 0 for one with few
                people at the ends.
            between: Least and most that the sum of ``target_cells`` may be.
            around: Look only near this data set.

        Raises:
            Undecided: it takes too many search nodes.
        """
        parts = self._parts(target_cells, known)
        of_rows = csr_array(hstack([self._in_rows(part) for part in parts]))
        target = np.kron([float(part.is_target) for part in parts], _SCORE)
        within: Any = block_diag([_within(part.steps) for part in parts], format="csr")
        lows, highs = np.zeros((len(parts), _LINES)), np.full((len(parts), _LINES), inf)
        lows[:, 0] = highs[:, 0] = [float(len(part.people)) for part in parts]
        known_at = [index for index, part in enumerate(parts) if part.known is not None]
        known_steps = [float(part.known) for part in parts if part.known is not None]
        lines: list[tuple[Any, Any, Any]] = [
            (of_rows, self._least, self._most),
            (within, lows.ravel(), highs.ravel()),
            (csr_array(target[np.newaxis]), *between),
        ]
        if known_at:
            sums = kron(csr_array(np.eye(len(parts))[known_at]), _SCORE[np.newaxis], format="csr")
            lines.append((sums, known_steps, known_steps))
        cost = sign * target if sign else np.tile(_ENDS, len(parts))
        bounds, counts = Bounds(0, inf), None
        if around is not None:  # what is more and what is less, as little of both as can be
            counts, reach = self._counts(parts, around), self._reach(parts)
            lines = [
                (hstack([line, -line]), low - line @ counts, high - line @ counts)
                for line, low, high in lines
            ]
            bounds = Bounds(0, np.concatenate([reach, np.minimum(reach, counts)]))
            cost = np.ones(2 * len(counts))
        with stdout_silenced():
            solved = milp(
                cost,
                integrality=np.ones(len(cost), dtype=np.int64),
                bounds=bounds,
                constraints=[LinearConstraint(*line) for line in lines],
                options={
                    "node_limit": rules.SEARCH_NODES,
                    "mip_rel_gap": 0.0 if sign else _ROUGHLY,
                },
            )
        if solved.x is None and solved.status == _LIMIT:
            raise Undecided
        if solved.x is None:
            return None
        if counts is not None:
            more, less = np.split(solved.x, 2)
            return self._scores(parts, counts + more - less, around)
        return self._scores(parts, solved.x, around)

    @staticmethod
    def _reach(parts: Sequence[_Part]) -> Vector:
        """How far each variable may move: none of other blocks than as long as the targets."""
        target_steps = {part.steps for part in parts if part.is_target}
        return np.concatenate([_REACH * (part.steps in target_steps) for part in parts])

    def _in_rows(self, part: _Part) -> csr_array[np.float64, tuple[int, int]]:
        """What each variable of a part counts in each row: half steps, so nothing is rounded."""
        weights = np.array([1.0, 0.0, 2 * part.steps - 1.0, 2.0, 0.0])
        rows = np.zeros((len(self._least), 1))
        rows[list(part.rows)] = 1.0
        return csr_array(rows * weights)

    def _counts(self, parts: Sequence[_Part], scores: Scores) -> Vector:
        """The variables of a program for these answers."""
        counts = []
        for part in parts:
            part_scores = scores[[self.place[cell] for cell in part.people]]
            bands = 1 - (part_scores <= 1) + (part_scores >= max(part.steps - 1, 2))
            counts += [*np.bincount(bands, minlength=3)]
            counts += [part_scores[bands == 1].sum(), part_scores[bands != 1].sum()]
        return np.array(counts, dtype=np.float64)

    def _scores(self, parts: Sequence[_Part], found: Vector, around: Scores | None) -> Scores:
        """Answers of the cells of each part that give its counts and sums.

        Where a part's are those of ``around``, so are its answers: little changes, and so what is
        found proves the point to many.
        """
        scores = np.zeros(len(self.place), dtype=np.int64)
        wanted = np.round(found).astype(int).reshape(len(parts), -1)
        same = np.zeros(len(parts), dtype=np.bool_)
        if around is not None:
            scores += around
            same = np.all(wanted == self._counts(parts, around).reshape(wanted.shape), axis=1)
        for part, part_counts in zip(compress(parts, ~same), wanted[~same], strict=True):
            low, high = np.repeat(_edges(part.steps), part_counts[:3], axis=1)
            middle = np.repeat([False, True, False], part_counts[:3])
            for kind, total in ((True, part_counts[3]), (False, part_counts[4])):
                mask = middle == kind
                over = np.clip(np.cumsum(high[mask] - low[mask]), 0, total - low[mask].sum())
                low[mask] += np.diff(over, prepend=0)
            places = [self.place[cell] for cell in part.people]
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
            data for data in self._met if all(data[self.place[p]] == x for p, x in known.items())
        ]
        if not before:
            found = self._solve((), known)
            before = [] if found is None else [found]
            if not all(self.nearby.fits(data) for data in before):
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
        that takes too many search nodes counts as certain.

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
        open_targets = [
            tuple(p for p in target if p in self.place and p not in known) for target in targets
        ]
        open_targets = [target for target in open_targets if target]
        if not open_targets:
            return []
        found: list[tuple[int, ...]] = []
        first = met[0]
        holds = self.holding(open_targets)
        changes = Changes(self.nearby, first, holds)
        now = first @ holds
        left = np.flatnonzero(~Exchanges(self.nearby, holds).change(first, fixed))
        left = changes.unchanged(left, fixed, fixed)
        left = still(left, np.array(met) @ holds, now)
        while len(left) and len(found) != at_most:
            cells = open_targets[left[0]]
            other_scores = self.otherwise(cells, first, known)
            if other_scores is None:
                found.append(cells)
                left = left[1:]
            else:
                left = still(left, (other_scores @ holds)[np.newaxis], now)
        return found

    def holding(self, targets: Sequence[Collection[int]]) -> Vector:
        """(cells, targets): 1 where a target holds a cell; one that nobody counts does not."""
        holds = np.zeros((len(self.place), len(targets)))
        for index, target in enumerate(targets):
            holds[[self.place[cell] for cell in target if cell in self.place], index] = 1.0
        return holds

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
                scores = self._solve(people, known, between=between, around=around)
            except Undecided:
                if around is None:
                    return None
                continue
            if scores is not None and self.nearby.fits(scores):  # the solver is not believed
                return scores
        return None


def nameable(groups: Sequence[Group], valid: Sequence[bool], most: int) -> list[tuple[int, ...]]:
    """Sets of 1 to ``most`` people an attacker can name: single people, groups, and what two
    groups share or differ by.
    """  # noqa: D205 - one sentence that needs two lines
    sets = [frozenset(p for p in group.members if valid[p]) for group in groups]
    pairs = combinations(sets, 2)
    derived = {part for a, b in pairs for part in (a & b, a - b, b - a)}
    singles = {frozenset([p]) for p, is_valid in enumerate(valid) if is_valid}
    return sorted(
        tuple(sorted(part)) for part in {*sets, *derived, *singles} if 1 <= len(part) <= most
    )
