"""From blocks to the text that somebody asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.plain import markdown
from rctdiag.render.terminal import console
from rctdiag.render.terminal.layout import SHORT_LINES, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rctdiag.render.block import Block
    from rctdiag.render.view import View


def show(
    blocks: Iterable[Block], view: View, *, whole: bool = False, limit: int = SHORT_LINES
) -> str:
    """The blocks made safe, shortened but for a full view or a ``whole`` text, and laid out.

    Line by line, nothing is cut: whoever hears a report cannot see how it goes on.
    """
    safe = [console.inert(block, view) for block in blocks]
    if view.full or whole:
        shown_blocks = [block for block in safe if block.where != "short"]
    elif view.format == "text" and not view.drawn:
        shown_blocks = [block for block in safe if block.where != "full"]
    else:
        shown_blocks = shorten(safe, console.room, console.count, limit)
    if view.format == "markdown":
        return markdown.text(shown_blocks)
    if view.drawn:
        from rctdiag.render.terminal.text import drawn_blocks  # noqa: PLC0415 - Rich is slow to import

        return drawn_blocks(shown_blocks, view)
    return console.text(shown_blocks, view)
