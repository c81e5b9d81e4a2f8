"""Everybody together: the scales on one axis, the good things, strengths, what to talk about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.disclosure.document.team_steps import PAID_FOR
from rctdiag.render.block import Block
from rctdiag.render.person.result_page import capital
from rctdiag.scoring.bands import HIGH, LOW, PRESENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.render.block import Where
    from rctdiag.render.group.group_page_data import Paper

    Doc = Mapping[str, Any]

LADDER = ("told_apart", "with_care", "not_told_apart", "no_difference", "not_computed")


def everybody(paper: Paper) -> Iterator[Block]:
    """The organisation."""
    told = paper.document["organisation"]
    yield Block("heading", paper.say("team_organisation"))
    if paper.is_whole_hidden:
        yield Block("text", paper.say("team_organisation_hidden"))
        yield Block("text", paper.say("team_legend"))
        return
    yield from figures(paper, told)
    yield Block("text", paper.say("team_legend"))
    yield from good_things(paper, told)
    yield from ways(paper, told)
    yield from parts(paper, told)
    yield from for_leading(paper, told)
    yield from special(paper, told)


def figures(paper: Paper, told: Doc) -> Iterator[Block]:
    """The scales as bars on one axis, and what stands out among the cultures."""
    for scale in paper.scales:
        yield paper.bar(paper.title(scale), told["scales"][scale])
    found = told["stands_out"]
    word = found["word"] if found is not None else ""
    if word == "none" and _all_come_up(paper, told):
        word = "none_high"
    if paper.words.has(f"teams.team_{word}"):
        title = paper.title(found["scale"]) if found["scale"] else ""
        yield Block("text", paper.say(f"team_{word}", title=title))


def _all_come_up(paper: Paper, told: Doc) -> bool:
    """Whether every culture that is shown reads as sometimes or more, beyond the middle."""
    shown = [
        figure["mean"]
        for scale in paper.scales
        if paper.document["scales"][scale]["high"] == "hard"
        and (figure := told["scales"][scale])["mean"] is not None
    ]
    return all(mean >= PRESENT for mean in shown)


def good_things(paper: Paper, told: Doc) -> Iterator[Block]:
    """What contact gives, each beside its opposite."""
    scales = paper.document["scales"]
    for scale in paper.scales:
        if scales[scale]["high"] == "good" and paper.facets(scale):
            yield Block("sub", paper.say("team_good_things"))
            for facet in paper.facets(scale):
                yield Block("item", _part(paper, told["scales"][scale], facet, "team_good"))


def ways(paper: Paper, told: Doc) -> Iterator[Block]:
    """Three strengths, then three things that are worth a talk."""
    if not paper.is_full:
        yield Block("text", paper.say("team_no_parts"))
        return
    if not paper.shows(told):
        return
    if not told["strengths"] and not told["focus"]:
        hides = "_shown" if paper.hides(told) else ""
        yield Block("text", paper.say(f"team_nothing_stands_out{hides}"))
        return
    yield Block("sub", paper.say("team_strengths"))
    if not told["strengths"]:
        yield Block("text", paper.say("team_no_strengths"))
    for one in told["strengths"]:
        yield Block("item", paper.finding(told, one, "good"))
    yield Block("sub", paper.say("team_focus"))
    if not told["focus"]:
        yield Block(
            "text", paper.say("team_no_focus_shown" if paper.hides(told) else "team_no_focus")
        )
    for one in told["focus"]:
        yield Block("item", paper.finding(told, one, "hard"))


def for_leading(paper: Paper, told: Doc) -> Iterator[Block]:
    """For whoever leads the talk alone: what people pay for speaking of in the group."""
    if not is_paid_for(told):
        return
    yield Block("sub", paper.say("team_for_leading"))
    for one in told["for_leading"]:
        yield Block("item", paper.finding(told, one, "hard"))
    yield Block("text", paper.say("team_focus_unsafe"))


def is_paid_for(told: Doc) -> bool:
    """Whether people pay for questioning or speaking up: often, or clearly beyond the middle."""
    often = any(
        (figure["mean"] or 0.0) >= HIGH
        for scale, of in told["scales"].items()
        for facet, figure in of["facets"].items()
        if f"{scale}.{facet}" in PAID_FOR
    )
    return often or bool(told["for_leading"])


def parts(paper: Paper, told: Doc) -> Iterator[Block]:
    """Every part of the cultures, in the full view."""
    scales = paper.document["scales"]
    for scale in paper.scales:
        if scales[scale]["high"] != "good" and paper.facets(scale):
            yield Block("sub", paper.say("team_parts", title=paper.title(scale)), "full")
            for facet in paper.facets(scale):
                text = _part(paper, told["scales"][scale], facet, "team_facet")
                yield Block("item", text, "full")


def _part(paper: Paper, scale: Doc, facet: Doc, id_: str) -> str:
    figure, label = scale["facets"][facet["id"]], capital(facet["label"])
    if figure["mean"] is None:
        return paper.say("team_facet_hidden", label=label)
    values = {"score": paper.points(figure), "bands": paper.bands(figure)}
    if id_ == "team_good" and facet["opposite"]:
        return paper.say(id_, label=label, opposite=facet["opposite"], **values)
    return paper.say("team_facet", label=label, **values)


def special(paper: Paper, told: Doc) -> Iterator[Block]:
    """The items marked sensitive, each by itself, where enough people answered.

    The short view of a group leaves out what reads as rarely or never.
    """
    shown = [
        (-figure["mean"], item)
        for item in paper.document["items"]
        if (figure := told["items"][item])["mean"] is not None
    ]
    if not shown:
        return
    whole = told["name"] is None
    where: Where = "both" if whole or any(-mean >= LOW for mean, _ in shown) else "full"
    yield Block("sub", paper.say("team_items"), where)
    if serious(paper, told):
        yield Block("text", paper.say("team_items_serious"), where)
    for mean, item in sorted(shown):
        text = paper.document["items"][item]["text"]
        told_ = paper.say("team_item", bands=paper.band(told["items"][item]), text=text)
        yield Block("item", told_, where if whole or -mean >= LOW else "full")
    yield Block("text", paper.say("team_items_note"), where)


def serious(paper: Paper, told: Doc) -> bool:
    """Whether a serious thing is shown and reads as sometimes or more."""
    return any(
        one["serious"] and (told["items"][item]["mean"] or 0.0) >= LOW
        for item, one in paper.document["items"].items()
    )


def apart(paper: Paper) -> Iterator[Block]:
    """Whether groups can be told apart, and which differ from the rest."""
    if not paper.document["breakdowns"]:
        return
    yield Block("heading", paper.say("team_apart"))
    for one in paper.document["breakdowns"]:
        values = {"by": one["by"], "shown": one["shown"], "all": one["shown"] + one["hidden"]}
        id_ = "team_apart_about" if one["hidden"] else "team_apart_about_all"
        yield Block("text", paper.say(id_, **values))
        yield from _ladder(paper, one["scales"])
    yield from _beside(paper)
    yield from _power(paper)


def _ladder(paper: Paper, scales: Doc) -> Iterator[Block]:
    for rung in LADDER:
        here = [s for s in paper.scales if s in scales and scales[s]["ladder"] == rung]
        titles = [paper.title(scale) for scale in here]
        if titles:
            alone = rung == "not_computed" and paper.is_whole_hidden
            id_ = "team_apart_hidden" if alone else f"team_apart_{rung}"
            text = paper.say(id_, titles=paper.listed(titles))
            yield Block("item", text)
    for scale in paper.scales:
        one = scales.get(scale)
        if one is not None and one["f"] is not None:
            df1, df2 = one["df"]
            p = paper.say("team_p", p=one["p"]) if one["p"] else paper.say("team_p_small")
            text = paper.say(
                "team_apart_figures",
                title=paper.title(scale),
                f=one["f"],
                p=p,
                icc1=_share(paper, one["icc1"]["value"]),
                icc2=_share(paper, one["icc2"]["value"]),
                df1=df1,
                df2=df2,
            )
            yield Block("item", text, "full")


def _share(paper: Paper, value: float | None) -> str:
    return "-" if value is None else str(value) if value >= 0 else paper.say("team_below_nought")


def _beside(paper: Paper) -> Iterator[Block]:
    compared = paper.document["comparisons"]
    if not compared["rows"]:
        id_ = "team_rest_hidden" if paper.is_whole_hidden else "team_rest_few"
        yield Block("text", paper.say(id_))
        return
    yield Block("text", paper.say("team_rest_who"))
    alike = []
    for row in compared["rows"]:
        if row["verdict"] == "no_difference_found":
            alike.append(row)
            continue
        yield Block("item", beside_one(paper, row), "full" if paper.is_many else "both")
        yield Block("quote", paper.say("team_rest_pairs", **_pairs(paper, row)), "full")
    if paper.is_many and len(alike) < len(compared["rows"]):
        yield Block("text", paper.say("team_rest_by_group"), "short")
    if alike:
        yield Block("text", _alike(paper, alike))
    method = paper.say(f"team_method_{compared['method']}")
    values = {"count": compared["count"], "method": method, "level": compared["level"]}
    yield Block("text", paper.say("team_rest_method", **values), "full")


def _pairs(paper: Paper, row: Doc) -> Mapping[str, object]:
    pairs = round(100 * row["superiority"]["value"])
    return {"name": row["name"], "title": paper.title(row["scale"]), "pairs": pairs}


def beside_one(paper: Paper, row: Doc) -> str:
    """A group beside the rest, where the two differ."""
    ends = row["interval"] or {"low": row["difference"], "high": row["difference"]}
    low, high = (round(abs(ends[end])) for end in ("low", "high"))
    return paper.say(
        f"team_rest_{row['verdict']}",
        name=row["name"],
        title=paper.title(row["scale"]),
        points=round(abs(row["difference"])),
        low=min(low, high),
        high=max(low, high),
    )


def _alike(paper: Paper, rows: Sequence[Doc]) -> str:
    found = sorted(round(row["detectable"]) for row in rows if row["detectable"] is not None)
    low, high = (found[0], found[-1]) if found else (0, 0)
    one = len(rows) == 1 or low == high
    id_ = "team_rest_none_one" if len(rows) == 1 else "team_rest_none"
    if one and len(rows) > 1:
        id_ = "team_rest_none_same"
    return paper.say(id_, count=len(rows), low=low, high=high)


def _power(paper: Paper) -> Iterator[Block]:
    rows = paper.document["power"]
    if not rows:
        return
    yield Block("sub", paper.say("team_power"))
    for row in rows:
        label = (
            paper.title(row["scale"])
            if row["facet"] is None
            else capital(paper.label(row["scale"], row["facet"]))
        )
        values = {"low": round(row["least_mean"]), "high": round(row["most_mean"])}
        id_ = "team_power_apart" if row["apart"] else "team_power_near"
        text = paper.say(id_, label=label, least=row["least"], most=row["most"], **values)
        yield Block("item", text, "both" if row["apart"] else "full")
