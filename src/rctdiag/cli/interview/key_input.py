"""Where answers come from: single keys of a terminal, or one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rctdiag.cli.shell.keys.key_decoder import DOWN, LEFT, RIGHT, UP, without_sequences
from rctdiag.cli.shell.keys.key_names import EndOfInput, folded
from rctdiag.cli.shell.keys.terminal import input_line
from rctdiag.errors.faults import Fault, InputRejected

if TYPE_CHECKING:
    from rctdiag.cli.interview.screens.screen import Screen
    from rctdiag.cli.shell.keys.keyboard import Keyboard
    from rctdiag.cli.shell.keys.signals import Signals

ARROWS = {UP: -1, LEFT: -1, DOWN: 1, RIGHT: 1}  # which way along the answers
_RESUME = (
    "The answers before this line are saved. Correct it, then add --resume and give the lines from "
    "here on, or --restart and give all of them."
)
_GO_ON = "The answers before this line are saved. Correct it, and give the lines from here on."
LONGEST_NUMBER = 4  # digits; Python refuses to read endless ones


class Input(Protocol):
    """One way to answer."""

    single_key: bool  # a key is an answer; the terminal shows nothing by itself
    strict: bool  # nobody sits there to try again

    def token(self, *, enter: bool, more: bool = False) -> str:
        """A key or a line, folded to lower case, digits as 0-9; empty for Enter alone.

        Args:
                enter: numbers may have several digits, so the answer ends with Enter.
                more: one more key for the question that is on the screen already.

        Raises:
            EndOfInput: there is no more.
        """

    def prose(self, *, typed_ahead: bool = False) -> str:
        """A line of text.

        Args:
            typed_ahead: what was typed before the prompt belongs to it.

        Raises:
            EndOfInput: there is no more.
        """

    def several(self) -> bool:
        """Whether the last token came with more keys, which were not taken."""

    def no_answer(self) -> None:
        """The last token answers nothing; whoever gave it is told and asked again.

        Raises:
            InputRejected: nobody sits there to try again.
        """


class KeyInput:
    """A person at a terminal."""

    single_key = True
    strict = False

    def __init__(self, keyboard: Keyboard, screen: Screen) -> None:
        self._keyboard = keyboard
        self._screen = screen

    def token(self, *, enter: bool, more: bool = False) -> str:
        """One key; with ``enter`` a line, which the terminal shows and edits."""
        if enter:
            return folded(self.prose())
        try:
            return folded(self._keyboard.key(self._screen.again, more=more))
        except EOFError:
            raise EndOfInput from None

    def prose(self, *, typed_ahead: bool = False) -> str:
        """A line, edited in the terminal."""
        try:
            line = self._keyboard.line(self._screen.again, typed_ahead=typed_ahead)
        except EOFError:
            raise EndOfInput from None
        self._screen.entered()
        return line.strip()

    def several(self) -> bool:
        """Whether keys were left out."""
        return self._keyboard.several

    def no_answer(self) -> None:
        """A person can always try again."""


class LineInput:
    """Lines of stdin: from a pipe, a file, or a terminal that cannot show the questions."""

    single_key = False

    def __init__(self, signals: Signals, *, strict: bool, resumes_by_itself: bool = False) -> None:
        """Lines in order.

        Args:
            signals: what ends the waiting for a line.
            strict: nobody sits there to try again.
            resumes_by_itself: the command goes on with its draft, and has no option for that.
        """
        self.strict = strict
        self._go_on = _GO_ON if resumes_by_itself else _RESUME
        self._signals = signals
        self._number = 0

    def token(self, *, enter: bool, more: bool = False) -> str:  # noqa: ARG002 - lines are whole
        """One line."""
        return folded(self._line())

    def prose(self, *, typed_ahead: bool = False) -> str:  # noqa: ARG002 - lines wait in order
        """One line, without what no document may hold."""
        return without_sequences(self._line()).strip()

    def several(self) -> bool:
        """A line is taken whole."""
        return False

    def no_answer(self) -> None:
        """Told with the place of the line; never with what it says."""
        if not self.strict:
            return
        raise InputRejected(
            Fault(
                "interview-line",
                "this line is not an answer to its question.",
                self._go_on,
                file="<stdin>",
                line=self._number,
            )
        )

    def _line(self) -> str:
        read = input_line(self._signals)
        if read is None:
            raise EndOfInput
        self._number += 1
        if self._number == 1:
            read = read.removeprefix(b"\xef\xbb\xbf")
        return read.decode("utf-8", "replace").strip()
