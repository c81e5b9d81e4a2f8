"""A person's report as it is drawn in a terminal: part by part, or at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from rctdiag.render.terminal.drawing import Canvas
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
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import RenderableType

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
    screen = ReportScreen(page, palette(view), view.full)
    content: list[RenderableType] = []
    for number, part in enumerate(PARTS):
        pieces = _pieces(screen, part)
        content += [Text()] if number else []
        for at, piece in enumerate(pieces):
            content += [Text(), piece.content] if at and piece.apart else [piece.content]
    return Canvas(screen.palette).draw(*content)


def drawn_parts(page: Page, view: View) -> tuple[tuple[str, ...], ...]:
    """The parts of the report for somebody at the keys, each in pieces that are read whole."""
    screen = ReportScreen(page, palette(view, keys=True), view.full)
    canvas = Canvas(screen.palette)
    return tuple(tuple(_drawn(canvas, _pieces(screen, part))) for part in PARTS)


def drawn_keys(page: Page, view: View, *rows: Sequence[tuple[str, str]]) -> str:
    """Rows of keys with what each does, by the ids of their words."""
    shown = palette(view, keys=True)
    labels = ([(key, page.say(f"screen.drawn_{id_}")) for key, id_ in row] for row in rows)
    return Canvas(shown).draw(*(shown.key_row(*row) for row in labels))


def drawn_story(name: str, paragraphs: Sequence[str], view: View) -> str:
    """A heading and paragraphs before a report."""
    shown = palette(view)
    texts = [part for text in paragraphs for part in (Text(), shown.text(text))]
    return Canvas(shown).draw(shown.titled_rule(shown.text(name, "bold")), *texts[1:])


def _drawn(canvas: Canvas, pieces: Sequence[Piece]) -> Iterator[str]:
    """Each piece as text; a heading with what it heads."""
    waiting: list[RenderableType] = []
    for at, piece in enumerate(pieces):
        waiting += [Text(), piece.content] if at and piece.apart else [piece.content]
        if not piece.leads:
            yield canvas.draw(*waiting)
            waiting = []


def _pieces(screen: ReportScreen, part: Sequence[Maker]) -> list[Piece]:
    return [piece for make in part for piece in make(screen)]
