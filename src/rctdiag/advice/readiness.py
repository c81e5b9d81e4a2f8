"""Readiness, looked at before any option: whom one has, what one may do, what it may cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.advice.facts import OFTEN, READINESS, SOMETIMES
from rctdiag.model.step import Level, Readiness

if TYPE_CHECKING:
    from rctdiag.advice.facts import Facts

LITTLE = 37.5  # say: under this is low
ENOUGH = 62.5  # say and reserves: from this on good
EXHAUSTED = 25.0  # reserves: under this is low

LEVELS: tuple[Level, ...] = ("low", "some", "good")


def read_readiness(facts: Facts) -> dict[str, Readiness]:
    """The four facets of readiness, each with the level that advice uses."""
    return {
        "allies": by_worst(facts, "allies"),
        "say": by_score(facts, "say", low=LITTLE),
        "safety": by_worst(facts, "safety"),
        "reserves": by_score(facts, "reserves", low=EXHAUSTED),
    }


def by_worst(facts: Facts, facet: str) -> Readiness:
    """A facet that counts by its worst keyed answer; an unanswered item counts as low.

    On 1-5 the worst answer 1 or 2 is low, 3 some, 4 or 5 good: one bad answer is not
    outweighed by two good ones.
    """
    name = f"{READINESS}.{facet}"
    answers = facts.answers_on(name)
    missing = not answers or len(answers) < facts.asked[name]
    worst = min(answers, key=lambda one: one.keyed, default=None)
    level: Level = "low"
    if worst is not None and not missing and worst.goodness >= SOMETIMES:
        level = "good" if worst.goodness >= OFTEN else "some"
    return Readiness(
        id=facet,
        score=facts.scores.get(name),
        worst=worst.keyed if worst else None,
        level=level,
        missing=missing,
    )


def by_score(facts: Facts, facet: str, *, low: float) -> Readiness:
    """A facet that counts by its score (0-100): under ``low``, or without a score, it is low."""
    name = f"{READINESS}.{facet}"
    score = facts.scores.get(name)
    level: Level = "low"
    if score is not None and score >= low:
        level = "good" if score >= ENOUGH else "some"
    worst = min((one.keyed for one in facts.answers_on(name)), default=None)
    return Readiness(id=facet, score=score, worst=worst, level=level, missing=score is None)


def reaches(have: Level, needed: Level) -> bool:
    """Whether a level is at least the one a step needs."""
    return LEVELS.index(have) >= LEVELS.index(needed)
