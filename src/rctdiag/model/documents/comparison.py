"""``rctdiag.comparison/1``: two results of one person, and what moved between them."""

from typing import Annotated, Literal

from pydantic import Field

from rctdiag.model.base import Frozen
from rctdiag.model.documents.over_time.since import Moved
from rctdiag.model.documents.result import IntervalDoc, QuestionnaireRef
from rctdiag.model.documents.sentence import Points, Sentence
from rctdiag.model.moments import TimeStamp

NotCompared = Literal["other_version", "not_at_hand", "few_common_items"]
Steps = Annotated[int, Field(ge=-100, le=100)]


class SittingDoc(Frozen):
    """One of the results that are compared."""

    created: TimeStamp
    form: Literal["full", "short"]
    rctdiag_version: str
    questionnaires: tuple[QuestionnaireRef, ...]


class ItemChangeDoc(Frozen):
    """An item that was answered both times, and how far its answer moved, in answer steps."""

    item: str
    facet: str
    text: str
    first: int
    second: int
    first_label: str  # the same answers in words
    second_label: str
    steps: Steps  # keyed: above zero means more of the scale
    better: bool | None  # None where the scale has no good end


class ScaleChangeDoc(Frozen):
    """A scale, then and now, on the items that were answered both times.

    Attributes:
        change: Second minus first, in points; null where it is not compared, with a reason.
        interval: Of the change, at ``level``, each scale by itself.
        moved: Whether the change is more than chance of items makes, all scales held against
            the family-wise level (Holm); null where it is not compared.
        better: Whether a move is for the better; null where nothing moved, or no end is good.
        noise: The change in points that this scale would have had to exceed.
    """

    id: str
    label: str
    kind: str
    first: Points | None
    second: Points | None
    change: Annotated[float, Field(ge=-100, le=100)] | None
    interval: IntervalDoc | None
    moved: Moved | None
    better: bool | None
    noise: float | None
    items: int  # answered both times
    reason: NotCompared | None
    furthest: tuple[ItemChangeDoc, ...]


class Comparison(Frozen):
    """What moved between two sittings of one person."""

    schema_: Annotated[Literal["rctdiag.comparison/1"], Field(alias="schema")]
    rctdiag_version: str
    created: str
    language: str
    kind: Literal["person"]
    first: SittingDoc
    second: SittingDoc
    days: int
    level: float  # family-wise, two-sided
    correction: Literal["holm"]
    scales: dict[str, ScaleChangeDoc]
    scale_order: tuple[str, ...]
    statement: tuple[Sentence, ...]
    limits: tuple[Sentence, ...]
