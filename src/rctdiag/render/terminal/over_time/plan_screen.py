"""A plan, drawn: a card for each step, and what to ask oneself on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import ROUNDED
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from rctdiag.render.handover.content import FillIn, StepCard
from rctdiag.render.over_time.plan_page import plan_sheet
from rctdiag.render.terminal.drawing import Canvas
from rctdiag.render.terminal.palette import NARROW, SIDE_BY_SIDE, grid, palette

if TYPE_CHECKING:
    from rctdiag.model.documents.over_time.plan import StepsPlan
    from rctdiag.render.terminal.palette import Palette
    from rctdiag.render.view import View
    from rctdiag.render.words import Words


def drawn_plan(plan: StepsPlan, words: Words, view: View) -> str:
    """The plan, as wide as the terminal."""
    shown = palette(view)
    sheet = plan_sheet(plan, words)
    parts: list[RenderableType] = [shown.titled_rule(shown.text(sheet.title, "bold"))]
    parts += [shown.text(text) for text in sheet.opening]
    for section in sheet.sections:
        parts += [Text(), shown.text(section.title, "bold")] if section.title else []
        for piece in section.pieces:
            if isinstance(piece, StepCard):
                parts.append(_card(piece, words, shown))
            elif isinstance(piece, FillIn):
                parts += [shown.text(f"- {label}") for label in piece.labels]
    parts += [shown.text(words.text("plan.look_hint"), "quiet")]
    return Canvas(shown).draw(*parts)


def _card(card: StepCard, words: Words, shown: Palette) -> Panel:
    """The same hand as on the card of a report: what to do, and each field beside its label."""
    wide = shown.width >= NARROW
    at_the_edge = shown.width >= SIDE_BY_SIDE
    takes = () if at_the_edge else ((words.text("plan.takes"), card.foot),)
    table = grid(None, 1) if wide else grid(1)
    for label, text in (*card.fields, *takes):
        if wide:
            table.add_row(shown.text(label, "bold"), shown.text(text))
        else:
            table.add_row(Text.assemble((shown.plain(label), "bold"), shown.plain(f": {text}")))
    return Panel(
        Group(shown.text(card.title, "bold"), shown.text(card.do), Text(), table),
        title=Text.assemble(shown.strategy(card.strategy, card.name)),
        title_align="left",
        subtitle=Text.assemble(shown.text(card.foot), style="words") if at_the_edge else None,
        subtitle_align="right",
        box=ROUNDED,
        border_style=card.strategy,
        padding=(0, 1),
    )
