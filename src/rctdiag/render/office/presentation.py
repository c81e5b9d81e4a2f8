"""Slides as a PPTX file with native charts and tables; text from outside is text."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from rctdiag.render.escaping import line
from rctdiag.render.handover.content import AxisChart, StepCard
from rctdiag.render.handover.moment import moment
from rctdiag.render.office.fixed_zip import without_times
from rctdiag.render.office.slide_chart import add_chart
from rctdiag.render.office.slides import MatrixPart, slides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.presentation import Presentation as Deck
    from pptx.slide import Slide as DeckSlide
    from pptx.table import _Cell
    from pptx.text.text import TextFrame

    from rctdiag.render.handover.content import GroupSheet
    from rctdiag.render.handover.look import ClientLook
    from rctdiag.render.office.slides import Slide
    from rctdiag.render.words import Words

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
INK, SOFT = "1F2428", "525A61"
FONT = "Calibri"
_TITLE_ONLY = 5  # the layout of python-pptx's own template
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # a table without lines and grounds
_FAINT = "C9CDD0"
_SHOWN = 5  # lines of a step that stand on its slide; all are in the notes
_LONG_TITLE, _LONG_FIRST = 60, 40
_FEW, _SOME = 180, 420  # letters of a text that is shown large, and less large
_Frame: TypeAlias = "tuple[float, float, float, float]"  # left, top, width and height in inches
_OVER: _Frame = (0.8, 0.4, 11.7, 0.4)
_WHOLE: _Frame = (0.8, 1.9, 11.7, 5)
_NAMES = 3.3  # inches of a table on a slide
_FOOT: _Frame = (0.8, 6.85, 11.7, 0.4)
_UNDER: _Frame = (0.8, 4.1, 9.5, 1.6)


def pptx(sheet: GroupSheet, words: Words, look: ClientLook) -> bytes:
    """The file."""
    from pptx import Presentation  # noqa: PLC0415 - of the extra ``documents``
    from pptx.util import Inches  # noqa: PLC0415 - as above

    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    created = (moment(sheet.created) or _EPOCH).astimezone(UTC).replace(tzinfo=None)
    core = deck.core_properties
    core.title = line(look.titled(sheet.file_title))[:255]
    core.author = core.last_modified_by = "rctdiag"
    core.language = sheet.language
    core.created = core.modified = created
    for at, slide in enumerate(slides(sheet, words)):
        _slide(deck, slide, words, look, is_first=at == 0)
    out = io.BytesIO()
    deck.save(out)
    return without_times(out.getvalue())


def _slide(deck: Deck, slide: Slide, words: Words, look: ClientLook, *, is_first: bool) -> None:
    from pptx.util import Inches  # noqa: PLC0415 - of the extra ``documents``

    deck_slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    title = deck_slide.shapes.title
    if title is None:
        raise TypeError
    title.left, title.width = Inches(0.8), Inches(11.7)
    title.top, title.height = (
        (Inches(2.3), Inches(1.6)) if is_first else (Inches(0.75), Inches(0.9))
    )
    text = line(slide.title)
    size = 28 if len(text) <= _LONG_TITLE else 22
    if is_first:
        size = 40 if len(text) <= _LONG_FIRST else 34
    _text(title.text_frame, [text or "rctdiag"], size, bold=True)
    if slide.over:
        _box(deck_slide, [slide.over], _OVER, 14, soft=True)
    if is_first:
        _first(deck_slide, slide, words, look)
    elif isinstance(slide.body, AxisChart):
        add_chart(deck_slide, slide.body)
        ends = [f"{at * 25} {word}" for at, word in enumerate(slide.body.ticks)]
        reading = f"{' · '.join(ends)}. {words.text('sheet_slide_chart')}"
        _box(deck_slide, [reading], _FOOT, 12, soft=True)
    elif isinstance(slide.body, MatrixPart):
        _table(deck_slide, slide.body)
    elif isinstance(slide.body, StepCard):
        lines = slide.body.lines[:_SHOWN]
        _box(deck_slide, lines, _WHOLE, _size(lines))
    elif isinstance(slide.body, tuple):
        mark = "•  " if len(slide.body) > 1 else ""
        _box(deck_slide, [f"{mark}{text}" for text in slide.body], _WHOLE, _size(slide.body))
    else:
        _box(deck_slide, [f"{label} {'_' * 50}" for label in slide.body.labels], _WHOLE, 20)
    notes = deck_slide.notes_slide.notes_text_frame
    if notes is not None:
        notes.text = "\n".join(line(note) for note in slide.notes)


def _size(texts: Sequence[str]) -> int:
    """The size of a text in points: the less there is of it, the larger."""
    letters = sum(map(len, texts))
    return 28 if letters <= _FEW else 24 if letters <= _SOME else 20


def _first(deck_slide: DeckSlide, slide: Slide, words: Words, look: ClientLook) -> None:
    from pptx.dml.color import RGBColor  # noqa: PLC0415 - of the extra ``documents``
    from pptx.util import Inches  # noqa: PLC0415 - as above

    if look.logo:
        picture = deck_slide.shapes.add_picture(
            io.BytesIO(look.logo.data), Inches(0.8), Inches(0.7), height=Inches(0.7)
        )
        described = line(look.client) or words.text("sheet_logo")
        picture._element.nvPicPr.cNvPr.set("descr", described)  # noqa: SLF001 - no other way
    texts = [words.text("sheet_prepared_for", client=look.client)] if look.client else []
    if look.accent:
        bar = deck_slide.shapes.add_shape(1, Inches(0.8), Inches(3.95), Inches(11.7), Inches(0.05))
        bar.fill.solid()
        bar.fill.fore_color.rgb = RGBColor.from_string(look.accent[1:].upper())
        bar.line.fill.background()
    if look.title:
        _box(deck_slide, [look.title], (0.8, 1.6, 11.7, 0.5), 18, soft=True)
    texts += slide.body if isinstance(slide.body, tuple) else ()
    _box(deck_slide, texts, _UNDER, 16, soft=True)


def _box(
    deck_slide: DeckSlide, texts: Sequence[str], at: _Frame, size: int, *, soft: bool = False
) -> None:
    """A box of text."""
    from pptx.util import Inches  # noqa: PLC0415 - of the extra ``documents``

    left, top, width, height = (Inches(length) for length in at)
    frame = deck_slide.shapes.add_textbox(left, top, width, height).text_frame
    frame.word_wrap = True
    _text(frame, texts, size, soft=soft)


def _text(
    frame: TextFrame, texts: Sequence[str], size: int, *, bold: bool = False, soft: bool = False
) -> None:
    from pptx.dml.color import RGBColor  # noqa: PLC0415 - of the extra ``documents``
    from pptx.enum.text import PP_ALIGN  # noqa: PLC0415 - as above
    from pptx.util import Pt  # noqa: PLC0415 - as above

    for at, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(size // 2)
        run = paragraph.add_run()
        run.text = line(text)
        run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
        run.font.color.rgb = RGBColor.from_string(SOFT if soft else INK)


def _table(deck_slide: DeckSlide, part: MatrixPart) -> None:
    from pptx.enum.text import MSO_ANCHOR  # noqa: PLC0415 - of the extra ``documents``
    from pptx.util import Inches, Pt  # noqa: PLC0415 - as above

    count = len(part.rows) + 1
    frame = deck_slide.shapes.add_table(
        count, len(part.columns) + 1, Inches(0.8), Inches(1.9), Inches(11.7), Inches(0.5 * count)
    )
    table = frame.table
    table._tbl.tblPr.find("{*}tableStyleId").text = _NO_STYLE  # noqa: SLF001 - no other way
    table.horz_banding = False
    # Names have the widest column, so that they rarely break.
    table.columns[0].width = Inches(_NAMES)
    for each in list(table.columns)[1:]:
        each.width = Inches((11.7 - _NAMES) / len(part.columns))
    rows: list[tuple[str, ...]] = [("", *part.columns)]
    for row in part.rows:
        label = f"{row.label} ({row.about})" if row.about else row.label
        blank = ("",) * (len(part.columns) - 1)
        figures = tuple(
            f"{cell.figure} ({cell.limits})" if cell.limits else cell.figure or cell.words
            for cell in row.cells
        )
        rows.append((label, row.hidden, *blank) if row.hidden else (label, *figures))
    for at, texts in enumerate(rows):
        for column, text in enumerate(texts):
            cell = table.cell(at, column)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            _text(cell.text_frame, [text], 14, bold=at == 0 or column == 0)
            cell.text_frame.paragraphs[0].space_after = Pt(0)
            _line_below(cell, INK if at == 0 else _FAINT)
        if at and part.rows[at - 1].hidden:
            table.cell(at, 1).merge(table.cell(at, len(part.columns)))


def _line_below(cell: _Cell, colour: str) -> None:
    """A light line under a cell, and none beside it."""
    from pptx.oxml import parse_xml  # noqa: PLC0415 - of the extra ``documents``
    from pptx.oxml.ns import nsdecls  # noqa: PLC0415 - as above

    drawn = (
        f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        "</a:lnB>"
    )
    cell._tc.get_or_add_tcPr().append(parse_xml(drawn))  # noqa: SLF001 - no other way
