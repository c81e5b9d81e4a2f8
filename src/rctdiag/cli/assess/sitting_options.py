"""The options of the commands that ask a person all questions: one name, one meaning, one help."""

from __future__ import annotations

from typing import Annotated

import typer

from rctdiag.cli.shell import completions

StepWords = Annotated[
    str,
    typer.Option(
        "--words",
        metavar="steps|wins",
        help="Call them small steps, or small wins.",
        autocompletion=completions.among("steps", "wins"),
    ),
]
Resume = Annotated[bool, typer.Option("--resume", help="Carry on where you stopped.")]
Restart = Annotated[bool, typer.Option("--restart", help="Start over.")]
Remember = Annotated[
    bool | None, typer.Option("--remember/--no-remember", help="Keep the result in your history.")
]
