"""Why a step is not for now: each reason is the id of a sentence in the words of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.advice.facts import READINESS, SOMETIMES
from rctdiag.advice.readiness import reaches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.advice.situation import Situation
    from rctdiag.model.step import Condition, Step

SMALL = 15  # minutes a week that are small even under load

# The gravest first. What may cost the person is held back; what can grow waits for later.
HELD: tuple[str, ...] = (
    "held_danger",
    "held_power_used",
    "held_low_safety",
    "held_safety_unknown",
    "held_candour_costs",
    "held_conflict_feared",
)
LATER: tuple[str, ...] = (
    "later_no_readiness",
    "later_short_form",
    "later_exhausted",
    "later_few_allies",
    "later_allies_unknown",
    "later_little_say",
    "later_say_unknown",
    "later_overloaded",
    "later_low_reserves",
    "later_reserves_unknown",
    "later_first_impression",
)
REASONS = HELD + LATER
_RANK = {reason: rank for rank, reason in enumerate(REASONS)}
# For each facet of readiness: the reason where it is known to fall short, and where it is unknown.
_SHORT_OF = {
    "safety": ("held_low_safety", "held_safety_unknown"),
    "allies": ("later_few_allies", "later_allies_unknown"),
    "say": ("later_little_say", "later_say_unknown"),
    "reserves": ("later_low_reserves", "later_reserves_unknown"),
}
_CONDITION_OF: dict[Condition, str] = {
    "low_safety": "safety",
    "few_allies": "allies",
    "little_say": "say",
}


def barred(step: Step, now: Situation) -> str:
    """The gravest reason against offering a step now, or "" where it may be offered."""
    return min(_all(step, now), key=_RANK.__getitem__, default="")


def is_quiet(step: Step) -> bool:
    """No harm if the most powerful person here read it; candour to one person is not quiet."""
    return step.visibility == "quiet" and not is_candour(step)


def is_candour(step: Step) -> bool:
    """Something is raised with one person who may mind, above or beside."""
    return "upward" in step.traits or "one_to_one" in step.traits


def is_light(step: Step) -> bool:
    """The step gives back at least the time it takes, or takes 15 minutes a week at most."""
    return step.costs.gives_back >= step.costs.minutes or step.costs.minutes <= SMALL


def _all(step: Step, now: Situation) -> Iterator[str]:
    if now.quiet_only and not is_quiet(step):
        yield from _why_quiet(now)
    if is_candour(step) and "power_used" in now.true:
        yield "held_power_used"
    if now.must_be_light and not is_light(step):
        yield "later_overloaded" if "overloaded" in now.true else _short_of("reserves", now)
    for facet in ("allies", "say", "safety", "reserves"):
        if not reaches(now.readiness[facet].level, getattr(step.needs, facet)):
            yield _short_of(facet, now)
    for condition in step.not_when:
        if condition in now.true:
            yield _barred_by(condition, now)


def _why_quiet(now: Situation) -> Iterator[str]:
    if now.stop:
        yield "held_danger"
    if now.short:
        yield "later_short_form"
    if "low_safety" in now.true:
        yield _short_of("safety", now)
    if "little_say" in now.true:
        yield _short_of("say", now)


def _barred_by(condition: Condition, now: Situation) -> str:
    if condition in _CONDITION_OF:
        return _short_of(_CONDITION_OF[condition], now)
    reason = f"later_{condition}"
    return reason if reason in LATER else f"held_{condition}"


def _short_of(facet: str, now: Situation) -> str:
    """Known to fall short, not known, or nothing asked about readiness at all."""
    if now.no_readiness:
        return "later_no_readiness"
    known, unknown = _SHORT_OF[facet]
    have = now.readiness[facet]
    answered_low = any(
        one.burden > SOMETIMES for one in now.facts.answers_on(f"{READINESS}.{facet}")
    )
    return unknown if have.missing and not answered_low else known
