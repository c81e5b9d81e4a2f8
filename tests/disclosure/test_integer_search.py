"""The search by integer programs against every data set of small tables."""

from __future__ import annotations

import random
from math import ceil

import numpy as np
import pytest

from publications import certain, fitting, made
from rctdiag.disclosure import rules
from rctdiag.disclosure.audit.auditor import Finding, audit
from rctdiag.disclosure.audit.figures_as_rows import Row
from rctdiag.disclosure.audit.insider_attack import Insiders
from rctdiag.disclosure.audit.integer_search import Search, Undecided, nameable
from rctdiag.disclosure.audit.linear_bounds import Array, forced
from rctdiag.disclosure.audit.nearby_answers import Changes
from rctdiag.disclosure.groups.membership import membership
from rctdiag.disclosure.release import rounding
from rctdiag.disclosure.release.rounding import coded


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
    rows = [Row((*range(size),), 0, 0)]
    rows += [Row(g.members, 0, 0) for g in members.groups[1:] if len(g.members) >= 2]
    exact = [sum(half_steps[scores[p]] for p in row.people) for row in rows]
    slack = rng.choice([0.01, 0.3])
    rows = [
        Row(row.people, total - slack, total + slack)
        for row, total in zip(rows, exact, strict=True)
    ]
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
    search = Search([Row(tuple(range(8)), 30.2, 30.6)], 12)

    def endless(*_: object, **__: object) -> None:
        raise Undecided

    assert search.pinned([(0, 1)]) == []
    monkeypatch.setattr(Search, "_solve", endless)
    assert search.otherwise((0,), np.full(8, 4), {}) is None


def test_a_search_may_run_out_of_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    class Answer:
        x = None
        status = 1

    monkeypatch.setattr("rctdiag.disclosure.audit.integer_search.milp", lambda *_, **__: Answer())
    assert Search([Row(tuple(range(8)), 30.2, 30.6)], 12).pinned([(0,)]) == [(0,)]


def test_the_solver_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A data set that it hands over but that does not fit proves nothing."""
    row = Row(tuple(range(8)), 30.2, 30.6)
    search = Search([row], 12)

    class Answer:
        status = 0

        def __init__(self, objective: Array) -> None:
            self.x = np.zeros(len(objective))

    assert search.pinned([(0,), (1, 2)]) == []
    monkeypatch.setattr(
        "rctdiag.disclosure.audit.integer_search.milp", lambda objective, **_: Answer(objective)
    )
    assert Search([row], 12).pinned([(0,), (1, 2)]) == [(0,), (1, 2)]
    assert Search([row], 12).pinned([(0,), (1, 2)], at_most=1) == [(0,)]


def test_who_is_in_no_row_is_not_asked_about() -> None:
    assert Search([Row((0, 1, 2, 3, 4), 20.0, 20.0)], 6).pinned([(7,), (8, 9)]) == []


def test_search_without_a_fitting_data_set() -> None:
    rows = [Row((0, 1, 2), 100.0, 101.0)]
    search = Search(rows, 6)
    assert search.bounds((0, 9)) is None
    assert search.pinned([(0,)]) == []
    with pytest.raises(ArithmeticError, match="contradict"):
        forced(rows, 6)


# Sixteen people, found among thousands of tables: no other attack broke it, but somebody with a
# score of 2 learns what another one answered.
SCORES = [0, 2, 0, 4, 1, 3, 0, 4, 1, 2, 4, 0, 0, 0, 4, 3]
TEAM = {0, 1, 2, 5, 7, 8, 9, 10, 11, 12, 15}
SKILLS = {
    "0": {0, 2, 3, 4, 6, 7, 10, 13, 14, 15},
    "1": {0, 2, 3, 4, 7, 8, 10, 11, 12, 13, 15},
    "2": {2, 3, 5, 7, 8, 9, 11, 12, 13, 14, 15},
}


def test_somebodys_own_answer_is_an_attack(monkeypatch: pytest.MonkeyPatch) -> None:
    """With margins at the ends as they once were, nearer the end than coded scores can be."""
    monkeypatch.setattr(
        rounding, "_margin_of", lambda n, steps, _: 5 * ceil(20 * (1 + 1 / steps) / n)
    )
    columns: dict[str, list[str | None]] = {"team": ["01"[p in TEAM] for p in range(16)]}
    tags = {"skill": [{name for name, its in SKILLS.items() if p in its} for p in range(16)]}
    members = membership(16, columns, ["team"], tags)
    publication = made(members, list(SCORES), 12)
    assert audit(publication).passed
    assert Finding(rules.INSIDER, "s", 1) in audit(publication, None, {"s": SCORES}).findings


@pytest.mark.parametrize("seed", range(12))
def test_insiders_agree_with_every_data_set(seed: int) -> None:
    """Six people; everybody in turn, with every answer of those who are in the same rows."""
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    scores = [rng.choice((0, 1, 2, 6, 7, 8)) for _ in range(6)]
    sets = [tuple(range(6)), *(tuple(sorted(rng.sample(range(6), 4))) for _ in range(2))]
    rows = []
    for people in sets:
        total = sum(coded(scores[p], 8) for p in people) / 2
        rows.append(Row(people, total - 0.4, total + 0.4))
    data = fitting(rows, 6, 8)
    targets = [(p,) for p in range(6)] + [(0, 1), (2, 3, 4), (1, 2, 5)]
    alike: dict[tuple[bool, ...], list[int]] = {}
    for person in range(6):
        alike.setdefault(tuple(person in people for people in sets), []).append(person)
    told = False
    for lot in alike.values():
        for own in lot:
            for answer in {scores[p] for p in lot}:
                known = data[data[:, own] == answer]
                others = [tuple(p for p in its if p != own) for its in targets]
                told |= bool(certain(known, [its for its in others if 1 <= len(its) <= 3]))
    search = Search(rows, 8, scores)
    assert bool(Insiders(search, scores, targets).exposed(3)) == told


def test_every_small_change_fits_and_is_judged_as_its_data_set_is() -> None:
    """Sixteen people by two breakdowns that cross; also with the answers of somebody alike."""
    rng = random.Random(3)  # noqa: S311 - a repeatable draw, no secret
    scores = np.array([rng.randint(3, 9) for _ in range(16)])
    halves, turns = np.arange(16) // 8, np.arange(16) // 2 % 4
    groups = [np.arange(16), *(np.flatnonzero(halves == half) for half in (0, 1))]
    groups += [np.flatnonzero(turns == turn) for turn in range(4)]
    half_steps = np.array([coded(step, 12) / 2 for step in range(13)])
    rows = []
    for group in groups:
        total = float(half_steps[scores[group]].sum())
        rows.append(Row(tuple(group.tolist()), total - 0.1, total + 0.1))
    nearby = Search(rows, 12, scores.tolist()).nearby
    changes = nearby.changes(scores).astype(np.int64)
    assert len(changes) > 20
    assert changes.any(axis=1).all()
    assert nearby.fits(scores + changes).all()
    holds = np.eye(16)
    judged = Changes(nearby, scores, holds)
    own, other = 0, 1  # in the same half and turn
    swapped = scores.copy()
    swapped[[own, other]] = scores[[other, own]]
    turned = changes.copy()
    turned[:, [own, other]] = changes[:, [other, own]]
    kept = turned[turned[:, own] == 0]
    assert nearby.fits(swapped + kept).all()
    same = np.flatnonzero(~kept.any(axis=0))
    assert judged.unchanged(np.arange(16), [own], [other]).tolist() == same.tolist()
    # One that was met by somebody with those answers counts for all.
    met = np.zeros(16, dtype=np.int64)
    met[same] = 1
    met[own] = 0
    judged.learn(met, [own], [other])
    assert judged.unchanged(np.arange(16), [own], [other]).tolist() == [own]
