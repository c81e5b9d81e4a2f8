"""From answers to a code and back: a number whose digits are the answers, with a check at its end.

    RD1-7K2Q0-…   the tag of the form, the answers in base 32, CRC-32 of both

One wrong sign, two that are swapped, or a piece that is missing is always noticed.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from rctdiag.platforms.codes.code_layout import (
    CHECK_SIGNS,
    PREFIX,
    SIGNS,
    TAG_SIGNS,
    grouped,
    in_signs,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.platforms.codes.code_layout import Layout

_START = re.compile(rf"(?<![0-9A-Za-z]){PREFIX}(?=[-\s\u2010-\u2013])", re.IGNORECASE)
_SURELY = re.compile(rf"(?<![0-9A-Za-z]){PREFIX}(?:[-\s][0-9A-Z]{{5}}){{4}}", re.IGNORECASE)
_MISREAD = str.maketrans("OIL", "011")
_BETWEEN = "-\u2010\u2011\u2012\u2013\u00a0\u200b >|*_=\"'\t\r\n"  # what mail puts between signs


class Code(NamedTuple):
    """One code of a text: where it begins, and its answers."""

    line: int
    answers: Mapping[str, str]  # item -> what was answered; nothing where it was left open


class Damaged(NamedTuple):
    """A code that cannot be read."""

    line: int
    is_other_form: bool = False


def code_of(layout: Layout, answers: Mapping[str, str]) -> str:
    """The code of what was given."""
    number = 0
    for field in layout.fields:
        number = number * len(field.values) + field.values.index(answers.get(field.id, ""))
    body = layout.tag + in_signs(number, layout.signs)
    return grouped(body + in_signs(crc32(body.encode()), CHECK_SIGNS))


def has_codes(text: str) -> bool:
    """Whether a text has a code in it; an id such as RD1-001 is none."""
    return _SURELY.search(text) is not None


def codes_in(text: str, layouts: Sequence[Layout]) -> Iterator[Code | Damaged]:
    """Every code of a text, whatever stands around it, in its order."""
    known = {layout.tag: layout for layout in layouts}
    starts = [start.end() for start in _START.finditer(text)]
    for at in starts:
        line = text.count("\n", 0, at) + 1
        signs = _signs(text, at)
        tag = "".join(islice(signs, TAG_SIGNS))
        layout = known.get(tag)
        if layout is None:
            yield Damaged(line, is_other_form=len(tag) == TAG_SIGNS)
            continue
        wanted = layout.signs + CHECK_SIGNS
        rest = "".join(islice(signs, wanted))
        answers = _answers(layout, tag + rest) if len(rest) == wanted else None
        yield Damaged(line) if answers is None else Code(line, answers)


def _signs(text: str, at: int) -> Iterator[str]:
    """The signs from a place on, without what stands between them."""
    for letter in text[at:]:
        if letter in _BETWEEN:
            continue
        sign = letter.upper().translate(_MISREAD)
        if sign not in SIGNS:
            return
        yield sign


def _answers(layout: Layout, code: str) -> dict[str, str] | None:
    body, check = code[:-CHECK_SIGNS], code[-CHECK_SIGNS:]
    if in_signs(crc32(body.encode()), CHECK_SIGNS) != check:
        return None
    number = 0
    for sign in body[TAG_SIGNS:]:
        number = number * len(SIGNS) + SIGNS.index(sign)
    answers: dict[str, str] = {}
    for field in reversed(layout.fields):
        number, digit = divmod(number, len(field.values))
        if field.values[digit] and field.id in layout.items:
            answers[field.id] = field.values[digit]
    return answers if number == 0 else None
