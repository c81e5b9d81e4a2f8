"""Which screen suits a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.interview.screens.screen import LINEAR_UNDER, Screen

if TYPE_CHECKING:
    from typing import TextIO

    from rctdiag.cli.interview.screens.screen import TerminalLook


def screen_for(look: TerminalLook, *, keys: bool, stream: TextIO | None = None) -> Screen:
    """The screen that suits the terminal.

    Args:
        look: what it can show.
        keys: whether single keys answer; lines from a pipe are asked for in plain lines.
        stream: where to write; stderr, if not given.
    """
    if look.accessible or look.width < LINEAR_UNDER or not keys:
        return Screen(look, stream)
    from rctdiag.cli.interview.screens.drawn_screen import DrawnScreen

    return DrawnScreen(look, stream)
