"""One group: its figures, what it can build on, what to talk about, steps to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.model.least_people import MINIMUM_DETAIL
from rctdiag.render.block import Block
from rctdiag.render.group.debrief_guide import step_in_short
from rctdiag.render.group.kept_back import for_leading, kept_back, serious, special
from rctdiag.render.group.organisation import (
    beside_the_rest,
    figures,
    parts,
    ways,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.teams import GroupDoc
    from rctdiag.render.block import Where
    from rctdiag.render.group.report_in_words import ReportInWords


def group_section(report: ReportInWords, group: GroupDoc, *, alone: bool) -> Iterator[Block]:
    """A group that is shown.

    Args:
        report: The document.
        group: One of its groups.
        alone: A page by itself says how each step begins; a whole report says it once for all.
            Questions that call for special care stand at its end, where they can be kept back.
    """
    values = {"name": report.called(group), "n": group.n}
    yield Block("heading", report.say("team_group", **values))
    yield from response_of(report, group)
    yield from figures(report, group)
    if alone:
        care, where = kept_back(report, group)
        if care:  # in the same words whatever it says: this page is handed out
            yield Block("text", report.say("team_page_care_first"), where)
    elif serious(report, group):
        yield Block("text", report.say("team_items_first"))
    yield from differences_from_rest(report, group)
    yield from alike(report, group)
    yield from ways(report, group)
    yield from parts(report, group)
    if not alone:
        yield from for_leading(report, group)
        yield from special(report, group)
    yield from steps_of(report, group, alone=alone)
    yield from method(report, group)


def response_of(report: ReportInWords, group: GroupDoc) -> Iterator[Block]:
    """How many of how many answered in this group."""
    response = group.response
    if response and response.rate is not None:
        of_all = {"headcount": response.headcount, "rate": response.rate}
        yield Block("text", report.say("team_group_response", n=response.answered, **of_all))
    if response and report.words.has(f"teams.team_{response.reason}"):
        yield Block("text", report.say(f"team_{response.reason}"))


def differences_from_rest(report: ReportInWords, group: GroupDoc) -> Iterator[Block]:
    """Where this group differs from the rest."""
    for row in report.document.comparisons.rows:
        is_this = (row.by, row.name) == (group.by, group.name)
        if is_this and row.verdict in ("higher", "lower"):
            yield Block("item", beside_the_rest(report, row))


def alike(report: ReportInWords, group: GroupDoc) -> Iterator[Block]:
    """How alike people of this group see it, where enough answered."""
    for scale in report.scales:
        agreement = group.agreement[scale]
        if agreement is None:
            continue
        if agreement.word == "mixed":
            continue
        where: Where = "both" if agreement.word == "apart" else "full"
        title = report.title(scale)
        yield Block("item", report.say(f"team_agree_{agreement.word}", title=title), where)
        if agreement.r_star is not None:
            sentence = f"team_agree_figures_{agreement.r_star_direction}"
            values = {"r_star": agreement.r_star, "chance": agreement.by_chance}
            yield Block("quote", report.say(sentence, title=title, **values), "full")


def steps_of(report: ReportInWords, group: GroupDoc, *, alone: bool) -> Iterator[Block]:
    """The steps that this group is offered."""
    if not report.is_full:
        return
    if not group.steps:
        yield Block("text", report.say("team_no_steps"))
        return
    yield Block("sub", report.say("team_steps" if alone else "team_steps_by_title"))
    for step in group.steps:
        yield Block("item", step_in_short(report, step.id, begins=alone))
        names = [report.burden(why.scale, why.facet) for why in step.because]
        if names:
            yield Block("quote", report.say("team_step_why", parts=report.listed(names)), "full")


def technical(report: ReportInWords, group: GroupDoc) -> set[str]:
    """What is told of method alone: a page that is handed out has none of it."""
    figures_of_alike = {b.text for b in alike(report, group) if b.kind == "quote"}
    about_method = {block.text for block in method(report, group)} - {report.say("team_few")}
    return figures_of_alike | about_method


def method(report: ReportInWords, group: GroupDoc) -> Iterator[Block]:
    """Figures of method on this group."""
    yield Block("sub", report.say("team_group_method"), "full")
    for scale in report.scales:
        pooled = group.scales[scale].pooled
        if pooled is not None and pooled.interval is not None:
            values = {
                "mean": round(pooled.mean),
                "low": round(pooled.interval.low),
                "high": round(pooled.interval.high),
                "weight": round(100 * pooled.weight),
            }
            text = report.say("team_pooled", title=report.title(scale), **values)
            yield Block("item", text, "full")
    if (group.n or 0) < MINIMUM_DETAIL:
        yield Block("text", report.say("team_few"), "full")
