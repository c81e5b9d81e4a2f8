"""Words beside means: every answer there can be, where the whole of a document would tell one."""

from __future__ import annotations

import random
from functools import cache
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray

from rctdiag.disclosure.document import build
from rctdiag.disclosure.document.build import Asked, report
from rctdiag.errors.faults import ConfidentialityRefusal
from small_surveys import by_team, small_questionnaire, small_survey

if TYPE_CHECKING:
    from rctdiag.disclosure.document.survey import Survey
    from rctdiag.model.documents.teams import TeamFigures

Ints = NDArray[np.int64]
ONE = {"p": ("x",)}


@cache
def every_set(points: int, people: int) -> Ints:
    """Every set of scores of so many people on one question, each from low to high."""
    return np.array(list(combinations_with_replacement(range(points), people)), dtype=np.int64)


def fitting(document: TeamFigures, points: int, people: int) -> Ints:
    """The sets that fit the mean and the word of everybody, by this test's own account of both."""
    steps, sets = points - 1, every_set(points, people)
    scale, word = document.organisation.scales["tone"], document.organisation.agreement["tone"]
    assert scale.mean is not None
    half_steps = np.where(sets <= 1, 1, np.where(sets >= steps - 1, 2 * steps - 1, 2 * sets))
    means = 100 * half_steps.sum(axis=1) / (2 * steps * people)
    fits = {
        "about": np.abs(means - scale.mean) < 0.05 + 1e-9,
        "at_most": means < scale.mean + 1e-9,
        "at_least": means > scale.mean - 1e-9,
    }[scale.direction or "about"]
    if word is not None:
        r_star = 1 - sets.var(axis=1, ddof=1) / ((points**2 - 1) / 12)
        fits &= np.select([r_star >= 0.7, r_star >= 0], ["alike", "mixed"], "apart") == word.word
    return np.asarray(sets[fits])


def certain(sets: Ints, truth: list[int]) -> bool:
    """Whether all others of somebody who took part scored the same in every set."""
    for own in set(truth):
        left = [row.tolist() for row in sets if own in row]
        for row in left:
            row.remove(own)
        if len({score for row in left for score in row}) == 1:
            return True
    return False


def drawn(case: int) -> tuple[Survey, list[int], int]:
    """A team in which nearly all scored alike."""
    rng = random.Random(case)  # noqa: S311 - a repeatable draw, no secret
    points, people = rng.choice((6, 7)), rng.choice((15, 16))
    others = rng.choice((1, 1, 1, 2))
    truth = [rng.randrange(1, points - 1)] * (people - others)
    truth += [rng.choice((0, points - 1)) for _ in range(others)]
    questionnaire = small_questionnaire(ONE, points=points)
    survey = small_survey(questionnaire, [[score + 1] for score in truth], {"team": ["a"] * people})
    return survey, truth, points


def test_what_a_mean_and_a_word_make_certain_is_refused_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In 5 of these 40 a member who differs would learn what all the others answered."""
    refused = 0
    for case in range(40):
        survey, truth, points = drawn(case)
        with monkeypatch.context() as patch:
            patch.setattr(build, "require_open", lambda *_: None)
            document = report(survey, Asked()).document
        if certain(fitting(document, points, len(truth)), truth):
            refused += 1
            with pytest.raises(ConfidentialityRefusal, match="unsafe-words"):
                report(survey, Asked())
        else:
            assert report(survey, Asked()).document == document
    assert refused == 5


@pytest.mark.parametrize(("alone", "more", "told"), [(0, 0, 14), (1, 0, 1), (1, 30, 13)])
def test_whoever_is_alone_where_groups_cross_is_looked_at(alone: int, more: int, told: int) -> None:
    """Of fifteen in a team one scored otherwise; what the word says of the rest is refused."""
    others = 20 + more
    given = [[7]] * 14 + [[1]] + [[5], [6], [7], [6], [5]] * (others // 5)
    columns = {
        "team": ["t"] * 15 + ["u"] * others,
        "grade": ["x"] * alone + ["y"] * (15 - alone) + ["x", "y"] * (others // 2),
    }
    survey = small_survey(small_questionnaire(ONE, points=10), given, columns)
    with pytest.raises(ConfidentialityRefusal, match=f"about {told} people"):
        report(survey, Asked(("team", "grade")))


def test_what_was_left_open_is_no_answer_to_move() -> None:
    """All alike; a second left a part open, a third half of one, and all are open to others."""
    parts = {part: [f"{part}{at}" for at in range(4)] for part in "abcd"}
    given = [[3] * 16 for _ in range(16)]
    given[1][:4], given[2][:2] = [-1] * 4, [-1] * 2
    survey = small_survey(small_questionnaire(parts), given, {"team": ["t"] * 16})
    word = report(survey, Asked()).document.organisation.agreement["tone"]
    assert word is not None
    assert word.word == "alike"


def test_two_questions_alike_to_the_edge_of_a_word_are_refused() -> None:
    """Fifteen answered often twice, one never: one step more apart, and they were not alike."""
    survey = by_team(
        small_questionnaire({"p": ("x", "y")}),
        {"t": "44 " * 15 + "11", "u": "23 33 43 32 " * 5},
    )
    with pytest.raises(ConfidentialityRefusal, match="unsafe-words"):
        report(survey, Asked(("team",)))
