"""The row-space test against the definition, tried on every small set of people."""

from __future__ import annotations

import gc
import random
from collections import OrderedDict
from fractions import Fraction
from itertools import combinations as subsets

import numpy as np
import pytest

from rctdiag.disclosure.groups import combinations
from rctdiag.disclosure.groups.combinations import Loosened, light_combinations, light_supports
from rctdiag.disclosure.groups.fraction_free_elimination import (
    Column,
    Span,
    collector_at_rest,
    merged,
)


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
        for left_out in subsets(people, count)
    )


def assert_about(people: list[frozenset[int]], light: combinations.Light) -> None:
    """The weighted rows add up to nought for everybody but some of the support."""
    sums = [sum(light.weights.get(row, 0) for row in rows_of) for rows_of in people]
    assert all(sums[p] == 0 for p in range(len(people)) if p not in light.support)
    assert any(sums[p] for p in light.support)


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
        found = list(light_combinations(columns(people), limit))
        assert bool(found) == has_light(people, limit)
        for light in found:
            assert 1 <= len(light.support) <= limit
            assert_about(people, light)


def test_a_parent_less_its_parts_is_found() -> None:
    people = [frozenset({0, 1})] * 6 + [frozenset({0})] * 3
    assert list(light_supports(columns(people), 4)) == [(6, 7, 8)]
    assert list(light_supports(columns(people), 2)) == []


def test_uneven_weights_stay_whole() -> None:
    span = Span()
    assert span.add({0: 2, 1: 3})
    assert span.pivots == {0: {0: 2, 1: 3}}
    assert span.reduce({0: 1}) == {1: -3}
    assert span.reduce({0: 4, 1: 7}) == {1: 1}
    assert not span.add({0: 4, 1: 6})
    assert span.extended({1: 1}) == {1: 2, 0: -3}
    assert span.add({0: -1, 2: -1})
    assert span.pivots == {0: {0: 1, 2: 1}, 1: {1: 3, 2: -2}}
    assert span.extended({2: 1}) == {0: -3, 1: 2, 2: 3}


def test_few_people_over_many_rows() -> None:
    # Five people, rank three: no five disjoint bases, so the sets are dealt round.
    people = [frozenset({0}), frozenset({1}), frozenset({2}), frozenset({0, 1}), frozenset({1, 2})]
    assert bool(list(light_supports(columns(people), 4))) == has_light(people, 4)


TIED = Loosened.tied


def company(seed: int) -> list[frozenset[int]]:
    """Teams by gender, a few cells hidden; the whole house and its genders tie all together."""
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    shown = [[rng.random() < 0.7 for _ in range(3)] for _ in range(9)]
    people = []
    for team, cells in enumerate(shown):
        for gender in range(2):
            for _ in range(rng.randint(2, 5)):
                rows = {3 * team} if cells[2] else set[int]()
                rows |= {3 * team + 1 + gender} if cells[gender] else set()
                people.append(
                    frozenset(
                        rows | {27 + gender, 29, 30 + rng.randrange(4), 34 + rng.randrange(3)}
                    )
                )
    return people


@pytest.mark.parametrize("seed", range(24))
def test_blocks_change_the_time_not_the_answer(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    people = company(seed)
    limit = 2 if seed % 3 else 1
    monkeypatch.setattr(combinations, "_known", OrderedDict())
    plain = list(light_combinations(columns(people), limit))
    monkeypatch.setattr(combinations, "_known", OrderedDict())
    monkeypatch.setattr(combinations, "_SMALL", 4)
    blocks = list(light_combinations(columns(people), limit))
    matrix = np.array([[row in its for row in range(37)] for its in people], dtype=float)
    full = np.linalg.matrix_rank(matrix)
    by_definition = any(
        np.linalg.matrix_rank(np.delete(matrix, left_out, axis=0)) < full
        for left_out in subsets(range(len(people)), limit)
    )
    assert bool(plain) == bool(blocks) == by_definition
    for light in (*plain, *blocks):
        assert_about(people, light)


def test_what_is_remembered_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(combinations, "_known", OrderedDict())
    monkeypatch.setattr(combinations, "_REMEMBERED", 2)
    for seed in range(12):
        list(light_combinations(columns(company(seed)), 1))
    assert len(combinations._known) == 2  # noqa: SLF001 - its size shows nowhere else


def test_the_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    with collector_at_rest():
        assert not gc.isenabled()
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_answers_of_two_times_are_one_person() -> None:
    """Ten people in one sum, then in another with answers of their own: what is about whom."""
    first, second, all_then = {0: 1}, {1: 1}, {0: 1, 1: 1}

    def light(*lots: tuple[int, dict[int, int], tuple[dict[int, int], ...]]) -> bool:
        found: list[Column] = []
        start = 0
        for many, vector, others in lots:
            found.append(Column(vector, many, tuple(range(start, start + many)), others))
            start += many
        return next(light_combinations(found, 4), None) is not None

    assert not light((10, first, (second,)))
    assert not light((5, first, (second,)))  # of five, each with two answers, all five
    assert light((4, first, (second,)))
    assert light((4, first, (second,)), (6, all_then, ()))  # the difference is about the four
    assert not light((5, first, (second,)), (5, all_then, ()))
    assert not light((3, first, (second,)), (2, first, ()), (2, second, ()))
    assert light((2, first, (second,)), (1, first, ()), (1, second, ()), (3, all_then, ()))


@pytest.mark.parametrize("seed", range(60))
def test_with_answers_of_several_times_all_is_found(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Against ranks over every set of people: light if and only if something is about so few.

    Where there is too much to look into, more may be taken for light, never less.
    """
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    limit, rows = rng.randint(1, 4), rng.randint(2, 6)
    held = drawn(rng, rows, lots=rng.randint(2, 6), most=6, share=0.5)
    few = about_few(held, limit)
    assert (next(light_combinations(held, limit), None) is not None) == few
    monkeypatch.setattr(combinations, "_known", OrderedDict())
    monkeypatch.setattr(combinations, "_LOOKED_INTO", 1)
    assert list(light_combinations(held, limit)) or not few


@pytest.mark.parametrize("seed", [141, 283, 455, 655, 1154, 1169, 1943])
def test_of_many_that_seem_light_none_is_cut_off(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the first eight of a part were about less than it seemed, the next ones were not."""
    monkeypatch.setattr(combinations, "_known", OrderedDict())
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    held = drawn(rng, rng.randint(6, 12), lots=rng.randint(10, 30), most=3, share=0.4)
    assert about_few(held, 4)
    assert next(light_combinations(held, 4), None) is not None


def drawn(rng: random.Random, rows: int, lots: int, most: int, share: float) -> list[Column]:
    """Up to so many people a lot, each with answers of one to three times in some of the rows."""
    held: list[Column] = []
    start = 0
    for _ in range(lots):
        many = rng.randint(1, most)
        times = rng.randint(1, 3)
        free = list(range(rows))
        vectors = []
        for _ in range(times):
            some = [row for row in free if rng.random() < share]
            free = [row for row in free if row not in some]
            if some:
                vectors.append(dict.fromkeys(some, 1))
        if vectors:
            people = tuple(range(start, start + many))
            held.append(Column(vectors[0], many, people, tuple(vectors[1:])))
            start += many
    return held


def about_few(held: list[Column], limit: int) -> bool:
    """Whether some combination is about at most so many: by ranks without each set of lots."""

    def rank_of(some: list[Column]) -> int:
        lines = [dict(v) for c in some for v in (c.vector, *c.others)]
        rows = sorted({row for line in lines for row in line})
        table = [[line.get(row, 0) for row in rows] for line in lines]
        return int(np.linalg.matrix_rank(np.array(table))) if lines else 0

    return any(
        sum(column.weight for column in some) <= limit
        and rank_of([column for column in held if column not in some]) < rank_of(held)
        for many in range(1, limit + 1)
        for some in subsets(held, many)
    )
