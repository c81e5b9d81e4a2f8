"""``rctdiag note``: a week in half a minute, or something that happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rctdiag.cli.shell import options

if TYPE_CHECKING:
    from datetime import datetime

    from rctdiag.model.documents.over_time.note import Note

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def note(
    event: Annotated[
        str | None,
        typer.Option("--event", metavar="TEXT", help="Keep a dated event; nothing is asked."),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day of the event, YYYY-MM-DD.")
    ] = None,
    as_json: options.Json = False,
    no_input: options.NoInput = False,
    now: options.Now = None,
    language: options.Language = "en",
    no_color: options.NoColor = False,
    accessible: options.Accessible = False,
    quiet: options.Quiet = False,
) -> None:
    """A week in half a minute: five keys, one small win, one thing that cost.

    Nothing reminds you, and nothing is kept unless you say so. See your weeks with
    `rctdiag history weeks`; `rctdiag erase` removes them all.

    \b
    Examples:
      rctdiag note
      rctdiag note --event "A new head of the ward" --on 2026-03-09
    """
    from rctdiag.cli.interview.conduct import ConsoleOptions, Finished, conduct
    from rctdiag.cli.interview.course import Course
    from rctdiag.cli.interview.notices import tell
    from rctdiag.cli.interview.session import clock
    from rctdiag.cli.over_time.note_questions import note_of, note_questions
    from rctdiag.cli.private.private_home import private_home
    from rctdiag.cli.shell.accessible import is_accessible
    from rctdiag.cli.shell.keys.terminal import is_interactive
    from rctdiag.cli.shell.output import moment, shows_colour
    from rctdiag.errors.faults import Fault, UsageFault
    from rctdiag.render.words import words as words_of

    words = words_of(language)
    time = moment(now)
    if event is not None:
        _keep(_event(event, on, time, language), as_json=as_json, quiet=quiet)
        return
    if on is not None:
        raise UsageFault(Fault("usage", "--on is the day of an --event.", "Say what happened."))
    import sys

    ended = conduct(
        (),
        "short",
        home=private_home(),
        options=ConsoleOptions(
            accessible=is_accessible(accessible),
            colour=shows_colour(no_color, sys.stderr),
            no_input=no_input,
        ),
        language=language,
        now=(lambda: time) if now else clock,
        course=Course(
            "week",
            "note",
            ("note",),
            note_questions(words, interactive=is_interactive()),
            brief=True,
        ),
    )
    if not isinstance(ended, Finished):
        return
    week = note_of(ended.about, time, language)
    if not any((week.win, week.cost, week.goods.model_dump(exclude_none=True))):
        tell(words.text("interview.week_empty"))
    else:
        _keep(week, as_json=as_json, quiet=quiet)
    ended.drop()


def _event(text: str, on: str | None, time: datetime, language: str) -> Note:
    """An event of a day.

    Raises:
        UsageFault: The day is no date, or nothing is said.
    """
    from datetime import date

    from rctdiag.errors.faults import Fault, UsageFault
    from rctdiag.model.documents.over_time.note import GoodThings, Note
    from rctdiag.version import __version__

    day = on or time.date().isoformat()
    try:
        date.fromisoformat(day)
    except ValueError:
        raise UsageFault(
            Fault("usage", f"--on {day!r} is no date.", "Write it like 2026-03-09.")
        ) from None
    if not text.strip():
        raise UsageFault(Fault("usage", "--event says nothing.", "Say in a few words what it was."))
    return Note(
        schema_="rctdiag.note/1",
        rctdiag_version=__version__,
        created=time.isoformat(),
        language=language,
        on=day,
        goods=GoodThings(),
        win=None,
        cost=None,
        event=text.strip(),
    )


def _keep(record: Note, *, as_json: bool, quiet: bool) -> None:
    """Bring the note to the disk, and say so."""
    from rctdiag.cli.interview.notices import tell
    from rctdiag.cli.private.private_home import private_home
    from rctdiag.cli.shell.output import emit, notice
    from rctdiag.render.plain.canonical_json import dumps
    from rctdiag.render.words import words as words_of
    from rctdiag.store.kept_records import keep_record

    home = private_home()
    data = dumps(record)
    keep_record(home, home.notes, data.encode("utf-8"), created=record.created)
    if as_json:
        emit(data, None, force=False)
    if not quiet:
        tell(words_of(record.language).text("interview.week_kept"))
        notice("rctdiag history weeks")
