"""From answers to whole numbers: per person, then per group sums that any engine can add.

Everything is an integer, so that no order of rows and no engine can change a bit.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rctdiag.model.group import Stratum

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from rctdiag.scoring.key import KeyRow, ScaleKey

    Ints = NDArray[np.int64]

NONE = -1  # no answer, in a matrix of answers: answers are nought or more


class Tally(NamedTuple):
    """For each person: how many items were answered, and the sum of the keyed answers."""

    answered: Ints
    total: Ints


class Sums(NamedTuple):
    """People, the sum of a whole number over them, and of its square."""

    n: int
    total: int
    squares: int


def matrix(people: Sequence[Mapping[str, int]], items: Sequence[str]) -> Ints:
    """Answers as given, people by items; ``NONE`` where there is none."""
    rows = [[person.get(item, NONE) for item in items] for person in people]
    return np.array(rows, dtype=np.int64).reshape(len(people), len(items))


def keyed(answers: Ints, rows: Sequence[KeyRow], position: Mapping[str, int]) -> Ints:
    """The columns of these items, turned so that more means more of the scale."""
    columns = [
        np.where(column == NONE, NONE, row.sign * column + row.offset)
        for row in rows
        for column in (answers[:, position[row.item]],)
    ]
    return np.stack(columns, axis=1) if columns else np.empty((len(answers), 0), dtype=np.int64)


def tally(answers: Ints) -> Tally:
    """Count and add the answers of each person."""
    answered = answers != NONE
    return Tally(answered.sum(axis=1), np.where(answered, answers, 0).sum(axis=1))


def has_score(scale: ScaleKey, facets: Mapping[str, Tally]) -> NDArray[np.bool_]:
    """Who answered enough for a score on the scale: the rule of ``scoring.person_scores``."""
    answered = sum(facets[facet.id].answered for facet in scale.facets)
    scored = sum(
        (facets[facet.id].answered >= facet.needed).astype(np.int64)
        for facet in scale.facets
        if facet.rows
    )
    return np.asarray((answered >= scale.needed) & (scored >= scale.facets_needed), dtype=np.bool_)


def sums(values: Iterable[int]) -> Sums:
    """Exact sums of whole numbers, however many and however large."""
    numbers = list(values)
    return Sums(len(numbers), sum(numbers), sum(value * value for value in numbers))


def cross_products(first: Iterable[int], second: Iterable[int]) -> int:
    """The sum over people of the product of two whole numbers."""
    return sum(a * b for a, b in zip(first, second, strict=True))


def strata(tallied: Tally, members: Sequence[int]) -> tuple[Stratum, ...]:
    """The people of a group by how many items they answered; nobody who answered none."""
    people: Counter[int] = Counter()
    total: Counter[int] = Counter()
    squares: Counter[int] = Counter()
    for person in members:
        answered, points = int(tallied.answered[person]), int(tallied.total[person])
        people[answered] += 1
        total[answered] += points
        squares[answered] += points * points
    return tuple(
        Stratum(answered, people[answered], total[answered], squares[answered])
        for answered in sorted(people)
        if answered
    )
