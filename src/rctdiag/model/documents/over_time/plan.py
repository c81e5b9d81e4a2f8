"""``rctdiag.plan/1``: the steps a person chose, with whom, from when, and when to look again."""

from typing import Annotated, Literal

from pydantic import Field

from rctdiag.model.answers import Prose
from rctdiag.model.base import Frozen, Id
from rctdiag.model.documents.over_time.since import Did
from rctdiag.model.moments import PlannedDay, TimeStamp
from rctdiag.model.step import Strategy, Visibility

MOST_STEPS = 5  # one a strategy, and one that sustains


class PlanStep(Frozen):
    """A step of the plan, whole, so that the file is enough by itself.

    Attributes:
        with_whom: An ally by role or initials; never required.
        did: What was done with it so far.
        note: A line of the person's own.
    """

    id: Id
    strategy: Strategy
    title: str
    do: str
    begin: str
    say: str | None
    ally: str
    sign: str
    stop_if: str
    risk: str
    visibility: Visibility
    minutes: Annotated[int, Field(ge=0, le=600)]
    with_whom: Prose | None
    did: Did | None
    note: Prose | None


class StepsPlan(Frozen):
    """The document ``rctdiag.plan/1``.

    Attributes:
        result: When the result was made that the steps come from.
        starts: The day from which they run.
        look: The day to look again.
    """

    schema_: Annotated[Literal["rctdiag.plan/1"], Field(alias="schema")]
    rctdiag_version: str
    created: TimeStamp
    language: str
    words: Literal["steps", "wins"]
    result: TimeStamp
    starts: PlannedDay
    look: PlannedDay
    steps: Annotated[tuple[PlanStep, ...], Field(min_length=1, max_length=MOST_STEPS)]
