"""``rctdiag.waves/1``: groups over two or more waves of a survey, and what moved between them.

Every mean is one that a group report of its wave may show; every change follows from two of them.
"""

from typing import Annotated, Literal

from pydantic import Field

from rctdiag.model.base import Frozen
from rctdiag.model.documents.over_time.wave_change import LevelDoc, Share, WaveChangeDoc, WaveNumber
from rctdiag.model.documents.result import Count, QuestionnaireRef
from rctdiag.model.documents.sentence import Points, Sentence
from rctdiag.model.least_people import MINIMUM
from rctdiag.model.questionnaire import High


class SeriesDoc(Frozen):
    """A group on one scale, a level for each wave. Of everybody ``name`` is empty."""

    by: str
    name: str
    scale: str
    levels: tuple[LevelDoc, ...]


class TurnoverDoc(Frozen):
    """Who of a group answered in both waves, and in it both times; null where it is hidden."""

    by: str
    name: str
    first: WaveNumber
    second: WaveNumber
    both: Count | None
    left: Count | None  # of the first wave, not among those
    joined: Count | None  # of the second


class WaveScaleDoc(Frozen):
    """What a scale is called, and which end of it is good."""

    title: str
    kind: str
    high: High


class HiddenWaveDoc(Frozen):
    """A group that is hidden in a wave, whole or on a scale."""

    by: str
    name: str
    scale: str | None
    wave: WaveNumber


class WaveFigures(Frozen):
    """All of the document that is about people: only ``disclosure`` makes it."""

    form: Literal["full", "short"]
    forms_differ: bool  # then only what all waves asked is compared
    items: Count  # asked in every wave
    items_left_out: Count  # asked in some waves only
    minimum: Annotated[int, Field(ge=MINIMUM, le=1_000_000_000)]
    smallest: Points  # the smallest difference that counts, set beforehand
    level: Share
    correction: Literal["holm"]
    comparisons: Count
    scale_order: tuple[str, ...]
    scales: dict[str, WaveScaleDoc]
    people: tuple[Count, ...]  # who answered in each wave
    breakdowns: tuple[str, ...]
    series: tuple[SeriesDoc, ...]
    turnover: tuple[TurnoverDoc, ...]
    changes: tuple[WaveChangeDoc, ...]
    hidden: tuple[HiddenWaveDoc, ...]


class Waves(WaveFigures):
    """The whole document: the figures, and what the tool says of itself."""

    schema_: Annotated[Literal["rctdiag.waves/1"], Field(alias="schema")]
    rctdiag_version: str
    created: str
    language: str
    waves: tuple[str, ...]  # what they are called, the earliest first
    questionnaires: tuple[QuestionnaireRef, ...]
    linked: bool  # whether people are known again by an id
    draft: bool
    ledger: Literal["used", "none", "no_ids"]
    limits: tuple[Sentence, ...]
