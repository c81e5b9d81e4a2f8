"""Then and now as headings, paragraphs and a table in which each change is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.handover.flow.bars_of_letters import dumbbell
from rctdiag.render.handover.flow.parts import Grid, Heading, Paragraph
from rctdiag.render.person.comparison_page import changed_answers, days_apart, shown_score, verdict
from rctdiag.render.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.comparison import Comparison, ScaleChangeDoc
    from rctdiag.render.handover.flow.parts import Part
    from rctdiag.render.words import Words


def comparison_flow(document: Comparison) -> Iterator[Part]:
    """The comparison in the order in which it is read: when, what moved, figures, answers."""
    words = words_of(document.language)
    yield Heading(1, words.text("compare.title"))
    yield Paragraph(days_apart(document, words), "note")
    if document.first.form != document.second.form:
        yield Paragraph(words.text("compare.forms"))
    yield from (Paragraph(sentence.text) for sentence in document.statement)
    yield Heading(2, words.text("compare.table"))
    names = ("scale", "drawn", "then", "now", "verdict")
    scales = [document.scales[scale] for scale in document.scale_order]
    yield Grid(
        tuple(words.text(f"compare.column_{name}") for name in names),
        tuple(_row(scale, words) for scale in scales),
        bars=1,
    )
    yield Paragraph(words.text("compare.drawn_note"), "note")
    moved = list(changed_answers(document, words))
    if moved:
        yield Heading(2, words.text("compare.items"))
        yield from (Paragraph(text, "item") for text in moved)
        yield Paragraph(words.text("compare.items_note"))
    yield Heading(2, words.text("compare.limits"))
    yield from (Paragraph(sentence.text, "item") for sentence in document.limits)


def _row(scale: ScaleChangeDoc, words: Words) -> tuple[str, ...]:
    scores = (scale.first, scale.second)
    return (
        scale.label,
        dumbbell(*scores),
        *(shown_score(score, words) for score in scores),
        verdict(scale, words) or words.text("compare.not_compared"),
    )
