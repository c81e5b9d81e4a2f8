"""Replace it: the steps to begin with, a card each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import ROUNDED
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from rctdiag.render.person.result_page import capital
from rctdiag.render.terminal.palette import NARROW, SIDE_BY_SIDE, grid
from rctdiag.render.terminal.screens.help_box import before_the_steps
from rctdiag.render.terminal.screens.report_screen import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.result import OfferDoc
    from rctdiag.render.terminal.screens.report_screen import ReportScreen

_EDGE = 6  # cells of a panel's edge that are no title


def replace_screen(screen: ReportScreen) -> Iterator[Piece]:
    """The last of the four steps."""
    document = screen.page.document
    yield Piece(screen.heading(4, "replace", f"_{document.words}"), leads=True)
    if document.support.parts and not screen.page.help_first:
        yield Piece(before_the_steps(screen), apart=False)
    if not document.plan.begin:
        yield Piece(screen.told("replace_none"), apart=False)
    for number, step in enumerate(document.plan.begin, 1):
        yield Piece(_card(screen, number, step), apart=False)


def _card(screen: ReportScreen, number: int, step: OfferDoc) -> Panel:
    wide = screen.width >= NARROW
    takes = _takes(screen, step)
    at_the_edge = screen.width >= SIDE_BY_SIDE and takes.cell_len + _EDGE <= screen.palette.room
    fields = _fields(screen, step)
    if not at_the_edge:
        fields.append(("field_takes", takes))
    table = grid(None, 1) if wide else grid(1)
    for label, text in fields:
        if wide:
            table.add_row(screen.say(label, "bold"), text)
        else:
            table.add_row(screen.labelled(screen.words(label), text))
    content: list[RenderableType] = [
        screen.text(capital(step.title), "bold"),
        screen.text(step.do),
        Text(),
        table,
    ]
    return Panel(
        Group(*content),
        title=Text.assemble(
            screen.say("step_title", "bold", number=number), " ", screen.chip(step.strategy)
        ),
        title_align="left",
        subtitle=Text.assemble(takes, style="words") if at_the_edge else None,
        subtitle_align="right",
        box=ROUNDED,
        border_style=step.strategy,
        padding=(0, 1),
    )


def _fields(screen: ReportScreen, step: OfferDoc) -> list[tuple[str, Text]]:
    quote = '"{}"' if screen.palette.ascii else "“{}”"
    fields = [
        ("field_begin", capital(step.begin)),
        ("field_say", quote.format(step.say) if step.say else ""),
        ("field_with", step.ally),
        ("field_works", step.sign),
        ("field_stop", step.stop_if),
        ("field_risk", step.risk),
    ]
    if screen.full:
        fields += [
            ("field_avoid", step.avoid),
            ("field_instead", capital(step.costs.replaces)),
            *(("field_because", _because(screen, step, at)) for at in range(len(step.because))),
            ("field_sources", "; ".join(step.sources)),
        ]
    return [(label, screen.text(text)) for label, text in fields if text]


def _because(screen: ReportScreen, step: OfferDoc, at: int) -> str:
    because = step.because[at]
    return screen.page.say("name_answer", answer=capital(because.answer_label), text=because.text)


def _takes(screen: ReportScreen, step: OfferDoc) -> Text:
    costs = step.costs
    minutes = screen.words(
        "takes_back" if costs.gives_back else "takes",
        minutes=costs.minutes,
        gives_back=costs.gives_back,
    )
    seen = screen.words(f"seen_{step.visibility}")
    return screen.text(f"{minutes} {screen.palette.dot} {seen}")
