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
from scipy.sparse import block_array, coo_array, csc_array, csr_array, eye_array
from scipy.sparse.linalg import SuperLU, splu

if TYPE_CHECKING:
    Matrix = csr_array[np.float64, tuple[int, int]]
    from collections.abc import Sequence

    from rctdiag.disclosure.cells import Membership
    from rctdiag.disclosure.plan import Measure
    from rctdiag.disclosure.publication import Figure

_ROOM = 0.05  # steps; far above the solver's tolerance, below any real room
_TINY = 1e-6
_TRIFLE = 1e-6  # keeps the rows' equations solvable
_TURNS = 300  # of the quick witness; each is a few sparse products
_INSIDE = (0.05, 0.01, 0.2)  # how far within each row's bounds it aims, tried in turn
_STRIDE = 1.5  # beyond the nearest fit: crossed teams take a seventieth of the turns

Array = NDArray[np.float64]
Lots = dict[tuple[int, ...], list[int]]  # rows -> people
People = tuple[tuple[int, ...], ...]  # of each row
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
    shares, the ends are those of the scores below and above each cut.

    Args:
        rows: From :func:`rows_of`, of one measure.
        steps: Steps of the scale.

    Raises:
        ArithmeticError: no data set fits: the figures contradict each other.
    """
    lots = lots_of(rows)
    if not lots or _has_room(rows, lots, steps):
        return frozenset()
    room = _rooms(rows, lots, steps)
    return frozenset(
        person
        for people, its in zip(lots.values(), room, strict=True)
        if its < _ROOM / 100
        for person in people
    )


def _incidence(rows: Sequence[Row], cut: int | None) -> tuple[Matrix, list[Row]]:
    """Rows of one cut (None: means) by lots, and those rows."""
    mine = tuple(index for index, row in enumerate(rows) if row.cut == cut)
    return _matrix(tuple(row.people for row in rows), mine), [rows[i] for i in mine]


@lru_cache(maxsize=_KEPT)
def _matrix(people: People, mine: tuple[int, ...]) -> Matrix:
    lots = _lots(people)
    at = {index: place for place, index in enumerate(mine)}
    entries = [(at[i], lot) for lot, its in enumerate(lots) for i in its if i in at]
    where = ([row for row, _ in entries], [lot for _, lot in entries])
    matrix: Matrix = csr_array((len(mine), len(lots)), dtype=np.float64)
    if entries:
        matrix = coo_array((np.ones(len(entries)), where), shape=matrix.shape).tocsr()
    return matrix


@lru_cache(maxsize=_KEPT)
def _back(people: People, mine: tuple[int, ...]) -> SuperLU:
    """Solves for what each row adds to its people, from what is missing in each row.

    Rows may follow from each other, so each gets a trifle of its own.
    """
    matrix = _matrix(people, mine)
    weighted = matrix * _sizes(_lots(people))
    return splu(csc_array(weighted @ matrix.T + _TRIFLE * eye_array(len(mine))))


def _even(rows: Sequence[Row], lots: Lots, cut: int | None, ends: tuple[Array, Array]) -> Array:
    """Lot means that give every row of the cut, as even as they can be; NaN where not found.

    Alternates between what moves each row well into its bounds and what lies within ``ends``.
    """
    matrix, mine = _incidence(rows, cut)
    size = _sizes(lots)
    low, high = np.array([row.low for row in mine]), np.array([row.high for row in mine])
    weighted = matrix * size
    where = tuple(index for index, row in enumerate(rows) if row.cut == cut)
    back = _back(tuple(row.people for row in rows), where)
    for inside in _INSIDE:
        least, most = low + inside * (high - low), high - inside * (high - low)
        scores = (ends[0] + ends[1]) / 2
        for _ in range(_TURNS):
            sums = np.asarray(weighted @ scores, dtype=np.float64)
            if np.all(sums >= low) and np.all(sums <= high):
                return scores
            missing = np.clip(sums, least, most) - sums
            scores = np.clip(scores + _STRIDE * (matrix.T @ back.solve(missing)), *ends)
    return np.full(len(size), np.nan)


def _has_room(rows: Sequence[Row], lots: Lots, steps: int) -> bool:
    """A quick witness that nobody is forced: first even shares, then even means inside them."""
    least = np.full(len(lots), 0.5)
    most = np.full(len(lots), steps - 0.5)
    for cut in sorted({row.cut for row in rows if row.cut is not None}):
        above = _even(rows, lots, cut, (np.zeros(len(lots)), np.ones(len(lots))))
        least = np.maximum(least, 0.5 + (cut - 0.5) * above)
        most = np.minimum(most, (cut - 1) * (1 - above) + (steps - 0.5) * above)
    room = 2 * _ROOM
    if not np.all(least + room <= most - room):  # also where a share was not found
        return False
    return not bool(np.isnan(_even(rows, lots, None, (least + room, most - room))).any())


def _sizes(lots: Lots) -> Array:
    return np.array([len(people) for people in lots.values()], dtype=np.float64)


def _rooms(rows: Sequence[Row], lots: Lots, steps: int) -> Array:
    """The room of each lot, 0 to a small cap, all together as large as can be."""
    size = _sizes(lots)
    n = len(size)
    cuts = sorted({row.cut for row in rows if row.cut is not None})
    wide = 2 + len(cuts)  # sum above the lowest coded score, room, then people above each cut
    blocks: list[list[object]] = []
    limits: list[Array] = []

    def constrain(parts: dict[int, object], limit: Array) -> None:
        blocks.append([parts.get(column) for column in range(wide)])
        limits.append(limit)

    one = eye_array(n)
    for turn, cut in enumerate([None, *cuts]):
        matrix, mine = _incidence(rows, cut)
        base = matrix @ (size / 2) if cut is None else np.zeros(len(mine))
        column = 0 if cut is None else 1 + turn
        constrain({column: matrix}, np.array([row.high for row in mine]) - base)
        constrain({column: -matrix}, base - np.array([row.low for row in mine]))
    constrain({0: -one, 1: one}, np.zeros(n))
    constrain({0: one, 1: one}, (steps - 1) * size)
    for turn, cut in enumerate(cuts):
        over, under = cut - 0.5, cut - 1.5  # coded steps above the lowest, at and below the cut
        constrain({0: -one, 1: one, 2 + turn: over * one}, np.zeros(n))
        constrain({0: one, 1: one, 2 + turn: (under - (steps - 1)) * one}, under * size)
    top = [(0.0, float(w)) for w in (steps - 1) * size] + [(0.0, _ROOM)] * n
    solved = linprog(
        np.concatenate([np.zeros(n), -np.ones(n), np.zeros(n * len(cuts))]),
        A_ub=block_array(blocks, format="csr"),  # type: ignore[call-overload]  # None is a block
        b_ub=np.concatenate(limits),
        bounds=top + [(0.0, float(s)) for s in size] * len(cuts),
        method="highs",
    )
    if solved.x is None:
        raise ArithmeticError("the figures contradict each other")
    return np.asarray(solved.x[n : 2 * n], dtype=np.float64)
