"""Every step that can come up for a person, weighed by how well it fits the answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from rctdiag.advice.barriers import FOR_HELP_FIRST, barriers
from rctdiag.advice.evidence import SOMETIMES
from rctdiag.model.plan import Offer
from rctdiag.model.step import RUNGS, STRATEGIES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from rctdiag.advice.situation import Place, Situation
    from rctdiag.model.answers import BeyondKind, Standing
    from rctdiag.model.plan import Heart, Opener
    from rctdiag.model.step import Condition, Step, Strategy

HEART_COUNTS = 1.5  # times what a step does for a facet of the heart
ANSWERED_COUNTS = 0.7  # times the fit, for each row that already answers the same facet
MOST_ANSWERS = 3  # shown beside a step
KEEPING = ("naming", "networking")  # strategies that keep what is good in a hard place


@dataclass(frozen=True, slots=True)
class Option:
    """A step for this kind of person, and what follows from the step alone.

    Attributes:
        step: The step.
        barriers: What keeps it from being taken now.
        weights: Its facets and their weights, the largest first: a fixed order of adding, so
            that the order of a YAML mapping cannot change a bit.
        main_facet: The facet of the largest weight.
        keeps: Whether it keeps something good.
        needs: The facets it takes for granted: each is there at least "sometimes".
        turn: 0-3, before any answer. First come steps for the very trouble that was marked. Then,
            where people hold together in a hard place, those that suit it: naming and networking
            keep what holds, norming and negotiating answer the trouble.
        id: Of the step.
        rung: How far it is seen, as its place in ``RUNGS``.
    """

    step: Step
    barriers: tuple[Opener, ...]
    weights: tuple[tuple[str, float], ...]
    main_facet: str
    keeps: bool
    needs: tuple[str, ...]
    turn: int
    id: str
    rung: int


Order = tuple[int, bool, float, str]


@dataclass(slots=True)  # a hundred are made for each person: not frozen, which takes twice as long
class Candidate:
    """A step weighed for one sheet.

    Attributes:
        order: By turn, then what an answer speaks for, then the best fit, ties by id. Fit is the
            sum of weight times presence, facets of the heart counted half as much again; an
            answer of "sometimes" or more on the main facet speaks for a step.
        option: The step, and what follows from it alone.
        presence: How present each facet is, by which it is weighed.
        hearts: The facets of the heart.
    """

    order: Order
    option: Option
    presence: Mapping[str, float]
    hearts: Collection[str]

    @property
    def step(self) -> Step:
        """The step."""
        return self.option.step

    @property
    def barriers(self) -> tuple[Opener, ...]:
        """What keeps it from being taken now, the gravest first."""
        return self.option.barriers

    @property
    def main_facet(self) -> str:
        """The facet it chiefly answers."""
        return self.option.main_facet

    @property
    def heart(self) -> float:
        """What of the fit, uncounted, is owed to the heart."""
        present = [(name, weight) for name, weight in self.option.weights if name in self.hearts]
        return sum((weight * self.presence[name] for name, weight in present), start=0.0)

    @property
    def fit(self) -> float:
        """How well it answers this person."""
        return -self.order[2]

    def order_beside(self, answered: int) -> Order:
        """The order where ``answered`` steps of the map answer the same facet chiefly."""
        turn, unspoken, lost, step = self.order
        return turn, unspoken, lost * ANSWERED_COUNTS**answered, step


ByStrategy = dict["Strategy", list[Candidate]]


class Catalogue:
    """Steps, prepared once and used for one sheet or for a million."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self._steps = tuple(steps)
        self.steps = {step.id: step for step in self._steps}  # by id
        self.facets = frozenset(  # all that a step answers, or takes for granted
            name for step in self._steps for name in (*step.answers, *step.only_where)
        )
        # Few sets of conditions occur, however many people are asked.
        self._found = lru_cache(maxsize=4096)(self._find)

    def options(self, situation: Situation) -> Mapping[Strategy, Sequence[Option]]:
        """The steps for this person's standing, place and trouble, of each strategy."""
        return self._found(
            situation.standing, situation.place, situation.marks, situation.conditions
        )

    def _find(
        self,
        standing: Standing,
        place: Place,
        marks: tuple[BeyondKind, ...],
        conditions: frozenset[Condition],
    ) -> dict[Strategy, list[Option]]:
        found: dict[Strategy, list[Option]] = {strategy: [] for strategy in STRATEGIES}
        for step in self._steps:
            marked = not step.beyond or not set(step.beyond).isdisjoint(marks)
            if step.audience == standing and _suits(step, place) and marked:
                found[step.strategy].append(_option(step, conditions, guards=place == "holding"))
        return found


def _option(step: Step, conditions: frozenset[Condition], *, guards: bool) -> Option:
    weights = tuple(sorted(step.answers.items(), key=lambda pair: (-pair[1], pair[0])))
    keeps = "keeps" in step.traits
    barring = barriers(step, conditions)
    suits_best = not guards or keeps == (step.strategy in KEEPING)
    return Option(
        step=step,
        barriers=barring,
        weights=weights,
        main_facet=step.main_facet,
        keeps=keeps,
        needs=tuple(step.only_where),
        turn=(0 if step.beyond else 2) + (0 if suits_best else 1),
        id=step.id,
        rung=RUNGS.index(step.visibility),
    )


def _suits(step: Step, place: Place) -> bool:
    """Whether a step fits such a place: it keeps what is good there, or answers a trouble."""
    if place == "holding" or (step.strategy == "sustaining" and "general" in step.traits):
        return True
    return ("keeps" in step.traits) == (place == "well")


def weigh(catalogue: Catalogue, situation: Situation, heart: tuple[Heart, ...]) -> ByStrategy:
    """All candidates for one sheet, of each strategy the best first."""
    facets = situation.evidence.facets.items()
    is_well = situation.place == "well"
    hearts = {f"{facet.scale}.{facet.facet}" for facet in heart}
    unknown = dict.fromkeys(catalogue.facets, 0.0)
    trouble = unknown | {name: facet.presence for name, facet in facets}
    good = unknown | {name: facet.score / 100 for name, facet in facets}
    counted_trouble, counted_good = _counted(trouble, hearts), _counted(good, hearts)
    known = situation.evidence.facets.keys()
    speaking = {name for name, facet in facets if facet.trouble is not None}
    weighed: ByStrategy = {}
    # A hundred steps a person: this loop is most of the time that advice takes.
    for strategy, options in catalogue.options(situation).items():
        weighed[strategy] = found = []
        for option in options:
            if option.needs and any(trouble[name] < SOMETIMES for name in option.needs):
                continue
            keeps = option.keeps
            counted = counted_good if keeps or is_well else counted_trouble
            fit = 0.0
            for name, weight in option.weights:
                fit += weight * counted[name]
            speaks = option.main_facet in (known if keeps else speaking)
            order = (option.turn, not speaks, -fit, option.id)
            found.append(Candidate(order, option, good if keeps or is_well else trouble, hearts))
        found.sort(key=attrgetter("order"))
    return weighed


def _counted(presence: Mapping[str, float], hearts: Collection[str]) -> dict[str, float]:
    """How much each facet counts: what it is to the heart, counted more."""
    return {name: HEART_COUNTS * p if name in hearts else p for name, p in presence.items()}


def offer(candidate: Candidate, situation: Situation) -> Offer:
    """What the plan carries: the step and the answers that led to it, as they were given.

    Of each facet that the step answers the heaviest answer, if it is "sometimes" or more; for a
    step that keeps something good, the best answer. The facets that add most come first. Where
    something beyond culture was marked, the mark is the reason for a record, advice or a duty.
    """
    option, known = candidate.option, situation.evidence.facets
    if situation.marks and not FOR_HELP_FIRST.isdisjoint(option.step.traits):
        return Offer(step=option.step, because=())
    facets = [known[name] for name, _ in option.weights if name in known]
    leading = [facet.good if option.keeps else facet.trouble for facet in facets]
    because = [answer for answer in leading if answer is not None]
    return Offer(step=option.step, because=tuple(because[:MOST_ANSWERS]))
