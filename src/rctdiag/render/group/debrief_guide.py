"""A guide for talking about it, a word to those who decide, and the steps in full."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rctdiag.model.step import STRATEGIES
from rctdiag.render.block import Block
from rctdiag.render.group.kept_back import serious
from rctdiag.render.step_fields import step_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rctdiag.model.documents.teams import StepTextDoc
    from rctdiag.render.group.report_in_words import ReportInWords


FIRST = ("team_guide_rules", "team_guide_safe", "team_guide_who")
QUESTIONS = (
    "team_guide_strengths",
    "team_guide_question_1",
    "team_guide_question_2",
    "team_guide_question_3",
    "team_guide_question_4",
)


def guide(report: ReportInWords) -> Iterator[Block]:
    """Ground rules, questions, one step, a date, and what if something more comes up."""
    yield Block("heading", report.say("team_guide"))
    for id_ in FIRST:
        yield Block("text", report.say(id_))
    for id_ in QUESTIONS:
        yield Block("item", report.say(id_))
    for id_ in ("team_guide_no_verdict", "team_guide_step"):
        yield Block("text", report.say(id_))
    yield Block("text", report.say("team_guide_date"))
    yield Block("text", report.say("team_guide_more"))
    yield Block("text", report.say("team_guide_distance"))


def leaders(report: ReportInWords) -> Iterator[Block]:
    """What people here say it costs, what it would take, what is theirs to change."""
    yield Block("heading", report.say("team_leaders"))
    if report.is_full:
        whole = report.document.organisation
        names = [finding.hard for finding in whole.focus]
        if names:
            yield Block("text", report.say("team_leaders_cost", parts=report.listed(names)))
        elif not (report.hides(report.document.organisation) or whole.for_leading):
            yield Block("text", report.say("team_leaders_none"))
    if serious(report, report.document.organisation):
        yield Block("text", report.say("team_leaders_serious"))
    for id_ in ("team_leaders_takes", "team_leaders_yours", "team_leaders_not"):
        yield Block("text", report.say(id_))


def steps(report: ReportInWords) -> Iterator[Block]:
    """Each step that some group is offered, once: how it begins, or whole in the full view."""
    offered = report.document.steps
    if not offered:
        return
    yield Block("heading", report.say("team_steps_begin"), "short")
    for id_ in by_strategy(offered):
        yield Block("item", step_in_short(report, id_, begins=True), "short")
    yield Block("heading", report.say("team_steps_whole"), "full")
    for id_ in by_strategy(offered):
        yield from (replace(block, where="full") for block in whole_step(report, id_))


def by_strategy(steps: Mapping[str, StepTextDoc]) -> list[str]:
    """The ids of steps, by strategy."""
    return sorted(steps, key=lambda id_: (STRATEGIES.index(steps[id_].strategy), id_))


def step_in_short(report: ReportInWords, id_: str, *, begins: bool) -> str:
    """A step by its title, and how it begins."""
    step = report.document.steps[id_]
    strategy = report.say(f"team_strategy_{step.strategy}")
    values = {"strategy": strategy, "title": step.title}
    if begins:
        return report.say("team_step", begin=step.begin, **values)
    return report.say("team_step_text", **values)


def whole_step(report: ReportInWords, id_: str) -> Iterator[Block]:
    """A step with all that belongs to it."""
    step = report.document.steps[id_]
    yield Block("sub", step_in_short(report, id_, begins=False))
    for sentence in step_sentences(report.words, step):
        yield Block("item", sentence)
    costs = step.costs
    id_of = "step_costs_back" if costs.gives_back else "step_costs"
    yield Block("item", report.say(id_of, minutes=costs.minutes, replaces=costs.replaces))
    sources = "; ".join(step.sources)
    yield Block("item", report.say("step_sources", sources=sources), "full")
