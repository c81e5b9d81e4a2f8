"""Sentences of a text."""

from __future__ import annotations

import re

# Up to the first full stop that ends a sentence: what comes after it is no small letter.
_SENTENCE = re.compile(r"""(.+?[.!?]["')]*)(?=\s+[^\sa-z]|\s*$)""", re.DOTALL)


def first_sentence(text: str) -> str:
    """The first sentence, whole; all of the text where none ends inside it."""
    match = _SENTENCE.match(text)
    return match[1] if match else text
