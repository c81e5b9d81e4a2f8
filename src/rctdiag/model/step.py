"""A small step, and the plan made of steps."""

from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import Field

from rctdiag.model.base import Frozen, Id, Text
from rctdiag.model.questionnaire import Language, Version

Strategy = Literal["naming", "norming", "negotiating", "networking", "sustaining"]
STRATEGIES: tuple[Strategy, ...] = get_args(Strategy)  # in the order in which they are told
Visibility = Literal["quiet", "open", "public"]
Audience = Literal["person", "leader", "team"]
Phase = Literal["protection", "rest", "company", "candour"]  # the order of work, in this order
Level = Literal["low", "some", "good"]
# Conditions that bar a step (``not_when``). Each is one named function in advice/situation.py.
Condition = Literal[
    "low_safety",  # the worst answer on safety is 1 or 2, or one is missing
    "few_allies",  # the same for allies
    "little_say",  # say under 37.5, or missing
    "exhausted",  # reserves under 25
    "power_used",  # power_over often or more, or a serious item sometimes or more
    "overloaded",  # overload often or more
    "conflict_feared",  # conflict_as_threat often or more
    "candour_costs",  # cost_of_candour often or more
    "danger",  # the stop rule
    "first_impression",  # under three months here
]
Trait = Literal[
    "upward",  # one-to-one candour with somebody in charge
    "one_to_one",  # raising something with one person who may mind
    "business_case",  # argues with outcomes, money, reputation
    "restores",  # gives energy back
    "keeps",  # looks after what is good here: only where a place is fairly well
    "outside",  # the ally is outside this workplace
    "advice",  # advice from outside the chain of command
    "own_notes",  # dated notes of one's own
    "rest",
    "company",
    "leaving",  # preparing to leave, or holding out until one can
    "must_act",  # a power-holder who may have to act on something beyond culture
]


class Costs(Frozen):
    """What a step takes, in minutes a week, what it gives back, and what it replaces."""

    minutes: Annotated[int, Field(ge=0, le=600)]
    gives_back: Annotated[int, Field(ge=0, le=600)] = 0
    replaces: Text


class Needs(Frozen):
    """The least readiness a step asks for; "low" asks for nothing."""

    allies: Level = "low"
    say: Level = "low"
    safety: Level = "low"
    reserves: Level = "low"


class Step(Frozen):
    """One small, safe, concrete step of the catalogue."""

    id: Id
    strategy: Strategy
    audience: Audience = "person"
    title: Text
    do: Text
    begin: Text  # how to begin this week
    say: Text | None  # words one could really say; None where nothing is said to anybody
    ally: Text
    sign: Text
    stop_if: Text
    avoid: Text  # the unhealthy form
    risk: Text
    visibility: Visibility
    phase: Phase
    costs: Costs
    answers: dict[Text, Annotated[float, Field(gt=0, le=1)]]  # "scale.facet" -> weight
    needs: Needs = Needs()
    not_when: tuple[Condition, ...] = ()
    traits: tuple[Trait, ...] = ()
    sources: Annotated[tuple[Text, ...], Field(min_length=1)]


class StepCatalogue(Frozen):
    """The content of ``steps.yaml``."""

    schema_: Annotated[Literal["rctdiag.steps/1"], Field(alias="schema")]
    version: Version
    language: Language
    license: Text
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=1000)]


class Because(NamedTuple):
    """One answer that led to a step: a facet with its score, or an item with its answer."""

    scale: str
    facet: str
    item: str  # the answered item of that facet that says it most strongly
    answer: int  # as given, not keyed


class Offer(NamedTuple):
    """A step with why it is offered, postponed or held back (``reason`` is a words id)."""

    step: Step
    fit: float
    because: tuple[Because, ...] = ()
    reason: str = ""


class Readiness(NamedTuple):
    """One facet of readiness: its score, its worst keyed answer, and the level advice uses."""

    id: str
    score: float | None
    worst: int | None
    level: Level
    missing: bool


class Plan(NamedTuple):
    """What is offered. ``flags`` and ``support`` hold codes; ``render`` has the words."""

    now: tuple[Offer, ...] = ()
    later: tuple[Offer, ...] = ()
    held_back: tuple[Offer, ...] = ()
    readiness: tuple[Readiness, ...] = ()
    stop: bool = False  # the stop rule holds
    stop_why: tuple[str, ...] = ()  # "beyond_yes", "beyond_not_sure", "serious:<item id>"
    support: tuple[str, ...] = ()  # parts of the support text to show
    support_why: tuple[str, ...] = ()  # stop_why, "worn_depletion|_reserves|_worth", "position"
    flags: tuple[str, ...] = ()  # e.g. "quiet_only", "no_readiness", "too_few_answers", "position"
