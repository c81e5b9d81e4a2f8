"""A sheet as headings, paragraphs and tables one after the other, for formats that flow.

Charts become tables with a bar of letters in them; the order is that of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from rctdiag.render.block import Block
from rctdiag.render.handover.bars_of_letters import bar, between, filled
from rctdiag.render.handover.content import SIGNS, AxisChart, FillIn, Matrix, PersonSheet, StepCard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rctdiag.model.step import Strategy
    from rctdiag.render.handover.content import (
        Answered,
        BalanceRow,
        Card,
        Continuum,
        GroupSheet,
        PartBars,
        Piece,
        Section,
        Titled,
    )
    from rctdiag.render.words import Words


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is that of the file."""

    level: int
    text: str
    strategy: Strategy | None = None  # of a card


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, an item of a list, a quotation, or a remark in small letters."""

    text: str
    kind: Literal["text", "item", "quote", "note", "fact", "line", "file"] = "text"
    label: str = ""  # of a fact, of a line to fill in, of a file beside this one


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a row of headings.

    Attributes:
        header: the headings.
        rows: the cells.
        bars: the column whose cells are drawn.
        files: for each row the file that its first cell leads to, or empty.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: int | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows is a sheet of its own."""


Part: TypeAlias = Heading | Paragraph | Grid | NewPage


def flow(sheet: PersonSheet | GroupSheet, words: Words) -> Iterator[Part]:
    """All that the file shows, in order."""
    if isinstance(sheet, PersonSheet):
        yield from _Person(sheet, words).parts()
    else:
        yield from _group(sheet, words)


def blocks(of: Iterable[Block], level: int = 4) -> Iterator[Part]:
    """Blocks of text."""
    for block in of:
        if block.kind == "sub":
            yield Heading(level, block.text)
        elif block.kind in ("item", "quote"):
            yield Paragraph(block.text, "item" if block.kind == "item" else "quote")
        else:
            yield Paragraph(block.text)


def titled(part: Titled, level: int = 3) -> Iterator[Part]:
    """Blocks under a heading."""
    if part.title:
        yield Heading(level, part.title)
    yield from blocks(part.blocks, level + 1)


def _chart(chart: AxisChart, words: Words) -> Iterator[Part]:
    if chart.title:
        yield Heading(3, chart.title)
    header = tuple(
        words.text(f"sheet_{id_}") for id_ in ("measure", "where", "figure", "how_often")
    )
    rows = tuple(
        (
            f"{row.label} ({row.about})" if row.about else row.label,
            bar(row),
            f"{row.figure} ({row.limits})" if row.limits else row.figure,
            row.words,
        )
        for row in chart.rows
    )
    yield Grid(header, rows, bars=1)
    if chart.note:
        yield Paragraph(chart.note, "note")


def _matrix(plot: Matrix, words: Words) -> Iterator[Part]:
    if plot.title:
        yield Heading(3, plot.title)
    rows = []
    for row in plot.rows:
        label = f"{row.label} ({row.about})" if row.about else row.label
        if row.hidden:
            rows.append((label, row.hidden, *[""] * (len(plot.columns) - 1)))
        else:
            cells = (
                f"{cell.figure} ({cell.limits})" if cell.limits else cell.figure or cell.words
                for cell in row.cells
            )
            rows.append((label, *cells))
    files = tuple(row.page for row in plot.rows)
    yield Grid((words.text("sheet_group"), *plot.columns), tuple(rows), files=files)
    yield Paragraph(words.text("sheet_matrix_note_table"), "note")


def _piece(piece: Piece, words: Words) -> Iterator[Part]:
    if isinstance(piece, Block):
        yield from blocks((piece,), 3)
    elif isinstance(piece, AxisChart):
        yield from _chart(piece, words)
    elif isinstance(piece, Matrix):
        yield from _matrix(piece, words)
    elif isinstance(piece, StepCard):
        yield Heading(3, f"{SIGNS[piece.strategy]} {piece.name}: {piece.title}", piece.strategy)
        yield Paragraph(piece.foot, "note")
        yield Paragraph(piece.do)
        yield from (Paragraph(text, "fact", label) for label, text in piece.fields)
    elif isinstance(piece, FillIn):
        yield Heading(3, piece.title)
        yield from (Paragraph("", "line", label) for label in piece.labels)


def _section(section: Section, words: Words) -> Iterator[Part]:
    if section.apart:
        yield NewPage()
    if section.title:
        yield Heading(2, section.title)
    for piece in section.pieces:
        yield from _piece(piece, words)


def _group(sheet: GroupSheet, words: Words) -> Iterator[Part]:
    yield Heading(1, sheet.title)
    yield Paragraph(sheet.notice, "note")
    yield from (Paragraph(text) for text in sheet.opening)
    if sheet.links:
        yield Heading(2, words.text("sheet_index_files"))
        yield from (Paragraph(file, "file", name) for file, name in sheet.links)
    for section in sheet.sections:
        yield from _section(section, words)


@dataclass(frozen=True, slots=True)
class _Person:
    """One person's result."""

    sheet: PersonSheet
    words: Words

    def say(self, id_: str, /, **values: object) -> str:
        return self.words.text(id_, **values)

    def parts(self) -> Iterator[Part]:
        yield from self._head()
        yield from self._read_it()
        yield from self._name_it()
        yield from self._oppose_it()
        yield from self._replace_it()
        for part in self.sheet.foot:
            yield from titled(part, 2)

    def _step(self, number: int, name: str, question: str) -> Iterator[Part]:
        yield Heading(2, f"{number}. {self.say(f'sheet_{name}')}")
        yield Paragraph(question, "note")

    def _head(self) -> Iterator[Part]:
        sheet = self.sheet
        yield Paragraph(" · ".join((sheet.title, *sheet.facts)), "note")
        if sheet.help_first:
            yield from titled(sheet.help_first, 2)
        for number, part in enumerate(sheet.since):
            yield from titled(part, 3 if number else 2)
        yield Heading(1, sheet.headline)
        for text in sheet.portrait or (sheet.statement,):
            yield Paragraph(text)
        yield from (Paragraph(f"! {text}") for text in sheet.notices)
        if sheet.holds:
            yield Paragraph(sheet.holds)
        if sheet.picture:
            yield from _chart(sheet.picture, self.words)
        if sheet.begin:
            text = f"{SIGNS[sheet.begin.strategy]} {sheet.begin.name}: {sheet.begin.title}"
            yield Paragraph(text, "fact", self.say("sheet_begin"))
        yield Paragraph(sheet.validity, "note")

    def _read_it(self) -> Iterator[Part]:
        sheet = self.sheet
        yield from self._step(1, "read", self.say("sheet_read_question"))
        if sheet.portrait:
            yield Paragraph(sheet.statement)
        if sheet.continuum:
            yield from self._continuum(sheet.continuum)
        elif sheet.missing_continuum:
            yield Paragraph(sheet.missing_continuum)
        if sheet.good_things:
            yield from self._balance(sheet.good_things)
        if sheet.power:
            yield from _chart(sheet.power, self.words)
        if sheet.parts:
            yield Heading(3, self.say("sheet_parts"))
            yield Paragraph(self.say("sheet_parts_about"), "note")
            for part in sheet.parts:
                yield from self._bars(part)
        for titled_part in sheet.reading:
            yield from titled(titled_part)

    def _continuum(self, continuum: Continuum) -> Iterator[Part]:
        row = continuum.row
        yield Heading(3, row.label)
        header = tuple(self.say(f"sheet_{id_}") for id_ in ("balance", "figure", "how_often"))
        yield Grid(header, ((bar(row), row.figure, row.words),), bars=0)
        yield Paragraph(" ".join(continuum.sentences))

    def _balance(self, rows: tuple[BalanceRow, ...]) -> Iterator[Part]:
        yield Heading(3, self.say("sheet_good_things"))
        ids = ("against", "balance", "good", "how_often")
        header = tuple(self.say(f"sheet_{id_}") for id_ in ids)
        yield Grid(
            header,
            tuple((row.left, between(row.score), row.right, row.words) for row in rows),
            bars=1,
        )

    def _bars(self, part: PartBars) -> Iterator[Part]:
        yield Heading(4, part.title)
        if part.about:
            yield Paragraph(part.about, "note")
        header = tuple(self.say(f"sheet_{id_}") for id_ in ("measure", "where", "how_often"))
        rows = tuple((row.label, filled(row.score), row.words) for row in part.rows)
        yield Grid(header, rows, bars=1)

    def _name_it(self) -> Iterator[Part]:
        sheet = self.sheet
        yield from self._step(2, "name", self.say("sheet_name_question"))
        yield from self._answers(sheet.helps, sheet.helping, self.say("name_helps_none"))
        yield from self._answers(sheet.impedes, sheet.impeding, self.say("name_impedes_none"))
        for part in sheet.naming:
            yield from titled(part)

    def _answers(self, part: Titled, answers: tuple[Answered, ...], nothing: str) -> Iterator[Part]:
        yield Heading(3, part.title)
        if not answers:
            yield Paragraph(nothing)
        for each in answers:
            sign = "! " if each.serious else ""
            yield Paragraph(f"{sign}{each.word}: {each.text}", "item")

    def _oppose_it(self) -> Iterator[Part]:
        sheet = self.sheet
        yield from self._step(3, "oppose", self.say("sheet_oppose_question"))
        if sheet.readiness:
            yield Heading(3, self.say("sheet_ready"))
            yield from (Paragraph(text, "item") for text in sheet.readiness)
        yield from (Paragraph(text) for text in sheet.rules)
        yield Heading(3, self.say("sheet_map"))
        header = tuple(self.say(f"sheet_{id_}") for id_ in ("strategy", "now", "next"))
        yield Grid(header, tuple(self._map_rows()))
        yield from (Paragraph(text) for text in sheet.after_map)

    def _map_rows(self) -> Iterator[tuple[str, ...]]:
        for row in self.sheet.map:
            now = f"{row.now}. {row.risk}" if row.now else row.reason
            if row.card:
                now = f"{now} {self.say('sheet_card', number=row.card)}"
            following = f"{row.opens}: {row.next}." if row.opens else f"{row.next}."
            yield (
                f"{SIGNS[row.strategy]} {row.name}. {row.meaning}",
                now,
                following if row.next else self.say("sheet_nothing_next"),
            )

    def _replace_it(self) -> Iterator[Part]:
        sheet = self.sheet
        yield from self._step(4, "replace", sheet.replace_question)
        if sheet.before_steps:
            yield from titled(sheet.before_steps)
        if not sheet.cards:
            yield Paragraph(sheet.no_cards)
        for card in sheet.cards:
            yield from self._card(card)
        yield from blocks(sheet.closing)
        if sheet.cards:
            yield Heading(3, self.say("sheet_why"))
            yield Paragraph(self.say("sheet_why_about"))
        for card in sheet.cards:
            if card.because:
                yield Heading(4, card.title)
                yield from (Paragraph(text, "item") for text in card.because)

    def _card(self, card: Card) -> Iterator[Part]:
        step = self.say("sheet_step", number=card.number)
        yield Heading(3, f"{step}. {card.title}", card.strategy)
        yield Paragraph(f"{SIGNS[card.strategy]} {card.name} · {card.foot}", "note")
        yield Paragraph(card.do)
        yield from (Paragraph(text, "fact", label) for label, text in card.fields)
