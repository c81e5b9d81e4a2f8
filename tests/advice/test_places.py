"""Where little was answered, where a place is well, and where somebody is new."""

import pytest

from advice.small import costs, ids, keyed, plan, step

LISTENED = step("z_listened", phase="company", traits=("company", "outside", "restores"))
ADVICE = step("advice", traits=("advice", "outside"), answers={"connection.zest": 1.0})
TERMS = step("a_terms", traits=("advice", "outside", "leaving"))
REST = step("rest", phase="rest", traits=("rest", "restores"))
OPEN = step("a_open", visibility="open", traits=LISTENED.traits)
LONG = step("a_long", costs=costs(16, 16), traits=LISTENED.traits)
SCALES = ("hierarchical", "pseudo_relational", "survival", "connection")
NOTHING = dict.fromkeys(SCALES, 0)


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ({}, ["z_listened"]),
        ({"readiness": 0}, ["z_listened"]),  # what was left out is no sign of fear
        ({"safety": 3}, ["z_listened"]),
        ({"safety_": 2}, ["advice", "z_listened"]),
        ({"hierarchical_2_1": 3}, ["advice", "z_listened"]),  # serious: power is used
        ({"hierarchical_2_1": 2}, ["z_listened"]),
        ({"reserves": 1}, ["z_listened"]),
    ],
)
def test_too_few_answers(at: dict[str, int], shown: list[str]) -> None:
    """One thing that is right anywhere, and advice in reach where somebody is afraid."""
    said = {"readiness_3_2" if name == "safety_" else name: value for name, value in at.items()}
    steps = [ADVICE, TERMS, REST, OPEN, LONG, LISTENED, step("plain")]
    found = plan(steps, keyed(**NOTHING | said))
    assert ids(found.now) == shown
    assert (found.later, found.held_back) == ((), ())
    assert "too_few_answers" in found.flags
    assert "nothing_strong" not in found.flags


def test_too_few_answers_and_the_stop_rule() -> None:
    found = plan([ADVICE, LISTENED, step("plain")], keyed(**NOTHING), beyond="not_sure")
    assert ids(found.now) == ["advice", "z_listened"]
    assert found.stop


KEEP = step("z_keep", phase="company", traits=("restores", "keeps"))
STRONG = step("strong", strategy="naming", answers={"survival.overload": 1.0})
WORN = step("worn", phase="rest", traits=("rest",), answers={"survival.overload": 1.0})
LEAVING = step("leave", traits=("leaving", "outside"), answers={"survival.overload": 1.0})
NEEDY = WORN.model_copy(update={"id": "needy", "not_when": ("first_impression",)})


def test_a_good_place_keeps_first_and_has_nothing_for_the_worn_out() -> None:
    steps = [KEEP, STRONG, WORN, LEAVING, REST, NEEDY, ADVICE, LISTENED]
    good = plan(steps, keyed(default=1, overload=3, reserves=5), months_here=1)
    assert ids(good.now) == ["z_keep", "strong", "z_listened"]
    assert (good.later, good.held_back) == ((), ())
    alone = plan(steps, keyed(default=1, overload=3, allies=1))
    assert ids(alone.now)[:2] == ["z_listened", "z_keep"]
    plain = plan(steps, keyed(default=2, connection=3, overload=3, reserves=5))
    assert {"worn", "leave", "rest"} & set(ids(plain.now))


MEET = step("z_meet", strategy="networking", phase="company", answers={"connection.zest": 0.1})
AWAY = step(
    "away",
    strategy="networking",
    phase="company",
    traits=("outside",),
    answers={"connection.zest": 0.5},
)
FIRM = step("firm", strategy="naming", answers={"connection.worth": 1.0})
CLEAR = step("clear", strategy="norming", answers={"connection.clarity": 1.0})


@pytest.mark.parametrize(
    ("months", "at", "first"),
    [
        (2, {}, ["z_meet", "clear"]),
        (3, {}, ["clear"]),
        (None, {}, ["clear"]),
        (2, {"allies": 1}, ["away", "z_meet"]),
        (2, {"hierarchical_2_1": 3}, ["clear"]),  # protection before company
        (2, {"hierarchical": 3, "hierarchical_2_1": 2, "survival": 4}, ["z_meet"]),
        (2, {"pseudo_relational": 4, "survival": 4, "overload": 2}, ["clear"]),
    ],
)
def test_somebody_new_meets_people_first(
    months: int | None, at: dict[str, int], first: list[str]
) -> None:
    steps = [MEET, AWAY, FIRM, CLEAR]
    found = plan(steps, keyed(default=2, connection=3, **at), months_here=months)
    assert ids(found.now)[: len(first)] == first
