"""Readiness, looked at before any option: whom one has, what one may do, what it may cost."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.advice.evidence import OFTEN, READINESS
from rctdiag.model.plan import Readiness
from rctdiag.scoring.bands import HIGH, LOW

if TYPE_CHECKING:
    from rctdiag.advice.evidence import Evidence, ItemAnswer
    from rctdiag.model.plan import Level

EXHAUSTED = 25.0  # reserves: under it is low
EXPECTS_PUNISHMENT = "r07"  # "I would expect to be punished if I raised a problem here."


class LevelRule(NamedTuple):
    """From which mean (0-100) a facet of readiness is not low any more."""

    facet: str
    low_under: float
    # An item that makes the level low by itself, answered at its bad end ("mostly", "fully").
    low_alone: str = ""


LEVEL_RULES = (
    LevelRule("allies", LOW),
    LevelRule("say", LOW),
    LevelRule("safety", LOW, low_alone=EXPECTS_PUNISHMENT),
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
    return _judge(rule, evidence.facet_scores.get(name), evidence.answers.get(name, ()))


@lru_cache(maxsize=4096)  # few different answers are given to three questions
def _judge(rule: LevelRule, score: float | None, answers: tuple[ItemAnswer, ...]) -> Readiness:
    if not answers:
        return Readiness(id=rule.facet, score=None, worst=None, level="unknown")
    mean = 100 - 100 * sum(answer.burden for answer in answers) / len(answers)
    low_alone = any(a.item == rule.low_alone and a.burden >= OFTEN for a in answers)
    level: Level = "good" if mean >= HIGH else "some"
    if mean < rule.low_under or low_alone:
        level = "low"
    return Readiness(
        id=rule.facet,
        score=score,
        worst=min(answer.keyed for answer in answers),
        level=level,
    )
