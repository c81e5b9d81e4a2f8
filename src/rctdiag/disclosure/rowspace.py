"""Can published sums be combined into something about four people or fewer? Exact, complete.

A published figure is a sum over a group. An attacker may add and subtract such sums with any
weights; what comes out is a weighted sum over people. The people with a weight other than nought
are its support. A publication is safe when no combination (but nothing itself) has a support
lighter than the minimum. In the language of codes: the row space of the group-by-person
matrix has a minimum distance. Everything here is exact: integers, and fractions where needed.

The search rests on one fact. Take ``limit + 1`` disjoint sets of people. A combination that touches
at most ``limit`` people misses one of the sets altogether, so it survives when that
set is contracted (its members' weights set to nought). Each contraction lowers the rank, hence
the search ends, and nothing is overlooked.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Number = int | Fraction
Vector = dict[int, Number]  # row (group) index -> weight; never holds a nought


def _quotient(top: Number, bottom: Number) -> Number:
    """``top / bottom``, an int wherever it is whole (ints are several times faster)."""
    exact = Fraction(top) / bottom
    return exact.numerator if exact.denominator == 1 else exact


def _scaled(vector: Vector) -> Vector:
    """The vector divided by its first entry: parallel vectors become equal."""
    lead = vector[min(vector)]
    return vector if lead == 1 else {row: _quotient(x, lead) for row, x in vector.items()}


class Span:
    """A growing space of column vectors, in echelon form by lowest row index."""

    def __init__(self) -> None:
        self.pivots: dict[int, Vector] = {}

    def reduce(self, vector: Vector) -> Vector:
        """What is left of ``vector`` modulo this space; empty where it lies inside."""
        left = dict(vector)
        while True:
            row = min((r for r in left if r in self.pivots), default=-1)
            if row < 0:
                return left
            times = left[row]
            for r, x in self.pivots[row].items():
                value = left.get(r, 0) - times * x
                if value:
                    left[r] = value
                else:
                    del left[r]

    def add(self, vector: Vector) -> bool:
        """Take ``vector`` in; False where it was inside already."""
        left = self.reduce(vector)
        if left:
            self.pivots[min(left)] = _scaled(left)
        return bool(left)

    def vanishing(self, free: int) -> Vector:
        """The weights on rows that are 1 at ``free``, nought at every other free row, and
        give nought on the whole space.
        """  # noqa: D205 - one sentence that needs two lines
        weights: Vector = {free: 1}
        for row in sorted(self.pivots, reverse=True):
            value = -sum(x * weights.get(r, 0) for r, x in self.pivots[row].items() if r != row)
            if value:
                weights[row] = value
        return weights


@dataclass(frozen=True, slots=True)
class Column:
    """People who cannot be told apart by the rows: one vector, how many, and who."""

    vector: Vector
    weight: int
    members: tuple[int, ...]


def merged(columns: Iterable[Column]) -> list[Column]:
    """Parallel columns as one (a combination is nought on all of them or on none)."""
    classes: dict[tuple[tuple[int, Number], ...], list[Column]] = defaultdict(list)
    for column in columns:
        if column.vector:
            classes[tuple(sorted(_scaled(column.vector).items()))].append(column)
    return [
        Column(
            dict(key),
            sum(column.weight for column in same),
            tuple(sorted(member for column in same for member in column.members)),
        )
        for key, same in sorted(classes.items(), key=lambda entry: min(entry[1][0].members))
    ]


def _contracted(columns: Sequence[Column], span: Span) -> list[Column]:
    return merged(Column(span.reduce(c.vector), c.weight, c.members) for c in columns)


def _without_heavy(columns: Sequence[Column], limit: int) -> list[Column]:
    """Contract the classes too heavy for any light combination, until none is left."""
    left = merged(columns)
    while any(column.weight > limit for column in left):
        span = Span()
        for column in left:
            if column.weight > limit:
                span.add(column.vector)
        left = _contracted(left, span)
    return left


def _components(columns: Sequence[Column]) -> list[list[Column]]:
    """Parts that share no row: a light combination is light on each part by itself."""
    parent: dict[int, int] = {}

    def root(row: int) -> int:
        while parent.setdefault(row, row) != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for column in columns:
        first, *others = (root(row) for row in column.vector)
        for other in others:
            parent[root(other)] = root(first)
    parts: dict[int, list[Column]] = defaultdict(list)
    for column in columns:
        parts[root(next(iter(column.vector)))].append(column)
    return list(parts.values())


def _disjoint_spans(columns: Sequence[Column], count: int) -> list[Span]:
    """The spans of ``count`` disjoint, non-empty sets of people, as large as greed makes them.

    People from large groups come first: a group with few people then gives one to each set.
    """
    size: dict[int, int] = defaultdict(int)
    for column in columns:
        for row in column.vector:
            size[row] += column.weight
    order = sorted(columns, key=lambda c: (-min(size[r] for r in c.vector), c.members))
    left = {id(column): column.weight for column in order}
    spans = []
    for _ in range(count):
        span = Span()
        for column in order:
            if left[id(column)] and span.add(column.vector):
                left[id(column)] -= 1
        spans.append(span)
    if all(span.pivots for span in spans):
        return spans
    people = [column for column in order for _ in range(column.weight)]
    spans = [Span() for _ in range(count)]
    for turn, column in enumerate(people):
        spans[turn % count].add(column.vector)
    return spans


def light_supports(columns: Sequence[Column], limit: int) -> Iterator[tuple[int, ...]]:
    """Sets of members, each of total weight at most ``limit``, that carry a combination of rows.

    Empty exactly when no combination but nothing itself has a support of ``limit`` or lighter.
    A set may come more than once.
    """
    for part in _components(_without_heavy(columns, limit)):
        if sum(column.weight for column in part) <= limit:
            yield tuple(sorted(member for column in part for member in column.members))
            continue
        for span in _disjoint_spans(part, limit + 1):
            yield from light_supports(_contracted(part, span), limit)


def combination(columns: Sequence[Column], support: Iterable[int]) -> Vector:
    """Weights on the rows whose sum is nought on every member outside ``support``, not inside.

    Raises:
        ValueError: no such combination.
    """
    inside = set(support)
    span = Span()
    for column in columns:
        if not inside.issuperset(column.members):
            span.add(column.vector)
    for column in columns:
        if inside.issuperset(column.members):
            left = span.reduce(column.vector)
            if left:
                return span.vanishing(min(left))
    raise ValueError("no combination of the rows lives on this support")
