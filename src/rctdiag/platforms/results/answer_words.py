"""From a cell to an answer: by number, by label in any language, ``label (n)``, ``n - label``.

A number and a label that contradict each other say that the list of answers runs another way or
begins elsewhere: that is never put right by guessing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from rctdiag.model.answers import CANT_SAY
from rctdiag.model.documents.mapping import PREFER_NOT
from rctdiag.platforms.normalised_text import plain, words_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.model.documents.mapping import Value
    from rctdiag.model.questionnaire import Questionnaire

MISSING: Literal["missing"] = "missing"
_WHOLE = re.compile(r"'?([+-]?[0-9]{1,9})(?:[.,]0*)?")
_NUMBER_LAST = re.compile(r"(.*?)\s*(?:\(\s*([+-]?\d{1,3})\s*\)|[-=:\u2013]\s*([+-]?\d{1,3}))")
_NUMBER_FIRST = re.compile(r"\(?\s*([+-]?\d{1,3})\s*(?:[-=:.)\u2013]\s*|\s)\(?\s*(\D.*?)\s*\)?")
# As rctdiag's own exports and its answer files say it.
CANT_SAY_WORDS = ("can't say", "cannot say", "can not say", CANT_SAY)
PREFER_NOT_WORDS = (
    "prefer not to say",
    "prefer not to answer",
    "i prefer not to say",
    "i prefer not to answer",
    "i'd rather not say",
    "rather not say",
    PREFER_NOT,
)


class Contradiction(NamedTuple):
    """A cell whose number and label are not one answer."""

    text: str
    label: str
    number: int
    expected: int


class AnswerWords:
    """What the cells of one item's column may say."""

    def __init__(self, variants: Sequence[Questionnaire]) -> None:
        """``variants``: one questionnaire in each of its languages."""
        scale = variants[0].scale
        self.low, self.high = scale.low, scale.high
        points_of: dict[str, set[int]] = {}
        for variant in variants:
            for point, label in enumerate(variant.scale.labels, self.low):
                points_of.setdefault(words_key(label), set()).add(point)
        # A word that means two points in two languages says nothing by itself.
        self._labels = {key: points.pop() for key, points in points_of.items() if len(points) == 1}

    def value(self, cell: str) -> Value | Contradiction | None:
        """The answer; ``missing`` for a blank; None where nobody can know."""
        text = plain(cell)
        if not text:
            return MISSING
        if (number := whole_number(text)) is not None:
            return number if self.low <= number <= self.high else None
        if (point := self._word(text)) is not None:
            return point
        return self._label_and_number(text)

    def _word(self, text: str) -> Value | None:
        key = words_key(text)
        if key in _CANT_SAY_KEYS:
            return "cant_say"
        if key in _PREFER_NOT_KEYS:
            return "prefer_not"
        return self._labels.get(key)

    def _label_and_number(self, text: str) -> Value | Contradiction | None:
        for label, number in label_and_number(text):
            value = self._word(label)
            if value is None:
                continue
            if isinstance(value, int) and value != number:
                return Contradiction(text, label, number, value)
            return value
        return None


def whole_number(text: str) -> int | None:
    """The whole number that a cell is; None for anything else."""
    whole = _WHOLE.fullmatch(text)
    return int(whole[1]) if whole else None


def label_and_number(text: str) -> list[tuple[str, int]]:
    """``label (n)`` and ``n - label``, each as it may be read."""
    parts = []
    if last := _NUMBER_LAST.fullmatch(text):
        parts.append((last[1], int(last[2] or last[3])))
    if first := _NUMBER_FIRST.fullmatch(text):
        parts.append((first[2], int(first[1])))
    return parts


_CANT_SAY_KEYS = frozenset({*map(words_key, CANT_SAY_WORDS), CANT_SAY})
_PREFER_NOT_KEYS = frozenset({*map(words_key, PREFER_NOT_WORDS), PREFER_NOT})
