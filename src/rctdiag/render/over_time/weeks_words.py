"""A person's weeks, in words: what text and terminal both say of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.model.documents.over_time.note import GOODS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rctdiag.model.documents.over_time.note import Amount, Note
    from rctdiag.render.words import Words


class Line(NamedTuple):
    """Something the person wrote, with its day in words."""

    day: str
    text: str
    event: bool


class WeeksWords:
    """The notes of a person, the oldest first."""

    def __init__(self, notes: Sequence[Note], words: Words) -> None:
        self.notes = sorted(notes, key=lambda note: (note.on, datetime.fromisoformat(note.created)))
        self._words = words

    def say(self, id_: str, /, **values: object) -> str:
        """A sentence on the weeks."""
        return self._words.text(f"weeks.{id_}", **values)

    @property
    def weeks(self) -> list[Note]:
        """The notes that are no event alone."""
        return [note for note in self.notes if note.event is None]

    def when(self) -> str:
        """How many weeks, and from when to when; nothing where there are only events."""
        weeks = self.weeks
        if not weeks:
            return ""
        first, last = (self.day(note.on) for note in (weeks[0], weeks[-1]))
        count = len({_week(note.on) for note in weeks})
        id_ = "when_one_day" if first == last else "when_one" if count == 1 else "when_many"
        return self.say(id_, count=count, first=first, last=last)

    def amounts(self, good: str) -> list[Amount | None]:
        """Of a good thing, a value for each week from the first to the last; None without one.

        Of two notes in one week the later that says something of it counts.
        """
        noted = [_week(note.on) for note in self.weeks]
        if not noted:
            return []
        values = zip(noted, (note.goods.amount(good) for note in self.weeks), strict=True)
        by_week = {week: amount for week, amount in values if amount}
        return [by_week.get(week) for week in range(noted[0], noted[-1] + 1)]

    def goods(self) -> Iterator[tuple[str, list[Amount | None]]]:
        """Each good thing by its name, with its weeks."""
        for good in GOODS:
            yield self.say(good), self.amounts(good)

    def spoken(self, amounts: Sequence[Amount | None]) -> str:
        """The weeks of a good thing, one word each, also for those of which nothing is known."""
        if not any(amounts):
            return self.say("unsaid")
        return ", ".join(self.say(amount or "gap") for amount in amounts)

    def lines(self) -> Iterator[Line]:
        """What the person wrote, by day."""
        for note in self.notes:
            day = self.day(note.on)
            if note.event:
                yield Line(day, self.say("line_event", text=note.event), event=True)
            if note.win:
                yield Line(day, self.say("line_win", text=note.win), event=False)
            if note.cost:
                yield Line(day, self.say("line_cost", text=note.cost), event=False)

    def day(self, written: str) -> str:
        """A day in words."""
        return self._words.day(date.fromisoformat(written))


def _week(written: str) -> int:
    """The weeks since the first Monday there is."""
    return (date.fromisoformat(written).toordinal() - 1) // 7
