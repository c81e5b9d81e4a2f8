"""``rctdiag.result/1``: one person's result. Everything a report needs is in it."""

from typing import Annotated, Any, Literal

from pydantic import Field

from rctdiag.model.answers import Answer, Beyond, Direction, Frame, IsoDate, YesNo
from rctdiag.model.base import Frozen
from rctdiag.model.scores import Band, Certainty
from rctdiag.model.step import Audience, Level, Strategy, Visibility

Points = Annotated[float, Field(ge=0, le=100)]


class QuestionnaireRef(Frozen):
    """Which instrument was asked, exactly."""

    id: str
    title: str
    version: str
    sha256: str
    license: str
    evidence: int


class About(Frozen):
    """The optional unscored answers, as given."""

    frame: Frame | None
    months_here: int | None
    position: YesNo | None
    direction: Direction | None
    beyond: Beyond | None
    date: IsoDate | None
    context: str | None
    company: str | None


class IntervalDoc(Frozen):
    """Limits in points, not clipped."""

    low: float
    high: float
    level: float
    method: str


class FacetDoc(Frozen):
    """A facet's score, or null with a reason."""

    label: str
    opposite: str | None
    score: Points | None
    band: Band | None
    answered: int
    items: int
    cant_say: int
    reason: str | None


class ScaleDoc(Frozen):
    """A scale's score, or null with a reason. ``bands`` are those the interval spans."""

    label: str
    theory: str | None
    kind: str
    private: bool
    score: Points | None
    band: Band | None
    bands: tuple[Band, ...]
    interval: IntervalDoc | None
    answered: int
    items: int
    needed: int
    reversed: int
    cant_say: int
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
    """A derived reading; ``answers`` only where they are shown as they are."""

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
    answer: int
    answer_label: str
    serious: bool


class PracticesDoc(Frozen):
    """Strengths first."""

    helping: tuple[PracticeDoc, ...]
    impeding: tuple[PracticeDoc, ...]
    lacking: tuple[PracticeDoc, ...] = ()
    who_carries_it: tuple[PracticeDoc, ...]


class ReadinessDoc(Frozen):
    """One facet of readiness; private."""

    label: str
    score: Points | None
    worst: int | None
    level: Level
    missing: bool


class Contact(Frozen):
    """A local place to turn to, from ``support.yaml``."""

    part: str
    name: str
    how: str


class SupportDoc(Frozen):
    """Which parts of the support text are shown, and why."""

    stop: bool
    parts: tuple[str, ...]
    why: tuple[str, ...]
    contacts: tuple[Contact, ...]


class CostsDoc(Frozen):
    """Minutes a week."""

    minutes: int
    gives_back: int
    replaces: str


class BecauseDoc(Frozen):
    """An answer that led to a step."""

    scale: str
    facet: str
    item: str
    text: str
    answer: int
    answer_label: str


class OfferDoc(Frozen):
    """A step as offered, postponed or held back; ``reason`` is a sentence."""

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
    reason: str | None


class PlanDoc(Frozen):
    """Now, later, held back."""

    now: tuple[OfferDoc, ...]
    later: tuple[OfferDoc, ...]
    held_back: tuple[OfferDoc, ...]
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
    counts: dict[str, int]  # asked, answered, cant_say, not_answered
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
    respondent: str | None = None  # the id in a table of many, where there is one


JsonDocument = dict[str, Any]
