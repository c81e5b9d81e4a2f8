"""One group's page: what a facilitator takes along, and can hand out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.group.debrief_guide import guide, whole_step
from rctdiag.render.group.group_section import group_section
from rctdiag.render.group.kept_back import kept_back
from rctdiag.render.group.organisation import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.teams import GroupDoc
    from rctdiag.render.group.report_in_words import ReportInWords


def page_blocks(report: ReportInWords, group: GroupDoc) -> list[Block]:
    """The page, in the order in which it is used."""
    return list(_page(report, group))


def _page(report: ReportInWords, group: GroupDoc) -> Iterator[Block]:
    yield Block("title", report.say("team_page_title", name=report.called(group)))
    yield Block("text", report.status())
    yield Block("text", report.say("team_opening"))
    yield Block("text", report.document.validity)
    if group.reason is None:
        yield from group_section(report, group, alone=True)
    else:
        yield from _without_figures(report)
    if group.reason is None or not report.is_whole_hidden:
        yield Block("text", report.say("team_legend"))
        yield Block("text", report.say("team_legend_ways"))
    yield from guide(report)
    yield Block("text", report.say("team_page_line"))
    if group.steps:
        yield Block("heading", report.say("team_steps_whole"))
    for step in group.steps:
        yield from whole_step(report, step.id)
    yield Block("heading", report.say("team_page_limits"))
    for limit in report.document.limits:
        yield Block("text", limit)
    if group.reason is None:
        yield from _kept_back(report, group)


def _without_figures(report: ReportInWords) -> Iterator[Block]:
    """Why a group has none, and those for everybody, where they are shown."""
    id_ = "team_page_hidden_alone" if report.is_whole_hidden else "team_page_hidden"
    yield Block("text", report.say(id_, minimum=report.document.minimum))
    if not report.is_whole_hidden:
        yield Block("heading", report.say("team_organisation"))
        yield from figures(report, report.document.organisation)


def _kept_back(report: ReportInWords, group: GroupDoc) -> Iterator[Block]:
    """What whoever leads the talk reads before, and a group need not have on the table."""
    care, where = kept_back(report, group)
    if care:
        yield Block("heading", report.say("team_page_care"), where)
    yield from care
