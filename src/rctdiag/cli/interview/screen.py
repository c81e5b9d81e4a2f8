"""What the person sees: lines appended to stderr, never a redraw of the screen."""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass
from typing import TextIO

from rich.cells import cell_len

from rctdiag.cli.shell.error_output import visible

WIDEST = 80
NARROWEST = 20
_WIDE_ENOUGH = 60  # columns from which the bar is long
_BAR = {True: 20, False: 6}  # cells of the bar, by whether the terminal is wide enough
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=\S)")
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


class ScreenGone(Exception):
    """Nobody can see the questions any more."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the terminal can show, and what the person asked for."""

    width: int = WIDEST
    accessible: bool = False
    bold: bool = False
    bar: str = ""  # two signs, done and to do; empty: no bar


def look_at(stream: TextIO, *, accessible: bool, colour: bool) -> Look:
    """What ``stream`` can show: its width, its signs, whether it is a terminal that can do more.

    Args:
        stream: where the questions go.
        accessible: one fact a line, no bar, no colour, no breaking of lines.
        colour: whether control codes are welcome at all (NO_COLOR, --no-color).
    """
    capable = stream.isatty() and os.environ.get("TERM", "dumb") != "dumb" and not accessible
    columns = shutil.get_terminal_size((WIDEST, 24)).columns
    if stream.isatty() and not os.environ.get("COLUMNS"):
        try:
            columns = os.get_terminal_size(stream.fileno()).columns or WIDEST
        except OSError:
            columns = WIDEST
    return Look(
        width=max(NARROWEST, min(columns, WIDEST)),
        accessible=accessible,
        bold=capable and colour,
        bar=_bar_signs(stream) if capable else "",
    )


def _bar_signs(stream: TextIO) -> str:
    for signs in ("━╌", "#."):
        try:
            signs.encode(stream.encoding or "ascii")
        except UnicodeEncodeError:
            continue
        return signs
    return "#."


class Screen:
    """Writes paragraphs and prompts; foreign text is shown with its control signs visible."""

    def __init__(self, look: Look, stream: TextIO | None = None) -> None:
        self.look = look
        self._stream = stream or sys.stderr
        self._prompt = ""
        self._open = False  # the last line has no end yet

    def say(self, text: str, *, indent: int = 0, bold: bool = False) -> None:
        """A paragraph on lines of its own; in accessible mode a line for each sentence."""
        lines = paragraph(text, self.look, indent=indent)
        if bold and self.look.bold:
            lines = [f"{_BOLD}{one}{_PLAIN}" for one in lines]
        self._write(("\n" if self._open else "") + "\n".join(lines) + "\n")

    def line(self, text: str) -> None:
        """A path or a command: on one line however long it is, so that it can be copied."""
        self._write(("\n" if self._open else "") + visible(text) + "\n")

    def choices(self, options: list[str]) -> None:
        """The points of a scale: side by side as they fit, or one a line."""
        if self.look.accessible:
            for one in options:
                self.say(one)
            return
        line = ""
        for one in map(visible, options):
            if cell_len(one) + 2 > self.look.width:
                self._write(f"{line}\n" if line else "")
                self.say(one, indent=2)
                line = ""
                continue
            longer = f"{line}   {one}" if line else f"  {one}"
            if line and cell_len(longer) > self.look.width:
                self._write(line + "\n")
                longer = f"  {one}"
            line = longer
        self._write(f"{line}\n" if line else "")

    def gap(self) -> None:
        """An empty line between questions; none in accessible mode, where it would be read out."""
        if self._open:
            self._write("\n")
        if not self.look.accessible:
            self._write("\n")

    def progress(self, text: str, done: int, total: int) -> None:
        """Where one is, with a bar where the terminal can show one."""
        if self.look.bar:
            cells = _BAR[self.look.width >= _WIDE_ENOUGH]
            filled = cells * done // total
            bar = self.look.bar[0] * filled + self.look.bar[1] * (cells - filled)
            with_bar = f"{text}  {bar}"
            text = with_bar if cell_len(with_bar) <= self.look.width else text
        self.say(text)

    def prompt(self, text: str) -> None:
        """Ask; the answer's echo follows on the same line."""
        text = visible(text.rstrip())
        lines = [text] if self.look.accessible else wrap(text, self.look.width - 1)
        self._prompt = "\n".join(lines) + " "
        self._write(("\n" if self._open else "") + self._prompt)
        self._open = True

    def again(self) -> None:
        """The prompt once more, on a new line, also while the terminal is in raw mode."""
        self._write("\r\n" + self._prompt.replace("\n", "\r\n"))

    def echo(self, text: str) -> None:
        """What was taken, behind the prompt; a line of its own in accessible mode."""
        text = visible(text)
        fits = cell_len(self._prompt.rpartition("\n")[2] + text) <= self.look.width
        before = "\n" if self._open and (self.look.accessible or not fits) else ""
        self._write(f"{before}{text}\n")
        self._open = False

    def close(self) -> None:
        """End the last line: a prompt that nobody answered."""
        if self._open:
            self._write("\n")

    def entered(self) -> None:
        """The terminal has echoed the line and its end."""
        self._open = False

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


def paragraph(text: str, look: Look, *, indent: int = 0) -> list[str]:
    """The lines of a paragraph; in accessible mode a line for each sentence."""
    text = visible(text)
    if look.accessible:
        return _SENTENCE.split(text)
    return [" " * indent + one for one in wrap(text, look.width - indent)]


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` cells; wide signs count as two, combining marks as none.

    A word longer than a line is broken.
    """
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and cell_len(longer) > width:
            lines.append(line)
            longer = word
        while cell_len(longer) > width:
            head = _head(longer, width)
            lines.append(head)
            longer = longer[len(head) :]
        line = longer
    return [*lines, line]


def _head(text: str, width: int) -> str:
    taken = 1
    while taken < len(text) and cell_len(text[: taken + 1]) <= width:
        taken += 1
    return text[:taken]
