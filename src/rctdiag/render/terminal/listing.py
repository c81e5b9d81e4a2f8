"""Lists as they are drawn: a table where there is room, else each name above its texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from rctdiag.render.terminal.columns import GAP, lined_table
from rctdiag.render.terminal.drawing import Canvas
from rctdiag.render.terminal.palette import MARGIN, palette

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType
    from rich.table import Table

    from rctdiag.render.listing.listing import Column, Listing, Row, Section
    from rctdiag.render.terminal.palette import Palette
    from rctdiag.render.view import View

_LEAST_TEXT = 24  # columns; with less for its texts a table is stacked
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_RULE = frozenset("-─ ")


def drawn_pieces(listing: Listing, view: View) -> Iterator[str]:
    """The list in pieces: a heading with its first row, then each row; all of them are the list."""
    shown = palette(view)
    canvas = Canvas(shown)
    intro = [part for text in listing.intro for part in (Text(), shown.text(text))]
    head: list[RenderableType] = [
        shown.titled_rule(shown.text(listing.title, "bold")),
        *intro[1:],
    ]
    stacked = _is_stacked(shown, listing)
    waiting = canvas.draw(*head)
    for number, section in enumerate(listing.sections):
        apart = number or listing.intro or section.heading
        before: list[RenderableType] = [Text()] if apart else []
        waiting += canvas.draw(*before, *_heading(shown, section))
        if not section.rows:
            yield waiting
            waiting = ""
            continue
        table = _stacked(shown, section) if stacked else _table(shown, listing, section)
        first, *rows = _rows(canvas.draw(table), headed=not stacked and _has_labels(section))
        yield waiting + first
        yield from rows
        waiting = ""
    if waiting:
        yield waiting
    if listing.foot:
        yield canvas.draw(*(part for text in listing.foot for part in (Text(), shown.text(text))))


def _heading(shown: Palette, section: Section) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if section.heading and section.strategy:
        parts.append(shown.strategy(section.strategy, section.heading))
    elif section.heading:
        parts.append(shown.text(section.heading, "bold"))
    return [*parts, *(shown.text(text) for text in section.about)]


def _has_labels(section: Section) -> bool:
    return any((section.name_label, *(column.label for column in section.columns)))


def _cells(shown: Palette, texts: Sequence[str]) -> int:
    return max((cell_len(shown.plain(text)) for text in texts), default=0)


def _names(shown: Palette, listing: Listing) -> int:
    """The width of the column of names, the same in every section."""
    return max(
        _cells(shown, [section.name_label, *(row.name for row in section.rows)])
        for section in listing.sections
    )


def _fixed(shown: Palette, section: Section) -> int:
    """What the columns take that do not wrap."""
    total = 0
    for at, column in enumerate(section.columns):
        if not column.wraps:
            total += GAP + _cells(shown, [column.label, *(row.texts[at] for row in section.rows)])
    return total


def _is_stacked(shown: Palette, listing: Listing) -> bool:
    """Whether a table would leave a text too little room, in any of the sections."""
    if not listing.sections:
        return False
    names = _names(shown, listing)
    return any(
        shown.room - names - _fixed(shown, section)
        < sum(column.wraps for column in section.columns) * (_LEAST_TEXT + GAP)
        for section in listing.sections
        if section.rows
    )


def _table(shown: Palette, listing: Listing, section: Section) -> Table:
    table = lined_table(shown, between=False, head=_has_labels(section))
    table.add_column(shown.text(section.name_label), width=_names(shown, listing))
    for column in section.columns:
        ratio = 1 if column.wraps else None
        table.add_column(
            shown.text(column.label), ratio=ratio, overflow="fold", no_wrap=not column.wraps
        )
    for row in section.rows:
        table.add_row(shown.text(row.name, "bold"), *map(shown.text, row.texts))
    return table


def _stacked(shown: Palette, section: Section) -> Group:
    """Each name, its texts under it, and short values in one line with what they are."""
    return Group(*(part for row in section.rows for part in _stacked_row(shown, section, row)))


def _stacked_row(shown: Palette, section: Section, row: Row) -> Iterator[RenderableType]:
    yield shown.text(row.name, "bold")
    pairs = [*zip(section.columns, row.texts, strict=True)]
    texts = [text for column, text in pairs if column.wraps and text]
    values = [_value(column, text) for column, text in pairs if not column.wraps and text]
    for text in texts:
        yield Padding(shown.text(text), (0, 0, 0, GAP))
    if values:
        line = shown.text(f" {shown.dot} ".join(values), "quiet")
        yield Padding(line, (0, 0, 0, GAP))


def _value(column: Column, text: str) -> str:
    return f"{column.label} {text}" if column.label else text


def _rows(drawn: str, *, headed: bool) -> list[str]:
    """A drawn table cut before each row, which begins with a name; its head stays with it."""
    rows: list[str] = []
    in_head = headed
    for line in drawn.splitlines(keepends=True):
        plain = _STYLE.sub("", line).rstrip("\n")
        begins = len(plain) > MARGIN and plain[MARGIN] != " "
        if rows and (in_head or not begins or _is_rule(rows[-1])):
            rows[-1] += line
        else:
            rows.append(line)
        in_head = in_head and not (plain.strip() and set(plain) <= _RULE)
    return rows


def _is_rule(piece: str) -> bool:
    """Whether the piece so far is a head that ends with its rule."""
    last = _STYLE.sub("", piece).splitlines()[-1]
    return bool(last.strip()) and set(last) <= _RULE
