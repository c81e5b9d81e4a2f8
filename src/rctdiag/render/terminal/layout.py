"""Lines of a given width, and a short view that never grows past its length.

Widths are terminal cells: a Chinese sign takes two, a combining accent none.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from rctdiag.render.block import STAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rctdiag.render.block import Block

SHORT_LINES = 140
# Where help comes first, the support text stands before the report and nothing of a first
# step, of what gets in the way or of the reason for the plan makes room for it.
HELP_FIRST_LINES = 180
SHORT_WIDTH = 80
CUT = "..."


def wrap(text: str, width: int) -> list[str]:
    """Text of one line, broken at spaces; a word too long for a line is broken inside."""
    from rich.cells import cell_len, chop_cells  # noqa: PLC0415 - Rich is slow to import

    lines: list[str] = []
    current, used = "", 0
    for word in text.split():
        for piece in chop_cells(word, width) if cell_len(word) > width else [word]:
            cells = cell_len(piece)
            if current and used + 1 + cells <= width:
                current, used = f"{current} {piece}", used + 1 + cells
                continue
            if current:
                lines.append(current)
            current, used = piece, cells
    return [*lines, current] if current else lines


def clip(text: str, width: int, lines: int) -> str:
    """As much of the text as fits ``lines`` lines of ``width`` cells, marked where it is cut."""
    wrapped = wrap(text, width)
    if len(wrapped) <= lines:
        return text
    *whole, last = wrapped[:lines]
    while len(wrap(f"{last}{CUT}", width)) > 1:
        last = last.rpartition(" ")[0] or last[:-1]
    return " ".join([*whole, f"{last.rstrip('.,;: ')}{CUT}"])


def shorten(
    blocks: Sequence[Block],
    room: Callable[[Block], int],
    count: Callable[[Sequence[Block]], int],
    limit: int = SHORT_LINES,
) -> list[Block]:
    """The short view: each block cut to its lines, then the highest ranks dropped until it fits.

    Of one rank the last goes first. It is decided at 80 columns, so that every width, and every
    format, says the same.

    Args:
        blocks: what the report can say.
        room: the width in cells that a block's text has at 80 columns.
        count: the lines that a row of blocks takes at 80 columns.
        limit: the lines that are kept at most.
    """
    blocks_left = [
        replace(block, text=clip(block.text, room(block), block.lines))
        for block in blocks
        if block.where in {"both", "short"}
    ]
    while count(blocks_left) > limit:
        worst = max(range(len(blocks_left)), key=lambda index: (blocks_left[index].rank, index))
        if blocks_left[worst].rank == STAYS:
            break
        del blocks_left[worst]
    return [
        block
        for block, after in zip_longest(blocks_left, blocks_left[1:])
        if block.kind != "intro" or (after is not None and after.kind == "item")
    ]
