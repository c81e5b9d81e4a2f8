"""A run on Polars: the tables stream through the key's expressions into the output.

Columns of items are read as small numbers where the table lets that be, and otherwise as text by
the one rule; both give the same. Headers are never given to Polars, which renames doubles.
"""

from __future__ import annotations

import os
import re
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import narwhals as nw
import polars as pl
from polars.exceptions import PanicException, PolarsError

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.tables.engines.job import RowCounts
from rctdiag.tables.expressions import scoring_expressions as ex
from rctdiag.tables.expressions.frame_steps import BAD, judge, score, text_of
from rctdiag.tables.output.score_rows import RejectWriter
from rctdiag.tables.readers import parquet
from rctdiag.tables.readers.table_rows import table_rows
from rctdiag.tables.source.answer_cells import Wrong, answer, inert
from rctdiag.tables.source.run_plan import ID, Reject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rctdiag.tables.engines.job import Job
    from rctdiag.tables.expressions.frame_steps import Kind
    from rctdiag.tables.source.columns import Columns
    from rctdiag.tables.source.text_rows import Source

_FILE, _ROW, _LINE = "_file", parquet.ROW, "_line"
_OS_ERROR = re.compile(r"\(os error (\d+)\)")
_BATCH = 50_000  # rejected rows looked at in one go
_MORSEL = 20_000  # rows under way at once on each processor: a fifth of what Polars would take
_LEVEL = 1  # of zstd: as small within a few hundredths as the default, in a third of its time


@dataclass(frozen=True, slots=True)
class TableInput:
    """One table as a lazy frame of ``_row``, the id, kept columns, and items as text or numbers."""

    source: Source
    columns: Columns
    frame: pl.LazyFrame
    kinds: dict[str, Kind]  # item to how its column is read
    rows: int
    is_plain: bool = True  # row i, from 0, stands on line i + 2


def run_polars(job: Job) -> RowCounts:
    """Score a run.

    Raises:
        InputRejected: a table is faulty.
    """
    target = job.output_path().absolute()
    has_parquet = any(map(parquet.is_parquet, job.sources))
    try:
        with parquet.quiet() if has_parquet else nullcontext():
            try:
                # A code without digits can never be read as an answer: where one stands, reading
                # as numbers fails, and the table is read as text.
                in_digits = any(sign.isdigit() for code in job.plan.missing for sign in code)
                return _attempt(job, target, typed=not in_digits)
            except PolarsError:
                # A cell that is no plain number somewhere: all cells by the rule, as text.
                return _attempt(job, target, typed=False)
    except (PolarsError, PanicException) as error:
        system_error = _system_error(
            OSError(str(error))
        )  # of a Parquet file it wraps what the system said
        if system_error.errno is not None:
            raise system_error from None
        raise _engine_fault(job, error) from None
    except OSError as error:
        raise _system_error(error) from None


def _system_error(error: OSError) -> OSError:
    """Polars tells the number of what the system said only in its text."""
    match = _OS_ERROR.search(str(error))
    if error.errno is not None or match is None:
        return error
    return OSError(int(match[1]), os.strerror(int(match[1])))


def _engine_fault(job: Job, error: BaseException) -> InputRejected:
    """What is left when the checks passed and Polars still refused; its text could hold cells.

    Raises:
        InputRejected: a Parquet file cannot be read to its end.
    """
    has_parquet = job.format == "parquet"
    for source in filter(parquet.is_parquet, job.sources):
        has_parquet = True
        for _ in table_rows(source):
            pass
    message = f"the table engine gave up ({type(error).__name__})."
    hint = "Try it with CSV." if has_parquet else "Try --engine python."
    return InputRejected(Fault("engine-failed", message, hint))


def _attempt(job: Job, target: Path, *, typed: bool) -> RowCounts:
    inputs = [_input(job, number, typed=typed) for number in range(len(job.sources))]
    good, bad = [], []
    before = 0
    for number, part in enumerate(inputs):
        judged = _judged(job, part)
        good.append(_fit(job, part, judged, before))
        bad.append(_unfit(job, part, judged, number))
        before += part.rows
    people = pl.concat(good)
    rejects_path = job.scratch.path()
    # One scan feeds both; a third branch would make Polars keep the scores in memory.
    with pl.Config(streaming_chunk_size=_MORSEL):
        pl.collect_all(
            [_sink(job, people, target), pl.concat(bad).sink_parquet(rejects_path, lazy=True)],
            engine="streaming",
        )
    tally = RowCounts()
    _tell_rejects(job, inputs, rejects_path, tally)
    tally.scored = before - tally.rejected + sum(len(part.source.prior) for part in inputs)
    return tally


def _input(job: Job, number: int, *, typed: bool) -> TableInput:
    source, columns = job.sources[number], job.columns[number]
    if parquet.is_parquet(source):
        return _parquet(job, source, columns, typed=typed)
    from rctdiag.tables.readers.fast_csv_check import clean  # noqa: PLC0415 - not for Parquet

    checked = clean(source, job.scratch.path, job.advance)
    names = [f"c{index}" for index in range(len(source.header))]
    items = {names[index]: item for item, index in columns.items.items()}
    schema = {name: pl.Int8 if typed and name in items else pl.String for name in names}
    frame = pl.scan_csv(
        checked.path.absolute(),  # Polars has a meaning for ~ and for file:
        has_header=False,
        skip_rows=int(checked.has_header),
        schema=schema,
        separator=source.separator,
        row_index_name=_ROW,
        glob=False,
    )
    wanted = [
        *_position_columns(source),
        *(pl.col(name).alias(item) for name, item in items.items()),
    ]
    if columns.id is not None:
        wanted.append(pl.col(names[columns.id]).alias(ID))
    wanted += [pl.col(names[index]).alias(_carried_name(n)) for n, index in enumerate(columns.keep)]
    kinds: dict[str, Kind] = dict.fromkeys(columns.items, "int" if typed else "text")
    return TableInput(
        source, columns, frame.select(wanted), kinds, checked.rows, is_plain=checked.is_plain
    )


def _position_columns(source: Source) -> list[pl.Expr]:
    """The number of the row from 0, and the line that it says itself, or 0."""
    line = pl.lit(0, pl.Int64)
    if source.line_column is not None:
        line = pl.col(f"c{source.line_column}").cast(pl.Int64)
    return [pl.col(_ROW), line.alias(_LINE)]


def _parquet(job: Job, source: Source, columns: Columns, *, typed: bool) -> TableInput:
    path = source.raw.path
    assert path is not None  # noqa: S101 - open_parquet sees to it; said for mypy
    types = list(parquet.schema(path, source.file).items())
    named = columns.keep if columns.id is None else (columns.id, *columns.keep)
    parquet.check(source, named)
    kinds: dict[str, Kind] = {}
    wanted = [pl.col(_ROW), (pl.col(_ROW).cast(pl.Int64) + 1).alias(_LINE)]
    for item, at in columns.items.items():
        name, dtype = types[at]
        kind = parquet.kind_of(dtype, name, source.file)
        kinds[item] = kind if typed else "text"
        read = parquet.as_text if kinds[item] == "text" else parquet.number
        wanted.append(read(f"c{at}", dtype).alias(item))
    if columns.id is not None:
        wanted.append(parquet.as_text(f"c{columns.id}", types[columns.id][1]).alias(ID))
    for n, at in enumerate(columns.keep):
        wanted.append(parquet.as_text(f"c{at}", types[at][1]).alias(_carried_name(n)))
    frame = parquet.scan(path, source.file)
    rows = frame.select(pl.len()).collect().item()
    job.advance(source.raw.size)
    return TableInput(source, columns, frame.select(wanted), kinds, rows)


def _carried_name(n: int) -> str:
    """A kept column while it is under way: its name may be that of an item, or a pattern."""
    return f"_keep{n}"


def _judged(job: Job, part: TableInput) -> pl.LazyFrame:
    return cast("pl.LazyFrame", judge(nw.from_native(part.frame), job.plan, part.kinds).to_native())


def _fit(job: Job, part: TableInput, judged: pl.LazyFrame, before: int) -> pl.LazyFrame:
    """The scored rows of one table."""
    if part.columns.id is None:
        name = (nw.col(_ROW).cast(nw.Int64) + (before + 1)).cast(nw.String).alias(ID)
    else:
        name = ex.or_null(ID)
    carried = [ex.or_null(_carried_name(n)) for n in range(len(job.plan.wanted.keep))]
    frame = nw.from_native(judged.filter(~pl.col(BAD)))
    return cast("pl.LazyFrame", score(frame, job.plan, part.kinds, [name, *carried]).to_native())


def _unfit(job: Job, part: TableInput, judged: pl.LazyFrame, number: int) -> pl.LazyFrame:
    """The rows with a wrong cell, all items as text; and those without an id, to be counted."""
    items = [row.item for row in job.plan.key.rows]
    source = {item: text_of(item) if kind == "text" else item for item, kind in part.kinds.items()}
    is_unfit = pl.col(BAD)
    if part.columns.id is not None:
        is_unfit |= pl.col(ID).is_null() | (pl.col(ID) == "")
    return judged.filter(is_unfit).select(
        BAD,
        pl.lit(number, pl.UInt32).alias(_FILE),
        pl.col(_ROW).cast(pl.Int64),
        _LINE,
        *(
            pl.col(source[item]).cast(pl.String).alias(item)
            if item in source
            else pl.lit(None, pl.String).alias(item)
            for item in items
        ),
    )


def _sink(job: Job, people: pl.LazyFrame, target: Path) -> pl.LazyFrame:
    carried = {_carried_name(n): name for n, name in enumerate(job.plan.wanted.keep)}
    if job.format == "csv":
        guarded = cast("Any", nw.from_native(people)).with_columns(*map(ex.inert, [ID, *carried]))
        named = guarded.to_native().rename({inner: inert(name) for inner, name in carried.items()})
        return cast("pl.LazyFrame", named.sink_csv(target, lazy=True, quote_style="necessary"))
    people = people.rename(carried)
    if job.format == "parquet":
        return people.sink_parquet(target, lazy=True, compression="zstd", compression_level=_LEVEL)
    return people.sink_ndjson(target, lazy=True)


def _tell_rejects(
    job: Job, inputs: Sequence[TableInput], rejects_path: Path, tally: RowCounts
) -> None:
    """Judge the rejected rows cell by cell, in plain Python, and write where they are wrong."""
    with RejectWriter(job.rejects) as writer:
        for group in (group for part in inputs for group in part.source.prior):
            tally.add(group)
            writer.write(group)
        lines = _lines(inputs, rejects_path)
        for is_bad, number, row, line, cells in _rejected(rejects_path):
            part = inputs[number]
            if not is_bad:
                tally.unnamed += 1
                continue
            line_ = line or lines.get((number, row), row + 2)
            ranges, items = job.plan.ranges, part.columns.items
            wrong = {
                item: reading
                for item, of in ranges.items()
                if item in items and isinstance(reading := answer(cells[item], of), Wrong)
            }
            rejects = [
                Reject(
                    part.source.file,
                    line_,
                    item,
                    reading.kind,
                    part.source.spoken(reading.reason, items[item], line_),
                )
                for item, reading in wrong.items()
            ]
            tally.add(rejects)
            writer.write(rejects)


def _lines(inputs: Sequence[TableInput], rejects_path: Path) -> dict[tuple[int, int], int]:
    """Where rejected rows stand, in tables with more or fewer lines than rows."""
    line_of: dict[tuple[int, int], int] = {}
    uneven = {number for number, part in enumerate(inputs) if not part.is_plain}
    if not uneven:
        return line_of
    rejected = pl.scan_parquet(rejects_path).select(_FILE, _ROW, _LINE).collect()
    for number in uneven:
        wanted = set(rejected.filter(pl.col(_FILE) == number)[_ROW])
        if wanted:
            for row, (line, _) in enumerate(table_rows(inputs[number].source)):
                if row in wanted:
                    line_of[number, row] = line
    return line_of


def _rejected(rejects_path: Path) -> Iterator[tuple[bool, int, int, int, dict[str, str | None]]]:
    frame = pl.scan_parquet(rejects_path)
    count = frame.select(pl.len()).collect().item()
    for start in range(0, count, _BATCH):
        for cells in frame.slice(start, _BATCH).collect().iter_rows(named=True):
            head = [cells.pop(name) for name in (BAD, _FILE, _ROW, _LINE)]
            yield head[0], head[1], head[2], head[3], cells
