"""One call of a command that asks a person all questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from rctdiag.cli.assess.sitting_options import Shown, Sitting


class Request(NamedTuple):
    """What is asked, and the options of the call."""

    names: tuple[str, ...]
    answers: Path | None
    form: Literal["full", "short"]
    style: Literal["steps", "wins"]
    resume: bool | None
    strict: bool
    sitting: Sitting
    shown: Shown
