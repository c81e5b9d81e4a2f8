"""Read it: what the place is like and what it does to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Bar, Block
from rctdiag.render.person.result_page import OFTEN, SELDOM, capital, points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.result import FacetDoc, ScaleDoc
    from rctdiag.render.block import Where
    from rctdiag.render.person.result_page import Page

BARS_SHORT = 4  # scales kept in the short view
POWER = ("power_over", "power_to", "power_with")


def read(page: Page) -> Iterator[Block]:
    """The first of the four steps."""
    yield Block("heading", page.say("read_heading"), lines=1)
    for sentence in page.document.profile.portrait:
        yield Block("text", sentence.text, lines=4)
    yield Block("text", page.document.profile.statement, lines=7)
    yield from _bars(page)
    yield from _continuum(page)
    highest = page.highest_culture()
    for scale in page.scales():
        # The short view has the parts of one culture, and what contact gives.
        shown = scale.kind == "connection" or scale == highest
        yield from _parts(page, scale, "lines" if shown else "full")
    yield from _power(page)
    yield from paradox(page)
    yield from crowded_out(page)
    yield from happened(page)
    yield Block("text", page.say("read_healthy"), rank=5)


def _bars(page: Page) -> Iterator[Block]:
    scales = page.scales()
    rank = 2 if page.help_first else 1
    for number, scale in enumerate(scales):
        yield _bar(page, scale, rank=rank if number < BARS_SHORT else 8)
    if any(scale.interval for scale in scales):
        yield Block("text", page.say("read_legend"), rank=rank)
    theories = [scale.theory for scale in scales if scale.theory]
    if theories:
        text = page.say("read_theory_all", names=page.words.listed(theories))
        yield Block("text", text, "short", rank=7)


def _bar(page: Page, scale: ScaleDoc, rank: int) -> Block:
    score, interval = scale.score, scale.interval
    if score is None:
        text = page.say("read_missing", label=scale.label, reason=page.missing(scale))
        return Block("text", text, rank=rank)
    if page.mostly_unseen(scale):
        return Block("text", page.say("read_bar_unseen", label=scale.label), rank=rank)
    low, high = (interval.low, interval.high) if interval else (score, score)
    values = {
        "score": points(score),
        "bands": page.bands(scale),
        "low": points(low),
        "high": points(high),
    }
    bare = "" if interval else "_bare"
    figures = page.say(f"read_figures{bare}", **values)
    bar = Bar(scale.label, points(score), points(low), points(high), figures)
    text = page.say(f"read_bar{bare}", label=scale.label, **values)
    return Block("bar", text, rank=rank, bar=bar)


def _continuum(page: Page) -> Iterator[Block]:
    continuum = page.document.continuum
    if continuum.reason == "not_asked":
        return
    rank = 2 if page.help_first else 1
    if continuum.position is None:
        yield Block("text", page.say("read_continuum_missing"), rank=rank)
    else:
        # In the short view the bar of the same figure says it.
        position = points(continuum.position)
        yield Block("text", page.say("read_continuum", position=position), "lines")
        yield Block("text", page.say("read_sitting"), rank=7)
    if continuum.direction:
        yield Block("text", page.say(f"read_{continuum.direction}"), rank=3)


def _parts(page: Page, scale: ScaleDoc, where: Where) -> Iterator[Block]:
    facets = page.facets(scale)
    if scale.reason == "not_asked" or not facets:
        return
    unknown = all(facet.band is None for facet in facets)
    where = "full" if unknown else where
    good = scale.kind == "connection"
    title = "read_connection" if good else "read_parts"
    yield Block("sub", page.say(title, label=scale.label), where)
    if scale.theory:
        yield Block("text", page.say("read_theory", theory=scale.theory), "full")
    if unknown:
        yield Block("text", page.say("read_parts_missing"), where)
        return
    for facet in facets:
        yield Block("item", _part(page, facet, beside=good), where)


def _part(page: Page, facet: FacetDoc, *, beside: bool) -> str:
    label, band = capital(facet.label), facet.band
    if band is None:
        return page.say("read_facet_missing", label=label)
    if page.unseen(facet.id, band):
        return page.say("read_facet_unseen", label=label)
    if facet.opposite and beside:
        word = page.band(band)
        return page.say("read_facet_opposite", label=label, band=word, opposite=facet.opposite)
    return page.say("read_facet", label=label, band=page.band(band))


def _power(page: Page) -> Iterator[Block]:
    readings = [reading for id_ in POWER if (reading := page.reading(id_))]
    if not readings:
        return
    yield Block("sub", page.say("read_power"), "lines")
    for reading in readings:
        if reading.band is None:
            text = page.say(f"read_{reading.id}_missing")
        elif page.unseen(reading.id, reading.band):
            text = page.say(f"read_{reading.id}_unseen")
        else:
            text = page.say(f"read_{reading.id}", band=page.band(reading.band))
        yield Block("item", text, "lines")
    if len(readings) == len(POWER):
        yield Block("text", page.say("read_power_about"), "full")


def paradox(page: Page) -> Iterator[Block]:
    """What people keep out so as to stay in."""
    reading = page.reading("paradox")
    if reading:
        where: Where = "full" if reading.band is None else "lines"
        yield Block("sub", page.say("read_paradox"), where)
        yield Block("text", page.say(f"read_paradox_{paradox_strength(page, reading.band)}"), where)


def crowded_out(page: Page) -> Iterator[Block]:
    """What takes the place of contact, where something does."""
    crowding = what_crowds_out(page)
    if crowding:
        yield Block("sub", page.say("read_crowded_out"), "full")
    for id_ in crowding:
        yield Block("text", page.say(f"read_{id_}_often"), "full")


def what_crowds_out(page: Page) -> list[str]:
    """What often takes the place of contact here."""
    readings = {"harmony": "harmony_without_candour", "load": "load_over_relating"}
    if page.help_first:
        del readings["harmony"]
    return [
        id_
        for id_, derived in readings.items()
        if (reading := page.reading(derived)) and reading.band in OFTEN
    ]


def paradox_strength(page: Page, band: str | None) -> str:
    """How much people keep out so as to stay in, as the ids of its sentences have it."""
    if band is None:
        return "missing"
    if band in SELDOM:
        return "unseen" if page.decides else "seldom"
    return "often" if band in OFTEN else "sometimes"


def happened(page: Page) -> Iterator[Block]:
    """What happened here, in the person's own words, or a question about it."""
    yield Block("sub", page.say("read_happened"), "lines")
    context = page.document.about.context
    if context:
        yield Block("quote", page.say("read_happened_told", context=context), "full")
    id_ = "read_happened_serves" if context else "read_happened_ask"
    yield Block("text", page.say(id_), rank=6)
