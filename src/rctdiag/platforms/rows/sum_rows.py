"""Rows that sum up the others: mean, total, count. They are nobody's answers.

A row is one of them by its first cell of text, outside the answers: it says *mean*, *total* or the
like, and no other cell outside the answers holds text. A word that is also a first name or the name
of a group (*Max*, *Media*) is not enough: then all answers have to be alike, or some not whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.platforms.normalised_text import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_SURE_LISTED = (
    "mean means average averages avg ø total totals sum sums subtotal subtotals median count "
    "durchschnitt durchschnittswert mittelwert mittel summe zwischensumme gesamt gesamtsumme "
    "insgesamt gesamtwert anzahl moyenne somme promedio suma gemiddelde totaal"
)
_SURE = frozenset(_SURE_LISTED.split())
_UNSURE_LISTED = (
    "n media mode min max minimum maximum sd std stdev stddev se var variance responses base "
    "totale mediana nombre aantal"
)
_UNSURE = frozenset(_UNSURE_LISTED.split())
_BEFORE_LISTED = "overall grand sub team group column arithmetic company standard"
_BEFORE = frozenset(_BEFORE_LISTED.split())
_AFTER_LISTED = (
    "of score scores answer answers value values response responses n all overall per for row "
    "der des aller de deviation"
)
_AFTER = frozenset(_AFTER_LISTED.split())
_MARKS = frozenset(word.encode() for word in _SURE | _UNSURE) | {"\u00d8".encode()}
_LETTERS = re.compile(rb"[A-Za-z]+|\xc3\x98")
_MOST_WORDS = 6
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[+-]?[\d.,\u00a0' ]*\d\s*%?")
_WHOLE = re.compile(r"[+-]?\d{1,9}(?:[.,]0*)?")


class AnswerColumns(NamedTuple):
    """Where a table has its answers, and the ids where the user names them."""

    answers: frozenset[int]
    id: int | None = None


def may_sum_up(data: bytes) -> bool:
    """Whether the bytes of a table hold any of the words; cheap, before rows are looked at."""
    words = {word.lower() for word in set(_LETTERS.findall(data))}
    return not words.isdisjoint(_MARKS)


def sum_rows(rows: Iterable[Sequence[str]], where: AnswerColumns) -> frozenset[int]:
    """The numbers, from 0, of the rows that sum up others.

    A word that neighbouring rows share is the name of their group and sums up nothing.
    """
    labelled: list[tuple[int, str]] = []
    for number, row in enumerate(rows):
        label = _label(row, where)
        if label is not None:
            labelled.append((number, label))
    seen = set(labelled)
    groups = {label for number, label in labelled if (number + 1, label) in seen}
    return frozenset(number for number, label in labelled if label not in groups)


def _label(row: Sequence[str], where: AnswerColumns) -> str | None:
    """What the row calls itself; None where it is not one that sums up."""
    texts = list(_texts(row, where.answers))
    if len(texts) != 1:
        return None
    [(at, text)] = texts
    is_named = where.id is not None and where.id != at and where.id < len(row)
    if is_named and row[where.id or 0].strip():
        return None  # it has an id of its own
    words = tuple(_WORD.findall(text.casefold()))
    if not words or len(words) > _MOST_WORDS:
        return None
    if _says(words, _SURE):
        return " ".join(words)
    if _says(words, _UNSURE) and _is_no_person(row, where.answers):
        return " ".join(words)
    return None


def _texts(row: Sequence[str], answers: Collection[int]) -> Iterator[tuple[int, str]]:
    for at, cell in enumerate(row):
        if at in answers or not cell or cell.isspace():
            continue
        text = plain(cell)
        if text and not _NUMBER.fullmatch(text):
            yield at, text


def _says(words: Sequence[str], known: Collection[str]) -> bool:
    first, last = words[0], words[-1]
    if first in known and (len(words) == 1 or words[1] in _AFTER):
        return True
    return last in known and all(word in _BEFORE for word in words[:-1])


def _is_no_person(row: Sequence[str], answers: Collection[int]) -> bool:
    cells = [text for at in answers if at < len(row) and (text := row[at].strip())]
    return len(cells) > 1 and (
        len(set(cells)) == 1 or any(not _WHOLE.fullmatch(cell) for cell in cells)
    )
