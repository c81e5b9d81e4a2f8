"""What moved in a group between two waves; in a comparison of waves, and in a group report."""

from typing import Annotated, Literal

from pydantic import Field

from rctdiag.model.base import Frozen
from rctdiag.model.documents.result import Count, IntervalDoc
from rctdiag.model.documents.sentence import Points
from rctdiag.model.group import Direction
from rctdiag.model.moments import TimeStamp

WaveNumber = Annotated[int, Field(ge=0, le=1000)]
Method = Literal["paired", "independent"]
Verdict = Literal["up", "down", "no_change_found"]
Difference = Annotated[float, Field(ge=-100, le=100)]
Share = Annotated[float, Field(ge=0, le=1)]


class LevelDoc(Frozen):
    """A group on one scale in one wave; all null where it is hidden or was not asked."""

    answered: Count | None
    mean: Points | None
    direction: Direction | None
    interval: IntervalDoc | None


class WaveChangeDoc(Frozen):
    """A group on one scale between two waves, in points.

    Attributes:
        method: Paired where the same people are compared, independent where the groups are.
        answered: People behind each of the two means.
        means: The two means, of those people.
        change: Second minus first; null where a mean is only known to be at most or at least so.
        spread: Of a person's change, or of a person's score in each wave, in points.
        p: Of no change, adjusted for all changes of the document.
        within: Whether the interval lies inside the smallest difference that counts.
        better: Whether a change that was found is for the better; null where no end is good.
    """

    by: str
    name: str
    scale: str
    first: WaveNumber
    second: WaveNumber
    method: Method
    answered: tuple[Count, Count]
    means: tuple[Points, Points]
    directions: tuple[Direction, Direction]
    change: Difference | None
    interval: IntervalDoc
    spread: tuple[Points, ...]
    p: Share
    verdict: Verdict
    within: bool
    better: bool | None


class MovedDoc(Frozen):
    """What moved since an earlier release of the same survey; each change of groups as they are.

    Attributes:
        since: The name of that release.
        created: When its report was made.
        smallest: The smallest difference that counts, in points.
        level: Of the intervals; all changes are held together against the rest of it.
        changes: The first wave is that release, the second this report.
    """

    since: str
    created: TimeStamp
    smallest: Points
    level: Share
    correction: Literal["holm"]
    changes: tuple[WaveChangeDoc, ...]
