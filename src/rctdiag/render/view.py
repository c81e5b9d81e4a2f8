"""How somebody wants to see a report."""

from __future__ import annotations

from typing import Literal, NamedTuple

from rctdiag.render.handover.look import PLAIN, ClientLook
from rctdiag.render.program import AS_INSTALLED, Program

Format = Literal["text", "markdown", "json"]
ColourSystem = Literal["standard", "256", "truecolor"]  # as Rich names them; standard has 16
LINEAR = 36  # columns; below this there is no room to draw, and text is only wrapped
NARROWEST = 20  # columns; below this nothing reads well, and layout stays at it


class View(NamedTuple):
    """One way to show a document.

    ``width`` is in columns. ``full`` shows everything, otherwise at most 140 lines of 80
    columns, or 180 where help comes first.
    ``colours`` are those of the terminal, None for no control code at all; they never add
    meaning. ``accessible`` puts one fact on a line, unwrapped, with neither bars nor boxes.
    Markdown is whole, full or not, and has the title and the name that ``look`` gives.
    ``ascii`` keeps to 7-bit characters. ``program`` is how it was started: so are the commands
    in a text written.
    """

    format: Format = "text"
    width: int = 80
    full: bool = False
    colours: ColourSystem | None = None
    accessible: bool = False
    ascii: bool = False
    program: Program = AS_INSTALLED
    look: ClientLook = PLAIN

    @property
    def drawn(self) -> bool:
        """Whether a report is drawn with Rich: text for eyes, with room for bars and cards."""
        return self.format == "text" and not self.accessible and self.width >= LINEAR
