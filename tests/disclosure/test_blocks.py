"""A scale and its parts as one system, against every answer there can be."""

from __future__ import annotations

import random
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from rctdiag.disclosure.audit.auditor import audit
from rctdiag.disclosure.audit.figures_as_rows import rows_over
from rctdiag.disclosure.audit.insider_attack import Insiders
from rctdiag.disclosure.audit.integer_search import Search
from rctdiag.disclosure.audit.linear_bounds import forced
from rctdiag.disclosure.groups.membership import Membership, membership
from rctdiag.disclosure.release.publication import Publication, publish
from rctdiag.disclosure.release.publication_plan import Measure, PublicationPlan
from rctdiag.disclosure.release.rounding import coded

Table = NDArray[np.signedinteger[Any]]
BLOCKS = (("a", 3), ("b", 4))


def measures(valid: tuple[bool, ...]) -> tuple[Measure, ...]:
    whole = Measure("whole", 7, valid, "f", blocks=BLOCKS)
    return (whole, *(Measure(id_, n, valid, "f", blocks=((id_, n),)) for id_, n in BLOCKS))


def published(members: Membership, tables: list[Table]) -> Publication:
    its = measures(members.everybody)
    keys = frozenset(g.key for g in members.groups if len(g.members) >= 5)
    plan = PublicationPlan(members, its, 5, keys, {one.id: keys for one in its})
    scores = {id_: t.tolist() for (id_, _), t in zip(BLOCKS, tables, strict=True)}
    return publish(plan, scores)


@cache
def all_tables(people: int) -> Table:
    """The pair of answers of each person, by its number, in every table there can be."""
    pairs = 1
    for _, steps in BLOCKS:
        pairs *= steps + 1
    return np.indices((pairs,) * people, dtype=np.int8).reshape(people, -1).T


def every_table(publication: Publication, people: int) -> Table:
    """Every pair of answers of everybody that gives each figure: (tables, people, blocks)."""
    pairs = list(product(*(range(steps + 1) for _, steps in BLOCKS)))
    twice = np.array(
        [[coded(x, n) for x, (_, n) in zip(pair, BLOCKS, strict=True)] for pair in pairs]
    )
    which = all_tables(people)
    kept = np.ones(len(which), dtype=bool)
    for figure in publication.figures:
        measure = publication.measures[figure.measure]
        at = [[id_ for id_, _ in BLOCKS].index(id_) for id_, _ in measure.pieces]
        group = publication.membership.by_key[figure.group].members
        total = twice[:, at].sum(axis=1)[which[:, list(group)]].sum(axis=1)
        points = 100 * total / (2 * measure.steps * len(group))
        kept &= (points >= figure.shown.low - 1e-9) & (points <= figure.shown.high + 1e-9)
    return np.array(pairs)[which[kept]]


@pytest.mark.parametrize("seed", range(3))
def test_the_joint_search_agrees_with_every_table(seed: int) -> None:
    """Five people on parts of three and four steps, 3.2 million tables: sums of every set."""
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    members = membership(5, {}, [])
    top = rng.choice([1, 2, 4])
    tables = [np.array([rng.randint(0, min(top, n)) for _ in range(5)]) for _, n in BLOCKS]
    publication = published(members, tables)
    rows = rows_over(publication.figures, members, publication.measures, BLOCKS)
    steps = tuple(n for _, n in BLOCKS) * 5
    every = every_table(publication, 5)
    flat = every.reshape(len(every), -1)
    truth = np.stack(tables, axis=1).ravel()
    assert (flat == truth).all(axis=1).any()
    targets = [*((c,) for c in range(10)), (0, 1), (0, 2, 4), (2, 3, 4, 5)]
    certain = [t for t in targets if np.ptp(flat[:, list(t)].sum(axis=1)) == 0]
    assert Search(rows, steps, truth.tolist()).pinned(targets) == certain
    assert Search(rows, steps).pinned(targets) == certain
    # One person's answers known: whatever is then certain of others is found, and nothing else.
    known = flat[(flat[:, :2] == truth[:2]).all(axis=1)]
    others = [t for t in targets if not {0, 1} & set(t)]
    told = [t for t in others if np.ptp(known[:, list(t)].sum(axis=1)) == 0]
    mine = {0: int(truth[0]), 1: int(truth[1])}
    assert Search(rows, steps, truth.tolist()).pinned(others, mine) == told
    anybody = any(
        np.ptp(flat[(flat[:, 2 * p : 2 * p + 2] == sheet).all(axis=1)][:, list(t)].sum(axis=1)) == 0
        for p in range(5)
        for sheet in truth.reshape(5, 2)
        for t in targets
        if not {2 * p, 2 * p + 1} & set(t) and len({c // 2 for c in t}) <= 3
    )
    search = Search(rows, steps, truth.tolist())
    whole = [t for t in targets if all(c ^ 1 in t or len(t) < 4 for c in t)]
    assert bool(Insiders(search, truth.tolist(), whole, 2).exposed(3)) == anybody
    for cell in forced(rows, steps):  # in real numbers nobody is forced who is free in whole ones
        ends = {0, 1, steps[cell] - 1, steps[cell]}
        assert set(flat[:, cell].tolist()) <= ends
    assert audit(publication).passed == (not certain)


def test_a_scale_never_undoes_the_ends_of_its_parts() -> None:
    """All said never on the first part: each could have said rarely, whatever is shown."""
    members = membership(5, {}, [])
    publication = published(members, [np.array([0, 0, 0, 0, 0]), np.array([3, 3, 2, 2, 2])])
    every = every_table(publication, 5)
    assert {figure.measure for figure in publication.figures} == {"whole", "a", "b"}
    assert all(len(set(every[:, person, 0].tolist())) > 1 for person in range(5))
    assert audit(publication, scores={"a": [0] * 5, "b": [3, 3, 2, 2, 2]}).passed
