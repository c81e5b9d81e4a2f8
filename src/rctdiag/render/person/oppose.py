"""Oppose it: readiness first, then what is open, at what risk, and what is held back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.render.block import Block
from rctdiag.render.page import capital

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.render.page import Page

STRATEGIES = ("naming", "norming", "negotiating", "networking", "sustaining")
# The rules that shaped the plan, the gravest first.
RULES = (
    "too_few_answers",
    "no_readiness",
    "position",
    "low_safety",
    "power_used",
    "exhausted",
    "few_allies",
    "short_form",
    "overloaded",
    "several",
    "first_impression",
    "little_say",
    "quiet_only",
    "nothing_strong",
)
RULES_SHORT = 3
HELD_SHORT = 3
LOW_ANSWER = 2
_FROM_READINESS = {"low_safety": "safety", "few_allies": "allies", "little_say": "say"}


def oppose(page: Page) -> Iterator[Block]:
    """The third of the four steps."""
    plan = page.document["plan"]
    yield Block("heading", page.say("oppose_heading"), lines=1)
    yield from _readiness(page)
    if page.stop:
        yield Block("text", page.say(f"rule_stop_{page.why_stop}"))
        yield Block("text", page.say("oppose_distance"), rank=1)
    else:
        for number, rule in enumerate(_rules(page)):
            short = number < RULES_SHORT
            yield Block("text", page.say(rule), "both" if short else "full", rank=2 + number)
        yield Block("text", page.say("oppose_support_first"), "full")
    yield from _options(page)
    if not page.stop:
        yield from _not_now(page, plan["held_back"])
        yield from _later(page, plan["later"])
        yield Block("text", page.say("oppose_distance"), "full")
    if not page.stop and not page.flags & {"too_few_answers", "nothing_strong"}:
        yield Block("text", page.say("oppose_avoid"), rank=5)


def _readiness(page: Page) -> Iterator[Block]:
    if "no_readiness" in page.flags or not page.document["readiness"]:
        return
    facets = [_facet(page, id_, facet) for id_, facet in page.readiness()]
    text = page.say("oppose_readiness", facets="; ".join(facets))
    facts = (page.say("oppose_readiness_facts"), *map(capital, facets))
    yield Block("text", text, rank=2 if page.stop else 1, facts=facts)


def _facet(page: Page, id_: str, facet: Mapping[str, Any]) -> str:
    known_low = facet["worst"] is not None and facet["worst"] <= LOW_ANSWER
    unknown = facet["missing"] and not known_low
    level = page.say("level_missing" if unknown else f"level_{facet['level']}")
    if page.words.has(f"oppose_{id_}"):
        return page.say(f"oppose_{id_}", level=level)
    return page.say("oppose_facet", label=facet["label"], level=level)


def _rules(page: Page) -> list[str]:
    flags = set(page.flags)
    if "too_few_answers" in flags:
        return ["rule_too_few_answers"]
    if "no_readiness" in flags:
        flags -= {*_FROM_READINESS, "quiet_only"}
    if flags & {"low_safety", "short_form"}:
        flags -= {"quiet_only"}
    return [_rule(page, rule) for rule in RULES if rule in flags]


def _rule(page: Page, rule: str) -> str:
    facet = page.document["readiness"].get(_FROM_READINESS.get(rule, ""))
    if facet is None or not facet["missing"]:
        return f"rule_{rule}"
    known_low = facet["worst"] is not None and facet["worst"] <= LOW_ANSWER
    unknown = f"rule_{rule}_unknown"
    return f"rule_{rule}" if known_low or not page.words.has(unknown) else unknown


def _options(page: Page) -> Iterator[Block]:
    later = () if page.stop else page.document["plan"]["later"]
    if not page.offers and not later:
        return
    for strategy in STRATEGIES:
        offers = [
            page.say(f"oppose_option_{when}", title=one["title"], risk=one["risk"])
            for when, row in (("now", page.offers), ("later", later))
            for one in row
            if one["strategy"] == strategy
        ]
        if page.stop and not offers:
            continue
        yield Block("sub", page.say(f"oppose_{strategy}"), "full")
        for offer in offers or [page.say("oppose_nothing")]:
            yield Block("item", offer, "full")


def _not_now(page: Page, held: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    if not held:
        return
    yield Block("sub", page.say("oppose_held"), "full")
    for number, one in enumerate(held):
        yield Block("item", _reasoned(page, one, "oppose_held_step"), "full")
        if number < HELD_SHORT:
            yield Block("text", _reasoned(page, one, "oppose_held_short"), "short", 2 + number)
    more = len(held) - HELD_SHORT
    if more > 0:
        text = page.say("more_one") if more == 1 else page.say("more_many", count=more)
        yield Block("text", text, "short", rank=4)


def _later(page: Page, later: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    if later:
        yield Block("sub", page.say("oppose_later"), "full")
    for one in later:
        yield Block("item", _reasoned(page, one, "oppose_held_step"), "full")


def _reasoned(page: Page, offer: Mapping[str, Any], id_: str) -> str:
    title = capital(offer["title"])
    if offer["reason"]:
        return page.say(id_, title=title, reason=offer["reason"])
    return page.say(f"{id_}_bare", title=title)
