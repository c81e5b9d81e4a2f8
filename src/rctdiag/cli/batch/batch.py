"""``rctdiag batch``: tables in, a row of scores a respondent out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rctdiag.cli.shell import options

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def batch(
    tables: Annotated[
        list[str],
        typer.Argument(metavar="TABLE...", help="CSV, Parquet, NDJSON, XLSX; globs; - is stdin."),
    ],
    questionnaire: Annotated[
        list[str] | None,
        typer.Option("--questionnaire", metavar="ID,...", help="Ids or paths; else those found."),
    ] = None,
    id_: Annotated[
        str | None, typer.Option("--id", metavar="COLUMN", help="The column of the ids, as text.")
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="COLUMN,...", help="Columns to carry along, as text."),
    ] = None,
    long: Annotated[
        bool, typer.Option("--long", help="One answer a row: respondent, item, answer.")
    ] = False,
    missing: Annotated[
        list[str] | None,
        typer.Option("--missing", metavar="CODE,...", help="What else means no answer: NA,-99."),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help="Of CSV, if not UTF-8.")
    ] = None,
    sheet: Annotated[
        list[str] | None,
        typer.Option("--sheet", metavar="NAME", help="Of a workbook; repeat it; '*' is all."),
    ] = None,
    separator: Annotated[
        str | None,
        typer.Option("--separator", metavar="SIGN", help="Of CSV: comma, semicolon, tab or bar."),
    ] = None,
    short: Annotated[bool, typer.Option("--short", help="The short form was asked.")] = False,
    leading: Annotated[
        bool, typer.Option("--leading", help="Add which culture leads, and how surely.")
    ] = False,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="csv, parquet or ndjson.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="JSON lines, the same as --format ndjson.")
    ] = False,
    output: options.Output = None,
    results: Annotated[
        Path | None,
        typer.Option("--results", metavar="FILE", help="The full result of each, NDJSON."),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", metavar="FILE", help="Where wrong cells are, as CSV."),
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option("--manifest", metavar="FILE", help="What was read and done, as JSON."),
    ] = None,
    strict: options.Strict = False,
    engine: Annotated[
        str, typer.Option("--engine", metavar="NAME", help="auto, python, polars or spark.")
    ] = "auto",
    master: Annotated[
        str | None,
        typer.Option("--master", metavar="URL", help="Of Spark: local[*], spark://HOST:7077."),
    ] = None,
    remote: Annotated[
        str | None,
        typer.Option("--remote", metavar="URL", help="A Spark Connect server: sc://HOST:15002."),
    ] = None,
    include_private: Annotated[
        bool, typer.Option("--include-private", help="For your own answers only.")
    ] = False,
    force: options.Force = False,
    now: options.Now = None,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001  (read at the boundary)
) -> None:
    """Score many respondents: one column an item in, one row of scores a respondent out.

    \b
    Examples:
      rctdiag batch answers.csv --id code -o scores.csv
      rctdiag batch a.csv b.csv --id code --keep team -o scores.parquet
      rctdiag batch - --format ndjson < answers.csv
      rctdiag batch a.xlsx --missing NA,-99 --rejects wrong.csv -o scores.csv
    """
    from rctdiag.cli.batch.interruption import told_when_interrupted

    with told_when_interrupted():
        from rctdiag.cli.batch import run

        run.run(
            run.BatchOptions(
                tables=tuple(tables),
                questionnaires=run.split(questionnaire),
                id=id_,
                keep=run.split(keep),
                long=long,
                missing=run.split(missing),
                encoding=encoding,
                separator=separator,
                sheets=tuple(sheet or ()),
                short=short,
                leading=leading,
                format="ndjson" if as_json else format_,
                output=output,
                results=results,
                rejects=rejects,
                manifest=manifest,
                strict=strict,
                engine=engine,
                master=master,
                remote=remote,
                include_private=include_private,
                force=force,
                now=now,
                quiet=quiet,
            )
        )
