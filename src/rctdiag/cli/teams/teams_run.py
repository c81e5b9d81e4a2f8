"""What ``teams`` does around the operation: options, the ledger, notes, the report."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.cli.batch.run import expanded, split
from rctdiag.cli.handover.client_profile import chosen_client
from rctdiag.cli.private.private_home import private_home
from rctdiag.cli.shell import input_files
from rctdiag.cli.shell.output import (
    OF_GROUPS,
    chosen_format,
    moment,
    notice,
    stdout_is_target,
    view,
)
from rctdiag.cli.shell.reading.show_result import by_parts, read_group_by_parts
from rctdiag.cli.teams import teams_notes
from rctdiag.cli.teams.drafts_made import drafted_before
from rctdiag.cli.teams.ledger_files import ledger_path, make_room
from rctdiag.cli.teams.report_output import Outlet
from rctdiag.cli.teams.survey_options import survey_request
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.operations.teams.make_group_report import teams as group_report
from rctdiag.tables.output.refuse_overwriting import refuse_shared

if TYPE_CHECKING:
    from rctdiag.cli.handover.client_profile import Client
    from rctdiag.cli.teams.teams_options import TeamsOptions


def run(options: TeamsOptions) -> None:
    """One run of ``teams``."""
    from rctdiag.render.group import render_group

    language = "en"
    output = options.target.output
    chosen = chosen_format(options.target, reported=OF_GROUPS)
    tables = tuple(expanded(options.tables))
    instruments = input_files.instruments(split(options.questionnaires), language)
    client = _client(options, tables)
    ledger = ledger_path(options.ledger, client)
    if not stdout_is_target(output):
        read = [*tables, *filter(None, [options.headcount, options.structure])]
        if ledger is not None:
            read += [str(ledger), f"{ledger}.key"]
        refuse_shared({"-o": output}, read, [instrument.file for instrument in instruments])
    outlet = Outlet(output, force=options.force, quiet=options.quiet)
    looks = view(options.paged.look, chosen, output, full=options.full)
    request = replace(
        survey_request(options, tables, instruments, ledger),
        tags=tuple(options.tags or ()),
        long=options.long,
        sheets=tuple(options.sheets or ()),
        structure=options.structure,
        power=dict(map(power_order, options.power or ())),
        headcount=options.headcount,
        strict=options.strict,
    )
    done = group_report(
        request,
        steps=input_files.catalogue(instruments, language, "team"),
        words=input_files.texts(language),
        now=moment(options.now),
        stdin=lambda: sys.stdin.buffer,
    )
    if not options.quiet:
        for line in teams_notes.lines(request, done):
            notice(line)
    if done.release is not None:
        make_room(ledger)
    if not options.summary and by_parts(looks, output, no_pager=options.paged.no_pager):
        outlet.give("", done.release, read=lambda: read_group_by_parts(done.document, looks))
    else:
        outlet.give(render_group(done.document, looks, summary=options.summary), done.release)
    if not options.quiet:
        for line in teams_notes.recorded(request, done, named=bool(options.ledger or client)):
            notice(line)
    drafted = options.release is None and request.ledger is not None
    if drafted and drafted_before(private_home(), tables, done.read.survey) and not options.quiet:
        notice(teams_notes.DRAFTED_BEFORE)


def _client(options: TeamsOptions, tables: tuple[str, ...]) -> Client | None:
    """The client's profile; nothing is read from or written to another's folder."""
    client = chosen_client(options.profile, needed=options.ledger is None)
    if client is not None:
        client.keep_apart(
            map(Path, [*tables, *filter(None, [options.headcount])]), options.target.output
        )
    return client


def power_order(option: str) -> tuple[str, tuple[str, ...]]:
    """``grade=junior,senior`` as a breakdown and its values.

    Raises:
        UsageFault: it is written otherwise.
    """
    by, sign, values = option.partition("=")
    order = split([values])
    if not sign or not by.strip() or len(order) < 2:  # noqa: PLR2004 - it takes two
        message = f"--power-order {option!r} is not COLUMN=VALUE,VALUE."
        hint = "Write it like grade=junior,senior: least power first."
        raise UsageFault(Fault("bad-power-order", message, hint))
    return by.strip(), order
