"""A long part of a report, cut into screenfuls where it is best cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_EDGES = " ─-│|┃"
_BOXED = re.compile(r" ?[│|┃] ")
_LABEL = re.compile(r" ?[│|┃] {1,2}\S")
_ENDS = (".", "?", "!", '"', "\N{RIGHT DOUBLE QUOTATION MARK}")
_LEAST = 6  # rows: a page does not begin a long piece with fewer


def pages(pieces: Sequence[str], height: int) -> list[str]:
    """The pieces as pages of at most ``height`` rows.

    A piece that fits a page is never divided; a longer one is, after a blank row or a rule where
    there is one in the lower half, and within a box where a sentence ends.
    """
    height = max(height, 1)
    done: list[list[str]] = []
    page: list[str] = []
    for piece in pieces:
        rows = piece.split("\n")[:-1]
        if page and len(page) + len(rows) > height >= len(_without_blank(rows)):
            done.append(page)
            page = []
        while len(page) + len(rows) > height:
            room = height - len(page)
            if page and room < _LEAST:
                room = 0
            cut = _best_cut(rows, room) if room else 0
            done.append([*page, *rows[:cut]])
            page, rows = [], _without_blank(rows[cut:])
        page += rows if page else _without_blank(rows)
    if page:
        done.append(page)
    return ["".join(f"{row}\n" for row in rows) for rows in done]


def paragraphs(text: str) -> list[str]:
    """A text in the pieces that blank rows part, each with the blank row before it."""
    first, *later_parts = [f"{part}\n" for part in text.rstrip("\n").split("\n\n")]
    return [first, *(f"\n{part}" for part in later_parts)]


def _without_blank(rows: list[str]) -> list[str]:
    """A page does not begin with a blank row."""
    return rows[1:] if rows and not rows[0].strip() else rows


def _best_cut(rows: Sequence[str], room: int) -> int:
    bare = [_STYLE.sub("", row) for row in rows[: room + 1]]
    lowest = range(room, room // 2, -1)
    for cut in lowest:
        if not bare[cut - 1].strip(_EDGES):
            return cut
    for cut in lowest:
        if _ends_a_sentence(bare[cut - 1]) and _begins_at_the_edge(bare[cut]):
            return cut
    return room


def _ends_a_sentence(row: str) -> bool:
    """Whether a row within a box is the end of what it says."""
    return bool(_BOXED.match(row)) and row.strip(_EDGES).endswith(_ENDS)


def _begins_at_the_edge(row: str) -> bool:
    """Whether a row within a box begins with a label, not under one."""
    return bool(_BOXED.match(row)) and bool(_LABEL.match(row))
