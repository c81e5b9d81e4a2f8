"""What ``compare`` does with tables: options, the ledger, notes, the document."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.cli.batch.run import expanded, separator_of, split
from rctdiag.cli.handover.client_profile import chosen_client
from rctdiag.cli.shell import input_files
from rctdiag.cli.shell.output import chosen_format, moment, notice, stdout_is_target, view
from rctdiag.cli.teams.ledger_files import ledger_path, make_room
from rctdiag.cli.teams.report_output import Outlet
from rctdiag.cli.teams.teams_run import matching_of
from rctdiag.disclosure.figures.wave_changes import SMALLEST
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.load.checks.did_you_mean import counted
from rctdiag.operations.compare.compare_waves import compare_waves
from rctdiag.operations.teams.make_group_report import Request
from rctdiag.render import render_waves
from rctdiag.tables.output.refuse_overwriting import refuse_shared
from rctdiag.tables.source.sniffing import FORMAT_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.operations.compare.compare_waves import DoneWaves


@dataclass(frozen=True, slots=True)
class Given:
    """The options of one call."""

    tables: tuple[str, ...]
    by: tuple[str, ...]
    link: str | None
    ids: str | None
    smallest: float | None
    questionnaires: tuple[str, ...]
    minimum: int
    release: str | None
    ledger: str | None
    profile: str | None
    short: bool
    missing: tuple[str, ...]
    encoding: str | None
    separator: str | None
    as_json: bool
    format: str | None
    output: Path | None
    force: bool
    now: str | None
    no_color: bool
    accessible: bool
    quiet: bool


def run(given: Given) -> None:
    """One comparison of tables."""
    language = "en"
    if given.ids is not None and given.link is None:
        message = "--ids says how ids are compared."
        raise UsageFault(Fault("usage", message, "Add --link COLUMN."))
    chosen = chosen_format(given.format, given.output, as_json=given.as_json)
    tables = tuple(expanded(given.tables))
    instruments = input_files.instruments(split(given.questionnaires), language)
    client = chosen_client(given.profile, needed=given.ledger is None)
    if client is not None:
        client.keep_apart(map(Path, tables), given.output)
    ledger = ledger_path(given.ledger, client)
    if not stdout_is_target(given.output):
        read = [*tables, *([str(ledger), f"{ledger}.key"] if ledger is not None else [])]
        refuse_shared({"-o": given.output}, read, [one.file for one in instruments])
    outlet = Outlet(given.output, force=given.force, quiet=given.quiet)
    looks = view(
        format_=chosen,
        output=given.output,
        full=True,
        no_color=given.no_color,
        accessible=given.accessible,
    )
    request = Request(
        tables=tables,
        instruments=instruments,
        named=bool(given.questionnaires),
        form="short" if given.short else "full",
        id=given.link,
        ids=matching_of(given.ids, given.link),
        by=given.by,
        missing=frozenset(split(given.missing)),
        encoding=given.encoding,
        separator=separator_of(given.separator),
        minimum=given.minimum,
        release=given.release,
        ledger=ledger,
    )
    done = compare_waves(
        request,
        words=input_files.texts(language),
        now=moment(given.now),
        stdin=lambda: sys.stdin.buffer,
        smallest=SMALLEST if given.smallest is None else given.smallest,
    )
    if not given.quiet:
        for line in _told(done):
            notice(line)
    if done.release is not None:
        make_room(ledger)
    outlet.give(render_waves(done.document, looks), done.release)
    if not given.quiet and done.release is not None:
        names = " and ".join(map(repr, (done.release.names[0], done.release.names[-1])))
        notice(f"Recorded in {done.release.ledger} as {names}.")


def _told(done: DoneWaves) -> Iterator[str]:
    """What was read of each table, and what was left out."""
    for opened, read in zip(done.opened, done.read, strict=True):
        for source in opened.sources:
            note = f", {source.note}" if source.note else ""
            yield f"{source.file}: {FORMAT_NAMES[source.format]}{note}."
        left = read.rejected + read.unnamed
        if left:
            yield f"Left out, for wrong cells or no id: {counted(left, 'row')}."
    if not done.document.linked:
        yield "Without --link nobody is known again, and no ledger of releases can be asked."
    if done.document.draft:
        yield "A draft: it is not recorded. --release NAME records what is given out."
