"""The pieces of a report put together: at once, or part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rich.text import Text

from rctdiag.render.terminal.drawing import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from rctdiag.render.terminal.palette import Palette
    from rctdiag.render.terminal.screens.report_screen import Piece, Screen

S = TypeVar("S", bound="Screen")


def at_once(palette: Palette, parts: Iterable[Iterable[Piece]]) -> str:
    """All the parts, a blank line between them."""
    content: list[RenderableType] = []
    for number, part in enumerate(parts):
        content += [Text()] if number else []
        for at, piece in enumerate(part):
            content += [Text(), piece.content] if at and piece.apart else [piece.content]
    return Canvas(palette).draw(*content)


def in_pieces(palette: Palette, parts: Iterable[Iterable[Piece]]) -> tuple[tuple[str, ...], ...]:
    """The parts, each in pieces that are read whole."""
    canvas = Canvas(palette)
    return tuple(tuple(_drawn(canvas, part)) for part in parts)


def composed(
    screen: S, parts: Sequence[Sequence[Callable[[S], Iterator[Piece]]]]
) -> Iterator[list[Piece]]:
    """What each part of a report consists of, its screens one after the other."""
    for part in parts:
        yield [piece for make in part for piece in make(screen)]


def _drawn(canvas: Canvas, pieces: Iterable[Piece]) -> Iterator[str]:
    """Each piece as text; a heading with what it heads."""
    waiting: list[RenderableType] = []
    for at, piece in enumerate(pieces):
        waiting += [Text(), piece.content] if at and piece.apart else [piece.content]
        if not piece.leads:
            yield canvas.draw(*waiting)
            waiting = []
    if waiting:
        yield canvas.draw(*waiting)
