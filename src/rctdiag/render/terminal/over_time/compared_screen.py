"""Groups over several waves, drawn: an axis for two waves, small multiples for more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from rctdiag.render.over_time.compared_blocks import closing_blocks, found_blocks
from rctdiag.render.terminal.axes import LABEL, ThenNow, role_of_change
from rctdiag.render.terminal.blocks import drawn_pieces
from rctdiag.render.terminal.compose import at_once
from rctdiag.render.terminal.drawing import Canvas
from rctdiag.render.terminal.palette import SIDE_BY_SIDE, grid, palette

if TYPE_CHECKING:
    from rctdiag.model.documents.over_time.wave_change import LevelDoc
    from rctdiag.model.documents.over_time.waves import SeriesDoc
    from rctdiag.render.over_time.compared_words import ComparedWords, GroupKey
    from rctdiag.render.terminal.palette import Palette, Role
    from rctdiag.render.view import View

_BARS = "▁▂▃▄▅▆▇█"


def drawn_compared(compared: ComparedWords, view: View) -> str:
    """The document, as wide as the terminal."""
    shown = palette(view)
    head: list[RenderableType] = [shown.titled_rule(shown.text(compared.title(), "bold"))]
    head += [shown.text(text) for text in compared.opening()]
    findings, closing = (
        at_once(shown, [drawn_pieces(shown, list(blocks))])
        for blocks in (found_blocks(compared), closing_blocks(compared))
    )
    groups = (Canvas(shown).draw(*_group(compared, key, shown)) for key in compared.groups())
    return "\n".join((Canvas(shown).draw(*head), findings, *groups, closing))


def _group(compared: ComparedWords, key: GroupKey, shown: Palette) -> list[RenderableType]:
    parts: list[RenderableType] = [shown.titled_rule(shown.text(compared.group(key), "bold"))]
    if turnover := compared.turnover(key):
        parts.append(shown.text(turnover, "quiet"))
    wide = shown.width >= SIDE_BY_SIDE
    table = grid(None, 1, widest=LABEL) if wide else grid(1)
    for series in compared.series(key):
        label = shown.text(compared.scale(series.scale), _strong(compared, series))
        cell = Group(_picture(compared, series, shown), *_verdicts(compared, series, shown))
        if wide:
            table.add_row(label, cell)
        else:
            table.add_row(Group(label, cell))
    return [*parts, table]


def _strong(compared: ComparedWords, series: SeriesDoc) -> str:
    moved = any(change.verdict != "no_change_found" for change in compared.changes(series))
    return "bold" if moved else ""


def _verdicts(compared: ComparedWords, series: SeriesDoc, shown: Palette) -> list[Text]:
    return [shown.text(text, "quiet") for text in compared.verdicts(series)]


def _picture(compared: ComparedWords, series: SeriesDoc, shown: Palette) -> RenderableType:
    """Two waves on an axis; more as a small multiple, a sign a wave."""
    figures = shown.text(compared.levels(series), "bold")
    means = [level.mean for level in series.levels]
    if compared.of_two:
        first, second = means
        if first is None or second is None:
            return figures
        row = grid(1, None)
        row.add_row(ThenNow(first, second, _role(compared, series)), figures)
        return row
    signs = "".join(_sign(level, shown) for level in series.levels)
    return Text.assemble((signs, _role(compared, series)), "  ", figures)


def _role(compared: ComparedWords, series: SeriesDoc) -> Role:
    better = [
        change.better for change in compared.changes(series) if change.verdict != "no_change_found"
    ]
    return role_of_change(better[0] if better else None)


def _sign(level: LevelDoc, shown: Palette) -> str:
    if level.mean is None:
        return "." if shown.ascii else "·"
    if shown.ascii:
        return str(min(9, int(level.mean // 10)))
    return _BARS[min(len(_BARS) - 1, int(level.mean / 100 * len(_BARS)))]
