"""How well a step fits the answers, which answers led to it, and a varied choice among steps."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.advice.facts import SOMETIMES
from rctdiag.advice.reasons import DUTY, read_bars
from rctdiag.model.step import Because, Offer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rctdiag.advice.facts import Said
    from rctdiag.advice.reasons import Bars
    from rctdiag.advice.situation import Situation
    from rctdiag.model.answers import Answer
    from rctdiag.model.step import Audience, Step

MOST_ANSWERS = 3  # shown beside a step
MOST_OF_A_STRATEGY = 2  # in one list
CHIEFLY = 0.75  # of its largest weight: from there on a facet is what a step is chiefly for
KEEPS = "keeps"
# These would frighten or puzzle a reader whose answers do not ask for them.
ONLY_IF_ASKED_FOR = frozenset({"leaving", "advice", "own_notes", DUTY})
# Said to somebody in a place that is fairly well, these would find trouble where there is none.
NOT_WHERE_WELL = frozenset({"leaving", "advice", "own_notes", "rest"})
COMPANY = frozenset({"networking", "sustaining"})
PHASES = ("protection", "rest", "company", "candour")  # the order of work


class Candidate(NamedTuple):
    """A step weighed for one sheet.

    Attributes:
        step: The step.
        fit: Sum of weight times presence over the facets that have a score.
        main: The facet that contributes most; the step's own id where none does.
        told: The answers that led to it, at most three, the largest contribution first.
        spoken_for: Whether one of the answers tells of what the step is chiefly for.
        reason: Why it is not for now, or "".
    """

    step: Step
    fit: float
    main: str
    told: tuple[Said, ...]
    spoken_for: bool
    reason: str

    @property
    def order(self) -> tuple[float, str]:
        """The best fit first, ties by id."""
        return (-self.fit, self.step.id)

    def offer(self, given: Mapping[str, Answer]) -> Offer:
        """What the plan carries, with the answers as they were given."""
        because = tuple(
            Because(one.scale, one.facet, one.item, int(given[one.item])) for one in self.told
        )
        return Offer(self.step, self.fit, because, self.reason)


class Eligible(NamedTuple):
    """A step that can come up, and what follows from the step and the bars alone."""

    step: Step
    chiefly: tuple[str, ...]  # the facets it is chiefly for
    unasked: bool  # it needs no answer that speaks for it
    reason: str  # why it is not for now, or ""


class Catalogue:
    """Steps, prepared once and used for one sheet or for a million.

    Which of them can come up follows from the person's position and a few bars: it is worked
    out once for each such case, however many people are in it.
    """

    def __init__(self, steps: Iterable[Step]) -> None:
        self._steps = tuple(steps)
        self._found = lru_cache(maxsize=4096)(self._find)

    def eligible(self, now: Situation) -> tuple[Eligible, ...]:
        """The steps for this person's position, in the order of the catalogue.

        What keeps a good place good is left out where the place is not fairly well; where it
        is, what is for the worn out or for leaving is left out. Under the stop rule, and where
        there are too few answers, nothing barred is left, for later or as held back.
        """
        audience: Audience = "leader" if now.leader else "person"
        return self._found(audience, now.fairly_well, now.stop or now.too_few, read_bars(now))

    def _find(
        self,
        audience: Audience,
        well: bool,  # noqa: FBT001 - a key of what is kept
        only_now: bool,  # noqa: FBT001 - likewise
        bars: Bars,
    ) -> tuple[Eligible, ...]:
        found = (
            Eligible(step, _chiefly(step), only_now or keeps_going(step), bars.against(step))
            for step in self._steps
            if step.audience == audience and _suits(step, well=well)
        )
        return tuple(one for one in found if not (only_now and one.reason))


def _suits(step: Step, *, well: bool) -> bool:
    return NOT_WHERE_WELL.isdisjoint(step.traits) if well else KEEPS not in step.traits


def _chiefly(step: Step) -> tuple[str, ...]:
    least = CHIEFLY * max(step.answers.values(), default=0.0)
    return tuple(facet for facet, weight in step.answers.items() if weight >= least)


def weigh(catalogue: Catalogue, now: Situation) -> list[Candidate]:
    """The steps that can come up and that an answer speaks for, the best fit first.

    A sustaining step that restores needs no answer; under the stop rule, and where there are too
    few answers, no step does.
    """
    found = [
        _candidate(one, now)
        for one in catalogue.eligible(now)
        if one.unasked or not now.facts.speaking.keys().isdisjoint(one.chiefly)
    ]
    return sorted(found, key=lambda one: one.order)


def _candidate(one: Eligible, now: Situation) -> Candidate:
    presence, speaking = now.facts.presence, now.facts.speaking
    # Added from the largest on, so that the order of a YAML mapping cannot change a bit.
    parts = sorted(
        [
            (-weight * there, facet)
            for facet, weight in one.step.answers.items()
            if (there := presence.get(facet))
        ]
    )
    told = [speaking[facet] for _, facet in parts if facet in speaking][:MOST_ANSWERS]
    if now.stop and not told:
        told = list(now.facts.serious_at(SOMETIMES)[:MOST_ANSWERS])
    return Candidate(
        step=one.step,
        fit=-sum([part for part, _ in parts]),
        main=parts[0][1] if parts else one.step.id,
        told=tuple(told),
        spoken_for=not speaking.keys().isdisjoint(one.chiefly),
        reason=one.reason,
    )


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
    order = list({one.step.id: one for one in wanted}.values())
    chosen = list(taken)
    for one in order:
        if len(chosen) < most and _differs(one, chosen):
            chosen.append(one)
    return chosen + without(order, chosen)[: max(0, least - len(chosen))]


def without(pool: Iterable[Candidate], taken: Iterable[Candidate]) -> list[Candidate]:
    """What is left of the pool; by id, since to compare whole steps takes long."""
    ids = {one.step.id for one in taken}
    return [one for one in pool if one.step.id not in ids]


def _differs(one: Candidate, chosen: Sequence[Candidate]) -> bool:
    same_strategy = sum(one.step.strategy == other.step.strategy for other in chosen)
    return same_strategy < MOST_OF_A_STRATEGY and all(one.main != other.main for other in chosen)


def keeps_going(step: Step) -> bool:
    """A step that does good whatever the answers are."""
    restores = step.strategy == "sustaining" and "restores" in step.traits
    return restores and ONLY_IF_ASKED_FOR.isdisjoint(step.traits)


def brings_company(one: Candidate) -> bool:
    """A step that brings company, or keeps the person going; it may come first."""
    return one.step.strategy in COMPANY


def meets_people(one: Candidate) -> bool:
    """A step that brings company in this workplace."""
    return (
        brings_company(one)
        and one.step.phase == "company"
        and {"outside", "leaving"}.isdisjoint(one.step.traits)
    )


def gives_back(one: Candidate) -> bool:
    """A step that returns time or energy."""
    return one.step.costs.gives_back > 0 or "restores" in one.step.traits


def company_order(one: Candidate) -> tuple[int, float, str]:
    """Outside company first, then what sustains, then company here; leaving and duty last."""
    step = one.step
    if not {"leaving", DUTY}.isdisjoint(step.traits):
        rank = 3
    elif "outside" in step.traits:
        rank = 0
    else:
        rank = 1 if step.strategy == "sustaining" else 2
    return (rank, *one.order)


def in_order_of_work(chosen: Iterable[Candidate]) -> list[Candidate]:
    """Protection, rest, company, candour; in each the best fit first."""
    return sorted(chosen, key=lambda one: (PHASES.index(one.step.phase), *one.order))
