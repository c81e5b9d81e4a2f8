"""Before and after the report, and what is said when the interview stops before its end."""

from __future__ import annotations

import shlex
from enum import Enum
from typing import TYPE_CHECKING

from rctdiag.cli.interview.keys import KEYS
from rctdiag.cli.interview.questions import counted
from rctdiag.cli.shell.keys import key_names
from rctdiag.cli.shell.keys.key_names import ENTER, QUIT, YES, EndOfInput
from rctdiag.cli.shell.started import as_started

if TYPE_CHECKING:
    from rctdiag.cli.interview.conversation import Conversation
    from rctdiag.cli.interview.course import Course
    from rctdiag.cli.interview.screens.screen import Screen
    from rctdiag.cli.interview.session import Session
    from rctdiag.model.interview_draft import Form
    from rctdiag.render.words import Words


class EndChoice(Enum):
    """What the person would like to do with the reading."""

    FULL = key_names.FULL_REPORT
    SAVE = key_names.SAVE
    DELETE = key_names.DELETE
    QUIT = key_names.QUIT


class Ending:
    """What is safe, where, and how to go on."""

    def __init__(
        self,
        screen: Screen,
        session: Session,
        words: Words,
        names: tuple[str, ...],
        form: Form,
        total: int,
        course: Course | None = None,
    ) -> None:
        self.words = words
        self.total = total
        self._screen = screen
        self._session = session
        self._names = names
        self._form = form
        self._home = session.home
        self._course = course

    def paused(self) -> None:
        """After ``q`` or at the end of the lines."""
        self._left("saved")

    def stopped(self) -> None:
        """After a signal."""
        self._left("stopped")

    def waiting(self) -> None:
        """After the report: the answers are where they were."""
        self._left("waiting")

    def command(self) -> str:
        """The command that goes on here."""
        parts = ["assess", *map(shlex.quote, self._names)]
        parts += ["--short"] if self._form == "short" else []
        parts = [*self._course.command] if self._course else [*parts, "--resume"]
        command_line = as_started(" ".join(["rctdiag", *parts]))
        if self._session.home != self._home:
            command_line = (
                f"RCTDIAG_HOME={shlex.quote(str(self._session.home.root))} {command_line}"
            )
        return command_line

    def _left(self, name: str) -> None:
        if not self._session.is_saved:
            self._say("unsaved_end")
        elif not self._session.file.exists:
            self._say(f"{name}_none")
        else:
            if self._session.left_as_it_was:
                self._say("earlier_kept")
            elif self._course is None:
                self._screen.say(counted(self.words, name, self._session.safe, total=self.total))
            else:
                self._say(f"{name}_course")
            self._screen.line(str(self._session.file.path))
            self._say("go_on")
            self._screen.line(self.command())
        self._screen.show()

    def _say(self, name: str, **values: object) -> None:
        self._screen.say(self.words.text(f"interview.{name}", **values))


def shows_reading(talk: Conversation, total: int, *, help_first: bool) -> bool:
    """Say that the reading is ready; False where the person keeps it for later.

    Args:
        talk: with the person.
        total: how many questions there were.
        help_first: help comes first in the reading.
    """
    screen = talk.screen
    screen.begin()
    screen.gap()
    answered = len(talk.session.draft.answers)
    screen.title(talk.text("review_title", count=answered, total=total))
    screen.gap()
    talk.tell("ready", "bold")
    talk.tell("ready_help_first" if help_first else "ready_about")
    screen.gap()
    while True:
        talk.ask("ready")
        try:
            key = talk.key()
        except EndOfInput:
            key = QUIT
        screen.echo("")
        if key in {ENTER, QUIT}:
            screen.show()
            return key == ENTER


def ask_what_next(talk: Conversation, *, day: str | None, only_here: bool) -> EndChoice:
    """What to do with the reading. Enter changes nothing.

    Args:
        talk: with the person.
        day: when to look again.
        only_here: nothing but this screen holds the reading.
    """
    screen = talk.screen
    screen.gap()
    screen.title(talk.text("end_title"))
    if only_here:
        talk.tell("end_only_here")
    screen.gap()
    about = {choice.value: talk.text(f"end_{choice.value}") for choice in EndChoice}
    if day:
        about[key_names.SAVE] = talk.text("end_s_day", day=day)
    if not talk.session.is_saved:
        about[QUIT] = talk.text("end_q_unsaved")
    screen.rows((key, talk.text(f"end_{key}_name"), text) for key, text in about.items())
    screen.gap()
    shown = KEYS["end" if talk.session.is_saved else "end_unsaved"]
    [(_, does)] = shown
    while True:
        talk.ask("end", shown, enter=talk.text(f"key_{does}"))
        key = _key(talk)
        screen.echo("")
        if key in {ENTER, QUIT}:
            return EndChoice.QUIT
        if key == key_names.DELETE and not _is_sure(talk):
            continue
        if key in about:
            return EndChoice(key)
        talk.tell("no_such_end")


def _is_sure(talk: Conversation) -> bool:
    """Whether to delete, asked once more."""
    talk.screen.prompt(talk.text("end_sure"))
    sure = _key(talk) == YES
    talk.screen.echo("")
    if not sure:
        talk.tell("end_left")
    return sure


def _key(talk: Conversation) -> str:
    try:
        return talk.key()
    except EndOfInput:
        return QUIT
