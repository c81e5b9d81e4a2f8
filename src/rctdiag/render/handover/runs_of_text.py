"""Pieces of a section by kind, for templates that know no Python classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rctdiag.render.handover.content import Piece


def runs(pieces: Iterable[Piece]) -> Iterator[tuple[str, object]]:
    """Each piece with its kind; blocks of text that follow each other together as ``blocks``."""
    blocks: list[Block] = []
    for piece in pieces:
        if isinstance(piece, Block):
            blocks.append(piece)
            continue
        if blocks:
            yield "blocks", tuple(blocks)
            blocks.clear()
        yield type(piece).__name__, piece
    if blocks:
        yield "blocks", tuple(blocks)
