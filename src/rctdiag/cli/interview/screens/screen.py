"""What the person sees, one fact a line: for screen readers, narrow windows and pipes.

``drawn_screen`` shows the same in colours and columns. What belongs to one screen is collected
and written at once when something is asked, so that it can be written again.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from rctdiag.cli.shell.error_output import visible
from rctdiag.cli.shell.output import colours, is_ascii

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rctdiag.render.view import ColourSystem

USUAL_WIDTH = 80
WIDEST_LINE = 80  # of plain paragraphs
WIDEST = 100
NARROWEST = 20
LINEAR_UNDER = 36  # columns
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=\S)")


class ScreenGone(Exception):
    """Nobody can see the questions any more."""


@dataclass(frozen=True, slots=True)
class TerminalLook:
    """What the terminal can show, and what the person asked for."""

    width: int = USUAL_WIDTH
    height: int = 24
    accessible: bool = False  # a line for each sentence, broken by nobody but the terminal
    ascii: bool = False
    colours: ColourSystem | None = None
    rewrites: bool = False  # the last line may be written over


def look_at(stream: TextIO, *, accessible: bool, colour: bool) -> TerminalLook:
    """What ``stream`` can show.

    Args:
        stream: where the questions go.
        accessible: one fact a line, no bar, no colour, no breaking of lines.
        colour: whether control codes are welcome at all (NO_COLOR, --no-color).
    """
    size = shutil.get_terminal_size((USUAL_WIDTH, 24))
    if stream.isatty() and not os.environ.get("COLUMNS"):
        try:
            size = os.get_terminal_size(stream.fileno())
        except OSError:
            size = os.terminal_size((USUAL_WIDTH, 24))
    dumb = os.environ.get("TERM", "dumb") == "dumb"
    return TerminalLook(
        width=max(NARROWEST, min(size.columns or USUAL_WIDTH, WIDEST)),
        height=size.lines or 24,
        accessible=accessible,
        ascii=is_ascii(stream),
        colours=None if accessible or not colour or dumb else colours(False, stream),
        rewrites=stream.isatty() and not accessible and not dumb,
    )


class Screen:
    """Writes facts on lines; foreign text is shown with its control signs visible."""

    drawn = False

    def __init__(self, look: TerminalLook, stream: TextIO | None = None) -> None:
        self.look = look
        self._stream = stream or sys.stderr
        self._prompt_text = ""  # what was written when something was asked
        self._open = False  # the last line has no end yet

    # -- what stands on it ---------------------------------------------------------------------

    def begin(self) -> None:
        """Something new is shown from here on; where lines follow one another, nothing is done."""

    def title(self, text: str) -> None:
        """What a screen is about."""
        self.say(text)

    def say(self, text: str, style: str = "") -> None:  # noqa: ARG002 - drawn screens use it
        """A paragraph on lines of its own; in accessible mode a line for each sentence.

        Args:
            text: what to say.
            style: bold or quiet, where that can be shown.
        """
        self._write_lines(paragraph(text, self.look))

    def alarm(self, lead: str, text: str) -> None:
        """What must not be passed over: a question in a few words, and what to do."""
        self.say(f"{lead} {text}")

    def line(self, text: str) -> None:
        """A path or a command: on one line however long it is, so that it can be copied."""
        self._write_lines([visible(text)])

    def options(self, pairs: Sequence[tuple[str, str]]) -> None:
        """The answers to choose from: key and label; side by side as they fit."""
        if self.look.accessible:
            for key, label in pairs:
                self.say(f"{key}: {label}.")
            return
        row = ""
        for option in (f"{key} {visible(label)}" for key, label in pairs):
            longer = f"{row}   {option}" if row else f"  {option}"
            if row and _cells(longer) > self._line_width:
                self._write_lines([row])
                longer = f"  {option}"
            row = longer
            if _cells(row) > self._line_width:
                self._write_lines([f"  {part}" for part in wrap(option, self._line_width - 2)])
                row = ""
        if row:
            self._write_lines([row])

    def rows(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """What can be changed by its number: key, label, and what was answered."""
        for key, label, answer in rows:
            self.say(f"{key}: {label}: {answer}.")

    def progress(self, section: str, sentences: Sequence[str], done: int, total: int) -> None:  # noqa: ARG002
        """Where in the questions this is.

        Args:
            section: what the questions here are about.
            sentences: the number of the question, and the minutes left, as sentences.
            done: how many are answered.
            total: of how many.
        """
        for sentence in sentences:
            self.say(sentence)

    def gap(self) -> None:
        """An empty line; none in accessible mode, where it would be read out."""
        if self._open:
            self._write("\n")
        if not self.look.accessible:
            self._write("\n")

    def acknowledge(self, text: str, spoken_text: str, *, apart: bool = True) -> None:  # noqa: ARG002
        """What was taken: behind the prompt, or on a line of its own in accessible mode.

        Args:
            text: a sentence for the head of the next screen.
            spoken_text: the same after the question.
            apart: whether it stands apart from the question.
        """
        self.echo(spoken_text)

    # -- asking --------------------------------------------------------------------------------

    def ask(self, spoken: str, keys: Sequence[tuple[str, str]] = ()) -> None:  # noqa: ARG002
        """Show the screen, and which keys there are.

        Args:
            spoken: the keys in a sentence.
            keys: each with what it does, where they can be drawn.
        """
        self.prompt(spoken)

    def prompt(self, text: str) -> None:
        """Ask for a line; it is typed behind the prompt."""
        # In accessible mode too: what is longer than a row would be broken within a word.
        lines = wrap(visible(text.rstrip()), self._line_width - 1)
        self._prompt_text = "\n".join(lines) + " "
        self._write(("\n" if self._open else "") + self._prompt_text)
        self._open = True

    def choosing(self, text: str) -> None:
        """What the arrow keys have come to."""
        self._write("\n" if self._open else "")
        self._write("\n".join(paragraph(text, self.look)) + " ")
        self._open = True

    def again(self) -> None:
        """What was asked once more, on a new line, also while the terminal is in raw mode."""
        self._write("\r\n" + self._prompt_text.replace("\n", "\r\n"))

    @contextmanager
    def page_between(self) -> Iterator[None]:
        """Show a page in between, and then what was asked before it."""
        prompt_text = self._prompt_text
        yield
        self._prompt_text = prompt_text
        self.again()

    def echo(self, text: str) -> None:
        """Something behind the prompt, or on a line of its own where there is no room."""
        text = visible(text)
        fits = _cells(self._prompt_text.rpartition("\n")[2] + text) <= self._line_width
        before = "\n" if self._open and (self.look.accessible or not fits) else ""
        self._write(f"{before}{text}\n")
        self._open = False

    def close(self) -> None:
        """End the last line: a prompt that nobody answered."""
        self.show()
        if self._open:
            self._write("\n")

    def entered(self) -> None:
        """The terminal has echoed the line and its end."""
        self._open = False

    def show(self) -> None:
        """Write what was collected."""

    @property
    def _line_width(self) -> int:
        return min(self.look.width, WIDEST_LINE)

    def _write_lines(self, lines: list[str]) -> None:
        self._write(("\n" if self._open else "") + "\n".join(lines) + "\n")

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError:
            raise ScreenGone from None
        if text:
            self._open = not text.endswith("\n")


def paragraph(text: str, look: TerminalLook, *, indent: int = 0) -> list[str]:
    """The lines of a paragraph; in accessible mode a line for each sentence."""
    text = visible(text)
    if look.accessible:
        return _SENTENCE.split(text)
    return [" " * indent + row for row in wrap(text, min(look.width, WIDEST_LINE) - indent)]


def rows_taken(line: str, look: TerminalLook) -> int:
    """How many rows of the terminal a line fills that the terminal breaks by itself."""
    return max(1, -(-_cells(visible(line)) // look.width))


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` cells; wide signs count as two, combining marks as none.

    A word longer than a line is broken.
    """
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and _cells(longer) > width:
            lines.append(line)
            longer = word
        while _cells(longer) > width:
            head = _head(longer, width)
            lines.append(head)
            longer = longer[len(head) :]
        line = longer
    return [*lines, line]


def _head(text: str, width: int) -> str:
    taken = 1
    while taken < len(text) and _cells(text[: taken + 1]) <= width:
        taken += 1
    return text[:taken]


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
