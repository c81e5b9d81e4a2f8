"""A step by itself, outside any report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rctdiag.render.terminal.drawing import Canvas
from rctdiag.render.terminal.palette import palette
from rctdiag.render.terminal.screens.report_screen import Screen
from rctdiag.render.terminal.screens.step_card import step_card

if TYPE_CHECKING:
    from rctdiag.model.documents.result import OfferDoc
    from rctdiag.render.view import View
    from rctdiag.render.words import Words


@dataclass(frozen=True, slots=True)
class CatalogueScreen(Screen):
    """What belongs to no result.

    Attributes:
        texts: the words.
    """

    texts: Words

    def words(self, id_: str, /, **values: object) -> str:
        """The sentence ``id_`` of the screens, as it is."""
        return self.texts.text(f"screen.drawn_{id_}", **values)

    def sentence(self, id_: str, /, **values: object) -> str:
        """The sentence ``id_`` of the report, as it is."""
        return self.texts.text(id_, **values)


def drawn_card(step: OfferDoc, texts: Words, view: View) -> str:
    """The card of a step, whole."""
    screen = CatalogueScreen(palette(view), full=True, texts=texts)
    return Canvas(screen.palette).draw(step_card(screen, step)) + "\n"
