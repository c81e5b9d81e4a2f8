"""Groups over several waves as blocks, for text without drawing and for Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.over_time.compared_words import ComparedWords


def compared_blocks(compared: ComparedWords) -> Iterator[Block]:
    """What moved, then each group with its scales, what is hidden, and how it was judged."""
    yield Block("title", compared.title())
    for text in compared.opening():
        yield Block("text", text)
    yield from found_blocks(compared)
    for key in compared.groups():
        yield Block("heading", compared.group(key))
        if turnover := compared.turnover(key):
            yield Block("text", turnover)
        for series in compared.series(key):
            yield Block("item", compared.row(series))
    yield from closing_blocks(compared)


def found_blocks(compared: ComparedWords) -> Iterator[Block]:
    """What moved by more than chance, or that nothing did."""
    findings = compared.findings()
    if not findings:
        yield Block("text", compared.nothing())
        return
    yield Block("heading", compared.say("found"))
    for text in findings:
        yield Block("item", text)


def closing_blocks(compared: ComparedWords) -> Iterator[Block]:
    """What is hidden, and how the changes were judged."""
    hidden = list(compared.hidden())
    if hidden:
        yield Block("heading", compared.say("hidden"))
    for text in hidden:
        yield Block("item", text)
    yield Block("heading", compared.say("how"))
    for text in compared.how():
        yield Block("item", text)
