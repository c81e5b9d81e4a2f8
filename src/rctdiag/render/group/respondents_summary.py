"""One page for those who answered: thanks, what came of it, what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.group.organisation import figures, ways

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.group.report_in_words import ReportInWords


def summary_blocks(report: ReportInWords) -> list[Block]:
    """The page; everybody together and nobody apart."""
    return list(_page(report))


def _page(report: ReportInWords) -> Iterator[Block]:
    organisation = report.document.organisation
    yield Block("title", report.say("team_summary_title"))
    if report.document.release is None:
        yield Block("text", report.status())
    thanks = "team_summary_thanks" if organisation.n is not None else "team_summary_thanks_hidden"
    yield Block("text", report.say(thanks, n=organisation.n))
    minimum = report.document.minimum
    yield Block("text", report.say("team_summary_who_sees", minimum=minimum))
    yield Block("heading", report.say("team_summary_together"))
    if report.is_whole_hidden:
        yield Block("text", report.say("team_organisation_hidden"))
    else:
        yield from figures(report, organisation)
        yield Block("text", report.say("team_legend"))
        yield from ways(report, organisation)
    yield Block("heading", report.say("team_summary_after"))
    yield Block("text", report.say("team_summary_next"))
    yield Block("text", report.say("team_guide_rules"))
    yield Block("text", report.say("team_summary_look"))
    yield Block("text", report.say("team_summary_more"))
    yield Block("text", report.document.validity)
