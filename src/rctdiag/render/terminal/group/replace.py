"""Replace it: how to talk about it, and in the full view each step on a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.group.debrief_guide import by_strategy, guide
from rctdiag.render.terminal.blocks import drawn_pieces
from rctdiag.render.terminal.screens.report_screen import Piece
from rctdiag.render.terminal.screens.step_card import step_card

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.terminal.group.group_screen import GroupScreen


def replace_screen(screen: GroupScreen) -> Iterator[Piece]:
    """The fourth part."""
    yield Piece(screen.heading(4, "replace"), leads=True)
    _, *blocks = screen.shown(guide(screen.report))
    for at, piece in enumerate(drawn_pieces(screen.palette, blocks)):
        yield piece._replace(apart=bool(at) and piece.apart)
    steps = screen.report.document.steps
    if screen.full and steps:
        yield Piece(screen.say("steps_whole", "bold"), leads=True)
        for id_ in by_strategy(steps):
            yield Piece(step_card(screen, steps[id_]), apart=False)
