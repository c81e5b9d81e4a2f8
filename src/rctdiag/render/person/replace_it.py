"""Replace it: the small-steps plan, and staying out of it as a full answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rctdiag.render.block import Block
from rctdiag.render.person.result_page import capital
from rctdiag.render.person.support_text import support_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rctdiag.render.block import Where
    from rctdiag.render.person.result_page import Page

FIRST_MOVE = 6  # lines; none of ours needs more than three
# Up to the first full stop that ends a sentence: what comes after it is no small letter.
_SENTENCE = re.compile(r"""(.+?[.!?]["')]*)(?=\s+[^\sa-z]|\s*$)""", re.DOTALL)


def replace(page: Page) -> Iterator[Block]:
    """The last of the four steps."""
    document = page.document
    yield Block("heading", page.say(f"replace_heading_{document['words']}"), lines=1)
    support = document["support"]
    if support["parts"] and not page.stop:
        yield Block("intro", page.say("replace_before"), lines=1)
        yield from support_parts(support["parts"], support["contacts"], page.words)
    if not page.offers:
        few = "too_few_answers" in page.flags
        yield Block("text", page.say("replace_too_few" if few else "replace_none"))
    for number, offer in enumerate(page.offers, 1):
        yield from _step(page, number, offer)
    yield from _close(page, advised=bool(page.offers))


def _step(page: Page, number: int, offer: Mapping[str, Any]) -> Iterator[Block]:
    first = number == 1
    title = capital(offer["title"])
    yield Block("sub", page.say("step_title", number=number, title=title), _whole(first=first))
    if not first:
        yield _briefly(page, number, offer)
    for id_, field in (
        ("step_do", "do"),
        ("step_begin", "begin"),
        ("step_say", "say"),
        ("step_ally", "ally"),
        ("step_sign", "sign"),
        ("step_stop", "stop_if"),
    ):
        if offer[field]:
            told = page.say(id_, text=offer[field])
            yield Block("item", told, _whole(first=first), rank=1, lines=3)
    for text in _details(page, offer):
        yield Block("item", text, "full")


def _briefly(page: Page, number: int, offer: Mapping[str, Any]) -> Block:
    begin = first_sentence(offer["begin"])
    text = page.say("step_short", number=number, title=capital(offer["title"]), begin=begin)
    return Block("text", text, "short", rank=1 if page.stop else 2, lines=FIRST_MOVE)


def first_sentence(text: str) -> str:
    """The first sentence, whole; all of the text where none ends inside it."""
    found = _SENTENCE.match(text)
    return found[1] if found else text


def _whole(*, first: bool) -> Where:
    return "both" if first else "full"


def _details(page: Page, offer: Mapping[str, Any]) -> Iterator[str]:
    costs = offer["costs"]
    yield page.say("step_avoid", text=offer["avoid"])
    yield page.say("step_costs_back" if costs["gives_back"] else "step_costs", **costs)
    yield page.say(f"step_{offer['visibility']}")
    for one in offer["because"]:
        yield page.say("step_because", answer=one["answer_label"], text=one["text"])
    yield page.say("step_sources", sources="; ".join(offer["sources"]))


def _close(page: Page, *, advised: bool) -> Iterator[Block]:
    company = page.document["about"]["company"]
    if company:
        yield Block("quote", page.say("replace_company", company=company), "full")
    if advised:
        day = page.look_again_on()
        again = page.say("replace_look", date=day) if day else page.say("replace_look_undated")
        yield Block("text", again, rank=1)
    if not page.stop and advised and not page.all_well:
        yield Block("text", page.say("replace_slow"), rank=5)
    yield Block("text", page.say("replace_choice"), rank=1)
