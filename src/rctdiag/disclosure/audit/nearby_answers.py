"""From one data set that fits to others nearby, by whole steps: what differs is not certain.

A search by integer programs proves that something is certain. Most things are not, and a data
set that shows it is cheaper to find by moving a few answers so that no published sum changes.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from rctdiag.disclosure.audit.figures_as_rows import lots_of, steps_at
from rctdiag.disclosure.groups.fraction_free_elimination import Span, Vector
from rctdiag.disclosure.release import rounding

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rctdiag.disclosure.audit.figures_as_rows import Row, Steps

Scores = NDArray[np.int64]  # one a cell, in steps
Indices = NDArray[np.intp]  # of targets
Cells = list[int]  # places
_FAR = 1_000_000  # beyond any score
_UNITS = (2, 3, 4)  # half steps: between scores; from an end; from one end of three to the other
_WAYS = 4  # by other people of its lots, each change is made in so many ways
_LEARNT = 500  # changes found by searches, the latest


class Nearby:
    """Data sets that fit the rows of one family, near one that does.

    Args:
        rows: What is published.
        steps: Of each cell.
        place: Cell -> position in the scores.
    """

    def __init__(self, rows: Sequence[Row], steps: Steps, place: dict[int, int]) -> None:
        self.steps = np.array([steps_at(steps, cell) for cell in place], dtype=np.int64)
        self._holds = np.zeros((len(place), len(rows)))
        for index, row in enumerate(rows):
            self._holds[[place[cell] for cell in row.people], index] = 1.0
        self._low, self._high = (
            np.array([getattr(row, end) for row in rows]) for end in ("low", "high")
        )
        lots = lots_of(rows, steps)
        self.lots = [[place[cell] for cell in lot] for lot in lots.values()]
        self._rows = [lot_rows for _, lot_rows in lots]
        self.moves = [
            *_balanced(self._rows, len(rows)),
            *({index: 0} for index in range(len(lots))),
        ]

    def fits(self, scores: Scores) -> NDArray[np.bool_]:
        """Whether a data set gives every row; of several, which do. ``scores``: (..., cells)."""
        sums = self._coded(scores) @ self._holds
        return np.asarray(np.all((sums >= self._low) & (sums <= self._high), axis=-1))

    def _coded(self, scores: Scores) -> NDArray[np.float64]:
        """As ``rounding.coded``, in steps."""
        ends = [scores <= 1, scores >= self.steps - 1]
        return np.select(
            ends, [np.full_like(scores, 0.5, dtype=np.float64), self.steps - 0.5], scores
        )

    def changes(self, start: Scores) -> NDArray[np.float32]:
        """Small changes of a data set that leave every sum as it is: (changes, cells)."""

        @cache
        def able(index: int, by: int) -> list[tuple[int, int]]:
            """Cells of a lot that can count so much more, and the change of their scores."""
            entries = ((cell, int(start[cell]), int(self.steps[cell])) for cell in self.lots[index])
            moved = ((cell, score, _counting(score, by, steps)) for cell, score, steps in entries)
            return [(cell, to - score) for cell, score, to in moved if to is not None]

        found = []
        for move in self._several():
            for unit in (sign * unit for unit in _UNITS for sign in (1, -1)):
                choices = [able(index, unit * times) for index, times in move.items()]
                ways = min(_WAYS, max(map(len, choices))) if all(choices) else 0
                found += [[choice[way % len(choice)] for choice in choices] for way in range(ways)]
        changes = np.zeros((len(found), len(start)), dtype=np.float32)
        for change, cells in zip(changes, found, strict=True):
            for cell, by in cells:
                change[cell] = by
        counted = self._coded(start + changes.astype(np.int64)) - self._coded(start)
        sums = self._coded(start) @ self._holds + csr_array(counted) @ self._holds
        return changes[np.all((sums >= self._low) & (sums <= self._high), axis=1)]

    def _several(self) -> list[Vector]:
        """Balanced moves, and two of them together that share a lot: so most leave any lot out."""
        longest_first = sorted(
            range(len(self.lots)), key=lambda index: -int(self.steps[self.lots[index][0]])
        )
        basis = [
            {longest_first[index]: by for index, by in move.items()}
            for move in _balanced([self._rows[index] for index in longest_first], len(self._low))
        ]
        sharing: dict[int, list[int]] = {}
        for at, move in enumerate(basis):
            for index in move:
                sharing.setdefault(index, []).append(at)
        pairs = sorted({pair for sharers in sharing.values() for pair in combinations(sharers, 2)})
        sums = (_added(basis[a], basis[b], sign) for a, b in pairs for sign in (1, -1))
        return list({frozenset(move.items()): move for move in (*basis, *sums)}.values())


def _balanced(lots: Collection[tuple[int, ...]], rows: int) -> list[Vector]:
    """Whole-number changes of lots (by index) that leave every row as it is: a basis of them."""
    span, found = Span(), []
    for index, lot_rows in enumerate(lots):
        left = span.reduce(dict.fromkeys(lot_rows, 1) | {rows + index: 1})
        if min(left) >= rows:
            found.append({row - rows: x for row, x in left.items()})
        else:
            span.add(left)
    return found


def _added(first: Vector, second: Vector, times: int) -> Vector:
    found = {
        index: first.get(index, 0) + times * second.get(index, 0) for index in (first | second)
    }
    return {index: by for index, by in found.items() if by}


def _counting(score: int, by: int, steps: int) -> int | None:
    """A score that counts so many half steps more; None where there is none."""
    wanted = rounding.coded(score, steps) + by
    near = range(max(1, wanted // 2 - 1), min(wanted // 2 + 2, steps))
    return next((to for to in near if rounding.coded(to, steps) == wanted), None)


class Exchanges:
    """A quick witness that sums are not certain: one exchange inside a lot, or one flip at an end.

    Cells of a lot are in the same rows, so two of them may exchange their scores; and a score at
    an end may be its neighbour, as both count alike. Either fits whenever the data set does.

    Args:
        nearby: For the lots and the steps.
        holds: (cells, targets): 1 where the sum of a target holds a cell.
    """

    def __init__(self, nearby: Nearby, holds: NDArray[np.float64]) -> None:
        self._holds = holds
        self._steps = nearby.steps
        self._order = np.concatenate([np.array(lot, dtype=np.intp) for lot in nearby.lots])
        sizes = np.array([len(lot) for lot in nearby.lots])
        self._starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self._lot_of = np.empty(len(holds), dtype=np.intp)
        for index, lot in enumerate(nearby.lots):
            self._lot_of[lot] = index
        self._sizes = sizes
        self._inside = np.zeros((len(sizes), holds.shape[1]))  # cells of a lot that a target holds
        np.add.at(self._inside, self._lot_of, holds)

    def change(self, scores: Scores, fixed: Sequence[int] = ()) -> NDArray[np.bool_]:
        """Which targets one such step changes, of those who are not fixed.

        Args:
            scores: They fit.
            fixed: Places that stay as they are.
        """
        free = np.ones(len(scores), dtype=np.bool_)
        free[list(fixed)] = False
        ends = free & ((scores <= 1) | (scores >= self._steps - 1))
        least = np.minimum.reduceat(np.where(free, scores, _FAR)[self._order], self._starts)
        most = np.maximum.reduceat(np.where(free, scores, -_FAR)[self._order], self._starts)
        sizes, inside = self._sizes.copy(), self._inside.copy()
        gone = list(fixed)
        np.subtract.at(sizes, self._lot_of[gone], 1)
        np.subtract.at(inside, self._lot_of[gone], self._holds[gone])
        varied = (most > least)[:, None] & (inside > 0) & (sizes[:, None] > inside)
        return np.asarray(self._holds[ends].any(axis=0) | varied.any(axis=0))


class Changes:
    """Changes of one data set that fits, and what sums they change: for everybody who asks.

    People who are in the same rows could have each other's answers. So whoever asks may do so
    with the answers of somebody else in the same rows, who then has theirs.

    Args:
        nearby: For the small ones.
        start: The data set.
        holds: (cells, targets): 1 where the sum of a target holds a cell.
    """

    def __init__(self, nearby: Nearby, start: Scores, holds: NDArray[np.float64]) -> None:
        small = nearby.changes(start)
        self._holds = holds.astype(np.float32)
        self._by = np.vstack([np.zeros((_LEARNT, len(start)), dtype=np.float32), small])
        self._sums = csr_array(self._by) @ self._holds  # each is of few answers
        self._next = 0

    def unchanged(self, targets: Indices, own_places: Cells, other_places: Cells) -> Indices:
        """Targets that no change alters which leaves the answers of the attacker as they are.

        Args:
            targets: The indices of those looked at.
            own_places: Places of the attacker.
            other_places: Places of those whose answers they have, in the same order; or their own.
        """
        able = np.flatnonzero(~self._by[:, other_places].any(axis=1))[:, np.newaxis]
        carried = (
            csr_array(self._by[able, own_places])
            @ (self._holds[other_places] - self._holds[own_places])[:, targets]
        )
        same = self._sums[able, targets] == -carried
        return np.asarray(targets[same.all(axis=0)])

    def learn(self, change: Scores, own_places: Cells, other_places: Cells) -> None:
        """A change that was met by somebody with the answers of ``other``, in place of the oldest.

        It is kept as what it is while everybody has their own.
        """
        kept = change.astype(np.float32)
        kept[own_places], kept[other_places] = change[other_places], change[own_places]
        self._by[self._next], self._sums[self._next] = kept, kept @ self._holds
        self._next = (self._next + 1) % _LEARNT


def still(left: Indices, sums: NDArray[np.float64], now: NDArray[np.float64]) -> Indices:
    """Those whose sum is the same in all these data sets as now."""
    return left[np.all(sums[:, left] == now[left], axis=0)]
