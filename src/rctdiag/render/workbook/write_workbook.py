"""A workbook as an XLSX file: text is never a formula or a link; the same book, the same bytes."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rctdiag.render.escaping import line
from rctdiag.render.handover.moment import moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from rctdiag.render.handover.look import ClientLook
    from rctdiag.render.words import Words
    from rctdiag.render.workbook.tables import Book, Table, Value

FONT = "Calibri"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST_CELL = 32_000  # letters; a spreadsheet takes 32,767
_LONGEST_NAME = 31
_LINE, _HIGHEST_ROW = 15.5, 409  # points; no row is higher in a spreadsheet
_ROW, _HEAD_ROW = 18, 24  # points of a row with one line, and of the names of columns
_INDENT = {"align": "left", "indent": 1}  # of text, so that it stands apart from figures left of it
_ACTIVE = tuple("=+-@\t\r'")  # a text that starts so is marked as text
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(book: Book, words: Words, look: ClientLook) -> bytes:
    """The file."""
    import xlsxwriter  # noqa: PLC0415 - of the extra ``documents``

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as file:
        title = line(look.titled(book.title))
        created = moment(book.created) or _EPOCH
        file.set_properties(
            {"title": title, "author": "rctdiag", "created": created.astimezone(UTC)}
        )
        writer = _Writer(file, words, look)
        names = _names([words.text("book.sheet_method"), *(sheet.name for sheet in book.tables)])
        _method(file.add_worksheet(names[0]), writer, book, names)
        for name, table in zip(names[1:], book.tables, strict=True):
            _sheet(file.add_worksheet(name), writer, table)
    return out.getvalue()


class _Writer:
    """Writes cells; a text that could be taken for a formula has a style that says it is none."""

    def __init__(self, file: Workbook, words: Words, look: ClientLook) -> None:
        self.words, self.look = words, look
        plain = {"font_name": FONT, "font_size": 11, "valign": "vcenter", "text_wrap": True}
        self.text: Format = file.add_format(plain | _INDENT)
        self.quoted: Format = file.add_format(plain | _INDENT | {"quote_prefix": True})
        self.points: Format = file.add_format(plain | {"num_format": "0.0##"})
        self.count: Format = file.add_format(plain | {"num_format": "0"})
        self.bold: Format = file.add_format(plain | {"bold": True})
        head = plain | {"bold": True, "bottom": 1}
        self.head: Format = file.add_format(head | _INDENT)
        self.head_of_figures: Format = file.add_format(head | {"align": "right"})
        self.title: Format = file.add_format(
            {"font_name": FONT, "font_size": 18, "bold": True, "valign": "top"}
        )

    def put(self, page: Worksheet, row: int, column: int, value: Value) -> None:
        """A cell: a figure as a figure, everything else as text."""
        if value is None or value == "":
            return
        if isinstance(value, str):
            text = line(value)
            shown = text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]} …"
            page.write_string(
                row, column, shown, self.quoted if shown.startswith(_ACTIVE) else self.text
            )
            return
        page.write_number(row, column, value, self.count if isinstance(value, int) else self.points)


def _sheet(page: Worksheet, writer: _Writer, table: Table) -> None:
    page.set_default_row(_ROW)
    for at, column in enumerate(table.columns):
        page.set_column(at, at, column.width)
        holds_figures = any(isinstance(row[at], (int, float)) for row in table.rows)
        style = writer.head_of_figures if holds_figures else writer.head
        page.write_string(0, at, line(column.name), style)
    widths = [column.width for column in table.columns]
    for row, values in enumerate(table.rows, 1):
        for at, value in enumerate(values):
            writer.put(page, row, at, value)
        _fit(page, row, zip(values, widths, strict=True))
    page.set_row(0, _HEAD_ROW)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_header("&L&A")  # the name of the sheet, on paper
    page.set_footer("&R&P / &N")


def _method(page: Worksheet, writer: _Writer, book: Book, names: list[str]) -> None:
    """What the book is, what it cannot tell, and what stands in each column, in which unit."""
    words, look = writer.words, writer.look
    for at, width in enumerate((26, 30, 90)):
        page.set_column(at, at, width)
    page.hide_gridlines(2)
    page.write_string(0, 0, line(look.titled(book.title)), writer.title)
    page.set_row(0, 26)
    row = 1
    if look.client:
        prepared = words.text("sheet_prepared_for", client=line(look.client))
        writer.put(page, row, 0, prepared)
        row += 1
    for label, text in book.notes:
        row += 1
        writer.put(page, row, 0, label)
        page.merge_range(row, 1, row, 2, "", writer.text)
        writer.put(page, row, 1, text)
        _fit(page, row, [(text, 120)])
    row += 2
    for at, id_ in enumerate(("sheet", "column", "unit")):
        page.write_string(row, at, words.text(f"book.head_{id_}"), writer.head)
    for name, table in zip(names[1:], book.tables, strict=True):
        for column in table.columns:
            row += 1
            writer.put(page, row, 0, name)
            writer.put(page, row, 1, column.name)
            writer.put(page, row, 2, column.unit)
            _fit(page, row, [(column.unit, 90)])
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.6)
    page.fit_to_pages(1, 0)


def _fit(page: Worksheet, row: int, cells: Iterable[tuple[Value, int]]) -> None:
    """Make a row as high as its longest text takes: not every program does so by itself."""
    rows = max(
        (1 + len(line(value)) // (width - 3) for value, width in cells if isinstance(value, str)),
        default=1,
    )
    if rows > 1:
        page.set_row(row, min(_HIGHEST_ROW, _LINE * rows + _ROW - _LINE))


def _names(titles: list[str]) -> list[str]:
    """Names that a spreadsheet takes for its sheets, each once."""
    names: list[str] = []
    for at, title in enumerate(titles, 1):
        plain = " ".join(re.sub(r"[\[\]:*?/\\']", " ", line(title)).split())
        name = plain[:_LONGEST_NAME].strip() or str(at)
        if name.casefold() in {taken_name.casefold() for taken_name in names}:
            name = f"{name[: _LONGEST_NAME - 3].strip()} {at}"
        names.append(name)
    return names
