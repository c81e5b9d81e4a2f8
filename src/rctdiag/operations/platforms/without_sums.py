"""A table without the rows that only sum up the others; it says which those were."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rctdiag.platforms.rows.sum_rows import AnswerColumns, may_sum_up, sum_rows
from rctdiag.tables.readers.plain_copy import put_aside, source_of
from rctdiag.tables.readers.table_rows import table_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rctdiag.tables.source.columns import Columns
    from rctdiag.tables.source.scratch_folder import Scratch
    from rctdiag.tables.source.text_rows import Source

_SEARCHED = 4 << 20  # bytes: of a larger table only the end, where such rows are
_END = 1 << 16
_MOST_SHOWN = 10


def without_sums(source: Source, columns: Columns, scratch: Scratch) -> Source:
    """The same table, or a copy that lacks those rows and says so.

    Raises:
        InputRejected: at a fault of structure, if there may be such a row.
    """
    if not _may_have_some(source):
        return source
    lines: list[int] = []

    def rows() -> Iterator[Sequence[str]]:
        for line, cells in table_rows(source):
            lines.append(line)
            yield [cell or "" for cell in cells]

    skipped = {at for at in (source.line_column,) if at is not None}
    where = AnswerColumns(frozenset({*columns.items.values(), *skipped}), columns.id)
    sum_lines = {lines[number] for number in sum_rows(rows(), where)}
    if not sum_lines:
        return source
    path = scratch.path()
    first = 0 if source.line_column is None else 1
    rows_left = (
        (line, cells[first:]) for line, cells in table_rows(source) if line not in sum_lines
    )
    put_aside(path, source.header[first:], rows_left)
    return source_of(
        source.original or source.raw,
        path,
        source.format,
        source.header[first:],
        other_columns=source.others,
        prior=source.prior,
        note=_note_of(source.note, sorted(sum_lines)),
        corner=source.corner,
    )


def _may_have_some(source: Source) -> bool:
    with source.raw.open() as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0 if size <= _SEARCHED else size - _END)
        data = stream.read()
    if source.encoding != "utf-8-sig":
        data = data.decode(source.encoding, "ignore").encode()
    return may_sum_up(data)


def _note_of(note: str, lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:_MOST_SHOWN]))
    more = f" and {len(lines) - _MOST_SHOWN} more" if len(lines) > _MOST_SHOWN else ""
    where = (
        f"line {shown} is a total of others and is"
        if len(lines) == 1
        else (f"lines {shown}{more} are totals of others and are")
    )
    return "; ".join(filter(None, [note, f"{where} left out"]))
