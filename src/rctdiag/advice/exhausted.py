"""What is offered to somebody with nothing left to spend: one small step, one that restores."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rctdiag.advice.choose import brings_company, company_order, in_order_of_work
from rctdiag.advice.reasons import SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.advice.choose import Candidate
    from rctdiag.advice.situation import Situation

NO_COMPANY = 9  # after every rank of company


class _Part(NamedTuple):
    """One step of a pair, with what the order of pairs looks at."""

    one: Candidate
    id: str
    main: str
    fit: float
    rank: int
    restores: bool
    small: bool


_Pair = tuple[_Part, _Part]  # twice the same where there is but one step


def one_small_and_one_that_restores(pool: Sequence[Candidate], now: Situation) -> list[Candidate]:
    """Two different steps, or the one there is; company in front where it has to come first."""
    parts = [part for one in pool if (part := _part(one, now)).restores or part.small]
    small = [part for part in parts if part.small]
    pairs = [(a, b) for a in parts if a.restores for b in small if b is not a]
    for options in (pairs, [(part, part) for part in parts]):
        best = min(options, key=_order, default=None)
        if best and _order(best)[0] < NO_COMPANY:
            front = min(best, key=lambda part: (part.rank, part.one.order)).one
            chosen = in_order_of_work({part.id: part.one for part in best}.values())
            return sorted(chosen, key=lambda one: now.company_first and one is not front)
    return []


def _part(one: Candidate, now: Situation) -> _Part:
    restores = "restores" in one.step.traits
    return _Part(one, one.step.id, one.main, one.fit, _rank(one, now), restores, is_small(one))


def _order(pair: _Pair) -> tuple[int, bool, bool, float, str, str]:
    """The best company first; then two kinds of step; then the best fit, ties by id."""
    first, last = pair
    return (
        min(first.rank, last.rank),
        first.restores and last.restores,
        first.main == last.main,
        -first.fit - last.fit,
        first.id,
        last.id,
    )


def is_small(one: Candidate) -> bool:
    """A step of 15 minutes a week at most."""
    return one.step.costs.minutes <= SMALL


def _rank(one: Candidate, now: Situation) -> int:
    """The rank as company; the same for every step where company need not come first."""
    if not now.company_first:
        return 0
    return company_order(one)[0] if brings_company(one) else NO_COMPANY
