"""Then and now: what moved between two results of one person."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.comparison import Comparison, ScaleChangeDoc
    from rctdiag.render.words import Words


def comparison_blocks(document: Comparison) -> Iterator[Block]:
    """The comparison in the order in which it is read: when, what moved, figures, answers."""
    words = words_of(document.language)
    yield Block("title", words.text("compare.title"))
    yield Block("text", days_apart(document, words))
    if document.first.form != document.second.form:
        yield Block("text", words.text("compare.forms"))
    for sentence in document.statement:
        yield Block("text", sentence.text, lines=4)
    yield Block("heading", words.text("compare.table"))
    for scale in document.scale_order:
        yield Block("item", row_sentence(document.scales[scale], words))
    yield from _items(document, words)
    yield Block("heading", words.text("compare.limits"))
    for sentence in document.limits:
        yield Block("item", sentence.text)


def days_apart(document: Comparison, words: Words) -> str:
    """Both days, and how far apart they are."""
    words_id = {0: "when_same_day", 1: "when_one_day"}.get(document.days, "when_days")
    first, second = (
        words.day(datetime.fromisoformat(result.created))
        for result in (document.first, document.second)
    )
    return words.text(f"compare.{words_id}", first=first, second=second, days=document.days)


def row_sentence(scale: ScaleChangeDoc, words: Words) -> str:
    """A scale then and now, and what can be said of it, in a line."""
    first, second = (shown_score(score, words) for score in (scale.first, scale.second))
    values = {"name": scale.label, "first": first, "second": second}
    word = verdict(scale, words)
    if word is None:
        return words.text("compare.row_missing", **values)
    return words.text("compare.row", verdict=word, **values)


def shown_score(score: float | None, words: Words) -> str:
    """A score in whole points, or that there is none."""
    return words.text("compare.no_score") if score is None else f"{score:.0f}"


def verdict(scale: ScaleChangeDoc, words: Words) -> str | None:
    """How far a scale moved and whether that is more than chance; None where not compared."""
    if scale.change is None or scale.moved is None or scale.noise is None:
        return None
    moved = scale.moved
    if moved == "no":
        side = "even" if not round(scale.change) else "up" if scale.change > 0 else "down"
        which_id = f"compare.verdict_no_{side}"
    else:
        which_id = f"compare.verdict_{moved}"
    return words.text(which_id, points=f"{abs(scale.change):.0f}", noise=f"{scale.noise:.0f}")


def _items(document: Comparison, words: Words) -> Iterator[Block]:
    moved = list(changed_answers(document, words))
    if moved:
        yield Block("heading", words.text("compare.items"))
        yield from (Block("item", text) for text in moved)
        yield Block("text", words.text("compare.items_note"))


def changed_answers(document: Comparison, words: Words) -> Iterator[str]:
    """The answers that moved furthest, of scales that are about the place or oneself."""
    for scale in document.scale_order:
        for item in document.scales[scale].furthest:
            values = {"first": item.first_label, "second": item.second_label}
            yield words.text("compare.item", text=item.text, **values)
