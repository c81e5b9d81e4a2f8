"""Reads one workbook in a process of its own, with little memory and time: readers can abort.

    python -m rctdiag.tables.readers.workbooks.xlsx_child WORKBOOK TARGET ITEM,...
    python -m rctdiag.tables.readers.workbooks.xlsx_child WORKBOOK TARGET --sheets [NAME...]

Writes the first sheet to TARGET as JSON lines: the header, then each row that is not empty, with
its number first. With --sheets it writes those named (* for all that are not hidden, none for the
first of these), each as one JSON object with its rows and its formulas. The last line on stdout
says how it went. It ends when stdin does.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rctdiag.tables.readers.workbooks.xlsx_guard import SpecialCells, Unsafe, folded, look
from rctdiag.tables.readers.workbooks.xlsx_report import BookReport, SheetReport
from rctdiag.tables.source.visible_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY = 1 << 30  # bytes of address space beyond what is there at the start
SECONDS = 120
_FORMULA, _ERROR = "=", "#ERROR"
_SHEETS, _ALL = "--sheets", "*"


def limit() -> None:
    """Bound this process, where the system can."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end_with_parent() -> None:
    """End this process once nobody holds the other end of stdin: the parent was ended."""

    def wait() -> None:
        os.read(0, 1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def convert(book: Path, target: Path, items: frozenset[str]) -> BookReport:
    """Put the first sheet aside; what there is to say about it."""
    sheets = look(book)
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only after the look

    special_cells = sheets.get(_part_of(book, 0))
    if special_cells is None:
        raise Unsafe(
            "bad-xlsx", "its first sheet has no cells, or cannot be told apart from the others."
        )
    opened = CalamineWorkbook.from_path(str(book))
    sheet = opened.get_sheet_by_index(0)
    with target.open("w", encoding="utf-8") as file:
        for row in _rows(sheet.iter_rows(), sheet.start, special_cells, items):
            file.write(json.dumps(row) + "\n")
    return BookReport(_sheets(opened), corner=(sheet.start or (0, 0))[1])


def convert_sheets(book: Path, target: Path, wanted: list[str]) -> BookReport:
    """Put the wanted sheets aside as they stand; the names of all, and which are hidden."""
    cells_of_parts = look(book)
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only after the look

    opened = CalamineWorkbook.from_path(str(book))
    sheet_names = _sheets(opened)
    chosen = _chosen(sheet_names, wanted)
    with target.open("w", encoding="utf-8") as file:
        for index in chosen:
            special_cells = cells_of_parts.get(_part_of(book, index))
            if special_cells is None:
                raise Unsafe("bad-xlsx", "a sheet of it has no cells, or cannot be told apart.")
            file.write(_whole(opened.get_sheet_by_index(index), special_cells).line())
    return BookReport(sheet_names)


def _sheets(opened: Any) -> tuple[tuple[str, bool], ...]:  # noqa: ANN401 - the reader has no types
    """Name, and whether it is hidden, of each sheet."""
    return tuple(
        (sheet.name, str(sheet.visible).rpartition(".")[2] != "Visible")
        for sheet in opened.sheets_metadata
    )


def _chosen(sheet_names: tuple[tuple[str, bool], ...], wanted: list[str]) -> list[int]:
    shown = [at for at, (_, hidden) in enumerate(sheet_names) if not hidden]
    if not wanted:
        return shown[:1]
    if wanted == [_ALL]:
        return shown
    names = {visible(name).casefold(): at for at, (name, _) in enumerate(sheet_names)}
    return [names[visible(name).casefold()] for name in wanted if visible(name).casefold() in names]


def _whole(sheet: Any, special_cells: SpecialCells) -> SheetReport:  # noqa: ANN401 - the reader has no types
    """One sheet: rows with their numbers, where formulas are, how many rows are hidden."""
    _, right = sheet.start or (0, 0)
    rows = []
    for at, cells in enumerate(sheet.iter_rows()):
        texts = [_text(cell) for cell in cells]
        for column in range(len(texts)):
            if (at, right + column) in special_cells.errors:
                texts[column] = _ERROR
        if any(texts):
            rows.append((at + 1, tuple(texts)))
    formulas = tuple((row + 1, column - right) for row, column in sorted(special_cells.formulas))
    return SheetReport(sheet.name, tuple(rows), formulas, special_cells.hidden_rows)


def _part_of(book: Path, index: int) -> str:
    """The part that holds a sheet, by the relations of the workbook.

    Empty where a reader could take it for another: a place in two ways, or relative to who knows.
    """
    import xml.etree.ElementTree as ET  # noqa: PLC0415 - no DTD is left after look()
    import zipfile  # noqa: PLC0415 - as above

    with zipfile.ZipFile(book) as parts:
        sheets = ET.fromstring(parts.read("xl/workbook.xml"))  # noqa: S314 - likewise
        links = ET.fromstring(parts.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - likewise
    listed = [node for node in sheets.iter() if node.tag.rpartition("}")[2] == "sheet"]
    wanted = [value for name, value in listed[index].attrib.items() if name.endswith("}id")]
    targets = [node.attrib["Target"] for node in links.iter() if node.attrib.get("Id") in wanted]
    if len(wanted) != 1 or len(targets) != 1:
        return ""
    target = folded(targets[0])
    within = target.removeprefix("/xl/")
    if within.startswith(("/", "xl/")) or {".", "..", ""} & {*within.split("/")}:
        return ""
    return f"xl/{within}"


def _rows(
    rows: Iterator[list[Any]],
    start: tuple[int, int] | None,
    special_cells: SpecialCells,
    items: frozenset[str],
) -> Iterator[list[Any]]:
    _, right = start or (0, 0)  # the reader leaves out empty columns before the table, not rows
    is_item_at: dict[int, bool] = {}
    last = -1
    for last, cells in enumerate(rows):
        texts = [_text(cell) for cell in cells]
        if not is_item_at:
            is_item_at = {at: visible(text) in items for at, text in enumerate(texts) if any(texts)}
        else:
            _mark(texts, last, right, is_item_at, special_cells)
        if any(texts):
            yield [last + 1, *texts]
    # Rows of formulas that nobody has worked out yet: at the end the reader leaves them out.
    for number in sorted(
        {row for row, _ in special_cells.formulas | special_cells.errors if row > last}
    ):
        texts = [""] * len(is_item_at)
        _mark(texts, number, right, is_item_at, special_cells)
        if any(texts):
            yield [number + 1, *texts]


def _mark(
    texts: list[str],
    number: int,
    right: int,
    is_item_at: dict[int, bool],
    special_cells: SpecialCells,
) -> None:
    """Put a sign where the cell holds no value of its own."""
    for at, is_item in is_item_at.items():
        if is_item and (number, right + at) in special_cells.formulas:
            texts[at] = _FORMULA
        elif (number, right + at) in special_cells.errors:
            texts[at] = _ERROR


def _text(cell: object) -> str:
    """A cell as the text that a CSV would have: whole numbers without a point."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (dt.datetime, dt.date, dt.time)):
        return cell.isoformat()
    return str(cell)


def main() -> None:
    """Convert, and say how it went as one line of JSON."""
    limit()
    book, target, items, *names = sys.argv[1:]
    try:
        if items == _SHEETS:
            report = convert_sheets(Path(book), Path(target), names)
        else:
            report = convert(Path(book), Path(target), frozenset(items.split(",")))
    except Unsafe as reason:
        report = BookReport(code=reason.code, message=reason.message)
    except MemoryError:
        message = "it needs more memory than a table should."
        report = BookReport(code="unsafe-xlsx", message=message)
    except Exception:  # noqa: BLE001 - the reader's own errors, whose texts could hold cells
        report = BookReport(code="bad-xlsx", message="this workbook cannot be read.")
    sys.stdout.write(report.line())


if __name__ == "__main__":
    end_with_parent()
    main()
