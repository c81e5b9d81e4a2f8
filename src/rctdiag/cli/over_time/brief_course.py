"""A conversation of a few questions, none of them scored, that begins at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rctdiag.cli.interview.conduct import ConsoleOptions, Finished, conduct
from rctdiag.cli.interview.course import Course
from rctdiag.cli.interview.session import clock
from rctdiag.cli.private.private_home import private_home
from rctdiag.cli.shell.accessible import is_accessible
from rctdiag.cli.shell.output import moment, shows_colour

if TYPE_CHECKING:
    from rctdiag.cli.interview.questions import Question
    from rctdiag.cli.over_time.note_plan_options import NoteOptions, PlanOptions


def ask(
    name: str,
    questions: tuple[Question, ...],
    how: NoteOptions | PlanOptions,
    *,
    draft: str,
    command: tuple[str, ...],
    language: str,
) -> Finished | None:
    """Ask, and go on with a draft if there is one; None where the person stopped.

    Args:
        name: The id that the words of this conversation begin with.
        questions: In the order asked.
        how: The options of the call.
        draft: The name of the draft's file, without an ending.
        command: What goes on with the draft.
        language: Of the sentences.
    """
    now = moment(how.now)
    ended = conduct(
        (),
        "short",
        home=private_home(),
        options=ConsoleOptions(
            accessible=is_accessible(how.look.accessible),
            colour=shows_colour(how.look.no_color, sys.stderr),
            no_input=how.no_input,
        ),
        language=language,
        now=(lambda: now) if how.now else clock,
        course=Course(name, draft, command, questions, brief=True),
    )
    return ended if isinstance(ended, Finished) else None
