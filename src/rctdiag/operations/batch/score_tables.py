"""Many respondents: tables in, a row of scores each out."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from rctdiag.errors.faults import Fault, GateNotMet, InputRejected, UsageFault
from rctdiag.load.checks.did_you_mean import counted, listed
from rctdiag.load.library import find_instruments
from rctdiag.model.documents.mapping import PREFER_NOT
from rctdiag.operations.batch.batch_run import BatchDone, Opened
from rctdiag.operations.batch.unrecognised import unrecognised
from rctdiag.operations.platforms.recognise import (
    open_recognised,
    open_sheets,
    open_structured,
)
from rctdiag.render.plain.canonical_json import dumps
from rctdiag.scoring.key import scoring_key
from rctdiag.store.sweep_orphans import sweep_ended
from rctdiag.tables.engines import choose_engine
from rctdiag.tables.engines.job import Job
from rctdiag.tables.output.atomic_outputs import Targets
from rctdiag.tables.output.refuse_overwriting import refuse_shared
from rctdiag.tables.readers.long_tables import widen
from rctdiag.tables.source.answer_cells import HOW_TO_MEND, inert, missing_codes
from rctdiag.tables.source.columns import Wanted, find_columns
from rctdiag.tables.source.run_plan import RunPlan, clashing
from rctdiag.tables.source.scratch_folder import Scratch
from rctdiag.tables.source.visible_text import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from rctdiag.model.questionnaire import Questionnaire
    from rctdiag.operations.batch.batch_run import BatchRequest
    from rctdiag.operations.batch.unrecognised import Unrecognised
    from rctdiag.tables.engines.job import RowCounts
    from rctdiag.tables.source.columns import Columns
    from rctdiag.tables.source.text_rows import Source


def batch(
    request: BatchRequest,
    *,
    stdin: Callable[[], BinaryIO],
    stdout: BinaryIO,
    progress: Callable[[int, int], None] | None = None,
) -> BatchDone:
    """Score every row of the tables.

    Args:
        request: what to do.
        stdin: gives standard input, asked only for the table ``-``.
        stdout: where scores go without an output.
        progress: told how many of how many bytes are done.

    Raises:
        InputRejected: a table is faulty, or no row of it can be scored.
        UsageFault: an option does not fit the tables.
        GateNotMet: rows were rejected, under ``strict``; only the rejects are then written.
        FileFault: something cannot be read or written; what was there before still is.
    """
    questionnaires = [instrument.file for instrument in request.instruments]
    read = [*questionnaires, *filter(None, [request.structure])]
    refuse_shared(outputs(request), request.tables, read)
    sweep_ended(*(path.parent for path in outputs(request).values() if path is not None))
    with Scratch() as scratch, Targets() as targets, ExitStack() as work:
        opened = look(request, stdin=stdin, scratch=scratch)
        output = None
        if request.output is not None:
            output = scratch.with_plain_name(targets.begin(request.output, force=request.force))
        rejects = None
        if request.rejects is not None:
            rejects = targets.begin(request.rejects, force=request.force)
        job = Job(
            plan=opened.plan,
            sources=opened.sources,
            columns=opened.columns,
            format=request.format,
            output=output,
            stdout=stdout,
            rejects=rejects,
            scratch=scratch,
            progress=progress,
        )
        results = manifest_ = None
        if request.results is not None:
            results = _results(request, opened, targets, work)
        if request.manifest is not None:
            manifest_ = targets.begin(request.manifest, force=request.force)
        engine = choose_engine.choose(request.engine, job)
        tally = choose_engine.run(engine, job)
        refusal = refusal_of(request, tally)
        if refusal is not None:
            work.close()
            targets.drop_all_but(request.rejects)
            targets.commit()
            raise refusal
        done = BatchDone(opened, tally, engine)
        if results is not None:
            results()
        if manifest_ is not None:
            _write_manifest(request, done, manifest_)
        if request.output is None:
            job.copy_out()
        targets.commit()
        return done


def outputs(request: BatchRequest) -> dict[str, Path | None]:
    """The files that a run writes, by option."""
    return {
        "-o": request.output,
        "--rejects": request.rejects,
        "--results": request.results,
        "--manifest": request.manifest,
    }


def _results(
    request: BatchRequest, opened: Opened, targets: Targets, work: ExitStack
) -> Callable[[], None]:
    """What writes the results; it gets ready while scores are made."""
    from rctdiag.operations.batch.full_results import writing  # noqa: PLC0415 - brings advice

    assert request.results is not None  # noqa: S101 - for mypy; both are given or neither
    assert request.settings is not None  # noqa: S101
    present = {questionnaire.id for questionnaire in opened.present}
    instruments = tuple(i for i in request.instruments if i.questionnaire.id in present)
    path = targets.begin(request.results, force=request.force)
    settings = replace(request.settings, instruments=instruments)
    return work.enter_context(writing(opened, settings, path))


def _write_manifest(request: BatchRequest, done: BatchDone, path: Path) -> None:
    from rctdiag.operations.batch.run_manifest import manifest  # noqa: PLC0415 - seldom asked for

    assert request.now is not None  # noqa: S101 - for mypy; comes with every request
    path.write_text(dumps(manifest(request, done, now=request.now)), encoding="utf-8")


def refusal_of(request: BatchRequest, tally: RowCounts) -> InputRejected | GateNotMet | None:
    """Why the scores are not to be had: no row left, or rejects under ``strict``."""
    where = "" if request.rejects else " --rejects FILE lists them."
    if not tally.scored:
        if not tally.rejected:
            file = request.tables[0] if len(request.tables) == 1 else ""
            message, hint = "there are no rows to score.", "Check the table."
            return InputRejected(Fault("no-row-left", message, hint, file.removeprefix("-")))
        left_out = Fault("no-row-left", "every row has a wrong cell.", f"{HOW_TO_MEND}{where}")
        return InputRejected([*tally.as_faults(), left_out])
    if request.strict and tally.rejected:
        message = f"wrong cells in {counted(tally.rejected, 'row')}."
        hint = f"{HOW_TO_MEND} Or leave out --strict.{where}"
        return GateNotMet(Fault("rows-rejected", message, hint))
    return None


def look(
    request: BatchRequest,
    *,
    stdin: Callable[[], BinaryIO],
    scratch: Scratch,
    opener: Callable[[str], Source] | None = None,
) -> Opened:
    """Open the tables, find their columns, and settle what the run reads and writes.

    ``opener`` opens the tables of an engine that reads them itself.

    Raises:
        InputRejected, UsageFault, FileFault: as ``batch``.
    """
    chosen = [table.questionnaire for table in request.instruments]
    left_out = [q for q in chosen if q.private and not request.include_private]
    private = frozenset(item.id for q in left_out for item in q.items)
    if request.named and not request.include_private:
        private |= _bundled_private()
    _refuse_private(request, left_out, private)
    scored = [q for q in chosen if q not in left_out]
    wanted = Wanted(
        items=tuple(row.item for row in scoring_key(scored, request.form).rows),
        private=private,
        id=request.id,
        keep=request.keep,
        long=request.long,
    )
    sources = tuple(
        opener(name)
        if opener is not None
        else open_sheets(name, wanted, request, scratch)
        if request.sheets
        else open_structured(name, wanted, request, scratch)
        if request.structure
        else open_recognised(name, wanted, request, stdin=stdin, scratch=scratch)
        for name in request.tables
    )
    columns = tuple(_columns(source, wanted) for source in sources)
    missing = missing_codes(request.missing) | {PREFER_NOT}  # as import writes it
    unknown, private_items = 0, []
    names: list[Sequence[str]] = [(*source.header, *source.others) for source in sources]
    if request.long:
        ranges = RunPlan(scoring_key(scored, request.form), wanted, missing).ranges
        wide = [
            widen(source, table, wanted, ranges, scratch)
            for source, table in zip(sources, columns, strict=True)
        ]
        sources = tuple(table.source for table in wide)
        columns = tuple(table.columns for table in wide)
        unknown = sum(table.unknown for table in wide)
        names = [table.unknown_items for table in wide]
        private_items = [item for table in wide for item in table.private]
    seen = {item for table in columns for item in table.items}
    present = [q for q in scored if any(item.id in seen for item in q.items)]
    seeming = {
        source.file: _unrecognised(request, wanted, of_table, scored, table.items)
        for source, of_table, table in zip(sources, names, columns, strict=True)
    }
    _refuse_absent(request, scored, present, seeming)
    key = scoring_key(present, request.form)
    _refuse_clash(request, clashing(request.keep, key, leading=request.leading))
    plan = RunPlan(key=key, wanted=wanted, missing=missing, leading=request.leading)
    return Opened(
        plan=plan,
        sources=sources,
        columns=columns,
        present=tuple(present),
        dropped=tuple(
            dict.fromkeys([*private_items, *(name for c in columns for name in c.dropped)])
        ),
        unknown=unknown,
        lacking=_lacking(plan, sources, columns),
        unrecognised={file: names_there for file, names_there in seeming.items() if names_there},
        absent=tuple(q.id for q in scored if q not in present),
    )


def _columns(source: Source, wanted: Wanted) -> Columns:
    header = (*source.header, *source.others)
    return find_columns(header, wanted, source.file, source.header_line)


def _lacking(
    plan: RunPlan, sources: Sequence[Source], columns: Sequence[Columns]
) -> dict[str, tuple[str, ...]]:
    lacks = {
        source.file: tuple(row.item for row in plan.key.rows if row.item not in table_columns.items)
        for source, table_columns in zip(sources, columns, strict=True)
    }
    return {file: items for file, items in lacks.items() if items}


def _bundled() -> list[Questionnaire]:
    """The questionnaires that come along, whichever a run is about."""
    return [instrument.questionnaire for instrument in find_instruments((), None)]


def _bundled_private() -> frozenset[str]:
    return frozenset(item.id for q in _bundled() if q.private for item in q.items)


def _unrecognised(
    request: BatchRequest,
    wanted: Wanted,
    names: Iterable[str],
    scored: Sequence[Questionnaire],
    present: Collection[str],
) -> tuple[Unrecognised, ...]:
    """What seems to be meant for an item, and is neither one nor named by the user.

    In a long table only what has an item to suggest: its cells are not names of columns.
    """
    missing = [item for item in wanted.items if item not in present]
    asked = {
        item.id for q in scored if any(item.id in present for item in q.items) for item in q.items
    }
    used = {*wanted.items, *wanted.private, *map(visible, (wanted.id or "", *wanted.keep))}
    unread = [
        column
        for column in unrecognised(names, missing, asked.intersection(missing))
        if column.name not in used and (column.meant or not request.long)
    ]
    if not unread:
        return ()
    chosen = [table.questionnaire for table in request.instruments]
    chosen += _bundled() if request.named else []
    known = {item.id for questionnaire in chosen for item in questionnaire.items}
    return tuple(column for column in unread if column.name not in known)


def _refuse_private(
    request: BatchRequest, left_out: Sequence[Questionnaire], items: Collection[str]
) -> None:
    hint = "Add --include-private if the answers are your own."
    if request.named and left_out:
        message = f"{listed([q.id for q in left_out], 'and')} is private and not read from tables."
        raise UsageFault(Fault("private-questionnaire", message, hint))
    known = {item.casefold() for item in items}
    named = [
        column for column in (request.id, *request.keep) if column and column.casefold() in known
    ]
    if named:
        message = f"private, so not kept or used as an id: {listed(named, 'and')}."
        raise UsageFault(Fault("private-questionnaire", message, hint))


def _refuse_absent(
    request: BatchRequest,
    scored: Sequence[Questionnaire],
    present: Sequence[Questionnaire],
    seeming: Mapping[str, Sequence[Unrecognised]],
) -> None:
    absent = [q.id for q in scored if q not in present]
    if request.named and absent:
        message = f"no table has a column for {listed(absent, 'or')}."
        items = {item.id for q in scored if q not in present for item in q.items}
        near = [
            column.meant for found in seeming.values() for column in found if column.meant in items
        ]
        hint = (
            f"Did you mean '{near[0]}'?"
            if near
            else "Name only questionnaires that were asked, or check the columns."
        )
        raise InputRejected(Fault("questionnaire-not-in-table", message, hint))


def _refuse_clash(request: BatchRequest, names: Sequence[str]) -> None:
    if names:
        message = f"rctdiag makes a column of that name itself: {listed(names, 'and')}."
        raise UsageFault(Fault("kept-column-clash", message, "Rename yours in the table."))
    if len(set(request.keep)) != len(request.keep):
        message = "--keep names a column twice."
        raise UsageFault(Fault("kept-column-clash", message, "Name it once."))
    if request.format == "csv" and len({*map(inert, request.keep)}) != len(request.keep):
        message = "two kept columns get one name in CSV, with the ' that makes a name harmless."
        raise UsageFault(Fault("kept-column-clash", message, "Rename one in the table."))
