"""The options of ``note``."""

from __future__ import annotations

from rctdiag.cli.shell.options.declare import Options, option
from rctdiag.cli.shell.options.language import LANGUAGE
from rctdiag.cli.shell.options.shared import JSON, NO_INPUT, NOW, QUIET, Look


class NoteOptions(Options):
    """The options of one call."""

    event: str | None = option(
        "--event", "TEXT", "Keep an event with its date, without any questions."
    )
    on: str | None = option("--on", "DATE", "The day of the event, YYYY-MM-DD.")
    as_json: bool = JSON
    no_input: bool = NO_INPUT
    now: str | None = NOW
    language: str = LANGUAGE
    look: Look
    quiet: bool = QUIET
