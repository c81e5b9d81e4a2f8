"""The options of ``compare``."""

from __future__ import annotations

from rctdiag.cli.batch import table_options as table
from rctdiag.cli.shell.options.declare import Options, argument, option
from rctdiag.cli.shell.options.shared import NOW, PROFILE, QUIET, LookOptions, PageOutput


class CompareOptions(Options):
    """The options of one call; ``id`` is the column of ``--link``."""

    inputs: list[str] = argument(
        "FILE",
        "Results (files, or names from `rctdiag history list`), or one table for each wave.",
    )
    by: list[str] | None = option("--by", "COLUMN", "Tables: the columns to group by, as in teams.")
    id: str | None = option("--link", "COLUMN", "Tables: the column of ids that links the waves.")
    ids: str | None = table.IDS
    wave_names: list[str] | None = option(
        "--wave-names", "NAME,...", "Tables: names for the waves; if not given, the file names."
    )
    smallest: float | None = option(
        "--smallest", "POINTS", "The smallest difference that counts; if not given, 5."
    )
    questionnaires: list[str] | None = table.QUESTIONNAIRES
    minimum: int | None = table.min_group(None)
    release: str | None = option(
        "--release", "NAME", "Tables: record this report under this name; otherwise it is a draft."
    )
    ledger: str | None = table.LEDGER
    profile: str | None = PROFILE
    short: bool = table.SHORT_ASKED
    missing: list[str] | None = table.MISSING
    encoding: str | None = table.ENCODING
    separator: str | None = table.SEPARATOR
    out: PageOutput
    look: LookOptions
    quiet: bool = QUIET
    now: str | None = NOW

    def named_for_tables(self) -> list[str]:
        """Those given that only tables have."""
        values = {
            "--by": self.by,
            "--link": self.id,
            "--ids": self.ids,
            "--wave-names": self.wave_names,
            "--smallest": self.smallest,
            "--questionnaire": self.questionnaires,
            "--min-group": self.minimum,
            "--release": self.release,
            "--ledger": self.ledger,
            "--short": self.short or None,
            "--missing": self.missing,
            "--encoding": self.encoding,
            "--separator": self.separator,
        }
        return [name for name, value in values.items() if value is not None]
