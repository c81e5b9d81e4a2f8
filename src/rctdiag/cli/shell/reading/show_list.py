"""Lists and pages of help where they were asked for: a screenful at a time, or at once."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from rctdiag.cli.shell.output import emit, terminal_view
from rctdiag.cli.shell.reading.show_result import by_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rctdiag.cli.shell.options.shared import LookOptions, Paged
    from rctdiag.render.listing.listing import Listing
    from rctdiag.render.view import View


def list_view(look: LookOptions) -> View:
    """How a list is shown on stdout."""
    return terminal_view(look, "text", None, full=True)


def show_list(listing: Listing, language: str, paged: Paged) -> None:
    """Show a list.

    Raises:
        typer.Exit: 130, 143 or 129 after a signal.
    """
    from rctdiag.render.listing.show_listing import pieces, render_listing

    view = list_view(paged.look)
    show_pieces(
        view,
        language,
        paged,
        pieces=lambda: pieces(listing, view),
        text=lambda: render_listing(listing, view),
    )


def show_pieces(
    view: View,
    language: str,
    paged: Paged,
    *,
    pieces: Callable[[], Sequence[str]],
    text: Callable[[], str],
) -> None:
    """Show what is drawn in pieces, by screenfuls where somebody sits; else its text, at once.

    Raises:
        typer.Exit: 130, 143 or 129 after a signal.
    """
    if not by_parts(view, None, no_pager=paged.no_pager):
        emit(text(), None, force=False)
        sys.stdout.flush()
        return
    drawn = pieces()
    if sum(piece.count("\n") for piece in drawn) < shutil.get_terminal_size((80, 24)).lines:
        sys.stdout.write("".join(drawn))
        sys.stdout.flush()
        return
    from rctdiag.cli.shell.reading.page_reader import read_pages

    read_pages(drawn, view, language)
