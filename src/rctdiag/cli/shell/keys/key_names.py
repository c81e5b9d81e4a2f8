"""What a key is called once it is typed: the letters that mean something, and Enter."""

from __future__ import annotations

import unicodedata

ENTER = ""
BACK, QUIT = "b", "q"
SPACE = " "  # as Enter, where a report or a list is read
HELP, WHO_HELPS = "?", "h"
CANNOT_SAY, NOTE, SKIP = "x", "n", "s"
NO_NOTE = "-"  # a line in place of a note: it takes the note back
CHANGE_ITEM, DISCARD = "c", "d"
MORE_ABOUT, ANEW, YES = "m", "n", "y"
TRY_AGAIN, OTHER_FOLDER = "r", "d"  # where an answer could not be saved: ``not_saved_choice``
FULL_REPORT, SAVE, DELETE = "f", "s", "d"  # at the end: ``end_KEY`` says what each does


class EndOfInput(Exception):
    """There is no more: Ctrl-D, or the end of the lines."""


def folded(text: str) -> str:
    """Enter as the empty text, letters in lower case, any script's digits as 0-9."""
    if text == "\r":
        return ENTER
    return "".join(_digit(char) for char in text.casefold())


def _digit(char: str) -> str:
    digit = unicodedata.digit(char, None)
    return char if digit is None else str(digit)
