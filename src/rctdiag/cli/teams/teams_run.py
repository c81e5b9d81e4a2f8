"""What ``teams`` does around the operation: options, the ledger, notes, the report."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.cli.batch.run import expanded, separator_of, split
from rctdiag.cli.handover.client_profile import chosen_client
from rctdiag.cli.private.private_home import private_home
from rctdiag.cli.shell import input_files
from rctdiag.cli.shell.output import chosen_format, moment, notice, stdout_is_target, view
from rctdiag.cli.shell.reading.show_result import by_parts, read_group_by_parts
from rctdiag.cli.teams import teams_notes
from rctdiag.cli.teams.drafts_made import drafted_before
from rctdiag.cli.teams.ledger_files import ledger_path, make_room
from rctdiag.cli.teams.report_output import Outlet
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.operations.teams.make_group_report import Request
from rctdiag.operations.teams.make_group_report import teams as group_report
from rctdiag.tables.output.refuse_overwriting import refuse_shared

if TYPE_CHECKING:
    from rctdiag.cli.handover.client_profile import Client
    from rctdiag.tables.source.person_ids import Matching


@dataclass(frozen=True, slots=True)
class Given:
    """The options of one call."""

    tables: tuple[str, ...]
    by: tuple[str, ...]
    tags: tuple[str, ...]
    id: str | None
    ids: str | None
    questionnaires: tuple[str, ...]
    minimum: int
    headcount: str | None
    power: tuple[str, ...]
    release: str | None
    ledger: str | None
    profile: str | None
    short: bool
    long: bool
    missing: tuple[str, ...]
    encoding: str | None
    separator: str | None
    sheets: tuple[str, ...]
    structure: str | None
    summary: bool
    full: bool
    as_json: bool
    format: str | None
    output: Path | None
    strict: bool
    force: bool
    now: str | None
    no_pager: bool
    no_color: bool
    accessible: bool
    quiet: bool


def run(given: Given) -> None:
    """One run of ``teams``."""
    from rctdiag.render.group import render_group

    language = "en"
    chosen = chosen_format(given.format, given.output, as_json=given.as_json)
    tables = tuple(expanded(given.tables))
    instruments = input_files.instruments(split(given.questionnaires), language)
    client = _client(given, tables)
    ledger = ledger_path(given.ledger, client)
    if not stdout_is_target(given.output):
        read = [*tables, *filter(None, [given.headcount, given.structure])]
        if ledger is not None:
            read += [str(ledger), f"{ledger}.key"]
        refuse_shared({"-o": given.output}, read, [one.file for one in instruments])
    outlet = Outlet(given.output, force=given.force, quiet=given.quiet)
    looks = view(
        format_=chosen,
        output=given.output,
        full=given.full,
        no_color=given.no_color,
        accessible=given.accessible,
    )
    request = Request(
        tables=tables,
        instruments=instruments,
        named=bool(given.questionnaires),
        form="short" if given.short else "full",
        id=given.id,
        ids=matching_of(given.ids, given.id),
        by=given.by,
        tags=given.tags,
        long=given.long,
        missing=frozenset(split(given.missing)),
        encoding=given.encoding,
        separator=separator_of(given.separator),
        sheets=given.sheets,
        structure=given.structure,
        minimum=given.minimum,
        power=dict(map(power_order, given.power)),
        headcount=given.headcount,
        release=given.release,
        ledger=ledger,
        strict=given.strict,
    )
    done = group_report(
        request,
        steps=input_files.catalogue(instruments, language, "team"),
        words=input_files.texts(language),
        now=moment(given.now),
        stdin=lambda: sys.stdin.buffer,
    )
    if not given.quiet:
        for line in teams_notes.told(request, done):
            notice(line)
    if done.release is not None:
        make_room(ledger)
    if not given.summary and by_parts(looks, given.output, no_pager=given.no_pager):
        outlet.give("", done.release, read=lambda: read_group_by_parts(done.document, looks))
    else:
        outlet.give(render_group(done.document, looks, summary=given.summary), done.release)
    if not given.quiet:
        for line in teams_notes.recorded(request, done, named=bool(given.ledger or client)):
            notice(line)
    drafted = given.release is None and request.ledger is not None
    if drafted and drafted_before(private_home(), tables, done.read.survey) and not given.quiet:
        notice(teams_notes.DRAFTED_BEFORE)


def _client(given: Given, tables: tuple[str, ...]) -> Client | None:
    """The client's profile; nothing is read from or written to another's folder."""
    client = chosen_client(given.profile, needed=given.ledger is None)
    if client is not None:
        client.keep_apart(map(Path, [*tables, *filter(None, [given.headcount])]), given.output)
    return client


def matching_of(ids: str | None, column: str | None) -> Matching:
    """When two ids are one person, as ``--ids`` says.

    Raises:
        UsageFault: it says something else, or there is no column of ids.
    """
    if ids is None:
        return "plain"
    if column is None:
        raise UsageFault(Fault("usage", "--ids says how ids are compared.", "Add --id COLUMN."))
    if ids == "exact":
        return "exact"
    if ids == "loose":
        return "loose"
    raise UsageFault(Fault("usage", f"there is no --ids {ids!r}.", "Use exact or loose."))


def power_order(given: str) -> tuple[str, tuple[str, ...]]:
    """``grade=junior,senior`` as a breakdown and its values.

    Raises:
        UsageFault: it is written otherwise.
    """
    by, sign, values = given.partition("=")
    order = split([values])
    if not sign or not by.strip() or len(order) < 2:  # noqa: PLR2004 - it takes two
        told = f"--power-order {given!r} is not COLUMN=VALUE,VALUE."
        hint = "Write it like grade=junior,senior: least power first."
        raise UsageFault(Fault("bad-power-order", told, hint))
    return by.strip(), order
