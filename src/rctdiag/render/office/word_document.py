"""A sheet as a DOCX file, for whoever has to edit it: real headings, lists and tables."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rctdiag.render.escaping import line
from rctdiag.render.handover.content import GroupSheet
from rctdiag.render.handover.flow.flow import flow
from rctdiag.render.handover.flow.parts import Grid, Heading, NewPage
from rctdiag.render.handover.moment import moment
from rctdiag.render.office.fixed_zip import without_times
from rctdiag.render.office.keeping import SHORT_TABLE, kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as Docx
    from docx.shared import Length
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph as DocxParagraph
    from docx.text.run import Run

    from rctdiag.render.handover.content import PersonSheet
    from rctdiag.render.handover.flow.parts import Paragraph, Part
    from rctdiag.render.handover.look import ClientLook
    from rctdiag.render.words import Words

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
INK, SOFT = "1F2428", "525A61"
FONT = "Calibri"
_SIZES = {1: 24, 2: 16, 3: 12, 4: 11}
_LINE = "_" * 60
_GAP = 4  # points of the empty line after a table, beside the space under it
_BETWEEN_FIELDS = 2  # points between the fields of a card
_PAGE = 166  # millimetres between the margins
_EDGES, _LETTER, _SIGN = 4.0, 1.9, 1.85  # of a column its edges, a letter, a sign of a bar
_LONGEST_WORD, _LONGEST_TEXT = 16, 60  # letters that a column is made wider for


def docx(sheet: PersonSheet | GroupSheet, words: Words, look: ClientLook) -> bytes:
    """The file."""
    from docx import Document  # noqa: PLC0415 - of the extra ``documents``

    document = Document()
    _styled(document, look)
    _properties(document, sheet, look)
    if isinstance(sheet, GroupSheet):
        document.sections[0].header.paragraphs[0].text = line(sheet.mark)  # of every page
    _head(document, words, look)
    parts = list(flow(sheet, words))
    for part, stays in zip(parts, kept(parts), strict=True):
        _write(document, part, stays=stays)
    out = io.BytesIO()
    document.save(out)
    return without_times(out.getvalue())


def _properties(document: Docx, sheet: PersonSheet | GroupSheet, look: ClientLook) -> None:
    created = (moment(sheet.created) or _EPOCH).astimezone(UTC).replace(tzinfo=None)
    core = document.core_properties
    core.title = line(look.titled(sheet.file_title))[:255]
    core.author = core.last_modified_by = "rctdiag"
    core.comments = ""
    core.language = sheet.language
    core.created = core.modified = created


def _styled(document: Docx, look: ClientLook) -> None:
    from docx.enum.text import WD_LINE_SPACING  # noqa: PLC0415 - of the extra ``documents``
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415 - as above

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin = page.bottom_margin = Mm(20)
    plain = document.styles["Normal"]
    plain.font.name, plain.font.size = FONT, Pt(10.5)
    plain.paragraph_format.space_after = Pt(6)
    plain.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    for level, size in _SIZES.items():
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor.from_string(
            look.accent[1:].upper() if look.accent and level == 1 else INK
        )
        style.font.bold, style.font.italic = True, False
        style.paragraph_format.space_before = Pt(size)
        style.paragraph_format.space_after = Pt(4)
        fonts = style.element.rPr.rFonts
        for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{name}"), None)
    quote = document.styles["Quote"]
    quote.font.italic = False
    quote.font.color.rgb = RGBColor.from_string(SOFT)
    quote.paragraph_format.left_indent = Mm(8)
    # Tables have light lines between their rows, and none upright.
    for border in document.styles["Table Grid"].element.iter("{*}tblBorders"):
        for side in border:
            upright = side.tag.rpartition("}")[2] in {"left", "right", "insideV"}
            side.set(qn("w:val"), "nil" if upright else "single")
            side.set(qn("w:color"), "C9CDD0")


def _head(document: Docx, words: Words, look: ClientLook) -> None:
    from docx.shared import Mm  # noqa: PLC0415 - of the extra ``documents``

    if look.logo:
        document.add_picture(io.BytesIO(look.logo.data), height=Mm(11))
        for picture in document.element.body.iter("{*}docPr"):
            picture.set("descr", line(look.client) or words.text("sheet_logo"))
    if look.title:
        _soft(document.add_paragraph(line(look.title)))
    if look.client:
        _soft(document.add_paragraph(words.text("sheet_prepared_for", client=line(look.client))))


def _soft(paragraph: DocxParagraph) -> None:
    for run in paragraph.runs:
        _soft_run(run)


def _soft_run(run: Run) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - of the extra ``documents``

    run.font.size = Pt(9)
    run.font.color.rgb = RGBColor.from_string(SOFT)


def _write(document: Docx, part: Part, *, stays: bool) -> None:
    if isinstance(part, NewPage):
        document.add_page_break()  # type: ignore[no-untyped-call]
    elif isinstance(part, Heading):
        if line(part.text):
            document.add_heading(line(part.text), level=part.level)
    elif isinstance(part, Grid):
        _table(document, part, stays=stays)
    else:
        _paragraph(document, part).paragraph_format.keep_with_next = stays or None


def _paragraph(document: Docx, part: Paragraph) -> DocxParagraph:
    from docx.shared import Pt  # noqa: PLC0415 - of the extra ``documents``

    style = {"item": "List Bullet", "file": "List Bullet", "quote": "Quote"}.get(part.kind)
    paragraph = document.add_paragraph(style=style)
    if part.kind == "file":
        paragraph.add_run(f"{line(part.label)}: ")
    elif part.label:
        paragraph.add_run(f"{line(part.label)} ").bold = True
    paragraph.add_run(_LINE if part.kind == "line" else line(part.text))
    if part.kind == "note":
        _soft(paragraph)
    if part.kind == "fact":
        paragraph.paragraph_format.space_after = Pt(_BETWEEN_FIELDS)
    return paragraph


def _table(document: Docx, grid: Grid, *, stays: bool) -> None:
    from docx.shared import Pt  # noqa: PLC0415 - of the extra ``documents``

    table = document.add_table(rows=1, cols=len(grid.header), style="Table Grid")
    table.autofit = False
    widths = _widths(grid)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for cell, name, width in zip(table.rows[0].cells, grid.header, widths, strict=True):
        _cell(cell, name, bold=True)
        cell.width = width
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    _mark(table.rows[0], "w:cantSplit")
    _mark(table.rows[0], "w:tblHeader")  # repeated on every page, and read out as headings
    for nth, row in enumerate(grid.rows, 1):
        # One look at the cells of a row: each look walks the whole table.
        added = table.add_row()
        _mark(added, "w:cantSplit")
        cells = added.cells
        # A short table stays on one page, and the last row with what is said of the table.
        keeps = stays if nth == len(grid.rows) else len(grid.rows) <= SHORT_TABLE
        for at, (cell, text, width) in enumerate(zip(cells, row, widths, strict=True)):
            _cell(cell, text, bold=False, drawn=at == grid.bars)
            cell.width = width
            cell.paragraphs[0].paragraph_format.keep_with_next = keeps or None
        if any(grid.files[nth - 1 : nth]):  # where its page is found
            cells[0].paragraphs[0].add_run().add_break()
            _soft_run(cells[0].paragraphs[0].add_run(line(grid.files[nth - 1])))
    gap = document.add_paragraph().paragraph_format
    gap.line_spacing, gap.keep_with_next = Pt(_GAP), stays or None


def _widths(grid: Grid) -> list[Length]:
    """A drawn column is as wide as its bar; others take their longest word, and share the rest."""
    from docx.shared import Mm  # noqa: PLC0415 - of the extra ``documents``

    columns = list(zip(grid.header, *grid.rows, strict=True))
    least = [
        _EDGES + _LETTER * min(_LONGEST_WORD, _longest_word(column[: 1 if drawn else None]))
        for drawn, column in ((at == grid.bars, column) for at, column in enumerate(columns))
    ]
    if grid.bars is not None:
        bar = _EDGES + _SIGN * max(map(len, columns[grid.bars][1:]), default=0)
        half = _EDGES + _LETTER * len(grid.header[grid.bars]) / 2  # its heading has two lines
        least[grid.bars] = max(least[grid.bars], bar, half)
    wanted = [
        0 if at == grid.bars else 1 + min(_LONGEST_TEXT, max(map(len, column)))
        for at, column in enumerate(columns)
    ]
    rest = max(0.0, _PAGE - sum(least))
    shares = [low + rest * more / sum(wanted) for low, more in zip(least, wanted, strict=True)]
    return [Mm(width * _PAGE / sum(shares)) for width in shares]


def _longest_word(column: Sequence[str]) -> int:
    return max(len(word) for text in column for word in (*text.split(), ""))


def _cell(cell: _Cell, text: str, *, bold: bool, drawn: bool = False) -> None:
    from docx.shared import Pt  # noqa: PLC0415 - of the extra ``documents``

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(line(text))
    run.bold = bold
    run.font.size = Pt(9.5)
    if drawn:
        run.font.name, run.font.size = "Consolas", Pt(8)


def _mark(row: _Row, name: str) -> None:
    """Set a property of a row that python-docx has no name for."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - of the extra ``documents``
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - there is no other way
