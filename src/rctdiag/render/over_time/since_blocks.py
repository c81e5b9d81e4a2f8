"""What became of the last result as blocks: the steps, what moved, what has opened since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.over_time.since_words import SinceWords
from rctdiag.render.person.result_page import capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.person.result_page import Page

_LINES = 4  # of a sentence in the short view


def since(page: Page) -> Iterator[Block]:
    """What became of the last result; nothing where this one was no second look."""
    if page.document.since is None:
        return
    part = SinceWords(page, page.document.since)
    yield Block("heading", part.title())
    if part.since.steps:
        yield Block("sub", part.say("tried"))
    for step in part.since.steps:
        sentence = " ".join((f"{capital(step.title)}.", *part.tried(step)))
        yield Block("item", sentence, lines=_LINES)
        for text in part.own_words(step):
            yield Block("quote", text, lines=_LINES)
    yield Block("sub", part.say("moved"))
    yield Block("text", part.statement(), lines=2 * _LINES)
    if leads := part.leads():
        yield Block("text", leads)
    for scale in part.since.moved:
        first, second = part.score(scale.first), part.score(scale.second)
        verdict = part.verdict(scale)
        text = part.say("row", label=part.label(scale), first=first, second=second, verdict=verdict)
        yield Block("item", text)
    if hint := part.caution():
        yield Block("text", hint)
    yield Block("sub", part.say("opened"))
    for row in part.since.map:
        text = part.say("item", strategy=part.strategy(row), text=part.change(row))
        yield Block("item", text)
    if carried := part.carried():
        yield Block("text", carried)
