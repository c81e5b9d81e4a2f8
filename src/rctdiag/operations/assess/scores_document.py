"""The figures of a result document: scores, profile, continuum, readings."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rctdiag.model.answers import CANT_SAY
from rctdiag.model.documents.result import (
    About,
    ContinuumDoc,
    CountsDoc,
    FacetDoc,
    IntervalDoc,
    ReadingDoc,
)
from rctdiag.scoring.bands import band, bands_spanned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.model.answers import Answer, AnswerSheet
    from rctdiag.model.documents.result import ScaleDoc
    from rctdiag.model.scores import Band, FacetScore, Interval, Reading, ScaleScore, Scored
    from rctdiag.operations.assess.prepared import PreparedScale

DECIMALS = 4


def points(value: float | None) -> float | None:
    """Points rounded once, half-even, to four decimals."""
    return None if value is None else round(value, DECIMALS)


def _band(score: float | None) -> Band | None:
    return None if score is None else band(score)


def about_document(sheet: AnswerSheet) -> About:
    """The optional unscored answers, as given."""
    return About.copied_from(sheet)


def counts_document(item_ids: Sequence[str], answers: Mapping[str, Answer]) -> CountsDoc:
    """How many items were asked, answered, answered "can't say", and left."""
    cant_say = tuple(answers.values()).count(CANT_SAY)
    return CountsDoc(
        asked=len(item_ids),
        answered=len(answers) - cant_say,
        cant_say=cant_say,
        not_answered=len(item_ids) - len(answers),
    )


def scale_document(prepared: PreparedScale, scale: ScaleScore) -> ScaleDoc:
    """A scale, scored or null with a reason."""
    return prepared.unanswered.model_copy(
        update={
            "score": points(scale.score),
            "band": _band(scale.score),
            "bands": () if scale.interval is None else bands_spanned(scale.interval),
            "interval": None if scale.interval is None else interval_document(scale.interval),
            "answered": scale.answered,
            "cant_say": scale.cant_say,
            "cannot_see": scale.cannot_see,
            "reason": scale.reason,
            "facets": {
                facet.id: _facet(label, opposite, facet)
                for (label, opposite), facet in zip(prepared.facets, scale.facets, strict=True)
            },
        }
    )


@lru_cache(maxsize=16_384)  # few facets differ, however many people answer: 20,000 results
def _facet(label: str, opposite: str | None, facet: FacetScore) -> FacetDoc:
    return FacetDoc(
        id=facet.id,
        label=label,
        opposite=opposite,
        score=points(facet.score),
        band=_band(facet.score),
        answered=facet.answered,
        items=facet.items,
        cant_say=facet.cant_say,
        reason=facet.reason,
    )


def interval_document(interval: Interval) -> IntervalDoc:
    """An interval, its ends rounded once."""
    low, high = round(interval.low, DECIMALS), round(interval.high, DECIMALS)
    return IntervalDoc(low=low, high=high, level=interval.level, method=interval.method)


def continuum_document(scored: Scored, sheet: AnswerSheet) -> ContinuumDoc:
    """Where contact here stands: the connection scale, 0 disconnection to 100 connection."""
    scale = next((s for s in scored.scales.values() if s.kind == "connection"), None)
    value = None if scale is None else scale.score
    return ContinuumDoc(
        position=points(value),
        band=_band(value),
        direction=sheet.direction,
        reason="not_asked" if scale is None else scale.reason,
    )


def readings_document(scored: Scored) -> dict[str, ReadingDoc]:
    """The derived readings, each with its formula and items."""
    return {reading.id: _reading(reading) for reading in scored.readings}


@lru_cache(maxsize=4096)  # few readings differ, as few facets do
def _reading(reading: Reading) -> ReadingDoc:
    return ReadingDoc(
        id=reading.id,
        score=points(reading.score),
        band=_band(reading.score),
        reason=reading.reason,
        items=reading.items,
        formula=reading.formula,
    )
