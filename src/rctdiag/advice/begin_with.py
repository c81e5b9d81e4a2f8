"""What to begin with: up to three steps of the map, in an order that is safe to follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.advice.barriers import involves_somebody_here
from rctdiag.advice.strategy_map import fill_row, is_told
from rctdiag.model.step import PHASES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rctdiag.advice.candidates import ByStrategy, Candidate
    from rctdiag.advice.situation import Situation
    from rctdiag.advice.strategy_map import Row
    from rctdiag.model.step import Strategy

MOST = 3
THIRD_FITS = 0.7  # of the fit of the first: a third step that fits less is one too many
MOST_EXHAUSTED = 2
MOST_UNKNOWN = 1  # where there are too few answers to say anything

Rows = dict["Strategy", "Row"]


def choose_begin(
    rows: Rows, candidates: ByStrategy, situation: Situation
) -> tuple[Rows, list[Candidate]]:
    """The steps to begin with, and the map they stand in.

    The map changes only where a rule asks for a kind of step that no row holds: relief for
    somebody exhausted, a person at this workplace. That step then becomes the *now* of its row.

    Returns:
        The rows, and up to three candidates of them, the first to begin with first.
    """
    if situation.too_few_answers:
        return rows, _now(rows, "networking", "sustaining")[:MOST_UNKNOWN]
    if situation.help_first:
        return rows, _help_first(rows, situation)
    if "exhausted" in situation.conditions:
        return _relief_first(rows, candidates, situation)
    if not situation.nobody_trusted and situation.standing != "left":
        rows = _with(rows, candidates, situation, _meets_somebody_here)
    chosen = _heart_first(rows, situation)
    return rows, chosen[:1] + _in_order_of_work(chosen[1:], situation)


def _heart_first(rows: Rows, situation: Situation) -> list[Candidate]:
    """What answers the heart best, then the best fits of other strategies.

    Where several cultures read strongly at once, a step that protects comes first.
    Of three at least one involves a person at this workplace, where the map has such a step;
    of the general ones there is one at most, and never first.
    """
    available = [row.now for row in rows.values() if row.now and row.strategy != "sustaining"]
    available.sort(
        key=lambda choice: (
            is_general(choice),
            situation.several and not protects(choice),
            -choice.heart,
            *choice.order,
        )
    )
    chosen = available[:1]
    main = {choice.main_facet for choice in chosen}
    rest = sorted(
        available[1:],
        key=lambda choice: (is_general(choice), choice.main_facet in main, *choice.order),
    )
    meeting = [choice for choice in rest if _meets_somebody_here(choice)]
    if meeting and not any(map(_meets_somebody_here, chosen)):
        chosen.append(meeting[0])
    for contender in rest:
        taken = contender.step.id in {pick.step.id for pick in chosen}
        enough = len(chosen) < MOST - 1 or contender.fit >= THIRD_FITS * chosen[0].fit
        if len(chosen) < MOST and enough and not taken and not _second_general(contender, chosen):
            chosen.append(contender)
    return chosen


def _help_first(rows: Rows, situation: Situation) -> list[Candidate]:
    """Duties or advice from outside, then a record; what sustains only where somebody is spent."""
    found = [
        candidate
        for candidate in _now(rows, "networking", "naming", "sustaining")
        if candidate.step.strategy != "sustaining" or "exhausted" in situation.conditions
    ]
    return sorted(found, key=lambda candidate: "must_act" not in candidate.step.traits)[:MOST]


def _relief_first(
    rows: Rows, candidates: ByStrategy, situation: Situation
) -> tuple[Rows, list[Candidate]]:
    """Two steps: something off the load itself, then what answers the heart, or restores."""
    rows = _with(rows, candidates, situation, _gives_relief)
    available = [row.now for row in rows.values() if row.now]
    available.sort(key=lambda choice: (is_general(choice), -choice.heart, *choice.order))
    available.sort(key=lambda choice: not _gives_relief(choice))
    if not available:
        return rows, []
    first, *remaining = available
    remaining.sort(key=lambda choice: (is_general(choice), -choice.heart, *choice.order))
    return rows, [first, *remaining[: MOST_EXHAUSTED - 1]]


def _with(
    rows: Rows,
    candidates: ByStrategy,
    situation: Situation,
    wanted: Callable[[Candidate], bool],
) -> Rows:
    """The rows with a step of the wanted kind for now, if there is one that nothing bars.

    It takes the place in its own row that costs the least fit.
    """
    if any(row.now and wanted(row.now) for row in rows.values()):
        return rows
    possible = [
        (_loss(rows[strategy], candidate), candidate)
        for strategy, of_strategy in candidates.items()
        for candidate in of_strategy
        if rows[strategy].now
        and not candidate.barriers
        and wanted(candidate)
        and not is_told(candidate, (row.now for row in rows.values()))
    ]
    if not possible:
        return rows
    _, chosen = min(possible, key=lambda pair: (pair[1].option.turn, pair[0], pair[1].order))
    strategy = chosen.step.strategy
    nows = {name: row.now for name, row in rows.items()} | {strategy: chosen}
    return rows | {strategy: fill_row(strategy, candidates[strategy], situation, nows)}


def _loss(row: Row, candidate: Candidate) -> float:
    return (row.now.fit if row.now else 0.0) - candidate.fit


def _in_order_of_work(chosen: Iterable[Candidate], situation: Situation) -> list[Candidate]:
    """Where several cultures read strongly at once: protection, rest, company, candour."""
    if not situation.several:
        return list(chosen)
    return sorted(chosen, key=lambda candidate: PHASES.index(candidate.step.phase))


def _now(rows: Rows, *strategies: Strategy) -> list[Candidate]:
    return [now for strategy in strategies if (now := rows[strategy].now) is not None]


def protects(candidate: Candidate) -> bool:
    """A step that protects the person who takes it."""
    return candidate.step.phase == "protection"


def is_general(candidate: Candidate) -> bool:
    """A step that is right in any place: it answers nobody's own trouble."""
    return "general" in candidate.step.traits


def _second_general(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    return is_general(candidate) and any(map(is_general, chosen))


def _meets_somebody_here(candidate: Candidate) -> bool:
    return candidate.step.strategy != "sustaining" and involves_somebody_here(candidate.step)


def _gives_relief(candidate: Candidate) -> bool:
    return "relief" in candidate.step.traits
