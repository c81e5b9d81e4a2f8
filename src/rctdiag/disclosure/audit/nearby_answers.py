"""From one data set that fits to others nearby, by whole steps: what differs is not certain.

A search by integer programs proves that something is certain. Most things are not, and a data
set that shows it is cheaper to find by moving a few answers so that no published sum changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rctdiag.disclosure.audit.linear_bounds import lots_of
from rctdiag.disclosure.groups.integer_span import Span, Vector
from rctdiag.disclosure.release.rounding import coded

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rctdiag.disclosure.audit.linear_bounds import Row

Scores = NDArray[np.int64]  # one a person, in steps
_CHAINS = 64  # walks side by side: one array operation moves them all
_PACES = 1  # times that each walk tries each move
_TURNS = 12  # each lot's people change places in so many ways


class Walk:
    """Moves among the data sets that fit the rows of one measure.

    Args:
        rows: What is published.
        steps: Steps of the scale.
        place: Person -> position in the scores.
    """

    def __init__(self, rows: Sequence[Row], steps: int, place: dict[int, int]) -> None:
        self._half_steps = np.array([coded(step, steps) / 2 for step in range(steps + 1)])
        self._steps = steps
        cuts = [row.cut for row in rows]
        holds = np.zeros((len(rows), len(place)))
        for turn, row in enumerate(rows):
            holds[turn, [place[person] for person in row.people]] = 1.0
        low, high = np.array([row.low for row in rows]), np.array([row.high for row in rows])
        self._rows = []
        for cut in dict.fromkeys(cuts):
            mine = [turn for turn, its in enumerate(cuts) if its == cut]
            self._rows.append((cut, holds[mine].T, low[mine], high[mine]))
        lots = lots_of(rows)
        self.lots = [[place[person] for person in lot] for lot in lots.values()]
        self._moves = [*_balanced(lots, len(rows)), *({turn: 0} for turn in range(len(lots)))]

    def fits(self, scores: Scores) -> NDArray[np.bool_]:
        """Whether a data set gives every row; of several, which do. ``scores``: (..., people)."""
        right = np.ones(scores.shape[:-1], dtype=np.bool_)
        for cut, holds, low, high in self._rows:
            sums = (self._half_steps[scores] if cut is None else scores >= cut) @ holds
            right &= np.all((sums >= low) & (sums <= high), axis=-1)
        return right

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
        for turn in rng.permutation(np.repeat(np.arange(len(self._moves)), _PACES)):
            change = self._moved(now, self._moves[turn], free, rng)
            right = self.fits(change)
            now[right] = change[right]
            met.append(change[right])
        return np.vstack(met)

    @staticmethod
    def _turned(scores: Scores, free: Sequence[NDArray[np.intp]]) -> Scores:
        """The people of each lot in turn, all lots at once, in several ways."""
        turned = np.tile(scores, (_TURNS - 1, 1))
        for lot in free:
            if len(lot) > 1:
                by = np.arange(len(lot)) - np.arange(1, _TURNS)[:, None]
                turned[:, lot] = scores[lot][by % len(lot)]
        return turned

    def _flipped(self, scores: Scores, fixed: Collection[int]) -> Scores:
        """Each score that counts like its neighbour, as its neighbour."""
        flipped = scores.copy()
        for one, other in ((0, 1), (self._steps, self._steps - 1)):
            flipped[scores == one], flipped[scores == other] = other, one
        flipped[list(fixed)] = scores[list(fixed)]
        return flipped

    def _moved(
        self,
        scores: Scores,
        move: Vector,
        free: Sequence[NDArray[np.intp]],
        rng: np.random.Generator,
    ) -> Scores:
        """One balanced move of each walk, up or down, by anybody of the lots that it is about."""
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
        return np.clip(moved, 0, self._steps)


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
