"""The row-space test against the definition, tried on every small set of people."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations

import pytest

from rctdiag.disclosure.rowspace import Column, Span, combination, light_supports, merged


def columns(memberships: list[frozenset[int]]) -> list[Column]:
    return merged(Column(dict.fromkeys(rows, 1), 1, (i,)) for i, rows in enumerate(memberships))


def rank(vectors: list[frozenset[int]]) -> int:
    """Rank by plain elimination on fractions: nothing shared with the module."""
    width = 1 + max((row for rows in vectors for row in rows), default=0)
    table = [[Fraction(row in rows) for row in range(width)] for rows in vectors]
    found = 0
    for column in range(width):
        pivot = next((r for r in range(found, len(table)) if table[r][column]), None)
        if pivot is None:
            continue
        table[found], table[pivot] = table[pivot], table[found]
        for r in range(found + 1, len(table)):
            times = table[r][column] / table[found][column]
            table[r] = [a - times * b for a, b in zip(table[r], table[found], strict=True)]
        found += 1
    return found


def has_light(memberships: list[frozenset[int]], limit: int) -> bool:
    """By definition: leaving out some few people lowers the rank of the rest."""
    people, full = range(len(memberships)), rank(memberships)
    return any(
        rank([memberships[p] for p in people if p not in left_out]) < full
        for count in range(1, limit + 1)
        for left_out in combinations(people, count)
    )


@pytest.mark.parametrize("seed", range(60))
def test_agrees_with_the_definition(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    for _ in range(4):
        likely = rng.choice([0.3, 0.5, 0.7])
        rows = rng.randint(1, 6)
        people = [
            frozenset(row for row in range(rows) if rng.random() < likely)
            for _ in range(rng.randint(2, 10))
        ]
        limit = rng.choice([1, 2, 3, 4])
        found = list(light_supports(columns(people), limit))
        assert bool(found) == has_light(people, limit)
        for support in found:
            assert 1 <= len(support) <= limit
            weights = combination(columns(people), support)
            sums = [sum(weights.get(row, 0) for row in rows_of) for rows_of in people]
            assert all(sums[p] == 0 for p in range(len(people)) if p not in support)
            assert any(sums[p] for p in support)


def test_a_parent_less_its_parts_is_found() -> None:
    people = [frozenset({0, 1})] * 6 + [frozenset({0})] * 3
    assert list(light_supports(columns(people), 4)) == [(6, 7, 8)]
    assert list(light_supports(columns(people), 2)) == []


def test_uneven_weights_need_fractions() -> None:
    span = Span()
    assert span.add({0: 2, 1: 3})
    assert span.pivots[0] == {0: 1, 1: Fraction(3, 2)}
    assert span.reduce({0: 1}) == {1: Fraction(-3, 2)}
    assert not span.add({0: 4, 1: 6})
    assert span.vanishing(1) == {1: 1, 0: Fraction(-3, 2)}


def test_no_combination_is_said_so() -> None:
    people = [frozenset({0})] * 6
    with pytest.raises(ValueError, match="no combination"):
        combination(columns(people), (0,))


def test_a_support_may_hold_somebody_who_does_not_matter() -> None:
    people = [frozenset[int](), *[frozenset({0})] * 6, frozenset({1})]
    lonely = [Column(dict.fromkeys(p, 1), 1, (i,)) for i, p in enumerate(people)]
    assert combination(lonely, (0, 7)) == {1: 1}


def test_few_people_over_many_rows() -> None:
    # Five people, rank three: no five disjoint bases, so the sets are dealt round.
    people = [frozenset({0}), frozenset({1}), frozenset({2}), frozenset({0, 1}), frozenset({1, 2})]
    assert bool(list(light_supports(columns(people), 4))) == has_light(people, 4)
