"""``rctdiag import``: exports of survey platforms in, a tidy table out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rctdiag.cli.batch import table_options
from rctdiag.cli.shell import completions, options

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def import_(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE", help="CSV, XLSX or JSON; a folder of answer files; - is stdin."
        ),
    ],
    platform: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="PLATFORM",
            help="Which platform it comes from, if that is not recognised.",
            autocompletion=completions.sources,
        ),
    ] = None,
    map_: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help="Use this mapping file (mapping/1)."),
    ] = None,
    save_map: Annotated[
        Path | None,
        typer.Option(
            "--save-map", metavar="FILE", help="Write the mapping here; if not given, beside -o."
        ),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="COLUMN,...", help="Columns to keep, such as a team."),
    ] = None,
    id_: Annotated[
        str | None, typer.Option("--id", metavar="COLUMN", help="The column with the ids.")
    ] = None,
    link: Annotated[
        str | None,
        typer.Option(
            "--link", metavar="COLUMN", help="Keep a keyed hash of this column, to link waves."
        ),
    ] = None,
    drop: Annotated[
        list[str] | None,
        typer.Option(
            "--drop",
            metavar="KIND,...",
            help="Rows to drop: previews, rejected, unfinished, doubles, straightlining, or none.",
        ),
    ] = None,
    sheet: table_options.Sheets = None,
    structure: options.Structure = None,
    encoding: table_options.Encoding = None,
    questionnaire: Annotated[
        list[str] | None,
        typer.Option(
            "--questionnaire", metavar="ID,...", help="Ids or paths; if not given, the five."
        ),
    ] = None,
    include_private: Annotated[
        bool, typer.Option("--include-private", help="For your own answers only.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Accept the mapping as it is.")] = False,
    output: options.Output = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Describe on stdout how it was read (import/1).")
    ] = False,
    force: options.Force = False,
    quiet: options.Quiet = False,
) -> None:
    """Turn the export of a survey platform into a tidy table. Without -o, only look at it.

    \b
    Examples:
      rctdiag import export.csv
      rctdiag import export.csv --keep Team -o answers.csv
      rctdiag import book.xlsx --sheet '*' --yes -o answers.csv
      rctdiag import export.csv --map answers.mapping.yaml -o answers.csv
      rctdiag import results.csv --structure survey.lss --yes --json -o answers.csv
    """
    from rctdiag.cli.platforms import import_run

    import_run.run(
        import_run.ImportOptions(
            files=tuple(files),
            platform=platform,
            mapping=map_,
            save_map=save_map,
            keep=import_run.split(keep),
            id=id_,
            link=link,
            drop=None if drop is None else import_run.split(drop),
            sheets=tuple(sheet or ()),
            structure=structure,
            encoding=encoding,
            questionnaires=import_run.split(questionnaire),
            include_private=include_private,
            yes=yes,
            output=output,
            as_json=as_json,
            force=force,
            quiet=quiet,
        )
    )
