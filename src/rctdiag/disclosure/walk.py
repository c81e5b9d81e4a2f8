"""From one data set that fits to others nearby, by whole steps: what differs is not certain.

A search by integer programs proves that something is certain. Most things are not, and a data
set that shows it is cheaper to find by moving a few answers so that no published sum changes.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rctdiag.disclosure.bounds import lots_of
from rctdiag.disclosure.rounding import coded
from rctdiag.disclosure.span import Span, Vector

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rctdiag.disclosure.bounds import Row

Scores = NDArray[np.int64]  # one a person, in steps
_PACES = 16  # for each move there is
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
        self._low = np.array([row.low for row in rows])
        self._high = np.array([row.high for row in rows])
        self._cuts = [row.cut for row in rows]
        self._holds = np.zeros((len(rows), len(place)))
        for turn, row in enumerate(rows):
            self._holds[turn, [place[person] for person in row.people]] = 1.0
        lots = lots_of(rows)
        self.lots = [[place[person] for person in lot] for lot in lots.values()]
        self._moves = [*_balanced(lots, len(rows)), *({turn: 0} for turn in range(len(lots)))]

    def fits(self, scores: Scores) -> bool:
        """Whether a data set gives every row."""
        sums = np.empty(len(self._cuts))
        for cut in set(self._cuts):
            mine = [turn for turn, its in enumerate(self._cuts) if its == cut]
            worth = self._half_steps[scores] if cut is None else scores >= cut
            sums[mine] = self._holds[mine] @ worth
        return bool(np.all(sums >= self._low) and np.all(sums <= self._high))

    def near(self, start: Scores, fixed: Collection[int]) -> list[Scores]:
        """Data sets that fit, met on a walk from one that does; the same walk each time.

        Args:
            start: It fits.
            fixed: Positions that stay as they are.
        """
        rng = random.Random(0)  # noqa: S311 - a repeatable walk, no secret
        now = start
        turned = [self._turned(start, fixed, by) for by in range(1, _TURNS)]
        alike = (*turned, self._flipped(start, fixed))
        met = [change for change in alike if self.fits(change)]
        for _ in range(_PACES * len(self._moves)):
            change = self._moved(now, fixed, rng)
            if self.fits(change):
                met.append(change)
                now = change
        return met

    def _turned(self, scores: Scores, fixed: Collection[int], by: int) -> Scores:
        """The people of each lot in turn, all lots at once."""
        turned = scores.copy()
        for lot in self.lots:
            free = [place for place in lot if place not in fixed]
            turned[free] = np.roll(scores[free], by)
        return turned

    def _flipped(self, scores: Scores, fixed: Collection[int]) -> Scores:
        """Each score that counts like its neighbour, as its neighbour."""
        flipped = scores.copy()
        for one, other in ((0, 1), (self._steps, self._steps - 1)):
            flipped[scores == one], flipped[scores == other] = other, one
        flipped[list(fixed)] = scores[list(fixed)]
        return flipped

    def _moved(self, scores: Scores, fixed: Collection[int], rng: random.Random) -> Scores:
        """One balanced move: a person of each of its lots, and within a lot one up, one down."""
        moved = scores.copy()
        move, sign = rng.choice(self._moves), rng.choice((1, -1))
        for turn, by in move.items():
            free = [place for place in self.lots[turn] if place not in fixed]
            changes = (by * sign,) if by else (1, -1)
            if len(free) >= len(changes):
                for place, change in zip(rng.sample(free, len(changes)), changes, strict=True):
                    moved[place] = min(max(int(moved[place]) + change, 0), self._steps)
        return moved


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
