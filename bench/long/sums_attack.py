"""Whether anything over a few people is the same in every table that fits some sums; no program.

Used by ``documents.py``. Tables nearby are tried first; then an integer program over all that fit
(HiGHS), with every score a variable of its own. Shares nothing with the planner or the auditor.
"""

from __future__ import annotations

from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Matrix = csr_array[np.float64, tuple[int, int]]

Cell = tuple[str, int, tuple[int, ...]]  # who, which part, how they answered
Row = tuple[frozenset[Cell], int, int]  # a sum of half steps, and its limits


class Attack:
    """Whoever holds these rows: which sets of cells have one sum in all that they know of.

    Args:
        rows: Of all documents.
        truth: The true score of each cell.
        top: The greatest of each.
    """

    def __init__(self, rows: Sequence[Row], truth: dict[Cell, int], top: dict[Cell, int]) -> None:
        self.rows = list(dict.fromkeys(rows))
        self.cells = sorted({cell for its, *_ in self.rows for cell in its})
        self.place = {cell: at for at, cell in enumerate(self.cells)}
        self.truth = np.array([truth[cell] for cell in self.cells])
        self.top = np.array([top[cell] for cell in self.cells])
        self.holds = np.zeros((len(self.cells), len(self.rows)), dtype=np.int64)
        for at, (its, *_) in enumerate(self.rows):
            self.holds[[self.place[cell] for cell in its], at] = 1
        self.low, self.high = (np.array([row[end] for row in self.rows]) for end in (1, 2))
        kinds: dict[tuple[int, bytes], list[int]] = {}
        for at in range(len(self.cells)):
            kinds.setdefault((int(self.top[at]), self.holds[at].tobytes()), []).append(at)
        self.lots = list(kinds.values())
        if not self.fits(self.truth[np.newaxis])[0]:
            raise AssertionError("the truth does not fit: this program reads figures wrongly")

    def fits(self, tables: Ints) -> NDArray[np.bool_]:
        """Which tables give every row: at an end two scores count as the mean of both."""
        twice = np.where(tables <= 1, 1, 2 * tables)
        twice = np.where(tables >= self.top - 1, 2 * self.top - 1, twice)
        sums = twice @ self.holds
        return np.asarray(((sums >= self.low) & (sums <= self.high)).all(axis=1))

    def near(self, fixed: Sequence[int]) -> Ints:
        """Tables that fit beside the true one: turned inside lots, at an end, one up, one down."""
        made = [self.truth]
        free = [[at for at in lot if at not in fixed] for lot in self.lots]
        for by in (1, 2, 3):
            turned = self.truth.copy()
            for lot in free:
                turned[lot] = np.roll(self.truth[lot], by)
            made.append(turned)
        flipped = np.where(self.truth <= 1, 1 - self.truth, self.truth)
        flipped = np.where(self.truth >= self.top - 1, 2 * self.top - 1 - flipped, flipped)
        flipped[list(fixed)] = self.truth[list(fixed)]
        made.append(flipped)
        for shift in (1, 2):
            moved = self.truth.copy()
            for lot in free:
                inner = [at for at in lot if 3 <= self.truth[at] <= self.top[at] - 3]
                for up, down in zip(inner[::2], inner[shift::2], strict=False):
                    if (
                        up != down
                        and moved[up] == self.truth[up]
                        and moved[down] == self.truth[down]
                    ):
                        moved[up] += 1
                        moved[down] -= 1
            made.append(moved)
        tables = np.stack(made)
        return tables[self.fits(tables)]

    def targets(self, most: int, without: str = "") -> list[list[int]]:
        """Who can be named: each cell, each row, and what two rows share or differ by."""
        sets = [frozenset(cell for cell in its if cell[0] != without) for its, *_ in self.rows]
        named = {frozenset([cell]) for cell in self.cells if cell[0] != without} | set(sets)
        named |= {part for a, b in combinations(sets, 2) for part in (a & b, a - b, b - a)}
        few = [its for its in named if 1 <= len({cell[0] for cell in its}) <= most]
        return sorted(sorted(self.place[cell] for cell in its) for its in few)

    def certain(self, most: int, insider: str = "") -> bool:
        """Whether any such set has one sum in every table that fits."""
        fixed = [at for at, cell in enumerate(self.cells) if cell[0] == insider]
        tables = self.near(fixed)
        for target in self.targets(most, insider):
            if np.ptp(tables[:, target].sum(axis=1)):
                continue
            other = self._other(target, fixed)
            if other is None:
                return True
            tables = np.vstack([tables, other])
        return False

    @cached_property
    def _program(self) -> tuple[Matrix, list[LinearConstraint], Ints]:
        """Scores as the variables give them, what all tables satisfy, and the variables' greatest.

        Variables of each cell: at the low end, at the high end, the score between, and whether
        it is the higher of the two scores of its end.
        """
        one = eye_array(len(self.cells), format="csr")
        none, inner = 0 * one, np.maximum(self.top - 2, 0)
        score = csr_array(hstack([none, one * (self.top - 1), one, one]))
        twice = csr_array(hstack([one, one * (2 * self.top - 1), 2 * one, none]))
        lines = [
            LinearConstraint(csr_array(self.holds.T) @ twice, self.low, self.high),
            LinearConstraint(csr_array(hstack([one, one, none, none])), 0, 1),
            # Between the ends where it is at neither, and only there.
            LinearConstraint(csr_array(hstack([one * inner, one * inner, one, none])), 0, inner),
            LinearConstraint(csr_array(hstack([2 * one, 2 * one, one, none])), 2, np.inf),
            LinearConstraint(csr_array(hstack([-one, -one, none, one])), -np.inf, 0),
        ]
        ones = np.ones_like(inner)
        return score, lines, np.concatenate([ones, ones, inner, ones])

    def _other(self, target: Sequence[int], fixed: Sequence[int]) -> Ints | None:
        """A table that fits and gives the target another sum; None where there is none."""
        score, lines, most = self._program
        if fixed:
            own = self.truth[list(fixed)]
            lines = [*lines, LinearConstraint(score[list(fixed)], own, own)]
        now = int(self.truth[list(target)].sum())
        wanted = csr_array(score[list(target)].sum(axis=0)[np.newaxis])
        for low, high in ((now + 1, np.inf), (-np.inf, now - 1)):
            solved = milp(
                np.zeros(len(most)),
                integrality=np.ones(len(most)),
                bounds=Bounds(0, most),
                constraints=[*lines, LinearConstraint(wanted, low, high)],
                options={"node_limit": 5_000},
            )
            if solved.x is not None:
                found = np.asarray(np.round(score @ np.round(solved.x)), dtype=np.int64)
                if self.fits(found[np.newaxis])[0]:
                    return found
            elif solved.status == 1:
                raise ArithmeticError("the search did not end")
        return None
