"""Surveys for tests: the bundled questionnaires answered by a seeded generator."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rctdiag.disclosure.document.survey import Survey
from rctdiag.load.library import bundled_steps, find_instruments
from rctdiag.model.questionnaire import Questionnaire
from rctdiag.model.step import Step
from rctdiag.scoring.key import Form, presentation_order

Ints = NDArray[np.int64]


@cache
def asked() -> tuple[Questionnaire, ...]:
    """The four questionnaires that are not private."""
    found = (one.questionnaire for one in find_instruments((), None))
    return tuple(one for one in found if not one.private)


@cache
def steps() -> tuple[Step, ...]:
    """The catalogue that comes along."""
    return bundled_steps(find_instruments((), None)).steps


def answers(people: int, items: int, chance: np.random.Generator, missing: float) -> Ints:
    """Answers of 1-5 around a place of each person's own; -1 for none."""
    lean = chance.normal(0, 0.8, (people, 1))
    given = np.clip(np.rint(3 + lean + chance.normal(0, 1, (people, items))), 1, 5)
    gone = chance.random((people, items)) < missing
    return np.where(gone, -1, given).astype(np.int64)


def survey(
    columns: Mapping[str, Sequence[str | None]],
    seed: int,
    *,
    form: Form = "full",
    missing: float = 0.02,
    tags: Mapping[str, Sequence[frozenset[str]]] | None = None,
) -> Survey:
    """A survey of everybody in the columns."""
    people = len(next(iter(columns.values())))
    items = presentation_order(asked(), form)
    chance = np.random.default_rng(seed)
    given = answers(people, len(items), chance, missing)
    return Survey(asked(), form, items, given, columns, tags or {})


def random_columns(seed: int, people: int) -> dict[str, list[str | None]]:
    """Teams of uneven size, a grade, and now and then nothing."""
    chance = np.random.default_rng(seed)
    teams = int(chance.integers(3, 9))
    shares = chance.dirichlet(np.full(teams, 1.2))
    team = chance.choice([f"t{at}" for at in range(teams)], people, p=shares).tolist()
    grade = chance.choice(["junior", "senior", ""], people, p=[0.65, 0.3, 0.05]).tolist()
    return {"team": team, "grade": [one or None for one in grade]}
