"""One group's page: what a facilitator takes along, and can hand out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.render.block import Block
from rctdiag.render.group.debrief_guide import guide, whole_step
from rctdiag.render.group.group_section import one_group
from rctdiag.render.group.organisation import figures, for_leading, special

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rctdiag.render.group.group_page_data import Paper

    Doc = Mapping[str, Any]


def page_blocks(paper: Paper, group: Doc) -> list[Block]:
    """The page, in the order in which it is used."""
    return list(_page(paper, group))


def _page(paper: Paper, group: Doc) -> Iterator[Block]:
    yield Block("title", paper.say("team_page_title", by=group["by"], name=group["name"]))
    yield Block("text", paper.status())
    yield Block("text", paper.say("team_opening"))
    yield Block("text", paper.document["validity"])
    if group["reason"] is None:
        yield from one_group(paper, group, alone=True)
    else:
        yield from _without_figures(paper)
    if group["reason"] is None or not paper.is_whole_hidden:
        yield Block("text", paper.say("team_legend"))
        yield Block("text", paper.say("team_legend_ways"))
    yield from guide(paper)
    yield Block("text", paper.say("team_page_line"))
    if group["steps"]:
        yield Block("heading", paper.say("team_steps_whole"))
    for one in group["steps"]:
        yield from whole_step(paper, one["id"])
    yield Block("heading", paper.say("team_page_limits"))
    for limit in paper.document["limits"]:
        yield Block("text", limit)
    if group["reason"] is None:
        yield from _kept_back(paper, group)


def _without_figures(paper: Paper) -> Iterator[Block]:
    """Why a group has none, and those for everybody, where they are shown."""
    id_ = "team_page_hidden_alone" if paper.is_whole_hidden else "team_page_hidden"
    yield Block("text", paper.say(id_, minimum=paper.document["minimum"]))
    if not paper.is_whole_hidden:
        yield Block("heading", paper.say("team_organisation"))
        yield from figures(paper, paper.document["organisation"])


def _kept_back(paper: Paper, group: Doc) -> Iterator[Block]:
    """What whoever leads the talk reads before, and a group need not have on the table."""
    care = [*for_leading(paper, group), *special(paper, group)]
    if care:
        yield Block("heading", paper.say("team_page_care"), care[0].where)
    yield from care
