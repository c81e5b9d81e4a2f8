"""The one rule for a cell of a table: a missing answer, a whole number in range, or wrong.

Every cell is text first, whatever the file; nothing is coerced beyond what stands here:
blanks around it do not count; ``3.0`` is 3, as is ``+3`` and ``03``; ``3.5``, ``1_0``, ``NaN``,
``True`` and other scripts' digits are wrong. Missing is a blank cell, ``cant_say``, and what
the user names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from rctdiag.model.answers import CANT_SAY
from rctdiag.tables.source.visible_text import INVISIBLE, NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal[
    "out_of_range",
    "not_whole",
    "not_finite",
    "boolean",
    "date",
    "formula",
    "error_value",
    "text",
    "answered_twice",
    "unknown_item",
    "no_respondent",
]

# Beside the reason of each wrong cell, once for all of them.
HOW_TO_MEND = (
    f"Correct the cells. Where there is no answer, leave the cell empty, write {CANT_SAY}, or name"
    " the code with --missing."
)
BLANKS = " \t" + NO_BREAK + INVISIBLE  # around an answer they change nothing
END_OF_WHOLE = 2.0**63  # no whole number of a machine from here on
# Nine digits after the noughts: more would not fit the engines' numbers, and no answer is near.
# \z: to Java a $ also stands before a last line end.
WHOLE = r"^([+-]?)0*([0-9]{1,9})(\.0*)?\z"
_WHOLE = re.compile(WHOLE.removeprefix("^").removesuffix(r"\z"), re.ASCII)


class Wrong(NamedTuple):
    """Why a cell is no answer; carries no value."""

    kind: Kind
    reason: str


_ANY = re.ASCII | re.IGNORECASE | re.DOTALL
# What a wrong cell looks like, as far as that helps to mend it; None: a number out of range.
_LOOKS: tuple[tuple[re.Pattern[str], Wrong | None], ...] = (
    (re.compile(r"=.*", _ANY), Wrong("formula", "a formula where an answer belongs")),
    (
        re.compile(r"#.*", _ANY),
        Wrong("error_value", "a spreadsheet error"),
    ),
    (
        re.compile(r"nan|[+-]?inf(inity)?", _ANY),
        Wrong("not_finite", "not a number; name it with --missing if it means no answer"),
    ),
    (re.compile(r"true|false", _ANY), Wrong("boolean", "true or false, not a number")),
    (
        re.compile(r"\d{4}-\d{2}-\d{2}([T ].*)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", _ANY),
        Wrong("date", "a date where an answer belongs"),
    ),
    (re.compile(r"[+-]?[0-9]+(\.0*)?", _ANY), None),
    (
        re.compile(r"[+-]?[0-9]+,[0-9]+", _ANY),
        Wrong("not_whole", "a decimal comma; write whole numbers, such as 2 for 2,00"),
    ),
    (
        re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]+)?", _ANY),
        Wrong("not_whole", "not a whole number"),
    ),
)


class Range(NamedTuple):
    """The whole numbers that may be answered, and what else counts as missing."""

    low: int
    high: int
    missing: frozenset[str] = frozenset()


def missing_codes(codes: Iterable[str]) -> frozenset[str]:
    """What the user calls no answer, as it may stand in a table: -99 is also -99.0."""
    plain_codes = {code.strip(BLANKS) for code in codes}
    whole = {
        str(int(match[1] + match[2])) for code in plain_codes if (match := _WHOLE.fullmatch(code))
    }
    return frozenset(
        plain_codes | whole | {f"{number}.{noughts}" for number in whole for noughts in ("0", "00")}
    )


def is_missing(text: str, missing: frozenset[str]) -> bool:
    """Whether stripped text is a missing answer."""
    return not text or text == CANT_SAY or text in missing


def answer(text: str | None, allowed: Range) -> int | Wrong | None:
    """What a cell says: a whole number in the range, None for missing, or why it is wrong."""
    cell = (text or "").strip(BLANKS)
    if is_missing(cell, allowed.missing):
        return None
    if whole := _WHOLE.fullmatch(cell):
        value = int(whole[1] + whole[2])
        return value if allowed.low <= value <= allowed.high else _outside(allowed)
    return _wrong(cell, allowed)


def _outside(allowed: Range) -> Wrong:
    return Wrong("out_of_range", f"not one of {_choices(allowed)}")


def _wrong(cell: str, allowed: Range) -> Wrong:
    """Name what a wrong cell looks like, as far as that helps to mend it."""
    for looks, wrong in _LOOKS:
        if looks.fullmatch(cell):
            return wrong or _outside(allowed)
    return Wrong("text", f"text where one of {_choices(allowed)} belongs")


def _choices(allowed: Range) -> str:
    return f"{allowed.low}-{allowed.high} or {CANT_SAY}"


_LIVE = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"  # the last four: full-width forms of the first
LIVE = "^[" + re.escape(_LIVE) + "]"
NUMBER = r"^[+-]?[0-9]+(\.[0-9]+)?$"
_PLAIN_NUMBER = re.compile(NUMBER.strip("^$"), re.ASCII)


def inert(text: str) -> str:
    """Text that no spreadsheet takes for a formula: a leading apostrophe where it might.

    A plain number such as ``-5`` stays as it is (OWASP, CSV injection; CWE-1236).
    """
    if text[:1] in _LIVE and text and not _PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text
