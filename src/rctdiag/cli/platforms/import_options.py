"""The options of ``import``."""

from __future__ import annotations

from pathlib import Path

from rctdiag.cli.batch import table_options as table
from rctdiag.cli.shell import completions
from rctdiag.cli.shell.options.declare import Options, argument, flag, option
from rctdiag.cli.shell.options.shared import FORCE, OUTPUT, QUIET, STRUCTURE


class ImportOptions(Options):
    """The options of one call."""

    files: list[str] = argument(
        "FILE", "CSV, XLSX or JSON; a folder of answer files; - for a pipe."
    )
    platform: str | None = option(
        "--from",
        "PLATFORM",
        "Which platform it comes from, if that is not recognised.",
        offers=completions.sources,
    )
    mapping: Path | None = option(
        "--map", "FILE", "What columns and answers mean, from an earlier import."
    )
    save_map: Path | None = option(
        "--save-map", "FILE", "Write the mapping file here; if not given, beside the table."
    )
    keep: list[str] | None = option("--keep", "COLUMN,...", "Columns to keep, such as a team.")
    id: str | None = option("--id", "COLUMN", "The column with the ids.")
    link: str | None = option(
        "--link", "COLUMN", "Keep a code (a keyed hash) instead of this column, to link waves."
    )
    drop: list[str] | None = option(
        "--drop",
        "KIND,...",
        "Rows to drop: previews, rejected, unfinished, doubles, straightlining, or none.",
    )
    sheets: list[str] | None = table.SHEETS
    structure: str | None = STRUCTURE
    encoding: str | None = table.ENCODING
    questionnaires: list[str] | None = option(
        "--questionnaire",
        "ID,...",
        "Which questionnaires: ids or files; if you name none, the five that come with rctdiag.",
    )
    include_private: bool = table.INCLUDE_PRIVATE
    yes: bool = flag("--yes", "Accept the mapping without asking.")
    output: Path | None = OUTPUT
    as_json: bool = flag("--json", "Show as JSON how the file was read.")
    force: bool = FORCE
    quiet: bool = QUIET
