"""The keys that each screen of the interview names below it.

``KEYS`` has a row for each screen. A drawn screen shows it below: each key with the words
``interview.key_ID``. Elsewhere one sentence says all keys of the screen: ``spoken_SCREEN`` where
one key answers, ``line_SCREEN`` where a line does. A screen without a row has a sentence alone,
and a screen may take more keys than it names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.shell.keys.key_names import (
    ANEW,
    BACK,
    CHANGE_ITEM,
    DISCARD,
    ENTER,
    HELP,
    MORE_ABOUT,
    NOTE,
    QUIT,
    WHO_HELPS,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

KeyNames = tuple[tuple[str, str], ...]  # a key, and the id of what it does

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
