"""Parquet: columns of whole numbers, of floats and of text, as the file declares them."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import polars as pl
from polars.exceptions import PanicException, PolarsError

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.tables.source import strict_csv
from rctdiag.tables.source.answer_cells import END_OF_WHOLE
from rctdiag.tables.source.bytes_in import Raw
from rctdiag.tables.source.columns import shown
from rctdiag.tables.source.text_rows import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rctdiag.tables.expressions.frame_steps import Kind
    from rctdiag.tables.source.scratch_folder import Scratch

MANY_ROWS = 1_000_000  # from here on a file is looked at for what it claims
ROWS_A_BYTE = 20  # a row of one answer, often the same, takes a third of a bit at least
ROW = "_row"
_BATCH = 20_000
# What has one way to be written as text, beside numbers; without the UTF-8 mark bytes have none.
_LETTERS = (pl.String, pl.Categorical, pl.Enum)
_TEXTS = (*_LETTERS, pl.Boolean, pl.Decimal, pl.Null, pl.Date, pl.Datetime, pl.Time)
_CONTROL = strict_csv.CONTROL.pattern.replace("-\x1f", "\x0c\x0e-\x1f")  # CR ends a line


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
    names = tuple(schema(path, raw.file))
    _refuse_bomb(raw, path)
    return Source(raw, "parquet", names, 0)


def _refuse_bomb(raw: Raw, path: Path) -> None:
    """Refuse a small file that claims rows without end: they would fill the memory.

    Raises:
        InputRejected: it does, or is damaged.
    """
    try:
        with quiet():
            frame = pl.scan_parquet(path.absolute(), glob=False)
            count = frame.select(pl.len()).collect().item()
    except (PolarsError, PanicException, OSError):
        raise InputRejected(damaged(raw.file)) from None
    if count > MANY_ROWS and count > ROWS_A_BYTE * raw.size:
        message = f"{count:,} rows in {raw.size:,} bytes: too many to be people's answers."
        hint = "Write only the rows that are there, or use CSV if you trust its source."
        raise InputRejected(Fault("unsafe-parquet", message, hint, raw.file))


def is_parquet(source: Source) -> bool:
    """Whether a source is a Parquet file itself, and not what was put aside of one."""
    return source.format == "parquet" and source.line_column is None


@contextmanager
def quiet() -> Iterator[None]:
    """Nothing on stderr meanwhile: about a damaged file Polars prints pages, of cells perhaps."""
    if sys.__stderr__ is None:  # closed from the start: 2 may be any file of ours
        yield
        return
    sys.__stderr__.flush()
    copy_of_stderr = os.dup(2)
    try:
        with open(os.devnull, "wb") as nothing:  # noqa: PTH123 - no path of a file
            os.dup2(nothing.fileno(), 2)
        yield
    finally:
        os.dup2(copy_of_stderr, 2)
        os.close(copy_of_stderr)


def schema(path: Path, file: str) -> dict[str, pl.DataType]:
    """Column to type.

    Raises:
        InputRejected: the file is damaged.
    """
    try:
        with quiet():
            return dict(pl.scan_parquet(path.absolute(), glob=False).collect_schema())
    except (PolarsError, PanicException, OSError):
        raise InputRejected(damaged(file)) from None


def scan(path: Path, file: str) -> pl.LazyFrame:
    """The number of each row from 0, and the columns by their places: ``c0``, ``c1``, ...

    Their own names could be anything: ``_row``, or ``*``, which Polars takes for a pattern.

    Raises:
        InputRejected: the file is damaged.
    """
    names = schema(path, file)
    row = ROW
    while row in names:
        row += "_"
    frame = pl.scan_parquet(path.absolute(), glob=False, row_index_name=row)
    columns = (pl.nth(at + 1).alias(f"c{at}") for at in range(len(names)))
    return frame.select(pl.nth(0).alias(ROW), *columns)


def damaged(file: str) -> Fault:
    """A file that begins as Parquet and is none."""
    return Fault("bad-parquet", "this Parquet file is damaged.", "Write it again.", file)


def kind_of(dtype: pl.DataType, name: str, file: str) -> Kind:
    """How a column of items is read.

    Raises:
        InputRejected: its type can hold no answers.
    """
    if dtype.is_integer():
        return "int"
    if dtype.is_float():
        return "float"
    if _is_text(dtype):
        return "text"
    raise InputRejected(_not_read(name, dtype, "not answers", "Write whole numbers or text.", file))


def _is_text(dtype: pl.DataType) -> bool:
    return dtype.is_integer() or dtype.is_float() or dtype in _TEXTS


def _not_read(name: str, dtype: pl.DataType, lack: str, hint: str, file: str) -> Fault:
    message = f"the column {shown(name)} holds {str(dtype.base_type()).lower()}, {lack}."
    return Fault("column-type", message, hint, file)


def check(source: Source, columns: Sequence[int]) -> None:
    """See that these columns are text or numbers, without a control character.

    Raises:
        InputRejected: one is not, by its type; or by its first row that has such a character.
    """
    path = source.raw.path
    assert path is not None  # noqa: S101 - open_parquet sees to it; said for mypy
    types = list(schema(path, source.file).items())
    different = sorted(set(columns))
    for name, dtype in (types[at] for at in different):
        if not _is_text(dtype):
            fault = _not_read(name, dtype, "not text", "Write it as text.", source.file)
            raise InputRejected(fault)
    texts = [f"c{at}" for at in different if types[at][1] in _LETTERS]
    if not texts:
        return
    is_odd = pl.any_horizontal(pl.col(*texts).cast(pl.String).str.contains(_CONTROL))
    try:
        with quiet():
            odd = scan(path, source.file).filter(is_odd).head(1).select(ROW, *texts)
            odd_rows = odd.collect(engine="streaming")
    except (PolarsError, PanicException, OSError):
        raise InputRejected(damaged(source.file)) from None
    for row, *cells in odd_rows.iter_rows():
        text = "".join(filter(None, cells)).replace("\r", "\n")
        sign = strict_csv.CONTROL.search(text)
        assert sign is not None  # noqa: S101 - Polars has found it; said for mypy
        raise InputRejected(strict_csv.control(ord(sign[0]), row + 1, source.file))


def number(name: str, dtype: pl.DataType) -> pl.Expr:
    """A column of numbers as it is; Polars does not round floats of 16 bits down."""
    column = pl.col(name)
    return column.cast(pl.Float32) if dtype == pl.Float16 else column


def as_text(name: str, dtype: pl.DataType) -> pl.Expr:
    """A column as the text that a CSV would have; whole floats without their point."""
    if not _is_text(dtype):
        return pl.lit("{...}").alias(name)  # no answer by the rule
    column = number(name, dtype)
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
    types = schema(path, source.file).values()
    frame = scan(path, source.file)
    texts = frame.select(as_text(f"c{at}", dtype).fill_null("") for at, dtype in enumerate(types))
    try:
        with quiet():
            count = frame.select(pl.len()).collect().item()
        for start in range(0, count, _BATCH):
            with quiet():
                batch = texts.slice(start, _BATCH).collect()
            for number_, cells in enumerate(batch.iter_rows(), start=start + 1):
                yield number_, list(cells)
    except (PolarsError, PanicException, OSError):
        raise InputRejected(damaged(source.file)) from None
