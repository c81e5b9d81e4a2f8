"""The options of ``batch``."""

from __future__ import annotations

from pathlib import Path

from rctdiag.cli.batch import table_options as table
from rctdiag.cli.shell.options.declare import Options, flag, option
from rctdiag.cli.shell.options.shared import (
    FORCE,
    NOW,
    OUTPUT,
    QUIET,
    STRUCTURE,
    format_among,
    strict_if,
)


class BatchOptions(Options):
    """The options of one call."""

    tables: list[str] = table.TABLES
    questionnaires: list[str] | None = table.QUESTIONNAIRES
    id: str | None = table.ID_COLUMN
    keep: list[str] | None = option("--keep", "COLUMN,...", "Columns to keep, as text.")
    long: bool = table.LONG
    missing: list[str] | None = table.MISSING
    encoding: str | None = table.ENCODING
    sheets: list[str] | None = table.SHEETS
    structure: str | None = STRUCTURE
    separator: str | None = table.SEPARATOR
    short: bool = table.SHORT_ASKED
    leading: bool = flag("--leading", "Add which culture leads, and how certain that is.")
    format: str | None = format_among("csv", "parquet", "ndjson")
    as_json: bool = flag("--json", "Write JSON lines, the same as --format ndjson.")
    output: Path | None = OUTPUT
    results: Path | None = option(
        "--results", "FILE", "Write each person's full result, as NDJSON."
    )
    rejects: Path | None = option(
        "--rejects", "FILE", "Write a CSV list of the wrong cells to this file."
    )
    manifest: Path | None = option(
        "--manifest", "FILE", "Write a JSON record of what was read and done."
    )
    strict: bool = strict_if("any row is left out")
    engine: str = format_among("auto", "python", "polars", "spark", of="--engine", default="auto")
    master: str | None = option(
        "--master", "URL", "The Spark master: local[*] or spark://HOST:7077."
    )
    remote: str | None = option("--remote", "URL", "A Spark Connect server: sc://HOST:15002.")
    include_private: bool = table.INCLUDE_PRIVATE
    force: bool = FORCE
    now: str | None = NOW
    quiet: bool = QUIET
