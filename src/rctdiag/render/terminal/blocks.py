"""Blocks as they are drawn: headings, paragraphs, lists, and figures on one axis."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from rctdiag.render.terminal.axes import Axis
from rctdiag.render.terminal.palette import SIDE_BY_SIDE, grid
from rctdiag.render.terminal.screens.report_screen import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rctdiag.render.block import Block, Kind
    from rctdiag.render.terminal.palette import Palette

HEADS = frozenset({"title", "heading", "sub"})
LISTED = frozenset({"item", "quote", "bar"})
_LABEL = 22  # cells of a label beside its axis; longer ones wrap
_QUOTE = 4  # cells before a quote


def drawn_pieces(palette: Palette, blocks: Sequence[Block]) -> Iterator[Piece]:
    """The blocks as pieces that are read whole; figures that follow one another share an axis."""
    before: Kind | None = None
    for kind, run in groupby(blocks, lambda block: block.kind):
        if kind == "bar":
            yield Piece(_bars(palette, list(run)), apart=before not in HEADS)
            before = kind
            continue
        for block in run:
            apart = before not in HEADS and not (kind in LISTED and before in (*LISTED, "intro"))
            yield Piece(_drawn(palette, block), apart=apart, leads=kind in HEADS)
            before = kind


def drawn(palette: Palette, blocks: Iterable[Block]) -> Group:
    """The blocks under one another, as one piece."""
    content: list[RenderableType] = []
    for at, piece in enumerate(drawn_pieces(palette, list(blocks))):
        content += [Text(), piece.content] if at and piece.apart else [piece.content]
    return Group(*content)


def in_one(blocks: Sequence[Block]) -> list[Block]:
    """Short paragraphs that follow one another as one paragraph."""
    joined: list[Block] = []
    for kind, run in groupby(blocks, lambda block: block.kind):
        run_blocks = list(run)
        if kind == "text":
            run_blocks = [replace(run_blocks[0], text=" ".join(block.text for block in run_blocks))]
        joined += run_blocks
    return joined


def _drawn(palette: Palette, block: Block) -> RenderableType:
    if block.kind in {"title", "heading"}:
        return palette.titled_rule(palette.text(block.text, "bold"))
    if block.kind == "sub":
        return palette.text(block.text, "bold")
    if block.kind == "item":
        return palette.signed(palette.dot, "line", palette.text(block.text))
    if block.kind == "quote":
        return Padding(palette.text(block.text), (0, 0, 0, _QUOTE))
    return palette.text(block.text)


def _bars(palette: Palette, blocks: Sequence[Block]) -> RenderableType:
    wide = palette.width >= SIDE_BY_SIDE
    table = grid(None, 1, None, widest=_LABEL) if wide else grid(1)
    for block in blocks:
        bar = block.bar
        if bar is None:
            table.add_row(palette.text(block.text), *(("", "") if wide else ()))
            continue
        label, figures = palette.text(bar.label), palette.text(bar.figures)
        axis = Axis(bar.score, (bar.low, bar.high), "good" if bar.good else "hard")
        table.add_row(*((label, axis, figures) if wide else (Group(label, axis, figures),)))
    return table
