"""The heart: the facets that most stand in the way or, in a good place, those that are best."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rctdiag.advice.evidence import CONNECTION
from rctdiag.model.plan import Heart

if TYPE_CHECKING:
    from rctdiag.advice.evidence import FacetEvidence
    from rctdiag.advice.situation import Situation
    from rctdiag.model.plan import HeartReason

MOST = 2  # facets
SERIOUS_COUNTS = 1.3  # times its presence, where a serious item is "sometimes" or more
LEADING_COUNTS = 1.2  # likewise for a facet of the culture that leads


def find_heart(situation: Situation) -> tuple[Heart, ...]:
    """Up to two facets, the heaviest first; ties in the order of the questionnaires.

    A facet counts by its presence; a serious answer and the leading culture count extra. Where
    a place is fairly well it is the two good things that are most there; where people hold
    together in a hard place, the hardest facet and the best.
    """
    place = situation.place
    if place == "well":
        return _best(situation)
    facets = situation.evidence.facets.values()
    hard = sorted(facets, key=lambda facet: -_weight(facet, situation))
    worst = tuple(
        [
            _heart(facet.scale, facet.facet, _why(facet, situation))
            for facet in hard[:MOST]
            if facet.presence > 0
        ]
    )
    return worst[:1] + _best(situation)[:1] if place == "holding" else worst


def _best(situation: Situation) -> tuple[Heart, ...]:
    """The facets of connection that are best."""
    good = [facet for facet in situation.evidence.facets.values() if facet.kind == CONNECTION]
    good.sort(key=lambda facet: -facet.score)
    return tuple([_heart(facet.scale, facet.facet, "best") for facet in good[:MOST]])


@lru_cache(maxsize=256)  # few there are
def _heart(scale: str, facet: str, why: HeartReason) -> Heart:
    return Heart(scale=scale, facet=facet, why=why)


def _weight(facet: FacetEvidence, situation: Situation) -> float:
    weight = facet.presence
    if facet.seriously:
        weight *= SERIOUS_COUNTS
    if facet.scale in situation.leading:
        weight *= LEADING_COUNTS
    return weight


def _why(facet: FacetEvidence, situation: Situation) -> HeartReason:
    if facet.seriously:
        return "serious"
    return "leading" if facet.scale in situation.leading else "strongest"
