"""The question after the report, and what is said when the interview stops before its end."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from rctdiag.cli.interview.key_input import ENTER, EndOfInput
from rctdiag.cli.interview.questions import counted

if TYPE_CHECKING:
    from rctdiag.cli.interview.key_input import Input
    from rctdiag.cli.interview.screen import Screen
    from rctdiag.cli.interview.session import Session
    from rctdiag.model.draft import Form
    from rctdiag.render.words import Words


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
    ) -> None:
        self.words = words
        self.total = total
        self._screen = screen
        self._session = session
        self._names = names
        self._form = form
        self._home = session.home

    def paused(self) -> None:
        """After ``q`` or at the end of the lines."""
        if not self._session.file.exists:
            self._say("saved_none")
            return
        self._safe("saved")

    def stopped(self) -> None:
        """After a signal."""
        if not self._session.file.exists:
            self._say("stopped_none")
            return
        self._safe("stopped")

    def command(self) -> str:
        """The command that goes on here."""
        parts = ["rctdiag", "assess", *map(shlex.quote, self._names)]
        parts += ["--short"] if self._form == "short" else []
        if self._session.home != self._home:
            parts.insert(0, f"RCTDIAG_HOME={shlex.quote(str(self._session.home.root))}")
        return " ".join([*parts, "--resume"])

    def _safe(self, name: str) -> None:
        self._screen.say(counted(self.words, name, self._session.safe, total=self.total))
        self._screen.line(str(self._session.file.path))
        self._say("go_on")
        self._screen.line(self.command())

    def _say(self, name: str, **values: object) -> None:
        self._screen.say(self.words.text(f"interview.{name}", **values))


def wants_to_keep(screen: Screen, source: Input, words: Words, *, only_here: bool) -> bool | None:
    """Ask once, below the report, whether it is kept on this machine. Enter means no.

    Args:
        screen: below the report.
        source: of the key.
        words: the sentences.
        only_here: nothing but this screen holds the report.

    Returns:
        None where the person quits instead.
    """
    screen.gap()
    screen.say(words.text("interview.remember"), bold=True)
    if only_here:
        screen.say(words.text("interview.remember_else"))
    accessible = "accessible_" if screen.look.accessible else ""
    screen.choices(
        [
            words.text(
                f"interview.{accessible}point", point=key, label=words.text(f"interview.{id_}")
            )
            for key, id_ in (("1", "remember_yes"), ("2", "remember_no"))
        ]
    )
    screen.prompt(words.text("interview.remember_prompt"))
    while True:
        try:
            key = source.token(enter=False)
        except EndOfInput:
            key = "q"
        if key == "q":
            screen.echo("")
            return None
        if key in {"1", "2", ENTER}:
            screen.echo(
                words.text("interview.remember_yes" if key == "1" else "interview.remember_no")
            )
            return key == "1"
