"""A run in plain Python: every row read, judged, scored and written in its turn."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from rctdiag.tables.engines.plain_scoring import people, score_row
from rctdiag.tables.output.score_rows import RejectWriter, write_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.tables.engines.job import Job, RowCounts
    from rctdiag.tables.engines.plain_scoring import Value


def run_plain(job: Job) -> RowCounts:
    """Score a run row by row; memory does not grow with the table.

    Raises:
        InputRejected: a table is faulty.
    """
    from rctdiag.tables.engines.job import RowCounts  # noqa: PLC0415 - engines imports this module

    tally = RowCounts()
    with ExitStack() as stack:
        output = stack.enter_context(job.output_path().open("wb"))
        rejects = stack.enter_context(RejectWriter(job.rejects))
        rows = _scored(job, tally, rejects)
        tally.scored = write_rows(output, job.format, job.plan.output, rows)
    return tally


def _scored(job: Job, tally: RowCounts, rejects: RejectWriter) -> Iterator[tuple[Value, ...]]:
    ranges = job.plan.ranges
    first = 1
    for source, columns in zip(job.sources, job.columns, strict=True):
        for group in source.prior:
            tally.add(group)
            rejects.write(group)
        for person in people(source, columns, ranges, first):
            first += 1
            if isinstance(person, list):
                tally.add(person)
                rejects.write(person)
                continue
            tally.unnamed += person.id is None
            yield score_row(job.plan, person)
