"""Replace it: what to begin with, whole, and when to look again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.person.result_page import capital
from rctdiag.render.person.support_text import support_parts
from rctdiag.render.sentences import first_sentence
from rctdiag.render.step_fields import step_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.result import OfferDoc
    from rctdiag.render.block import Where
    from rctdiag.render.person.result_page import Page
    from rctdiag.render.words import Words

FIRST_MOVE = 8  # lines; none of ours needs more than five


def replace(page: Page) -> Iterator[Block]:
    """The last of the four steps."""
    document = page.document
    yield Block("heading", page.say(f"replace_heading_{document.words}{page.keeping}"), lines=1)
    support = document.support
    if support.parts and not page.help_first:
        yield Block("intro", page.say("replace_before"), lines=1)
        yield from support_parts(support.parts, support.contacts, page.words)
    if not document.plan.begin:
        yield Block("text", page.say("replace_none"))
    for number, offer in enumerate(document.plan.begin, 1):
        yield from _step(page, number, offer)
    yield from close(page)


def _step(page: Page, number: int, offer: OfferDoc) -> Iterator[Block]:
    first = number == 1
    strategy = page.say(f"strategy_{offer.strategy}")
    title = page.say("step_title", number=number, title=capital(offer.title), strategy=strategy)
    yield Block("sub", title, _whole(first=first))
    if not first:
        whole = (title, *in_short(page.words, offer), page.say("step_risk", text=offer.risk))
        brief = _briefly(page, title, offer)
        yield Block("text", brief, "short", rank=2, lines=FIRST_MOVE, sentences=whole)
    for text in in_short(page.words, offer):
        yield Block("item", text, _whole(first=first), rank=1, lines=4)
    yield Block("item", page.say("step_risk", text=offer.risk), "lines" if first else "full")
    for text in in_detail(page.words, offer):
        yield Block("item", text, "full")


def in_short(words: Words, offer: OfferDoc) -> Iterator[str]:
    """What to do, how to begin, what to say, with whom, when it works and when to stop."""
    return step_sentences(words, offer, without=("avoid", "risk"))


def _briefly(page: Page, title: str, offer: OfferDoc) -> str:
    """A step after the first in the short view: how to begin, words to say, when to stop."""
    begin = first_sentence(offer.begin)
    if offer.say:
        return page.say("step_short", title=title, begin=begin, say=offer.say, stop=offer.stop_if)
    return page.say("step_short_silent", title=title, begin=begin, stop=offer.stop_if)


def _whole(*, first: bool) -> Where:
    return "both" if first else "full"


def in_detail(words: Words, offer: OfferDoc) -> Iterator[str]:
    """What to avoid, its time, who notices, what led to it, whose idea it is."""
    costs = offer.costs
    yield words.text("step_avoid", text=offer.avoid)
    yield words.text(
        "step_costs_back" if costs.gives_back else "step_costs",
        minutes=costs.minutes,
        replaces=costs.replaces,
    )
    yield words.text(f"step_{offer.visibility}")
    for because in offer.because:
        yield words.text("step_because", answer=because.answer_label, text=because.text)
    yield words.text("step_sources", sources="; ".join(offer.sources))


def close(page: Page) -> Iterator[Block]:
    """Who could stand by, when to look again, and hope."""
    company = page.document.about.company
    if company:
        yield Block("quote", page.say("replace_company", company=company), "full")
    if page.document.plan.begin:
        day = page.look_again_on()
        again = page.say("replace_look", date=day) if day else page.say("replace_look_undated")
        yield Block("text", again, rank=1)
    yield Block("text", page.say(page.hope), lines=3)
