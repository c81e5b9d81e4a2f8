"""What came of steps: one that worked opens the next, one that went wrong lowers its rung."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.advice.strategy_map import FITS_ENOUGH
from rctdiag.model.step import RUNGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.advice.candidates import ByStrategy, Candidate
    from rctdiag.model.plan import Opener, Tried
    from rctdiag.model.step import Step, Strategy


class Experience(NamedTuple):
    """What a person's own steps leave of the catalogue for now.

    Attributes:
        candidates: Without the steps that are over; in a strategy where a step went wrong, its
            rung and those above it are barred until a quieter step has worked.
        opened: Of each strategy in which a step worked, the next step, where nothing bars it.
        over: The strategies in which a step is over.
    """

    candidates: ByStrategy
    opened: dict[Strategy, Candidate]
    over: frozenset[Strategy]


def learn(candidates: ByStrategy, tried: Sequence[Tried], steps: Mapping[str, Step]) -> Experience:
    """Hold the candidates against what was tried.

    Args:
        candidates: Every step that can come up, of each strategy the best first.
        tried: What came of each step, in the order of time. A step that worked, went wrong or
            was dropped is over; one that is still open stays as it is.
        steps: The catalogue by id; what is no longer in it is passed over.
    """
    if not tried:
        return Experience(candidates, {}, frozenset())
    over: set[str] = set()
    reached: dict[Strategy, int] = {}  # the highest rung on which a step worked
    burnt: dict[Strategy, int] = {}  # the lowest rung on which one went wrong since
    for attempt in tried:
        step = steps.get(attempt.step)
        if step is None or attempt.outcome == "open":
            continue
        over.add(step.id)
        rung, strategy = RUNGS.index(step.visibility), step.strategy
        if attempt.outcome == "worked":
            reached[strategy] = max(rung, reached.get(strategy, 0))
            if rung < burnt.get(strategy, 0):
                del burnt[strategy]
        elif attempt.outcome == "went_wrong":
            burnt[strategy] = min(rung, burnt.get(strategy, rung))
            reached.pop(strategy, None)
    left = {
        strategy: [
            _barred(candidate) if 0 < burnt.get(strategy, 0) <= candidate.option.rung else candidate
            for candidate in of_strategy
            if candidate.option.id not in over
        ]
        for strategy, of_strategy in candidates.items()
    }
    opened = {
        strategy: found
        for strategy, rung in reached.items()
        if (found := _next_after(rung, left[strategy]))
    }
    return Experience(left, opened, frozenset(steps[id_].strategy for id_ in over))


def _barred(candidate: Candidate) -> Candidate:
    barriers: tuple[Opener, ...] = (*candidate.option.barriers, "went_wrong")
    return replace(candidate, option=replace(candidate.option, barriers=barriers))


def _next_after(rung: int, candidates: Sequence[Candidate]) -> Candidate | None:
    """The best step of a higher rung that fits well enough and that nothing bars."""
    if not candidates:
        return None
    least = FITS_ENOUGH * candidates[0].fit
    return next(
        (
            candidate
            for candidate in candidates
            if not candidate.barriers and candidate.option.rung > rung and candidate.fit >= least
        ),
        None,
    )
