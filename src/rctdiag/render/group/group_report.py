"""The group report in its order: who answered, everybody, groups, what is hidden, the guide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.group.debrief_guide import guide, leaders, steps
from rctdiag.render.group.group_foot import foot, hidden
from rctdiag.render.group.group_section import group_section
from rctdiag.render.group.many_groups import overview
from rctdiag.render.group.moved_since import moved_since, unmoved
from rctdiag.render.group.organisation import apart, everybody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.block import Where
    from rctdiag.render.group.report_in_words import ReportInWords


def group_blocks(report: ReportInWords) -> list[Block]:
    """Everything a group report can say, in its order."""
    blocks = [*head(report), *answered(report), *moved_since(report)]
    blocks += [*everybody(report), *apart(report)]
    blocks += pages(report)
    for part in (hidden, guide, leaders, steps, unmoved, foot):
        blocks += part(report)
    return blocks


def pages(report: ReportInWords) -> Iterator[Block]:
    """A page for every group; where they are many, the short view has an overview instead."""
    many = report.is_many
    if many:
        yield from (replace(block, where="short") for block in overview(report))
    for group in report.groups:
        for block in group_section(report, group, alone=False):
            yield replace(block, where="full") if many else block


def head(report: ReportInWords) -> Iterator[Block]:
    """What this is, whether it is a draft, and what it is not for."""
    document = report.document
    yield Block("title", report.say("team_title"))
    yield Block("text", report.status())
    yield Block("text", report.say("team_opening"))
    yield Block("text", document.validity)


def answered(report: ReportInWords) -> Iterator[Block]:
    """How many answered, and how."""
    document = report.document
    whole = document.organisation
    response = whole.response
    yield Block("heading", report.say("team_who"))
    if whole.n is None:
        yield Block("text", report.say("team_answered_hidden"))
    elif response and response.rate is not None:
        values = {"headcount": response.headcount, "rate": response.rate}
        yield Block("text", report.say("team_answered_of", n=response.answered, **values))
    else:
        yield Block("text", report.say("team_answered", n=whole.n))
        if response is None or response.reason == "no_headcount":
            yield Block("text", report.say("team_asked_unknown"))
    if response and report.words.has(f"teams.team_{response.reason}"):
        yield Block("text", report.say(f"team_{response.reason}"))
    yield Block("text", report.say(f"team_form_{document.form}"))
    for scale in report.scales:
        ends = whole.scales[scale].worst_case
        if ends is not None:
            limits = {"low": round(ends.low), "high": round(ends.high)}
            text = report.say("team_worst_case", title=report.title(scale), **limits)
            yield Block("item", text, "full")
    for name, share in (("gaps", document.gaps), ("careless", document.careless)):
        if share is not None:
            where: Where = "full" if name == "gaps" or share == "few" else "both"
            yield Block("text", report.say(f"team_{name}_{share}"), where)
