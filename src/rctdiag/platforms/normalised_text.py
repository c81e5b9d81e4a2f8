"""Texts as people compare them: case, blanks, quotes, dashes, marks and HTML make no difference."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

_JOINERS = "\u200c\u200d"  # they change what is seen in Persian, Indic scripts and emoji
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_APOSTROPHES = re.compile("['`\u00b4\u2018\u2019\u02bc\u2032]")
_WORD = re.compile(r"[^\W_]+")
_NUMBERING = re.compile(
    r"^\s*(?:(?:q|question|frage|item|no\.?|nr\.?)?\s*\d{1,3}\s*[.):\-\u2013]\s*|\(\d{1,3}\)\s*"
    r"|\d{1,3}\s+(?=[^\W\d])|[A-Za-z]\s*[.)]\s+)",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """One line: HTML and invisible signs gone, composed letters, one blank where blanks stood."""
    text = html.unescape(_TAG.sub(" ", text)) if "<" in text or "&" in text else text
    text = unicodedata.normalize("NFKC", text)
    letters = (
        letter for letter in text if letter in _JOINERS or unicodedata.category(letter) != "Cf"
    )
    return " ".join("".join(letters).split())


@lru_cache(maxsize=20_000)
def words_key(text: str) -> str:
    """What two texts have in common that differ in case, blanks and punctuation only."""
    return " ".join(_WORD.findall(_APOSTROPHES.sub("", plain(text)).casefold()))


def name_key(text: str) -> str:
    """The name of a column as people see it: case and blanks make no other name."""
    return plain(text).casefold()


def without_numbering(text: str) -> str:
    """``12. Text``, ``Q3) Text``, ``(4) Text``, ``b) Text`` without what counts them."""
    return _NUMBERING.sub("", text, count=1)
