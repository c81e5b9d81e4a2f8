"""``rctdiag batch``: tables in, a row of scores a respondent out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rctdiag.cli.batch import table_options
from rctdiag.cli.shell import completions, options

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def batch(
    tables: table_options.Tables,
    questionnaire: table_options.Questionnaires = None,
    id_: table_options.IdColumn = None,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="COLUMN,...", help="Columns to keep, as text."),
    ] = None,
    long: table_options.Long = False,
    missing: table_options.Missing = None,
    encoding: table_options.Encoding = None,
    sheet: table_options.Sheets = None,
    structure: options.Structure = None,
    separator: table_options.Separator = None,
    short: table_options.ShortAsked = False,
    leading: Annotated[
        bool, typer.Option("--leading", help="Add which culture leads, and how certain that is.")
    ] = False,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="csv, parquet or ndjson.",
            autocompletion=completions.among("csv", "parquet", "ndjson"),
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write JSON lines, the same as --format ndjson.")
    ] = False,
    output: options.Output = None,
    results: Annotated[
        Path | None,
        typer.Option(
            "--results", metavar="FILE", help="Write each person's full result, as NDJSON."
        ),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", metavar="FILE", help="Write where the wrong cells are, as CSV."),
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option("--manifest", metavar="FILE", help="Write what was read and done, as JSON."),
    ] = None,
    strict: options.Strict = False,
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            metavar="NAME",
            help="auto, python, polars or spark.",
            autocompletion=completions.among("auto", "python", "polars", "spark"),
        ),
    ] = "auto",
    master: Annotated[
        str | None,
        typer.Option(
            "--master", metavar="URL", help="The Spark master: local[*], spark://HOST:7077."
        ),
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
) -> None:
    """Score many respondents: a table of answers goes in, a row of scores per person comes out.

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
                structure=structure,
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
