"""From the heading of a column to the item it asks: by id, by code, by text; never by position.

Certain are an item's id in any case, its code in brackets or behind a group, and its whole text,
whatever stands before it. A text with small edits is a near match: see ``near_matches``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.platforms.normalised_text import (
    name_key,
    plain,
    without_numbering,
    words_key,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rctdiag.model.documents.mapping import How
    from rctdiag.model.questionnaire import Questionnaire

_BRACKETS = re.compile(r"\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\s*$")
# The third is of older Qualtrics and of Microsoft Forms: `Stem?-Row`, `Stem?.Row`.
_SEPARATORS = re.compile(r"\s[-\u2013\u2014|>]+\s|[/:\n]|(?<=[?!.:])[-.](?=\S)|\.\s")
_CODE_PARTS = re.compile(r"[\[\]/.\-:\s()]+")


class Named(NamedTuple):
    """The item a heading names, and how that was seen."""

    item: str
    by: How


class ItemNames:
    """Every way to name the items of a run, in every language they have."""

    def __init__(
        self, questionnaires: Sequence[Questionnaire], headings: Mapping[str, str] | None = None
    ) -> None:
        """All names.

        Args:
            questionnaires: Each in each of its languages; ids are the same in all.
            headings: Of columns, with their items, as a structure file has them.
        """
        self._headings = headings or {}
        self.items = tuple(dict.fromkeys(item.id for q in questionnaires for item in q.items))
        self._codes: dict[str, str] = {}
        for id_ in self.items:
            self._codes[id_.casefold()] = id_
        for id_ in self.items:  # LimeSurvey's codes have no underscore
            self._codes.setdefault(id_.replace("_", "").casefold(), id_)
        self.texts: dict[str, str] = {}
        for questionnaire in questionnaires:
            for item in questionnaire.items:
                self.texts.setdefault(words_key(item.text), item.id)

    def named(self, heading: str) -> Named | None:
        """The item of a heading, where that is certain."""
        name = plain(heading)
        if (item := self.by_id(name)) is not None:
            return Named(item, "id")
        for key in headings_in(name) if self._headings else ():
            if (item := self._headings.get(key)) is not None:
                return Named(item, "structure")
        if (item := self._by_code(name)) is not None:
            return Named(item, "code")
        if (item := self.by_text(heading)) is not None:
            return Named(item, "text")
        return None

    def by_id(self, code: str) -> str | None:
        """The item whose id a code is, case, blanks and underscores aside."""
        return self._codes.get(plain(code).casefold().replace(" ", ""))

    def by_text(self, heading: str) -> str | None:
        """The item whose whole text a heading has."""
        for text in self.readings(heading):
            if (item := self.texts.get(words_key(text))) is not None:
                return item
        return None

    def readings(self, heading: str) -> Iterator[str]:
        """What may be the item's text: the whole, what brackets hold, what follows a separator."""
        text = plain(heading)
        yield from _text_and_code(text)
        if inside := _BRACKETS.search(text):
            yield from _text_and_code(inside[1])
        for mark in _SEPARATORS.finditer(text):
            yield from _text_and_code(text[mark.end() :])
            yield text[: mark.start()]

    def _by_code(self, text: str) -> str | None:
        """``CULT[P04]``, ``culture/p04``, ``culture-P04``, ``CULT_P04``, ``p04. Text``."""
        inside = _BRACKETS.search(text)
        if inside and (item := self._codes.get(inside[1].strip().casefold())):
            return item
        parts = [part.casefold() for part in _CODE_PARTS.split(text) if part]
        if not parts:
            return None
        items = {self._codes[part] for part in (parts[0], parts[-1]) if part in self._codes}
        if len(parts) == 1 and "_" in parts[0]:
            tails = _tails(parts[0])
            items |= {self._codes[tail] for tail in tails if tail in self._codes}
        # A word of a sentence is no code: only a short id with a digit in it may begin one.
        items = {id_ for id_ in items if len(parts) <= 3 or re.search(r"\d", id_)}  # noqa: PLR2004
        return items.pop() if len(items) == 1 else None


def headings_in(name: str) -> Iterator[str]:
    """A heading, and the code it may begin with: ``CULT[P04]. Text``."""
    key = name_key(name)
    yield key
    if (end := key.find("]")) >= 0:
        yield key[: end + 1]
    if (end := key.find(". ")) >= 0:
        yield key[:end]


def _text_and_code(text: str) -> Iterator[str]:
    yield text
    if (rest := without_numbering(text)) != text:
        yield rest


def _tails(word: str) -> Iterable[str]:
    return [word[at + 1 :] for at, letter in enumerate(word) if letter == "_"]
