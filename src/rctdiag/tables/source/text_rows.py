"""A table as a header and rows of text, whatever its file is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.tables.source import decoded_lines, sniffing, strict_csv
from rctdiag.tables.source.sniffing import nothing_in_it

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.tables.source.bytes_in import Raw
    from rctdiag.tables.source.run_plan import Reject

_LOOKED_AT = 20  # rows, where the header leaves the separator open
Row = tuple[int, list[str]]  # the line where it starts, the cells


@dataclass(frozen=True, slots=True)
class Source:
    """One table whose header is known."""

    raw: Raw
    format: sniffing.Format
    header: tuple[str, ...]
    header_line: int
    encoding: str = "utf-8-sig"
    separator: str = ","
    line_column: int | None = None  # where each row says the line it came from
    others: tuple[str, ...] = ()  # names of columns that were not put aside
    prior: tuple[tuple[Reject, ...], ...] = ()  # rows rejected on the way here
    original: Raw | None = None  # what the user gave, where this is something put aside
    note: str = ""  # what to say about how it was read
    corner: int | None = None  # of a workbook: the column of the sheet, from 0, the table begins in

    @property
    def file(self) -> str:
        """As the user named it."""
        return self.raw.file

    def spoken(self, reason: str, at: int, line: int) -> str:
        """Why a cell is wrong; in a workbook with its reference, as in ``(cell D7)``."""
        if self.corner is None or self.line_column is None:
            return reason
        number, letters = self.corner + at - self.line_column, ""
        while number:
            number, letter = divmod(number - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{reason} (cell {letters}{line})"

    def rows(self) -> Iterator[Row]:
        """The rows of text after the header, each as wide as it.

        ``readers.table_rows`` gives those of any table, Parquet too.

        Raises:
            InputRejected: at the first fault of structure.
        """
        with self.raw.open() as stream:
            lines = decoded_lines.lines(stream, self.encoding, self.file)
            parsed = strict_csv.rows(lines, self.separator, self.file)
            next(parsed)
            if self.line_column is None:
                yield from parsed
            else:
                yield from ((int(cells[self.line_column]), cells) for _, cells in parsed)


def open_csv(raw: Raw, encoding: str | None, wanted: str | None = None) -> Source:
    """The dialect and the header of a CSV; ``wanted`` is its separator, if it is known.

    Raises:
        InputRejected: it is empty or not of its encoding, or its header is faulty.
        UsageFault: there is no such encoding.
    """
    codec = sniffing.sniff_encoding(raw.head(), encoding, raw.file)
    with raw.open() as stream:
        lines = decoded_lines.lines(stream, codec, raw.file)
        separator = wanted or sniffing.sniff_separator(_start(lines), _first_lines(lines), raw.file)
    with raw.open() as stream:
        lines = decoded_lines.lines(stream, codec, raw.file)
        first = next(strict_csv.rows(lines, separator, raw.file), None)
    if first is None:
        raise nothing_in_it(raw.file)
    line, header = first
    if header[0].startswith("\ufeff"):  # the first one is part of the encoding
        message = "this begins with two byte order marks."
        raise InputRejected(Fault("table-not-utf8", message, "Save it again.", raw.file, 1))
    return Source(raw, "csv", tuple(header), line, codec, separator)


def _start(lines: Iterator[str]) -> str:
    """The header row as text: the first line with something on it, and what its quotes span."""
    text = ""
    for line in lines:
        text += "" if not text and line == "\n" else line
        if (text and text.count('"') % 2 == 0) or len(text) > sniffing.HEAD:
            break
    return text


def _first_lines(lines: Iterator[str]) -> list[str]:
    """Some rows after the header, each whole."""
    rows: list[str] = []
    while len(rows) < _LOOKED_AT and (row := _start(lines)):
        rows.append(row)
    return rows
