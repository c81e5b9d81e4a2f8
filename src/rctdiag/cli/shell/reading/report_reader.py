"""A report on a terminal: read part by part, with one key, so that nothing scrolls away unread."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from rctdiag.cli.shell.keys.key_names import ENTER, FULL_REPORT, QUIT, SPACE, WHO_HELPS, EndOfInput
from rctdiag.cli.shell.keys.terminal import fresh_screen
from rctdiag.cli.shell.output import WIDEST
from rctdiag.cli.shell.reading.pages import pages, paragraphs
from rctdiag.render.terminal.text import drawn_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rctdiag.cli.shell.reading.readable import Readable
    from rctdiag.render import View


class ReportReader:
    """Shows a report part by part and says which key ended it.

    Keys: a number for a part, Enter or space for the next page or part, ``f`` for everything,
    ``h`` for who can help, ``q`` to leave, and those that the caller offers.
    """

    def __init__(
        self,
        document: Readable,
        view: View,
        press: Callable[[], str],
        offers: Sequence[tuple[str, str]] = (),
        before: Sequence[str] = (),
        *,
        follows: bool = False,
    ) -> None:
        """Nothing is shown yet.

        Args:
            document: the report.
            view: how to show it; the width follows the terminal.
            press: waits for a key, folded; raises ``EndOfInput`` where there is none to come.
            offers: further keys, each with the id of its word among those of the screens.
            before: what is read before the first screen, in pieces.
            follows: another report comes after this one.
        """
        self._follows = follows
        self.offers = tuple(offers)
        self._before = tuple(before)
        self._document = document
        self._steps = tuple(str(number + 1) for number in range(len(document.names)))
        self._view = view
        self._press = press
        self._part = 0
        self._screens: list[str] = []  # of the part
        self._number = 0  # of the screenful that is shown
        self._room = 0  # rows of a screenful
        self._keys = ""

    def read(self) -> str:
        """Show the report from where it was left, by key.

        Returns:
            ``q``, an offered key, or Enter where the last part is read to its end. After an
            offered key a further call goes on at the same place.
        """
        if not self._screens:
            self._open(0)
        while True:
            key = self._wait_for_key()
            if key == ENTER and self._more:
                self._number += 1
                self._write()
            elif key == ENTER and self._part < len(self._steps):
                self._open(self._part + 1)
            elif key in self._steps:
                self._open(int(key))
            elif key == FULL_REPORT:
                self._view = self._view._replace(full=True)
                self._open(1)
            elif key == WHO_HELPS:
                self._help()
            else:
                return key

    def again(self) -> None:
        """The row of keys once more, after the program was suspended."""
        sys.stdout.write("\r\n" + self._keys.replace("\n", "\r\n"))
        sys.stdout.flush()

    @property
    def _more(self) -> bool:
        return self._number + 1 < len(self._screens)

    def _open(self, part: int) -> None:
        """Draw a part for the terminal as it is now, and show its first screenful."""
        columns, rows = shutil.get_terminal_size((80, 24))
        view = self._view._replace(width=min(columns, WIDEST))
        # Narrower than anything can be drawn: the terminal breaks the lines.
        self._view = view if view.drawn else view._replace(width=WIDEST)
        self._part, self._number = part, 0
        self._room = rows - max(self._rows_of_keys(["", ""]), self._rows_of_keys([""]))
        drawn = self._document.parts(self._view)[part]
        before = () if part else self._before
        apart = ["\n"] if before else []
        self._screens = pages([*before, *apart, *drawn], self._room)
        if before and len(self._screens) > 1:  # each on screens of its own
            self._screens = [*pages(before, self._room), *pages(drawn, self._room)]
        self._write()

    def _rows_of_keys(self, screens: list[str]) -> int:
        """The rows that the keys take: below the last screenful they may be others."""
        self._screens = screens
        return self._row_of_keys().count("\n")

    def _write(self) -> None:
        """A screenful, and a blank row before the keys where there is room for one."""
        self._begin_screen()
        screen = self._screens[self._number]
        sys.stdout.write(f"{screen}\n" if screen.count("\n") < self._room else screen)

    def _wait_for_key(self) -> str:
        """A key that means something here."""
        known = {ENTER, WHO_HELPS, QUIT, *self._steps, *(key for key, _ in self.offers)}
        return self._pressed(
            known if self._view.full else {*known, FULL_REPORT}, self._row_of_keys()
        )

    def _pressed(self, known: set[str], keys: str) -> str:
        """Show a row of keys and wait for one of them."""
        self._keys = keys.rstrip("\n") + " "
        sys.stdout.write(self._keys)
        sys.stdout.flush()
        key = ""
        while True:
            try:
                key = self._press()
            except EndOfInput:
                key = QUIT
            key = ENTER if key == SPACE else key
            if key in known:
                sys.stdout.write("\n\n")
                return key

    def _row_of_keys(self) -> str:
        """What each key does here; on the first screen the four steps by name."""
        by_name = self._part == 0 and not self._more
        at_the_end = self._part == len(self._steps) and not self._more and not self._follows
        onward = "key_end" if at_the_end else "key_more" if self._more else "key_next"
        row = [("Enter", onward)]
        row += [] if by_name else [(f"1-{self._steps[-1]}", "key_parts")]
        row += [] if self._view.full else [(FULL_REPORT, "key_full")]
        row += [*self.offers, (WHO_HELPS, "key_help"), (QUIT, "key_quit")]
        steps = [list(zip(self._steps, self._document.names, strict=True))] if by_name else []
        return drawn_keys(self._view, *steps, self._named(row))

    def _begin_screen(self) -> None:
        """What was read moves up out of sight, where the terminal takes control codes."""
        if self._view.colours:
            sys.stdout.write(fresh_screen(shutil.get_terminal_size((80, 24)).lines))

    def _named(self, row: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Keys with what each does in words."""
        return [(key, self._document.word(id_)) for key, id_ in row]

    def _help(self) -> None:
        """Who can help, whole; then what was being read, once more."""
        text = self._document.help(self._view)
        room = shutil.get_terminal_size((80, 24)).lines - 2
        screens = pages(paragraphs(text), room)
        for number, screen in enumerate(screens, 1):
            self._begin_screen()
            sys.stdout.write(f"{screen}\n")
            row = [(QUIT, "key_back")]
            if number < len(screens):
                row = [("Enter", "key_more"), *row]
            if self._pressed({ENTER, QUIT}, drawn_keys(self._view, self._named(row))) == QUIT:
                break
        self._write()
