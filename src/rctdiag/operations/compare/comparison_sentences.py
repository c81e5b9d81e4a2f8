"""What moved between two results of one person, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from rctdiag.model.documents.comparison import NotCompared
from rctdiag.model.documents.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.model.documents.comparison import ScaleChangeDoc
    from rctdiag.render.words import Words

_LIMITS = ("limit_questions", "limit_days", "limit_why")
_ENDINGS = {True: "better", False: "worse", None: "neither"}


def statement(scales: Sequence[ScaleChangeDoc], words: Words) -> tuple[Sentence, ...]:
    """What moved, or that nothing did, and what could not be compared."""
    sentences = [
        _sentence(
            words,
            f"moved_{scale.moved}_{_ENDINGS[scale.better]}",
            name=scale.label,
            first=f"{scale.first:.0f}",
            second=f"{scale.second:.0f}",
        )
        for scale in scales
        if scale.moved in ("up", "down") and scale.first is not None and scale.second is not None
    ]
    compared = [scale for scale in scales if scale.change is not None]
    if compared and not sentences:
        sentences.append(_sentence(words, "nothing_moved"))
    elif len(sentences) < len(compared):
        sentences.append(_sentence(words, "rest_did_not"))
    for reason in get_args(NotCompared):
        names = [scale.label for scale in scales if scale.reason == reason]
        if names:
            sentences.append(_sentence(words, reason, names=words.listed(names)))
    return tuple(sentences)


def limits(words: Words) -> tuple[Sentence, ...]:
    """What a comparison cannot tell."""
    return tuple(_sentence(words, id_) for id_ in _LIMITS)


def _sentence(words: Words, id_: str, **values: str) -> Sentence:
    return Sentence(id=id_, text=words.text(f"compare.{id_}", **values))
