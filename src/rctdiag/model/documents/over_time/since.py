"""What became of an earlier plan: the part of a result that was made by looking again."""

from typing import Annotated, Literal

from pydantic import Field

from rctdiag.model.answers import Prose
from rctdiag.model.base import Frozen, Id
from rctdiag.model.documents.sentence import Points, Sentence
from rctdiag.model.moments import IsoDate, TimeStamp
from rctdiag.model.plan import Outcome
from rctdiag.model.step import Strategy, Visibility

Moved = Literal["up", "down", "no"]
# What the person did with a step, and which of its two signs they saw.
Did = Literal["done", "changed", "dropped", "not_yet"]
Saw = Literal["works", "stop", "neither"]
# What was asked this time: the short form, the whole form, or the facets of the heart with
# readiness.
Extent = Literal["short", "full", "heart"]
# What the map has now where it had a step before: the step it named as next, one that is new, a
# quieter one, the same, or none.
Change = Literal["opened", "new", "quieter", "same", "none"]
Reach = Annotated[float, Field(ge=-1000, le=1000)]


class StepTried(Frozen):
    """A step of the last plan: what was done with it, what came of it, in the person's words."""

    id: Id
    strategy: Strategy
    title: str
    visibility: Visibility
    did: Did | None
    saw: Saw | None
    happened: Prose | None
    cost: Prose | None

    @property
    def outcome(self) -> Outcome:
        """What it means for the next plan."""
        if self.did in (None, "not_yet"):
            return "open"
        if self.saw == "stop":
            return "went_wrong"
        if self.did == "dropped":
            return "dropped"
        return "worked" if self.saw == "works" else "open"


class ScaleMoved(Frozen):
    """A scale then and now; ``noise`` is the change it would have had to exceed."""

    id: str
    label: str
    first: Points | None
    second: Points | None
    change: Reach | None
    noise: Reach | None
    moved: Moved | None
    better: bool | None


class RowChange(Frozen):
    """What a row of the map has now, and had as its step before."""

    strategy: Strategy
    change: Change
    now: str | None
    before: str | None


class Since(Frozen):
    """What came of the last result.

    Attributes:
        previous: When the result was made that this one follows.
        asked: What was asked this time.
        carried: The number of earlier answers that the map rests on besides those of today.
        carried_from: The day of the oldest of them.
        steps: The steps of the last plan.
        moved: Each scale that was compared, then and now.
        statement: What moved, in words.
        map: Each strategy, in the order of the map.
    """

    previous: TimeStamp
    asked: Extent
    carried: Annotated[int, Field(ge=0, le=10_000)]
    carried_from: IsoDate | None
    steps: tuple[StepTried, ...]
    moved: tuple[ScaleMoved, ...]
    statement: tuple[Sentence, ...]
    map: tuple[RowChange, ...]
