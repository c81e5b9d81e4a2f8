"""The plan of a result document: every step in full, with its answers and reasons in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.model.documents.result import (
    BecauseDoc,
    HeartDoc,
    MapDoc,
    MapRowDoc,
    PlanDoc,
    ReadinessDoc,
    Sentence,
)
from rctdiag.operations.assess.scores_document import points

if TYPE_CHECKING:
    from rctdiag.model.documents.result import OfferDoc
    from rctdiag.model.plan import Evidence, MapRow, Offer, Plan
    from rctdiag.operations.assess.prepared import Prepared

READINESS = "readiness"


def plan_document(prepared: Prepared, plan: Plan) -> PlanDoc:
    """The plan with every step in full."""
    rows = {strategy: _row(prepared, row) for strategy, row in plan.map.items()}
    return PlanDoc(
        heart=tuple(
            HeartDoc(
                scale=heart.scale,
                facet=heart.facet,
                label=prepared.facet_labels[heart.scale, heart.facet],
                why=heart.why,
            )
            for heart in plan.heart
        ),
        map=MapDoc(**{str(strategy): row for strategy, row in rows.items()}),
        begin=tuple([_offer(prepared, offer) for offer in plan.begin]),
        flags=plan.flags,
    )


def readiness_document(prepared: Prepared, plan: Plan) -> dict[str, ReadinessDoc]:
    """The four facets of readiness; private."""
    return {
        readiness.id: ReadinessDoc(
            id=readiness.id,
            label=prepared.facet_labels.get((READINESS, readiness.id), readiness.id),
            score=points(readiness.score),
            worst=readiness.worst,
            level=readiness.level,
        )
        for readiness in plan.readiness
    }


def _row(prepared: Prepared, row: MapRow) -> MapRowDoc:
    return MapRowDoc(
        now=None if row.now is None else _offer(prepared, row.now),
        reason=_sentence(prepared, f"no_step_{row.reason}") if row.reason else None,
        next=None if row.next is None else _offer(prepared, row.next),
        opens=tuple([_sentence(prepared, f"opens_{opener}") for opener in row.opens]),
    )


def _sentence(prepared: Prepared, id_: str) -> Sentence:
    return Sentence(id=id_, text=prepared.words.text(id_))


def _offer(prepared: Prepared, offer: Offer) -> OfferDoc:
    because = tuple([_because(prepared, evidence) for evidence in offer.because])
    return prepared.offers[offer.step.id].model_copy(update={"because": because})


def _because(prepared: Prepared, evidence: Evidence) -> BecauseDoc:
    q, item = prepared.items[evidence.item]
    return BecauseDoc(
        scale=evidence.scale,
        facet=evidence.facet,
        item=evidence.item,
        text=item.text,
        answer=evidence.answer,
        answer_label=q.scale.labels[evidence.answer - q.scale.low],
    )
