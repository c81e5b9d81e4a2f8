"""``rctdiag teams``: many answers in, a group report out that exposes no one."""

from __future__ import annotations

from typing import Annotated

import typer

from rctdiag.cli.batch import table_options
from rctdiag.cli.shell import options
from rctdiag.model.least_people import MINIMUM

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def teams(
    tables: table_options.Tables,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar="COLUMN",
            help="The groups: team, or team,grade to cross, or site/team to nest. May be repeated.",
        ),
    ] = None,
    tags: Annotated[
        list[str] | None,
        typer.Option(
            "--tags", metavar="COLUMN", help="A column of overlapping groups, separated by ; or |."
        ),
    ] = None,
    id_: table_options.IdColumn = None,
    ids: table_options.Ids = None,
    questionnaire: table_options.Questionnaires = None,
    min_group: Annotated[
        int,
        typer.Option(
            "--min-group", metavar="N", help=f"Raise the minimum group size of {MINIMUM}."
        ),
    ] = MINIMUM,
    headcount: Annotated[
        str | None,
        typer.Option(
            "--headcount", metavar="FILE", help="A CSV file with the --by columns and headcount."
        ),
    ] = None,
    power_order: Annotated[
        list[str] | None,
        typer.Option(
            "--power-order",
            metavar="COLUMN=A,B,...",
            help="The values of a column, from least power to most.",
        ),
    ] = None,
    release: Annotated[
        str | None,
        typer.Option(
            "--release", metavar="NAME", help="Record this report; otherwise it is a draft."
        ),
    ] = None,
    ledger: table_options.Ledger = None,
    profile: options.Profile = None,
    sheet: table_options.Sheets = None,
    structure: options.Structure = None,
    separator: table_options.Separator = None,
    short: table_options.ShortAsked = False,
    long: table_options.Long = False,
    missing: table_options.Missing = None,
    encoding: table_options.Encoding = None,
    summary: Annotated[
        bool, typer.Option("--summary", help="Make one page for those who answered.")
    ] = False,
    full: options.Full = False,
    as_json: options.Json = False,
    format_: options.Format = None,
    output: options.Output = None,
    strict: options.Strict = False,
    force: options.Force = False,
    now: options.Now = None,
    no_pager: options.NoPager = False,
    no_color: options.NoColor = False,
    accessible: options.Accessible = False,
    quiet: options.Quiet = False,
) -> None:
    """Make a group report that a team and an organisation can talk about, with nobody's answers.

    \b
    Examples:
      rctdiag teams answers.csv --by team
      rctdiag teams answers.csv --by site/team --by grade --headcount staff.csv
      rctdiag teams answers.csv --by team --id code --release spring -o r.json
      rctdiag teams answers.csv --by team --summary
    """
    from rctdiag.cli.batch.interruption import told_when_interrupted

    with told_when_interrupted(""):  # a release may be recorded by then, and says so
        from rctdiag.cli.teams import teams_run

        teams_run.run(
            teams_run.TeamsOptions(
                tables=tuple(tables),
                by=tuple(by or ()),
                tags=tuple(tags or ()),
                id=id_,
                ids=ids,
                questionnaires=tuple(questionnaire or ()),
                minimum=min_group,
                headcount=headcount,
                power=tuple(power_order or ()),
                release=release,
                ledger=ledger,
                profile=profile,
                short=short,
                long=long,
                missing=tuple(missing or ()),
                encoding=encoding,
                separator=separator,
                sheets=tuple(sheet or ()),
                structure=structure,
                summary=summary,
                full=full,
                as_json=as_json,
                format=format_,
                output=output,
                strict=strict,
                force=force,
                now=now,
                no_pager=no_pager,
                no_color=no_color,
                accessible=accessible,
                quiet=quiet,
            )
        )
