"""What the keys or the line that somebody typed stand for."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from rctdiag.cli.interview.key_input import LONGEST_NUMBER
from rctdiag.cli.shell.keys.key_names import BACK, CANNOT_SAY, QUIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.cli.interview.questions import ScoredQuestion
    from rctdiag.model.answers import Answer

SEPARATOR = ","  # between the values of a question that takes several


HALVES = {"half a year": 6, "a year": 12, "one year": 12, "a month": 1, "a year and a half": 18}
# Years, months or both; at most as many digits as a number may have.
_DURATION = re.compile(
    r"(?:(\d{1,3}(?:[.,]\d{1,2})?) ?(?:y|yrs?|years?))?"
    r",? ?(?:and )?(?:(\d{1,4}) ?(?:m|mos?|months?))?",
    re.ASCII,
)


class Move(Enum):
    """What comes after a question."""

    NEXT = 1
    BACK = -1
    AGAIN = 0
    QUIT = 2
    END = 3  # the lines are at their end
    CHANGE = 4  # the question at another place comes next
    DISCARD = 5  # nothing of it is to be kept


MOVES = {BACK: Move.BACK, QUIT: Move.QUIT}


def answer_of(typed: str, low: int, high: int) -> Answer | None:
    """What a key or line stands for; None if nothing."""
    if typed == CANNOT_SAY:
        return "cant_say"
    if (
        typed.isdecimal()
        and typed.isascii()
        and len(typed) <= LONGEST_NUMBER
        and low <= int(typed) <= high
    ):
        return int(typed)
    return None


def months_of(typed: str, most: int) -> int | None:
    """The months that a line says: 18, 3 years, 3y, 1.5 years, 2 years 3 months; None if none."""
    bare = answer_of(typed, 0, most)
    if isinstance(bare, int):
        return bare
    if typed in HALVES:
        return HALVES[typed]
    said = _DURATION.fullmatch(typed)
    if said is None or not any(said.groups()):
        return None
    years, months = (float((part or "0").replace(",", ".")) for part in said.groups())
    total = round(12 * years + months)
    return total if total <= most else None


def marked_values(typed: str, values: Sequence[str]) -> tuple[str, ...]:
    """The values that a line of digits stands for, in their order; nothing if it is none."""
    digits = set(typed.replace(SEPARATOR, " ").replace(" ", ""))
    keys = {str(number): value for number, value in enumerate(values, 1)}
    if not digits <= keys.keys():
        return ()
    marked = tuple(value for key, value in keys.items() if key in digits)
    return () if values[-1] in marked and len(marked) > 1 else marked


def label_of(question: ScoredQuestion, answer: Answer) -> str:
    """The label of an answer, or nothing for "can't say"."""
    scale = question.questionnaire.scale
    return scale.labels[answer - scale.low] if isinstance(answer, int) else ""
