"""The options of ``note`` and ``plan``."""

from __future__ import annotations

from pathlib import Path

from rctdiag.cli.shell.options.declare import Options, argument, flag, option
from rctdiag.cli.shell.options.language import LANGUAGE
from rctdiag.cli.shell.options.shared import JSON, NO_INPUT, NOW, QUIET, LookOptions, PageOutput


class NoteOptions(Options):
    """The options of ``note``."""

    event: str | None = option(
        "--event", "TEXT", "Record an event with its date, without any questions."
    )
    on: str | None = option("--on", "DATE", "The day of the event, YYYY-MM-DD.")
    as_json: bool = JSON
    no_input: bool = NO_INPUT
    now: str | None = NOW
    language: str = LANGUAGE
    look: LookOptions
    quiet: bool = QUIET


class PlanOptions(Options):
    """The options of ``plan``."""

    document: str = argument(
        "[DOCUMENT]",
        "A result or a plan: a file, a name from `rctdiag history list`, or - for a pipe.",
        default="last",
    )
    choose: str | None = option("--choose", "STEP,…", "Steps to take, from those on offer now.")
    allies: list[str] | None = option(
        "--ally", "STEP=WHO", "Who you do a step with: a role or initials."
    )
    starts: str | None = option("--start", "DATE", "The first day; if not given, today.")
    look_again: str | None = option(
        "--look", "DATE", "When to look again; if not given, in four weeks."
    )
    marks: list[str] | None = option(
        "--mark", "STEP=WORD", "Mark a step in a plan: done, changed, dropped or not_yet."
    )
    notes: list[str] | None = option(
        "--note", "STEP=TEXT", "Add a line of your own to a step in a plan."
    )
    ics: Path | None = option(
        "--ics", "PATH", "Write both dates to a calendar file, with neutral titles."
    )
    remember: bool = flag("--remember", "Keep the plan in your private folder.")
    out: PageOutput
    no_input: bool = NO_INPUT
    now: str | None = NOW
    look: LookOptions
    quiet: bool = QUIET
