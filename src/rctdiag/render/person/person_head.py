"""What this is, when, how much was answered; help first where it is more than culture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.person.support_text import support_first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.person.result_page import Page


def head(page: Page) -> Iterator[Block]:
    """The head of the report."""
    document = page.document
    yield Block("title", page.say("head_title"), lines=1)
    yield Block(
        "text",
        page.say(
            f"head_{document.form}",
            date=page.answered_on(),
            answered=page.how_many(),
        ),
        lines=1,
    )
    yield Block("text", document.validity)
    if document.about.frame:
        yield Block("text", page.say(f"head_{document.about.frame}"), rank=4)
    if page.is_new:
        yield Block("text", page.say("head_new"))
    if page.decides:
        yield Block("text", page.say("head_leads"), lines=3)
    if page.help_first:
        yield from support_first(page)
