"""What one sheet shows, in the one direction advice needs: how present a difficulty is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rctdiag.model.scores import Scored
    from rctdiag.scoring.key import KeyRow, ScoringKey

READINESS = "readiness"
CULTURE = "culture"
CONNECTION = "connection"
OFTEN = 0.75  # the share of an answer range at which "often" begins (4 of 1-5)
SOMETIMES = 0.5  # likewise "sometimes" (3 of 1-5)


class ItemAnswer(NamedTuple):
    """One answered item; ``burden`` (0-1) is how strongly it tells of a difficulty."""

    item: str
    scale: str
    facet: str
    keyed: int
    burden: float
    serious: bool


class FacetEvidence(NamedTuple):
    """A facet that has a score, and its answers, the heaviest first, ties by item id."""

    scale: str
    facet: str
    kind: str
    score: float  # 0-100, exact
    answers: tuple[ItemAnswer, ...]

    @property
    def presence(self) -> float:
        """How present the difficulty is (0-1)."""
        return (100 - self.score if self.kind == CONNECTION else self.score) / 100

    @property
    def seriously(self) -> bool:
        """Whether a serious item of it is answered "sometimes" or more."""
        return any(answer.serious and answer.burden >= SOMETIMES for answer in self.answers)


class Evidence(NamedTuple):
    """Everything advice reads off a sheet.

    Attributes:
        facets: The facets of cultures and connection that have a score, by ``scale.facet``, in
            the order of the questionnaires.
        answers: The scored answers on every facet, readiness included, by ``scale.facet``.
        compared: Likewise the answers that compare groups of people.
        facet_scores: The score (0-100) of every facet, readiness included, where it has one.
        scale_scores: The scores (0-100) of the scales of a kind that have one.
    """

    facets: dict[str, FacetEvidence]
    answers: dict[str, tuple[ItemAnswer, ...]]
    compared: dict[str, tuple[ItemAnswer, ...]]
    facet_scores: dict[str, float]
    scale_scores: dict[str, tuple[float, ...]]

    def reaches(self, facet: str, score: float) -> bool:
        """Whether a facet has a score, and that is ``score`` (0-100) or more."""
        return self.facet_scores.get(facet, -1.0) >= score

    def serious(self, facets: tuple[str, ...], burden: float) -> tuple[str, ...]:
        """The serious items of these facets answered at this burden or more, by id."""
        return tuple(
            sorted(
                answer.item
                for facet in facets
                for answer in (*self.answers.get(facet, ()), *self.compared.get(facet, ()))
                if answer.serious and answer.burden >= burden
            )
        )


def read_evidence(key: ScoringKey, scored: Scored) -> Evidence:
    """Gather what advice needs from the key and the scores of one sheet."""
    facets: dict[str, FacetEvidence] = {}
    answers: dict[str, tuple[ItemAnswer, ...]] = {}
    compared: dict[str, tuple[ItemAnswer, ...]] = {}
    facet_scores: dict[str, float] = {}
    scale_scores: dict[str, tuple[float, ...]] = {}
    for scale_key in key.scales:
        scale = scored.scales[scale_key.id]
        if scale.score is not None:
            scale_scores[scale.kind] = (*scale_scores.get(scale.kind, ()), scale.score)
        for facet_key, facet in zip(scale_key.facets, scale.facets, strict=True):
            name = f"{scale_key.id}.{facet_key.id}"
            answers[name] = _answers(facet_key.rows, scale.kind, scored.keyed)
            if facet_key.compared:
                compared[name] = _answers(facet_key.compared, scale.kind, scored.keyed)
            if facet.score is None:
                continue
            facet_scores[name] = facet.score
            if scale.kind in (CULTURE, CONNECTION):
                facets[name] = FacetEvidence(
                    scale_key.id, facet_key.id, scale.kind, facet.score, answers[name]
                )
    return Evidence(facets, answers, compared, facet_scores, scale_scores)


def _answers(
    rows: tuple[KeyRow, ...], kind: str, keyed: Mapping[str, int]
) -> tuple[ItemAnswer, ...]:
    given = [_item_answer(row, keyed[row.item], kind) for row in rows if row.item in keyed]
    return tuple(sorted(given, key=lambda answer: (-answer.burden, answer.item)))


@lru_cache(maxsize=4096)  # an item has five answers, however many people give them
def _item_answer(row: KeyRow, keyed: int, kind: str) -> ItemAnswer:
    height = (keyed - row.low) / (row.high - row.low)
    burden = 1 - height if kind in (CONNECTION, READINESS) else height
    return ItemAnswer(row.item, row.scale, row.facet, keyed, burden, row.serious)
