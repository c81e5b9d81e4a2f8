"""The person's own notes, each with its question: in the full report only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.person.result_page import Page


def own_notes(page: Page) -> Iterator[Block]:
    """What the person wrote beside the questions."""
    document = page.document
    if not document.notes:
        return
    yield Block("sub", page.say("notes_heading"), "full")
    for item, note in document.notes.items():
        yield Block("text", document.noted.get(item, item), "full")
        yield Block("quote", page.say("notes_note", note=note), "full")
