"""What ``teams`` says on stderr: what was read, what stayed outside, what was not used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rctdiag.cli.batch.notes import left_out, missing_columns, unrecognised_columns
from rctdiag.load.checks.did_you_mean import counted, did_you_mean, some
from rctdiag.tables.source.sniffing import FORMAT_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.disclosure.document.headcounts import Heads
    from rctdiag.operations.teams.make_group_report import GroupReportDone, GroupReportRequest
    from rctdiag.operations.teams.survey import Read

_PERSONAL = re.compile(r"mail|name|phone|address|\bip\b|user|birth|comment", re.IGNORECASE)


DRAFT_REPORT_BEFORE = (
    "You made a draft of this table before. Two drafts side by side can reveal more than"
    " either does alone, so give out only one report, made with --release NAME."
)


def row_numbers(option: str, column: str) -> str:
    """That ids look like numbers of rows, which are other people's in the next wave."""
    return (
        f"The ids of {option} {column} look like row numbers: 1, 2, 3 and so on, in file"
        f" order. In the next wave the same number may be somebody else. If so, name a column"
        f" that stays with a person, or keep one with `rctdiag import --link`."
    )


def lines(request: GroupReportRequest, done: GroupReportDone) -> Iterator[str]:
    """The notes of a run, a line each."""
    opened = done.opened
    for source in opened.sources:
        note = f", {source.note}" if source.note else ""
        yield f"{source.file}: {FORMAT_NAMES[source.format]}{note}."
    if opened.dropped:
        yield f"Not read, because they are private: {some(opened.dropped)}."
    yield from _unread(request, done)
    if done.document.form == "short" and request.form == "full":
        yield "These are the items of the short form, so there are whole scales but no parts."
    form = done.document.form
    yield from unrecognised_columns(opened, long=request.long)
    yield from missing_columns(opened, long=request.long, items=form != "short")
    if request.id is None and not request.long:
        yield "Without --id each row counts as a different person."
    if done.read.rejected:
        where = "`rctdiag batch --rejects FILE` lists them."
        rows = left_out(done.read.rejected, long=request.long)
        yield f"Left out because of wrong cells: {rows}. {where}"
    if done.read.unnamed:
        yield f"Left out because they have no id: {counted(done.read.unnamed, 'row')}."
    yield from _same_people(request, done)
    yield from _groups(done.read)
    yield from _headcounts(done.heads)
    if request.release is None:
        yield "A draft, not recorded. To record a report you give out, add --release NAME."


def recorded(request: GroupReportRequest, done: GroupReportDone, *, named: bool) -> Iterator[str]:
    """Which ledger was looked at, and what it does not know.

    Args:
        request: The run.
        done: What came of it.
        named: Whether ``--ledger`` or a profile named the ledger.
    """
    if request.ledger is None or request.id is None:
        return
    if done.release is not None:
        first = "" if done.release.earlier else " It is the first one there."
        yield f"Recorded in {request.ledger} as {request.release!r}.{first}"
    if named or (done.release is not None and not done.release.earlier):
        yield (
            f"Only releases in {request.ledger} were checked. Together with one recorded elsewhere,"
            f" in another ledger, home (RCTDIAG_HOME) or machine, this report may reveal too much."
        )


def _same_people(request: GroupReportRequest, done: GroupReportDone) -> Iterator[str]:
    """Who may be one person with somebody else, here or in an earlier release; never who."""
    if done.read.repeated:
        yield (
            f"Rows with the same answers as another row of their group: {done.read.repeated}. They"
            f" may have been sent twice. Unless you remove them, each counts as a person."
        )
    if request.release is not None and request.id is not None and done.read.numbered:
        yield row_numbers("--id", request.id)
    if done.read.doubtful and request.ids == "plain":
        yield (
            f"Ids that differ from another row's only in zeros (7, 007, 7.0):"
            f" {done.read.doubtful}. They count as different people; with --ids loose, as one."
        )
    joined = done.joined
    if joined is not None and joined.respelled:
        yield (
            f"Ids written differently from an earlier release: {joined.respelled}. They"
            f" count as the same people; --ids exact keeps them apart."
        )
    if joined is not None and joined.kept_apart:
        yield (
            f"Kept apart by --ids though only the spelling differs from an earlier release:"
            f" {joined.kept_apart}. If they are the same people, both reports together may"
            f" show what one of them answered."
        )


def _groups(read: Read) -> Iterator[str]:
    """Which names were put together, and how many rows have none."""
    for column, names in read.together.items():
        group_names = dict.fromkeys(read.names[column][name.casefold()] for name in names)
        counts = f"{some(names)} counted with {some(tuple(group_names))}"
        yield f"Names in {column!r} that differ only in capitals are one group: {counts}."
    for column, count in read.ungrouped.items():
        rows = counted(count, "row")
        yield f"No {column!r} in {rows}: counted only in the figures for everybody."


def _headcounts(heads: Heads) -> Iterator[str]:
    """Where the list of headcounts does not fit the groups; a near name is told beside."""
    for by, names in heads.lacking.items():
        missing = f"Missing from the list of headcounts, by {by}: {some(names)}."
        yield f"{missing} So there is no response rate."
    for by, names in heads.unknown.items():
        named = [f"{name} ({near})" if (near := _near(name, heads, by)) else name for name in names]
        yield f"Only in the list of headcounts, by {by}: {some(named)}. They have no rows."
    for by, names in heads.small.items():
        yield f"More answered than the list of headcounts says, by {by}: {some(names)}."


def _near(name: str, heads: Heads, by: str) -> str:
    hint = did_you_mean(name, heads.lacking.get(by, ()))
    return hint[:1].lower() + hint[1:]


def _unread(request: GroupReportRequest, done: GroupReportDone) -> Iterator[str]:
    """Columns that nobody looked into; those that seem to name people by name."""
    opened = done.opened
    wanted = {*opened.plan.wanted.items, *opened.plan.wanted.keep, request.id, *opened.dropped}
    wanted |= {column.name for columns in opened.unrecognised.values() for column in columns}
    if request.long:
        return
    left = dict.fromkeys(
        name
        for source in opened.sources
        for column in source.header
        if (name := column.strip()) and name not in wanted
    )
    people = [name for name in left if _PERSONAL.search(name)]
    if people:
        yield f"Not used, because they may name people: {some(people)}."
    if len(left) > len(people):
        other_columns = counted(len(left) - len(people), "other column")
        yield f"Not used: {other_columns}."
