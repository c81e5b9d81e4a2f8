"""Two results of one person as a page: each score then and now on one axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.model.questionnaire import HIGH_OF_KIND
from rctdiag.model.scores import BANDS
from rctdiag.render.block import Block
from rctdiag.render.handover.content import ChangeChart, ChangeRow, GroupSheet, Section
from rctdiag.render.person.comparison_page import (
    changed_answers,
    days_apart,
    row_sentence,
    shown_score,
    verdict,
)
from rctdiag.render.person.headline import TONES
from rctdiag.render.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.comparison import Comparison, ScaleChangeDoc
    from rctdiag.render.person.headline import Tone
    from rctdiag.render.words import Words


READINESS = "readiness"  # how true something is, not how often: an axis of its own


def comparison_sheet(document: Comparison) -> GroupSheet:
    """The comparison in the order in which it is read: what moved, figures, answers, limits."""
    words = words_of(document.language)
    forms = (words.text("compare.forms"),) if document.first.form != document.second.form else ()
    title = words.text("compare.title")
    return GroupSheet(
        language=words.language,
        title=title,
        file_title=title,
        created=document.created,
        mark="",
        notice=days_apart(document, words),
        opening=(" ".join(sentence.text for sentence in document.statement), *forms),
        sections=tuple(_sections(document, words)),
    )


def _sections(document: Comparison, words: Words) -> Iterator[Section]:
    yield Section(words.text("compare.table"), tuple(_charts(document, words)))
    moved = [Block("item", text) for text in changed_answers(document, words)]
    if moved:
        note = Block("text", words.text("compare.items_note"))
        yield Section(words.text("compare.items"), (*moved, note))
    limits = tuple(Block("item", sentence.text) for sentence in document.limits)
    yield Section(words.text("compare.limits"), limits)


def _charts(document: Comparison, words: Words) -> Iterator[ChangeChart]:
    """What the place is like; then what the person has to go on."""
    scales = [document.scales[scale] for scale in document.scale_order]
    bands = tuple(words.text(f"band_{band}") for band in BANDS)
    note = words.text("compare.drawn_note")
    for title, ticks, rows in (
        ("", bands, [scale for scale in scales if scale.kind != READINESS]),
        (words.text("sheet_ready"), (), [scale for scale in scales if scale.kind == READINESS]),
    ):
        if rows:
            yield ChangeChart(
                title=title,
                note=note,
                ticks=ticks,
                times=(words.text("compare.column_then"), words.text("compare.column_now")),
                rows=tuple(_row(scale, words) for scale in rows),
            )
            note = ""  # how to read it is said once


def _row(scale: ScaleChangeDoc, words: Words) -> ChangeRow:
    scores = (scale.first, scale.second)
    return ChangeRow(
        scale.label,
        _tone(scale.kind),
        tuple(None if score is None else round(score) for score in scores),
        tuple(shown_score(score, words) for score in scores),
        verdict(scale, words) or words.text("compare.not_compared"),
        row_sentence(scale, words),
        strong=scale.moved in ("up", "down"),
    )


def _tone(kind: str) -> Tone:
    """The hue of a kind of scale; plain where the kind is one of another version."""
    return next((TONES[high] for known, high in HIGH_OF_KIND.items() if known == kind), "plain")
