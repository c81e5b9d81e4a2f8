"""The strategy map: four rows, always four, and meanwhile; a step now, the next, what opens it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from rctdiag.model.step import STRATEGIES
from rctdiag.render.person.result_page import FIRST_DONE, capital
from rctdiag.render.sentences import first_sentence
from rctdiag.render.terminal.columns import lined_table
from rctdiag.render.terminal.palette import SIDE_BY_SIDE, grid
from rctdiag.render.terminal.screens.report_screen import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType
    from rich.table import Table

    from rctdiag.model.documents.result import MapRowDoc, OfferDoc
    from rctdiag.model.step import Strategy
    from rctdiag.render.terminal.screens.report_screen import ReportScreen

SHARED = "*"  # marks the steps that open with what is said once, under the map
_ROOMY = 96  # columns from which the first column is wide
_NARROW_FIRST, _WIDE_FIRST = 21, 26  # cells of the first column


def strategy_map(screen: ReportScreen) -> Iterator[Piece]:
    """Every strategy: as a table where there is room, else one under the other."""
    shared = _shared_opener(screen)
    if screen.width >= SIDE_BY_SIDE:
        yield Piece(_table(screen, shared))
    else:
        yield from _stacked(screen, shared)
    if shared:
        yield Piece(Text.assemble(SHARED, " ", screen.palette.plain(shared)))


def _stacked(screen: ReportScreen, shared: str) -> Iterator[Piece]:
    rows = screen.page.document.plan.map
    for strategy in STRATEGIES:
        row = rows.row(strategy)
        steps = grid(None, 1)
        steps.add_row(screen.say("now", "bold"), _now(screen, row))
        if row.next is not None:
            steps.add_row(screen.say("next", "bold"), _next(screen, row, row.next, shared))
        name = Text.assemble(screen.chip(strategy), " ", _meaning(screen, strategy))
        yield Piece(Group(name, steps))


def _table(screen: ReportScreen, shared: str) -> Table:
    table = lined_table(screen.palette)
    table.add_column(
        screen.say("map_strategy"),
        width=_WIDE_FIRST if screen.width >= _ROOMY else _NARROW_FIRST,
        overflow="fold",
    )
    table.add_column(screen.say("map_now"), ratio=1, overflow="fold")
    table.add_column(screen.say("map_next"), ratio=1, overflow="fold")
    for strategy in STRATEGIES:
        row = screen.page.document.plan.map.row(strategy)
        after = screen.say("nothing_next", "quiet")
        if row.next:
            after = _next(screen, row, row.next, shared)
        table.add_row(_name(screen, strategy), _now(screen, row), after)
    return table


def _name(screen: ReportScreen, strategy: Strategy) -> RenderableType:
    """The name of a strategy, and under it what it means: few know the names."""
    return Group(screen.chip(strategy), _meaning(screen, strategy))


def _meaning(screen: ReportScreen, strategy: Strategy) -> Text:
    return screen.say(
        f"meaning_{strategy}" if screen.roomy else f"meaning_brief_{strategy}", "quiet"
    )


def _now(screen: ReportScreen, row: MapRowDoc) -> Text:
    """The step for now and its risk, or why there is none.

    In the short view the risk of a step that has a card stands there alone, whole.
    """
    if row.now is None:
        return screen.shortened(row.reason.text if row.reason else "")
    number = _number(screen, row.now)
    before = screen.say("step", "quiet", number=number) if number else Text()
    title = (screen.palette.plain(f"{capital(row.now.title)}."), "bold")
    step = Text.assemble(before, " " if number else "", title)
    if number and not screen.roomy:
        return step
    risk = row.now.risk if screen.full else first_sentence(row.now.risk)
    return Text.assemble(step, " ", screen.styled("step_risk", text=risk))


def _next(screen: ReportScreen, row: MapRowDoc, step: OfferDoc, shared: str) -> Text:
    """The next step, and what opens it, or the mark of what opens several."""
    title = screen.text(f"{capital(step.title)}.", "bold")
    opens = _opens(screen, row)
    if opens == [shared]:
        return Text.assemble(SHARED, " ", title)
    return Text(" ").join([title, *(screen.text(wait) for wait in opens)])


def _opens(screen: ReportScreen, row: MapRowDoc) -> list[str]:
    """What opens the next step of a row, each thing once, less what the column's head says."""
    begins = bool(screen.page.document.plan.begin) and not screen.roomy
    waits = [
        screen.words("after_first")
        if begins and sentence.id == FIRST_DONE
        else screen.page.wait_for(sentence)
        for sentence in (row.opens if screen.full else row.opens[:1])
        if row.now is None or sentence.id != FIRST_DONE
    ]
    return list(dict.fromkeys(waits))  # several conditions may wait for the same


def _shared_opener(screen: ReportScreen) -> str:
    """What alone opens the next step of two rows or more: said once. Empty where nothing does."""
    rows = [screen.page.document.plan.map.row(strategy) for strategy in STRATEGIES]
    alone = Counter(opens[0] for row in rows if row.next and len(opens := _opens(screen, row)) == 1)
    opener, count = max(alone.items(), key=lambda pair: pair[1], default=("", 0))
    return opener if count > 1 else ""


def _number(screen: ReportScreen, step: OfferDoc) -> int | None:
    """Which card has the step whole."""
    begin = [offer.id for offer in screen.page.document.plan.begin]
    return begin.index(step.id) + 1 if step.id in begin else None
