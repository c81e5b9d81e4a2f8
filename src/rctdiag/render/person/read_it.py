"""Read it: what the place is like and what it does to people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.render.block import Bar, Block
from rctdiag.render.person.result_page import OFTEN, SELDOM, capital, points

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rctdiag.render.person.result_page import Page

BARS_SHORT = 4  # scales kept in the short view
_REASONS = frozenset({"not_asked", "not_enough_answers", "not_enough_facets", "cannot_see"})


def read(page: Page) -> Iterator[Block]:
    """The first of the four steps."""
    yield Block("heading", page.say("read_heading"), lines=1)
    yield Block("text", page.document["profile"]["statement"], lines=7)
    yield from _bars(page)
    yield from _continuum(page)
    for _, scale in page.scales():
        yield from _parts(page, scale)
    yield from _power(page)
    yield from _paradox(page)
    yield from _crowded_out(page)
    yield from _happened(page)
    yield Block("text", page.say("read_healthy"), rank=5)


def _bars(page: Page) -> Iterator[Block]:
    scales = [scale for _, scale in page.scales()]
    rank = 2 if page.stop else 1
    for number, scale in enumerate(scales):
        yield _bar(page, scale, rank=rank if number < BARS_SHORT else 8)
    if any(scale["interval"] for scale in scales):
        yield Block("text", page.say("read_legend"), rank=rank)
    named = [scale["theory"] for scale in scales if scale["theory"]]
    if named:
        text = page.say("read_theory_all", names=page.words.listed(named))
        yield Block("text", text, "short", rank=7)


def _bar(page: Page, scale: Mapping[str, Any], rank: int) -> Block:
    score, interval = scale["score"], scale["interval"]
    if score is None:
        reason = page.say(f"reason_{_reason(scale)}", **_counts(scale))
        told = page.say("read_missing", label=scale["label"], reason=reason)
        return Block("text", told, rank=rank)
    if page.mostly_unseen(scale):
        return Block("text", page.say("read_bar_unseen", label=scale["label"]), rank=rank)
    low, high = (interval["low"], interval["high"]) if interval else (score, score)
    values = {
        "score": points(score),
        "bands": page.bands(scale),
        "low": points(low),
        "high": points(high),
    }
    bare = "" if interval else "_bare"
    figures = page.say(f"read_figures{bare}", **values)
    bar = Bar(scale["label"], points(score), points(low), points(high), figures)
    text = page.say(f"read_bar{bare}", label=scale["label"], **values)
    return Block("bar", text, rank=rank, bar=bar)


def _reason(scale: Mapping[str, Any]) -> str:
    reason = "cannot_see" if scale["cannot_see"] else scale["reason"]
    return reason if reason in _REASONS else "not_enough_facets"


def _counts(scale: Mapping[str, Any]) -> dict[str, int]:
    return {name: scale[name] for name in ("answered", "items", "needed", "cant_say")}


def _continuum(page: Page) -> Iterator[Block]:
    line = page.document["continuum"]
    rank = 2 if page.stop else 1
    if line["position"] is None:
        yield Block("text", page.say("read_continuum_missing"), rank=rank)
    else:
        # In the short view the bar of the same figure says it.
        told = page.say("read_continuum", position=points(line["position"]))
        yield Block("text", told, "full")
        yield Block("text", page.say("read_sitting"), rank=7)
    if line["direction"]:
        yield Block("text", page.say(f"read_{line['direction']}"), rank=3)


def _parts(page: Page, scale: Mapping[str, Any]) -> Iterator[Block]:
    facets = page.facets(scale)
    if scale["reason"] == "not_asked" or not facets:
        return
    good = scale["kind"] == "connection"
    title = "read_connection" if good else "read_parts"
    yield Block("sub", page.say(title, label=scale["label"]), "full")
    if scale["theory"]:
        told = page.say("read_theory", theory=scale["theory"])
        yield Block("text", told, "full")
    if all(facet["band"] is None for _, facet in facets):
        yield Block("text", page.say("read_parts_missing"), "full")
        return
    for id_, facet in facets:
        yield Block("item", _part(page, id_, facet, beside=good), "full")


def _part(page: Page, id_: str, facet: Mapping[str, Any], *, beside: bool) -> str:
    label, band = capital(facet["label"]), facet["band"]
    if band is None:
        return page.say("read_facet_missing", label=label)
    if page.unseen(id_, band):
        return page.say("read_facet_unseen", label=label)
    if facet["opposite"] and beside:
        values = {"band": page.band(band), "opposite": facet["opposite"]}
        return page.say("read_facet_opposite", label=label, **values)
    return page.say("read_facet", label=label, band=page.band(band))


def _power(page: Page) -> Iterator[Block]:
    told = [one for one in ("power_over", "power_to", "power_with") if _reading(page, one)]
    if not told:
        return
    yield Block("sub", page.say("read_power"), "full")
    for id_ in told:
        band = _reading(page, id_)["band"]
        if band is None:
            text = page.say(f"read_{id_}_missing")
        elif page.unseen(id_, band):
            text = page.say(f"read_{id_}_unseen")
        else:
            text = page.say(f"read_{id_}", band=page.band(band))
        yield Block("item", text, "full")
    yield Block("text", page.say("read_power_about"), "full")


def _paradox(page: Page) -> Iterator[Block]:
    if _reading(page, "paradox"):
        yield Block("sub", page.say("read_paradox"), "full")
        band = _reading(page, "paradox")["band"]
        yield Block("text", page.say(f"read_paradox_{_strength(page, band)}"), "full")


def _crowded_out(page: Page) -> Iterator[Block]:
    harmony = _reading(page, "harmony_without_candour").get("band") in OFTEN and not page.stop
    load = _reading(page, "load_over_relating").get("band") in OFTEN
    told = [id_ for id_, holds in (("harmony", harmony), ("load", load)) if holds]
    if told:
        yield Block("sub", page.say("read_crowded_out"), "full")
    for id_ in told:
        yield Block("text", page.say(f"read_{id_}_often"), "full")


def _strength(page: Page, band: str | None) -> str:
    if band is None:
        return "missing"
    if band in SELDOM:
        return "unseen" if page.decides else "seldom"
    return "often" if band in OFTEN else "sometimes"


def _happened(page: Page) -> Iterator[Block]:
    yield Block("sub", page.say("read_happened"), "full")
    context = page.document["about"]["context"]
    if context:
        yield Block("quote", page.say("read_happened_told", context=context), "full")
    yield Block(
        "text", page.say("read_happened_serves" if context else "read_happened_ask"), rank=6
    )


def _reading(page: Page, id_: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = page.document["readings"].get(id_, {})
    return found
