"""Runs the interview on questionnaires given by path, without scoring: for transcripts and faults.

python drive.py [--short] [--resume|--restart] [--remember] [--accessible] [--no-color] PATH…

Keys count at once, so that tests need not wait; with --paced they count as for a person.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.cli.interview.conduct import ConsoleOptions, Paused, conduct
from rctdiag.cli.interview.ending import EndChoice
from rctdiag.cli.shell.app import RctdiagGroup
from rctdiag.cli.shell.keys.key_timing import AT_ONCE, NORMAL
from rctdiag.load.questionnaire import load_questionnaire
from rctdiag.store.private_folders import find_home

if TYPE_CHECKING:
    from typer._click import Context

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Program(RctdiagGroup):
    """The error boundary of the real program around the interview alone."""

    def invoke(self, ctx: Context) -> int:  # noqa: ARG002 - Typer's signature
        return interview(sys.argv[1:])


def interview(given: list[str]) -> int:
    flags = {one for one in given if one.startswith("-")}
    paths = [one for one in given if not one.startswith("-")]
    outcome = conduct(
        [load_questionnaire(Path(one)) for one in paths],
        "short" if "--short" in flags else "full",
        home=find_home(os.environ["RCTDIAG_HOME"]),
        names=paths,
        resume=True if "--resume" in flags else False if "--restart" in flags else None,
        remember=True if "--remember" in flags else None,
        options=ConsoleOptions(
            accessible="--accessible" in flags,
            colour="--no-color" not in flags,
            no_input="--no-input" in flags,
            result_wanted="--strict" in flags,
            pace=NORMAL if "--paced" in flags else AT_ONCE,
        ),
        now=lambda: NOON,
    )
    if not isinstance(outcome, Paused):
        sys.stdout.write(outcome.sheet.model_dump_json(by_alias=True, exclude_none=True) + "\n")
        sys.stdout.flush()
        afterwards = outcome.afterwards
        if (
            afterwards is None
            or outcome.remember is not None
            or afterwards.ask_what_next(day=None, only_here=sys.stdout.isatty())
            is not EndChoice.QUIT
        ):
            outcome.drop()
    return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # real streams
    Program(name="drive").main(["assess"])
