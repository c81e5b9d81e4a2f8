"""What is left under the stop rule: advice from outside, own notes, rest, company, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.advice.choose import COMPANY, weigh, without
from rctdiag.advice.exhausted import is_small
from rctdiag.advice.reasons import DUTY

if TYPE_CHECKING:
    from rctdiag.advice.choose import Candidate, Catalogue
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


def stop_steps(catalogue: Catalogue, now: Situation) -> list[Candidate]:
    """At most three steps of a catalogue of allowed ones that nothing bars.

    What a person with power may have to act on comes first, then advice from outside. Where the
    person is exhausted the advice has to be small, and what restores is all that follows it.
    """
    pool = weigh(catalogue, now)
    lines = LINES
    if "exhausted" in now.true:
        lines = LINES_WHEN_EXHAUSTED
        pool = [one for one in pool if is_small(one) or ADVICE not in one.step.traits]
    chosen: list[Candidate] = []
    for line in lines:
        fitting = [one for one in without(pool, chosen) if not line.isdisjoint(_kinds(one.step))]
        chosen += sorted(fitting, key=_FIRST_OF.get(line, _best))[:1]
    return chosen[:MOST]


def is_allowed(step: Step) -> bool:
    """Whether a step may be offered under the stop rule at all."""
    return step.strategy in COMPANY and not ALLOWED.isdisjoint(step.traits)


def _kinds(step: Step) -> tuple[str, ...]:
    """A step about leaving counts as nothing else: what it also is does not bring it forward."""
    return (LEAVING,) if LEAVING in step.traits else step.traits


def _outside_first(one: Candidate) -> tuple[bool, float, str]:
    return ("outside" not in one.step.traits, *one.order)


def _sustaining_first(one: Candidate) -> tuple[bool, float, str]:
    return (one.step.strategy != "sustaining", *one.order)


def _best(one: Candidate) -> tuple[bool, float, str]:
    return (False, *one.order)


_FIRST_OF = {LINES[1]: _outside_first, RESTORING: _sustaining_first}
