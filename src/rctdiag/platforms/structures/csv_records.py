"""The records of a structure file in CSV or separated by tabs, each with its line."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.errors.faults import InputRejected
from rctdiag.platforms.structures.structure import Position, damaged

if TYPE_CHECKING:
    from collections.abc import Sequence


class Record(NamedTuple):
    """One row; the names of its cells have no case."""

    cells: dict[str, str]
    position: Position

    def cell(self, name: str) -> str:
        """What stands there, without blanks around it."""
        return self.cells.get(name, "").strip()


def records(text: str, separator: str, needed: Sequence[str], file: str) -> list[Record]:
    """All rows below the header.

    Raises:
        InputRejected: a column that is needed is missing, or a row cannot be read.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    all_records = []
    line = 1
    names: list[str] = []
    try:
        for row in reader:
            if not names:
                names = [cell.strip().casefold() for cell in row]
            elif any(row):
                all_records.append(Record(dict(zip(names, row, strict=False)), Position(line)))
            line = reader.line_num + 1
    except csv.Error:
        raise InputRejected(damaged("this row cannot be read.", file, Position(line))) from None
    if lacking := [name for name in needed if name not in names]:
        message = f"there is no column '{lacking[0]}'."
        raise InputRejected(damaged(message, file, Position(1)))
    return all_records
