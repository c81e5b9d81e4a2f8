"""``rctdiag.result/1``: one person's result. Everything a report needs is in it."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from rctdiag.model.answers import Answer, Beyond, Direction, Frame, Prose, Standing
from rctdiag.model.base import Frozen
from rctdiag.model.documents.misfits import Misfit, refuse
from rctdiag.model.documents.over_time.since import Since
from rctdiag.model.documents.sentence import Points, Sentence
from rctdiag.model.moments import IsoDate
from rctdiag.model.plan import HeartReason, Level
from rctdiag.model.scores import Band, Certainty
from rctdiag.model.step import Audience, Step, Strategy, Visibility

Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
Figure = Annotated[float, Field(ge=-1_000_000_000, le=1_000_000_000)]  # of any kind, and finite


class QuestionnaireRef(Frozen):
    """Which instrument was asked, exactly."""

    id: str
    title: str
    version: str
    sha256: str
    license: str
    evidence: Annotated[int, Field(ge=0, le=9)]


class About(Frozen):
    """The optional unscored answers, as given."""

    frame: Frame | None
    months_here: Annotated[int, Field(ge=0, le=720)] | None
    standing: Standing | None
    position: Literal["yes", "no"] | None  # yes exactly where standing is leads
    direction: Direction | None
    beyond: Beyond | None
    date: IsoDate | None
    context: str | None
    company: str | None


class CountsDoc(Frozen):
    """How many items were asked, answered, answered "can't say", and left."""

    asked: Count
    answered: Count
    cant_say: Count
    not_answered: Count

    @property
    def given(self) -> int:
        """The answers that were given, "can't say" among them: as people count them."""
        return self.answered + self.cant_say


class IntervalDoc(Frozen):
    """Limits in points, not clipped."""

    low: Figure
    high: Figure
    level: Annotated[float, Field(gt=0, le=1)]
    method: str

    @model_validator(mode="after")
    def _runs_upwards(self) -> Self:
        if self.low > self.high:
            refuse([Misfit(("low",), "is above high")])
        return self


class FacetDoc(Frozen):
    """A facet's score, or null with a reason."""

    id: str
    label: str
    opposite: str | None
    score: Points | None
    band: Band | None
    answered: Count
    items: Count
    cant_say: Count
    reason: str | None


class ScaleDoc(Frozen):
    """A scale's score, or null with a reason. ``bands`` are those the interval spans."""

    id: str
    label: str
    theory: str | None
    kind: str
    private: bool
    score: Points | None
    band: Band | None
    bands: tuple[Band, ...]
    interval: IntervalDoc | None
    answered: Count
    items: Count
    needed: Count
    reversed: Count
    cant_say: Count
    cannot_see: bool
    reason: str | None
    rule: str
    facets: dict[str, FacetDoc]
    facet_order: tuple[str, ...] = ()  # the ids of ``facets`` in file order: JSON sorts keys


class ProfileDoc(Frozen):
    """How the cultures compare, with the sentence that says so."""

    leading: tuple[str, ...]
    certainty: Certainty
    statement: str
    portrait: Annotated[
        tuple[Sentence, ...], Field(max_length=4)
    ]  # what such a place is like and what it does to people
    several: tuple[str, ...]
    points_to: tuple[str, ...]
    compared: tuple[str, ...]
    not_compared: tuple[str, ...]
    standing_out: tuple[tuple[str, str], ...]
    apart: bool
    holding_together: bool


class ContinuumDoc(Frozen):
    """Where contact here stands between disconnection (0) and connection (100)."""

    position: Points | None
    band: Band | None
    direction: Direction | None
    reason: str | None


class ReadingDoc(Frozen):
    """A derived reading; without a score where its answers are shown as they are."""

    id: str
    score: Points | None
    band: Band | None
    reason: str | None
    items: tuple[str, ...]
    formula: str


class PracticeDoc(Frozen):
    """One of the person's own answers, in words."""

    item: str
    scale: str
    facet: str
    text: str
    answer: Annotated[int, Field(ge=0, le=11)]
    answer_label: str
    serious: bool


class PracticesDoc(Frozen):
    """Strengths first."""

    helping: tuple[PracticeDoc, ...]
    impeding: tuple[PracticeDoc, ...]
    lacking: tuple[PracticeDoc, ...] = ()
    who_carries_it: tuple[PracticeDoc, ...]


class ReadinessDoc(Frozen):
    """One facet of readiness; private. Without any answer its level is unknown."""

    id: str
    label: str
    score: Points | None
    worst: Annotated[int, Field(ge=0, le=11)] | None
    level: Level


class Contact(Frozen):
    """A local place to turn to, from ``support.yaml``."""

    part: str
    name: str
    how: str


class SupportDoc(Frozen):
    """Which parts of the support text are shown, and why."""

    help_first: bool
    parts: tuple[str, ...]
    why: tuple[str, ...]
    contacts: tuple[Contact, ...]


class CostsDoc(Frozen):
    """Minutes a week."""

    minutes: Count
    gives_back: Count
    replaces: str


class BecauseDoc(Frozen):
    """An answer that led to a step."""

    scale: str
    facet: str
    item: str
    text: str
    answer: Annotated[int, Field(ge=0, le=11)]
    answer_label: str


class OfferDoc(Frozen):
    """A step, whole, with the answers that led to it."""

    id: str
    strategy: Strategy
    audience: Audience
    title: str
    do: str
    begin: str
    say: str | None
    ally: str
    sign: str
    stop_if: str
    avoid: str
    risk: str
    visibility: Visibility
    costs: CostsDoc
    because: tuple[BecauseDoc, ...]
    sources: tuple[str, ...]

    @classmethod
    def of_catalogue(cls, step: Step) -> Self:
        """The step as the catalogue has it, with no answer that led to it."""
        return cls.copied_from(step, costs=CostsDoc.copied_from(step.costs), because=())


class HeartDoc(Frozen):
    """A facet that most stands in the way or, where a place is fairly well, is best there."""

    scale: str
    facet: str
    label: str
    why: HeartReason


class MapRowDoc(Frozen):
    """One strategy: the step for now or a reason why there is none, the next, what opens it."""

    now: OfferDoc | None
    reason: Sentence | None
    next: OfferDoc | None
    opens: tuple[Sentence, ...]


class MapDoc(Frozen):
    """The strategy map: always all five rows."""

    naming: MapRowDoc
    norming: MapRowDoc
    negotiating: MapRowDoc
    networking: MapRowDoc
    sustaining: MapRowDoc

    def row(self, strategy: Strategy) -> MapRowDoc:
        """The row of a strategy."""
        row: MapRowDoc = getattr(self, strategy)
        return row


class PlanDoc(Frozen):
    """The heart, the strategy map, and what to begin with: at most three steps of the map."""

    heart: tuple[HeartDoc, ...]
    map: MapDoc
    begin: Annotated[tuple[OfferDoc, ...], Field(max_length=3)]
    flags: tuple[str, ...]


class Result(Frozen):
    """The document ``rctdiag.result/1``."""

    schema_: Annotated[Literal["rctdiag.result/1"], Field(alias="schema")]
    rctdiag_version: str
    created: str
    form: Literal["full", "short"]
    language: str
    words: Literal["steps", "wins"]
    questionnaires: tuple[QuestionnaireRef, ...]
    about: About
    answers: dict[str, Answer]
    counts: CountsDoc
    scales: dict[str, ScaleDoc]
    profile: ProfileDoc
    continuum: ContinuumDoc
    readings: dict[str, ReadingDoc]
    practices: PracticesDoc
    readiness: dict[str, ReadinessDoc]
    support: SupportDoc
    plan: PlanDoc
    limits: tuple[str, ...]
    validity: str
    notes: dict[str, Prose] = Field(default_factory=dict)  # item id -> the person's own note
    noted: dict[str, str] = Field(default_factory=dict)  # item id -> the question it is on
    respondent: str | None = None  # the id in a table of many, where there is one
    since: Since | None = None  # where somebody looked again: what became of the last result
