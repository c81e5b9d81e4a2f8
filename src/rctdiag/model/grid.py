"""A file of a survey platform as it stands: rows of text, before anybody knows what they are."""

from __future__ import annotations

from typing import NamedTuple


class Grid(NamedTuple):
    """One sheet or one CSV. Each row has the line it stands in; cells are text as written."""

    file: str  # as the user named it
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    sheet: str = ""  # of a workbook
    formulas: frozenset[tuple[int, int]] = frozenset()  # line, and column from 0
    notes: tuple[str, ...] = ()  # how it was read, for the person at the terminal


class SheetName(NamedTuple):
    """One sheet of a workbook."""

    name: str
    hidden: bool
