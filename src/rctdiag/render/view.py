"""How somebody wants to see a report."""

from __future__ import annotations

from typing import Literal, NamedTuple

Format = Literal["text", "markdown", "json"]
NARROWEST = 20  # columns; below this nothing reads well, and layout stays at it


class View(NamedTuple):
    """One way to show a document.

    ``width`` is in columns. ``full`` shows everything, otherwise at most 140 lines of 80
    columns, or 180 where help comes first.
    ``colour`` adds terminal styles, never meaning. ``accessible`` puts one fact on a line,
    unwrapped, with neither bars nor boxes. ``ascii`` keeps to 7-bit characters.
    """

    format: Format = "text"
    width: int = 80
    full: bool = False
    colour: bool = False
    accessible: bool = False
    ascii: bool = False
