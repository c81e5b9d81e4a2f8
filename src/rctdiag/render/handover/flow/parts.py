"""What a file that flows is made of: headings, paragraphs, tables, new pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from rctdiag.model.step import Strategy


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is that of the file."""

    level: int
    text: str
    strategy: Strategy | None = None  # of a card


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, an item of a list, a quotation, or a remark in small letters."""

    text: str
    kind: Literal["text", "item", "quote", "note", "fact", "line", "file"] = "text"
    label: str = ""  # of a fact, of a line to fill in, of a file beside this one


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a row of headings.

    Attributes:
        header: the headings.
        rows: the cells.
        bars: the column whose cells are drawn.
        files: for each row the file that its first cell leads to, or empty.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: int | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows is a sheet of its own."""


Part: TypeAlias = Heading | Paragraph | Grid | NewPage
