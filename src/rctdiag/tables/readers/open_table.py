"""The door: any table becomes a source of text rows, or is refused with its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from rctdiag.tables.source import sniffing
from rctdiag.tables.source.bytes_in import open_raw
from rctdiag.tables.source.sniffing import sniff_format
from rctdiag.tables.source.text_rows import Source, open_csv

if TYPE_CHECKING:
    from collections.abc import Callable

    from rctdiag.tables.source.columns import Wanted
    from rctdiag.tables.source.scratch_folder import Scratch


def open_table(  # noqa: PLR0913 - most of them by name
    name: str,
    wanted: Wanted,
    encoding: str | None,
    *,
    separator: str | None = None,
    stdin: Callable[[], BinaryIO],
    scratch: Scratch,
) -> Source:
    """Look at one table: its kind by its content, its dialect, its header.

    Raises:
        FileFault: it is missing, or may not be read.
        InputRejected: it is no table, or one of its faults shows already.
        UsageFault: the encoding does not exist.
    """
    sniffing.refuse_lock_file(name)
    raw = open_raw(name, stdin, scratch.path)
    if raw.path is not None:
        raw = replace(raw, path=scratch.with_plain_name(raw.path))
    form = sniff_format(raw.head(), raw.file)
    if form == "csv":
        return open_csv(raw, encoding, separator)
    if form == "ndjson":
        from rctdiag.tables.readers.ndjson import open_ndjson  # noqa: PLC0415 - only where it is needed

        return open_ndjson(raw, wanted, scratch)
    if form == "xlsx":
        from rctdiag.tables.readers.workbooks.xlsx import open_xlsx  # noqa: PLC0415 - likewise

        return open_xlsx(raw, wanted, scratch)
    from rctdiag.tables.readers.parquet import open_parquet  # noqa: PLC0415 - likewise

    return open_parquet(raw, scratch)
