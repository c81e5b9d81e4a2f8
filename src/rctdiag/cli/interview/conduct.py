"""The interview from its first word to the answer sheet, and every way it can end."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

import typer

from rctdiag.cli.interview.asking.ask_question import Asking
from rctdiag.cli.interview.conversation import Conversation
from rctdiag.cli.interview.ending import EndChoice, Ending, ask_what_next, shows_reading
from rctdiag.cli.interview.key_input import Input, KeyInput, LineInput
from rctdiag.cli.interview.opening import Beginning
from rctdiag.cli.interview.questions import ScoredQuestion, UnscoredQuestion, questions
from rctdiag.cli.interview.saving import Saving
from rctdiag.cli.interview.screens.choose_screen import screen_for
from rctdiag.cli.interview.screens.screen import Screen, ScreenGone, look_at
from rctdiag.cli.interview.session import Session, clock
from rctdiag.cli.shell.keys.key_timing import NORMAL, Pace
from rctdiag.cli.shell.keys.keyboard import Keyboard
from rctdiag.cli.shell.keys.signals import HANG_UP, Signals, Stopped
from rctdiag.cli.shell.keys.terminal import is_interactive, silence
from rctdiag.errors.faults import CANNOT_READ_OR_WRITE, Fault, RctdiagError, UsageFault
from rctdiag.render.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from rctdiag.cli.interview.course import Course
    from rctdiag.cli.interview.questions import Question
    from rctdiag.load.questionnaire import Instrument
    from rctdiag.model.answers import AnswerSheet
    from rctdiag.model.interview_draft import Form
    from rctdiag.store.private_folders import Home

_STDERR = 2
_PIPE_CLOSED = 141


@dataclass(frozen=True, slots=True)
class ConsoleOptions:
    """How the person wants to be asked."""

    accessible: bool = False
    colour: bool = True  # NO_COLOR and --no-color turn it off
    no_input: bool = False
    pace: Pace = NORMAL
    result_wanted: bool = False  # --json, -o or --strict: an early end is told by who called
    support: Callable[[int], str] | None = None  # who can help, for a width


@dataclass(frozen=True, slots=True)
class Finished:
    """Every question has its answer.

    The draft stays on disk, locked, until ``drop`` is called: call it when the person has said
    what to do with the result.
    """

    sheet: AnswerSheet
    about: dict[str, int | str | None]  # the answers to unscored questions, by id
    remember: bool | None  # whether to keep the result; None: ask when the report is out
    home: Home  # where; another than at the start if the disk was full
    draft: Path
    drop: Callable[[], None]
    resumed: bool  # an earlier start had answers, which must not go unasked
    afterwards: Afterwards | None  # with the person; None where nobody sits there


@dataclass(frozen=True, slots=True)
class Paused:
    """The person saved and quit; the lines that say so are on stderr already. Exit code 0."""

    draft: Path
    answered: int
    total: int
    ended: bool = False  # the input was at its end; nobody said to quit


class Afterwards:
    """What is asked when the answers are complete: before the report, and after it."""

    def __init__(self, room: _Room) -> None:
        self._room = room

    def shows_reading(self, *, help_first: bool) -> bool:
        """Say that the reading is ready; False, and the draft stays, where the person waits."""
        room = self._room
        with room.talking() as talk:
            if shows_reading(talk, room.ending.total, help_first=help_first):
                return True
            self._wait()
        return False

    def ask_what_next(self, *, day: str | None, only_here: bool) -> EndChoice:
        """What to do with the reading; with Enter the draft stays, and the person is told so."""
        with self._room.talking() as talk:
            wished = ask_what_next(talk, day=day, only_here=only_here)
            if wished is EndChoice.QUIT:
                self._wait()
            return wished

    def say(self, name: str, **values: object) -> None:
        """A sentence, and nothing is asked."""
        with self._room.talking() as talk:
            talk.tell(name, **values)
            talk.screen.show()

    def _wait(self) -> None:
        self._room.ending.waiting()
        self._room.session.close()


@dataclass(frozen=True, slots=True)
class _Room:
    """Everything that a conversation needs, with signals and the keyboard taken for its time."""

    screen: Screen
    session: Session
    ending: Ending
    options: ConsoleOptions
    interactive: bool
    resumes_by_itself: bool  # the command takes up its draft without being told

    @contextmanager
    def talking(self) -> Iterator[Conversation]:
        """A conversation, and each way out of it with its line and its exit code."""
        with Signals() as signals, _ways_out(self), self._source(signals) as source:
            saving = Saving(self.screen, source, self.session, self.ending.words)
            yield Conversation(
                self.screen,
                source,
                self.session,
                self.ending.words,
                saving.keep,
                self.options.support,
            )
            with signals.waiting():  # one that came during the last save
                pass

    @contextmanager
    def _source(self, signals: Signals) -> Iterator[Input]:
        if not self.interactive:
            yield LineInput(
                signals, strict=not sys.stdin.isatty(), resumes_by_itself=self.resumes_by_itself
            )
            return
        with Keyboard(signals, self.options.pace) as keyboard:
            yield KeyInput(keyboard, self.screen)


def conduct(
    instruments: Sequence[Instrument],
    form: Form,
    *,
    home: Home,
    names: Sequence[str] = (),
    resume: bool | None = None,
    remember: bool | None = None,
    options: ConsoleOptions | None = None,
    language: str = "en",
    now: Callable[[], datetime] = clock,
    course: Course | None = None,
) -> Finished | Paused:
    """Ask the questions, on stderr, and return the answers.

    Args:
        instruments: those to ask, in the order of the command line.
        form: full, or short for the items marked so.
        home: where drafts live.
        names: how the person named the instruments, for the line that resumes.
        resume: True goes on with the draft, False begins anew, None asks.
        remember: whether to keep the result; None asks a person, afterwards.
        options: how to ask.
        language: of the sentences.
        now: the clock.
        course: what to ask in place of the questions of ``assess``.

    Raises:
        UsageFault: ``--no-input``; no draft to resume; a draft but nobody to ask about it.
        InputRejected: a line of stdin is no answer; the draft is damaged.
        Locked: another process has the draft.
        FileFault: an answer could not be saved, and the person gave up.
        typer.Exit: 130, 143, 129 after a signal, 141 when the reader of stderr went away.
    """
    options = options or ConsoleOptions()
    interactive = is_interactive()
    bare = [instrument.questionnaire for instrument in instruments]
    all_questions = (
        course.questions if course else questions(bare, form, items_first=not interactive)
    )
    items = _items(all_questions)
    if options.no_input:
        raise _nobody_to_ask(takes_file=course is None)
    if not items and course is None:
        raise _nothing_to_ask(form)
    look = look_at(sys.stderr, accessible=options.accessible, colour=options.colour)
    screen = screen_for(look, keys=interactive)
    session = Session(
        instruments,
        form,
        home,
        language=language,
        now=now,
        unsaved=resume is not True,
        course=course,
    )
    ending = Ending(screen, session, words_of(language), tuple(names), form, len(items), course)
    brief = course is not None and course.brief
    room = _Room(screen, session, ending, options, interactive, resumes_by_itself=brief)
    with room.talking() as talk:
        optional = tuple(q for q in all_questions if isinstance(q, UnscoredQuestion))
        beginning = Beginning(talk, items, course, first=_first(all_questions), optional=optional)
        goes_on = beginning.begin(resume=resume)
        before = len(session.draft.answers)
        asking = Asking(talk)
        complete = goes_on and asking.run(all_questions)
        screen.show()
    if asking.discarded:
        session.drop()
        screen.say(words_of(language).text("interview.week_thrown"))
        screen.show()
        return Paused(session.file.path, 0, 0)
    if not complete:
        at_end = asking.at_end
        if not (at_end and options.result_wanted):
            ending.paused()
        session.close()
        return Paused(session.file.path, session.safe, ending.total, ended=at_end)
    screen.gap()  # the report follows
    screen.show()
    return Finished(
        sheet=session.sheet(items),
        about=dict(session.draft.about),
        remember=remember if interactive else bool(remember),
        home=session.home,
        draft=session.file.path,
        drop=session.drop,
        resumed=bool(before),
        afterwards=Afterwards(room) if interactive else None,
    )


@contextmanager
def _ways_out(room: _Room) -> Iterator[None]:
    """Signals, a screen that is gone and faults, each with its line and its exit code."""
    try:
        yield
    except Stopped as stopped:
        raise _left(stopped.exit_code, room.ending) from None
    except ScreenGone:
        raise _left(128 + HANG_UP if room.interactive else CANNOT_READ_OR_WRITE) from None
    except BrokenPipeError:
        raise _left(_PIPE_CLOSED) from None
    except RctdiagError:
        with suppress(ScreenGone, BrokenPipeError):
            room.screen.close()
        room.session.close()
        raise


def _left(code: int, ending: Ending | None = None) -> typer.Exit:
    """The way out after a signal or without a screen: one line if somebody can read it."""
    try:
        if ending is not None:
            ending.stopped()
    except (ScreenGone, BrokenPipeError):
        ending = None
    if ending is None:
        silence(_STDERR)
    return typer.Exit(code)


def _items(all_questions: Sequence[Question]) -> tuple[str, ...]:
    return tuple(question.id for question in all_questions if isinstance(question, ScoredQuestion))


def _first(all_questions: Sequence[Question]) -> tuple[str, ...]:
    """The unscored questions before the first item."""
    before = takewhile(lambda question: not isinstance(question, ScoredQuestion), all_questions)
    return tuple(question.id for question in before if isinstance(question, UnscoredQuestion))


def _nobody_to_ask(*, takes_file: bool) -> UsageFault:
    instead = "Give the answers with --answers FILE, or leave" if takes_file else "Leave"
    message = "--no-input rules out questions."
    return UsageFault(Fault("no-input", message, f"{instead} out --no-input."))


def _nothing_to_ask(form: Form) -> UsageFault:
    lacking = "no items marked short" if form == "short" else "no items"
    return UsageFault(
        Fault("nothing-to-ask", f"these questionnaires have {lacking}.", "Choose another form.")
    )
