"""One call of a command that asks a person all questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from rctdiag.cli.assess.interview_options import InterviewOptions, ReportOptions


class AssessRequest(NamedTuple):
    """What is asked, and the options of the call."""

    names: tuple[str, ...]
    answers: Path | None
    form: Literal["full", "short"]
    style: Literal["steps", "wins"]
    resume: bool | None
    strict: bool
    interview: InterviewOptions
    report: ReportOptions
