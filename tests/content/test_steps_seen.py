"""What a step shows to whom, and what it takes for granted about its reader."""

import re

from content.items_bundle import CULTURES, plain
from rctdiag.model.step import Step, StepCatalogue

STEPS = StepCatalogue.model_validate(plain("steps")).steps
BY_ID = {step.id: step for step in STEPS}
# Others take part in these, or read them: they can be held against whoever begins.
SEEN = (
    "h_name_credit_line",
    "h_norm_watch_for",
    "h_nego_own_patch",
    "p_norm_written_first",
    "s_nego_swap",
    "s_nego_cover_breaks",
)
# What a step takes the place of is an activity: nobody guesses at a reader's habits or moods.
GUESSED = re.compile(
    r"(?i)\b(alone|night|awake|brac(e|ing)|guess(es|ing)?|hop(e|es|ing)|blam(e|ing)|weight"
    r"|complain(s|ing)?|ang(er|ry)|tak(e|ing) it|believ(e|ing)|feel(ing)?|worry(ing)?|assuming)\b"
)


def main(step: Step) -> str:
    return max(step.answers, key=lambda facet: step.answers[facet]).split(".")[0]


def test_a_step_into_which_others_are_drawn_is_not_quiet() -> None:
    """Quiet means: no harm if whoever has most power here read it."""
    for name in SEEN:
        step = BY_ID[name]
        assert (step.visibility, step.needs.safety) == ("open", "some"), name
        assert {"low_safety", "danger"} <= set(step.not_when), name


def test_what_is_left_of_bargaining_is_settled_with_oneself() -> None:
    left = [
        step
        for step in STEPS
        if (step.audience, step.strategy, step.visibility) == ("person", "negotiating", "quiet")
        and step.needs.safety == "low"
    ]
    assert {main(step) for step in left} == set(CULTURES)
    assert all("outside" in step.ally for step in left)


def test_a_step_takes_the_place_of_an_activity() -> None:
    assert [step.id for step in STEPS if GUESSED.search(step.costs.replaces)] == []
    assert GUESSED.search("anger at the evening news")


def test_a_distance_is_for_whoever_is_afraid() -> None:
    """It is offered on answers that tell of fear, and says so; nobody need have hurt anybody."""
    step = BY_ID["sus_keep_distance"]
    assert set(step.answers) == {
        "hierarchical.power_over",
        "hierarchical.self_protection",
        "pseudo_relational.cost_of_candour",
    }
    assert "if anybody does" in step.title
    assert step.say
