"""Headcounts: how many people each group has, answered or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.load.checks.did_you_mean import listed
from rctdiag.tables.readers.table_rows import table_rows
from rctdiag.tables.source.bytes_in import open_raw
from rctdiag.tables.source.text_rows import open_csv
from rctdiag.tables.source.visible_text import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rctdiag.tables.source.scratch_folder import Scratch

HEADCOUNT = "headcount"


def read_headcounts(
    name: str,
    columns: Sequence[str],
    *,
    encoding: str | None,
    stdin: Callable[[], BinaryIO],
    scratch: Scratch,
) -> tuple[tuple[dict[str, str], int], ...]:
    """The rows of a CSV with breakdown columns and ``headcount``.

    Args:
        name: Its path.
        columns: The columns that breakdowns name; the list needs at least one of them.
        encoding: Of the file, if not UTF-8.
        stdin: Gives standard input, for ``-``.
        scratch: For large pipes.

    Raises:
        InputRejected: it has other columns, or a headcount is no whole number.
        FileFault: it cannot be read.
    """
    source = open_csv(open_raw(name, stdin, scratch.path), encoding)
    header = [visible(column) for column in source.header]
    breakdown_columns = [column for column in header if column in columns]
    if HEADCOUNT not in header or not breakdown_columns:
        message = (
            f"it needs a column {HEADCOUNT!r}, and at least one of {listed(list(columns), 'or')}."
            if len(columns) > 1
            else f"it needs a column {HEADCOUNT!r} and a column {', '.join(columns)!r}."
        )
        raise InputRejected(
            Fault(
                "headcount-columns", message, "Rename its columns.", source.file, source.header_line
            )
        )
    rows = []
    for line, cells in table_rows(source):
        row = dict(zip(header, cells, strict=True))
        message = row[HEADCOUNT].strip()
        if not (message.isascii() and message.isdigit()):
            fault = "a headcount has to be a whole number."
            raise InputRejected(Fault("bad-headcount", fault, "Correct it.", source.file, line))
        rows.append(({column: visible(row[column]) for column in breakdown_columns}, int(message)))
    return tuple(rows)
