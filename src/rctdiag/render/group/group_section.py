"""One group: its figures, what it can build on, what to talk about, steps to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.render.block import Block
from rctdiag.render.group.debrief_guide import step_in_short
from rctdiag.render.group.organisation import (
    beside_one,
    figures,
    for_leading,
    parts,
    serious,
    special,
    ways,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rctdiag.render.block import Where
    from rctdiag.render.group.group_page_data import Paper

    Doc = Mapping[str, Any]

DETAIL = 15
MUCH_ALIKE = 0.70  # r*wg(j) is not moved by the number of items; below it nothing is said


def one_group(paper: Paper, group: Doc, *, alone: bool) -> Iterator[Block]:
    """A group that is shown.

    Args:
        paper: The document.
        group: One of its groups.
        alone: A page by itself says how each step begins; a whole report says it once for all.
            Questions that ask for special care stand at its end, where they can be kept back.
    """
    values = {"by": group["by"], "name": group["name"], "n": group["n"]}
    yield Block("heading", paper.say("team_group", **values))
    response = group["response"]
    if response and response["rate"] is not None:
        told = {name: response[name] for name in ("headcount", "rate")}
        yield Block("text", paper.say("team_group_response", n=response["answered"], **told))
    if response and paper.words.has(f"teams.team_{response['reason']}"):
        yield Block("text", paper.say(f"team_{response['reason']}"))
    yield from figures(paper, group)
    if serious(paper, group):
        yield Block("text", paper.say("team_items_first"))
    yield from _beside(paper, group)
    yield from _alike(paper, group)
    yield from ways(paper, group)
    yield from parts(paper, group)
    if not alone:
        yield from for_leading(paper, group)
        yield from special(paper, group)
    yield from _steps(paper, group, alone=alone)
    yield from _method(paper, group)


def _beside(paper: Paper, group: Doc) -> Iterator[Block]:
    """Where this group differs from the rest."""
    for row in paper.document["comparisons"]["rows"]:
        mine = (row["by"], row["name"]) == (group["by"], group["name"])
        if mine and row["verdict"] in ("higher", "lower"):
            yield Block("item", beside_one(paper, row))


def _alike(paper: Paper, group: Doc) -> Iterator[Block]:
    for scale in paper.scales:
        found = group["agreement"][scale]
        if found is None:
            continue
        id_ = _agreement(found)
        if id_:
            yield Block("item", paper.say(id_, title=paper.title(scale)), _where(id_))


def _where(id_: str) -> Where:
    return "both" if id_ == "team_split" else "full"


def _agreement(found: Doc) -> str:
    """Split before alike; alike counts only beside what chance would show."""
    if found["split"]:
        return "team_split"
    base = found["baseline_high"] if found["baseline_high"] is not None else found["baseline"]
    if found["rwg_uniform"] is None or base is None or found["r_star"] is None:
        return ""
    if found["rwg_uniform"] <= base:
        return "team_agree_chance"
    return "team_agree" if found["r_star"] >= MUCH_ALIKE else ""


def _steps(paper: Paper, group: Doc, *, alone: bool) -> Iterator[Block]:
    if not paper.is_full:
        return
    if not group["steps"]:
        yield Block("text", paper.say("team_no_steps"))
        return
    yield Block("sub", paper.say("team_steps" if alone else "team_steps_by_title"))
    for one in group["steps"]:
        yield Block("item", step_in_short(paper, one["id"], begins=alone))
        names = [paper.burden(why["scale"], why["facet"]) for why in one["because"]]
        if names:
            yield Block("quote", paper.say("team_step_why", parts=paper.listed(names)), "full")


def _method(paper: Paper, group: Doc) -> Iterator[Block]:
    yield Block("sub", paper.say("team_group_method"), "full")
    for scale in paper.scales:
        found = group["scales"][scale]["pooled"]
        if found is not None and found["interval"] is not None:
            values = {
                "mean": round(found["mean"]),
                "low": round(found["interval"]["low"]),
                "high": round(found["interval"]["high"]),
                "weight": round(100 * found["weight"]),
            }
            text = paper.say("team_pooled", title=paper.title(scale), **values)
            yield Block("item", text, "full")
    for scale in paper.scales:
        shares = group["favourable"][scale]
        if shares is not None:
            text = paper.say(
                "team_favourable",
                title=paper.title(scale),
                often=paper.percent(shares["often_or_more"]),
                sometimes=paper.percent(shares["sometimes_or_more"]),
            )
            yield Block("item", text, "full")
    if group["n"] < DETAIL:
        yield Block("text", paper.say("team_few"), "full")
