"""A guide for talking about it, a word to those who decide, and the steps in full."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rctdiag.model.step import STRATEGIES
from rctdiag.render.block import Block
from rctdiag.render.group.organisation import serious

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rctdiag.render.group.group_page_data import Paper

    Doc = Mapping[str, Any]

FIRST = ("team_guide_rules", "team_guide_safe", "team_guide_who")
QUESTIONS = (
    "team_guide_strengths",
    "team_guide_question_1",
    "team_guide_question_2",
    "team_guide_question_3",
    "team_guide_question_4",
)
STEP = (
    ("do", "step_do"),
    ("begin", "step_begin"),
    ("say", "step_say"),
    ("ally", "step_ally"),
    ("sign", "step_sign"),
    ("stop_if", "step_stop"),
    ("avoid", "step_avoid"),
    ("risk", "step_risk"),
)


def guide(paper: Paper) -> Iterator[Block]:
    """Ground rules, questions, one step, a date, and what if something more comes up."""
    yield Block("heading", paper.say("team_guide"))
    for id_ in FIRST:
        yield Block("text", paper.say(id_))
    for id_ in QUESTIONS:
        yield Block("item", paper.say(id_))
    for id_ in ("team_guide_no_verdict", "team_guide_step"):
        yield Block("text", paper.say(id_))
    yield Block("text", paper.say("team_guide_date"))
    yield Block("text", paper.say("team_guide_more"))
    yield Block("text", paper.say("team_guide_distance"))


def leaders(paper: Paper) -> Iterator[Block]:
    """What people here say it costs, what it would take, what is theirs to change."""
    yield Block("heading", paper.say("team_leaders"))
    if paper.is_full:
        names = [one["hard"] for one in paper.document["organisation"]["focus"]]
        if names:
            yield Block("text", paper.say("team_leaders_cost", parts=paper.listed(names)))
        elif not paper.hides(paper.document["organisation"]):
            yield Block("text", paper.say("team_leaders_none"))
    if serious(paper, paper.document["organisation"]):
        yield Block("text", paper.say("team_leaders_serious"))
    for id_ in ("team_leaders_takes", "team_leaders_yours", "team_leaders_not"):
        yield Block("text", paper.say(id_))


def steps(paper: Paper) -> Iterator[Block]:
    """Each step that some group is offered, once: how it begins, or whole in the full view."""
    told = paper.document["steps"]
    if not told:
        return
    yield Block("heading", paper.say("team_steps_begin"), "short")
    for id_ in _by_strategy(told):
        yield Block("item", step_in_short(paper, id_, begins=True), "short")
    yield Block("heading", paper.say("team_steps_whole"), "full")
    for id_ in _by_strategy(told):
        yield from (replace(block, where="full") for block in whole_step(paper, id_))


def _by_strategy(told: Mapping[str, Doc]) -> list[str]:
    return sorted(told, key=lambda id_: (STRATEGIES.index(told[id_]["strategy"]), id_))


def step_in_short(paper: Paper, id_: str, *, begins: bool) -> str:
    """A step by its title, and how it begins."""
    step = paper.document["steps"][id_]
    strategy = paper.say(f"team_strategy_{step['strategy']}")
    values = {"strategy": strategy, "title": step["title"]}
    if begins:
        return paper.say("team_step", begin=step["begin"], **values)
    return paper.say("team_step_text", **values)


def whole_step(paper: Paper, id_: str) -> Iterator[Block]:
    """A step with all that belongs to it."""
    step = paper.document["steps"][id_]
    yield Block("sub", step_in_short(paper, id_, begins=False))
    for field, sentence in STEP:
        if step[field]:
            yield Block("item", paper.say(sentence, text=step[field]))
    costs = step["costs"]
    id_of = "step_costs_back" if costs["gives_back"] else "step_costs"
    yield Block("item", paper.say(id_of, **costs))
    sources = "; ".join(step["sources"])
    yield Block("item", paper.say("step_sources", sources=sources), "full")
