"""Text, figures, cards and sections of a sheet as parts that flow.

A chart becomes a table with a bar of letters in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.handover.content import (
    SIGNS,
    AxisChart,
    ChangeChart,
    ChangeMatrix,
    FillIn,
    Matrix,
    StepCard,
)
from rctdiag.render.handover.flow.bars_of_letters import bar, course, dumbbell
from rctdiag.render.handover.flow.parts import Grid, Heading, NewPage, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rctdiag.render.handover.content import ChangeRow, Piece, Section, Titled
    from rctdiag.render.handover.flow.parts import Part
    from rctdiag.render.words import Words

THEN_AND_NOW = 2  # times that have an axis; more have a line from left to right


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


def chart(figure: AxisChart, words: Words) -> Iterator[Part]:
    """Scores on an axis: a row each, the axis drawn in its second column."""
    if figure.title:
        yield Heading(3, figure.title)
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
        for row in figure.rows
    )
    yield Grid(header, rows, bars=1)
    if figure.note:
        yield Paragraph(figure.note, "note")


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


def _drawn(row: ChangeRow) -> str:
    return dumbbell(*row.scores) if len(row.scores) == THEN_AND_NOW else course(row.scores)


def _changes(figure: ChangeChart, words: Words) -> Iterator[Part]:
    if figure.title:
        yield Heading(3, figure.title)
    measure, where, change = (words.text(f"sheet_{id_}") for id_ in ("measure", "where", "change"))
    rows = tuple((row.label, _drawn(row), *row.figures, row.words) for row in figure.rows)
    yield Grid((measure, where, *figure.times, change), rows, bars=1)
    if figure.note:
        yield Paragraph(figure.note, "note")


def _change_matrix(plot: ChangeMatrix, words: Words) -> Iterator[Part]:
    yield Heading(3, plot.title)
    rows = tuple(
        (label, *(", ".join(cell.figures) for cell in cells)) for label, cells in plot.rows
    )
    yield Grid((words.text("sheet_group"), *plot.columns), rows)
    yield Paragraph(words.text("sheet_change_matrix_note"), "note")


def _piece(piece: Piece, words: Words) -> Iterator[Part]:
    if isinstance(piece, Block):
        yield from blocks((piece,), 3)
    elif isinstance(piece, AxisChart):
        yield from chart(piece, words)
    elif isinstance(piece, Matrix):
        yield from _matrix(piece, words)
    elif isinstance(piece, ChangeChart):
        yield from _changes(piece, words)
    elif isinstance(piece, ChangeMatrix):
        yield from _change_matrix(piece, words)
    elif isinstance(piece, StepCard):
        yield Heading(3, f"{SIGNS[piece.strategy]} {piece.name}: {piece.title}", piece.strategy)
        yield Paragraph(piece.foot, "note")
        yield Paragraph(piece.do)
        yield from (Paragraph(text, "fact", label) for label, text in piece.fields)
    elif isinstance(piece, FillIn):
        yield Heading(3, piece.title)
        yield from (Paragraph("", "line", label) for label in piece.labels)


def section(part: Section, words: Words) -> Iterator[Part]:
    """A section with its heading; what is to be kept back on a page of its own."""
    if part.apart:
        yield NewPage()
    if part.title:
        yield Heading(2, part.title)
    for piece in part.pieces:
        yield from _piece(piece, words)
