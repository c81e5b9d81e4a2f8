"""A group report as it is drawn in a terminal: part by part, or at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.terminal.compose import at_once, composed, in_pieces
from rctdiag.render.terminal.group.first import first_screen
from rctdiag.render.terminal.group.group_screen import GroupScreen
from rctdiag.render.terminal.group.lead import foot_screen, lead_screen
from rctdiag.render.terminal.group.name import name_screen
from rctdiag.render.terminal.group.oppose import oppose_screen
from rctdiag.render.terminal.group.read import read_screen
from rctdiag.render.terminal.group.replace import replace_screen
from rctdiag.render.terminal.palette import palette

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rctdiag.render.group.report_in_words import ReportInWords
    from rctdiag.render.terminal.screens.report_screen import Piece
    from rctdiag.render.view import View

    Maker = Callable[[GroupScreen], Iterator[Piece]]

# The first screen, the five parts with their keys, and the foot, which is read with the last.
PARTS: tuple[tuple[Maker, ...], ...] = (
    (first_screen,),
    (read_screen,),
    (name_screen,),
    (oppose_screen,),
    (replace_screen,),
    (lead_screen, foot_screen),
)


def drawn_report(report: ReportInWords, view: View) -> str:
    """The whole report at once."""
    screen = GroupScreen(palette(view), view.full, report)
    return at_once(screen.palette, composed(screen, PARTS))


def drawn_parts(report: ReportInWords, view: View) -> tuple[tuple[str, ...], ...]:
    """The parts of the report for somebody at the keys, each in pieces that are read whole."""
    screen = GroupScreen(palette(view, keys=True), view.full, report)
    return in_pieces(screen.palette, composed(screen, PARTS))
