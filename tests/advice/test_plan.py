"""Order and offering: who comes first, how many, and what is left under the stop rule."""

from typing import Any

import pytest

from advice.small import costs, ids, keyed, plan, step
from rctdiag.model.step import Step

FACETS = (
    "hierarchical.one_way_influence",
    "pseudo_relational.x",
    "survival.overload",
    "survival.chronic_crisis",
    "survival.depletion",
    "connection.zest",
)
STRATEGIES = ("naming", "norming", "negotiating", "naming", "norming", "negotiating")


def catalogue(**changes: Any) -> list[Step]:  # noqa: ANN401 - fields of a step
    """Six steps, one a facet, the first fitting best; the best one gives back."""
    return [
        step(
            f"s{nth}",
            strategy=strategy,
            answers={facet: 1 - nth / 10},
            **({"costs": costs(10, 10 if nth == 0 else 0)} | changes),
        )
        for nth, (facet, strategy) in enumerate(zip(FACETS, STRATEGIES, strict=True))
    ]


@pytest.mark.parametrize(
    ("reserves", "overload", "number"), [(5, 3, 5), (3, 3, 4), (0, 3, 3), (5, 4, 3)]
)
def test_how_many(reserves: int, overload: int, number: int) -> None:
    answers = keyed(default=3, reserves=reserves, overload=overload)
    assert len(plan(catalogue(), answers).now) == number


def test_order_of_work_and_several_cultures() -> None:
    """The best of each phase is taken where several cultures read strongly at once."""
    steps = catalogue()
    for at, phase in enumerate(("candour", "candour", "candour", "company", "rest", "protection")):
        steps[at] = steps[at].model_copy(update={"phase": phase})
    found = plan(steps, keyed(default=3, reserves=3))
    assert "several" in found.flags
    assert ids(found.now) == ["s5", "s4", "s3", "s0"]
    firsts = ("pseudo_relational_3_1", "survival_1_1", "survival_2_1", "survival_3_1")
    one = plan(
        steps, keyed(hierarchical=3, hierarchical_2_1=2, reserves=3, **dict.fromkeys(firsts, 3))
    )
    assert "several" not in one.flags
    assert ids(one.now) == ["s3", "s0", "s1", "s2"]  # the best fitting, in the order of work


def test_something_gives_back() -> None:
    """What was wanted least makes room, and what comes is the best that gives back."""
    steps = catalogue(costs=costs(10))
    tired = step("z_rest", traits=("restores",))
    found = plan([*steps, tired], keyed(default=3, reserves=5))
    assert ids(found.now) == ["s0", "s1", "s2", "s3", "z_rest"]
    assert ids(plan(steps, keyed(default=3, reserves=5)).now) == ["s0", "s1", "s2", "s3"]


OUTSIDE = step(
    "outside",
    strategy="networking",
    phase="candour",
    traits=("outside",),
    answers={"connection.zest": 0.1},
)
INSIDE = step("inside", strategy="networking", answers={"connection.zest": 1.0})
SUSTAINING = step("sustaining", phase="rest", traits=("restores",))
LEAVING = step("leaving", traits=("leaving", "outside"), answers={"connection.zest": 0.1})


@pytest.mark.parametrize("at", [{"allies": 2}, {"safety": 2}, {"readiness": 0}])
@pytest.mark.parametrize(
    ("company", "first"),
    [
        ((OUTSIDE, INSIDE, SUSTAINING, LEAVING), "outside"),
        ((INSIDE, SUSTAINING, LEAVING), "sustaining"),
        ((INSIDE, LEAVING), "inside"),
        ((LEAVING,), "leaving"),
        ((), None),
    ],
)
def test_company_first(at: dict[str, int], company: tuple[Step, ...], first: str | None) -> None:
    found = plan([*catalogue(), *company], keyed(default=3, **at))
    assert ids(found.now)[:1] == ([first] if first else [])


def test_company_need_not_come_first_where_there_are_allies() -> None:
    assert ids(plan([*catalogue(), OUTSIDE], keyed(default=3)).now)[0] != "outside"


def test_a_way_out_where_power_is_used_and_speaking_is_not_safe() -> None:
    steps = [*catalogue(), OUTSIDE, LEAVING, LEAVING.model_copy(update={"id": "leaving_too"})]
    both = plan(steps, keyed(default=3, hierarchical_2_1=3, safety=1))
    assert [name for name in ids(both.now) if name.startswith("leaving")] == ["leaving"]
    for at in ({"hierarchical_2_1": 3}, {"safety": 1, "hierarchical_2_1": 2}):
        found = plan(steps, keyed(default=3, **at))
        assert not {"leaving", "leaving_too"} & set(ids(found.now))
    assert ids(plan([*catalogue(), LEAVING], keyed(default=3, safety=1)).now)[0] == "leaving"


SMALL = step("small", strategy="naming", answers={"survival.overload": 1.0}, costs=costs(15))
LONG = step("long", strategy="naming", answers={"survival.overload": 1.0}, costs=costs(16))
RESTORES = step("restores", phase="rest", traits=("restores",), costs=costs(30, 30))
BOTH = step("both", phase="rest", traits=("restores",), costs=costs(5))
NORMING_RESTORES = RESTORES.model_copy(update={"strategy": "norming"})
OUTSIDE_RESTORES = step("z_listen", traits=("outside", "restores"), costs=costs(30, 30))
OPEN = SMALL.model_copy(update={"id": "open", "visibility": "open"})
WITH_OTHERS = step(
    "circle", strategy="networking", traits=("restores",), answers={"connection.zest": 1.0}
)


@pytest.mark.parametrize(
    ("steps", "at", "shown"),
    [
        ((SMALL, LONG, RESTORES), {}, ["restores", "small"]),
        ((SMALL, BOTH, RESTORES), {}, ["both", "small"]),
        ((SMALL, WITH_OTHERS, RESTORES), {}, ["restores", "small"]),  # sustaining restores first
        ((SMALL, WITH_OTHERS), {}, ["circle", "small"]),
        ((BOTH, RESTORES), {}, ["both"]),  # it is small as well
        ((LONG, RESTORES), {}, ["restores"]),
        ((OPEN, RESTORES), {}, ["restores"]),
        ((SMALL, LONG), {}, ["small"]),
        ((LONG,), {}, []),
        ((SMALL, RESTORES), {"allies": 1}, ["restores", "small"]),
        ((SMALL, RESTORES, OUTSIDE), {"allies": 1}, ["restores", "small"]),
        ((SMALL, RESTORES, OUTSIDE_RESTORES), {"allies": 1}, ["z_listen", "small"]),
        ((SMALL, LONG, INSIDE), {"allies": 1}, ["inside"]),
        ((SMALL, NORMING_RESTORES, INSIDE), {"allies": 1}, ["inside", "restores"]),
        ((SMALL, NORMING_RESTORES, LONG), {"allies": 1}, []),
    ],
)
def test_exhausted(steps: tuple[Step, ...], at: dict[str, int], shown: list[str]) -> None:
    answers = keyed(default=3, reserves=1, **at)
    spoken_for = [
        one if one.answers else one.model_copy(update={"answers": {"connection.zest": 0.1}})
        for one in steps
    ]
    assert ids(plan(spoken_for, answers).now) == shown


ADVICE = step("advice", traits=("advice",))
ADVICE_OUTSIDE = step("z_advice", traits=("advice", "outside"))
NOTES = step("notes", traits=("own_notes",))
REST = step("rest", traits=("rest",), answers={"survival.depletion": 1.0})
COMPANY = step("company", traits=("company", "outside"), answers={"connection.zest": 0.2})
LOUD = step("loud", traits=("advice",), visibility="open")
OTHER = step("other", strategy="norming", traits=("advice",))
PLAIN = step("plain")
TERMS = step("a_terms", traits=("leaving", "advice", "outside"))
ALL = (ADVICE, ADVICE_OUTSIDE, NOTES, REST, COMPANY, LEAVING, LOUD, OTHER, PLAIN)


@pytest.mark.parametrize(
    ("steps", "at", "shown"),
    [
        (ALL, {}, ["z_advice", "notes", "rest"]),
        (ALL, {"safety": 1}, ["z_advice", "notes", "rest"]),
        ((ADVICE, NOTES, REST), {}, ["advice", "notes", "rest"]),
        ((ADVICE, COMPANY, LEAVING), {}, ["advice", "company", "leaving"]),
        ((TERMS, NOTES), {"safety": 1}, ["notes", "a_terms"]),  # leaving last, though it is advice
        ((TERMS, ADVICE), {"allies": 1}, ["advice", "a_terms"]),
        ((REST, PLAIN), {}, ["rest"]),
        ((LOUD, OTHER, PLAIN), {}, []),
    ],
)
def test_stop_rule(steps: tuple[Step, ...], at: dict[str, int], shown: list[str]) -> None:
    found = plan([*steps, *catalogue()], keyed(default=3, **at), beyond="yes")
    assert ids(found.now) == shown
    assert found.stop
    assert (found.later, found.held_back) == ((), ())
    assert found.stop_why == ("beyond_yes",)


def test_stop_rule_shows_the_serious_answers() -> None:
    found = plan([NOTES], keyed(hierarchical_2_1=5), beyond="no")
    assert [one.item for one in found.now[0].because] == ["hierarchical_2_1"]
    assert plan([NOTES], {}, beyond="yes").now[0].because == ()


def test_stop_rule_and_exhausted() -> None:
    """Advice first, if there is any that small, and then what restores."""
    restoring = REST.model_copy(update={"id": "restoring", "traits": ("company", "restores")})
    answers = keyed(default=3, reserves=1)
    found = plan([*ALL, restoring], answers, beyond="yes")
    assert ids(found.now) == ["z_advice", "restoring"]
    long = ADVICE.model_copy(update={"costs": costs(16, 16)})
    assert ids(plan([long, restoring, NOTES], answers, beyond="yes").now) == ["restoring"]


def leader(one: Step) -> Step:
    return one.model_copy(update={"audience": "leader"})


DUTY = leader(step("z_duty", traits=("must_act",), costs=costs(30)))


def test_position_yes_sees_steps_of_that_position_only() -> None:
    steps = [*catalogue(), *(leader(one) for one in (SMALL, SUSTAINING))]
    found = plan(steps, keyed(default=3), position="yes")
    assert set(ids(found.now)) == {"small", "sustaining"}
    assert set(ids(plan(steps, keyed(default=3), position="no").now)).isdisjoint(ids(found.now))
    assert "position" in found.flags


@pytest.mark.parametrize("at", [{}, {"safety": 1, "overload": 5}])
def test_duty_comes_first_under_the_stop_rule(at: dict[str, int]) -> None:
    steps = [DUTY, *(leader(one) for one in ALL)]
    found = plan(steps, keyed(default=3, **at), position="yes", beyond="yes")
    assert ids(found.now) == ["z_duty", "z_advice", "notes"]


def test_duty_of_an_exhausted_person() -> None:
    """What they may have to act on is never too much, and takes no place from the others."""
    restoring = leader(REST.model_copy(update={"traits": ("rest", "restores")}))
    steps = [DUTY, restoring, leader(ADVICE), leader(NOTES)]
    found = plan(steps, keyed(reserves=1), position="yes", beyond="yes")
    assert ids(found.now) == ["z_duty", "advice", "rest"]


def test_later_and_held_back_are_few_and_varied() -> None:
    """At most five of each, only where an answer speaks for the step."""
    public = [one.model_copy(update={"visibility": "public"}) for one in catalogue()]
    silent = step("silent", visibility="open")
    held = plan([*public, silent], keyed(default=3, safety=1)).held_back
    assert ids(held) == ["s0", "s1", "s2", "s3", "s4"]
    assert {offer.reason for offer in held} == {"held_low_safety"}
    later = plan([*public, silent], keyed(default=3, say=1)).later
    assert ids(later) == ["s0", "s1", "s2", "s3", "s4"]
    twice = [one.model_copy(update={"id": f"t{one.id}"}) for one in public]
    assert ids(plan([*public, *twice], keyed(default=3, safety=1)).held_back) == ids(held)


KEEP = [
    step("keep_a", traits=("restores", "keeps"), answers={"connection.worth": 0.2}),
    step("keep_b", traits=("restores", "keeps"), answers={"connection.clarity": 0.1}),
]


@pytest.mark.parametrize(
    ("at", "about", "kept"),
    [
        ({}, {}, True),
        ({"connection": 3, "worth": 5, "zest": 4}, {}, True),  # 62.5 or more
        ({"connection": 3}, {}, False),
        ({"connection": 0}, {}, False),
        ({"survival": 3}, {}, False),
        ({"hierarchical": 0, "pseudo_relational": 0}, {}, True),  # the one measured is low
        ({"hierarchical": 0, "pseudo_relational": 0, "survival": 0}, {}, False),
        ({"reserves": 1}, {}, False),
        ({"hierarchical_2_1": 3}, {}, False),  # power is used against people
        ({}, {"beyond": "not_sure"}, False),
        ({}, {"position": "yes"}, False),
        ({"safety": 1}, {}, True),
    ],
)
def test_what_is_good_is_kept_where_a_place_is_fairly_well(
    at: dict[str, int],
    about: dict[str, str],
    kept: bool,  # noqa: FBT001 - a column
) -> None:
    """Even where other steps fit better; and nowhere else, whatever fits."""
    steps = [*KEEP, SUSTAINING, RESTORES, *catalogue()]
    answers = keyed(default=2, overload=3, **at)
    found = plan([*steps, *map(leader, steps)], answers, **about)
    assert bool({"keep_a", "keep_b"} & set(ids(found.now))) is kept
    assert kept or not {"keep_a", "keep_b"} & {*ids(found.later), *ids(found.held_back)}


def test_one_place_is_for_what_is_kept_and_all_where_nothing_is_strong() -> None:
    also = step("also", traits=("restores",), answers={"connection.zest": 1.0})
    steps = [*KEEP, also, *catalogue()]
    strong = plan(steps, keyed(default=2, overload=3, zest=3, worth=3, clarity=5))
    assert [name for name in ids(strong.now) if name.startswith("keep")] == ["keep_a"]
    weak = plan(steps, keyed(default=2))
    assert {"keep_a", "keep_b"} < set(ids(weak.now))
    twin = step("first", traits=("outside",), strategy="networking", answers=KEEP[0].answers)
    beside = plan([*KEEP, twin], keyed(default=2, worth=3, zest=5, clarity=5, allies=1))
    assert ids(beside.now)[0] == "first"  # answers the same facet as keep_a
    assert {"keep_b"} < set(ids(beside.now))


REST_STEPS = [
    leader(step(f"rest_{nth}", phase="rest", traits=("rest", "restores"), answers=one.answers))
    for nth, one in enumerate(catalogue())
]


@pytest.mark.parametrize(
    ("at", "number", "resting"),
    [
        ({"safety": 1}, 5, 5),
        ({"safety": 1, "reserves": 3}, 4, 4),
        ({"overload": 4}, 3, 2),
        ({}, 5, 2),  # neither unsafe nor overloaded: at most two of a strategy
    ],
)
def test_rest_for_somebody_in_charge(at: dict[str, int], number: int, resting: int) -> None:
    """Places that variety leaves empty are for rest where safety is low or work too much."""
    open_ = [leader(one) for one in catalogue(visibility="open")]
    found = plan([*open_, *REST_STEPS], keyed(default=3, **at), position="yes")
    assert len(found.now) == number
    assert sum(name.startswith("rest_") for name in ids(found.now)) == resting
