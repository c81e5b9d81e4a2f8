"""The file on one person's result as parts that flow, in the order of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rctdiag.render.handover.content import SIGNS
from rctdiag.render.handover.flow.bars_of_letters import bar, between, filled
from rctdiag.render.handover.flow.parts import Grid, Heading, Paragraph
from rctdiag.render.handover.flow.pieces import blocks, chart, titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.handover.content import (
        Answered,
        BalanceRow,
        Card,
        Continuum,
        PartBars,
        PersonSheet,
        Titled,
    )
    from rctdiag.render.handover.flow.parts import Part
    from rctdiag.render.words import Words


@dataclass(frozen=True, slots=True)
class PersonFlow:
    """All that the file on one person's result shows, in order."""

    sheet: PersonSheet
    words: Words

    def say(self, id_: str, /, **values: object) -> str:
        """A sentence by its id."""
        return self.words.text(id_, **values)

    def parts(self) -> Iterator[Part]:
        """From the head to the foot."""
        yield from self._head()
        yield from self._read_it()
        yield from self._name_it()
        yield from self._oppose_it()
        yield from self._replace_it()
        for part in self.sheet.foot:
            yield from titled(part, 2)

    def _step(self, number: int, name: str, question: str) -> Iterator[Part]:
        yield Heading(2, f"{number}. {name}")
        yield Paragraph(question, "note")

    def _head(self) -> Iterator[Part]:
        sheet = self.sheet
        yield Paragraph(" · ".join((sheet.title, *sheet.particulars)), "note")
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
            yield from chart(sheet.picture, self.words)
        if sheet.begin:
            text = f"{SIGNS[sheet.begin.strategy]} {sheet.begin.name}: {sheet.begin.title}"
            yield Paragraph(text, "fact", self.say("sheet_where_to_begin"))
        yield Paragraph(sheet.validity, "note")

    def _read_it(self) -> Iterator[Part]:
        sheet = self.sheet
        yield from self._step(1, self.say("sheet_read"), self.say("sheet_read_question"))
        if sheet.portrait:
            yield Paragraph(sheet.statement)
        if sheet.continuum:
            yield from self._continuum(sheet.continuum)
        elif sheet.missing_continuum:
            yield Paragraph(sheet.missing_continuum)
        if sheet.good_things:
            yield from self._balance(sheet.good_things)
        if sheet.power:
            yield from chart(sheet.power, self.words)
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
        yield from self._step(2, self.say("sheet_name"), self.say("sheet_name_question"))
        yield from self._answers(sheet.helps, sheet.helping, self.say("name_helps_none"))
        yield from self._answers(sheet.impedes, sheet.impeding, self.say("name_impedes_none"))
        for part in sheet.naming:
            yield from titled(part)

    def _answers(self, part: Titled, answers: tuple[Answered, ...], nothing: str) -> Iterator[Part]:
        yield Heading(3, part.title)
        if not answers:
            yield Paragraph(nothing)
        for answer in answers:
            sign = "! " if answer.serious else ""
            yield Paragraph(f"{sign}{answer.word}: {answer.text}", "item")

    def _oppose_it(self) -> Iterator[Part]:
        sheet = self.sheet
        yield from self._step(3, sheet.oppose_name, sheet.oppose_question)
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
            yield (
                f"{SIGNS[row.strategy]} {row.name}. {row.meaning}",
                now,
                row.next or self.say("sheet_nothing_next"),
            )

    def _replace_it(self) -> Iterator[Part]:
        sheet = self.sheet
        yield from self._step(4, sheet.replace_name, sheet.replace_question)
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
