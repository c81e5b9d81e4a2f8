"""What one sheet shows, in the one direction advice needs: how present a difficulty is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.model import plan

if TYPE_CHECKING:
    from rctdiag.model.scores import Scored
    from rctdiag.scoring.key import FacetKey, KeyRow, ScoringKey

READINESS = "readiness"
CULTURE = "culture"
CONNECTION = "connection"
# Facets of which advice says something of their own.
POWER_OVER = "hierarchical.power_over"
COST_OF_CANDOUR = "pseudo_relational.cost_of_candour"
CONFLICT_AS_THREAT = "pseudo_relational.conflict_as_threat"
OVERLOAD = "survival.overload"
OFTEN = 0.75  # the share of an answer range at which "often" begins (4 of 1-5)
SOMETIMES = 0.5  # likewise "sometimes" (3 of 1-5)


class ItemAnswer(NamedTuple):
    """One answered item; ``burden`` (0-1) is how strongly it tells of a difficulty."""

    item: str
    scale: str
    facet: str
    given: int
    keyed: int
    burden: float
    serious: bool


class FacetEvidence(NamedTuple):
    """A facet that has a score.

    Attributes:
        score: 0-100, exact.
        presence: How present the difficulty is (0-1).
        seriously: Whether a serious item of it is answered "sometimes" or more.
        trouble: The heaviest answer, where that is "sometimes" or more: it leads to a step.
        good: The lightest answer, where that is "sometimes" or less: likewise to a step that
            keeps something good.
    """

    scale: str
    facet: str
    kind: str
    score: float
    presence: float
    seriously: bool
    trouble: plan.Evidence | None
    good: plan.Evidence | None


class Evidence(NamedTuple):
    """Everything advice reads off a sheet.

    Attributes:
        facets: The facets of cultures and connection that have a score, by ``scale.facet``, in
            the order of the questionnaires.
        answers: The scored answers on every facet, readiness included, by ``scale.facet``; the
            heaviest first, ties by item id.
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
    keyed = scored.keyed
    for scale_key in key.scales:
        scale = scored.scales[scale_key.id]
        if scale.score is not None:
            scale_scores[scale.kind] = (*scale_scores.get(scale.kind, ()), scale.score)
        for facet_key, facet in zip(scale_key.facets, scale.facets, strict=True):
            name = facet_key.name
            values = tuple(map(keyed.get, facet_key.items))
            answers[name], evidence = _facet(facet_key, scale.id, scale.kind, facet.score, values)
            if facet_key.compared:
                values = tuple([keyed.get(row.item) for row in facet_key.compared])
                compared[name] = _heaviest_first(facet_key.compared, scale.kind, values)
            if facet.score is not None:
                facet_scores[name] = facet.score
            if evidence is not None:
                facets[name] = evidence
    return Evidence(facets, answers, compared, facet_scores, scale_scores)


@lru_cache(maxsize=16_384)  # few different answers are given, however many people give them
def _facet(
    key: FacetKey, scale: str, kind: str, score: float | None, values: tuple[int | None, ...]
) -> tuple[tuple[ItemAnswer, ...], FacetEvidence | None]:
    """The answers to a facet; with a score, and not of readiness, it is evidence as a whole."""
    answers = _heaviest_first(key.rows, kind, values)
    if score is None or kind not in (CULTURE, CONNECTION):
        return answers, None
    heaviest, lightest = answers[0], answers[-1]
    return answers, FacetEvidence(
        scale=scale,
        facet=key.id,
        kind=kind,
        score=score,
        presence=(100 - score if kind == CONNECTION else score) / 100,
        seriously=any(answer.serious and answer.burden >= SOMETIMES for answer in answers),
        trouble=_leads_to_a_step(heaviest) if heaviest.burden >= SOMETIMES else None,
        good=_leads_to_a_step(lightest) if lightest.burden <= SOMETIMES else None,
    )


def _leads_to_a_step(answer: ItemAnswer) -> plan.Evidence:
    return plan.Evidence(
        scale=answer.scale, facet=answer.facet, item=answer.item, answer=answer.given
    )


@lru_cache(maxsize=4096)
def _heaviest_first(
    rows: tuple[KeyRow, ...], kind: str, values: tuple[int | None, ...]
) -> tuple[ItemAnswer, ...]:
    given = [
        _item_answer(row, keyed, kind)
        for row, keyed in zip(rows, values, strict=True)
        if keyed is not None
    ]
    return tuple(sorted(given, key=lambda answer: (-answer.burden, answer.item)))


def _item_answer(row: KeyRow, keyed: int, kind: str) -> ItemAnswer:
    height = (keyed - row.low) / (row.high - row.low)
    burden = 1 - height if kind in (CONNECTION, READINESS) else height
    given = row.sign * (keyed - row.offset)
    return ItemAnswer(row.item, row.scale, row.facet, given, keyed, burden, row.serious)
