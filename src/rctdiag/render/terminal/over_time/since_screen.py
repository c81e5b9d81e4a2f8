"""What became of the last result: the steps, what moved, what has opened since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from rctdiag.render.over_time.since_words import SinceWords
from rctdiag.render.person.result_page import capital
from rctdiag.render.terminal.axes import LABEL, ThenNow, role_of_change
from rctdiag.render.terminal.palette import SIDE_BY_SIDE, grid
from rctdiag.render.terminal.screens.report_screen import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

    from rctdiag.model.documents.over_time.since import RowChange, ScaleMoved, StepTried
    from rctdiag.render.terminal.screens.report_screen import ReportScreen

CHIP = 15  # cells of the longest chip of a strategy


def since_first(screen: ReportScreen) -> Iterator[Piece]:
    """Before all else, unless help comes first."""
    if not screen.page.help_first:
        yield from _since(screen)


def since_after_help(screen: ReportScreen) -> Iterator[Piece]:
    """After the first screen, where help comes first."""
    if screen.page.help_first:
        yield from _since(screen)


def _since(screen: ReportScreen) -> Iterator[Piece]:
    if screen.page.document.since is None:
        return
    part = SinceWords(screen.page, screen.page.document.since)
    dot = f" {screen.palette.dot} "
    title = dot.join((part.title(), part.days()))
    yield Piece(screen.palette.titled_rule(screen.text(title, "bold")), leads=True)
    if part.since.steps:
        yield Piece(screen.text(part.say("tried"), "bold"), leads=True)
    for step in part.since.steps:
        yield Piece(_tried(screen, part, step), apart=False)
    yield Piece(_moved(screen, part))
    yield Piece(_opened(screen, part))
    if carried := part.carried():
        yield Piece(screen.text(carried, "quiet"))


def _tried(screen: ReportScreen, part: SinceWords, step: StepTried) -> RenderableType:
    title = screen.text(f"{capital(step.title)}.", "bold")
    sentence = screen.text(" ".join(part.tried(step)))
    lines: list[RenderableType] = [Text.assemble(title, " ", sentence)]
    lines += [screen.text(text) for text in part.own_words(step)]
    return _beside_chip(screen, screen.chip(step.strategy), Group(*lines))


def _moved(screen: ReportScreen, part: SinceWords) -> Group:
    parts: list[RenderableType] = [
        screen.text(part.say("moved"), "bold"),
        screen.text(part.statement()),
    ]
    if leads := part.leads():
        parts.append(screen.palette.signed("!", "alarm", screen.text(leads)))
    wide = screen.width >= SIDE_BY_SIDE
    table = grid(None, 1, None, widest=LABEL) if wide else grid(1)
    for scale in part.since.moved:
        _add_scale(screen, part, table, scale, wide=wide)
    if hint := part.caution():
        return Group(*parts, Text(), table, screen.text(hint, "quiet"))
    return Group(*parts, Text(), table)


def _add_scale(
    screen: ReportScreen, part: SinceWords, table: Table, scale: ScaleMoved, *, wide: bool
) -> None:
    strong = "bold" if scale.moved in ("up", "down") else ""
    label = screen.text(part.label(scale), strong)
    figures = _figures(screen, part, scale)
    if scale.first is None or scale.second is None or scale.change is None:
        table.add_row(*((label, figures, "") if wide else (Group(label, figures),)))
        return
    axis = ThenNow(scale.first, scale.second, role_of_change(scale.better))
    table.add_row(*((label, axis, figures) if wide else (Group(label, axis, figures),)))


def _figures(screen: ReportScreen, part: SinceWords, scale: ScaleMoved) -> Text:
    verdict = part.verdict(scale)
    if scale.change is None:
        return screen.text(verdict, "quiet")
    first, second = part.score(scale.first), part.score(scale.second)
    figures = part.say("figures", first=first, second=second)
    return Text.assemble(screen.text(figures, "bold"), "  ", screen.text(verdict, "quiet"))


def _opened(screen: ReportScreen, part: SinceWords) -> Group:
    rows = [_row(screen, part, row) for row in part.since.map]
    return Group(screen.text(part.say("opened"), "bold"), *rows)


def _row(screen: ReportScreen, part: SinceWords, row: RowChange) -> RenderableType:
    style = "bold" if row.change in ("opened", "new", "quieter") else ""
    return _beside_chip(screen, screen.chip(row.strategy), screen.text(part.change(row), style))


def _beside_chip(screen: ReportScreen, chip: Text, text: RenderableType) -> RenderableType:
    if screen.width < SIDE_BY_SIDE:
        return Group(chip, text)
    table = grid(None, 1)
    table.columns[0].min_width = table.columns[0].max_width = CHIP
    table.add_row(chip, text)
    return table
