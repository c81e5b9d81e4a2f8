"""A run on Spark: Parquet folders through the key's expressions into a Parquet folder.

Only expressions that Spark itself knows: no Python runs on the executors. Every column is named
anew at the door, for Spark reads a point in a name as a field.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import reduce
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

import narwhals as nw

from rctdiag.errors.faults import Fault, FileFault, InputRejected
from rctdiag.tables.engines.frame_engine import as_text
from rctdiag.tables.engines.job import RowCounts
from rctdiag.tables.expressions import scoring_expressions as ex
from rctdiag.tables.expressions.frame_steps import BAD, judge, kind_of, score, text_of
from rctdiag.tables.source.answer_cells import Wrong, answer
from rctdiag.tables.source.bytes_in import Raw
from rctdiag.tables.source.run_plan import ID, Reject
from rctdiag.tables.source.text_rows import Source
from rctdiag.tables.spark.parquet_folder import escaped
from rctdiag.tables.spark.spark_rejects import SparkRejectWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rctdiag.tables.expressions.frame_steps import Kind
    from rctdiag.tables.source.columns import Columns
    from rctdiag.tables.source.run_plan import RunPlan

_FILE, _ROW, _BEFORE, _POSITION = "_file", "_row", "_before", "_place"
# What Spark says about a table that it cannot read; the rest of its texts could hold cells.
_NOT_THERE = ("PATH_NOT_FOUND", "FILE_NOT_EXIST", "FAILED_READ_FILE.FILE_NOT_EXIST")
_TAKEN = ("PATH_ALREADY_EXISTS", "UNSUPPORTED_OVERWRITE.PATH")


@dataclass(frozen=True, slots=True)
class Judged:
    """One table: its rows with ``_bad``, the id, kept columns and items as numbers."""

    frame: Any  # a narwhals frame
    kinds: dict[str, Kind]


class _FileCount(NamedTuple):
    """Rows of one file: all, those with a wrong cell, those without an id."""

    file: str
    rows: int
    bad: int
    unnamed: int


@dataclass(frozen=True, slots=True)
class SparkTables:
    """The tables of a run, as a Spark session sees them."""

    session: Any
    is_local: bool

    def open(self, name: str) -> Source:
        """The columns of a Parquet file or folder, in ``source.header``.

        Raises:
            FileFault: it is not there, or Spark failed.
            InputRejected: it is no Parquet, or its files disagree about a column.
        """
        return Source(Raw(name, 0), "parquet", tuple(self._read(name).columns), 0, note="Spark")

    def run(
        self,
        plan: RunPlan,
        sources: Sequence[Source],
        columns: Sequence[Columns],
        rejects: Path | None,
    ) -> SparkRun:
        """Judge every row, and write where cells are wrong.

        Raises:
            FileFault, InputRejected: as ``open``.
        """
        names = [source.file for source in sources]
        with spark_faults():
            tables = [
                self._judged(name, plan, column, number)
                for number, (name, column) in enumerate(zip(names, columns, strict=True))
            ]
            tally, placed = self._counted(tables, named=plan.wanted.id is not None)
            if tally.rejected or rejects is not None:
                self._tell_rejects(plan, placed, tally, rejects)
        return SparkRun(self.session, plan, placed, tally)

    def _read(self, name: str) -> Any:  # noqa: ANN401 - a frame of Spark
        path = name
        if self.is_local and "://" not in name and Path(name).exists():
            path = escaped(Path(name))
        with spark_faults(name):
            return self.session.read.option("mergeSchema", "true").parquet(path)

    def _judged(self, name: str, plan: RunPlan, columns: Columns, number: int) -> Judged:
        f = _functions(self.session)
        native = self._read(name)
        names = native.columns
        taken = {item: names[at] for item, at in columns.items.items()}
        taken |= {carried_name(at): names[index] for at, index in enumerate(columns.keep)}
        if columns.id is not None:
            taken[ID] = names[columns.id]
        picked = native.select(
            *(f.col(quoted(old)).alias(new) for new, old in taken.items()),
            f.concat(f.lit(f"{number:06} "), f.col("_metadata.file_path")).alias(_FILE),
            f.col("_metadata.row_index").alias(_ROW),
        )
        frame = nw.from_native(picked)
        schema = frame.collect_schema()
        kinds = {item: _kind(item, schema[item], plan, name) for item in columns.items}
        texts = [item for item, kind in kinds.items() if kind == "text"]
        texts += [column for column in taken if column not in kinds]
        if texts:
            frame = frame.with_columns(*(as_text(text, schema[text]).alias(text) for text in texts))
        return Judged(judge(frame, plan, kinds), kinds)

    def _counted(self, tables: Sequence[Judged], *, named: bool) -> tuple[RowCounts, list[Judged]]:
        """Count rows by file; and give each row its place, the files in the order of names."""
        wanted = {"rows": nw.lit(1, nw.Int64), "bad": nw.col(BAD).fill_null(value=False)}
        if named:
            wanted["unnamed"] = (nw.col(ID).fill_null("") == "") & ~nw.col(BAD)
        counts: list[_FileCount] = []
        for judged in tables:
            flags = judged.frame.select(
                _FILE,
                *(expression.cast(nw.Int64).alias(name) for name, expression in wanted.items()),
            )
            summed = flags.group_by(_FILE).agg(*(nw.col(name).sum() for name in wanted))
            counts += [
                _FileCount(row[_FILE], row["rows"], row["bad"], row["unnamed"] if named else 0)
                for row in summed.to_native().collect()
            ]
        counts.sort(key=lambda count: str(count.file))
        tally, before, starts = RowCounts(), 0, []
        for count in counts:
            starts.append((count.file, before))
            before += count.rows
            tally.rejected += count.bad
            tally.unnamed += count.unnamed
        tally.scored = before - tally.rejected
        return tally, [self._placed(table, starts) for table in tables]

    def _placed(self, judged: Judged, starts: list[tuple[str, int]]) -> Judged:
        # mypy: no types, and an extra.
        import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415

        f = _functions(self.session)
        # From Arrow: Spark would start Python on an executor for a list.
        files, before = zip(*starts, strict=True) if starts else ((), ())
        table = pa.table(
            {_FILE: pa.array(files, pa.string()), _BEFORE: pa.array(before, pa.int64())}
        )
        known = self.session.createDataFrame(table)
        native = judged.frame.to_native().join(f.broadcast(known), _FILE)
        native = native.withColumn(_POSITION, f.col(_BEFORE) + f.col(_ROW))
        return Judged(nw.from_native(native), judged.kinds)

    def _tell_rejects(
        self, plan: RunPlan, tables: Sequence[Judged], tally: RowCounts, path: Path | None
    ) -> None:
        """Judge the rejected rows cell by cell, in plain Python, by the one rule."""
        rows, tally.rejected = tally.rejected, 0
        with SparkRejectWriter(path) as writer:
            for table in tables if rows else ():
                for row in _odd(table, named=plan.wanted.id is not None):
                    file, name, cells = file_name(row[_FILE]), row[ID] or "", row
                    wrong = [
                        Reject(file, 0, item, reading.kind, reading.reason)
                        for item, of in plan.ranges.items()
                        if item in table.kinds
                        and isinstance(reading := answer(cells[item], of), Wrong)
                    ]
                    tally.add(wrong)
                    writer.write(name, wrong)


@dataclass(frozen=True, slots=True)
class SparkRun:
    """Judged tables, ready to be scored."""

    session: Any
    plan: RunPlan
    tables: list[Judged]
    tally: RowCounts

    def write(self, output: str) -> None:
        """Score, bring into order, write a new Parquet folder, and count what is in it.

        Raises:
            FileFault: there is something already, Spark failed, or rows were lost.
        """
        with spark_faults(output):
            people = reduce(lambda a, b: a.unionByName(b), map(self._scored, self.tables))
            order = [_POSITION] if self.plan.wanted.id is None else [ID, _POSITION]
            people.orderBy(*order).drop(_POSITION).write.mode("error").parquet(output)
            written = self.session.read.parquet(output).count()
        if written != self.tally.scored:
            message = f"{written} rows were written for {self.tally.scored} respondents."
            hint = "Did the table change meanwhile? Remove the output and run again."
            raise FileFault(Fault("rows-lost", message, hint, output))

    def _scored(self, table: Judged) -> Any:  # noqa: ANN401 - a frame of Spark
        plan = self.plan
        numbered = plan.wanted.id is None
        name = (nw.col(_POSITION) + 1).cast(nw.String).alias(ID) if numbered else ex.or_null(ID)
        carried = [
            ex.or_null(carried_name(at)).alias(name) for at, name in enumerate(plan.wanted.keep)
        ]
        good = table.frame.filter(~nw.col(BAD))
        scored = score(good, plan, table.kinds, [name, *carried, nw.col(_POSITION)])
        return scored.to_native()


def _functions(session: Any) -> Any:  # noqa: ANN401 - a module of Spark
    """Spark's functions for this kind of session."""
    is_remote = type(session).__module__.startswith("pyspark.sql.connect")
    return import_module(f"pyspark.sql{'.connect' if is_remote else ''}.functions")


def carried_name(at: int) -> str:
    """A kept column while it is under way."""
    return f"_keep{at}"


def quoted(name: str) -> str:
    """A column's name as Spark takes it literally."""
    return "`" + name.replace("`", "``") + "`"


def file_name(uri_text: str) -> str:
    """A file as a person would write it, from what Spark says with its table's number before."""
    uri = unquote(uri_text.partition(" ")[2])
    return uri.removeprefix("file://") if uri.startswith("file:///") else uri.removeprefix("file:")


def _kind(item: str, dtype: nw.dtypes.DType, plan: RunPlan, file: str) -> Kind:
    kind = kind_of(dtype)
    if kind is None:
        message = f"the column {item!r} holds {str(dtype).lower()}, not answers."
        raise InputRejected(Fault("column-type", message, "Write whole numbers or text.", file))
    return "text" if plan.missing else kind


def _odd(table: Judged, *, named: bool) -> Iterator[Any]:
    """The rejected rows of a table in their order: the file, the id, and items as text."""
    source = {item: text_of(item) if kind == "text" else item for item, kind in table.kinds.items()}
    name = nw.col(ID) if named else (nw.col(_POSITION) + 1).cast(nw.String)
    rows = table.frame.filter(nw.col(BAD)).select(
        nw.col(_FILE),
        nw.col(_POSITION),
        name.alias(ID),
        *(nw.col(column).cast(nw.String).alias(item) for item, column in source.items()),
    )
    yield from rows.to_native().orderBy(_POSITION).toLocalIterator()


@contextmanager
def spark_faults(name: str = "") -> Iterator[None]:
    """Say in one line what Spark refused; its own text could hold cells.

    Raises:
        FileFault, InputRejected: instead of any error of Spark.
    """
    # mypy: no types, and an extra.
    from py4j.protocol import Py4JError  # type: ignore[import-not-found]  # noqa: PLC0415
    from pyspark.errors import PySparkException  # noqa: PLC0415 - likewise

    # ConnectionError: Java has gone.
    errors: tuple[type[Exception], ...] = (PySparkException, Py4JError, ConnectionError)
    try:
        # mypy: no types; only Spark Connect has it.
        from grpc import RpcError  # type: ignore[import-untyped]  # noqa: PLC0415

        errors = (*errors, RpcError)
    except ImportError:
        pass
    try:
        yield
    except errors as error:
        raise _fault(error, name) from None


def _condition(error: Exception) -> str:
    """Spark's own name for what happened; never its text."""
    for candidate in (error, getattr(error, "java_exception", None)):
        with suppress(Exception):
            if name := candidate.getCondition():  # type: ignore[union-attr]  # only errors of Spark's own
                return str(name)
    return type(error).__name__


def _fault(error: Exception, name: str) -> FileFault | InputRejected:
    code = _condition(error)
    if code in _NOT_THERE:
        return FileFault(Fault("table-missing", "there is no such table.", "Check the path.", name))
    if code in _TAKEN:
        message = "there is something here already."
        return FileFault(Fault("file-exists", message, "Name a new folder.", name))
    if code.startswith(("UNABLE_TO_INFER_SCHEMA", "CANNOT_READ_FILE_FOOTER", "FAILED_READ_FILE")):
        message = "this is not Parquet, or it is damaged."
        return InputRejected(Fault("bad-parquet", message, "Name a Parquet file or folder.", name))
    if "MERGE" in code:
        message = "its files disagree about the type of a column."
        return InputRejected(Fault("bad-parquet", message, "Give them the same type.", name))
    message = f"Spark gave up ({code})."
    return FileFault(
        Fault("spark-failed", message, "See docs/spark.md; try --engine polars.", name)
    )
