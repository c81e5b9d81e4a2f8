"""The strategy map: for each strategy a step for now, the next rung, and what opens it."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.advice.barriers import are_alike, needs_adviser
from rctdiag.model.step import STRATEGIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rctdiag.advice.candidates import ByStrategy, Candidate
    from rctdiag.advice.situation import Situation
    from rctdiag.model.plan import NoStep, Opener
    from rctdiag.model.step import Strategy

FITS_ENOUGH = 0.5  # of the best fit: a higher rung that fits less is not the next
TIE = 1e-9  # fits that differ by less are alike: sums of the same numbers may
# Where help comes first these are not for one person alone.
NOT_BY_YOURSELF: frozenset[Strategy] = frozenset({"norming", "negotiating"})


class Row(NamedTuple):
    """One strategy of the map, with candidates still weighed."""

    strategy: Strategy
    now: Candidate | None
    reason: NoStep | None
    next: Candidate | None
    opens: tuple[Opener, ...]


def fill_rows(
    candidates: ByStrategy,
    situation: Situation,
    opened: Mapping[Strategy, Candidate] = MappingProxyType({}),
) -> dict[Strategy, Row]:
    """A row for each strategy and for what sustains, always all five.

    The strategy with the best step comes first; each row that answers a facet makes the same
    facet count less in the next, so that the map does not say one thing four times.

    Args:
        candidates: Every step that can come up, of each strategy the best first.
        situation: The person.
        opened: The step for now of a strategy in which one has worked.
    """
    chosen: dict[Strategy, Candidate | None] = {}
    answered: Counter[str] = Counter()

    def best(strategy: Strategy) -> Candidate | None:
        """The first in order; what a row answers already counts less, so that others pass it."""
        if strategy in opened:
            return opened[strategy]
        leading: list[Candidate] = []
        for candidate in candidates[strategy]:
            if candidate.option.barriers or is_told(candidate, chosen.values()):
                continue
            leading.append(candidate)
            if not answered[candidate.main_facet]:
                break  # nothing after it can come before it
        return min(
            leading, key=lambda lead: lead.order_beside(answered[lead.main_facet]), default=None
        )

    found = {strategy: best(strategy) for strategy in STRATEGIES if strategy != "sustaining"}
    while found:
        strategy = min(found, key=lambda name: _rank(found[name], answered))
        chosen[strategy] = now = found.pop(strategy)
        if now is None:
            continue
        answered[now.main_facet] += 1
        for rival, found_candidate in found.items():
            if found_candidate is not None and (
                found_candidate.main_facet == now.main_facet or is_told(found_candidate, [now])
            ):
                found[rival] = best(rival)  # it counts less now, and may be passed
    chosen["sustaining"] = best("sustaining")
    return {
        strategy: fill_row(strategy, candidates[strategy], situation, chosen)
        for strategy in STRATEGIES
    }


def is_told(candidate: Candidate, nows: Iterable[Candidate | None]) -> bool:
    """Whether one of these steps says the same in other words."""
    return bool(candidate.step.like) and any(
        now is not None and are_alike(candidate.step, now.step) for now in nows
    )


def _rank(candidate: Candidate | None, answered: Counter[str]) -> tuple[bool, float]:
    if candidate is None:
        return (True, 0.0)
    return (False, candidate.order_beside(answered[candidate.main_facet])[2])


def fill_row(
    strategy: Strategy,
    candidates: Sequence[Candidate],
    situation: Situation,
    chosen: Mapping[Strategy, Candidate | None],
) -> Row:
    """The row of one strategy, with the step of all that are chosen for now.

    Where help comes first, norming and negotiating are for nobody alone.
    """
    now = chosen[strategy]
    reason: NoStep | None = None
    if situation.help_first and strategy in NOT_BY_YOURSELF:
        now, reason = None, "not_by_yourself"
    elif now is None:
        reason = "nothing_fits"
    # One after another: the next step is nearly always among the first.
    others = (other for other in candidates if not is_told(other, chosen.values()))
    return Row(strategy, now, reason, *_next(others, now))


def _next(
    candidates: Iterable[Candidate], now: Candidate | None
) -> tuple[Candidate | None, tuple[Opener, ...]]:
    """The best step of a higher rung, and what opens it.

    Where no higher one fits at least half as well as the best of all others, that best one is
    next. What opens it are the conditions that keep it from being taken now; where there are
    none, it opens when the first step is done.
    """
    rung = -1 if now is None else now.option.rung
    best = chosen = None
    least = 0.0
    for candidate in candidates:
        if candidate is now:
            continue
        if best is None:
            best, least = candidate, FITS_ENOUGH * candidate.fit - TIE
        if candidate.option.rung > rung and candidate.fit >= least:
            chosen = candidate
            break
    chosen = chosen or best
    if chosen is None:
        return None, ()
    return chosen, tuple(
        barrier
        for barrier in chosen.barriers
        if barrier != "help_first" or needs_adviser(chosen.step)
    ) or ("first_done",)
