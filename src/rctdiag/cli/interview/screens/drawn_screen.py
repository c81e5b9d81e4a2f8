"""What the person sees in a terminal: the hand of the report, in colours and columns.

Lines are added at the end, and what was answered moves up out of sight. Only the line of the
arrow keys is written over.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from rctdiag.cli.interview.screens.screen import LINEAR_UNDER, Screen, look_at, wrap
from rctdiag.cli.shell.keys.terminal import fresh_screen
from rctdiag.render.terminal.drawing import Canvas
from rctdiag.render.terminal.palette import NARROW, SIDE_BY_SIDE, Palette, grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

    from rich.console import RenderableType

    from rctdiag.cli.interview.screens.screen import TerminalLook

_GAP = 3  # blank columns between the points of a scale
_SHORTEST_BAR = 6  # columns; below it the bar has a line of its own


class DrawnScreen(Screen):
    """Collects parts, and draws them when something is asked."""

    drawn = True

    def __init__(self, look: TerminalLook, stream: TextIO | None = None) -> None:
        super().__init__(look, stream)
        self._palette = Palette(look.width, look.ascii, look.colours, keys=True)
        self._parts: list[RenderableType] = []
        self._taken = ""  # what was answered, for the head of the next screen
        self._apart = True  # whether an empty line goes before it
        self._chosen = 0  # cells of the line of the arrow keys
        self._begins = False  # what is drawn next stands at the top of the terminal

    # -- what stands on it ---------------------------------------------------------------------

    def begin(self) -> None:
        """What is drawn next begins at the top, where the terminal takes control codes."""
        self._begins = self.look.colours is not None

    def title(self, text: str) -> None:
        """A line across with a title."""
        self._parts.append(self._palette.titled_rule(self._palette.text(text, "bold")))

    def say(self, text: str, style: str = "") -> None:
        """A paragraph."""
        self._parts.append(self._palette.text(text, style))

    def alarm(self, lead: str, text: str) -> None:
        """A paragraph with a sign that is seen."""
        words = Text.assemble(self._palette.text(lead, "bold"), " ", self._palette.text(text))
        self._parts.append(self._palette.signed("!", "alarm", words))

    def line(self, text: str) -> None:
        """A path or a command, never broken by us."""
        self._write(self._drawn())  # first what stands above it; a new screen begins before it
        super().line(text)

    def options(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Keys over words, side by side; a list where there is no room."""
        widths = [max(cell_len(label), len(key) + 2) + _GAP for key, label in pairs]
        if self.look.width >= SIDE_BY_SIDE and sum(widths) - _GAP <= self._palette.room:
            table = Table.grid(padding=(0, _GAP, 0, 0))
            table.add_row(*(self._palette.key(key) for key, _ in pairs))
            table.add_row(*(self._palette.text(label) for _, label in pairs))
        else:
            table = grid(None, 1, gap=1)
            for key, label in pairs:
                table.add_row(self._palette.key(key), self._palette.text(label))
        self._parts.append(table)

    def rows(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Keys, labels and answers under one another."""
        wide = self.look.width >= NARROW
        table = grid(None, None, 1) if wide else grid(None, 1, gap=1)
        for key, label, answer in rows:
            name, answer_text = self._palette.text(label, "bold"), self._palette.text(answer)
            cells = (name, answer_text) if wide else (Text.assemble(name, "  ", answer_text),)
            table.add_row(self._palette.key(key), *cells)
        self._parts.append(table)

    def progress(self, section: str, sentences: Sequence[str], done: int, total: int) -> None:
        """The section, a bar, and the facts; under one another where there is no room."""
        left = self._palette.text(section, "bold")
        right = self._palette.text(" ".join(sentences), "quiet")
        room = self._palette.room - left.cell_len - right.cell_len - 4
        if room < _SHORTEST_BAR:
            line = grid(1)
            line.add_row(self._bar(done, total, self._palette.room))
            self._parts.append(Group(left, line, right))
            return
        line = grid(None, 1, None)
        line.add_row(left, self._bar(done, total, room), right)
        self._parts.append(line)

    def _bar(self, done: int, total: int, cells: int) -> RenderableType:
        if self.look.colours:
            return ProgressBar(
                total=total,
                completed=done,
                style="line",
                complete_style="good",
                finished_style="good",
            )
        filled = cells * done // total  # without colour Rich shows no track
        signs = "#." if self.look.ascii else "━╌"
        return Text(signs[0] * filled + signs[1] * (cells - filled))

    def gap(self) -> None:
        """An empty line, never two."""
        self._parts.append(Text())

    def acknowledge(self, text: str, spoken_text: str, *, apart: bool = True) -> None:  # noqa: ARG002
        """Kept for the head of the next screen."""
        self._end_line()
        self._taken, self._apart = text, apart

    # -- asking --------------------------------------------------------------------------------

    def ask(self, spoken: str, keys: Sequence[tuple[str, str]] = ()) -> None:  # noqa: ARG002
        """Draw the screen and its keys; the line below is for the arrow keys."""
        if keys:
            self._parts.append(self._palette.key_row(*keys))
        self._prompt_text = self._drawn()
        self._write(self._prompt_text)

    def prompt(self, text: str) -> None:
        """Ask for a line, which is typed behind the prompt."""
        drawn = self._drawn()
        rows = wrap(self._palette.plain(text), self._palette.room - 1)
        self._prompt_text = drawn + "\n".join(f" {row}" for row in rows) + " "
        self._write(self._prompt_text)

    def choosing(self, text: str) -> None:
        """The line of the arrow keys, written over where the terminal can and it is one line."""
        line = f" {self._palette.plain(text)}"
        if not self.look.rewrites or cell_len(line) >= self.look.width:
            self._end_line()
            rows = wrap(self._palette.plain(text), self._palette.room)
            self._write("".join(f" {row}\n" for row in rows))
            return
        blanks = " " * max(0, self._chosen - cell_len(line))
        self._write(f"\r{line}{blanks}")
        self._chosen = cell_len(line)

    def again(self) -> None:
        """The screen once more, also while the terminal is in raw mode."""
        self._chosen = 0
        self._write("\r\n" + self._prompt_text.replace("\n", "\r\n"))

    def echo(self, text: str) -> None:
        """What came of a key, on a line of its own."""
        self._end_line()
        if text:
            self.say(text)

    def entered(self) -> None:
        """The terminal has echoed the line and its end."""
        self._open, self._chosen = False, 0

    def show(self) -> None:
        """Draw what was collected."""
        if self._parts or self._taken:
            self._write(self._drawn())

    def _drawn(self) -> str:
        self._end_line()
        parts, self._parts = self._parts, []
        if self._taken:
            taken = self._palette.text(self._taken, "quiet")
            parts = [*([Text()] if self._apart else []), taken, *parts]
            self._taken = ""
        now = look_at(self._stream, accessible=False, colour=False)
        width = now.width
        if self._begins:
            self._write(fresh_screen(now.height))
            self._begins = False
        if width != self._palette.width:  # the window has another size now
            self.look = replace(self.look, width=max(width, LINEAR_UNDER))
            self._palette = replace(self._palette, width=self.look.width)
        return Canvas(self._palette).draw(*parts)

    def _end_line(self) -> None:
        if self._open:
            self._write("\n")
        self._chosen = 0
