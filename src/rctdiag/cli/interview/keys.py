"""The letters of the interview, and the keys that each of its screens names below it.

``KEYS`` has a row for each screen. A drawn screen shows it below: each key with the words
``interview.key_ID``. Elsewhere one sentence says all keys of the screen: ``spoken_SCREEN`` where
one key answers, ``line_SCREEN`` where a line does. A screen without a row has a sentence alone,
and a screen may take more keys than it names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.interview.key_input import ENTER

if TYPE_CHECKING:
    from collections.abc import Mapping

KeyNames = tuple[tuple[str, str], ...]  # a key, and the id of what it does

BACK, QUIT = "b", "q"
SPACE = " "  # as Enter, where a report or a list is read
HELP, WHO_HELPS = "?", "h"
CANNOT_SAY, NOTE, SKIP = "x", "n", "s"
NO_NOTE = "-"  # a line in place of a note: it takes the note back
CHANGE_ITEM, DISCARD = "c", "d"
MORE_ABOUT, ANEW, YES = "m", "n", "y"
TRY_AGAIN, OTHER_FOLDER = "r", "d"  # where an answer could not be saved: ``not_saved_choice``
FULL_REPORT, SAVE, DELETE = "f", "s", "d"  # at the end: ``end_KEY`` says what each does

_ROWS = ("1-{high}", "change_any")
_LEAVE = ((BACK, "back"), (QUIT, "quit"))
_HELP_AND_LEAVE = ((BACK, "back"), (HELP, "help"), (QUIT, "quit"))
KEYS: Mapping[str, KeyNames] = {
    # Before the first question.
    "begin": (
        (ENTER, "begin"),
        (WHO_HELPS, "who_helps"),
        (MORE_ABOUT, "more_about"),
        (QUIT, "leave"),
    ),
    "found": ((ENTER, "resume"), (ANEW, "anew"), (WHO_HELPS, "who_helps"), (QUIT, "leave")),
    # A question that is scored, and one that is not: a choice, or several marks.
    "item": ((BACK, "back"), (NOTE, "note"), (HELP, "help"), (QUIT, "quit")),
    "choice": ((ENTER, "skip"), *_HELP_AND_LEAVE),
    "choice_kept": ((ENTER, "keep"), *_HELP_AND_LEAVE),
    "several": ((ENTER, "take_marks"), *_HELP_AND_LEAVE),
    "several_kept": ((ENTER, "take_marks"), *_HELP_AND_LEAVE),
    # What was answered.
    "background": ((ENTER, "begin_questions"), _ROWS, *_LEAVE),
    "review": ((ENTER, "go_on"), _ROWS, (CHANGE_ITEM, "change_item"), *_LEAVE),
    "week": ((ENTER, "keep_week"), _ROWS, (DISCARD, "throw_away"), (QUIT, "quit")),
    # A page in between.
    "more": ((ENTER, "more"),),
    "back_to_it": ((ENTER, "go_back"),),
    # The report.
    "ready": ((ENTER, "show_it"), (WHO_HELPS, "who_helps"), (QUIT, "keep_for_later")),
    "end": ((ENTER, "end_enter"),),
    "end_unsaved": ((ENTER, "end_enter_unsaved"),),
}
# What the help on a scored question says, each line by ``help_ID``.
HELP_LINES = ("exact", "answer", "arrows", "cannot", "back", "note", "quit", "soon", "who")
