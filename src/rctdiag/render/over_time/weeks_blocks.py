"""A person's weeks as blocks, for text without drawing and for Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.person.result_page import capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.over_time.weeks_words import WeeksWords


def weeks_blocks(weeks: WeeksWords) -> Iterator[Block]:
    """When, the five good things week by week, and what the person wrote."""
    yield Block("title", weeks.say("title"))
    if when := weeks.when():
        yield Block("text", when)
        for name, amounts in weeks.goods():
            text = weeks.say("row", name=capital(name), amounts=weeks.spoken(amounts))
            yield Block("item", text)
    lines = list(weeks.lines())
    if lines:
        yield Block("heading", weeks.say("head_words"))
    for line in lines:
        yield Block("item", weeks.say("dated", date=line.day, text=line.text))
