"""Exports of survey platforms as they stand: CSV with its quirks, sheets of a workbook, JSON.

More is taken than a table may be: rows above the header, rows of other widths, cp1252. What was
made of it is said in the notes of each grid.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.model.grid import Grid
from rctdiag.tables.readers.plain_copy import refuse_control
from rctdiag.tables.source import sniffing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rctdiag.tables.source.bytes_in import Raw
    from rctdiag.tables.source.scratch_folder import Scratch

LARGEST = 128 << 20  # bytes: an export is read whole
_FIRST_ROWS = 20
_FALLBACK = "cp1252"
_JSON = re.compile(rb"\s*(?:\{|\[\s*[{\[])")
_HINT = "Export it again as CSV (UTF-8)."


def read_grids(
    raw: Raw, encoding: str | None, sheets: Sequence[str], scratch: Scratch
) -> list[Grid]:
    """Every sheet that is wanted; of a CSV the one there is.

    Args:
        raw: The file.
        encoding: Of CSV, where the user says it; else UTF-8, UTF-16 after its mark, or cp1252.
        sheets: Names of sheets, ``*`` for all that are not hidden; none for the first of these.
        scratch: For what a workbook is put aside in.

    Raises:
        InputRejected: it is no table, too large, or damaged.
        UsageFault: no such encoding or sheet, or the reader of workbooks is not installed.
    """
    if raw.size > LARGEST:
        message = f"this export is larger than {LARGEST >> 20} MB."
        raise InputRejected(Fault("export-too-large", message, "Split it, or use batch.", raw.file))
    if sniffing.sniff_format(raw.head(), raw.file) == "xlsx":
        from rctdiag.tables.readers.workbooks.xlsx import sheet_grids  # noqa: PLC0415 - seldom needed

        return sheet_grids(raw, sheets, scratch)
    return [_csv(raw, encoding)]


def is_json(raw: Raw) -> bool:
    """Whether a file begins as JSON does."""
    return bool(_JSON.match(raw.head().removeprefix(b"\xef\xbb\xbf")))


def json_objects(raw: Raw) -> list[tuple[int, Mapping[str, object]]]:
    """The objects of a JSON array, of lines of JSON, or the one there is; each with a number.

    Raises:
        InputRejected: it is no JSON, or holds something else than objects.
    """
    with raw.open() as stream:
        data = stream.read(LARGEST)
    try:
        text = data.decode("utf-8-sig")
        values = _parsed(text)
    except (ValueError, RecursionError):
        message = "this is not JSON."
        raise InputRejected(
            Fault("bad-json-export", message, "Export it again.", raw.file)
        ) from None
    if not all(isinstance(value, dict) for value in values):
        message = "this JSON is not a list of responses."
        raise InputRejected(Fault("bad-json-export", message, "Export it again.", raw.file))
    return list(enumerate(values, start=1))


def _parsed(text: str) -> list[dict[str, object]]:
    try:
        whole = json.loads(text)
    except ValueError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    return list(whole) if isinstance(whole, list) else [whole]


def _csv(raw: Raw, encoding: str | None) -> Grid:
    codec = sniffing.sniff_encoding(raw.head(), encoding, raw.file)
    with raw.open() as stream:
        data = stream.read(LARGEST + 1)
    text, codec = _decoded(data, codec, raw.file, is_given=encoding is not None)
    separator = _separator(text)
    rows = tuple(_rows(text, separator, raw.file))
    if not rows:
        raise sniffing.nothing_in_it(raw.file)
    name = "UTF-8" if codec == "utf-8-sig" else codec.upper()
    fallback = encoding is None and codec == _FALLBACK
    notes = [f"CSV, {sniffing.SPOKEN[separator]} between cells, {name}"]
    if fallback:
        notes.append(
            "it is not UTF-8, so it was read as Windows text (cp1252): check its accented letters"
        )
    return Grid(raw.file, rows, notes=tuple(notes))


def _decoded(data: bytes, codec: str, file: str, *, is_given: bool) -> tuple[str, str]:
    tries: tuple[Callable[[], tuple[str, str]], ...] = (
        lambda: (data.decode(codec), codec),
        lambda: (data.decode(_FALLBACK), _FALLBACK),
    )
    for attempt in tries[: 1 if is_given or codec != "utf-8-sig" else 2]:
        try:
            return attempt()
        except UnicodeError:
            continue
    message = f"this is not {'UTF-8' if codec == 'utf-8-sig' else codec.upper()}."
    raise InputRejected(Fault("table-not-utf8", message, "Add --encoding NAME.", file, 1))


def _separator(text: str) -> str:
    """The separator that makes the widest of the first rows: a title above has none."""
    widest: dict[str, int] = {}
    for separator in sniffing.SEPARATORS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            widest[separator] = max(
                (len(row) for row, _ in zip(reader, range(_FIRST_ROWS), strict=False)), default=0
            )
        except csv.Error:
            widest[separator] = 0
    return max(sniffing.SEPARATORS, key=lambda sign: widest[sign])


def _rows(text: str, separator: str, file: str) -> list[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                for cell in row:
                    refuse_control(cell, line, file)
                rows.append((line, tuple(row)))
            line = reader.line_num + 1
    except csv.Error:
        message = "a quote is not closed, or is in the middle of a cell."
        raise InputRejected(Fault("stray-quote", message, _HINT, file, line)) from None
    return rows
