"""Two results of one person, drawn: each score then and now on one axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from rctdiag.render.block import Block
from rctdiag.render.handover.content import ChangeChart
from rctdiag.render.over_time.comparison_sheet import comparison_sheet
from rctdiag.render.terminal.axes import Above, ThenNow
from rctdiag.render.terminal.blocks import drawn
from rctdiag.render.terminal.drawing import Canvas
from rctdiag.render.terminal.palette import SIDE_BY_SIDE, grid, palette

if TYPE_CHECKING:
    from rctdiag.model.documents.comparison import Comparison
    from rctdiag.render.handover.content import ChangeRow, Piece
    from rctdiag.render.person.headline import Tone
    from rctdiag.render.terminal.palette import Palette, Role
    from rctdiag.render.view import View

LABEL = 22  # cells of a label beside its line
ROLES: dict[Tone, Role] = {"good": "good", "hard": "hard", "plain": "sustaining"}


def drawn_comparison(document: Comparison, view: View) -> str:
    """The comparison, as wide as the terminal."""
    shown = palette(view)
    sheet = comparison_sheet(document)
    parts: list[RenderableType] = [shown.titled_rule(shown.text(sheet.title, "bold"))]
    parts += [shown.text(sheet.notice, "quiet"), Text()]
    for text in sheet.opening:
        parts += [shown.text(text), Text()]
    for section in sheet.sections:
        parts.append(shown.titled_rule(shown.text(section.title, "bold")))
        for kept in _together(section.pieces):
            parts += [_chart(kept, shown) if isinstance(kept, ChangeChart) else drawn(shown, kept)]
            parts.append(Text())
    return Canvas(shown).draw(*parts[:-1])


def _together(pieces: tuple[Piece, ...]) -> list[ChangeChart | list[Block]]:
    """Charts, and blocks of text that follow one another."""
    kept: list[ChangeChart | list[Block]] = []
    for piece in pieces:
        if isinstance(piece, ChangeChart):
            kept.append(piece)
        elif isinstance(piece, Block):
            if not kept or isinstance(kept[-1], ChangeChart):
                kept.append([])
            last = kept[-1]
            if isinstance(last, list):
                last.append(piece)
    return kept


def _chart(chart: ChangeChart, shown: Palette) -> RenderableType:
    wide = shown.width >= SIDE_BY_SIDE
    table = grid(None, 1, None, widest=LABEL) if wide else grid(1)
    if wide and chart.ticks:
        left, middle, right = (shown.plain(chart.ticks[at]) for at in (0, 2, -1))
        table.add_row("", Above(left, middle, right), "")
    for row in chart.rows:
        label = shown.text(row.label, "bold" if row.strong else "")
        line, figures = _line(row), shown.text(_figures(row, shown), "bold")
        words = shown.text(row.words, "" if row.strong else "quiet")
        if wide:
            table.add_row(label, Group(line, words) if line else words, figures)
        else:
            table.add_row(Group(label, *_beside(line, figures), words))
    title = [shown.text(chart.title, "bold")] if chart.title else []
    note = [shown.text(chart.note, "quiet")] if chart.note else []
    return Group(*title, table, *note)


def _beside(line: ThenNow | None, figures: Text) -> list[RenderableType]:
    if line is None:
        return [figures]
    table = grid(1, None)
    table.add_row(line, figures)
    return [table]


def _figures(row: ChangeRow, shown: Palette) -> str:
    return (" > " if shown.ascii else " → ").join(row.figures)


def _line(row: ChangeRow) -> ThenNow | None:
    """The ring and the dot; None where a score is missing."""
    first, last = row.scores[0], row.scores[-1]
    if first is None or last is None:
        return None
    return ThenNow(first, last, ROLES[row.tone])
