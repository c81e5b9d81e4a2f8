"""A result as it is told to somebody who has left the place: what was asked is past too."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rctdiag.model.documents.result import BecauseDoc, PracticeDoc
from rctdiag.model.step import STRATEGIES

if TYPE_CHECKING:
    from rctdiag.model.documents.result import (
        FacetDoc,
        MapDoc,
        MapRowDoc,
        OfferDoc,
        PracticesDoc,
        Result,
        ScaleDoc,
    )
    from rctdiag.render.words import Words

A = TypeVar("A", PracticeDoc, BecauseDoc)


def in_the_past(document: Result, then: Words) -> Result:
    """The document with every question and every part's name in the past.

    The document that is saved keeps the questions as they were asked.

    Args:
        document: the result.
        then: the words for somebody who has left.
    """
    plan = document.plan
    begin = tuple(_offer(step, then) for step in plan.begin)
    return document.model_copy(
        update={
            "scales": {id_: _scale(scale, then) for id_, scale in document.scales.items()},
            "practices": _practices(document.practices, then),
            "plan": plan.model_copy(update={"map": _map(plan.map, then), "begin": begin}),
            "noted": {item: then.in_tense(text) for item, text in document.noted.items()},
        }
    )


def _practices(practices: PracticesDoc, then: Words) -> PracticesDoc:
    return practices.model_copy(
        update={
            "helping": _answers(practices.helping, then),
            "impeding": _answers(practices.impeding, then),
            "lacking": _answers(practices.lacking, then),
            "who_carries_it": _answers(practices.who_carries_it, then),
        }
    )


def _answers(answers: tuple[A, ...], then: Words) -> tuple[A, ...]:
    return tuple(
        answer.model_copy(update={"text": then.in_tense(answer.text)}) for answer in answers
    )


def _map(rows: MapDoc, then: Words) -> MapDoc:
    in_past: dict[str, MapRowDoc] = {}
    for strategy in STRATEGIES:
        row = rows.row(strategy)
        now = row.now and _offer(row.now, then)
        after = row.next and _offer(row.next, then)
        in_past[strategy] = row.model_copy(update={"now": now, "next": after})
    return rows.model_copy(update=in_past)


def _offer(step: OfferDoc, then: Words) -> OfferDoc:
    return step.model_copy(update={"because": _answers(step.because, then)})


def _scale(scale: ScaleDoc, then: Words) -> ScaleDoc:
    facets = {id_: _facet(facet, then) for id_, facet in scale.facets.items()}
    return scale.model_copy(update={"facets": facets})


def _facet(facet: FacetDoc, then: Words) -> FacetDoc:
    opposite = facet.opposite and then.in_tense(facet.opposite)
    return facet.model_copy(update={"label": then.in_tense(facet.label), "opposite": opposite})
