"""``rctdiag compare``: two results of one person, or waves of tables."""

from __future__ import annotations

from typing import Annotated

import typer

from rctdiag.cli.batch import table_options
from rctdiag.cli.compare.kinds_of_input import are_tables
from rctdiag.cli.shell import options
from rctdiag.model.least_people import MINIMUM

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def compare(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="A [B...]",
            help="Results (files, or names from history list), or one table for each wave.",
        ),
    ],
    by: Annotated[
        list[str] | None,
        typer.Option("--by", metavar="COLUMN", help="Tables: the groups, as in teams."),
    ] = None,
    link: Annotated[
        str | None,
        typer.Option("--link", metavar="COLUMN", help="Tables: the ids that link the waves."),
    ] = None,
    ids: table_options.Ids = None,
    smallest: Annotated[
        float | None,
        typer.Option(
            "--smallest",
            metavar="POINTS",
            help="The smallest difference that counts; if not given, 5.",
        ),
    ] = None,
    questionnaire: table_options.Questionnaires = None,
    min_group: Annotated[
        int | None,
        typer.Option(
            "--min-group", metavar="N", help=f"Raise the minimum group size of {MINIMUM}."
        ),
    ] = None,
    release: Annotated[
        str | None,
        typer.Option(
            "--release", metavar="NAME", help="Tables: record it; otherwise it is a draft."
        ),
    ] = None,
    ledger: table_options.Ledger = None,
    profile: options.Profile = None,
    short: table_options.ShortAsked = False,
    missing: table_options.Missing = None,
    encoding: table_options.Encoding = None,
    separator: table_options.Separator = None,
    as_json: options.Json = False,
    format_: options.PageFormat = None,
    output: options.Output = None,
    force: options.Force = False,
    no_color: options.NoColor = False,
    accessible: options.Accessible = False,
    quiet: options.Quiet = False,
    now: options.Now = None,
) -> None:
    """Compare two of your results, or waves of a survey: what has changed by more than chance.

    You can give two results in either order. If you give one, it is compared with the last one you
    kept. Only questions answered both times are compared, and all scales are tested together at
    90 %.

    Give tables with the earliest first. With --link, the same people are compared wherever enough
    of them answered both times; otherwise groups are compared. Nobody is exposed: each wave
    follows the rules of a group report.

    \b
    Examples:
      rctdiag compare march.json june.json
      rctdiag compare march.json june.json -o moved.html
      rctdiag compare 2026-03-02
      rctdiag compare spring.csv autumn.csv --by team --link code
      rctdiag compare 2024.csv 2025.csv 2026.csv --by site/team --smallest 8
    """
    asked_of_tables = {
        "--by": by,
        "--link": link,
        "--ids": ids,
        "--smallest": smallest,
        "--questionnaire": questionnaire,
        "--min-group": min_group,
        "--release": release,
        "--ledger": ledger,
        "--short": short or None,
        "--missing": missing,
        "--encoding": encoding,
        "--separator": separator,
    }
    named = [option for option, value in asked_of_tables.items() if value is not None]
    if are_tables(inputs, named):
        from rctdiag.cli.batch.interruption import told_when_interrupted

        with told_when_interrupted(""):
            from rctdiag.cli.compare import waves_run

            waves_run.run(
                waves_run.WavesOptions(
                    tables=tuple(inputs),
                    by=tuple(by or ()),
                    id=link,
                    ids=ids,
                    smallest=smallest,
                    questionnaires=tuple(questionnaire or ()),
                    minimum=MINIMUM if min_group is None else min_group,
                    release=release,
                    ledger=ledger,
                    profile=profile,
                    short=short,
                    missing=tuple(missing or ()),
                    encoding=encoding,
                    separator=separator,
                    as_json=as_json,
                    format=format_,
                    output=output,
                    force=force,
                    now=now,
                    no_color=no_color,
                    accessible=accessible,
                    quiet=quiet,
                )
            )
        return
    from rctdiag.cli.compare import results_run

    results_run.run(
        results_run.ResultsOptions(
            names=tuple(inputs),
            as_json=as_json,
            format=format_,
            output=output,
            force=force,
            now=now,
            no_color=no_color,
            accessible=accessible,
            quiet=quiet,
        )
    )
