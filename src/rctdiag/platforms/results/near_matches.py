"""Texts with small edits: the one item that is nearly the same, with how nearly it is so."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.platforms.normalised_text import words_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rctdiag.platforms.results.item_names import ItemNames

# Per cent of the letters that agree (rapidfuzz, normalised InDel distance). Below it nothing is
# taken; of the questions that come along no two are nearer to each other than 75.
CERTAIN_ENOUGH = 88
AHEAD_BY = 6  # points before the next item: otherwise it could be either
# An edit that takes one of these in or out says something else, however few letters it changes.
_TURNING_LISTED = (
    "no not never nobody none nothing neither nor cannot cant dont doesnt isnt arent wont "
    "without less more fewer least most seldom rarely often always hardly nicht nie niemals "
    "niemand nichts kein keine keinen keiner ohne weniger mehr kaum ne pas jamais personne rien "
    "sans moins plus ni sin nunca nadie nada menos mas"
)
_TURNING = frozenset(_TURNING_LISTED.split())
_SHORTEST = 12  # letters: a short heading resembles too much


class Near(NamedTuple):
    """A heading that is nearly an item's text."""

    item: str
    certainty: int  # whole per cent, rounded down


def is_installed() -> bool:
    """Whether small edits can be seen: rapidfuzz comes with the extra ``tables``."""
    return find_spec("rapidfuzz") is not None


def near_item(heading: str, names: ItemNames, taken: Iterable[str]) -> Near | None:
    """The item that a heading nearly quotes; None where it could be another, or none.

    Items that other columns name already (``taken``) are compared too: a heading nearest to one
    of them is no match for the next.
    """
    if not is_installed():
        return None
    from rapidfuzz import fuzz  # noqa: PLC0415 - seldom needed, and of an extra

    best: dict[str, float] = {}
    for reading in dict.fromkeys(map(words_key, names.readings(heading))):
        if len(reading) >= _SHORTEST:
            _compare(reading, names.texts, best, fuzz.ratio)
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < CERTAIN_ENOUGH:
        return None
    item, certainty = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    if certainty - second < AHEAD_BY or item in set(taken):
        return None
    return Near(item, int(certainty))


def _compare(reading: str, texts: Mapping[str, str], best: dict[str, float], ratio: _Ratio) -> None:
    for text, item in texts.items():
        alike = ratio(reading, text)
        if alike > best.get(item, 0.0) and _turning(reading) == _turning(text):
            best[item] = alike


def _turning(text: str) -> list[str]:
    return sorted(word for word in text.split() if word in _TURNING)


if TYPE_CHECKING:
    from collections.abc import Callable

    _Ratio = Callable[[str, str], float]
