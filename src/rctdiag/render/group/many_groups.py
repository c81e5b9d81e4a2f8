"""Many groups at a glance: a line or two each, where whole pages would be too many to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.render.block import Block
from rctdiag.render.group.organisation import is_paid_for, serious
from rctdiag.scoring.bands import PRESENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.render.group.group_page_data import Paper

    Doc = Mapping[str, Any]

APART = frozenset({"with_care", "told_apart"})


def overview(paper: Paper) -> Iterator[Block]:
    """Every group that is shown, in an order that no figure makes."""
    groups = paper.groups
    yield Block("heading", paper.say("team_overview"))
    about = "team_overview_about_alone" if paper.is_whole_hidden else "team_overview_about"
    yield Block("text", paper.say(about))
    yield Block("text", paper.say("team_legend_ways"))
    if any(_needs_care(paper, group) for group in groups):
        yield Block("text", paper.say("team_overview_care_first"))
    for by in dict.fromkeys(group["by"] for group in groups):
        yield Block("sub", paper.say("team_overview_by", by=by))
        for group in groups:
            if group["by"] == by:
                told = tuple(_told(paper, group))
                yield Block("item", " ".join(told), facts=told)
    yield Block("text", paper.say("team_overview_more"))


def _told(paper: Paper, group: Doc) -> Iterator[str]:
    """A group in whole sentences: who, care, what it can build on, what stands out."""
    yield from _answered(paper, group)
    if _needs_care(paper, group):
        yield paper.say("team_overview_care")
    apart = _apart(paper, group["by"])
    for one in group["strengths"]:
        if one["scale"] in apart and _is_clear(paper, group, one):
            yield paper.say("team_overview_strength", part=one["good"])
            break
    found = group["stands_out"]
    if found is not None and found["scale"] is not None and _cultures(paper) & apart:
        yield paper.say(f"team_overview_{found['word']}", title=paper.title(found["scale"]))
    yield from _beside(paper, group)
    split = _split(paper, group)
    if split:
        yield paper.say("team_overview_split", titles=_titles(paper, split))


def _answered(paper: Paper, group: Doc) -> Iterator[str]:
    response, name = group["response"], group["name"]
    if response and response["rate"] is not None:
        values = {"n": response["answered"], "headcount": response["headcount"]}
        yield paper.say("team_overview_group_of", name=name, **values)
    else:
        yield paper.say("team_overview_group", name=name, n=group["n"])
    if response and paper.words.has(f"teams.team_overview_{response['reason']}"):
        yield paper.say(f"team_overview_{response['reason']}")


def _needs_care(paper: Paper, group: Doc) -> bool:
    """Whether the page of the group says what has to come before any talk."""
    return serious(paper, group) or is_paid_for(group)


def _apart(paper: Paper, by: str) -> set[str]:
    """The scales on which groups of a breakdown differ by more than chance.

    Of others nothing is said here: side by side, chance would read as a difference.
    """
    scales = next(one["scales"] for one in paper.document["breakdowns"] if one["by"] == by)
    return {scale for scale, one in scales.items() if one["ladder"] in APART}


def _cultures(paper: Paper) -> set[str]:
    scales = paper.document["scales"]
    return {scale for scale in paper.scales if scales[scale]["high"] == "hard"}


def _is_clear(paper: Paper, group: Doc, one: Doc) -> bool:
    """Whether a strength is one whole, not in part, and all its range lies on the good side."""
    if paper.is_in_part(one):
        return False
    ends = group["scales"][one["scale"]]["facets"][one["facet"]]["interval"]
    if ends is None:
        return False
    if paper.document["scales"][one["scale"]]["high"] == "good":
        return bool(ends["low"] >= PRESENT)
    return bool(ends["high"] <= PRESENT)


def _beside(paper: Paper, group: Doc) -> Iterator[str]:
    """Where the group differs from the rest; the points and their range are on its page."""
    found: dict[str, list[str]] = {"higher": [], "lower": []}
    for row in paper.document["comparisons"]["rows"]:
        if (row["by"], row["name"]) == (group["by"], group["name"]) and row["verdict"] in found:
            found[row["verdict"]].append(row["scale"])
    told = {verdict: _titles(paper, scales) for verdict, scales in found.items() if scales}
    if told:
        yield paper.say(f"team_overview_{'_'.join(told)}", **told)


def _split(paper: Paper, group: Doc) -> list[str]:
    told = group["agreement"]
    return [scale for scale in paper.scales if told[scale] is not None and told[scale]["split"]]


def _titles(paper: Paper, scales: Sequence[str]) -> str:
    return paper.listed([paper.title(scale) for scale in scales])
