"""What is left under the stop rule: advice from outside, own notes, company, rest, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.advice.choose import COMPANY, varied, weigh, without
from rctdiag.advice.exhausted import is_small, one_small_and_one_that_restores
from rctdiag.advice.reasons import DUTY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rctdiag.advice.choose import Candidate
    from rctdiag.advice.situation import Situation
    from rctdiag.model.step import Step

MOST = 3
# One step of each line, in this order; within a line the outside first, then the best fit.
LINES: tuple[tuple[str, ...], ...] = (
    (DUTY,),
    ("advice",),
    ("own_notes",),
    ("company", "rest", "leaving"),
)
ALLOWED = frozenset(trait for line in LINES for trait in line)


def stop_steps(steps: Iterable[Step], now: Situation) -> list[Candidate]:
    """At most three steps that nothing bars, of the allowed kinds only.

    What a person with power may have to act on comes first. Where the person is exhausted, two:
    one small, advice if there is any that small, and one that restores.
    """
    pool = [one for one in weigh(filter(_allowed, steps), now) if not one.reason]
    duty = [one for one in pool if DUTY in one.step.traits][:1]
    if "exhausted" in now.true:
        if duty:
            return varied((one for one in pool if "restores" in one.step.traits), 2, taken=duty)
        small = [one for one in pool if "advice" in one.step.traits and is_small(one)]
        restoring = [one for one in pool if "restores" in one.step.traits]
        return one_small_and_one_that_restores([*small[:1], *restoring] if small else pool, now)
    chosen: list[Candidate] = []
    for line in LINES:
        fitting = [one for one in without(pool, chosen) if _on(line, one)]
        chosen += sorted(fitting, key=_outside_first)[:1]
    chosen = chosen[:MOST]
    if now.company_first:
        chosen.sort(key=lambda one: (DUTY not in one.step.traits, *_outside_first(one)[:1]))
    return chosen


def _allowed(step: Step) -> bool:
    return step.strategy in COMPANY and not ALLOWED.isdisjoint(step.traits)


def _on(line: tuple[str, ...], one: Candidate) -> bool:
    return not set(line).isdisjoint(one.step.traits)


def _outside_first(one: Candidate) -> tuple[bool, float, str]:
    return ("outside" not in one.step.traits, *one.order)
