"""Saving, and what to do when the disk refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.interview.questions import counted
from rctdiag.cli.shell.keys.key_names import OTHER_FOLDER, QUIT, TRY_AGAIN, EndOfInput
from rctdiag.errors.faults import FileFault, Locked
from rctdiag.store.private_folders import find_home

if TYPE_CHECKING:
    from rctdiag.cli.interview.key_input import Input
    from rctdiag.cli.interview.screens.screen import Screen
    from rctdiag.cli.interview.session import Session
    from rctdiag.errors.faults import RctdiagError
    from rctdiag.model.interview_draft import InterviewDraft
    from rctdiag.render.words import Words


class Saving:
    """Brings each answer to the disk; a person may try again or take another folder."""

    def __init__(self, screen: Screen, source: Input, session: Session, words: Words) -> None:
        self._screen = screen
        self._input = source
        self._session = session
        self._words = words

    def keep(self, draft: InterviewDraft) -> None:
        """Save, or stay here until it is saved.

        Raises:
            FileFault: nobody can be asked, or the person gives up. It tells what is safe.
            Stopped: a signal.
        """
        while True:
            try:
                self._session.save(draft)
            except FileFault as fault:
                self._ask_what_now(fault)
            else:
                return

    def _ask_what_now(self, fault: RctdiagError) -> None:
        if not self._input.single_key:
            raise self._as_our_fault(fault) from None
        while True:
            self._screen.say(
                self._words.text(
                    "interview.not_saved",
                    reason=f"{fault.faults[0].message} {fault.faults[0].hint}",
                )
            )
            self._screen.say(
                self._words.text("interview.not_saved_safe", answered=self._session.safe)
            )
            self._screen.line(str(self._session.file.path))
            self._screen.prompt(self._words.text("interview.not_saved_choice"))
            choice = self._choice()
            self._screen.echo(choice)
            if choice == QUIT:
                raise self._as_our_fault(fault) from None
            if choice == TRY_AGAIN:
                return
            try:
                self._move()
            except (FileFault, Locked) as second_fault:
                fault = second_fault
            else:
                return

    def _choice(self) -> str:
        try:
            while (key := self._input.token(enter=False)) not in {TRY_AGAIN, OTHER_FOLDER, QUIT}:
                continue
        except EndOfInput:
            return QUIT
        return key

    def _move(self) -> None:
        self._screen.prompt(self._words.text("interview.which_folder"))
        try:
            folder = self._input.prose()
        except EndOfInput:
            return
        if folder:
            self._session.move(find_home(folder))
            self._screen.say(self._words.text("interview.moved"))
            self._screen.line(str(self._session.file.path.parent))

    def _as_our_fault(self, fault: RctdiagError) -> FileFault:
        """The fault with what is safe, for the one line at the end."""
        if self._session.file.exists:
            hint = counted(self._words, "safe", self._session.safe)
        else:
            hint = self._words.text("interview.safe_none")
        return FileFault(
            [
                fault_of_system._replace(hint=f"{fault_of_system.hint} {hint}")
                for fault_of_system in fault.faults
            ]
        )
