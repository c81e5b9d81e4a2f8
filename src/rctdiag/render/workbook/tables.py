"""What a sheet of a workbook holds: a title, columns with their units, rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from rctdiag.render.words import Words

Value: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and the unit or the meaning of what stands in it."""

    name: str
    unit: str
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """A tidy sheet: a row for each observation, a column for each variable."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: what it is, how to read it, and its sheets."""

    title: str
    created: str
    notes: tuple[tuple[str, str], ...]  # of the sheet on method: a label, or empty, and a text
    tables: tuple[Table, ...]


# Columns of text, and how wide they are in letters; all other columns hold figures or short words.
WIDE = {
    "group": 24, "scale": 22, "part": 34, "opposite": 34, "title": 40, "do": 60, "begin": 44,
    "say": 44, "ally": 32, "sign": 36, "stop_if": 36, "risk": 36, "avoid": 32, "question": 60,
    "reason": 44, "text": 60,
}  # fmt: skip
_SHORT = 13


def table(
    words: Words, name: str, columns: tuple[str, ...], rows: list[tuple[Value, ...]]
) -> Table:
    """A sheet by the ids of its name and columns."""
    own_columns = tuple(
        Column(
            words.text(f"book.column_{id_}"),
            words.text(f"book.unit_{id_}"),
            WIDE.get(id_, _SHORT),
        )
        for id_ in columns
    )
    return Table(words.text(f"book.sheet_{name}"), own_columns, tuple(rows))
