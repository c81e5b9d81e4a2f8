"""A person's report as it is drawn in a terminal: part by part, or at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.terminal.compose import at_once, composed, in_pieces
from rctdiag.render.terminal.over_time.since_screen import since_after_help, since_first
from rctdiag.render.terminal.palette import palette
from rctdiag.render.terminal.screens.first_screen import first_screen
from rctdiag.render.terminal.screens.foot_screen import foot_screen
from rctdiag.render.terminal.screens.name_screen import name_screen
from rctdiag.render.terminal.screens.oppose_screen import oppose_screen
from rctdiag.render.terminal.screens.read_screen import read_screen
from rctdiag.render.terminal.screens.replace_screen import replace_screen
from rctdiag.render.terminal.screens.report_screen import ReportScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rctdiag.render.person.result_page import Page
    from rctdiag.render.terminal.screens.report_screen import Piece
    from rctdiag.render.view import View

    Maker = Callable[[ReportScreen], Iterator[Piece]]

# The first screen, the four steps with their keys 1-4, and the foot, which is read with the last.
PARTS: tuple[tuple[Maker, ...], ...] = (
    (since_first, first_screen, since_after_help),
    (read_screen,),
    (name_screen,),
    (oppose_screen,),
    (replace_screen, foot_screen),
)


def drawn_report(page: Page, view: View) -> str:
    """The whole report at once."""
    screen = ReportScreen(palette(view), view.full, page)
    return at_once(screen.palette, composed(screen, PARTS))


def drawn_parts(page: Page, view: View) -> tuple[tuple[str, ...], ...]:
    """The parts of the report for somebody at the keys, each in pieces that are read whole."""
    screen = ReportScreen(palette(view, keys=True), view.full, page)
    return in_pieces(screen.palette, composed(screen, PARTS))
