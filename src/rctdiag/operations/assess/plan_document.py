"""The plan of a result document: every step in full, with its answers and reasons in words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rctdiag.model.documents.result import (
    BecauseDoc,
    HeartDoc,
    MapDoc,
    MapRowDoc,
    PlanDoc,
    ReadinessDoc,
)
from rctdiag.model.documents.sentence import Sentence
from rctdiag.operations.assess.scores_document import points

if TYPE_CHECKING:
    from rctdiag.model.documents.result import OfferDoc
    from rctdiag.model.plan import HeartReason, Level, MapRow, Offer, Plan
    from rctdiag.operations.assess.prepared import Prepared

READINESS = "readiness"


class PlanDocuments:
    """Plans in words, for the words and steps of one run.

    Few sentences, answers and steps with their answers differ, however many people there are:
    each is made once (20,000 results take two thirds of the time).
    """

    def __init__(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self._sentence = lru_cache(maxsize=256)(self._make_sentence)
        self._because = lru_cache(maxsize=4096)(self._make_because)
        self._offer = lru_cache(maxsize=65_536)(self._make_offer)
        self._readiness = lru_cache(maxsize=4096)(self._make_readiness)
        self._heart = lru_cache(maxsize=256)(self._make_heart)

    def plan(self, plan: Plan, *, still_there: bool) -> PlanDoc:
        """The plan with every step in full."""
        rows: dict[str, MapRowDoc] = {
            strategy: self._row(row, still_there=still_there) for strategy, row in plan.map.items()
        }
        return PlanDoc(
            heart=tuple(
                [
                    self._heart(heart_facet.scale, heart_facet.facet, heart_facet.why)
                    for heart_facet in plan.heart
                ]
            ),
            map=MapDoc(**rows),
            begin=tuple(map(self._offered, plan.begin)),
            flags=plan.flags,
        )

    def readiness(self, plan: Plan) -> dict[str, ReadinessDoc]:
        """The four facets of readiness; private."""
        return {
            area.id: self._readiness(area.id, area.score, area.worst, area.level)
            for area in plan.readiness
        }

    def _row(self, row: MapRow, *, still_there: bool) -> MapRowDoc:
        reason = f"no_step_{row.reason}"
        return MapRowDoc(
            now=None if row.now is None else self._offered(row.now),
            reason=self._sentence(reason, still_there) if row.reason else None,
            next=None if row.next is None else self._offered(row.next),
            opens=tuple(
                [self._sentence(f"opens_{condition}", still_there) for condition in row.opens]
            ),
        )

    def _offered(self, offer: Offer) -> OfferDoc:
        return self._offer(offer.step.id, tuple([(e.item, e.answer) for e in offer.because]))

    def _make_readiness(
        self, facet: str, score: float | None, worst: int | None, level: Level
    ) -> ReadinessDoc:
        label = self._prepared.facet_labels.get((READINESS, facet), facet)
        return ReadinessDoc(id=facet, label=label, score=points(score), worst=worst, level=level)

    def _make_heart(self, scale: str, facet: str, why: HeartReason) -> HeartDoc:
        label = self._prepared.facet_labels[scale, facet]
        return HeartDoc(scale=scale, facet=facet, label=label, why=why)

    def _make_offer(self, step: str, because: tuple[tuple[str, int], ...]) -> OfferDoc:
        answers = tuple([self._because(item, answer) for item, answer in because])
        return self._prepared.offers[step].model_copy(update={"because": answers})

    def _make_because(self, item_id: str, answer: int) -> BecauseDoc:
        q, item = self._prepared.items[item_id]
        label = q.scale.labels[answer - q.scale.low]
        # Of a good thing, the middle is a reason because it is no more than that.
        good = item.reversed if q.kind == "culture" else not item.reversed
        if good and q.scale.low < answer <= (q.scale.low + q.scale.high) / 2:
            label = self._prepared.words.text("only", answer=label)
        return BecauseDoc(
            scale=q.id,
            facet=item.facet,
            item=item_id,
            text=item.text,
            answer=answer,
            answer_label=label,
        )

    def _make_sentence(self, id_: str, still_there: bool) -> Sentence:  # noqa: FBT001 - a cache's key
        words = self._prepared.words
        return Sentence(id=id_, text=(words if still_there else words.then()).text(id_))
