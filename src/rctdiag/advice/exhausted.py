"""What is offered to somebody with nothing left to spend: one small step, one that restores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.advice.choose import brings_company, company_order, in_order_of_work
from rctdiag.advice.reasons import SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.advice.choose import Candidate
    from rctdiag.advice.situation import Situation

Order = tuple[int, bool, bool, float, tuple[str, ...]]


def one_small_and_one_that_restores(pool: Sequence[Candidate], now: Situation) -> list[Candidate]:
    """Two different steps, or the one there is; company in front where it has to come first."""
    small = [one for one in pool if one.step.costs.minutes <= SMALL]
    restoring = [one for one in pool if "restores" in one.step.traits]
    pairs = [[rest, other] for rest in restoring for other in small if other is not rest]
    for options in (pairs, [[one] for one in pool if one in small or one in restoring]):
        arranged = [_arranged(option, now) for option in options]
        safe = [one for one in arranged if not now.company_first or brings_company(one[0])]
        if safe:
            return min(safe, key=lambda option: _order(option, now))
    return []


def _arranged(option: list[Candidate], now: Situation) -> list[Candidate]:
    if not now.company_first:
        return in_order_of_work(option)
    return sorted(option, key=lambda one: (not brings_company(one), company_order(one)))


def _order(option: list[Candidate], now: Situation) -> Order:
    """Outside company in front first; then two kinds of step; then the best fit, ties by id."""
    return (
        company_order(option[0])[0] if now.company_first else 0,
        all("restores" in one.step.traits for one in option),
        len({one.main for one in option}) < len(option),
        -sum(one.fit for one in option),
        tuple(one.step.id for one in option),
    )
