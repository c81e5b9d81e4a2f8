"""A small step on a card: what to do, with whom, what to say, when to stop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.box import ROUNDED
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from rctdiag.model.documents.result import OfferDoc
from rctdiag.render.person.result_page import capital
from rctdiag.render.step_fields import card_fields, further_fields, labelled
from rctdiag.render.terminal.drawing import Canvas
from rctdiag.render.terminal.palette import NARROW, SIDE_BY_SIDE, grid, palette
from rctdiag.render.terminal.screens.report_screen import Screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.model.documents.teams import StepTextDoc
    from rctdiag.render.view import View
    from rctdiag.render.words import Words

_EDGE = 6  # cells of a panel's edge that are no title


def step_card(
    screen: Screen,
    step: OfferDoc | StepTextDoc,
    title: Text | None = None,
    *,
    because: Sequence[str] = (),
) -> Panel:
    """The card of a step.

    Args:
        screen: what the terminal can show.
        step: of a person, or of a team.
        title: what stands before the name of its strategy.
        because: what led to it, shown in the full view.
    """
    wide = screen.width >= NARROW
    takes = _takes(screen, step)
    at_the_edge = screen.width >= SIDE_BY_SIDE and takes.cell_len + _EDGE <= screen.palette.room
    fields = _fields(screen, step, because)
    if not at_the_edge:
        fields.append((screen.words("field_takes"), takes))
    table = grid(None, 1) if wide else grid(1)
    for label, text in fields:
        if wide:
            table.add_row(screen.text(label, "bold"), text)
        else:
            table.add_row(screen.labelled(label, text))
    content: list[RenderableType] = [
        screen.text(capital(step.title), "bold"),
        screen.text(step.do),
        Text(),
        table,
    ]
    chip = screen.chip(step.strategy)
    if title:
        title.stylize("words")  # what is said is never in the colour of the edge
    return Panel(
        Group(*content),
        title=Text.assemble(title, " ", chip) if title else Text.assemble(chip),
        title_align="left",
        subtitle=Text.assemble(takes, style="words") if at_the_edge else None,
        subtitle_align="right",
        box=ROUNDED,
        border_style=step.strategy,
        padding=(0, 1),
    )


@dataclass(frozen=True, slots=True)
class CatalogueScreen(Screen):
    """What a step shown by itself, outside any report, is drawn with.

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
    """The card of a step by itself, whole."""
    screen = CatalogueScreen(palette(view), full=True, texts=texts)
    return Canvas(screen.palette).draw(step_card(screen, step)) + "\n"


def _fields(
    screen: Screen, step: OfferDoc | StepTextDoc, because: Sequence[str]
) -> list[tuple[str, Text]]:
    quoted = '"{}"' if screen.palette.ascii else "“{}”"
    fields = [*card_fields(step, quoted=quoted).items()]
    if screen.full:
        fields += further_fields(step).items()
        fields += [("because", text) for text in because]
        fields += [("sources", _sources(screen, step))]
    told = labelled(fields, lambda id_: screen.words(f"field_{id_}"))
    return [(label, screen.text(text)) for label, text in told]


def _sources(screen: Screen, step: OfferDoc | StepTextDoc) -> str:
    """Whose ideas it rests on; to one person the letters are told at the end of the report."""
    sources = "; ".join(step.sources)
    lettered = isinstance(step, OfferDoc) and any(":" in source for source in step.sources)
    return screen.words("sources_lettered", sources=sources) if lettered else sources


def _takes(screen: Screen, step: OfferDoc | StepTextDoc) -> Text:
    """The minutes, and of a person's step who notices."""
    costs = step.costs
    minutes = screen.words("takes_back" if costs.gives_back else "takes", minutes=costs.minutes)
    if not isinstance(step, OfferDoc):
        return screen.text(minutes)
    seen = screen.words(f"seen_{step.visibility}")
    return screen.text(f"{minutes} {screen.palette.dot} {seen}")
