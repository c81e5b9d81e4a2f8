"""Oppose it: the small steps that groups are offered, by strategy; always four rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from rctdiag.model.step import STRATEGIES
from rctdiag.render.group.group_foot import NAMED
from rctdiag.render.group.group_section import steps_of
from rctdiag.render.person.result_page import capital
from rctdiag.render.terminal.blocks import drawn
from rctdiag.render.terminal.columns import lined_table
from rctdiag.render.terminal.palette import SIDE_BY_SIDE, grid
from rctdiag.render.terminal.screens.report_screen import Piece, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

    from rctdiag.model.documents.teams import StepTextDoc
    from rctdiag.model.step import Strategy
    from rctdiag.render.terminal.group.group_screen import GroupScreen

ALWAYS = STRATEGIES[:4]
_FIRST = 21  # cells of the column of strategies


def oppose_screen(screen: GroupScreen) -> Iterator[Piece]:
    """The third part."""
    report = screen.report
    yield Piece(screen.heading(3, "oppose"), leads=True)
    about = "one_at_most" if report.document.steps else None
    yield Piece(screen.say(about) if about else screen.styled("team_no_steps"), apart=False)
    offered = {step.strategy for step in report.document.steps.values()}
    rows = [
        row_strategy
        for row_strategy in STRATEGIES
        if row_strategy in ALWAYS or row_strategy in offered
    ]
    if screen.width >= SIDE_BY_SIDE:
        table = _table(screen)
        for strategy in rows:
            label = Group(screen.chip(strategy), screen.say(f"meaning_{strategy}", "quiet"))
            table.add_row(label, *_cells(screen, strategy))
        yield Piece(table)
    else:
        for strategy in rows:
            yield Piece(_stacked(screen, strategy))
    if screen.full:
        for group in report.groups:
            why = list(steps_of(report, group, alone=False))[1:]
            if why:
                name = screen.text(report.called(group), "bold")
                yield Piece(Group(name, drawn(screen.palette, why)))


def _table(screen: GroupScreen) -> Table:
    table = lined_table(screen.palette)
    table.add_column(screen.say("map_strategy"), width=_FIRST, overflow="fold")
    table.add_column(screen.say("map_step"), ratio=1, overflow="fold")
    return table


def _cells(screen: GroupScreen, strategy: Strategy) -> list[RenderableType]:
    steps = _steps(screen, strategy)
    if not steps:
        return [screen.say("no_step", "quiet")]
    return [paragraphs(*(_step(screen, id_, step) for id_, step in steps))]


def _stacked(screen: GroupScreen, strategy: Strategy) -> RenderableType:
    meaning = screen.say(f"meaning_{strategy}", "quiet")
    indented = grid(None, 1, gap=1)
    for cell in _cells(screen, strategy):
        indented.add_row("", cell)
    return Group(screen.chip(strategy), meaning, indented)


def _steps(screen: GroupScreen, strategy: Strategy) -> list[tuple[str, StepTextDoc]]:
    steps = screen.report.document.steps
    return [(id_, steps[id_]) for id_ in sorted(steps) if steps[id_].strategy == strategy]


def _step(screen: GroupScreen, id_: str, step: StepTextDoc) -> Text:
    """A step, how it begins, and the groups it is for."""
    title = screen.palette.plain(f"{capital(step.title)}.")
    heading = Text.assemble((title, "bold"), " ", screen.text(step.begin))
    audience = _who(screen, id_)
    if not audience:
        return heading
    return Text("\n").join(
        [heading, screen.labelled(screen.words("map_for"), screen.text(audience), " ")]
    )


def _who(screen: GroupScreen, id_: str) -> str:
    groups = screen.report.groups
    names = [group.name or "" for group in groups if any(step.id == id_ for step in group.steps)]
    if len(names) == len(groups) > 1:
        return screen.words("for_all")
    if len(names) > NAMED and not screen.full:
        return screen.words("for_count", count=len(names))
    return screen.report.listed(names)
