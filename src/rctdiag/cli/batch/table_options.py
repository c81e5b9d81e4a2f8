"""The options of the commands that read tables: one name, one meaning, one help text each."""

from __future__ import annotations

from typing import Annotated

import typer

Tables = Annotated[
    list[str],
    typer.Argument(metavar="TABLE", help="CSV, Parquet, NDJSON, XLSX; globs; - is stdin."),
]
IdColumn = Annotated[
    str | None, typer.Option("--id", metavar="COLUMN", help="The column of the ids, as text.")
]
Questionnaires = Annotated[
    list[str] | None,
    typer.Option("--questionnaire", metavar="ID,...", help="Ids or paths; else those found."),
]
Long = Annotated[bool, typer.Option("--long", help="One answer a row: respondent, item, answer.")]
Missing = Annotated[
    list[str] | None,
    typer.Option("--missing", metavar="CODE,...", help="What else means no answer: NA,-99."),
]
Encoding = Annotated[
    str | None, typer.Option("--encoding", metavar="NAME", help="Of CSV, if not UTF-8.")
]
Sheets = Annotated[
    list[str] | None,
    typer.Option("--sheet", metavar="NAME", help="Of a workbook; repeat it; '*' is all."),
]
Separator = Annotated[
    str | None,
    typer.Option("--separator", metavar="SIGN", help="Of CSV: comma, semicolon, tab or bar."),
]
Ids = Annotated[
    str | None,
    typer.Option(
        "--ids", metavar="HOW", help="exact: as written; loose: 7, 007 and 7.0 are one person."
    ),
]
Ledger = Annotated[
    str | None,
    typer.Option("--ledger", metavar="FILE", help="Where releases are recorded, or none."),
]
ShortAsked = Annotated[bool, typer.Option("--short", help="The short form was asked.")]
