"""A page of help, written as text, read as headings, paragraphs and rows.

A line at the margin before indented lines is a heading; other lines at the margin are
paragraphs. An indented line is a row where two blanks part a name from what it means.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rctdiag.render.listing.listing import Listing, Row, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW = re.compile(r"^ +(\S.*?) {2,}(\S.*)$")


def topic_page(text: str) -> Listing:
    """The page as a list."""
    title, *lines = text.splitlines()
    blocks: list[list[str]] = [[]]
    for at, line in enumerate(lines):
        heads = at + 1 < len(lines) and lines[at + 1].startswith(" ")
        begins = not line or (heads and not line.startswith(" "))
        if begins and blocks[-1]:
            blocks.append([])
        if line:
            blocks[-1].append(line)
    sections = tuple(_section(block) for block in blocks if block)
    return Listing(title.rstrip(":"), sections=sections)


def _section(lines: Sequence[str]) -> Section:
    heading = ""
    if len(lines) > 1 and not lines[0].startswith(" ") and lines[1].startswith(" "):
        heading, *lines = lines
    rows: list[Row] = []
    about: list[str] = []
    for line in lines:
        if match := _ROW.match(line):
            rows.append(Row(match[1], (match[2],)))
        else:
            about.append(line.strip())
    return Section(heading, (" ".join(about),) if about else (), rows=tuple(rows))
