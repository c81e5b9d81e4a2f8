"""What one sheet shows, in the one direction advice needs: how present a difficulty is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rctdiag.model.scores import Scored
    from rctdiag.scoring.key import FacetKey, KeyRow, ScoringKey

READINESS = "readiness"
# Scales that are high when things go well: there a difficulty is a low score.
HIGH_IS_GOOD = frozenset({"connection", "readiness"})
OFTEN = 0.75  # the share of an answer range at which "often" begins (4 of 1-5)
SOMETIMES = 0.5  # likewise "sometimes" (3 of 1-5)


class Said(NamedTuple):
    """One answered item; ``burden`` 0-1 is how strongly it tells of a difficulty."""

    item: str
    scale: str
    facet: str
    keyed: int
    goodness: float  # 0-1: where the keyed answer lies between low and high
    burden: float
    serious: bool


class Facts(NamedTuple):
    """Everything advice reads off a sheet; facets are named ``scale.facet``.

    Attributes:
        scores: The score (0-100) of each facet that has one.
        presence: How present the difficulty is (0-1), for the same facets.
        said: The answered items of a facet, the strongest first, ties by id.
        speaking: Of the facets that have a score, the strongest answer, where it is at half
            of its range ("sometimes") or more in the direction of the difficulty.
        serious: The answered serious items, the strongest first, ties by id.
        asked: How many items of a facet this form asks.
        scales: The scores (0-100) of the scales of a kind that have one.
    """

    scores: dict[str, float]
    presence: dict[str, float]
    said: dict[str, tuple[Said, ...]]
    speaking: dict[str, Said]
    serious: tuple[Said, ...]
    asked: dict[str, int]
    scales: dict[str, list[float]]

    def answers_on(self, facet: str) -> tuple[Said, ...]:
        """The answered items of a facet, the strongest first."""
        return self.said.get(facet, ())

    def at_least(self, facet: str, score: float) -> bool:
        """Whether a facet has a score, and that is ``score`` (0-100) or more."""
        return self.scores.get(facet, -1.0) >= score

    def serious_at(self, burden: float) -> tuple[Said, ...]:
        """Serious items whose burden (0-1) is at least this, the strongest first, ties by id."""
        return tuple(one for one in self.serious if one.burden >= burden)


def strongest_first(answers: Iterable[Said]) -> tuple[Said, ...]:
    """By burden, ties by item id."""
    return tuple(sorted(answers, key=lambda one: (-one.burden, one.item)))


def read_facts(key: ScoringKey, scored: Scored) -> Facts:
    """Gather what advice needs from the key and the scores of one sheet."""
    facts = Facts(scores={}, presence={}, said={}, speaking={}, serious=(), asked={}, scales={})
    keyed = scored.keyed
    for asked in key.scales:
        scale = scored.scales[asked.id]
        if scale.score is not None:
            facts.scales.setdefault(scale.kind, []).append(scale.score)
        for part, facet in zip(asked.facets, scale.facets, strict=True):
            name = f"{asked.id}.{part.id}"
            facts.asked[name] = len(part.rows)
            said = _all_said(part, scale.kind, tuple([keyed.get(row.item) for row in part.rows]))
            facts.said[name] = said
            if facet.score is None:
                continue
            facts.scores[name] = facet.score
            bad = 100 - facet.score if scale.kind in HIGH_IS_GOOD else facet.score
            facts.presence[name] = bad / 100
            if said[0].burden >= SOMETIMES:
                facts.speaking[name] = said[0]
    serious = (one for said in facts.said.values() for one in said if one.serious)
    return facts._replace(serious=strongest_first(serious))


@lru_cache(maxsize=16_384)  # few different answers are given, however many people give them
def _all_said(part: FacetKey, kind: str, keyed: tuple[int | None, ...]) -> tuple[Said, ...]:
    given = zip(part.rows, keyed, strict=True)
    return strongest_first(_said(row, one, kind) for row, one in given if one is not None)


def _said(row: KeyRow, keyed: int, kind: str) -> Said:
    span = row.high - row.low
    up, down = (keyed - row.low) / span, (row.high - keyed) / span
    return Said(
        item=row.item,
        scale=row.scale,
        facet=row.facet,
        keyed=keyed,
        goodness=up,
        burden=down if kind in HIGH_IS_GOOD else up,
        serious=row.serious,
    )
