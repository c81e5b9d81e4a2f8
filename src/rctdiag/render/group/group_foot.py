"""What is not shown and why; how it was worked out; what it cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.disclosure.groups.membership import EVERYONE
from rctdiag.render.block import Block
from rctdiag.render.group.group_page_data import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.render.group.group_page_data import Paper

    Doc = Mapping[str, Any]

NAMED = 12  # hidden groups named in the short view
HASH = 8


def hidden(paper: Paper) -> Iterator[Block]:
    """The groups and figures that are not shown."""
    rows = in_order(paper.document["hidden"])
    yield Block("heading", paper.say("team_hidden"))
    if not rows:
        yield Block("text", paper.say("team_hidden_none"))
        return
    yield Block("text", paper.say("team_hidden_why", minimum=paper.document["minimum"]))
    everybody = [row for row in rows if row["by"] == EVERYONE and not row["name"]]
    groups = [row for row in rows if row not in everybody]
    if any(row["scale"] is None for row in everybody):
        yield Block("item", paper.say("team_hidden_everybody"))
    elif everybody:
        titles = [paper.title(row["scale"]) for row in everybody]
        text = paper.say("team_hidden_everybody_scales", titles=paper.listed(titles))
        yield Block("item", text)
    yield from _groups(paper, [row for row in groups if row["scale"] is None])
    yield from _scales(paper, [row for row in groups if row["scale"] is not None])
    if groups:
        yield Block(
            "text", paper.say("team_hidden_more_alone" if everybody else "team_hidden_more")
        )


def _groups(paper: Paper, rows: Sequence[Doc]) -> Iterator[Block]:
    for by in dict.fromkeys(row["by"] for row in rows):
        names = [row["name"] for row in rows if row["by"] == by]
        many = len(names) > NAMED
        if many:
            yield Block("item", _some(paper, by, names), "short")
        text = paper.say("team_hidden_groups", by=by, names=paper.listed(names))
        yield Block("item", text, "full" if many else "both")


def _scales(paper: Paper, rows: Sequence[Doc]) -> Iterator[Block]:
    part: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        part.setdefault((row["by"], row["name"]), []).append(paper.title(row["scale"]))
    for (by, name), titles in part.items():
        text = paper.say("team_hidden_scales", by=by, name=name, titles=paper.listed(titles))
        yield Block("item", text, "full" if len(part) > NAMED else "both")


def _some(paper: Paper, by: str, names: Sequence[str]) -> str:
    told = paper.listed(names[:NAMED])
    return paper.say("team_hidden_many", by=by, count=len(names), names=told)


def foot(paper: Paper) -> Iterator[Block]:
    """Method and limits, in half a page."""
    document = paper.document
    yield Block("heading", paper.say("team_method"))
    spreads = {scale: document["scales"][scale]["spread"] for scale in paper.scales}
    if any(one["df"] is not None for one in spreads.values()):
        told = [
            paper.say("team_method_spread", title=paper.title(scale), sd=one["sd"])
            for scale, one in spreads.items()
        ]
        yield Block("text", paper.say("team_method_mean", spreads=paper.listed(told)))
    else:
        id_ = "team_method_mean_hidden" if paper.is_whole_hidden else "team_method_mean_planned"
        yield Block("text", paper.say(id_))
    yield Block("text", paper.say("team_method_ends"), "full")
    attacks = [
        paper.say(f"team_attack_{attack}")
        for attack in document["audit"]["attacks"]
        if paper.words.has(f"teams.team_attack_{attack}")
    ]
    yield Block("text", paper.say("team_method_audit", attacks=paper.listed(attacks)))
    for limit in document["limits"]:
        yield Block("text", limit)
    questionnaires = [
        paper.say(
            "team_foot_questionnaire",
            id=one["id"],
            version=one["version"],
            hash=one["sha256"][:HASH],
        )
        for one in document["questionnaires"]
    ]
    values = {"version": document["rctdiag_version"], "created": paper.created()}
    told_ = paper.listed(questionnaires)
    yield Block("text", paper.say("team_foot", questionnaires=told_, **values), "full")
    yield Block("text", paper.say("team_foot_more"), "short")
