"""What is no report, in the same hand: any text of blocks, a story, a row of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from rctdiag.render.terminal.blocks import drawn_pieces
from rctdiag.render.terminal.compose import at_once
from rctdiag.render.terminal.drawing import Canvas
from rctdiag.render.terminal.palette import palette

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.render.block import Block
    from rctdiag.render.view import View


def drawn_keys(view: View, *rows: Sequence[tuple[str, str]]) -> str:
    """Rows of keys with what each does."""
    shown = palette(view, keys=True)
    return Canvas(shown).draw(*(shown.key_row(*row) for row in rows))


def drawn_blocks(blocks: Sequence[Block], view: View) -> str:
    """Any text of blocks, in the same hand."""
    shown = palette(view)
    return at_once(shown, [drawn_pieces(shown, blocks)])


def drawn_story(name: str, paragraphs: Sequence[str], view: View) -> str:
    """A heading and paragraphs before a report."""
    shown = palette(view)
    texts = [part for text in paragraphs for part in (Text(), shown.text(text))]
    return Canvas(shown).draw(shown.titled_rule(shown.text(name, "bold")), *texts[1:])
