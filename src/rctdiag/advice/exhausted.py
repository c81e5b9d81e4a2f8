"""What is offered to somebody with nothing left to spend: one small step, one that restores."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rctdiag.advice.choose import brings_company, company_order, in_order_of_work
from rctdiag.advice.reasons import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rctdiag.advice.choose import Candidate
    from rctdiag.advice.situation import Situation

NO_COMPANY = 9  # after every rank of company


class _Part(NamedTuple):
    """One step of a pair, with what the order of pairs looks at."""

    one: Candidate
    rank: int
    restores: bool
    small: bool


def one_small_and_one_that_restores(pool: Sequence[Candidate], now: Situation) -> list[Candidate]:
    """Two different steps, or the one there is; company in front where it has to come first."""
    parts = [_Part(one, _rank(one, now), _restores(one), is_small(one)) for one in pool]
    useful = [part for part in parts if part.restores or part.small]
    pairs: Iterable[Sequence[_Part]] = (
        (a, b) for a in useful if a.restores for b in useful if b.small and b is not a
    )
    alone: Iterable[Sequence[_Part]] = ((part,) for part in useful)
    for options in (pairs, alone):
        best = min(options, key=_order, default=())
        if best and _order(best)[0] < NO_COMPANY:
            front = min(best, key=lambda part: (part.rank, part.one.order)).one
            chosen = in_order_of_work(part.one for part in best)
            return sorted(chosen, key=lambda one: now.company_first and one is not front)
    return []


def _order(option: Sequence[_Part]) -> tuple[int, bool, bool, float, list[str]]:
    """The best company first; then two kinds of step; then the best fit, ties by id."""
    first, last = option[0], option[-1]
    same_facet = first is not last and first.one.main == last.one.main
    return (
        min(first.rank, last.rank),
        first.restores and last.restores,
        same_facet,
        -sum(part.one.fit for part in option),
        [part.one.step.id for part in option],
    )


def is_small(one: Candidate) -> bool:
    """A step of 15 minutes a week at most."""
    return one.step.costs.minutes <= SMALL


def _restores(one: Candidate) -> bool:
    return "restores" in one.step.traits


def _rank(one: Candidate, now: Situation) -> int:
    """The rank as company; the same for every step where company need not come first."""
    if not now.company_first:
        return 0
    return company_order(one)[0] if brings_company(one) else NO_COMPANY
