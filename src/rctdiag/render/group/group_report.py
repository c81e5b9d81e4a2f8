"""The group report in its order: who answered, everybody, groups, what is hidden, the guide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.group.debrief_guide import guide, leaders, steps
from rctdiag.render.group.group_foot import foot, hidden
from rctdiag.render.group.group_section import one_group
from rctdiag.render.group.many_groups import overview
from rctdiag.render.group.organisation import apart, everybody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.group.group_page_data import Paper


def group_blocks(paper: Paper) -> list[Block]:
    """Everything a group report can say, in its order."""
    blocks = [*head(paper), *who(paper), *everybody(paper), *apart(paper)]
    blocks += pages(paper)
    for part in (hidden, guide, leaders, steps, foot):
        blocks += part(paper)
    return blocks


def pages(paper: Paper) -> Iterator[Block]:
    """A page for every group; where they are many, the short view has an overview instead."""
    many = paper.is_many
    if many:
        yield from (replace(block, where="short") for block in overview(paper))
    for group in paper.groups:
        for block in one_group(paper, group, alone=False):
            yield replace(block, where="full") if many else block


def head(paper: Paper) -> Iterator[Block]:
    """What this is, whether it is a draft, and what it is not for."""
    document = paper.document
    yield Block("title", paper.say("team_title"))
    yield Block("text", paper.status())
    yield Block("text", paper.say("team_opening"))
    yield Block("text", document["validity"])


def who(paper: Paper) -> Iterator[Block]:
    """How many answered, and how."""
    document = paper.document
    everybody_, careless = document["organisation"], document["careless"]
    response = everybody_["response"]
    yield Block("heading", paper.say("team_who"))
    if everybody_["n"] is None:
        yield Block("text", paper.say("team_answered_hidden"))
    elif response and response["rate"] is not None:
        values = {name: response[name] for name in ("headcount", "rate")}
        yield Block("text", paper.say("team_answered_of", n=response["answered"], **values))
    else:
        yield Block("text", paper.say("team_answered", n=everybody_["n"]))
        if response is None or response["reason"] == "no_headcount":
            yield Block("text", paper.say("team_asked_unknown"))
    if response and paper.words.has(f"teams.team_{response['reason']}"):
        yield Block("text", paper.say(f"team_{response['reason']}"))
    yield Block("text", paper.say(f"team_form_{document['form']}"))
    for scale in paper.scales:
        ends = everybody_["scales"][scale]["worst_case"]
        if ends is not None:
            told = {"low": round(ends["low"]), "high": round(ends["high"])}
            text = paper.say("team_worst_case", title=paper.title(scale), **told)
            yield Block("item", text, "full")
    if document["gaps"]:
        yield Block("text", paper.say("team_gaps", percent=document["gaps"]), "full")
    if careless["flagged"] is not None:
        yield Block("text", _careless(paper))


def _careless(paper: Paper) -> str:
    careless = paper.document["careless"]
    means = [
        paper.say("team_careless_mean", title=paper.title(scale), mean=round(mean))
        for scale in paper.scales
        if (mean := careless["without"].get(scale)) is not None
    ]
    if not means:
        return paper.say("team_careless_count", flagged=careless["flagged"])
    return paper.say("team_careless", flagged=careless["flagged"], means=paper.listed(means))
