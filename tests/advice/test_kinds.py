"""Over simulated persons of eight kinds of place: whole maps, real steps, no step for everyone."""

from functools import cache
from itertools import combinations
from typing import get_args

import pytest

from advice.kinds import KINDS, Tally, tally
from advice.real import adviser, key, questionnaires, steps
from rctdiag.model.answers import AnswerSheet, Standing
from rctdiag.model.plan import Plan
from rctdiag.model.step import STRATEGIES
from rctdiag.scoring.profile import score

PERSONS = 1_200  # bench/long/advice.py simulates 12,000
LEAST_DIFFERENT = 4  # ways to begin, over which two of seven good things are best


@cache
def simulated() -> Tally:
    return tally(20_261_128, PERSONS)


def test_every_map_has_its_rows_and_most_have_three_real_steps() -> None:
    found = simulated()
    assert set(found.persons) == set(KINDS)
    assert found.whole == PERSONS
    assert found.three >= 0.8 * PERSONS


def test_no_step_is_for_everyone() -> None:
    found = simulated()
    assert max(found.begun.values()) <= 0.15 * PERSONS
    assert len(found.threes) >= PERSONS / 3


def test_what_is_shown_is_of_the_catalogue() -> None:
    known = {step.id for step in steps() if step.audience in ("member", "leads")}
    assert simulated().shown.keys() <= known


def plan_of(standing: Standing, connection: dict[str, int], readiness: int) -> Plan:
    """The plan in a good place: cultures are rare, each facet of connection is at its level."""
    answers = {}
    for questionnaire in questionnaires():
        for item in questionnaire.items:
            level = {"connection": connection.get(item.facet, 4), "readiness": readiness}.get(
                questionnaire.id, 2
            )
            if item.serious:
                level = 1
            answers[item.id] = 6 - level if item.reversed else level
    sheet = AnswerSheet.model_validate(
        {"schema": "rctdiag.answers/1", "answers": answers, "standing": standing}
    )
    return adviser("full").plan(score(key("full"), sheet.answers), sheet)


@pytest.mark.parametrize("standing", get_args(Standing))
@pytest.mark.parametrize("readiness", [1, 4])
def test_what_was_best_decides_how_a_good_place_is_kept(standing: Standing, readiness: int) -> None:
    """Not everybody begins alike there, and who is alone and unsafe has a step in each strategy."""
    good = [facet.id for facet in questionnaires()[3].facets]
    begun = []
    for best in combinations(good, 2):
        plan = plan_of(standing, dict.fromkeys(best, 5), readiness)
        assert "fairly_well" in plan.flags
        assert {facet.facet for facet in plan.heart} == set(best)
        assert all(plan.map[strategy].now for strategy in STRATEGIES)
        begun.append(frozenset(offer.step.id for offer in plan.begin))
    assert max(map(begun.count, begun)) <= len(begun) / 3
    assert len(set(begun)) >= LEAST_DIFFERENT
