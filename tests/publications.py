"""Small publications for tests: careless plans, and every data set that fits what is shown."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
from numpy.typing import NDArray

from rctdiag.disclosure.audit.figures_as_rows import Row
from rctdiag.disclosure.groups.membership import Membership, membership
from rctdiag.disclosure.release.publication import Publication, publish
from rctdiag.disclosure.release.publication_plan import Measure, PublicationPlan
from rctdiag.disclosure.release.rounding import coded


def crossed(seed: int, sizes: tuple[int, int], ages: int) -> Membership:
    """Random people by team, gender and age, and both crossed with gender."""
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    size = rng.randint(*sizes)
    columns: dict[str, list[str | None]] = {
        name: [str(rng.randrange(values)) for _ in range(size)]
        for name, values in (("team", ages + 1), ("gender", 2), ("age", ages))
    }
    return membership(size, columns, ["team", "gender", "age", "team,gender", "gender,age"])


def teams(sizes: list[int]) -> Membership:
    people: list[str | None] = [str(t) for t, size in enumerate(sizes) for _ in range(size)]
    return membership(len(people), {"team": people}, ["team"])


def everything(members: Membership, measure: Measure, least: int = 1) -> PublicationPlan:
    """A careless plan: whatever has ``least`` people."""
    keys = frozenset(g.key for g in members.groups if len(g.members) >= least)
    return PublicationPlan(members, (measure,), 5, keys, {measure.id: keys})


def made(members: Membership, scores: list[int | None], steps: int) -> Publication:
    measure = Measure("s", steps, tuple(score is not None for score in scores))
    return publish(everything(members, measure, least=5), {"s": scores})


def fitting(rows: list[Row], people: int, steps: int) -> NDArray[np.int64]:
    """Every data set whose coded sums lie where the figures say: one a line."""
    data = np.array(list(product(range(steps + 1), repeat=people)))
    half = np.array([coded(step, steps) / 2 for step in range(steps + 1)])
    for row in rows:
        its = data[:, list(row.people)]
        sums = half[its].sum(axis=1)
        data = data[(sums >= row.low) & (sums <= row.high)]
    return data


def certain(data: NDArray[np.int64], targets: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The targets whose sum is the same in every data set."""
    return [t for t in targets if len(data) and np.ptp(data[:, list(t)].sum(axis=1)) == 0]
