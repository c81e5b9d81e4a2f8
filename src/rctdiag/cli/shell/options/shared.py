"""The options that commands share: one name, one meaning, one help text each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rctdiag.cli.shell.options.declare import Options, flag, option
from rctdiag.cli.shell.options.offers import among


def format_among(*names: str, default: str | None = None, of: str = "--format") -> Any:  # noqa: ANN401
    """An option whose value is one of these names."""
    metavar = "FORMAT" if of == "--format" else "NAME"
    meaning = f"{', '.join(names[:-1])} or {names[-1]}."
    return option(of, metavar, meaning, default=default, offers=among(*names))


def strict_if(when: str) -> Any:  # noqa: ANN401
    """What makes a run fail that would otherwise only be told."""
    return flag("--strict", f"End with exit code 4 if {when}.")


FULL = flag("--full", "Show the whole report, not the short view.")
NO_INPUT = flag("--no-input", "Never ask; stop with an error instead.")
NOW = option("--now", "TIME", "Use this as the present time, such as 2026-03-01T09:00:00+01:00.")
QUIET = flag("-q --quiet", "Show only results and errors.")
DEBUG = flag("--debug", "Show the technical details of an error.")
JSON = flag("--json", "Write JSON, the same as --format json.")
OUTPUT = option(
    "-o --output",
    "PATH",
    "Write to this file, which only you can read; - is the screen, or a pipe.",
)
FORCE = flag("--force", "Replace the file if it exists.")
STRUCTURE = option("--structure", "FILE", "The platform's own export of its questions and codes.")
PROFILE = option(
    "--profile", "NAME", "A client in ./rctdiag.toml, or none.", variable="RCTDIAG_PROFILE"
)


class OutputTarget(Options):
    """What is written, and where."""

    as_json: bool = JSON
    format: str | None = format_among("text", "markdown", "json")
    output: Path | None = OUTPUT


class Output(OutputTarget):
    """The same, and whether it may replace what is there."""

    force: bool = FORCE


class PageOutput(Output):
    """The same of what can be made a page."""

    format: str | None = format_among("text", "markdown", "json", "html", "pdf", "docx")


class LookOptions(Options):
    """How text is drawn on a terminal."""

    no_color: bool = flag("--no-color", "Use no colour (also NO_COLOR).")
    accessible: bool = flag(
        "--accessible", "For screen readers: one fact per line, no boxes, bars or redrawing."
    )


class Paged(Options):
    """How text of many screens is shown."""

    no_pager: bool = flag("--no-pager", "Show everything at once, without pausing.")
    look: LookOptions
