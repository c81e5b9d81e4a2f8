"""``rctdiag note``: a week in half a minute, or something that happened."""

from __future__ import annotations

from rctdiag.cli.over_time.note_plan_options import NoteOptions
from rctdiag.cli.shell.options.declare import lone


def note(*, options: NoteOptions) -> None:
    """Jot down your week in half a minute: five key presses, one win, one thing that was hard.

    There are no reminders, and nothing is kept unless you say so. See your weeks with
    `rctdiag history weeks`; `rctdiag erase` removes them all.

    \b
    Examples:
      rctdiag note
      rctdiag note --event "A new head of the ward" --on 2026-03-09
    """
    from rctdiag.cli.over_time import note_run

    note_run.run(options)


app = lone(note)
