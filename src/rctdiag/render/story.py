"""A story before a report: whose it is, and what the report is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.render_blocks import show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.render.view import View


def render_story(name: str, paragraphs: Sequence[str], view: View) -> str:
    """A heading and paragraphs in the shape of the report that follows."""
    if view.drawn:
        from rctdiag.render.terminal.text import drawn_story  # noqa: PLC0415 - Rich is slow to import

        return drawn_story(name, paragraphs, view)
    blocks = [Block("title", name), *(Block("text", text) for text in paragraphs)]
    return show(blocks, view, whole=True)
