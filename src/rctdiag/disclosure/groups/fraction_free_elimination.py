"""Spaces of whole-number vectors, exact: fraction-free Gaussian elimination."""

from __future__ import annotations

import gc
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Vector = dict[int, int]  # row (group) index -> weight; never holds a nought


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No hunt for reference cycles: millions of small vectors make none, and it took a third."""
    at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if at_work:
            gc.enable()


def primitive(vector: Mapping[int, int]) -> Mapping[int, int]:
    """The smallest whole-number vector on the same line, its first entry above nought."""
    divisor = gcd(*vector.values())
    if vector[min(vector)] < 0:
        divisor = -divisor
    return vector if divisor == 1 else {row: x // divisor for row, x in vector.items()}


def _eliminate(left: Vector, row: int, pivot: Mapping[int, int]) -> None:
    """Make ``left`` nought at ``row`` by taking off a multiple of ``pivot``, in place."""
    times, lead = left[row], pivot[row]
    if times % lead:
        scale = lead // gcd(times, lead)
        for r in left:
            left[r] *= scale
        times *= scale
    times //= lead
    for r, x in pivot.items():
        value = left.get(r, 0) - times * x
        if value:
            left[r] = value
        else:
            del left[r]


class Span:
    """A growing space of column vectors, fully reduced.

    ``pivots`` maps a row to the one vector that holds it; no vector holds another's pivot row.
    The lowest row of a vector becomes its pivot, so small groups go first.
    """

    def __init__(self) -> None:
        self.pivots: dict[int, Mapping[int, int]] = {}
        self._holders: dict[int, set[int]] = defaultdict(set)  # row -> pivots that may hold it

    def reduce(self, vector: Mapping[int, int]) -> Vector:
        """A multiple of ``vector`` modulo this space; empty where it lies inside."""
        left = dict(vector)
        for row in vector:
            pivot = self.pivots.get(row)
            if pivot is not None:
                _eliminate(left, row, pivot)
        return left

    def add(self, vector: Mapping[int, int]) -> bool:
        """Take ``vector`` in; False where it was inside already."""
        left = self.reduce(vector)
        if not left:
            return False
        pivot = primitive(left)
        new = min(pivot)
        for row in (new, *self._holders.pop(new, ())):
            if row == new:
                self.pivots[row] = pivot
            elif new in self.pivots[row]:
                cleared = dict(self.pivots[row])
                _eliminate(cleared, new, pivot)
                self.pivots[row] = primitive(cleared)
            for r in pivot:
                if r not in self.pivots:
                    self._holders[r].add(row)
        return True

    def holders(self, row: int) -> set[int]:
        """The pivots whose vectors hold ``row``, which is none itself."""
        return {pivot for pivot in self._holders.get(row, ()) if row in self.pivots[pivot]}

    def extended(self, weights: Vector) -> Vector:
        """Weights on all rows that give nought on the whole space.

        Args:
            weights: On rows that are no pivots.
        """
        result = dict(weights)
        for row in sorted({p for r in weights for p in self.holders(r)}):
            pivot = self.pivots[row]
            value = -sum(x * result.get(r, 0) for r, x in pivot.items() if r != row)
            if value % pivot[row]:
                scale = pivot[row] // gcd(value, pivot[row])
                result = {r: x * scale for r, x in result.items()}
                value *= scale
            if value:
                result[row] = value // pivot[row]
        return result


@dataclass(frozen=True, slots=True)
class Column:
    """People who cannot be told apart by the rows: one vector, how many, and who.

    ``others``: vectors of the same people's answers on other occasions. A combination is about
    them if it is about any of their answers.
    """

    vector: Mapping[int, int]
    weight: int
    members: tuple[int, ...]
    others: tuple[Mapping[int, int], ...] = ()


def merged(columns: Iterable[Column]) -> list[Column]:
    """Parallel columns as one (a combination is nought on all of them or on none)."""
    classes: dict[frozenset[tuple[int, int]], list[Column]] = defaultdict(list)
    for column in columns:
        if column.vector:
            classes[frozenset(primitive(column.vector).items())].append(column)
    return sorted(
        (
            same[0]
            if len(same) == 1
            else Column(
                dict(key),
                sum(column.weight for column in same),
                tuple(sorted(member for column in same for member in column.members)),
            )
            for key, same in classes.items()
        ),
        key=lambda column: column.members,
    )


_MARK = 1_000_000_007  # weights that no sums of noughts and ones meet by chance
_APART = 998_244_353


def one_vector_each(columns: Iterable[Column], limit: int) -> Iterator[Column]:
    """The columns with one vector each, so that light combinations stay light.

    Of more than ``limit`` people who are alike, a light combination leaves out every answer: each
    vector becomes a column. Of fewer, each person becomes a column that is nought where all their
    answers have no weight, and else hardly ever: so a few combinations too many may count as
    light, but none too few.
    """
    mark = _MARK
    for column in columns:
        vectors = (column.vector, *column.others)
        if len(vectors) == 1:
            yield column
        elif column.weight > limit:
            yield from (Column(vector, column.weight, column.members) for vector in vectors)
        else:
            for member in column.members:
                together: Vector = {}
                for index, vector in enumerate(vectors):
                    for row, x in vector.items():
                        together[row] = together.get(row, 0) + x * mark**index
                yield Column(together, 1, (member,))
                mark += _APART


def contracted(columns: Iterable[Column], span: Span) -> list[Column]:
    """The columns modulo ``span``."""
    return merged(Column(span.reduce(c.vector), c.weight, c.members) for c in columns)


def components(columns: Sequence[Column]) -> list[list[Column]]:
    """Parts that share no row."""
    links: dict[int, int] = {}

    def root(row: int) -> int:
        while links.setdefault(row, row) != row:
            links[row] = links[links[row]]
            row = links[row]
        return row

    for column in columns:
        first, *other_rows = column.vector
        end = root(first)
        for other_row in other_rows:
            if links.get(other_row) != end:
                links[root(other_row)] = end
    parts: dict[int, list[Column]] = defaultdict(list)
    for column in columns:
        parts[root(next(iter(column.vector)))].append(column)
    return list(parts.values())
