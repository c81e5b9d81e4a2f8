"""A table as a header and rows of text, whatever its file is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rctdiag.errors import Fault, InputRejected
from rctdiag.tables import csv_text, dialect, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.tables.raw import Raw

Row = tuple[int, list[str]]  # the line where it starts, the cells


@dataclass(frozen=True, slots=True)
class Source:
    """One table whose header is known."""

    raw: Raw
    format: dialect.Format
    header: tuple[str, ...]
    header_line: int
    encoding: str = "utf-8-sig"
    separator: str = ","
    # Parquet only: column to what the file holds, for columns of items.
    types: dict[str, str] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """As the user named it."""
        return self.raw.file

    def rows(self) -> Iterator[Row]:
        """The rows after the header, each as wide as it.

        Raises:
            InputRejected: at the first fault of structure.
        """
        with self.raw.open() as stream:
            lines = text.lines(stream, self.encoding, self.file)
            found = csv_text.rows(lines, self.separator, self.file)
            next(found)
            yield from found


def open_csv(raw: Raw, encoding: str | None) -> Source:
    """The dialect and the header of a CSV.

    Raises:
        InputRejected: it is empty or not of its encoding, or its header is faulty.
        UsageFault: there is no such encoding.
    """
    codec = dialect.sniff_encoding(raw.head(), encoding, raw.file)
    with raw.open() as stream:
        sample = _start(text.lines(stream, codec, raw.file))
    separator = dialect.sniff_separator(sample)
    with raw.open() as stream:
        lines = text.lines(stream, codec, raw.file)
        first = next(csv_text.rows(lines, separator, raw.file), None)
    if first is None:
        raise InputRejected(Fault("empty-table", "there is nothing in it.", "", raw.file))
    line, header = first
    return Source(raw, "csv", tuple(header), line, codec, separator)


def _start(lines: Iterator[str]) -> str:
    """The header row as text: the first line with something on it, and what its quotes span."""
    held = ""
    for line in lines:
        held += "" if not held and line == "\n" else line
        if (held and held.count('"') % 2 == 0) or len(held) > dialect.HEAD:
            break
    return held
