"""Lists and pages of help where they were asked for: a screenful at a time, or at once."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from rctdiag.cli.shell.output import emit, view
from rctdiag.cli.shell.reading.show_result import by_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rctdiag.render.listing.listing import Listing
    from rctdiag.render.view import View


def list_view(*, no_color: bool, accessible: bool) -> View:
    """How a list is shown on stdout."""
    return view(format_="text", output=None, full=True, no_color=no_color, accessible=accessible)


def show_list(
    listing: Listing, language: str, *, no_pager: bool, no_color: bool, accessible: bool
) -> None:
    """Show a list.

    Raises:
        typer.Exit: 130, 143 or 129 after a signal.
    """
    from rctdiag.render.listing.show_listing import pieces, render_listing

    looks = list_view(no_color=no_color, accessible=accessible)
    show_pieces(
        looks,
        language,
        pieces=lambda: pieces(listing, looks),
        text=lambda: render_listing(listing, looks),
        no_pager=no_pager,
    )


def show_pieces(
    looks: View,
    language: str,
    *,
    pieces: Callable[[], Sequence[str]],
    text: Callable[[], str],
    no_pager: bool,
) -> None:
    """Show what is drawn in pieces, by screenfuls where somebody sits; else its text, at once.

    Raises:
        typer.Exit: 130, 143 or 129 after a signal.
    """
    if not by_parts(looks, None, no_pager=no_pager):
        emit(text(), None, force=False)
        sys.stdout.flush()
        return
    drawn = pieces()
    if sum(piece.count("\n") for piece in drawn) < shutil.get_terminal_size((80, 24)).lines:
        sys.stdout.write("".join(drawn))
        sys.stdout.flush()
        return
    from rctdiag.cli.shell.reading.page_reader import read_pages

    read_pages(drawn, looks, language)
