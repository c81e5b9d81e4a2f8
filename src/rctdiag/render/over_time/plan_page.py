"""A plan as a page, on the content model of files to hand over, and as blocks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.handover.content import FillIn, GroupSheet, Section, StepCard
from rctdiag.render.person.result_page import capital
from rctdiag.render.step_fields import card_fields, labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.over_time.plan import PlanStep, StepsPlan
    from rctdiag.render.words import Words

LOOK = ("look_works", "look_cost", "look_next")


def plan_sheet(plan: StepsPlan, words: Words) -> GroupSheet:
    """The page: a card for each step, and lines for the day to look again."""
    cards = tuple(
        StepCard(
            step.strategy,
            capital(words.text(f"strategy_{step.strategy}")),
            capital(step.title),
            step.do,
            _fields(step, words),
            words.text("plan.minutes", minutes=step.minutes),
        )
        for step in plan.steps
    )
    look = FillIn("", tuple(words.text(f"plan.{id_}") for id_ in LOOK))
    title = words.text(f"plan.title_{plan.words}")
    return GroupSheet(
        language=words.language,
        title=title,
        file_title=title,
        created=plan.created,
        mark="",
        notice=words.text("plan.notice"),
        opening=(_dates(plan, words), words.text("plan.choice")),
        sections=(
            Section(words.text("plan.steps_title"), cards),
            Section(words.text("plan.look_title"), (look,)),
        ),
    )


def plan_blocks(plan: StepsPlan, words: Words) -> Iterator[Block]:
    """The same, for text and Markdown."""
    sheet = plan_sheet(plan, words)
    yield Block("title", sheet.title)
    for text in sheet.opening:
        yield Block("text", text)
    cards, look = sheet.sections
    for card in cards.pieces:
        if isinstance(card, StepCard):
            yield Block("heading", words.text("since.item", strategy=card.name, text=card.title))
            for label, text in all_fields(card, words):
                yield Block("item", words.text("plan.field", label=label, text=text))
    yield Block("heading", look.title)
    for fill_in in look.pieces:
        if isinstance(fill_in, FillIn):
            for label in fill_in.labels:
                yield Block("item", label)
    yield Block("text", words.text("plan.look_hint"))


def all_fields(card: StepCard, words: Words) -> tuple[tuple[str, str], ...]:
    """Everything on a card, each with its label: what to do first, the time it takes last."""
    do, takes = (words.text(f"plan.{id_}") for id_ in ("do", "takes"))
    return ((do, card.do), *card.fields, (takes, card.foot))


def _dates(plan: StepsPlan, words: Words) -> str:
    starts, look = (words.day(date.fromisoformat(day)) for day in (plan.starts, plan.look))
    return words.text("plan.dates", starts=starts, look=look)


def _fields(step: PlanStep, words: Words) -> tuple[tuple[str, str], ...]:
    fields = {
        **card_fields(step, quoted='"{}"'),
        "did": words.text(f"plan.did_{step.did}") if step.did else "",
        "note": step.note or "",
    }
    if step.with_whom:
        fields["with"] = step.with_whom
    return labelled(fields.items(), lambda id_: words.text(f"plan.{id_}"))
