"""Readiness, looked at before any option: whom one has, what one may do, what it may cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rctdiag.advice.evidence import OFTEN, READINESS
from rctdiag.model.plan import Readiness
from rctdiag.scoring.bands import HIGH, LOW

if TYPE_CHECKING:
    from rctdiag.advice.evidence import Evidence
    from rctdiag.model.plan import Level

EXHAUSTED = 25.0  # reserves: under it is low


class LevelRule(NamedTuple):
    """From which mean (0-100) a facet of readiness is not low any more."""

    facet: str
    low_under: float
    # Whether a serious item answered at its bad end ("mostly" or "fully") makes it low alone.
    serious_is_low: bool = False


LEVEL_RULES = (
    LevelRule("allies", LOW),
    LevelRule("say", LOW),
    LevelRule("safety", LOW, serious_is_low=True),
    LevelRule("reserves", EXHAUSTED),
)


def read_readiness(evidence: Evidence) -> dict[str, Readiness]:
    """The four facets of readiness, each with the level that advice uses.

    The level goes by the mean of what was answered, one answer or three: a question left open
    is neither danger nor loneliness. Without any answer the level is "unknown".
    """
    return {rule.facet: _readiness(rule, evidence) for rule in LEVEL_RULES}


def _readiness(rule: LevelRule, evidence: Evidence) -> Readiness:
    name = f"{READINESS}.{rule.facet}"
    answers = evidence.answers.get(name, ())
    if not answers:
        return Readiness(id=rule.facet, score=None, worst=None, level="unknown")
    mean = 100 - 100 * sum(answer.burden for answer in answers) / len(answers)
    expects_harm = rule.serious_is_low and bool(evidence.serious((name,), OFTEN))
    level: Level = "good" if mean >= HIGH else "some"
    if mean < rule.low_under or expects_harm:
        level = "low"
    return Readiness(
        id=rule.facet,
        score=evidence.facet_scores.get(name),
        worst=min(answer.keyed for answer in answers),
        level=level,
    )
