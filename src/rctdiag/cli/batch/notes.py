"""What ``batch`` says on stderr: what was read how, what was left out, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.load.checks.did_you_mean import counted, listed, some
from rctdiag.tables.source.answer_cells import HOW_TO_MEND
from rctdiag.tables.source.columns import shown
from rctdiag.tables.source.sniffing import FORMAT_NAMES, SPOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.operations.batch.batch_run import BatchDone, BatchRequest, Opened
    from rctdiag.tables.source.text_rows import Source


def lines(request: BatchRequest, done: BatchDone) -> Iterator[str]:
    """The notes of a run, a line each."""
    for source in done.opened.sources:
        yield _read(source)
    if done.opened.dropped:
        yield f"Not read, because they are private: {some(done.opened.dropped)}."
    if done.opened.unknown:
        yield f"Ignored, because they are about other items: {counted(done.opened.unknown, 'row')}."
    yield from unrecognised_columns(done.opened, long=request.long)
    yield from missing_columns(done.opened, long=request.long)
    if request.id is None and not request.long:
        yield "Without --id each row counts as a different person and gets a number."
    tally = done.tally
    if tally.unnamed:
        yield f"Without an id: {counted(tally.unnamed, 'row')}."
    for reject in tally.first:
        position = f"{reject.file}:{reject.line}" if reject.line else reject.file
        yield f"{position}: {reject.column}: {reject.reason}."
    if tally.rejected:
        where = f"; {request.rejects} says where" if request.rejects else ""
        more = "" if request.rejects else " --rejects FILE lists them."
        more = f" {HOW_TO_MEND}{more}"
        rows = left_out(tally.rejected, long=request.long)
        cells = counted(tally.wrong, "wrong cell")
        yield f"{rows} left out because of {cells}{where}.{more}"
    saved = f" Saved to {request.output}." if request.output else ""
    if request.output and done.engine != "spark":
        saved += " Only you can read it."
    yield f"{counted(tally.scored, 'respondent')} scored.{saved}"


def unrecognised_columns(opened: Opened, *, long: bool) -> Iterator[str]:
    """What seems to be meant for a question, and is read for none."""
    for file, columns in opened.unrecognised.items():
        unit = "item" if long else "column"
        names = [
            shown(column.name) + (f" (did you mean '{column.meant}'?)" if column.meant else "")
            for column in columns
        ]
        if len(names) == 1:
            hint = "If it holds answers to a question, rename it."
        else:
            unit, hint = f"{unit}s", "If they hold answers to questions, rename them."
        yield f"{file}: {unit} not recognised, so not read: {some(names)}. {hint}"


def missing_columns(opened: Opened, *, long: bool, items: bool = True) -> Iterator[str]:
    """Whole questionnaires, and with ``items`` single questions, that the tables do not have."""
    unit = "row" if long else "column"
    if opened.absent:
        absent_names = listed(opened.absent)
        hint = "Were they asked? Check the header."
        yield f"No {unit} for any question of {absent_names}: left out. {hint}"
    for file, lacking in opened.lacking.items() if items else ():
        yield f"{file} has no {unit} for {some(lacking)}: counted as not answered."


def left_out(count: int, *, long: bool) -> str:
    """What wrong cells cost: of a long table all of a respondent, or the row of nobody."""
    if not long:
        return counted(count, "row")
    return f"{counted(count, 'respondent')} or {'row' if count == 1 else 'rows'} without an id"


def _read(source: Source) -> str:
    if source.format != "csv" or source.note:
        note = f", {source.note}" if source.note else ""
        return f"{source.file}: {FORMAT_NAMES[source.format]}{note}."
    encoding = "UTF-8" if source.encoding == "utf-8-sig" else source.encoding.upper()
    return f"{source.file}: CSV, {SPOKEN[source.separator]} between cells, {encoding}."
