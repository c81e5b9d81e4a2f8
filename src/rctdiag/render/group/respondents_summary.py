"""One page for those who answered: thanks, what came of it, what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.group.organisation import figures, ways

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.group.group_page_data import Paper


def summary_blocks(paper: Paper) -> list[Block]:
    """The page; everybody together and nobody apart."""
    return list(_page(paper))


def _page(paper: Paper) -> Iterator[Block]:
    told = paper.document["organisation"]
    yield Block("title", paper.say("team_summary_title"))
    thanks = "team_summary_thanks" if told["n"] is not None else "team_summary_thanks_hidden"
    yield Block("text", paper.say(thanks, n=told["n"]))
    minimum = paper.document["minimum"]
    yield Block("text", paper.say("team_summary_who_sees", minimum=minimum))
    yield Block("heading", paper.say("team_summary_together"))
    if paper.is_whole_hidden:
        yield Block("text", paper.say("team_organisation_hidden"))
    else:
        yield from figures(paper, told)
        yield Block("text", paper.say("team_legend"))
        yield from ways(paper, told)
    yield Block("heading", paper.say("team_summary_after"))
    yield Block("text", paper.say("team_summary_next"))
    yield Block("text", paper.say("team_guide_rules"))
    yield Block("text", paper.say("team_summary_look"))
    yield Block("text", paper.say("team_summary_more"))
    yield Block("text", paper.document["validity"])
