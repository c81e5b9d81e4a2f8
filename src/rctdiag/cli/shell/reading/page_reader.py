"""A text longer than the screen, read a screenful at a time with one key."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from rctdiag.cli.shell.keys.key_names import BACK, ENTER, QUIT, SPACE, EndOfInput
from rctdiag.cli.shell.keys.terminal import fresh_screen
from rctdiag.cli.shell.reading.key_presses import key_presses
from rctdiag.cli.shell.reading.pages import pages
from rctdiag.render.terminal.text import drawn_keys
from rctdiag.render.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rctdiag.render.view import View


def read_pages(pieces: Sequence[str], view: View, language: str) -> None:
    """Show the pieces by screenfuls; the last one ends by itself.

    Keys: Enter or space for more, ``b`` for the screenful before, ``q`` to leave.

    Raises:
        typer.Exit: 130, 143 or 129 after a signal.
    """
    say = words(language).text
    more, back, leave = (say(f"lists.key_{name}") for name in ("more", "back", "quit"))
    row = [("Enter", more), (BACK, back), (QUIT, leave)]
    whole = drawn_keys(view, row)
    screens = pages(pieces, shutil.get_terminal_size((80, 24)).lines - whole.count("\n"))
    row_of_keys = ""

    def again() -> None:
        sys.stdout.write("\r\n" + row_of_keys.replace("\n", "\r\n"))
        sys.stdout.flush()

    number = 0
    with key_presses(again) as press:
        while True:
            if view.colours:
                sys.stdout.write(fresh_screen(shutil.get_terminal_size((80, 24)).lines))
            sys.stdout.write(screens[number])
            if number == len(screens) - 1:
                return
            row_of_keys = drawn_keys(view, row if number else [row[0], row[2]]).rstrip("\n") + " "
            sys.stdout.write(row_of_keys)
            sys.stdout.flush()
            key = _pressed(press, {ENTER, SPACE, QUIT, BACK} if number else {ENTER, SPACE, QUIT})
            sys.stdout.write("\n\n")
            if key == QUIT:
                return
            number += -1 if key == BACK else 1


def _pressed(press: Callable[[], str], known: set[str]) -> str:
    """The first key that means something here."""
    while True:
        try:
            key = press()
        except EndOfInput:
            key = QUIT
        if key in known:
            return key
