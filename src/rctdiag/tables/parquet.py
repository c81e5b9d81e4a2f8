"""Parquet: columns of whole numbers, of floats and of text, as the file declares them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from polars.exceptions import PanicException, PolarsError

from rctdiag.errors import Fault, InputRejected
from rctdiag.tables.cells import END_OF_WHOLE
from rctdiag.tables.raw import Raw
from rctdiag.tables.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rctdiag.tables.frames import Kind
    from rctdiag.tables.scratch import Scratch

_BATCH = 20_000


def open_parquet(raw: Raw, scratch: Scratch) -> Source:
    """The columns of a Parquet file; one that came through a pipe is put on disk.

    Raises:
        InputRejected: it is damaged.
    """
    path = raw.path
    if path is None:
        path = scratch.path()
        path.write_bytes(raw.data or b"")
    raw = Raw(raw.file, raw.size, path=path)
    return Source(raw, "parquet", tuple(schema(path, raw.file)), 0)


def schema(path: Path, file: str) -> dict[str, pl.DataType]:
    """Column to type.

    Raises:
        InputRejected: the file is damaged.
    """
    try:
        return dict(pl.scan_parquet(path, glob=False).collect_schema())
    except (PolarsError, PanicException, OSError):
        raise InputRejected(damaged(file)) from None


def damaged(file: str) -> Fault:
    """A file that begins as Parquet and is none."""
    return Fault("bad-parquet", "this Parquet file is damaged.", "Write it anew.", file)


def kind_of(dtype: pl.DataType, name: str, file: str) -> Kind:
    """How a column of items is read.

    Raises:
        InputRejected: its type can hold no answers.
    """
    if dtype.is_integer():
        return "int"
    if dtype.is_float():
        return "float"
    if dtype.is_nested() or dtype in {pl.Binary, pl.Object}:
        told = f"the column {name!r} holds {str(dtype).lower()}, no answers."
        raise InputRejected(Fault("column-type", told, "Write whole numbers or text.", file))
    return "text"


def as_text(name: str, dtype: pl.DataType) -> pl.Expr:
    """A column as the text that a CSV would have; whole floats without their point."""
    column = pl.col(name)
    if dtype.is_nested() or dtype in {pl.Binary, pl.Object}:
        return pl.lit("{...}").alias(name)  # no answer by the rule
    if dtype.is_float():
        whole = column.cast(pl.Int64, strict=False).cast(pl.String)
        is_whole = (column == column.floor()) & (column.abs() < END_OF_WHOLE)
        return pl.when(is_whole).then(whole).otherwise(column.cast(pl.String))
    return column.cast(pl.String)


def rows(source: Source) -> Iterator[tuple[int, list[str]]]:
    """All rows as text, each with its number from 1.

    Raises:
        InputRejected: the file is damaged.
    """
    path = source.raw.path
    assert path is not None  # noqa: S101 - open_parquet sees to it; said for mypy
    types = schema(path, source.file)
    frame = pl.scan_parquet(path, glob=False)
    texts = frame.select(as_text(name, dtype).fill_null("") for name, dtype in types.items())
    try:
        count = frame.select(pl.len()).collect().item()
        for start in range(0, count, _BATCH):
            batch = texts.slice(start, _BATCH).collect()
            for number, cells in enumerate(batch.iter_rows(), start=start + 1):
                yield number, list(cells)
    except (PolarsError, PanicException, OSError):
        raise InputRejected(damaged(source.file)) from None
