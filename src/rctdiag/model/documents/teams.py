"""``rctdiag.teams/1``: a group report. A hidden figure is null, with a reason beside it."""

from typing import Annotated, Literal

from pydantic import Field

from rctdiag.model.base import Frozen
from rctdiag.model.documents.over_time.wave_change import MovedDoc
from rctdiag.model.documents.result import Count, Figure, IntervalDoc, QuestionnaireRef
from rctdiag.model.documents.sentence import Points
from rctdiag.model.group import Direction
from rctdiag.model.least_people import MINIMUM
from rctdiag.model.questionnaire import High
from rctdiag.model.step import Costs, Phase, Strategy, Visibility

Difference = Annotated[float, Field(ge=-100, le=100)]
Share = Annotated[float, Field(ge=0, le=1)]
Few = Literal["few", "some", "many"]
Agreed = Literal["alike", "mixed", "apart"]
Word = Literal["highest", "leads", "none", "none_strong", "not_computed"]


class MeanDoc(Frozen):
    """A mean as everybody may see it; near an end of the scale at most or at least so much."""

    mean: Points | None
    direction: Direction | None
    interval: IntervalDoc | None
    reason: str | None


class PooledDoc(Frozen):
    """A mean drawn towards that of all groups; ``weight`` is what its own people count."""

    mean: Points
    interval: IntervalDoc | None
    weight: Share
    reason: str | None


class GroupScaleDoc(MeanDoc):
    """A group on one scale. ``worst_case``: what the silent could make of the mean."""

    answered: Count | None
    pooled: PooledDoc | None
    worst_case: IntervalDoc | None
    facets: dict[str, MeanDoc]


class GroupItemDoc(Frozen):
    """A sensitive item, from twenty people."""

    mean: Points | None
    direction: Direction | None
    answered: Count | None
    reason: str | None


class AgreementDoc(Frozen):
    """How alike people answered, from fifteen people: a word; from fifty also r*wg(j) in tenths.

    ``by_chance``: what r*wg(j) of answers at random stays under in a group of this size.
    """

    people: Count
    word: Agreed
    r_star: Figure | None
    r_star_direction: Direction | None  # at an end of what is told, "at most" or "at least"
    by_chance: Figure


class StandsOutDoc(Frozen):
    """Which culture is highest, by posterior probability."""

    word: Word
    scale: str | None
    probabilities: dict[str, Share | None]
    reason: str | None


class FindingDoc(Frozen):
    """A part of a scale that goes well or weighs, named from both ends."""

    scale: str
    facet: str
    good: str
    hard: str
    mean: Points
    direction: Direction


class BecauseDoc(Frozen):
    """A part that led to a step."""

    scale: str
    facet: str


class TeamStepDoc(Frozen):
    """A step offered to a group; its text is under ``steps``."""

    id: str
    strategy: Strategy
    because: tuple[BecauseDoc, ...]


class ResponseDoc(Frozen):
    """How many answered, of how many; ``rate`` in per cent."""

    answered: Count
    headcount: Count | None
    rate: Annotated[int, Field(ge=0, le=100)] | None
    bounds: IntervalDoc | None
    reason: str | None


class GroupDoc(Frozen):
    """One group; where it is hidden, all figures are null."""

    by: str
    name: str | None
    n: Count | None
    reason: str | None
    scales: dict[str, GroupScaleDoc]
    items: dict[str, GroupItemDoc]
    agreement: dict[str, AgreementDoc | None]
    stands_out: StandsOutDoc | None
    strengths: tuple[FindingDoc, ...]
    focus: tuple[FindingDoc, ...]
    for_leading: tuple[FindingDoc, ...]  # for whoever leads the talk alone
    steps: tuple[TeamStepDoc, ...]
    response: ResponseDoc | None


class FigureDoc(Frozen):
    """A statistic, or the reason why there is none or why to take care."""

    value: Figure | None
    interval: IntervalDoc | None
    reason: str | None


class ApartDoc(Frozen):
    """Whether the shown groups of a breakdown can be told apart."""

    icc1: FigureDoc
    icc2: FigureDoc
    f: Annotated[Figure, Field(ge=0)] | None
    df: tuple[Count, Count] | None
    p: Share | None
    ladder: Literal["not_computed", "no_difference", "not_told_apart", "with_care", "told_apart"]
    groups: Count


class BreakdownDoc(Frozen):
    """One ``--by`` or tag column."""

    by: str
    columns: tuple[str, ...]
    shown: Count
    hidden: Count
    scales: dict[str, ApartDoc]


class SpreadDoc(Frozen):
    """The standard deviation inside groups that intervals rest on, in points."""

    sd: Points
    df: Count | None
    reason: str | None


class FacetLabelDoc(Frozen):
    """What a part of a scale is called, and its opposite."""

    id: str
    label: str
    opposite: str | None


class ScaleLabelDoc(Frozen):
    """What a scale is called."""

    title: str
    theory: str | None
    kind: str
    high: High
    spread: SpreadDoc
    facets: tuple[FacetLabelDoc, ...]


class ItemLabelDoc(Frozen):
    """A sensitive item."""

    scale: str
    text: str
    serious: bool
    who_carries: bool


class HiddenDoc(Frozen):
    """A group that is hidden, or its figures on one scale."""

    by: str
    name: str
    scale: str | None
    reason: str


class ComparisonDoc(Frozen):
    """A group of fifteen or more beside the rest, in points."""

    by: str
    name: str
    scale: str
    difference: Difference | None
    interval: IntervalDoc | None
    superiority: FigureDoc
    higher: Share  # of all pairs, and how many are equal
    equal: Share
    detectable: Annotated[float, Field(ge=0, le=1000)] | None
    reason: str | None
    p: Share | None
    verdict: Literal["higher", "lower", "no_difference_found"]


class ComparisonsDoc(Frozen):
    """All comparisons, adjusted together."""

    method: Literal["holm", "benjamini-hochberg"]
    level: Share
    count: Count
    rows: tuple[ComparisonDoc, ...]


class PowerDoc(Frozen):
    """Those with least power beside those with most."""

    by: str
    scale: str
    facet: str | None
    least: str
    most: str
    least_mean: Points
    most_mean: Points
    difference: Difference
    interval: IntervalDoc
    p: Share | None
    apart: bool


class StepTextDoc(Frozen):
    """A step for a team, whole."""

    strategy: Strategy
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
    phase: Phase
    costs: Costs
    sources: tuple[str, ...]


class AuditDoc(Frozen):
    """The rules that hold and the attacks that failed."""

    rules: tuple[str, ...]
    attacks: tuple[str, ...]
    passed: bool


class TeamFigures(Frozen):
    """All of the document that is about people: only ``disclosure`` makes it."""

    form: Literal["full", "short"]
    minimum: Annotated[int, Field(ge=MINIMUM, le=1_000_000_000)]
    release: str | None
    scale_order: tuple[str, ...]
    scales: dict[str, ScaleLabelDoc]
    items: dict[str, ItemLabelDoc]
    breakdowns: tuple[BreakdownDoc, ...]
    organisation: GroupDoc
    groups: tuple[GroupDoc, ...]
    hidden: tuple[HiddenDoc, ...]
    comparisons: ComparisonsDoc
    power: tuple[PowerDoc, ...]
    steps: dict[str, StepTextDoc]
    careless: Few | None  # gave one answer in a long run; from fifty people
    gaps: Few | None  # answers left open; from fifty people
    # Whether agreement, the measured spread, care and gaps were left out, as the command asked.
    without_words: bool = False
    audit: AuditDoc


class Teams(TeamFigures):
    """The whole document: the figures, and what the tool says of itself."""

    schema_: Annotated[Literal["rctdiag.teams/1"], Field(alias="schema")]
    rctdiag_version: str
    created: str
    language: str
    questionnaires: tuple[QuestionnaireRef, ...]
    ledger: Literal["used", "none", "no_ids"]
    draft: bool | None = (
        None  # whether it was recorded nowhere; null where an older version made it
    )
    limits: tuple[str, ...]
    validity: str
    moved: MovedDoc | None = None  # where the ledger knows an earlier release of this survey
