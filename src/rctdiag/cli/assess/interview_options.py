"""The options of the commands that ask a person all questions: one name, one meaning, one help."""

from __future__ import annotations

from typing import Literal, cast

from rctdiag.cli.shell.options.declare import Options, flag, option
from rctdiag.cli.shell.options.language import LANGUAGE
from rctdiag.cli.shell.options.offers import among
from rctdiag.cli.shell.options.shared import (
    FULL,
    NO_INPUT,
    NOW,
    QUIET,
    Output,
    Paged,
)
from rctdiag.errors.faults import Fault, UsageFault


class InterviewOptions(Options):
    """How a person is asked, and what becomes of the answers."""

    full: bool = FULL
    words: str = option(
        "--words",
        "steps|wins",
        'Say "small steps" or "small wins".',
        default="steps",
        offers=among("steps", "wins"),
    )
    resume: bool = flag("--resume", "Carry on where you stopped.")
    restart: bool = flag("--restart", "Start over.")
    remember: bool | None = flag(
        "--remember/--no-remember", "Keep the result in your history.", default=None
    )
    out: Output
    no_input: bool = NO_INPUT

    def style(self) -> Literal["steps", "wins"]:
        """Small steps or small wins.

        Raises:
            UsageFault: For anything else.
        """
        if self.words not in ("steps", "wins"):
            raise UsageFault(
                Fault("usage", f"--words {self.words!r} is neither steps nor wins.", "")
            )
        return cast('Literal["steps", "wins"]', self.words)

    def resumption(self) -> bool | None:
        """True to resume, False to begin again, None to ask.

        Raises:
            UsageFault: If both were asked for.
        """
        if self.resume and self.restart:
            message = "--resume and --restart cannot be used together."
            raise UsageFault(Fault("usage", message, "Use one of them."))
        return True if self.resume else False if self.restart else None


class ReportOptions(Options):
    """When it is, and how the result is shown."""

    now: str | None = NOW
    language: str = LANGUAGE
    paged: Paged
    quiet: bool = QUIET
