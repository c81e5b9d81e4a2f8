"""A person's plan: the strategy map, what to begin with, and what speaks for each step.

Codes and steps only; ``render`` and ``operations`` have the words. Advice makes them of what it has
read already, so they are plain tuples: nothing is left for a model to check.
"""

from typing import Literal, NamedTuple

from rctdiag.model.base import Frozen, Id
from rctdiag.model.step import Condition, Step, Strategy

Level = Literal["low", "some", "good", "unknown"]
# Why a facet is the heart: by its presence, a serious answer, the culture that leads, or
# because it is what is best in a place that is fairly well.
HeartReason = Literal["strongest", "serious", "leading", "best"]
# Why a row of the map has no step for now.
NoStep = Literal["not_by_yourself", "nothing_fits", "all_tried"]
# What opens a step for later: a condition that no longer holds, the first step done, or a quieter
# step that works where one on this rung went wrong.
Opener = Condition | Literal["first_done", "went_wrong"]
# What came of a step. Open: not tried yet, or too early to say.
Outcome = Literal["worked", "went_wrong", "dropped", "open"]


class Tried(Frozen):
    """A step of an earlier plan, and what came of it."""

    step: Id
    outcome: Outcome


class Evidence(NamedTuple):
    """An answer that led to a step."""

    scale: str
    facet: str
    item: str
    answer: int  # as given, not keyed


class Offer(NamedTuple):
    """A step with the answers that led to it, the most telling first."""

    step: Step
    because: tuple[Evidence, ...] = ()


class MapRow(NamedTuple):
    """One strategy: the step for now, the next rung, and what opens it."""

    now: Offer | None
    reason: NoStep | None  # why there is no step for now
    next: Offer | None
    opens: tuple[Opener, ...]


class Heart(NamedTuple):
    """A facet that most stands in the way or, where a place is fairly well, is best there."""

    scale: str
    facet: str
    why: HeartReason


class Readiness(NamedTuple):
    """One facet of readiness: its score (0-100), its worst keyed answer, and its level."""

    id: str
    score: float | None
    worst: int | None
    level: Level


class Plan(NamedTuple):
    """The plan of one person.

    Attributes:
        heart: Up to two facets.
        map: A row for each strategy, in the order of ``STRATEGIES``.
        begin: Up to three steps of the map to begin with, in the order of work.
        readiness: The four facets, in the order of the theory.
        help_first: Why help comes first: "beyond:KIND", "serious:ITEM"; empty where it does not.
        support: Parts of the support text that fit, in its order.
        support_why: Why they are shown.
        flags: What a report has to say beside the plan.
    """

    heart: tuple[Heart, ...]
    map: dict[Strategy, MapRow]
    begin: tuple[Offer, ...]
    readiness: tuple[Readiness, ...]
    help_first: tuple[str, ...]
    support: tuple[str, ...]
    support_why: tuple[str, ...]
    flags: tuple[str, ...]
