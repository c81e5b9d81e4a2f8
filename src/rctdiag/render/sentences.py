"""Sentences of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Up to the first full stop that ends a sentence: what comes after it is no small letter.
_SENTENCE = re.compile(r"""(.+?[.!?]["')]*)(?=\s+[^\sa-z]|\s*$)""", re.DOTALL)


def first_sentence(text: str) -> str:
    """The first sentence, whole; all of the text where none ends inside it."""
    match = _SENTENCE.match(text)
    return match[1] if match else text


def stands_alone(name: str, keys: Iterable[tuple[str, str | None]]) -> bool:
    """Whether the name of a group says enough without its breakdown.

    Args:
        name: It needs a letter: ``7`` alone is no name.
        keys: The breakdown and name of every group, this one too.
    """
    same = {by for by, group_name in keys if group_name == name}
    return len(same) <= 1 and any(sign.isalpha() for sign in name)
