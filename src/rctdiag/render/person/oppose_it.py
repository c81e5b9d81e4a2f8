"""Oppose it: what there is to go on, then the strategy map, always with all its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.model.step import STRATEGIES
from rctdiag.render.block import STAYS, Block
from rctdiag.render.person.result_page import capital
from rctdiag.render.sentences import first_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.result import MapRowDoc, ReadinessDoc
    from rctdiag.model.step import Strategy
    from rctdiag.render.block import Where
    from rctdiag.render.person.result_page import Page

# The rules that shaped the plan, the gravest first; the first of them is told in the short view.
RULES = (
    "too_few_answers",
    "no_readiness",
    "low_safety",
    "power_used",
    "exhausted",
    "few_allies",
    "short_form",
    "overloaded",
    "several",
    "first_impression",
    "fairly_well",
    "holding",
)
RULES_SHORT = 1
SEVERAL = 2


def oppose(page: Page) -> Iterator[Block]:
    """The third of the four steps."""
    yield Block("heading", page.say(f"oppose_heading{page.keeping}"), lines=1)
    yield from _readiness(page)
    if page.help_first:
        yield Block("text", page.say("rule_help_first"), lines=3)
        yield Block("text", page.say("oppose_distance"), rank=2)
    else:
        for number, rule in enumerate(rule for rule in RULES if rule in page.flags):
            where: Where = "both" if number < RULES_SHORT else "full"
            yield Block("text", page.say(f"rule_{rule}"), where, rank=2 + number)
    for strategy in STRATEGIES:
        yield from _row(page, strategy, page.document.plan.map.row(strategy))
    if not page.help_first:
        if not page.fairly_well:
            yield Block("text", page.say("oppose_distance"), "full")
        yield Block("text", page.say("oppose_avoid"), rank=5)


def _readiness(page: Page) -> Iterator[Block]:
    if "no_readiness" in page.flags or not page.document.readiness:
        return
    facets = [readiness_level(page, facet) for facet in page.readiness()]
    text = page.say("oppose_readiness", facets="; ".join(facets))
    sentences = (page.say("oppose_readiness_facts"), *map(capital, facets))
    yield Block("text", text, rank=2 if page.help_first else 1, sentences=sentences)


def readiness_level(page: Page, facet: ReadinessDoc) -> str:
    """One facet of readiness with its level, in words."""
    if page.words.has(f"oppose_{facet.id}_{facet.level}"):
        return page.say(f"oppose_{facet.id}_{facet.level}")
    level = page.say(f"level_{facet.level}")
    return page.say("oppose_facet", label=facet.label, level=level)


def _row(page: Page, strategy: Strategy, row: MapRowDoc) -> Iterator[Block]:
    """One strategy of the map: now with its risk, next with what opens it."""
    yield Block("sub", page.say(f"oppose_{strategy}"), rank=STAYS)
    if row.now is not None:
        now = page.say("map_now", title=row.now.title, risk=first_sentence(row.now.risk))
        sentences = (
            page.say("map_now_step", title=row.now.title),
            page.say("step_risk", text=first_sentence(row.now.risk)),
        )
        yield Block("item", now, rank=STAYS, lines=3, sentences=sentences)
    elif row.reason is not None:
        yield Block("item", row.reason.text, rank=STAYS, lines=2)
    if row.next is not None:
        opens = page.words.listed(list(dict.fromkeys(s.text for s in row.opens[:SEVERAL])))
        text = page.say("map_next", title=row.next.title, opens=opens)
        yield Block("item", text, rank=STAYS, lines=3)
