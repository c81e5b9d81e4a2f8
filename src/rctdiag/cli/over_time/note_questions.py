"""What ``note`` asks (five keys, one small win, one thing that cost), and the note it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from rctdiag.cli.interview.questions import Check, UnscoredQuestion
from rctdiag.model.documents.over_time.note import GOODS, Amount, GoodThings, Note
from rctdiag.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from rctdiag.cli.interview.questions import Question
    from rctdiag.render.words import Words

AMOUNTS = get_args(Amount)


def note_questions(words: Words, *, interactive: bool) -> tuple[Question, ...]:
    """In the order asked; somebody at the keys sees it all once before it is kept."""
    goods = [
        UnscoredQuestion(
            good,
            "choice",
            AMOUNTS,
            "good",
            (("name", words.text(f"weeks.{good}")),),
            "goods",
            number,
        )
        for number, good in enumerate(GOODS, 1)
    ]
    lines = (UnscoredQuestion("win", "text"), UnscoredQuestion("week_cost", "text"))
    covers = (*GOODS, "win", "week_cost")
    return (*goods, *lines, *((Check("week", covers),) if interactive else ()))


def note_of(about: Mapping[str, int | str | None], day: date, now: datetime, language: str) -> Note:
    """The answers as a note of a day."""
    goods = GoodThings.model_validate({good: about.get(good) for good in GOODS})
    note = _blank(day, now, language)
    return Note.model_validate(
        dict(note) | {"goods": goods, "win": about.get("win"), "cost": about.get("week_cost")}
    )


def event_of(event: str, day: date, now: datetime, language: str) -> Note:
    """Something that happened on a day, as a note."""
    return _blank(day, now, language).model_copy(update={"event": event})


def _blank(day: date, now: datetime, language: str) -> Note:
    return Note(
        schema_="rctdiag.note/1",
        rctdiag_version=__version__,
        created=now.isoformat(),
        language=language,
        on=day.isoformat(),
        goods=GoodThings(),
        win=None,
        cost=None,
        event=None,
    )
