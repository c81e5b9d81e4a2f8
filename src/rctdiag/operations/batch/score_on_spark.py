"""Many respondents on Apache Spark: Parquet folders in, a Parquet folder out."""

from __future__ import annotations

from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.load.checks.did_you_mean import listed
from rctdiag.operations.batch.batch_run import BatchDone
from rctdiag.operations.batch.score_tables import look, outputs, refusal_of
from rctdiag.tables.output.atomic_outputs import Targets
from rctdiag.tables.output.refuse_overwriting import refuse_shared
from rctdiag.tables.source.scratch_folder import Scratch
from rctdiag.tables.spark import spark_session
from rctdiag.tables.spark.parquet_folder import folder

if TYPE_CHECKING:
    from rctdiag.operations.batch.batch_run import BatchRequest
    from rctdiag.tables.spark.spark_session import Where


def batch_on_spark(request: BatchRequest, where: Where) -> BatchDone:
    """Score every row of the tables, in the order of the ids.

    Args:
        request: what to do; tables and output are folders of Parquet, seen by Spark.
        where: the master or the server.

    Raises:
        InputRejected: a table is faulty, or no row of it can be scored.
        UsageFault: an option does not fit Spark, or Spark is not installed.
        GateNotMet: rows were rejected, under ``strict``; only the rejects are then written.
        FileFault: something cannot be read or written, or Spark is out of reach.
    """
    _refuse_unfit(request, where)
    if where.is_local:
        refuse_shared(outputs(request), request.tables)
    spark_session.check(where)
    with ExitStack() as stack:
        scratch = stack.enter_context(Scratch())
        targets = stack.enter_context(Targets())
        rejects = None
        if request.rejects is not None:
            rejects = targets.begin(request.rejects, force=request.force)
        output = str(request.output)
        if where.is_local:
            output = stack.enter_context(folder(Path(output), force=request.force))
        from rctdiag.tables.spark.spark_engine import SparkTables, spark_faults  # noqa: PLC0415 - brings narwhals

        stack.enter_context(spark_faults())
        session = stack.enter_context(spark_session.opened(where))
        tables = SparkTables(session, is_local=where.is_local)
        opened = look(request, stdin=BytesIO, scratch=scratch, opener=tables.open)
        run = tables.run(opened.plan, opened.sources, opened.columns, rejects)
        why = refusal_of(request, run.tally)
        if why is None:
            run.write(output)
        targets.commit()
        if why is not None:
            raise why
        return BatchDone(opened, run.tally, "spark")


def _refuse_unfit(request: BatchRequest, where: Where) -> None:
    unfit = {
        "--long": request.long,
        "--encoding": request.encoding is not None,
        "--sheet": bool(request.sheets),
        "--structure": request.structure is not None,
        "--results": request.results is not None,
        "--manifest": request.manifest is not None,
        "--force": request.force and not where.is_local,
        "the table -": "-" in request.tables,
    }
    if names := [name for name, is_given in unfit.items() if is_given]:
        message = f"Spark cannot do it: {listed(names, 'and')}."
        raise UsageFault(Fault("engine-cannot", message, "See docs/spark.md."))
    if request.output is None or request.format != "parquet":
        message = "Spark writes a folder of Parquet."
        raise UsageFault(Fault("engine-cannot", message, "Give -o a name ending in .parquet."))
