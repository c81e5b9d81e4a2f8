"""A list before anybody decides how it looks: sections of rows, each with a name to be typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rctdiag.model.step import Strategy


@dataclass(frozen=True, slots=True)
class Column:
    """One column after the names.

    Attributes:
        label: its heading; empty for none.
        wraps: a text that takes what room there is; else it stays on one line.
    """

    label: str = ""
    wraps: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A name and what is said of it, a text a column; a text may be empty."""

    name: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, paragraphs about it, and rows.

    Attributes:
        heading: empty where the list has one section only.
        about: paragraphs before the rows.
        name_label: the heading of the names.
        columns: what follows each name.
        rows: the list.
        strategy: whose colour and sign the heading has.
    """

    heading: str = ""
    about: tuple[str, ...] = ()
    name_label: str = ""
    columns: tuple[Column, ...] = (Column(),)
    rows: tuple[Row, ...] = ()
    strategy: Strategy | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of sections.

    Attributes:
        title: what is listed.
        intro: paragraphs under the title.
        sections: the rows.
        foot: paragraphs at the end, such as the command that comes next.
    """

    title: str
    intro: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    foot: tuple[str, ...] = ()
