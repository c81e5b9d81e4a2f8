"""XLSX: looked at and read in a limited process of its own, then a table like any other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, InputRejected, UsageFault
from rctdiag.errors.installing import install
from rctdiag.model.grid import Grid, SheetName
from rctdiag.tables.readers.plain_copy import put_aside, refuse_control, source_of
from rctdiag.tables.readers.workbooks.xlsx_report import BookReport, SheetReport
from rctdiag.tables.source.columns import LONG
from rctdiag.tables.source.sniffing import nothing_in_it
from rctdiag.tables.source.visible_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rctdiag.tables.source.bytes_in import Raw
    from rctdiag.tables.source.columns import Wanted
    from rctdiag.tables.source.scratch_folder import Scratch
    from rctdiag.tables.source.text_rows import Source

LARGEST = 256 * 1024 * 1024  # bytes of the file itself
_SECONDS = 180
_HINTS = {
    "unsafe-xlsx": "Save the sheet as CSV, if you trust where it comes from.",
    "bad-xlsx": "Open it in a spreadsheet and save it again, or save it as CSV.",
    "zip-file": "Unpack it, and name the table in it.",
    "not-a-table": "Save the sheet as .xlsx without a password, or as CSV.",
}


def open_xlsx(raw: Raw, wanted: Wanted, scratch: Scratch) -> Source:
    """The first sheet of a workbook.

    Raises:
        InputRejected: it is damaged, locked, or made to do harm.
        UsageFault: the reader is not installed.
    """
    book = _book(raw, scratch)
    converted = scratch.path()
    items = ",".join(LONG[2:] if wanted.long else wanted.items)  # where a formula is no answer
    report = _child(book, converted, [items], raw.file)
    rows = _rows(converted, raw.file)
    first = next(rows, None)
    if first is None:
        raise nothing_in_it(raw.file)
    _, header = first
    path = scratch.path()
    put_aside(path, header, rows)
    note = "the first of its sheets" if len(report.sheets) > 1 else ""
    if report.sheets[0][1]:
        note += ", and it is hidden" if note else "its sheet is hidden"
    return source_of(raw, path, "xlsx", header, note=note, corner=report.corner)


def sheet_grids(raw: Raw, sheets: Sequence[str], scratch: Scratch) -> list[Grid]:
    """Sheets as they stand: those named, ``*`` for all that are shown, none for the first shown.

    Raises:
        InputRejected: as ``open_xlsx``; a sheet is empty.
        UsageFault: the reader is not installed, or there is no sheet of that name.
    """
    converted = scratch.path()
    report = _child(_book(raw, scratch), converted, ["--sheets", *sheets], raw.file)
    names = [SheetName(name, hidden) for name, hidden in report.sheets]
    known = {visible(sheet.name).casefold() for sheet in names}
    for name in sheets:
        if name != "*" and visible(name).casefold() not in known:
            hint = f"The sheets are {', '.join(sheet.name for sheet in names)}."
            message = f"there is no sheet '{name}'."
            raise UsageFault(Fault("unknown-sheet", message, hint, raw.file))
    hidden_ = [sheet.name for sheet in names if sheet.hidden]
    unread = (f"hidden sheets, not read: {', '.join(hidden_)}",) if hidden_ and not sheets else ()
    several = not sheets and len(names) - len(hidden_) > 1
    with converted.open(encoding="utf-8") as lines:
        sheet_reports = [SheetReport.read(line) for line in lines]
    grids = []
    for sheet in sheet_reports:
        for number, cells in sheet.rows:
            for cell in cells:
                refuse_control(cell, number, raw.file)
        notes = [f"XLSX, the sheet '{sheet.name}'"]
        notes += [
            f"the first of {len(names) - len(hidden_)} sheets: --sheet names others"
        ] * several
        notes += [f"{sheet.hidden} hidden rows, read like the others"] * bool(sheet.hidden)
        formulas = frozenset(sheet.formulas)
        grids.append(Grid(raw.file, sheet.rows, sheet.name, formulas, (*notes, *unread)))
    if not any(grid.rows for grid in grids):
        raise nothing_in_it(raw.file)
    return [grid for grid in grids if grid.rows]


def _book(raw: Raw, scratch: Scratch) -> Path:
    """Where the workbook is on disk, once it may be opened.

    Raises:
        InputRejected: it is too large.
        UsageFault: the reader is not installed.
    """
    if find_spec("python_calamine") is None:
        message = "workbooks need python-calamine."
        hint = f"{install('tables')}, or save the sheet as CSV."
        raise UsageFault(Fault("missing-extra", message, hint))
    if raw.size > LARGEST:
        message = f"this workbook is larger than {LARGEST >> 20} MB."
        raise InputRejected(Fault("unsafe-xlsx", message, _HINTS["unsafe-xlsx"], raw.file))
    book = raw.path
    if book is None:
        book = scratch.path()
        book.write_bytes(raw.data or b"")
    return book.absolute()


def _child(book: Path, converted: Path, items: Sequence[str], file: str) -> BookReport:
    command = [
        sys.executable,
        "-P",
        "-m",
        "rctdiag.tables.readers.workbooks.xlsx_child",
        str(book),
        str(converted),
        *items,
    ]
    child_end, parent_end = os.pipe()  # nothing is said through it: it ends when this process does
    try:
        ran = subprocess.run(  # noqa: S603 - our own module, no shell
            command,
            stdin=child_end,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _refused("unsafe-xlsx", "reading it takes too long.", file) from None
    finally:
        os.close(parent_end)
        os.close(child_end)
    try:
        report = BookReport.read(ran.stdout)
    except ValueError:
        report = BookReport(code="bad-xlsx", message="its reader gave up.")
    if report.code:
        raise _refused(report.code, report.message, file)
    return report


def _refused(code: str, message: str, file: str) -> InputRejected:
    shown = "not-a-table" if code == "zip-file" else code
    return InputRejected(Fault(shown, message, _HINTS[code], file))


def _rows(converted: Path, file: str) -> Iterator[tuple[int, list[str]]]:
    with converted.open(encoding="utf-8") as lines:
        for line in lines:
            number, *cells = json.loads(line)
            for cell in cells:
                refuse_control(cell, number, file)
            yield number, cells
