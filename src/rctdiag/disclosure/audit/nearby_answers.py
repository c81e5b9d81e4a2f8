"""From one data set that fits to others nearby, by whole steps: what differs is not certain.

A search by integer programs proves that something is certain. Most things are not, and a data
set that shows it is cheaper to find by moving a few answers so that no published sum changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rctdiag.disclosure.audit.linear_bounds import lots_of, steps_at
from rctdiag.disclosure.groups.integer_span import Span, Vector

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rctdiag.disclosure.audit.linear_bounds import Row, Steps

Scores = NDArray[np.int64]  # one a cell, in steps
_CHAINS = 64  # walks side by side: one array operation moves them all
_PACES = 1  # times that each walk tries each move
_FAR = 1_000_000  # beyond any score
_TURNS = 12  # each lot's people change places in so many ways


class Walk:
    """Moves among the data sets that fit the rows of one family.

    Args:
        rows: What is published.
        steps: Of each cell.
        place: Cell -> position in the scores.
    """

    def __init__(self, rows: Sequence[Row], steps: Steps, place: dict[int, int]) -> None:
        self.steps = np.array([steps_at(steps, cell) for cell in place], dtype=np.int64)
        self._holds = np.zeros((len(place), len(rows)))
        for turn, row in enumerate(rows):
            self._holds[[place[cell] for cell in row.people], turn] = 1.0
        self._low, self._high = (
            np.array([getattr(row, end) for row in rows]) for end in ("low", "high")
        )
        lots = lots_of(rows, steps)
        self.lots = [[place[cell] for cell in lot] for lot in lots.values()]
        rows_of_lots = [its for _, its in lots]
        self.moves = [
            *_balanced(rows_of_lots, len(rows)),
            *({turn: 0} for turn in range(len(lots))),
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

    def near(self, start: Scores, fixed: Collection[int]) -> Scores:
        """Data sets that fit, met on walks from one that does; the same walks each time.

        Args:
            start: It fits.
            fixed: Positions that stay as they are.

        Returns:
            (data sets, people), perhaps none; there may be doubles.
        """
        rng = np.random.default_rng(0)
        free = [np.array([at for at in lot if at not in fixed], dtype=np.intp) for lot in self.lots]
        alike = np.vstack([self._turned(start, free), self._flipped(start, fixed)])
        met = [alike[self.fits(alike)]]
        now = np.resize(np.vstack([start, *met]), (_CHAINS, len(start)))
        for turn in rng.permutation(np.repeat(np.arange(len(self.moves)), _PACES)):
            change = self._moved(now, self.moves[turn], free, rng)
            right = self.fits(change)
            now[right] = change[right]
            met.append(change[right])
        return np.vstack(met)

    @staticmethod
    def _turned(scores: Scores, free: Sequence[NDArray[np.intp]]) -> Scores:
        """The scores of each lot in turn, all lots at once, in several ways."""
        turned = np.tile(scores, (_TURNS - 1, 1))
        for lot in free:
            if len(lot) > 1:
                by = np.arange(len(lot)) - np.arange(1, _TURNS)[:, None]
                turned[:, lot] = scores[lot][by % len(lot)]
        return turned

    def _flipped(self, scores: Scores, fixed: Collection[int]) -> Scores:
        """Each score that counts like its neighbour, as its neighbour."""
        flipped = scores.copy()
        flipped = np.where(scores <= 1, 1 - scores, flipped)
        flipped = np.where(scores >= self.steps - 1, 2 * self.steps - 1 - scores, flipped)
        flipped[list(fixed)] = scores[list(fixed)]
        return flipped

    def _moved(
        self,
        scores: Scores,
        move: Vector,
        free: Sequence[NDArray[np.intp]],
        rng: np.random.Generator,
    ) -> Scores:
        """One balanced move of each walk, up or down, by any cell of the lots that it is about."""
        moved, each = scores.copy(), np.arange(len(scores))
        sign = rng.choice((1, -1), len(scores))
        for turn, by in move.items():
            lot = free[turn]
            if len(lot) > 1 - bool(by):
                one = rng.integers(len(lot), size=len(scores))
                moved[each, lot[one]] += (by or 1) * sign
                if not by:  # within a lot: one up, another down
                    other = one + rng.integers(1, len(lot), size=len(scores))
                    moved[each, lot[other % len(lot)]] -= sign
        return np.asarray(np.clip(moved, 0, self.steps))


def _balanced(lots: Collection[tuple[int, ...]], rows: int) -> list[Vector]:
    """Whole-number changes of lots (by turn) that leave every row as it is: a basis of them."""
    span, found = Span(), []
    for turn, its in enumerate(lots):
        left = span.reduce(dict.fromkeys(its, 1) | {rows + turn: 1})
        if min(left) >= rows:
            found.append({row - rows: x for row, x in left.items()})
        else:
            span.add(left)
    return found


class Exchanges:
    """A quick witness that sums are not certain: one exchange inside a lot, or one flip at an end.

    Cells of a lot are in the same rows, so two of them may exchange their scores; and a score at
    an end may be its neighbour, as both count alike. Either fits whenever the data set does.

    Args:
        walk: For the lots and the steps.
        holds: (cells, targets): 1 where the sum of a target holds a cell.
    """

    def __init__(self, walk: Walk, holds: NDArray[np.float64]) -> None:
        self._holds = holds
        self._steps = walk.steps
        self._order = np.concatenate([np.array(lot, dtype=np.intp) for lot in walk.lots])
        sizes = np.array([len(lot) for lot in walk.lots])
        self._starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        lot_of = np.zeros((len(sizes), len(holds)))
        for turn, lot in enumerate(walk.lots):
            lot_of[turn, lot] = 1.0
        self._lot_of = lot_of
        self._inside = lot_of @ holds  # how many cells of a lot a target holds
        self._sizes = sizes.astype(np.float64)

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
        gone = self._lot_of[:, list(fixed)]
        inside = self._inside - gone @ self._holds[list(fixed)]
        outside = (self._sizes - gone.sum(axis=1))[:, None] - inside
        varied = (most > least)[:, None] & (inside > 0) & (outside > 0)
        return np.asarray((ends @ self._holds > 0) | varied.any(axis=0))
