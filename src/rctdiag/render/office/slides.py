"""A file on groups as slides: charts to edit, one message each, the guide in the notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from rctdiag.render.block import Block
from rctdiag.render.handover.content import AxisChart, FillIn, Matrix, StepCard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.handover.content import GroupSheet, MatrixRow, Section
    from rctdiag.render.words import Words

Body: TypeAlias = "tuple[str, ...] | AxisChart | MatrixPart | StepCard | FillIn"

ROWS = 9  # of a table or a chart on a slide
ITEMS = 8  # of a list on a slide
LETTERS = 620
LINES = 9.5  # of a table on a slide; each line after the first of a row takes half as much
COLUMN = 22  # letters in the column of names
FIGURES = 19  # letters in a column of figures


@dataclass(frozen=True, slots=True)
class MatrixPart:
    """Some rows of the groups side by side."""

    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(slots=True)
class Slide:
    """A title, one thing to look at, and what the speaker says."""

    title: str
    body: Body
    over: str = ""  # the section in which it stands, and that it is a draft
    notes: list[str] = field(default_factory=list)


def slides(sheet: GroupSheet, words: Words) -> list[Slide]:
    """The slides of a file. What is to be kept back has none, for slides are seen by all."""
    all_slides = [Slide(sheet.title, (sheet.notice,), notes=[*sheet.opening])]
    for section in sheet.sections:
        if not section.apart:
            all_slides += _Cutter(section, words).slides()
    for slide in all_slides if sheet.mark else ():
        slide.over = f"{sheet.mark} · {slide.over}" if slide.over else sheet.mark
    return all_slides


class _Cutter:
    """Cuts a section: a chart, a table, a list or a step is a slide; sentences are its notes."""

    def __init__(self, section: Section, words: Words) -> None:
        self.section = section
        self.words = words
        self.quiet = words.text("teams.team_group_method")  # figures that few read
        self.made: list[Slide] = []
        self.title = section.title
        self.items: list[str] = []
        self.before: list[str] = []  # sentences that came before the first slide
        self.said = ""  # the last sentence before a list
        self.lead: dict[int, str] = {}  # for each list its sentence

    def slides(self) -> list[Slide]:
        plots = sum(isinstance(piece, Matrix) for piece in self.section.pieces)
        for piece in self.section.pieces:
            if isinstance(piece, Block):
                self._block(piece)
                continue
            self._end_list()
            if isinstance(piece, AxisChart):
                title = piece.title if self.made else self.section.title or piece.title
                self._add(title, piece, [piece.note])
            elif isinstance(piece, Matrix):
                title = piece.title if plots > 1 else self.section.title
                for part in _parts(piece):
                    self._add(title or piece.title, part, [piece.note])
            elif isinstance(piece, StepCard):
                self._add(f"{piece.name}: {piece.title}", piece, list(piece.lines))
            elif isinstance(piece, FillIn):
                self._add(piece.title, piece, [])
        self._end_list()
        if self.before:
            self._add(self.section.title or self.before[0], tuple(self.before[:1]), [])
        self._tell_apart()
        return self.made

    def _tell_apart(self) -> None:
        """Lists under one title begin with the sentence that tells them apart."""
        titles = [slide.title for slide in self.made]
        for at, lead in self.lead.items():
            slide = self.made[at]
            if lead and isinstance(slide.body, tuple) and titles.count(slide.title) > 1:
                slide.body = (lead, *slide.body)

    def _block(self, block: Block) -> None:
        if block.kind == "sub":
            self._end_list()
            self.title = block.text
        elif block.kind == "item" and block.where == "full":
            self._say(block.text)
        elif block.kind == "item":
            self.items.append(block.text)
        elif self.items and block.kind == "quote":
            self.items[-1] = f"{self.items[-1].rstrip('.')}. {block.text}"
        else:
            self._end_list()
            self._say(block.text)
            self.said = block.text

    def _say(self, text: str) -> None:
        """A sentence for the notes: of the slide before it, or of the first."""
        (self.made[-1].notes if self.made else self.before).append(text)

    def _end_list(self) -> None:
        items, self.items = self.items, []
        if not items:
            return
        if self.title == self.quiet and self.made:
            self.made[-1].notes += [self.title, *items]
            return
        shown, *more = _lists(items)
        if len(items) == ITEMS + 1 and sum(map(len, items)) <= LETTERS:
            shown, more = items, []  # the last takes no more room than to say where it is
        if more:
            count = sum(map(len, more))
            shown.append(self.words.text("sheet_more_in_notes", count=count))
        self.lead[len(self.made)] = self.said
        self._add(self.title, tuple(shown), [item for part in more for item in part])

    def _add(self, title: str, body: Body, notes: list[str]) -> None:
        over = self.section.title if title != self.section.title else ""
        spoken_notes = [*self.before, *(note for note in notes if note)]
        self.before = []
        self.made.append(Slide(title, body, over, spoken_notes))


def _lists(items: list[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for item in items:
        if part and (len(part) == ITEMS or sum(map(len, part)) + len(item) > LETTERS):
            yield part
            part = []
        part.append(item)
    yield part


def _parts(plot: Matrix) -> Iterator[MatrixPart]:
    rows: list[MatrixRow] = []
    for row in plot.rows:
        if rows and (len(rows) == ROWS or sum(map(_lines, [*rows, row])) > LINES):
            yield MatrixPart(plot.columns, tuple(rows))
            rows = []
        rows.append(row)
    yield MatrixPart(plot.columns, tuple(rows))


def _lines(row: MatrixRow) -> float:
    """How much of a slide a row of a table fills: labels and figures break in their columns."""
    longest = max((len(cell.figure) + len(cell.limits) + 3 for cell in row.cells), default=0)
    more = max((len(row.label) + len(row.about) + 3) // COLUMN, longest // FIGURES)
    return 1 + more / 2
