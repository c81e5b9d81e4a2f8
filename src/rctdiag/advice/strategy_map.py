"""The strategy map: for each strategy a step for now, the next rung, and what opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rctdiag.model.step import RUNGS, STRATEGIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.advice.candidates import Candidate
    from rctdiag.advice.situation import Situation
    from rctdiag.model.plan import NoStep, Opener
    from rctdiag.model.step import Strategy

# Where help comes first these are not for one person alone.
NOT_BY_YOURSELF: frozenset[Strategy] = frozenset({"norming", "negotiating"})


class Row(NamedTuple):
    """One strategy of the map, with candidates still weighed."""

    strategy: Strategy
    now: Candidate | None
    reason: NoStep | None
    next: Candidate | None
    opens: tuple[Opener, ...]


def fill_rows(candidates: Sequence[Candidate], situation: Situation) -> dict[Strategy, Row]:
    """A row for each strategy and for what sustains, always all five.

    Args:
        candidates: Every step that can come up, the best first.
        situation: The person.
    """
    return {
        strategy: fill_row(
            strategy,
            [candidate for candidate in candidates if candidate.step.strategy == strategy],
            situation,
        )
        for strategy in STRATEGIES
    }


def fill_row(
    strategy: Strategy,
    candidates: Sequence[Candidate],
    situation: Situation,
    *,
    now: Candidate | None = None,
) -> Row:
    """The row of one strategy; ``now`` is given where the choice of it was made elsewhere."""
    if situation.help_first and strategy in NOT_BY_YOURSELF:
        return Row(strategy, None, "not_by_yourself", *_next(candidates, None))
    if now is None:
        now = next((each for each in candidates if not each.barriers), None)
    reason: NoStep | None = "nothing_fits" if now is None else None
    return Row(strategy, now, reason, *_next(candidates, now))


def _next(
    candidates: Sequence[Candidate], now: Candidate | None
) -> tuple[Candidate | None, tuple[Opener, ...]]:
    """The best step of a higher rung, else the best other one, and what opens it.

    What opens it are the conditions that keep it from being taken now; where there are none, it
    opens when the first step is done.
    """
    others = [each for each in candidates if now is None or each.step.id != now.step.id]
    rung = -1 if now is None else RUNGS.index(now.step.visibility)
    higher = [each for each in others if RUNGS.index(each.step.visibility) > rung]
    chosen = next(iter(higher or others), None)
    if chosen is None:
        return None, ()
    return chosen, chosen.barriers or ("first_done",)
