"""What the ends of the scale and the rounding give away: linear programs (HiGHS), for any size.

The attacker knows who is in which group, who answered, and how figures are rounded. Unknown
is each person's score on each block of a scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array, csc_array, csr_array, eye_array, hstack, vstack
from scipy.sparse.linalg import SuperLU, splu

from rctdiag.disclosure.audit.figures_as_rows import KEPT, lots_of, lots_of_people, steps_at

if TYPE_CHECKING:
    Matrix = csr_array[np.float64, tuple[int, int]]
    from collections.abc import Sequence

    from rctdiag.disclosure.audit.figures_as_rows import People, Row, Steps

_ROOM = 0.05  # steps; far above the solver's tolerance, below any real room
_PLACE = 1.5  # steps from the coded end to the next score
_NEXT_PLACE = _PLACE - 1e-3
_MANY = 100  # lots: with fewer, the program itself is quicker than a witness
_EXACT = 500  # lots: up to so many, who sits at an end is worked out from all rows together
_ITERATIONS = 400  # of the quick witness; each is a few sparse products
_INSIDE = 0.01  # how far within each row's bounds it aims, as a share
_LINES_OF_A_LOT = 3.0  # its value, and its room from either end
_STIFF = 10.0  # weight of the sums against the scores: crossed teams then take 10 to 30 rounds


Array = NDArray[np.float64]


def forced(rows: Sequence[Row], steps: Steps) -> frozenset[int]:
    """Cells without room in the real-valued data sets that fit: who must sit at an end.

    One linear program over lots of cells that are in the same rows. It gives each lot room from
    both ends of what can be scored, up to a small cap; who gets none is forced. Where a quick
    witness shows that all have a little, nobody is.

    Args:
        rows: From :func:`rows_over`, of one family.
        steps: Of each cell.

    Raises:
        ArithmeticError: no data set fits: the figures contradict each other.
    """
    lots = list(lots_of(rows, steps).values())
    if not lots:
        return frozenset()
    constraints = _constraints(rows, steps)
    if len(lots) > _MANY and _has_room(constraints):
        return frozenset()
    without = np.flatnonzero(_rooms(constraints, _ROOM) < _ROOM / 100).tolist()
    return frozenset(cell for at in without for cell in lots[at])


def at_an_end(rows: Sequence[Row], steps: Steps, blocks: int = 1) -> frozenset[int]:
    """Cells that sit at an end of what can be scored in every data set of whole scores that fits.

    The two lowest scores count alike, and so do the two highest; the next is a step and a half
    away. Lots with less room than that together are looked at one by one, by a program that takes
    the lot as far from the end as it goes. In a large table, where that would take minutes, what
    the figures of each group tell is looked at by itself.

    Args:
        rows: From :func:`rows_over`, of one family.
        steps: Of each cell.
        blocks: Cells of a person.

    Raises:
        ArithmeticError: no data set fits: the figures contradict each other.
    """
    lots = list(lots_of(rows, steps).values())
    if not lots:
        return frozenset()
    if len(lots) <= _EXACT:
        return _ended(_constraints(rows, steps), lots)
    return forced(rows, steps) | _ended_by_group(rows, steps, blocks)


def _ended(constraints: _Constraints, lots: Sequence[Sequence[int]]) -> frozenset[int]:
    close = np.flatnonzero(_rooms(constraints, _PLACE) < _NEXT_PLACE).tolist()
    return frozenset(cell for at in close if _is_at_an_end(constraints, at) for cell in lots[at])


def _ended_by_group(rows: Sequence[Row], steps: Steps, blocks: int) -> frozenset[int]:
    """The same by the rows over the same people alone, whose cells of a block are then one lot."""
    lots_in = []
    for row in rows:
        people = frozenset(cell // blocks for cell in row.people)
        lots_in.append([(people, block) for block in {cell % blocks for cell in row.people}])
    place = {lot: at for at, lot in enumerate(dict.fromkeys(chain.from_iterable(lots_in)))}
    lots = [[blocks * person + block for person in people] for people, block in place]
    frame = _frame_of(
        [(row, place[lot]) for row, own_lots in enumerate(lots_in) for lot in own_lots],
        len(rows),
        [(len(lot), steps_at(steps, lot[0])) for lot in lots],
    )
    return _ended(_bounded(frame, rows), lots)


@dataclass(frozen=True, eq=False)
class _Frame:
    """What does not depend on the figures."""

    matrix: Matrix
    size: Array
    top: Array  # the most each value can be
    lowest: Array  # the lines' own ends, after those of the rows
    highest: Array


@dataclass(frozen=True, eq=False)
class _Constraints:
    """What the rows say about each lot: ``low <= frame.matrix @ values <= high``.

    Values: each lot's coded steps above the lowest, together.
    """

    frame: _Frame
    low: Array
    high: Array


def _constraints(rows: Sequence[Row], steps: Steps) -> _Constraints:
    frozen_steps = steps if isinstance(steps, int) else (*steps,)
    return _bounded(_frame(tuple(row.people for row in rows), frozen_steps), rows)


def _bounded(frame: _Frame, rows: Sequence[Row]) -> _Constraints:
    base = np.array([len(row.people) / 2 for row in rows])
    low, high = (
        np.array(ends) for ends in zip(*((row.low, row.high) for row in rows), strict=True)
    )
    return _Constraints(
        frame,
        np.concatenate([low - base, frame.lowest]),
        np.concatenate([high - base, frame.highest]),
    )


@lru_cache(maxsize=KEPT)
def _frame(people: People, steps: int | tuple[int, ...]) -> _Frame:
    lots = lots_of_people(people, steps)
    return _frame_of(
        [(row, lot) for lot, (_, lot_rows) in enumerate(lots) for row in lot_rows],
        len(people),
        [(len(cells), step_count) for (step_count, _), cells in lots.items()],
    )


def _frame_of(
    entries: Sequence[tuple[int, int]], count: int, lots: Sequence[tuple[int, int]]
) -> _Frame:
    """The frame of so many rows over lots, of which each has cells and their steps.

    Args:
        entries: Row and lot, where the lot is in the row.
        count: Of rows.
        lots: Cells and steps of each.
    """
    size = np.array([cells for cells, _ in lots], dtype=np.float64)
    top = np.array([(steps - 1) * cells for cells, steps in lots], dtype=np.float64)
    n = len(lots)
    where = ([row for row, _ in entries], [lot for _, lot in entries])
    main = coo_array((np.ones(len(entries)), where), shape=(count, n))
    identity = eye_array(n, format="csr")
    endless = np.full(n, np.inf)
    return _Frame(
        csr_array(vstack([main, identity, identity])),
        size,
        top,
        np.concatenate([0 * size, -endless]),
        np.concatenate([endless, top]),
    )


@lru_cache(maxsize=KEPT)
def _evened(frame: _Frame) -> tuple[Array, Matrix, SuperLU]:
    """The frame's lines scaled alike, over values from 0 to 1, and what solves for them.

    Scaled, the lines of the lots themselves are twice the identity, so only the rows between them
    have to be solved for (Woodbury): a few hundred, where lots are as many as people.
    """
    over = csr_array(frame.matrix * frame.top)
    longest = np.sqrt(np.asarray(over.multiply(over).sum(axis=1), dtype=np.float64))
    scale = (
        np.concatenate(
            [np.full(len(longest) - len(frame.lowest), _STIFF), np.ones(len(frame.lowest))]
        )
        / longest
    )
    matrix = csr_array(over * scale[:, np.newaxis])
    main = matrix[: len(scale) - len(frame.lowest)]
    return (
        scale,
        matrix,
        splu(csc_array(main @ main.T + _LINES_OF_A_LOT * eye_array(main.shape[0]))),
    )


def _has_room(constraints: _Constraints) -> bool:
    """A quick witness that nobody is forced: one data set in which every lot has room.

    Graph-form ADMM (Parikh and Boyd 2014, Block splitting for distributed optimization): what lies
    within the bounds, and what the lines make of the values, in turn, differences carried on.
    """
    frame = constraints.frame
    n = len(frame.size)
    room = 2 * _ROOM * frame.size
    rows = len(constraints.low) - len(frame.lowest)
    low, high = constraints.low.copy(), constraints.high.copy()
    low[rows : rows + n] += room
    high[rows + n : rows + 2 * n] -= room
    scale, matrix, factors = _evened(frame)
    main = matrix[:rows]
    low, high = low * scale, high * scale
    wide = high - low
    inside = _INSIDE * np.where(np.isfinite(wide), wide, scale)
    values = np.full(len(frame.top), 0.5)
    lines = matrix @ values
    moved, missed = np.zeros(len(values)), np.zeros(len(lines))
    for _ in range(_ITERATIONS):
        within = np.clip(values - moved, 0.0, 1.0)
        found = np.asarray(matrix @ within)
        if np.all(found >= low) and np.all(found <= high):
            return True
        wanted = np.clip(lines - missed, low + inside, high - inside)
        start = within + moved
        gap = matrix.T @ (wanted + missed - matrix @ start)
        values = start + (gap - main.T @ factors.solve(main @ gap)) / _LINES_OF_A_LOT
        lines = matrix @ values
        moved += within - values
        missed += wanted - lines
    return False


def _is_at_an_end(constraints: _Constraints, lot: int) -> bool:
    """Whether a lot, as far from either end as it goes, leaves nobody the next place."""
    frame = constraints.frame
    for up in (-1.0, 1.0):  # the most above the lowest; the least, that is the most below the top
        aim = np.zeros(len(frame.top))
        aim[lot] = up
        reached = _solved(constraints, frame.matrix, aim, frame.top)[lot]
        if (reached if up < 0 else frame.top[lot] - reached) < _NEXT_PLACE:
            return True
    return False


def _rooms(constraints: _Constraints, cap: float) -> Array:
    """The room of each lot, 0 to a cap, all together as large as can be."""
    frame = constraints.frame
    n, rows = len(frame.size), len(constraints.low) - len(frame.lowest)
    take = np.zeros(len(constraints.low))
    take[rows : rows + n], take[rows + n : rows + 2 * n] = -1.0, 1.0
    lots = np.concatenate([np.zeros(rows, dtype=np.int64), np.arange(len(take) - rows) % n])
    room = coo_array((take, (np.arange(len(take)), lots)), shape=(len(take), n)).tocsr()
    lines = csr_array(hstack([frame.matrix, room]))
    aim = np.concatenate([np.zeros(len(frame.top)), -np.ones(n)])
    most = np.concatenate([frame.top, np.full(n, cap)])
    return _solved(constraints, lines, aim, most)[len(frame.top) :]


def _solved(constraints: _Constraints, lines: Matrix, aim: Array, most: Array) -> Array:
    """The values from nought to ``most`` that fit and make ``aim`` least."""
    upper, lower = np.isfinite(constraints.high), np.isfinite(constraints.low)
    bounds: list[tuple[float, float | None]] = [(0.0, float(top)) for top in most]
    solved = linprog(
        aim,
        A_ub=csr_array(vstack([lines[upper], -lines[lower]])),  # type: ignore[call-overload]  # the stubs know no sparse matrix
        b_ub=np.concatenate([constraints.high[upper], -constraints.low[lower]]),
        bounds=bounds,
        method="highs",
    )
    if solved.x is None:
        raise ArithmeticError("the figures contradict each other")
    return np.asarray(solved.x, dtype=np.float64)
