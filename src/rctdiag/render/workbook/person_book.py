"""One person's result as tidy sheets, from the same content as the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.workbook.tables import Book, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.handover.content import PersonSheet
    from rctdiag.render.words import Words
    from rctdiag.render.workbook.tables import Table, Value


def person_book(sheet: PersonSheet, words: Words) -> Book:
    """The figures, the answers that count most, the map and the steps of one result."""
    sheets = (
        _scales(sheet, words),
        _parts(sheet, words),
        _answers(sheet, words),
        _map(sheet, words),
        _cards(sheet, words),
    )
    tables = tuple(filled_table for filled_table in sheets if filled_table.rows)
    return Book(sheet.title, sheet.created, tuple(_notes(sheet, words)), tables)


def _scales(sheet: PersonSheet, words: Words) -> Table:
    rows: list[tuple[Value, ...]] = [
        (chart.title, row.label, row.score, row.low, row.high, row.words)
        for chart in (sheet.picture, sheet.power)
        if chart is not None
        for row in chart.rows
    ]
    if sheet.continuum is not None:
        row = sheet.continuum.row
        rows.append((row.label, row.label, row.score, row.low, row.high, row.words))
    columns = ("figure", "scale", "score", "low_person", "high_person", "words")
    return table(words, "scores", columns, rows)


def _parts(sheet: PersonSheet, words: Words) -> Table:
    """A word for each part and no figure: two or three questions stand behind it."""
    balance = words.text("sheet_good_things")
    rows: list[tuple[Value, ...]] = [
        (balance, row.right, row.left, row.words) for row in sheet.good_things
    ]
    rows += [(part.title, row.label, None, row.words) for part in sheet.parts for row in part.rows]
    return table(words, "parts", ("figure", "part", "opposite", "words"), rows)


def _answers(sheet: PersonSheet, words: Words) -> Table:
    rows: list[tuple[Value, ...]] = [
        (part.title, answer.text, answer.word, words.text("book.yes") if answer.serious else None)
        for part, answers in ((sheet.helps, sheet.helping), (sheet.impedes, sheet.impeding))
        for answer in answers
    ]
    return table(words, "answers", ("figure", "question", "answer", "serious"), rows)


def _map(sheet: PersonSheet, words: Words) -> Table:
    rows: list[tuple[Value, ...]] = [
        (
            row.name,
            row.now or None,
            row.risk or None,
            row.reason or None,
            row.next or None,
        )
        for row in sheet.map
    ]
    return table(words, "map", ("strategy", "title", "risk", "reason", "next"), rows)


def _cards(sheet: PersonSheet, words: Words) -> Table:
    rows: list[tuple[Value, ...]] = []
    for card in sheet.cards:
        rows.append((card.number, card.name, card.title, words.text("sheet_do"), card.do))
        rows += [(card.number, card.name, card.title, label, text) for label, text in card.fields]
    return table(words, "steps", ("number", "strategy", "title", "field", "text"), rows)


def _notes(sheet: PersonSheet, words: Words) -> Iterator[tuple[str, str]]:
    yield "", sheet.headline
    for text in (*sheet.portrait, sheet.statement, *sheet.particulars, sheet.validity):
        yield "", text
    yield words.text("book.made"), sheet.created
    yield words.text("book.how"), words.text("book.how_person")
    for part in (*([sheet.help_first] if sheet.help_first else []), *sheet.foot):
        for block in part.blocks:
            yield part.title, block.text
