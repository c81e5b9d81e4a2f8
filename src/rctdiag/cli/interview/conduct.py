"""The interview from its first word to the answer sheet, and every way it can end."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import typer

from rctdiag.cli.interview.ask_question import Asking
from rctdiag.cli.interview.ending import Ending, wants_to_keep
from rctdiag.cli.interview.key_input import Input, KeyInput, LineInput
from rctdiag.cli.interview.opening import Beginning
from rctdiag.cli.interview.questions import Scored, questions
from rctdiag.cli.interview.saving import Saving
from rctdiag.cli.interview.screen import Screen, ScreenGone, look_at
from rctdiag.cli.interview.session import Session, clock
from rctdiag.cli.shell.key_timing import NORMAL, Pace
from rctdiag.cli.shell.keyboard import Keyboard
from rctdiag.cli.shell.signals import HANG_UP, Signals, Stopped
from rctdiag.cli.shell.terminal import is_interactive, silence
from rctdiag.errors.faults import CANNOT_READ_OR_WRITE, Fault, FileFault, RctdiagError, UsageFault
from rctdiag.render.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from rctdiag.cli.interview.questions import Question
    from rctdiag.load.questionnaire import Instrument
    from rctdiag.model.answers import AnswerSheet
    from rctdiag.model.draft import Form
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


@dataclass(frozen=True, slots=True)
class Finished:
    """Every question has its answer.

    The draft stays on disk, locked, until ``drop`` is called: call it when the report is out.
    """

    sheet: AnswerSheet
    remember: bool | None  # whether to keep the result; None: ask when the report is out
    home: Home  # where; another than at the start if the disk was full
    draft: Path
    drop: Callable[[], None]
    ask_to_keep: Callable[[bool], bool | None]  # told whether the report is on this screen only


@dataclass(frozen=True, slots=True)
class Paused:
    """The person saved and quit; the lines that say so are on stderr already. Exit code 0."""

    draft: Path
    answered: int
    total: int


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

    Raises:
        UsageFault: ``--no-input``; no draft to resume; a draft but nobody to ask about it.
        InputRejected: a line of stdin is no answer; the draft is damaged.
        Locked: another process has the draft.
        FileFault: an answer could not be saved, and the person gave up.
        typer.Exit: 130, 143, 129 after a signal, 141 when the reader of stderr went away.
    """
    options = options or ConsoleOptions()
    interactive = is_interactive()
    asked = questions([one.questionnaire for one in instruments], form, items_first=not interactive)
    _refuse_unaskable(asked, form, options)
    screen = Screen(look_at(sys.stderr, accessible=options.accessible, colour=options.colour))
    with Signals() as signals:
        session = _open(instruments, form, home, language, now)
        told = Ending(screen, session, words_of(language), tuple(names), form, len(_items(asked)))
        with _ways_out(screen, session, told, interactive=interactive):
            with _source(signals, screen, options.pace, interactive=interactive) as source:
                to_the_end = _ask(screen, source, session, told, asked, resume)
            with signals.waiting():  # one that came during the last save
                pass
            if not to_the_end:
                told.paused()
                session.close()
                return Paused(session.file.path, session.safe, told.total)
            screen.gap()  # the report follows
    return Finished(
        sheet=session.sheet(_items(asked)),
        remember=remember if interactive else bool(remember),
        home=session.home,
        draft=session.file.path,
        drop=session.drop,
        ask_to_keep=partial(_ask_to_keep, screen, session, told, options.pace),
    )


def _ask_to_keep(
    screen: Screen, session: Session, told: Ending, pace: Pace, only_here: bool
) -> bool | None:
    """Whether to keep the result; None, and the draft stays, where the person quits."""
    with (
        Signals() as signals,
        _ways_out(screen, session, told, interactive=True),
        _source(signals, screen, pace, interactive=True) as source,
    ):
        kept = wants_to_keep(screen, source, told.words, only_here=only_here)
        if kept is None:
            told.paused()
            session.close()
        return kept


@contextmanager
def _ways_out(
    screen: Screen, session: Session, told: Ending, *, interactive: bool
) -> Iterator[None]:
    """Signals, a screen that is gone and faults, each with its line and its exit code."""
    try:
        yield
    except Stopped as stopped:
        raise _left(stopped.exit_code, told) from None
    except ScreenGone:
        raise _left(128 + HANG_UP if interactive else CANNOT_READ_OR_WRITE) from None
    except BrokenPipeError:
        raise _left(_PIPE_CLOSED) from None
    except RctdiagError:
        with suppress(ScreenGone, BrokenPipeError):
            screen.close()
        session.close()
        raise


def _ask(
    screen: Screen,
    source: Input,
    session: Session,
    told: Ending,
    asked: Sequence[Question],
    resume: bool | None,
) -> bool:
    """Everything that is asked before the report; False where the person quits."""
    words = told.words
    beginning = Beginning(screen, source, session, words, _items(asked))
    if not beginning.begin(resume=resume):
        return False
    saving = Saving(screen, source, session, words)
    return Asking(screen, source, session, words, saving.keep).run(asked)


def _left(code: int, told: Ending | None = None) -> typer.Exit:
    """The way out after a signal or without a screen: one line if somebody can read it."""
    try:
        if told is not None:
            told.stopped()
    except (ScreenGone, BrokenPipeError):
        told = None
    if told is None:
        silence(_STDERR)
    return typer.Exit(code)


@contextmanager
def _source(signals: Signals, screen: Screen, pace: Pace, *, interactive: bool) -> Iterator[Input]:
    if not interactive:
        yield LineInput(signals, strict=not sys.stdin.isatty())
        return
    with Keyboard(signals, pace) as keyboard:
        yield KeyInput(keyboard, screen)


def _open(
    instruments: Sequence[Instrument],
    form: Form,
    home: Home,
    language: str,
    now: Callable[[], datetime],
) -> Session:
    try:
        return Session(instruments, form, home, language=language, now=now)
    except FileFault as fault:
        hint = "Nothing was asked yet. Set RCTDIAG_HOME to a folder that you can write to."
        raise FileFault([one._replace(hint=hint) for one in fault.faults]) from None


def _items(asked: Sequence[Question]) -> tuple[str, ...]:
    return tuple(one.id for one in asked if isinstance(one, Scored))


def _refuse_unaskable(asked: Sequence[Question], form: Form, options: ConsoleOptions) -> None:
    if options.no_input:
        raise UsageFault(
            Fault(
                "no-input",
                "there is nobody to ask.",
                "Give the answers with --answers FILE, or leave out --no-input.",
            )
        )
    if not _items(asked):
        what = "no item marked short" if form == "short" else "no item"
        raise UsageFault(
            Fault("nothing-to-ask", f"these questionnaires have {what}.", "Choose another form.")
        )
