"""What is offered to somebody with nothing left to spend: one that restores, one small step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.advice.choose import brings_company, company_order, without
from rctdiag.advice.reasons import SMALL, is_quiet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.advice.choose import Candidate
    from rctdiag.advice.situation import Situation


def one_that_restores_and_one_small(pool: Sequence[Candidate], now: Situation) -> list[Candidate]:
    """Two different steps, or the one there is; what restores stands first.

    Where company has to come first and neither brings any, nothing is offered.
    """
    restoring = sorted(
        (one for one in pool if "restores" in one.step.traits),
        key=lambda one: _to_restore(one, now),
    )[:1]
    led = not now.company_first or any(map(brings_company, restoring))
    mains = {one.main for one in restoring}
    small = sorted(
        (one for one in without(pool, restoring) if is_small(one) and is_quiet(one.step)),
        key=lambda one: (not (led or brings_company(one)), one.main in mains, *one.order),
    )[:1]
    chosen = restoring + small
    if now.company_first:
        chosen.sort(key=lambda one: not brings_company(one))
        return chosen if any(map(brings_company, chosen)) else []
    return chosen


def is_small(one: Candidate) -> bool:
    """A step of 15 minutes a week at most."""
    return one.step.costs.minutes <= SMALL


def _to_restore(one: Candidate, now: Situation) -> tuple[bool, bool, int, float, str]:
    """What sustains before all else, and company among it where company has to come first."""
    rank = company_order(one)[0] if now.company_first else 0
    return (one.step.strategy != "sustaining", not brings_company(one), rank, *one.order)
