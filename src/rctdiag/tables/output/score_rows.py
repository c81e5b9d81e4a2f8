"""Rows of scores as CSV or NDJSON, the same bytes from every engine."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, BinaryIO, Literal, Self

from rctdiag.tables.source.answer_cells import inert
from rctdiag.tables.source.run_plan import REJECTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from rctdiag.tables.engines.plain_scoring import Value
    from rctdiag.tables.source.run_plan import Reject

Format = Literal["csv", "parquet", "ndjson"]
FORMATS: tuple[Format, ...] = ("csv", "parquet", "ndjson")
ENDINGS: dict[str, Format] = {
    ".csv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
}
_MANY = 512  # rows held before they are written


def write_rows(
    stream: BinaryIO, form: Format, columns: Sequence[str], rows: Iterable[Sequence[Value]]
) -> int:
    """Write all rows; how many there were. ``form`` is csv or ndjson."""
    tell = _csv() if form == "csv" else _ndjson(columns)
    if form == "csv":
        stream.write(_csv_line([inert(name) for name in columns]).encode())
    lines: list[str] = []
    count = 0
    for row in rows:
        lines.append(tell(row))
        count += 1
        if len(lines) == _MANY:
            stream.write("".join(lines).encode())
            lines.clear()
    stream.write("".join(lines).encode())
    return count


def _csv() -> Callable[[Sequence[Value]], str]:
    return lambda row: _csv_line([inert(cell) if isinstance(cell, str) else cell for cell in row])


def _csv_line(cells: Sequence[Value]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


def _ndjson(columns: Sequence[str]) -> Callable[[Sequence[Value]], str]:
    def tell(row: Sequence[Value]) -> str:
        record = dict(zip(columns, row, strict=True))
        return json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"

    return tell


class RejectWriter:
    """The rejects as CSV; a file of its own, or nowhere."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        if self._path is not None:
            self._file = self._path.open("wb")
            self._file.write(_csv_line(REJECTS).encode())
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def write(self, rejects: Iterable[Reject]) -> None:
        """Add the wrong cells of one row."""
        if self._file is not None:
            cells = ((inert(reject.file), *reject[1:]) for reject in rejects)
            self._file.write("".join(map(_csv_line, cells)).encode())
