"""A report as a row of blocks: what is said, before anybody decides how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["title", "heading", "sub", "text", "intro", "item", "bar", "quote"]
Where = Literal["both", "short", "full", "lines"]
STAYS = 0  # the rank of what the short view never drops


@dataclass(frozen=True, slots=True)
class Bar:
    """A score 0-100 with its range, clipped for drawing, and the figures beside it.

    ``good``: the higher, the better.
    """

    label: str
    score: float
    low: float
    high: float
    figures: str
    good: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One thing said.

    ``where`` it is said: in the short view, the full one, or both; ``lines`` is the full view and
    a short one that is read line by line, since there no bar says it. ``lines`` is the most it
    takes in the short view, at 80 columns. ``rank`` says what goes first where the short view is
    too long: the highest; ``STAYS`` never goes. An intro goes with the last of the items it
    introduces. ``sentences`` are the same text one by one, for those who read line by line.
    """

    kind: Kind
    text: str
    where: Where = "both"
    rank: int = STAYS
    lines: int = 2
    bar: Bar | None = None
    sentences: tuple[str, ...] = ()
