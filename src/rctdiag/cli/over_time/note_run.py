"""What ``note`` does: ask about the week, or take an event, and keep the note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.interview.notices import tell
from rctdiag.cli.over_time.brief_course import ask
from rctdiag.cli.over_time.note_questions import event_of, note_of, note_questions
from rctdiag.cli.private.private_home import private_home
from rctdiag.cli.shell.keys.terminal import is_interactive
from rctdiag.cli.shell.options.typed_values import day_of, own_words, today
from rctdiag.cli.shell.output import emit, moment, notice
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.render.plain.canonical_json import dumps
from rctdiag.render.words import words as words_of
from rctdiag.store.kept_records import keep_record

if TYPE_CHECKING:
    from datetime import datetime

    from rctdiag.cli.over_time.note_plan_options import NoteOptions
    from rctdiag.model.documents.over_time.note import Note


def run(request: NoteOptions) -> None:
    """One note.

    Raises:
        UsageFault: The event says nothing, or its day is not a date.
    """
    now = moment(request.now)
    if request.event is not None:
        _keep(_event(request.event, request, now), request)
        return
    if request.on is not None:
        raise UsageFault(Fault("usage", "--on is the day of an event.", "Add --event TEXT."))
    _ask(request, now)


def _event(text: str, request: NoteOptions, now: datetime) -> Note:
    event = own_words(text, "--event")
    if not event:
        raise UsageFault(Fault("usage", "--event is empty.", "Say in a few words what happened."))
    day = today(request.now) if request.on is None else day_of(request.on, "--on")
    return event_of(event, day, now, request.language)


def _ask(request: NoteOptions, now: datetime) -> None:
    """Ask about this week; a week of which nothing was said is not kept."""
    words = words_of(request.language)
    questions = note_questions(words, interactive=is_interactive())
    ended = ask(
        "week", questions, request, draft="note", command=("note",), language=request.language
    )
    if ended is None:
        return
    week = note_of(ended.about, today(request.now), now, request.language)
    if any((week.win, week.cost, week.goods.model_dump(exclude_none=True))):
        _keep(week, request)
    else:
        tell(words.text("interview.week_empty"))
    ended.drop()


def _keep(note: Note, request: NoteOptions) -> None:
    """Bring the note to the disk, and say so."""
    home = private_home()
    data = dumps(note)
    keep_record(home, home.notes, data.encode("utf-8"), created=note.created)
    if request.as_json:
        emit(data, None, force=False)
    if not request.quiet:
        tell(words_of(note.language).text("interview.week_kept"))
        notice("rctdiag history weeks")
