"""The rows of a table, whatever its format."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.tables.source.text_rows import Row, Source


def table_rows(source: Source) -> Iterator[Row]:
    """The rows after the header, each as wide as it.

    Raises:
        InputRejected: at the first fault of structure.
    """
    if source.format == "parquet" and source.line_column is None:
        from rctdiag.tables.readers.parquet import rows  # noqa: PLC0415 - brings Polars

        return rows(source)
    return source.rows()
