"""One person, however the id is written: blanks, capitals, unseen signs, leading noughts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from rctdiag.tables.source.visible_text import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

Matching = Literal["plain", "exact", "loose"]

_LEAST_NUMBERED = 5  # fewer ids may stand in a row by chance
_NUMBER = re.compile(r"0*([0-9]+)(?:[.,]0+)?")


@lru_cache(maxsize=4096)
def plain_id(written: str) -> str:
    """An id without what two exports of one list may differ in unseen.

    Trimmed, composed (NFC), in one case, without invisible signs; blanks of any kind inside it,
    no-break ones among them, are one blank.
    """
    seen = "".join(sign for sign in visible(written) if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFC", " ".join(seen.split()).casefold())


def loose_id(written: str) -> str:
    """The same where a spreadsheet may have read a number: ``007`` and ``7.0`` are ``7``."""
    plain = plain_id(written)
    number = _NUMBER.fullmatch(plain)
    return plain if number is None else number[1].lstrip("0") or "0"


def matched_id(written: str, matching: Matching) -> str:
    """What stands for the person in one table."""
    if matching == "exact":
        return written
    return loose_id(written) if matching == "loose" else plain_id(written)


def doubtful(ids: Collection[str]) -> int:
    """How many rows' ids are those of another but for noughts in front or a decimal nought."""
    plain = {plain_id(written) for written in ids}
    return len(plain) - len({loose_id(written) for written in plain})


def are_row_numbers(ids: Sequence[str]) -> bool:
    """Whether ids look like numbers of rows: each is the one above and one, in file order.

    A platform that numbers its answers starts anew in each wave, so that such an id is somebody
    else the next time.
    """
    loose = [loose_id(written) for written in ids]
    if len(loose) < _LEAST_NUMBERED or not all(number.isdecimal() for number in loose):
        return False
    first = int(loose[0])
    return all(int(number) == first + at for at, number in enumerate(loose))
