"""What is left under the stop rule: advice from outside, own notes, rest, company, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.advice.choose import COMPANY, weigh, without
from rctdiag.advice.exhausted import is_small
from rctdiag.advice.reasons import DUTY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rctdiag.advice.choose import Candidate
    from rctdiag.advice.situation import Situation
    from rctdiag.model.step import Step

MOST = 3
ADVICE = "advice"
LEAVING = "leaving"
# One step of each line, in this order.
LINES: tuple[frozenset[str], ...] = (
    frozenset({DUTY}),
    frozenset({ADVICE}),
    frozenset({"own_notes"}),
    frozenset({"rest", "company"}),
    frozenset({LEAVING}),
)
RESTORING = frozenset({"restores"})
LINES_WHEN_EXHAUSTED = (*LINES[:2], RESTORING)
ALLOWED = frozenset[str]().union(*LINES)


def stop_steps(steps: Iterable[Step], now: Situation) -> list[Candidate]:
    """At most three steps that nothing bars, of the allowed kinds only.

    What a person with power may have to act on comes first, then advice from outside. Where the
    person is exhausted the advice has to be small, and what restores is all that follows it.
    """
    pool = [one for one in weigh(filter(_allowed, steps), now) if not one.reason]
    lines = LINES
    if "exhausted" in now.true:
        lines = LINES_WHEN_EXHAUSTED
        pool = [one for one in pool if is_small(one) or ADVICE not in one.step.traits]
    chosen: list[Candidate] = []
    for line in lines:
        fitting = [one for one in without(pool, chosen) if line & _kinds(one.step)]
        chosen += sorted(fitting, key=_FIRST_OF.get(line, _best))[:1]
    return chosen[:MOST]


def _allowed(step: Step) -> bool:
    return step.strategy in COMPANY and not ALLOWED.isdisjoint(step.traits)


def _kinds(step: Step) -> frozenset[str]:
    """A step about leaving counts as nothing else: what it also is does not bring it forward."""
    return frozenset({LEAVING} if LEAVING in step.traits else step.traits)


def _outside_first(one: Candidate) -> tuple[bool, float, str]:
    return ("outside" not in one.step.traits, *one.order)


def _sustaining_first(one: Candidate) -> tuple[bool, float, str]:
    return (one.step.strategy != "sustaining", *one.order)


def _best(one: Candidate) -> tuple[bool, float, str]:
    return (False, *one.order)


_FIRST_OF = {LINES[1]: _outside_first, RESTORING: _sustaining_first}
