"""Rows of another kind of file put aside as one plain CSV, each with the line it came from."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.tables.source.bytes_in import Raw
from rctdiag.tables.source.strict_csv import CONTROL
from rctdiag.tables.source.text_rows import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from rctdiag.tables.source.run_plan import Reject
    from rctdiag.tables.source.sniffing import Format

LINE = ""  # the first column: where the row came from; unnamed, so nobody can ask for it


def put_aside(path: Path, header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Write rows as CSV: the line number first; every line end in a cell as LF, as from a CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([LINE, *map(_with_lf, header)])
        for line, cells in rows:
            writer.writerow([line, *map(_with_lf, cells)])


def _with_lf(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell


def source_of(  # noqa: PLR0913 - most of them by name, with a default
    raw: Raw,
    path: Path,
    form: Format,
    header: Sequence[str],
    *,
    other_columns: Sequence[str] = (),
    prior: Sequence[tuple[Reject, ...]] = (),
    note: str = "",
    corner: int | None = None,
) -> Source:
    """The source that reads what was put aside; faults and rejects still name ``raw.file``."""
    return Source(
        raw=Raw(raw.file, raw.size, path=path),
        format=form,
        header=(LINE, *header),
        header_line=1,
        line_column=0,
        others=tuple(other_columns),
        prior=tuple(prior),
        original=raw,
        note=note,
        corner=corner,
    )


def refuse_control(text: str, line: int, file: str) -> None:
    """Text with a control character in it, or a half surrogate, is refused.

    Raises:
        InputRejected: with the line.
    """
    if text.isprintable():
        return
    if match := CONTROL.search(text.replace("\r", "\n")):
        message = f"a control character (U+{ord(match[0]):04X})."
        raise InputRejected(Fault("table-control-character", message, "Take it out.", file, line))
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        message = "half of a surrogate pair."
        raise InputRejected(Fault("table-control-character", message, "Take it out.", file, line))
