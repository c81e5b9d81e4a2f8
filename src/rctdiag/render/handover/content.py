"""What a file to hand over shows, in its order, before any format decides how it looks.

Every text here is plain text, from the words or from the document; each format makes it inert in
its own way. A figure that the document hides is not in here at all, so no format can leak it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from rctdiag.model.step import Strategy
    from rctdiag.render.block import Block
    from rctdiag.render.person.headline import Tone

# What is kept on one page, in every file that has pages.
SHORT_LIST = 3  # items
SHORT_SECTION = 18, 1800  # blocks and letters of a section of text
# Signs of the strategies, the same as on a terminal.
SIGNS: dict[Strategy, str] = {
    "naming": "»",
    "norming": "§",
    "negotiating": "±",
    "networking": "&",
    "sustaining": "~",
}


@dataclass(frozen=True, slots=True)
class AxisRow:
    """A score on an axis from 0 to 100, or why there is none.

    Attributes:
        label: what was measured.
        about: a few words on it, or empty.
        tone: which hue its line has.
        strong: whether it stands out.
        score: in whole points, or None.
        low: the lower limit of its range, drawn inside 0-100, or None.
        high: the upper limit.
        figure: the score as it is printed, empty where words alone are right.
        words: the answer words, or why there is no score.
        limits: the range as it is printed, or empty.
        sentence: all of it in one sentence, for those who cannot see the line.
    """

    label: str
    tone: Tone
    words: str
    sentence: str
    about: str = ""
    strong: bool = False
    score: int | None = None
    low: int | None = None
    high: int | None = None
    figure: str = ""
    limits: str = ""


@dataclass(frozen=True, slots=True)
class AxisChart:
    """Rows on one axis, in groups with room between them.

    Attributes:
        title: of the figure.
        note: how to read it.
        ticks: the words at 0, 25, 50, 75 and 100.
        groups: the rows.
    """

    title: str
    note: str
    ticks: tuple[str, ...]
    groups: tuple[tuple[AxisRow, ...], ...]

    @property
    def rows(self) -> tuple[AxisRow, ...]:
        """All rows, in order."""
        return tuple(row for group in self.groups for row in group)


@dataclass(frozen=True, slots=True)
class Continuum:
    """A position between two ends with a word for each stretch."""

    row: AxisRow
    ends: tuple[str, str]
    stretches: tuple[tuple[str, bool], ...]  # each word, and whether it is the one that holds
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """A good thing against its opposite: where the score lies between the two."""

    left: str
    right: str
    score: int | None
    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PartBars:
    """The parts of a scale as short bars with a word each."""

    title: str
    about: str
    rows: tuple[AxisRow, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One of the person's own answers."""

    word: str
    text: str
    serious: bool


@dataclass(frozen=True, slots=True)
class MapRow:
    """One strategy of the map."""

    strategy: Strategy
    name: str
    meaning: str
    now: str
    risk: str
    reason: str  # why there is no step for now, or empty
    card: int | None  # the number of the card that has the step in full
    next: str  # with what opens it, or empty


@dataclass(frozen=True, slots=True)
class Card:
    """A step to cut out: fields in the order in which they are read."""

    number: int
    strategy: Strategy
    name: str
    title: str
    do: str
    fields: tuple[tuple[str, str], ...]
    foot: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Titled:
    """Blocks of text under a heading."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """Everything that a file on one person's result shows, in this order."""

    @property
    def file_title(self) -> str:
        """The title in the properties of the file."""
        return self.title

    language: str
    title: str
    created: str  # the time stamp of the document, as it stands in it
    particulars: tuple[str, ...]
    validity: str
    headline: str
    tone: Tone
    help_first: Titled | None
    portrait: tuple[str, ...]
    notices: tuple[str, ...]
    holds: str
    picture: AxisChart | None
    begin: Card | None
    statement: str
    continuum: Continuum | None
    missing_continuum: str
    good_things: tuple[BalanceRow, ...]
    parts: tuple[PartBars, ...]
    power: AxisChart | None
    reading: tuple[Titled, ...]
    helps: Titled
    helping: tuple[Answered, ...]
    impedes: Titled
    impeding: tuple[Answered, ...]
    naming: tuple[Titled, ...]
    readiness: tuple[str, ...]
    rules: tuple[str, ...]
    map: tuple[MapRow, ...]
    since: tuple[Titled, ...]
    after_map: tuple[str, ...]
    oppose_name: str
    oppose_question: str
    replace_name: str
    replace_question: str
    before_steps: Titled | None
    cards: tuple[Card, ...]
    no_cards: str
    closing: tuple[Block, ...]
    foot: tuple[Titled, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One group beside the others: a figure on each scale, or none at all."""

    label: str
    about: str
    cells: tuple[AxisRow, ...]  # empty where the group is hidden
    hidden: str = ""
    strong: bool = False
    page: str = ""  # the file with the page of the group, or empty


@dataclass(frozen=True, slots=True)
class Matrix:
    """The dot plot of the groups of a breakdown: a row a group, a column a scale."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A score at two times or more.

    Attributes:
        label: what was measured.
        tone: which hue its line has.
        scores: in whole points at each time, None where there is none.
        figures: the same as they are printed, with a word where there is none.
        words: what can be said of the change.
        sentence: all of it in one sentence, for those who cannot see the line.
        strong: whether it moved by more than chance.
    """

    label: str
    tone: Tone
    scores: tuple[int | None, ...]
    figures: tuple[str, ...]
    words: str
    sentence: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ChangeChart:
    """Scores of one group or person over time: of two times a ring and a dot on one axis."""

    title: str
    note: str
    ticks: tuple[str, ...]
    times: tuple[str, ...]
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class ChangeMatrix:
    """Small multiples: a row a group, a column a scale, in each cell its scores over time."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[ChangeRow, ...]], ...]  # what a group is called, its cells


@dataclass(frozen=True, slots=True)
class StepCard:
    """A step for a group, whole: what to do, then fields in the order in which they are read."""

    strategy: Strategy
    name: str
    title: str
    do: str
    fields: tuple[tuple[str, str], ...]
    foot: str

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it as running lines."""
        return (self.do, *(f"{label}: {text}" for label, text in self.fields), self.foot)


@dataclass(frozen=True, slots=True)
class FillIn:
    """Lines to fill in by hand."""

    title: str
    labels: tuple[str, ...]


Piece: TypeAlias = "Block | AxisChart | Matrix | ChangeChart | ChangeMatrix | StepCard | FillIn"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a file for groups. ``apart``: on a sheet of its own, to be kept back."""

    title: str
    pieces: tuple[Piece, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class GroupSheet:
    """Everything that a file on groups shows, in this order.

    ``mark`` says that it is a draft; it is on every printed page and slide, and in ``file_title``.
    """

    language: str
    title: str
    file_title: str
    created: str
    mark: str
    notice: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    links: tuple[tuple[str, str], ...] = ()  # of an index: a file beside this one, and its name
