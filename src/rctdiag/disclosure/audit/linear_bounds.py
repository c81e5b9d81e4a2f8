"""What the ends of the scale and the rounding give away: linear programs (HiGHS), for any size.

The attacker knows who is in which group, who answered, and how figures are rounded. Unknown
is each person's score.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array, csc_array, csr_array, eye_array, hstack, vstack
from scipy.sparse.linalg import SuperLU, splu

if TYPE_CHECKING:
    Matrix = csr_array[np.float64, tuple[int, int]]
    from collections.abc import Sequence

    from rctdiag.disclosure.groups.membership import Membership
    from rctdiag.disclosure.release.publication import Figure
    from rctdiag.disclosure.release.publication_plan import Measure

_ROOM = 0.05  # steps; far above the solver's tolerance, below any real room
_TINY = 1e-6
_MANY = 100  # lots: with fewer, the program itself is quicker than a witness
_TURNS = 400  # of the quick witness; each is a few sparse products
_INSIDE = 0.01  # how far within each row's bounds it aims, as a share
_STIFF = 10.0  # weight of the sums against the scores: crossed teams then take 10 to 30 turns


Array = NDArray[np.float64]
Lots = dict[tuple[int, ...], list[int]]  # rows -> people
People = tuple[tuple[int, ...], ...]  # of each row
Cuts = tuple[int | None, ...]  # of each row
_KEPT = 6  # measures with the same respondents share these


@dataclass(frozen=True)
class Row:
    """One figure as bounds on a sum over people: of coded steps, or of people above a cut."""

    people: tuple[int, ...]
    low: float
    high: float
    cut: int | None


def rows_of(figures: Sequence[Figure], membership: Membership, measure: Measure) -> list[Row]:
    """The figures of one measure as rows; sums in steps (a mean) or people (a share)."""
    rows = []
    for figure in figures:
        group = membership.by_key[figure.group]
        people = tuple(person for person in group.members if measure.valid[person])
        unit = (measure.steps if figure.from_step is None else 1) * len(people) / 100
        low, high = figure.shown.low * unit, figure.shown.high * unit
        rows.append(Row(people, low - _TINY, high + _TINY, figure.from_step))
    return rows


def lots_of(rows: Sequence[Row]) -> Lots:
    """People who are in the same rows, by those rows."""
    return _lots(tuple(row.people for row in rows))


@lru_cache(maxsize=_KEPT)
def _lots(people: People) -> Lots:
    member_of: dict[int, list[int]] = {}
    for index, its in enumerate(people):
        for person in its:
            member_of.setdefault(person, []).append(index)
    lots: Lots = {}
    for person, where in member_of.items():
        lots.setdefault(tuple(where), []).append(person)
    return lots


def forced(rows: Sequence[Row], steps: int) -> frozenset[int]:
    """People without room in the real-valued data sets that fit: who must sit at an end.

    One linear program over lots of people who are in the same rows. It gives each lot room from
    both ends of what its people can score, up to a small cap; who gets none is forced. With
    shares, the ends are those of the scores between the cuts.

    Args:
        rows: From :func:`rows_of`, of one measure.
        steps: Steps of the scale.

    Raises:
        ArithmeticError: no data set fits: the figures contradict each other.
    """
    if not lots_of(rows):
        return frozenset()
    facts = _facts(rows, steps)
    if len(facts.frame.size) > _MANY and _has_room(facts):
        return frozenset()
    return frozenset(
        person
        for people, its in zip(lots_of(rows).values(), _rooms(facts), strict=True)
        if its < _ROOM / 100
        for person in people
    )


@dataclass(frozen=True, eq=False)
class _Frame:
    """What does not depend on the figures.

    Lines: the rows; each lot above the lowest end its shares allow; below the highest; and no more
    people above a cut than above the one before it.
    """

    matrix: Matrix
    size: Array
    top: Array  # the most each value can be
    lowest: Array  # the lines' own ends, after those of the rows
    highest: Array


@dataclass(frozen=True, eq=False)
class _Facts:
    """What the rows say about each lot: ``low <= frame.matrix @ values <= high``.

    Values: each lot's coded steps above the lowest, together; then, for each cut, how many of
    the lot are at the cut or above.
    """

    frame: _Frame
    low: Array
    high: Array


def _facts(rows: Sequence[Row], steps: int) -> _Facts:
    frame = _frame(tuple(row.people for row in rows), tuple(row.cut for row in rows), steps)
    base = np.array([len(row.people) / 2 if row.cut is None else 0.0 for row in rows])
    low, high = (np.array(its) for its in zip(*((row.low, row.high) for row in rows), strict=True))
    return _Facts(
        frame,
        np.concatenate([low - base, frame.lowest]),
        np.concatenate([high - base, frame.highest]),
    )


@lru_cache(maxsize=_KEPT)
def _frame(people: People, cuts_of: Cuts, steps: int) -> _Frame:
    lots = _lots(people)
    size = np.array([len(its) for its in lots.values()], dtype=np.float64)
    cuts = sorted({cut for cut in cuts_of if cut is not None})
    n, wide = len(size), 1 + len(cuts)
    entries = [
        (row, lot + n * (0 if (cut := cuts_of[row]) is None else 1 + cuts.index(cut)))
        for lot, its in enumerate(lots)
        for row in its
    ]
    where = ([row for row, _ in entries], [value for _, value in entries])
    main = coo_array((np.ones(len(entries)), where), shape=(len(people), n * wide))
    # The ends of a lot's scores rise from cut to cut with the people above it.
    edges = [*cuts, steps + 0.5]
    lifts = np.diff([0.5, *cuts]), np.diff([cut - 1 for cut in edges])
    one = eye_array(n, format="csr")
    lower = hstack([one, *(-lift * one for lift in lifts[0])])
    upper = hstack([one, *(-lift * one for lift in lifts[1])])
    order = [
        hstack([(j == turn) * one - (j == turn + 1) * one for j in range(wide)])
        for turn in range(1, len(cuts))
    ]
    above, endless = (edges[0] - 1.5) * size, np.full(n, np.inf)
    return _Frame(
        csr_array(vstack([main, lower, upper, *order])),
        size,
        np.concatenate([(steps - 1) * size, *[size] * len(cuts)]),
        np.concatenate([0 * size, -endless, *[0 * size] * len(order)]),
        np.concatenate([endless, above, *[endless] * len(order)]),
    )


@lru_cache(maxsize=_KEPT)
def _evened(frame: _Frame) -> tuple[Array, Matrix, SuperLU]:
    """The frame's lines scaled alike, over values from 0 to 1, and what solves for them."""
    over = csr_array(frame.matrix * frame.top)
    longest = np.sqrt(np.asarray(over.multiply(over).sum(axis=1), dtype=np.float64))
    scale = (
        np.concatenate(
            [np.full(len(longest) - len(frame.lowest), _STIFF), np.ones(len(frame.lowest))]
        )
        / longest
    )
    matrix = csr_array(over * scale[:, np.newaxis])
    return scale, matrix, splu(csc_array(matrix @ matrix.T + eye_array(len(scale))))


def _has_room(facts: _Facts) -> bool:
    """A quick witness that nobody is forced: one data set in which every lot has room.

    Graph-form ADMM (Parikh and Boyd 2014, Block splitting for distributed optimization): what lies
    within the bounds, and what the lines make of the values, in turn, differences carried on.
    """
    frame = facts.frame
    n = len(frame.size)
    room = 2 * _ROOM * frame.size
    rows = len(facts.low) - len(frame.lowest)
    low, high = facts.low.copy(), facts.high.copy()
    low[rows : rows + n] += room
    high[rows + n : rows + 2 * n] -= room
    scale, matrix, factors = _evened(frame)
    low, high = low * scale, high * scale
    wide = high - low
    inside = _INSIDE * np.where(np.isfinite(wide), wide, scale)
    values = np.full(len(frame.top), 0.5)
    lines = matrix @ values
    moved, missed = np.zeros(len(values)), np.zeros(len(lines))
    for _ in range(_TURNS):
        within = np.clip(values - moved, 0.0, 1.0)
        found = np.asarray(matrix @ within)
        if np.all(found >= low) and np.all(found <= high):
            return True
        wanted = np.clip(lines - missed, low + inside, high - inside)
        start = within + moved
        values = start + matrix.T @ factors.solve(wanted + missed - matrix @ start)
        lines = matrix @ values
        moved += within - values
        missed += wanted - lines
    return False


def _rooms(facts: _Facts) -> Array:
    """The room of each lot, 0 to a small cap, all together as large as can be."""
    frame = facts.frame
    n, rows = len(frame.size), len(facts.low) - len(frame.lowest)
    take = np.zeros(len(facts.low))
    take[rows : rows + n], take[rows + n : rows + 2 * n] = -1.0, 1.0
    lots = np.concatenate([np.zeros(rows, dtype=np.int64), np.arange(len(take) - rows) % n])
    room = coo_array((take, (np.arange(len(take)), lots)), shape=(len(take), n)).tocsr()
    lines = csr_array(hstack([frame.matrix, room]))
    upper, lower = np.isfinite(facts.high), np.isfinite(facts.low)
    most = np.concatenate([frame.top, np.full(n, _ROOM)])
    bounds: list[tuple[float, float | None]] = [(0.0, float(its)) for its in most]
    above = csr_array(vstack([lines[upper], -lines[lower]]))
    solved = linprog(
        np.concatenate([np.zeros(len(frame.top)), -np.ones(n)]),
        A_ub=above,  # type: ignore[call-overload]  # the stubs know no sparse matrix
        b_ub=np.concatenate([facts.high[upper], -facts.low[lower]]),
        bounds=bounds,
        method="highs",
    )
    if solved.x is None:
        raise ArithmeticError("the figures contradict each other")
    return np.asarray(solved.x[len(frame.top) :], dtype=np.float64)
