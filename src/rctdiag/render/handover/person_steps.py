"""The steps of a file on one result: the map with all its rows, and the cards to cut out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.model.step import STRATEGIES
from rctdiag.render.handover.content import Card, MapRow
from rctdiag.render.person.oppose_it import RULES, readiness_level
from rctdiag.render.person.replace_it import close
from rctdiag.render.person.result_page import FIRST_DONE, capital
from rctdiag.render.sentences import first_sentence
from rctdiag.render.step_fields import card_fields, labelled

if TYPE_CHECKING:
    from rctdiag.model.documents.result import MapRowDoc, OfferDoc
    from rctdiag.model.step import Strategy
    from rctdiag.render.block import Block
    from rctdiag.render.person.result_page import Page


def readiness(page: Page) -> tuple[str, ...]:
    """What the person has to go on, a phrase each."""
    if "no_readiness" in page.flags:
        return ()
    return tuple(capital(readiness_level(page, facet)) for facet in page.readiness())


def rules(page: Page) -> tuple[str, ...]:
    """The rules that shaped the plan, the gravest first."""
    if page.help_first:
        return (page.say("rule_help_first"),)
    return tuple(page.say(f"rule_{rule}") for rule in RULES if rule in page.flags)


def strategy_map(page: Page) -> tuple[MapRow, ...]:
    """Every strategy, always all of them."""
    return tuple(_row(page, strategy) for strategy in STRATEGIES)


def _row(page: Page, strategy: Strategy) -> MapRow:
    row = page.document.plan.map.row(strategy)
    begin = [offer.id for offer in page.document.plan.begin]
    now, after = row.now, row.next
    reason = row.reason.text if now is None and row.reason else ""
    return MapRow(
        strategy=strategy,
        name=_name(page, strategy),
        meaning=page.say(f"sheet_{strategy}"),
        now=capital(now.title) if now else "",
        risk=page.say("step_risk", text=first_sentence(now.risk)) if now else "",
        reason=reason,
        card=begin.index(now.id) + 1 if now and now.id in begin else None,
        next=_next(page, capital(after.title), row) if after else "",
    )


def _next(page: Page, title: str, row: MapRowDoc) -> str:
    """The next step, and what opens it, each thing once."""
    waits = [
        page.wait_for(opens) for opens in row.opens if row.now is None or opens.id != FIRST_DONE
    ]
    return " ".join((f"{title}.", *dict.fromkeys(waits)))


def cards(page: Page) -> tuple[Card, ...]:
    """What to begin with, a card each."""
    return tuple(_card(page, at, step) for at, step in enumerate(page.document.plan.begin, 1))


def _card(page: Page, number: int, step: OfferDoc) -> Card:
    because = tuple(
        page.say("name_answer", answer=capital(answer.answer_label), text=answer.text)
        for answer in step.because
    )
    sources = page.say("step_sources", sources="; ".join(step.sources))
    texts = {**card_fields(step), "avoid": step.avoid}
    return Card(
        number=number,
        strategy=step.strategy,
        name=_name(page, step.strategy),
        title=capital(step.title),
        do=step.do,
        fields=labelled(texts.items(), lambda id_: page.say(f"sheet_{id_}")),
        foot=_takes(page, step),
        because=(*because, sources),
    )


def _takes(page: Page, step: OfferDoc) -> str:
    costs = step.costs
    id_ = "sheet_takes_back" if costs.gives_back else "sheet_takes"
    minutes = page.say(id_, minutes=costs.minutes)
    return f"{minutes} · {page.say(f'sheet_seen_{step.visibility}')}"


def _name(page: Page, strategy: Strategy) -> str:
    return capital(page.say(f"strategy_{strategy}"))


def closing(page: Page) -> tuple[Block, ...]:
    """Who could stand by, when to look again, and hope."""
    return tuple(close(page))
