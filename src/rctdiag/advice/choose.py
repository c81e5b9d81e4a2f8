"""How well a step fits the answers, which answers led to it, and a varied choice among steps."""

from __future__ import annotations

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
    from rctdiag.model.step import Step

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


def weigh(steps: Iterable[Step], now: Situation) -> list[Candidate]:
    """The steps for this person's position that an answer speaks for, the best fit first.

    A sustaining step that restores needs no answer; under the stop rule, and where there are too
    few answers, no step does. What keeps a good place good is left out where the place is not
    fairly well; where it is, what is for the worn out or for leaving is left out.
    """
    audience = "leader" if now.leader else "person"
    bars = read_bars(now)
    well = now.fairly_well
    found = (
        candidate(step, now, bars)
        for step in steps
        if step.audience == audience and _suits(step, well=well)
    )
    return sorted((one for one in found if one is not None), key=lambda one: one.order)


def _suits(step: Step, *, well: bool) -> bool:
    return NOT_WHERE_WELL.isdisjoint(step.traits) if well else KEEPS not in step.traits


def candidate(step: Step, now: Situation, bars: Bars) -> Candidate | None:
    """Weigh one step; None where it cannot come up: no answer speaks for it, or it is barred."""
    reason = bars.against(step)
    if reason and (now.stop or now.too_few):
        return None  # there nothing is shown for later, nor as held back
    presence, speaking = now.facts.presence, now.facts.speaking
    # Added from the largest on, so that the order of a YAML mapping cannot change a bit.
    parts = sorted(
        [
            (-weight * there, facet)
            for facet, weight in step.answers.items()
            if (there := presence.get(facet))
        ]
    )
    spoken = [facet for _, facet in parts if facet in speaking]
    spoken_for = bool(spoken) and _chiefly(step, spoken)
    if not (spoken_for or now.stop or now.too_few or keeps_going(step)):
        return None
    told = [speaking[facet] for facet in spoken[:MOST_ANSWERS]]
    if now.stop and not told:
        told = list(now.facts.serious_at(SOMETIMES)[:MOST_ANSWERS])
    return Candidate(
        step=step,
        fit=-sum([part for part, _ in parts]),
        main=parts[0][1] if parts else step.id,
        told=tuple(told),
        spoken_for=spoken_for,
        reason=reason,
    )


def _chiefly(step: Step, spoken: Sequence[str]) -> bool:
    """Whether one of these facets is what the step is chiefly for."""
    least = CHIEFLY * max(step.answers.values())
    return any(step.answers[facet] >= least for facet in spoken)


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
