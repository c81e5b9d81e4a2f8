"""``batch --engine spark``: where it runs, and what has to be said before it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.shell.output import notice
from rctdiag.errors.faults import Fault, UsageFault

if TYPE_CHECKING:
    from rctdiag.operations.batch.batch_run import BatchDone, BatchRequest
    from rctdiag.tables.spark.spark_session import Where


def location(engine: str, master: str | None, remote: str | None) -> Where | None:
    """Where Spark is to run; None for another engine.

    Raises:
        UsageFault: the options contradict each other.
    """
    if engine != "spark":
        if master is not None or remote is not None:
            message = "--master and --remote are for Spark."
            raise UsageFault(Fault("usage", message, "Add --engine spark, or leave them out."))
        return None
    if master is not None and remote is not None:
        message = "--master and --remote are two different places."
        raise UsageFault(Fault("usage", message, "Give only one of them."))
    from rctdiag.tables.spark.spark_session import Where

    return Where(master or "local[*]", remote)


def score(request: BatchRequest, where: Where, *, quiet: bool) -> BatchDone:
    """Say what Spark does with answers, then let it."""
    from rctdiag.operations.batch.score_on_spark import batch_on_spark

    if not quiet:
        for line in warnings(where):
            notice(line)
    return batch_on_spark(request, where)


def warnings(where: Where) -> list[str]:
    """What somebody who answers for the data should know first."""
    if where.is_local:
        return [
            "Spark may put encrypted parts of the table in a private folder, removed at the end."
        ]
    lines = [
        (
            f"Spark at {where.spoken()} reads and writes the tables."
            " The people who run it can see the answers."
        ),
        "Its workers may write parts of the table to their own disks.",
    ]
    if where.is_open():
        lines.append(
            "The connection is not encrypted. If you do not trust the network, add /;use_ssl=true."
        )
    return lines
