"""Replace it: the steps to begin with, a card each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.person.result_page import capital
from rctdiag.render.terminal.screens.help_box import before_the_steps
from rctdiag.render.terminal.screens.report_screen import Piece
from rctdiag.render.terminal.screens.step_card import step_card

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.result import BecauseDoc
    from rctdiag.render.terminal.screens.report_screen import ReportScreen


def replace_screen(screen: ReportScreen) -> Iterator[Piece]:
    """The last of the four steps."""
    document = screen.page.document
    yield Piece(screen.asking(4, "replace", f"_{document.words}", screen.page.keeping), leads=True)
    if document.support.parts and not screen.page.help_first:
        yield Piece(before_the_steps(screen), apart=False)
    if not document.plan.begin:
        yield Piece(screen.styled("replace_none"), apart=False)
    for number, step in enumerate(document.plan.begin, 1):
        because = [_because(screen, answer) for answer in step.because]
        title = screen.say("step_title", "bold", number=number)
        yield Piece(step_card(screen, step, title, because=because), apart=False)


def _because(screen: ReportScreen, because: BecauseDoc) -> str:
    answer = capital(because.answer_label)
    return screen.page.say("name_answer", answer=answer, text=because.text)
