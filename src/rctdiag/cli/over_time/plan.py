"""``rctdiag plan``: the steps you choose, with whom, from when, and when to look again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rctdiag.cli.shell import options

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def plan(
    document: Annotated[
        str,
        typer.Argument(
            metavar="[DOCUMENT]",
            help="A result or a plan: a file, a name from history list, or - for stdin.",
        ),
    ] = "last",
    choose: Annotated[
        str | None,
        typer.Option("--choose", metavar="STEP,…", help="Steps to take from those open now."),
    ] = None,
    ally: Annotated[
        list[str] | None,
        typer.Option("--ally", metavar="STEP=WHO", help="Who with: a role or initials."),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--start", metavar="DATE", help="The first day; if not given, today."),
    ] = None,
    look: Annotated[
        str | None,
        typer.Option(
            "--look", metavar="DATE", help="When to look again; if not given, in four weeks."
        ),
    ] = None,
    mark: Annotated[
        list[str] | None,
        typer.Option(
            "--mark",
            metavar="STEP=WORD",
            help="Mark a step in a plan: done, changed, dropped or not_yet.",
        ),
    ] = None,
    note: Annotated[
        list[str] | None,
        typer.Option(
            "--note", metavar="STEP=TEXT", help="Add a line of your own to a step in a plan."
        ),
    ] = None,
    ics: Annotated[
        Path | None,
        typer.Option(
            "--ics", metavar="PATH", help="Write the two days for a calendar, with neutral titles."
        ),
    ] = None,
    remember: Annotated[
        bool, typer.Option("--remember", help="Keep the plan in your private folder.")
    ] = False,
    as_json: options.Json = False,
    format_: options.PageFormat = None,
    output: options.Output = None,
    force: options.Force = False,
    no_input: options.NoInput = False,
    now: options.Now = None,
    no_color: options.NoColor = False,
    accessible: options.Accessible = False,
    quiet: options.Quiet = False,
) -> None:
    """Make a plan of a few small steps, or go back to one.

    You choose from the steps that a result has open now. `rctdiag again` asks about the last plan
    you kept. You never have to name an ally.

    \b
    Examples:
      rctdiag plan
      rctdiag plan result.json --look 2026-03-30 -o plan.json
      rctdiag plan plan.json -o plan.html
      rctdiag plan plan.json --ics dates.ics
    """
    from rctdiag.cli.handover.file_output import emit_file, wanted_file
    from rctdiag.cli.over_time.plan_run import PlanRequest, keep_plan, plan_of, write_calendar
    from rctdiag.cli.shell.output import chosen_format, emit, moment, view
    from rctdiag.errors.faults import Fault, UsageFault
    from rctdiag.render.over_time.over_time_files import PAGE_KINDS, page_kind, plan_file

    if ics is not None and ics == output:
        message = "-o and --ics name the same file."
        raise UsageFault(Fault("same-file", message, "Give each its own.", str(ics)))
    kind = page_kind(wanted_file(format_, output, as_json=as_json))
    chosen = "" if kind else chosen_format(format_, output, as_json=as_json, files=PAGE_KINDS)
    drawn_up = plan_of(
        PlanRequest(
            document=document,
            choose=[each.strip() for each in choose.split(",")] if choose else [],
            allies=ally or [],
            starts=start,
            look=look,
            marks=mark or [],
            notes=note or [],
            remember=remember,
            no_input=no_input,
            now=now,
            no_color=no_color,
            accessible=accessible,
            quiet=quiet,
        )
    )
    if drawn_up is None:
        return
    from rctdiag.render import render_plan

    # The calendar first: where it cannot be written, nothing has left and the answers still wait.
    if ics is not None:
        write_calendar(drawn_up.plan, ics, force=force, quiet=quiet)
    if kind is not None:
        emit_file(plan_file(drawn_up.plan, kind), output, force=force, quiet=quiet)
    else:
        looks = view(
            format_=chosen, output=output, full=True, no_color=no_color, accessible=accessible
        )
        emit(render_plan(drawn_up.plan, looks), output, force=force, quiet=quiet)
    if drawn_up.keep:
        keep_plan(drawn_up.plan, moment(now), quiet=quiet)
    drawn_up.drop()
