"""A list as text: drawn where there is room, else a row a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.render_blocks import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.block import Kind
    from rctdiag.render.listing.listing import Listing, Row, Section
    from rctdiag.render.view import View


def render_listing(listing: Listing, view: View) -> str:
    """The list at once, in the shape of a report."""
    if view.drawn:
        return "".join(pieces(listing, view))
    return show(blocks_of(listing), view, whole=True)


def pieces(listing: Listing, view: View) -> tuple[str, ...]:
    """The list as it is drawn, in pieces that are read whole; each row is a piece."""
    from rctdiag.render.terminal.listing import drawn_pieces  # noqa: PLC0415 - Rich is slow to import

    return tuple(drawn_pieces(listing, view))


def blocks_of(listing: Listing, title: Kind = "title") -> Iterator[Block]:
    """The list in sentences, one a row, for screen readers and windows too narrow to draw in.

    Args:
        listing: the list.
        title: how its title is shown.
    """
    yield Block(title, listing.title)
    yield from (Block("text", text) for text in listing.intro)
    for section in listing.sections:
        if section.heading:
            yield Block("heading", section.heading)
        yield from (Block("text", text) for text in section.about)
        for row in section.rows:
            yield Block("item", _one_line(section, row))
    yield from (Block("text", text) for text in listing.foot)


def _one_line(section: Section, row: Row) -> str:
    """A row as one fact: the name, then each text with what it is where that is no sentence."""
    texts = []
    for column, text in zip(section.columns, row.texts, strict=True):
        if text:
            texts.append(text if column.wraps or not column.label else f"{column.label}: {text}")
    return f"{row.name}: {'; '.join(texts)}" if texts else row.name
