"""The rows of the map, the heart and what to begin with, in a small world."""

import pytest

from advice.small import costs, ids, keyed, plan, situation, step
from rctdiag.model.plan import Plan
from rctdiag.model.step import STRATEGIES, Step, Strategy

WELL = keyed(default=1)


def rungs(strategy: Strategy, facet: str = "hierarchical.one_way_influence") -> list[Step]:
    """One step on each rung."""
    return [
        step(f"{strategy}_{rung}", strategy=strategy, visibility=rung, answers={facet: 1.0})
        for rung in ("alone", "one", "together", "open")
    ]


def row(made: Plan, strategy: Strategy = "naming") -> tuple[str | None, str | None, list[str]]:
    found = made.map[strategy]
    now, after = (offer.step.id if offer else None for offer in (found.now, found.next))
    return now, after, list(found.opens)


HARD = keyed(one_way_influence=5)


@pytest.mark.parametrize(
    ("readiness", "now", "after", "opens"),
    [
        ({}, "naming_one", "naming_open", ["first_done"]),
        ({"safety": 1}, "naming_one", "naming_open", ["low_safety"]),
        ({"safety": 1, "allies": 1}, "naming_alone", "naming_one", ["few_allies"]),
    ],
)
def test_of_equal_fits_one_that_meets_somebody_and_then_a_higher_rung(
    readiness: dict[str, int], now: str, after: str, opens: list[str]
) -> None:
    answers = keyed(one_way_influence=5, **readiness)
    assert row(plan(rungs("naming"), answers)) == (now, after, opens)


@pytest.mark.parametrize(
    ("readiness", "barred"),
    [
        ({"safety": 1}, ["low_safety"]),
        ({"safety": 0}, ["safety_unknown"]),
        ({"allies": 1}, ["few_allies"]),
        ({"allies": 1, "safety": 1}, ["low_safety", "few_allies"]),
    ],
)
def test_what_opens_an_open_step_is_what_bars_it(
    readiness: dict[str, int], barred: list[str]
) -> None:
    steps = [rungs("naming")[0], rungs("naming")[3]]
    answers = keyed(one_way_influence=5, **readiness)
    assert row(plan(steps, answers)) == ("naming_alone", "naming_open", barred)


@pytest.mark.parametrize(
    ("traits", "visibility", "free"),
    [
        (("represented",), "together", True),
        ((), "together", False),
        (("outside",), "one", True),
        ((), "one", True),
    ],
)
def test_few_allies_leave_one_person_and_whoever_represents(
    traits: tuple[str, ...], visibility: str, *, free: bool
) -> None:
    facet = {"hierarchical.one_way_influence": 1.0}
    one = step("x", strategy="naming", visibility=visibility, traits=traits, answers=facet)
    now, _, opens = row(plan([one], keyed(one_way_influence=5, allies=1)))
    assert (now == "x") == free
    assert free or opens == ["few_allies"]


def test_nobody_is_sent_to_a_person_here_where_nobody_is_trusted() -> None:
    facet = {"hierarchical.one_way_influence": 1.0}
    inside = step("a", strategy="naming", visibility="one", answers=facet)
    outside = step("b", strategy="naming", visibility="one", answers=facet, traits=("outside",))
    answers = keyed(one_way_influence=5, allies=1, safety=1)
    assert row(plan([inside, outside], answers))[0] == "b"


def test_every_row_is_there_without_a_single_step() -> None:
    made = plan([], HARD)
    assert tuple(made.map) == STRATEGIES
    assert {found.reason for found in made.map.values()} == {"nothing_fits"}
    assert made.begin == ()


def test_the_map_spreads_over_facets() -> None:
    """A facet that a row answers counts less in the next."""
    facets = ("hierarchical.one_way_influence", "survival.overload")
    steps = [
        step(f"{name.partition('.')[2]}_{n}", strategy=strategy, answers={name: 1.0})
        for n, strategy in enumerate(STRATEGIES[:4])
        for name in facets
    ]
    made = plan(steps, keyed(one_way_influence=5, overload=4))
    answered = {found.now.step.main_facet for found in made.map.values() if found.now}
    assert answered == set(facets)


def heart(made: Plan) -> list[tuple[str, str]]:
    return [(found.facet, found.why) for found in made.heart]


def test_the_heart_is_what_weighs_most() -> None:
    assert heart(plan([], keyed(one_way_influence=5, overload=4)))[0] == (
        "one_way_influence",
        "strongest",
    )
    # A serious answer counts extra.
    answers = keyed(default=1, overload=4, power_over=3, hierarchical_2_1=3)
    assert ("power_over", "serious") in heart(plan([], answers))


def test_in_a_good_place_the_heart_is_what_is_best() -> None:
    answers = keyed(default=1, zest=4, worth=5, clarity=4)
    made = plan([], answers)
    assert heart(made)[0] == ("worth", "best")
    assert "fairly_well" in made.flags


def test_in_a_good_place_steps_keep_what_is_good() -> None:
    keep = step("k", strategy="naming", answers={"connection.worth": 1.0}, traits=("keeps",))
    other = step("a", strategy="naming", answers={"connection.worth": 1.0})
    assert row(plan([keep, other], WELL))[0] == "k"
    assert row(plan([keep, other], keyed(worth=1)))[0] == "a"
    answers = {evidence.item for evidence in plan([keep], WELL).begin[0].because}
    assert answers <= {"connection_2_1", "connection_2_2"}


def four(**changes: object) -> list[Step]:
    facet = {"hierarchical.one_way_influence": 1.0}
    return [
        step(f"{strategy}_x", strategy=strategy, answers=facet, **changes)
        for strategy in STRATEGIES[:4]
    ]


def test_begin_with_three_of_different_strategies_the_heart_first() -> None:
    best = step("z", strategy="networking", answers={"hierarchical.one_way_influence": 1.0,
                                                      "survival.overload": 0.5})  # fmt: skip
    made = plan([*four()[:3], best], HARD)
    assert len(made.begin) == 3
    assert len({offer.step.strategy for offer in made.begin}) == 3
    assert made.begin[0].step.id in {"z", "naming_x", "norming_x", "negotiating_x"}


def test_a_general_step_is_never_first_and_only_one() -> None:
    general = [s.model_copy(update={"traits": ("general",)}) for s in four()[:3]]
    own = four()[3]
    made = plan([*general, own], HARD)
    assert ids(made.begin)[0] == own.id
    assert sum("general" in offer.step.traits for offer in made.begin) == 1


def test_at_least_one_step_meets_somebody_here() -> None:
    alone = four()
    inside = step("norming_y", strategy="norming", visibility="one",
                  answers={"hierarchical.one_way_influence": 0.2})  # fmt: skip
    made = plan([*alone, inside], HARD)
    assert "norming_y" in ids(made.begin)
    nobody = plan([*alone, inside], keyed(one_way_influence=5, allies=1, safety=1))
    assert "norming_y" not in ids(nobody.begin)


def test_exhausted_gets_relief_first_and_two_steps() -> None:
    relief = step("r", strategy="norming", answers={"survival.overload": 0.3}, traits=("relief",))
    made = plan([*four(), relief], keyed(one_way_influence=5, reserves=1))
    assert ids(made.begin)[0] == "r"
    assert len(made.begin) == 2


def test_exhausted_and_not_a_step_to_offer_begins_with_nothing() -> None:
    made = plan([], keyed(depletion=5, reserves=1))
    assert made.begin == ()
    assert made.flags


def test_under_load_nothing_heavy() -> None:
    heavy = four(costs=costs(30))
    assert plan(heavy, keyed(one_way_influence=5, overload=5)).begin == ()
    gives_back = four(costs=costs(30, 30))
    assert plan(gives_back, keyed(one_way_influence=5, overload=5)).begin


def test_help_first_is_a_record_and_advice_and_nothing_by_oneself() -> None:
    facet = {"hierarchical.power_over": 1.0}
    record = step("rec", strategy="naming", answers=facet, traits=("record",))
    advice = step("adv", strategy="networking", visibility="one", answers=facet,
                  traits=("advice", "outside"))  # fmt: skip
    special = step("spe", strategy="networking", visibility="one", answers=facet,
                   traits=("advice", "outside"), beyond=("punished",))  # fmt: skip
    made = plan([*four(), record, advice, special], HARD, beyond=("danger",))
    assert ids(made.begin) == ["adv", "rec"]
    assert row(made, "norming") == (None, "norming_x", ["first_done"])  # nobody notices it
    assert made.map["negotiating"].reason == "not_by_yourself"
    punished = plan([*four(), record, advice, special], HARD, beyond=("punished", "danger"))
    assert ids(punished.begin) == ["spe", "rec"]


@pytest.mark.parametrize(
    ("changes", "waits"),
    [
        ({}, False),  # alone
        ({"visibility": "one", "phase": "rest"}, False),
        ({"visibility": "together", "phase": "rest"}, False),
        ({"visibility": "together", "phase": "candour"}, True),
        ({"visibility": "one", "phase": "candour"}, True),
        ({"visibility": "one", "phase": "candour", "traits": ("outside",)}, False),
        ({"visibility": "together", "phase": "candour", "traits": ("represented",)}, False),
        ({"visibility": "open", "phase": "rest"}, True),
        ({"visibility": "one", "phase": "rest", "traits": ("upward",)}, True),
        ({"visibility": "one", "phase": "candour", "audience": "leads"}, False),
        ({"visibility": "open", "phase": "rest", "audience": "leads"}, False),
        ({"visibility": "together", "phase": "candour", "audience": "leads"}, True),
        ({"visibility": "one", "traits": ("upward",), "audience": "leads"}, True),
    ],
)
def test_only_what_reaches_those_in_charge_or_is_candid_waits_for_an_adviser(
    changes: dict[str, object],
    waits: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    facet = {"hierarchical.one_way_influence": 1.0}
    later = step("later", strategy="norming", answers=facet, **changes)
    standing = changes.get("audience", "member")
    made = plan([later], HARD, beyond=("danger",), standing=standing)
    assert ("help_first" in made.map["norming"].opens) == waits


def test_a_step_comes_up_only_where_what_it_takes_for_granted_is_so() -> None:
    facet = {"hierarchical.one_way_influence": 1.0}
    plain = step("a", strategy="naming", answers=facet)
    granting = step("b", strategy="naming", answers=facet | {"survival.overload": 1.0},
                    only_where=("survival.overload",))  # fmt: skip
    assert row(plan([plain, granting], keyed(one_way_influence=5, overload=2)))[:2] == ("a", None)
    assert row(plan([plain, granting], keyed(one_way_influence=5, overload=3)))[0] == "b"
    assert row(plan([plain, granting], keyed(one_way_influence=5, overload=0)))[:2] == ("a", None)


def test_no_map_says_one_thing_in_two_ways() -> None:
    facet = {"hierarchical.one_way_influence": 1.0}
    first = step("a", strategy="naming", answers=facet, like=("b", "c"))
    second = step("b", strategy="norming", answers=facet, like=("a",))
    third = step("c", strategy="naming", visibility="one", answers={"survival.overload": 0.1},
                 like=("a",))  # fmt: skip
    made = plan([first, second, third], HARD)
    assert row(made)[:2] == ("a", None)
    assert row(made, "norming")[:2] == (None, None)
    alone = plan([second, third], HARD)
    assert row(alone, "norming")[0] == "b"
    assert row(alone)[0] == "c"


def test_what_is_alike_to_the_best_of_a_row_leaves_the_next_best_of_another() -> None:
    facet = {"hierarchical.one_way_influence": 1.0}
    other = {"survival.overload": 0.5}
    first = step("a", strategy="naming", answers=facet, like=("b",))
    second = step("b", strategy="norming", answers=other | {"survival.depletion": 0.6},
                  like=("a",))  # fmt: skip
    third = step("c", strategy="norming", answers=other)
    assert row(plan([first, second, third], keyed(one_way_influence=5)), "norming")[0] == "c"


def test_a_duty_comes_before_advice() -> None:
    facet = {"hierarchical.power_over": 1.0}
    duty = step("duty", strategy="naming", audience="leads", answers=facet, traits=("must_act",))
    advice = step("adv", strategy="networking", audience="leads", visibility="one",
                  answers=facet, traits=("advice", "outside"))  # fmt: skip
    made = plan([duty, advice], HARD, beyond=("harassment",), standing="leads")
    assert ids(made.begin) == ["duty", "adv"]


@pytest.mark.parametrize("standing", ["member", "leads", "independent", "left"])
def test_each_standing_has_its_own_steps(standing: str) -> None:
    steps = [
        step(name, strategy="naming", audience=name, answers={"survival.overload": 1.0})
        for name in ("member", "leads", "independent", "left")
    ]
    assert row(plan(steps, keyed(overload=4), standing=standing))[0] == standing


def test_too_few_answers_leave_one_step_that_is_right_anywhere() -> None:
    listen = step("l", strategy="sustaining", visibility="one", traits=("outside", "general"))
    made = plan([*four(), listen], {})
    assert "too_few_answers" in made.flags
    assert len(made.begin) == 1


def test_several_at_once_go_in_the_order_of_work() -> None:
    phases = ("candour", "company", "rest", "protection")
    steps = [s.model_copy(update={"phase": p}) for s, p in zip(four(), phases, strict=True)]
    answers = keyed(hierarchical=4, survival=4, hierarchical_2_1=2)
    assert situation(answers).several
    made = plan(steps, answers)
    assert [offer.step.phase for offer in made.begin[:2]] == ["protection", "rest"]
    assert "several" in made.flags


def test_where_no_step_protects_it_is_not_said_that_protection_comes_first() -> None:
    steps = [s.model_copy(update={"phase": "candour"}) for s in four()]
    answers = keyed(hierarchical=4, survival=4, hierarchical_2_1=2)
    made = plan(steps, answers)
    assert situation(answers).several
    assert made.begin
    assert "several" not in made.flags
