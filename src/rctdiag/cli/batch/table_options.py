"""The options of the commands that read tables: one name, one meaning, one help text each."""

from __future__ import annotations

from typing import Annotated

import typer

Tables = Annotated[
    list[str],
    typer.Argument(metavar="TABLE", help="CSV, Parquet, NDJSON or XLSX; patterns; - is stdin."),
]
IdColumn = Annotated[
    str | None,
    typer.Option("--id", metavar="COLUMN", help="The column with the ids, read as text."),
]
Questionnaires = Annotated[
    list[str] | None,
    typer.Option(
        "--questionnaire", metavar="ID,...", help="Ids or paths; if not given, those found."
    ),
]
Long = Annotated[
    bool, typer.Option("--long", help="The table has one answer per row: respondent, item, answer.")
]
Missing = Annotated[
    list[str] | None,
    typer.Option(
        "--missing", metavar="CODE,...", help="Other codes for no answer, such as NA,-99."
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="The encoding of CSV, if not UTF-8."),
]
Sheets = Annotated[
    list[str] | None,
    typer.Option(
        "--sheet", metavar="NAME", help="A sheet of a workbook; may be repeated; '*' is all."
    ),
]
Separator = Annotated[
    str | None,
    typer.Option(
        "--separator", metavar="SIGN", help="Between CSV cells: comma, semicolon, tab or bar."
    ),
]
Ids = Annotated[
    str | None,
    typer.Option(
        "--ids", metavar="HOW", help="exact: as written; loose: 7, 007 and 7.0 are one person."
    ),
]
Ledger = Annotated[
    str | None,
    typer.Option(
        "--ledger", metavar="FILE", help="The file in which releases are recorded, or none."
    ),
]
ShortAsked = Annotated[bool, typer.Option("--short", help="People answered the short form.")]
