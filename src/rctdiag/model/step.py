"""A small step of the catalogue: what one can do, with whom, and when it should wait."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from rctdiag.model.answers import BeyondKind, Standing
from rctdiag.model.base import Frozen, Id, Text
from rctdiag.model.questionnaire import Language, Version

Strategy = Literal["naming", "norming", "negotiating", "networking", "sustaining"]
STRATEGIES: tuple[Strategy, ...] = get_args(Strategy)  # in the order of the strategy map
# The rungs of a strategy: nobody notices; with one chosen person; a few who agreed; those in
# charge see it.
Visibility = Literal["alone", "one", "together", "open"]
RUNGS: tuple[Visibility, ...] = get_args(Visibility)  # from the least seen to the most
Audience = Literal[Standing, "team"]
AUDIENCES: tuple[Audience, ...] = (*get_args(Standing), "team")
Phase = Literal["protection", "rest", "company", "candour"]
PHASES: tuple[Phase, ...] = get_args(Phase)  # the order of work where several things are hard
# What can keep a step from being taken now. Each is one row of advice/barriers.py.
Condition = Literal[
    "help_first",
    "low_safety",
    "safety_unknown",
    "power_used",
    "candour_costs",
    "conflict_feared",
    "few_allies",
    "little_say",
    "exhausted",
    "overloaded",
    "first_impression",
    "short_form",
]
Trait = Literal[
    "upward",  # one-to-one candour with somebody in charge
    "outside",  # the other person is outside this workplace
    "represented",  # a union, a staff body, a professional association, an ombudsperson
    "business_case",  # argues with outcomes, money, reputation
    "restores",  # gives energy back
    "relief",  # takes something off the load itself
    "solo",  # others see it, but it takes nobody else to do it
    "general",  # right in any place
    "keeps",  # keeps or widens something good: only where a place is fairly well
    "record",  # a dated record of one's own: naming, where help comes first
    "advice",  # advice from outside: networking, where help comes first
    "leaving",  # preparing to leave, or holding out until one can
    "must_act",  # somebody in charge who may have to act on something beyond culture
]

# The texts of a step, in the order in which it is told; what it replaces is with its costs.
STEP_TEXTS = ("title", "do", "begin", "say", "ally", "sign", "stop_if", "avoid", "risk")


class Costs(Frozen):
    """What a step takes, in minutes a week, what it gives back, and what it replaces."""

    minutes: Annotated[int, Field(ge=0, le=600)]
    gives_back: Annotated[int, Field(ge=0, le=600)] = 0
    replaces: Text


class Step(Frozen):
    """One small, safe, concrete step of the catalogue.

    Attributes:
        visibility: The rung: who notices it.
        answers: "scale.facet" -> weight (0-1]: the difficulties it answers or, for a step that
            ``keeps``, the good things it looks after. The largest is its main facet.
        not_when: What bars it besides what its rung implies (advice/barriers.py).
        only_where: "scale.facet" of every difficulty that its words take for granted: it comes up
            only where each of them is "sometimes" or more.
        like: Steps that say the same in other words; no map has both.
        beyond: The kinds of trouble beyond culture that a ``record``, ``advice`` or ``must_act``
            step is for; none means any.
    """

    id: Id
    strategy: Strategy
    audience: Audience = "member"
    title: Text
    do: Text
    begin: Text  # how to begin this week
    say: Text | None  # words one could really say; None where nothing is said to anybody
    ally: Text
    sign: Text
    stop_if: Text
    avoid: Text  # the unhealthy form
    risk: Text  # its first sentence stands in the map by itself
    visibility: Visibility
    phase: Phase
    costs: Costs
    answers: dict[Text, Annotated[float, Field(gt=0, le=1)]]
    not_when: tuple[Condition, ...] = ()
    only_where: tuple[Text, ...] = ()
    like: tuple[Id, ...] = ()
    traits: tuple[Trait, ...] = ()
    beyond: tuple[BeyondKind, ...] = ()
    sources: Annotated[tuple[Text, ...], Field(min_length=1)]

    @property
    def main_facet(self) -> str:
        """The "scale.facet" it chiefly answers; its own id where it answers none."""
        return max(self.answers, key=lambda name: (self.answers[name], name), default=self.id)


class StepCatalogue(Frozen):
    """A file of steps."""

    schema_: Annotated[Literal["rctdiag.steps/1"], Field(alias="schema")]
    version: Version
    language: Language
    license: Text
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=1000)]
