"""What the process that reads a workbook says of it, on its way through JSON and back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class BookReport:
    """The last line on stdout of the process.

    Attributes:
        sheets: Name, and whether it is hidden, of every sheet in the order of the workbook; none
            where it was refused.
        corner: Column (from 0) of the first cell of the sheet that was read.
        code: Why it was refused, as the catalogue of errors has it; else empty.
        message: The same as a sentence.
    """

    sheets: tuple[tuple[str, bool], ...] = ()
    corner: int = 0
    code: str = ""
    message: str = ""

    def line(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self)) + "\n"

    @classmethod
    def read(cls, line: str | bytes) -> BookReport:
        """The report in a line.

        Raises:
            ValueError: the line is not whole: the process was ended.
        """
        try:
            fields = json.loads(line)
            sheets = tuple((str(name), bool(hidden)) for name, hidden in fields["sheets"])
            return cls(sheets, int(fields["corner"]), fields["code"], fields["message"])
        except (KeyError, TypeError) as error:
            raise ValueError("no report of a workbook") from error


@dataclass(frozen=True, slots=True)
class SheetReport:
    """One sheet as it stands.

    Attributes:
        name: As the workbook has it.
        rows: Number of the row (from 1) and its cells as text; rows without anything are left out.
        formulas: Row (from 1) and column (from 0) of cells that hold a formula.
        hidden: How many of its rows are hidden.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    formulas: tuple[tuple[int, int], ...]
    hidden: int

    def line(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self)) + "\n"

    @classmethod
    def read(cls, line: str) -> SheetReport:
        """The sheet in a line."""
        fields = json.loads(line)
        return cls(
            fields["name"],
            tuple((number, tuple(cells)) for number, cells in fields["rows"]),
            tuple((row, column) for row, column in fields["formulas"]),
            fields["hidden"],
        )
