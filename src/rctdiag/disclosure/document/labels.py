"""The parts of a group document that say what things are called, and what is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.disclosure.document.parts import HIDDEN
from rctdiag.disclosure.figures.person_scores import facet_measure, item_measure
from rctdiag.model.documents.teams import (
    FacetLabelDoc,
    HiddenDoc,
    ItemLabelDoc,
    ScaleLabelDoc,
    SpreadDoc,
    StepTextDoc,
)
from rctdiag.model.step import Costs

if TYPE_CHECKING:
    from rctdiag.disclosure.document.parts import GroupParts
    from rctdiag.model.step import Step


def scale_labels(parts: GroupParts) -> dict[str, ScaleLabelDoc]:
    """What the scales and their parts are called."""
    return {
        id_: ScaleLabelDoc(
            title=questionnaire.title,
            theory=questionnaire.theory,
            kind=questionnaire.kind,
            high=questionnaire.high_is,
            spread=SpreadDoc(
                sd=parts.spread(id_).sd,
                df=parts.spread(id_).df,
                reason=parts.spread(id_).reason or None,
            ),
            facets=tuple(
                FacetLabelDoc(id=facet.id, label=facet.label, opposite=facet.opposite)
                for facet in questionnaire.facets
                if facet_measure(id_, facet.id) in parts.publication.measures
            ),
        )
        for id_, questionnaire in parts.questionnaires.items()
    }


def item_labels(parts: GroupParts) -> dict[str, ItemLabelDoc]:
    """The texts of sensitive items, which are shown one by one from twenty people."""
    return {
        item.id: ItemLabelDoc(
            scale=questionnaire.id,
            text=item.text,
            serious=item.serious,
            who_carries=item.who_carries,
        )
        for questionnaire in parts.survey.questionnaires
        for item in questionnaire.items
        if item_measure(item.id) in parts.publication.measures
    }


def hidden(parts: GroupParts) -> tuple[HiddenDoc, ...]:
    """What is not shown, and why; never how many people are in it."""
    rows = []
    for group in parts.groups:
        scales: list[str | None] = [None]
        if parts.is_shown(group):
            scales = [scale for scale in parts.key if parts.figure(group.key, scale) is None]
        rows += [
            HiddenDoc(by=group.by, name=group.name, scale=scale, reason=HIDDEN) for scale in scales
        ]
    return tuple(rows)


def step_texts(parts: GroupParts) -> dict[str, StepTextDoc]:
    """The steps that some group is offered, whole."""
    return {id_: _step_text(step) for id_, step in sorted(parts.used.items())}


def _step_text(step: Step) -> StepTextDoc:
    # A cost that the catalogue leaves to its default is written out all the same.
    return StepTextDoc.copied_from(step, costs=Costs.copied_from(step.costs))
