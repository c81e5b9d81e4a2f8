"""Fit, the answers that lead to a step, variety, and the reasons against a step."""

from math import isclose

import pytest
from rctdiag.advice.choose import Catalogue, varied, weigh
from rctdiag.advice.reasons import read_bars

from advice.small import costs, ids, keyed, plan, situation, step
from rctdiag.model.step import Because, Needs, Step


def test_fit_by_hand() -> None:
    """Overload 4,4,4 is 75; zest 2,2 is 25, so its difficulty 75; x has no score."""
    now = situation(keyed(overload=4, zest=2, x=0))
    one = step(
        "a",
        answers={"survival.overload": 0.8, "connection.zest": 0.4, "pseudo_relational.x": 1.0},
    )
    (found,) = weigh(Catalogue([one]), now)
    assert isclose(found.fit, 0.8 * 0.75 + 0.4 * 0.75)
    assert found.main == "survival.overload"
    assert [said.item for said in found.told] == ["survival_1_1", "connection_1_1"]


def test_because_is_the_strongest_answer_as_it_was_given() -> None:
    """Safety 4, 4 and, on the reversed third item, 2 keyed: given as 4."""
    answers = keyed(readiness_3_3=2, one_way_influence=3, hierarchical_1_2=4)
    one = step("a", answers={"readiness.safety": 0.5, "hierarchical.one_way_influence": 1.0})
    (offer,) = plan([one], answers).now
    assert offer.because == (
        Because("hierarchical", "one_way_influence", "hierarchical_1_2", 2),
        Because("readiness", "safety", "readiness_3_3", 4),
    )


def test_an_answer_below_sometimes_speaks_for_nothing() -> None:
    loud = {"strategy": "naming", "answers": {"survival.overload": 1.0}}
    assert not plan([step("a", **loud)], keyed(overload=2)).now
    assert ids(plan([step("a", **loud)], keyed(overload=3)).now) == ["a"]


def test_only_a_sustaining_step_that_restores_needs_no_answer() -> None:
    weak: dict[str, object] = {"answers": {"survival.overload": 1.0}}
    steps = [
        step("a", **weak, traits=("restores",)),
        step("b", **weak),
        step("c", **weak, traits=("restores", "leaving")),
    ]
    found = plan(steps, keyed(overload=2))
    assert ids(found.now) == ["a"]
    assert found.now[0].because == ()
    assert "nothing_strong" in found.flags
    assert "nothing_strong" not in plan(steps, keyed(overload=3)).flags


@pytest.mark.parametrize(("weight", "offered"), [(0.74, False), (0.75, True)])
def test_an_answer_must_tell_of_what_the_step_is_chiefly_for(
    weight: float,
    offered: bool,  # noqa: FBT001 - a column
) -> None:
    one = step("a", answers={"survival.overload": 1.0, "connection.zest": weight})
    assert bool(plan([one], keyed(overload=2, zest=2)).now) is offered


def test_ties_go_by_id_whatever_the_order() -> None:
    many = [step(name, answers={"survival.overload": 1.0}) for name in "dbca"]
    now = situation(keyed(overload=4))
    found = weigh(Catalogue(many), now)
    assert [one.step.id for one in found] == ["a", "b", "c", "d"]
    assert weigh(Catalogue(many[::-1]), now) == found


def test_variety() -> None:
    """No two on one main facet, at most two of a strategy; ``least`` fills up all the same."""
    now = situation(keyed(overload=5, zest=2, worth=3, clarity=4, depletion=3))
    facets = ("survival.overload", "connection.zest", "connection.worth", "survival.depletion")
    many = [
        *(step(f"s{nth}", answers={facet: 1.0}) for nth, facet in enumerate(facets)),
        step("n0", strategy="naming", answers={"survival.overload": 0.9}),
        step("n1", strategy="naming", answers={"survival.depletion": 0.1}),
    ]
    wanted = weigh(Catalogue(many), now)
    assert [one.step.id for one in wanted] == ["s0", "n0", "s1", "s2", "s3", "n1"]
    assert [one.step.id for one in varied(wanted, 5)] == ["s0", "s1", "n1"]
    assert [one.step.id for one in varied(wanted, 2)] == ["s0", "s1"]
    assert [one.step.id for one in varied(wanted, 5, least=4)] == ["s0", "s1", "n1", "n0"]


OPEN = {"visibility": "open"}
HEAVY = {"costs": costs(16)}


@pytest.mark.parametrize(
    ("changes", "at", "about", "reason"),
    [
        (OPEN, {}, {}, ""),
        (OPEN, {"safety": 2}, {}, "held_low_safety"),
        (OPEN, {"readiness_3_1": 0}, {}, "held_safety_unknown"),
        (OPEN, {"readiness_3_1": 0, "readiness_3_2": 2}, {}, "held_low_safety"),
        (OPEN, {"say": 2}, {}, "later_little_say"),
        (OPEN, {"say": 0}, {}, "later_say_unknown"),
        (OPEN, {"say": 0, "readiness_2_1": 1}, {}, "later_little_say"),
        (OPEN, {"readiness": 0}, {}, "later_no_readiness"),
        (OPEN, {"say": 2, "safety": 2}, {}, "held_low_safety"),  # the gravest
        ({"traits": ("upward",)}, {}, {}, ""),
        ({"traits": ("upward",)}, {"hierarchical_2_1": 3}, {}, "held_power_used"),
        ({"traits": ("one_to_one",)}, {"hierarchical_2_1": 3}, {}, "held_power_used"),
        ({"traits": ("one_to_one",)}, {"safety": 1}, {}, "held_low_safety"),
        (HEAVY, {"overload": 4}, {}, "later_overloaded"),
        ({"costs": costs(15)}, {"overload": 4}, {}, ""),
        ({"costs": costs(60, 60)}, {"overload": 4}, {}, ""),
        ({"costs": costs(60), "traits": ("must_act",)}, {"overload": 4}, {}, ""),
        (HEAVY, {"reserves": 0}, {}, "later_reserves_unknown"),
        (HEAVY, {"reserves": 2}, {}, ""),
        ({"needs": Needs(reserves="some")}, {"reserves": 1}, {}, "later_low_reserves"),
        ({"needs": Needs(allies="good")}, {"allies": 3}, {}, "later_few_allies"),
        ({"needs": Needs(allies="some")}, {"readiness_1_1": 0}, {}, "later_allies_unknown"),
        ({"needs": Needs(safety="good")}, {"safety": 3}, {}, "held_low_safety"),
        ({"not_when": ("first_impression",)}, {}, {"months_here": 1}, "later_first_impression"),
        ({"not_when": ("exhausted",)}, {"reserves": 1}, {}, "later_exhausted"),
        ({"not_when": ("exhausted", "overloaded")}, {}, {}, ""),
        ({"not_when": ("few_allies",)}, {"allies": 1}, {}, "later_few_allies"),
        ({"not_when": ("candour_costs",)}, {"cost_of_candour": 4}, {}, "held_candour_costs"),
        ({"not_when": ("conflict_feared",)}, {"default": 4}, {}, "held_conflict_feared"),
        ({"not_when": ("danger",)}, {}, {"beyond": "yes"}, "held_danger"),
        (OPEN, {}, {"beyond": "yes"}, "held_danger"),
    ],
)
def test_reasons(
    changes: dict[str, object], at: dict[str, int], about: dict[str, object], reason: str
) -> None:
    now = situation(keyed(**at), **about)
    assert read_bars(now).against(step("a", **changes)) == reason


def test_short_form_is_quiet() -> None:
    loud: Step = step("a", visibility="open", answers={"survival.overload": 1.0})
    found = plan([loud, step("b", traits=("restores",))], keyed(overload=4), short=True)
    assert ids(found.now) == ["b"]
    assert [offer.reason for offer in found.later] == ["later_short_form"]
    assert {"short_form", "quiet_only"} <= set(found.flags)
