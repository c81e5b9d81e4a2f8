"""The search by integer programs against every data set of small tables."""

from __future__ import annotations

import random

import numpy as np
import pytest

from disclosure.publications import certain, fitting
from rctdiag.disclosure.bounds import Row, forced
from rctdiag.disclosure.cells import membership
from rctdiag.disclosure.rounding import coded
from rctdiag.disclosure.search import Search, Undecided, nameable


@pytest.mark.parametrize("seed", range(12))
def test_search_agrees_with_every_data_set(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    size, steps = rng.choice([(6, 4), (7, 4), (6, 5), (8, 4)])
    half = [rng.choice("ab") for _ in range(size)]
    members = membership(
        size, {"half": half}, ["half"], {"tag": [set(rng.sample("xyz", 2)) for _ in range(size)]}
    )
    scores = tuple(rng.randint(0, rng.choice([1, steps])) for _ in range(size))
    half_steps = [coded(step, steps) / 2 for step in range(steps + 1)]
    rows = [Row((*range(size),), 0, 0, None)]
    rows += [Row(g.members, 0, 0, None) for g in members.groups[1:] if len(g.members) >= 2]
    exact = [sum(half_steps[scores[p]] for p in row.people) for row in rows]
    slack = rng.choice([0.01, 0.3])
    rows = [
        Row(row.people, total - slack, total + slack, None)
        for row, total in zip(rows, exact, strict=True)
    ]
    if seed % 2:
        above = sum(score >= 2 for score in scores)
        rows.append(Row((*range(size),), above - 0.1, above + 0.1, 2))
    data = fitting(rows, size, steps)
    assert scores in set(map(tuple, data.tolist()))
    search = Search(rows, steps)
    targets = nameable(members.groups, [True] * size, 4)
    assert search.pinned(targets) == certain(data, targets)
    for people in targets[:4]:
        sums = data[:, list(people)].sum(axis=1)
        assert search.bounds(people) == (sums.min(), sums.max())
    insider = rng.randrange(size)
    known = data[data[:, insider] == scores[insider]]
    others = [t for t in targets if insider not in t]
    assert search.pinned(others, {insider: scores[insider]}) == certain(known, others)


def test_a_search_that_takes_too_long_counts_as_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    search = Search([Row(tuple(range(8)), 30.2, 30.6, None)], 12)

    def endless(*_: object, **__: object) -> None:
        raise Undecided

    assert search.pinned([(0, 1)]) == []
    monkeypatch.setattr(Search, "_solve", endless)
    assert search._otherwise((0,), 3, {}) is None  # noqa: SLF001 - its own promise


def test_a_search_may_run_out_of_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    class Answer:
        x = None
        status = 1

    monkeypatch.setattr("rctdiag.disclosure.search.milp", lambda *_, **__: Answer())
    assert Search([Row(tuple(range(8)), 30.2, 30.6, None)], 12).pinned([(0,)]) == [(0,)]


def test_the_solver_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A data set that it hands over but that does not fit proves nothing."""
    row = Row(tuple(range(8)), 30.2, 30.6, None)
    search = Search([row], 12)

    class Answer:
        x = np.zeros(search.width)
        status = 0

    assert search.pinned([(0,), (1, 2)]) == []
    monkeypatch.setattr("rctdiag.disclosure.search.milp", lambda *_, **__: Answer())
    assert Search([row], 12).pinned([(0,), (1, 2)]) == [(0,), (1, 2)]
    assert Search([row], 12).pinned([(0,), (1, 2)], at_most=1) == [(0,)]


def test_search_without_a_fitting_data_set() -> None:
    rows = [Row((0, 1, 2), 100.0, 101.0, None)]
    search = Search(rows, 6)
    assert search.bounds((0, 9)) is None
    assert search.pinned([(0,)]) == []
    with pytest.raises(ArithmeticError, match="contradict"):
        forced(rows, 6)
