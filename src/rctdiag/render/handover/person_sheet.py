"""From a result to what a file on it shows: the head, and the parts in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.handover.content import Answered, PersonSheet, Titled
from rctdiag.render.handover.person_figures import (
    continuum,
    continuum_sentences,
    good_things,
    part_bars,
    picture,
    power,
)
from rctdiag.render.handover.person_steps import cards, closing, readiness, rules, strategy_map
from rctdiag.render.over_time.since_blocks import since
from rctdiag.render.person.headline import headline, holds
from rctdiag.render.person.name_it import (
    EACH_WAY,
    at_risk,
    carries,
    kinder,
    once_is_enough,
    own_notes,
    seen_helping,
)
from rctdiag.render.person.person_foot import foot
from rctdiag.render.person.read_it import crowded_out, happened, paradox
from rctdiag.render.person.result_page import capital
from rctdiag.render.person.support_text import support_first, support_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rctdiag.model.documents.result import PracticeDoc
    from rctdiag.render.person.result_page import Page


def person_sheet(page: Page) -> PersonSheet:
    """Everything that a file on one result shows."""
    document = page.document
    head = headline(page)
    practices = document.practices
    impeding = _impeding(practices.impeding or practices.lacking)
    only_lacking = bool(impeding) and not practices.impeding
    all_cards = cards(page)
    return PersonSheet(
        language=page.words.language,
        title=page.say("head_title"),
        created=document.created,
        particulars=tuple(_particulars(page)),
        validity=document.validity,
        headline=head.text,
        tone=head.tone,
        help_first=_under_first(support_first(page)) if page.help_first else None,
        portrait=tuple(sentence.text for sentence in document.profile.portrait),
        notices=tuple(_notices(page)),
        holds=holds(page),
        picture=picture(page),
        begin=all_cards[0] if all_cards else None,
        statement=document.profile.statement,
        continuum=continuum(page),
        missing_continuum=" ".join(continuum_sentences(page)),
        good_things=good_things(page),
        parts=part_bars(page),
        power=power(page),
        reading=tuple(_reading(page)),
        helps=Titled(page.say("sheet_helps"), ()),
        helping=_answers(seen_helping(page, practices.helping)[:EACH_WAY]),
        impedes=Titled(page.say("sheet_lacks" if only_lacking else "sheet_impedes"), ()),
        impeding=_answers(impeding),
        naming=tuple(_naming(page)),
        readiness=readiness(page),
        rules=rules(page),
        map=strategy_map(page),
        since=_titled(since(page)),
        after_map=tuple(_after_map(page)),
        oppose_name=page.say(f"sheet_oppose{page.keeping}"),
        oppose_question=page.say(f"sheet_oppose_question{page.keeping}"),
        replace_name=page.say(f"sheet_replace{page.keeping}"),
        replace_question=page.say(f"sheet_replace_question_{document.words}{page.keeping}"),
        before_steps=_before_steps(page),
        cards=all_cards,
        no_cards=page.say("replace_none"),
        closing=closing(page),
        foot=_titled(foot(page)),
    )


def _particulars(page: Page) -> Iterator[str]:
    document = page.document
    yield page.answered_on()
    if document.about.frame:
        yield page.say(f"sheet_frame_{document.about.frame}")
    if document.form == "short":
        yield page.say("sheet_form_short")
    yield page.how_many("sheet_answered")


def _notices(page: Page) -> Iterator[str]:
    if page.is_new:
        yield page.say("head_new")
    if page.decides:
        yield page.say("head_leads")


def _impeding(answers: Iterable[PracticeDoc]) -> list[PracticeDoc]:
    """Every serious answer, and others up to the number shown each way, in their order."""
    known = list(answers)
    serious = [answer for answer in known if answer.serious]
    lighter = [answer for answer in known if not answer.serious]
    shown = serious + lighter[: max(0, EACH_WAY - len(serious))]
    return [answer for answer in known if answer in shown]


def _answers(practices: Iterable[PracticeDoc]) -> tuple[Answered, ...]:
    return tuple(Answered(capital(p.answer_label), p.text, p.serious) for p in practices)


def _reading(page: Page) -> Iterator[Titled]:
    """What stands under the figures of the first step."""
    for blocks in (paradox, crowded_out, happened):
        yield from _titled(blocks(page))
    yield Titled("", (Block("text", page.say("read_healthy")),))


def _naming(page: Page) -> Iterator[Titled]:
    """What stands under the answers of the second step."""
    practices = page.document.practices
    if once_is_enough(practices.impeding):
        yield Titled("", (Block("text", page.say("sheet_once")),))
    yield from _titled(carries(page, practices.who_carries_it))
    for sentence in at_risk(page, practices.who_carries_it):
        yield Titled("", (Block("text", sentence),))
    if not page.help_first:
        yield from _titled(kinder(page))
    yield from _titled(own_notes(page))


def _after_map(page: Page) -> Iterator[str]:
    if not page.fairly_well:
        yield page.say("oppose_distance")
    if not page.help_first:
        yield page.say("oppose_avoid")


def _before_steps(page: Page) -> Titled | None:
    support = page.document.support
    if not support.parts or page.help_first:
        return None
    blocks = tuple(support_parts(support.parts, support.contacts, page.words))
    return Titled(page.say("replace_before"), blocks)


def _under_first(blocks: Iterable[Block]) -> Titled:
    """Blocks whose first one is their heading."""
    heading, *rest = blocks
    return Titled(heading.text, tuple(rest))


def _titled(blocks: Iterable[Block]) -> tuple[Titled, ...]:
    """Blocks of the full report, cut at their headings."""
    parts: list[tuple[str, list[Block]]] = []
    for block in blocks:
        if block.where == "short":
            continue
        if block.kind in ("heading", "sub"):
            parts.append((block.text, []))
            continue
        if not parts:
            parts.append(("", []))
        parts[-1][1].append(block)
    return tuple(Titled(title, tuple(inner)) for title, inner in parts)
