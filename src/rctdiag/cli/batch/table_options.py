"""The options of the commands that read tables: one name, one meaning, one help text each."""

from __future__ import annotations

from typing import Any

from rctdiag.cli.shell.options.declare import argument, flag, option
from rctdiag.model.least_people import MINIMUM

TABLES = argument("TABLE", "CSV, Parquet, NDJSON or XLSX; patterns such as *.csv; - for a pipe.")
ID_COLUMN = option("--id", "COLUMN", "The column with the ids, read as text.")
IDS = option("--ids", "HOW", "exact: as written; loose: 7, 007 and 7.0 are one person.")
QUESTIONNAIRES = option(
    "--questionnaire",
    "ID,...",
    "Which questionnaires: ids or files; if not given, those found in the table.",
)
LONG = flag("--long", "The table has one answer per row: respondent, item, answer.")
MISSING = option("--missing", "CODE,...", "Other codes for no answer, such as NA,-99.")
ENCODING = option("--encoding", "NAME", "The encoding of the CSV file, if not UTF-8.")
SHEETS = option("--sheet", "NAME", "A sheet of a workbook; may be repeated; '*' is all.")
SEPARATOR = option("--separator", "SIGN", "What separates CSV cells: comma, semicolon, tab or bar.")
LEDGER = option("--ledger", "FILE", "The file in which releases are recorded, or none.")
SHORT_ASKED = flag("--short", "People answered the short form.")
INCLUDE_PRIVATE = flag(
    "--include-private", "Include private questionnaires: for your own answers only."
)


def min_group(default: int | None) -> Any:  # noqa: ANN401 - an option, as Typer has it
    """The smallest group that is shown."""
    meaning = f"Raise the minimum group size of {MINIMUM}."
    return option("--min-group", "N", meaning, default=default)
