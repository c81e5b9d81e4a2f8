"""How well a step fits the answers, which answers led to it, and a varied choice among steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rctdiag.advice.facts import SOMETIMES
from rctdiag.advice.reasons import read_bars
from rctdiag.model.step import Because, Offer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rctdiag.advice.facts import Said
    from rctdiag.advice.reasons import Bars
    from rctdiag.advice.situation import Situation
    from rctdiag.model.answers import Answer
    from rctdiag.model.step import Step

MOST_ANSWERS = 3  # shown beside a step
MOST_OF_A_STRATEGY = 2  # in one list
COMPANY = frozenset({"networking", "sustaining"})
PHASES = ("protection", "rest", "company", "candour")  # the order of work


@dataclass(frozen=True, slots=True)
class Candidate:
    """A step weighed for one sheet.

    Attributes:
        step: The step.
        fit: Sum of weight times presence over the facets that have a score.
        main: The facet that contributes most; the step's own id where none does.
        because: The answers that led to it, at most three, the largest contribution first.
        reason: Why it is not for now, or "".
    """

    step: Step
    fit: float
    main: str
    because: tuple[Because, ...]
    reason: str

    @property
    def order(self) -> tuple[float, str]:
        """The best fit first, ties by id."""
        return (-self.fit, self.step.id)

    def offer(self) -> Offer:
        """What the plan carries."""
        return Offer(self.step, self.fit, self.because, self.reason)


def weigh(
    steps: Iterable[Step], now: Situation, given: Mapping[str, Answer]
) -> tuple[Candidate, ...]:
    """The steps for this person's position that an answer speaks for, the best fit first.

    A sustaining step needs no answer to speak for it; under the stop rule no step does.
    """
    audience = "leader" if now.leader else "person"
    bars = read_bars(now)
    found = (candidate(step, now, bars, given) for step in steps if step.audience == audience)
    return tuple(
        sorted(
            (one for one in found if one.because or one.step.strategy == "sustaining" or now.stop),
            key=lambda one: one.order,
        )
    )


def candidate(step: Step, now: Situation, bars: Bars, given: Mapping[str, Answer]) -> Candidate:
    """Weigh one step."""
    presence = now.facts.presence
    parts = {facet: weight * presence.get(facet, 0.0) for facet, weight in step.answers.items()}
    facets = sorted((facet for facet in parts if parts[facet] > 0), key=lambda f: (-parts[f], f))
    told = (now.facts.answers_on(facet) for facet in facets)
    strongest = [answers[0] for answers in told if answers and answers[0].burden >= SOMETIMES]
    if now.stop and not strongest:
        strongest = list(now.facts.serious_at(SOMETIMES))
    return Candidate(
        step=step,
        # Summed from the largest on, so that the order of a YAML mapping cannot change a bit.
        fit=sum(parts[facet] for facet in facets),
        main=facets[0] if facets else step.id,
        because=tuple(_because(one, given) for one in strongest[:MOST_ANSWERS]),
        reason=bars.against(step),
    )


def _because(one: Said, given: Mapping[str, Answer]) -> Because:
    return Because(one.scale, one.facet, one.item, int(given[one.item]))


def varied(
    wanted: Iterable[Candidate], most: int, *, least: int = 0, taken: Sequence[Candidate] = ()
) -> list[Candidate]:
    """The first of ``wanted`` with no two on one main facet and at most two of a strategy.

    Where that leaves fewer than ``least``, the next best are added all the same.

    Args:
        wanted: Candidates in the order of preference; repeats are passed over.
        most: How many at most, ``taken`` included.
        least: How many at least, as far as there are any.
        taken: Candidates already chosen; they come first in what is returned.
    """
    order = list(wanted)
    chosen = list(taken)
    for one in order:
        if len(chosen) < most and _differs(one, chosen):
            chosen.append(one)
    for one in order:
        if len(chosen) < least and one not in chosen:
            chosen.append(one)
    return chosen


def _differs(one: Candidate, chosen: Sequence[Candidate]) -> bool:
    same_strategy = sum(one.step.strategy == other.step.strategy for other in chosen)
    return same_strategy < MOST_OF_A_STRATEGY and all(one.main != other.main for other in chosen)


def brings_company(one: Candidate) -> bool:
    """A step that brings company, or keeps the person going; it may come first."""
    return one.step.strategy in COMPANY


def gives_back(one: Candidate) -> bool:
    """A step that returns time or energy."""
    return one.step.costs.gives_back > 0 or "restores" in one.step.traits


def company_order(one: Candidate) -> tuple[int, float, str]:
    """Outside company first, then what sustains, then company here; leaving never before those."""
    step = one.step
    if "leaving" in step.traits:
        rank = 3
    elif "outside" in step.traits:
        rank = 0
    else:
        rank = 1 if step.strategy == "sustaining" else 2
    return (rank, *one.order)


def in_order_of_work(chosen: Iterable[Candidate]) -> list[Candidate]:
    """Protection, rest, company, candour; in each the best fit first."""
    return sorted(chosen, key=lambda one: (PHASES.index(one.step.phase), *one.order))
