"""What is offered to somebody with nothing left to spend: one small step, one that restores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.advice.choose import brings_company, company_order, in_order_of_work
from rctdiag.advice.reasons import SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.advice.choose import Candidate
    from rctdiag.advice.situation import Situation

NO_COMPANY = 9  # after every rank of company


def one_small_and_one_that_restores(pool: Sequence[Candidate], now: Situation) -> list[Candidate]:
    """Two different steps, or the one there is; company in front where it has to come first."""
    small = list(filter(is_small, pool))
    restoring = [one for one in pool if "restores" in one.step.traits]
    ranks = {one.step.id: _rank(one, now) for one in small + restoring}

    def order(option: list[Candidate]) -> tuple[int, bool, bool, float, list[str]]:
        """The best company first; then two kinds of step; then the best fit, ties by id."""
        return (
            min(ranks[one.step.id] for one in option),
            all("restores" in one.step.traits for one in option),
            len({one.main for one in option}) < len(option),
            -sum(one.fit for one in option),
            [one.step.id for one in option],
        )

    pairs = [[rest, other] for rest in restoring for other in small if other is not rest]
    for options in (pairs, [[one] for one in pool if one in small or one in restoring]):
        best = min(options, key=order, default=[])
        if best and order(best)[0] < NO_COMPANY:
            front = min(best, key=lambda one: (ranks[one.step.id], one.order))
            return sorted(
                in_order_of_work(best), key=lambda one: now.company_first and one != front
            )
    return []


def is_small(one: Candidate) -> bool:
    """A step of 15 minutes a week at most."""
    return one.step.costs.minutes <= SMALL


def _rank(one: Candidate, now: Situation) -> int:
    """The rank as company; the same for every step where company need not come first."""
    if not now.company_first:
        return 0
    return company_order(one)[0] if brings_company(one) else NO_COMPANY
