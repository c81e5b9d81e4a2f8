"""The options of ``teams``."""

from __future__ import annotations

from rctdiag.cli.batch import table_options as table
from rctdiag.cli.shell.options.declare import Options, flag, option
from rctdiag.cli.shell.options.shared import (
    FORCE,
    FULL,
    NOW,
    PROFILE,
    QUIET,
    STRUCTURE,
    OutputTarget,
    Paged,
    strict_if,
)
from rctdiag.model.least_people import MINIMUM


class TeamsOptions(Options):
    """The options of one call."""

    tables: list[str] = table.TABLES
    by: list[str] | None = option(
        "--by",
        "COLUMN",
        "The groups: team, or team,grade to cross, or site/team to nest. May be repeated.",
    )
    tags: list[str] | None = option(
        "--tags", "COLUMN", "A column of overlapping groups, separated by ; or |."
    )
    id: str | None = table.ID_COLUMN
    ids: str | None = table.IDS
    questionnaires: list[str] | None = table.QUESTIONNAIRES
    minimum: int = table.min_group(MINIMUM)
    headcount: str | None = option(
        "--headcount", "FILE", "A CSV file with the --by columns and headcount."
    )
    power: list[str] | None = option(
        "--power-order", "COLUMN=A,B,...", "The values of a column, from least power to most."
    )
    without_words: bool = flag(
        "--without-words",
        "Show counts and means only; leave out how far people agree, and how answers spread.",
    )
    release: str | None = option(
        "--release", "NAME", "Record this report under this name; otherwise it is a draft."
    )
    ledger: str | None = table.LEDGER
    profile: str | None = PROFILE
    sheets: list[str] | None = table.SHEETS
    structure: str | None = STRUCTURE
    separator: str | None = table.SEPARATOR
    short: bool = table.SHORT_ASKED
    long: bool = table.LONG
    missing: list[str] | None = table.MISSING
    encoding: str | None = table.ENCODING
    summary: bool = flag("--summary", "Make one page for those who answered.")
    full: bool = FULL
    target: OutputTarget
    strict: bool = strict_if("any row is left out or anything is hidden")
    force: bool = FORCE
    now: str | None = NOW
    paged: Paged
    quiet: bool = QUIET
