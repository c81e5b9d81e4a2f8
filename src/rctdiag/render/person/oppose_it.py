"""Oppose it: readiness first, then what is open, at what risk, and what is held back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.model.step import STRATEGIES
from rctdiag.render.block import Block
from rctdiag.render.person.result_page import capital

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.render.person.result_page import Page

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
HELD_SHORT = 3  # reasons
TITLES_SHORT = 2  # steps of one reason
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
    level = "missing" if unknown else facet["level"]
    if page.words.has(f"oppose_{id_}_{level}"):
        return page.say(f"oppose_{id_}_{level}")
    told = page.say(f"level_{level}")
    return page.say("oppose_facet", label=facet["label"], level=told)


def _rules(page: Page) -> list[str]:
    flags = set(page.flags)
    if "too_few_answers" in flags:
        if "no_readiness" in flags:
            return ["rule_low_safety_unknown", "rule_too_few_answers"]
        price = [_rule(page, "low_safety")] if "low_safety" in flags else []
        return [*price, "rule_too_few_answers"]
    if "no_readiness" in flags:
        flags -= {*_FROM_READINESS, "quiet_only"}
    if not page.all_well:
        flags -= {"nothing_strong"}  # what those in charge see least of would be called nothing
    if flags & {"low_safety", "short_form"}:
        flags -= {"quiet_only"}
    return [_rule(page, rule) for rule in RULES if rule in flags]


def _rule(page: Page, rule: str) -> str:
    if rule == "position" and "nothing_strong" in page.flags:
        return "rule_position_rest"
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
    empty = []
    for strategy in STRATEGIES:
        offers = [
            page.say(f"oppose_option_{when}", title=one["title"], risk=one["risk"])
            for when, row in (("now", page.offers), ("later", later))
            for one in row
            if one["strategy"] == strategy
        ]
        if not offers:
            empty.append(page.say(f"oppose_{strategy}_name"))
            continue
        yield Block("sub", page.say(f"oppose_{strategy}"), "full")
        for offer in offers:
            yield Block("item", offer, "full")
    if empty and not page.stop:
        names = page.words.listed(empty)
        yield Block("text", page.say("oppose_nothing", names=names), "full")


def _not_now(page: Page, held: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    if not held:
        return
    yield Block("sub", page.say("oppose_held"), "full")
    groups = _by_reason(held)
    for number, (reason, titles) in enumerate(groups):
        yield Block("item", _reasoned(page, titles, reason, "oppose_held_step"), "full", lines=4)
        if number < HELD_SHORT:
            text = _reasoned(page, titles[:TITLES_SHORT], reason, "oppose_held_short")
            yield Block("text", text, "short", 2 + number, lines=4)
    more = len(held) - sum(len(titles[:TITLES_SHORT]) for _, titles in groups[:HELD_SHORT])
    if more > 0:
        text = page.say("more_one") if more == 1 else page.say("more_many", count=more)
        yield Block("text", text, "short", rank=4)


def _later(page: Page, later: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    if later:
        yield Block("sub", page.say("oppose_later"), "full")
    for reason, titles in _by_reason(later):
        yield Block("item", _reasoned(page, titles, reason, "oppose_held_step"), "full")


def _by_reason(offers: Sequence[Mapping[str, Any]]) -> list[tuple[str | None, list[str]]]:
    """The titles that share a reason, in the order in which each reason first comes."""
    found: dict[str | None, list[str]] = {}
    for one in offers:
        found.setdefault(one["reason"], []).append(capital(one["title"]))
    return list(found.items())


def _reasoned(page: Page, titles: Sequence[str], reason: str | None, id_: str) -> str:
    title = page.words.joined(titles)
    return (
        page.say(id_, title=title, reason=reason)
        if reason
        else page.say(f"{id_}_bare", title=title)
    )
