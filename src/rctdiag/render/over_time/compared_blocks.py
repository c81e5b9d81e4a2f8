"""Groups over several waves as blocks, for text without drawing and for Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.over_time.compared_words import ComparedWords


def compared_blocks(told: ComparedWords) -> Iterator[Block]:
    """What moved, then each group with its scales, what is hidden, and how it was judged."""
    yield Block("title", told.title())
    for text in told.opening():
        yield Block("text", text)
    yield from found_blocks(told)
    for key in told.groups():
        yield Block("heading", told.group(key))
        if turnover := told.turnover(key):
            yield Block("text", turnover)
        for series in told.series(key):
            yield Block("item", told.row(series))
    yield from closing_blocks(told)


def found_blocks(told: ComparedWords) -> Iterator[Block]:
    """What moved by more than chance, or that nothing did."""
    found = told.found()
    if not found:
        yield Block("text", told.nothing())
        return
    yield Block("heading", told.say("found"))
    for text in found:
        yield Block("item", text)


def closing_blocks(told: ComparedWords) -> Iterator[Block]:
    """What is hidden, and how the changes were judged."""
    hidden = list(told.hidden())
    if hidden:
        yield Block("heading", told.say("hidden"))
    for text in hidden:
        yield Block("item", text)
    yield Block("heading", told.say("how"))
    for text in told.how():
        yield Block("item", text)
