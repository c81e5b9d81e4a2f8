"""What ``teams`` does around the operation: options, the ledger, notes, the report."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from rctdiag.cli.batch.run import split
from rctdiag.cli.private.private_home import private_home
from rctdiag.cli.shell import input_files
from rctdiag.cli.shell.output import (
    OF_GROUPS,
    chosen_format,
    moment,
    notice,
    terminal_view,
)
from rctdiag.cli.shell.reading.show_result import by_parts, read_group_by_parts
from rctdiag.cli.teams import teams_notes
from rctdiag.cli.teams.draft_reports import draft_report_made_before
from rctdiag.cli.teams.ledger_files import make_room
from rctdiag.cli.teams.survey_options import begin_survey
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.operations.teams.make_group_report import teams as group_report

if TYPE_CHECKING:
    from rctdiag.cli.teams.teams_options import TeamsOptions


def run(options: TeamsOptions) -> None:
    """One run of ``teams``."""
    from rctdiag.render.group import render_group

    language = "en"
    output = options.target.output
    chosen = chosen_format(options.target, reported=OF_GROUPS)
    common, outlet, client = begin_survey(
        options,
        options.tables,
        options.target,
        force=options.force,
        about_people=options.headcount,
        about_codes=options.structure,
    )
    view = terminal_view(options.paged.look, chosen, output, full=options.full)
    request = replace(
        common,
        tags=tuple(options.tags or ()),
        long=options.long,
        sheets=tuple(options.sheets or ()),
        structure=options.structure,
        power=dict(map(power_order, options.power or ())),
        headcount=options.headcount,
        strict=options.strict,
        without_words=options.without_words,
    )
    done = group_report(
        request,
        steps=input_files.catalogue(request.instruments, language, "team"),
        words=input_files.texts(language),
        now=moment(options.now),
        stdin=lambda: sys.stdin.buffer,
    )
    if not options.quiet:
        for line in teams_notes.lines(request, done):
            notice(line)
    if done.release is not None:
        make_room(request.ledger)
    if not options.summary and by_parts(view, output, no_pager=options.paged.no_pager):
        outlet.give("", done.release, read=lambda: read_group_by_parts(done.document, view))
    else:
        outlet.give(render_group(done.document, view, summary=options.summary), done.release)
    if not options.quiet:
        for line in teams_notes.recorded(request, done, named=bool(options.ledger or client)):
            notice(line)
    is_draft_report = options.release is None and request.ledger is not None
    if (
        is_draft_report
        and draft_report_made_before(private_home(), request.tables, done.read.survey)
        and not options.quiet
    ):
        notice(teams_notes.DRAFT_REPORT_BEFORE)


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
