"""What one sheet shows, in the one direction advice needs: how present a difficulty is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rctdiag.model.scores import Scored
    from rctdiag.scoring.key import KeyRow, ScoringKey

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
        asked: How many items of a facet this form asks.
        kinds_scored: The kinds of the scales that have a score.
    """

    scores: dict[str, float]
    presence: dict[str, float]
    said: dict[str, tuple[Said, ...]]
    asked: dict[str, int]
    kinds_scored: frozenset[str]

    def answers_on(self, facet: str) -> tuple[Said, ...]:
        """The answered items of a facet, the strongest first."""
        return self.said.get(facet, ())

    def at_least(self, facet: str, score: float) -> bool:
        """Whether a facet has a score, and that is ``score`` (0-100) or more."""
        return self.scores.get(facet, -1.0) >= score

    def serious_at(self, burden: float) -> tuple[Said, ...]:
        """Serious items whose burden (0-1) is at least this, the strongest first, ties by id."""
        found = (one for answers in self.said.values() for one in answers)
        return strongest_first(one for one in found if one.serious and one.burden >= burden)


def strongest_first(answers: Iterable[Said]) -> tuple[Said, ...]:
    """By burden, ties by item id."""
    return tuple(sorted(answers, key=lambda one: (-one.burden, one.item)))


def read_facts(key: ScoringKey, scored: Scored) -> Facts:
    """Gather what advice needs from the key and the scores of one sheet."""
    scores: dict[str, float] = {}
    presence: dict[str, float] = {}
    for scale in scored.scales.values():
        for facet in scale.facets:
            if facet.score is not None:
                name = f"{scale.id}.{facet.id}"
                scores[name] = facet.score
                bad = 100 - facet.score if scale.kind in HIGH_IS_GOOD else facet.score
                presence[name] = bad / 100
    said: dict[str, list[Said]] = {}
    asked: dict[str, int] = {}
    for row in key.rows:
        name = f"{row.scale}.{row.facet}"
        asked[name] = asked.get(name, 0) + 1
        if row.item in scored.keyed:
            kind = scored.scales[row.scale].kind
            said.setdefault(name, []).append(_said(row, scored.keyed[row.item], kind))
    return Facts(
        scores=scores,
        presence=presence,
        said={name: strongest_first(answers) for name, answers in said.items()},
        asked=asked,
        kinds_scored=frozenset(s.kind for s in scored.scales.values() if s.score is not None),
    )


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
