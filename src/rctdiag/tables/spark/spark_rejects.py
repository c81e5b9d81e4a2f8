"""The rejects of a run on Spark: rows have no line there, so that the id says which it is."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING, Self

from rctdiag.tables.source.answer_cells import inert

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rctdiag.tables.source.run_plan import Reject

REJECTS = ("file", "id", "column", "kind", "reason")


class SparkRejectWriter:
    """The rejects as CSV; a file of its own, or nowhere."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        if self._path is not None:
            self._file = self._path.open("w", encoding="utf-8", newline="")
            self._rows([REJECTS])
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def write(self, name: str, rejects: Iterable[Reject]) -> None:
        """Add the wrong cells of one row, whose id is ``name``."""
        self._rows((inert(r.file), inert(name), r.column, r.kind, r.reason) for r in rejects)

    def _rows(self, rows: Iterable[tuple[str, ...]]) -> None:
        if self._file is not None:
            csv.writer(self._file, lineterminator="\n").writerows(rows)
