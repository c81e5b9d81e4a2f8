"""Days and words of the person's own that are given as options."""

from __future__ import annotations

from datetime import date

from rctdiag.cli.shell.keys.key_decoder import without_sequences
from rctdiag.cli.shell.output import moment
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.model.answers import MOST_PROSE
from rctdiag.model.moments import is_near


def today(now: str | None) -> date:
    """The day where this person is; that of ``--now`` as it is written there."""
    return moment(now).date()


def day_of(text: str, option: str) -> date:
    """The day that an option names.

    Raises:
        UsageFault: It is no date, or one of another age.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not is_near(day):
        message = f"{option} {text!r} is not a date."
        raise UsageFault(Fault("usage", message, "Write it like 2026-03-30."))
    return day


def own_words(text: str, option: str) -> str:
    """A line as the interview would take it: on one line, without control characters.

    Raises:
        UsageFault: It is too long to be kept.
    """
    line = without_sequences(" ".join(text.split()))
    if len(line) > MOST_PROSE:
        message = f"{option} is longer than {MOST_PROSE:,} characters."
        raise UsageFault(Fault("usage", message, "Say it in fewer words."))
    return line
