"""Blocks as lines for a terminal: plain, styled, narrow, in ASCII, or one fact a line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rctdiag.render.escaping import line, seven_bit
from rctdiag.render.terminal.layout import SHORT_WIDTH, clip, wrap
from rctdiag.render.view import NARROWEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rctdiag.render.block import Bar, Block
    from rctdiag.render.view import View

STYLES = {"title": "bold", "heading": "bold", "sub": "underline"}
MARGINS = {
    "title": "",
    "heading": "",
    "sub": "  ",
    "text": "  ",
    "intro": "  ",
    "item": "  - ",
    "quote": "    ",
}
APART = frozenset({"heading", "sub"})  # an empty line goes before these
LABEL = 17  # cells for the label of a bar
CELLS = 16  # cells of a bar
SHADES = "\N{FULL BLOCK}\N{DARK SHADE}\N{MEDIUM SHADE}\N{LIGHT SHADE}"
SHADES_ASCII = "#+-."


def inert(block: Block, view: View) -> Block:
    """The block with every text safe to show."""

    def visible_text(text: str) -> str:
        safe = line(view.program.typed(text))
        return seven_bit(safe) if view.ascii else safe

    bar = block.bar
    if bar is not None:
        bar = replace(bar, label=visible_text(bar.label), figures=visible_text(bar.figures))
    sentences = tuple(map(visible_text, block.sentences))
    return replace(block, text=visible_text(block.text), bar=bar, sentences=sentences)


def room(block: Block) -> int:
    """The cells that the text of a block has on a line of 80."""
    return SHORT_WIDTH - len(MARGINS.get(block.kind, "  "))


def count(blocks: Sequence[Block]) -> int:
    """The lines that blocks take at 80 columns, full view of shapes, short view of content."""
    return sum(1 for _ in _lines(blocks, SHORT_WIDTH, SHADES, close=True))


def text(blocks: Sequence[Block], view: View) -> str:
    """The blocks as text that ends in a newline."""
    width = max(view.width, NARROWEST)
    shades = SHADES_ASCII if view.ascii else SHADES
    close = not view.full
    rows = _sentences(blocks) if view.accessible else _lines(blocks, width, shades, close=close)
    styled = _styler() if view.colours else None
    lines = (styled(row, kind) if styled and row else row for row, kind in rows)
    return "\n".join(lines) + "\n"


def _sentences(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    for number, block in enumerate(blocks):
        if number and block.kind in APART:
            yield "", block.kind
        for sentence in block.sentences or (block.text,):
            yield sentence, block.kind


def _lines(
    blocks: Sequence[Block], width: int, shades: str, *, close: bool
) -> Iterator[tuple[str, str]]:
    for number, block in enumerate(blocks):
        apart = block.kind == "heading" if close else block.kind in APART
        if number and apart:
            yield "", block.kind
        for row in _bar(block, width, shades) if block.bar else _block(block, width):
            yield row, block.kind


def _block(block: Block, width: int) -> Iterator[str]:
    first = MARGINS[block.kind]
    rest = " " * len(first)
    for number, row in enumerate(wrap(block.text, width - len(first))):
        yield f"{rest if number else first}{row}"


def _bar(block: Block, width: int, shades: str) -> Iterator[str]:
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415 - Rich is slow to import

    bar = block.bar
    if bar is None:
        return
    label = clip(bar.label, LABEL, 1)
    drawn = drawing(bar, CELLS, shades)
    whole = f"  {set_cell_size(label, LABEL)} {drawn}  {bar.figures}"
    if cell_len(whole) <= width:
        yield whole
        return
    yield from (f"  {row}" for row in wrap(bar.label, width - 2))
    yield f"    {drawing(bar, min(CELLS, width - 4), shades)}"
    yield from (f"    {row}" for row in wrap(bar.figures, width - 4))


def drawing(bar: Bar, cells: int, shades: str) -> str:
    """The bar in ``cells`` cells: sure, up to the score, up to the range's end, and the rest."""
    sure, score, high = (round(cells * limit / 100) for limit in (bar.low, bar.score, bar.high))
    score = max(score, sure)
    high = max(high, score)
    lengths = (sure, score - sure, high - score, cells - high)
    return "".join(shade * length for shade, length in zip(shades, lengths, strict=True))


def _styler() -> Callable[[str, str], str]:
    from rich.color import ColorSystem  # noqa: PLC0415 - Rich is slow to import
    from rich.style import Style  # noqa: PLC0415 - as above

    parsed = {kind: Style.parse(style) for kind, style in STYLES.items()}

    def styled(row: str, kind: str) -> str:
        style = parsed.get(kind)
        return style.render(row, color_system=ColorSystem.STANDARD) if style else row

    return styled
