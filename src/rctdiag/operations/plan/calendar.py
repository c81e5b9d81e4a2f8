"""The two days of a plan for a calendar, with titles that tell nobody what they are about."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rctdiag.model.documents.over_time.plan import StepsPlan
    from rctdiag.render.words import Words


def calendar(plan: StepsPlan, words: Words) -> bytes:
    """An iCalendar file (RFC 5545): the first day and the day to look again, all day, private.

    A calendar at work may be seen by others: nothing of the plan is in it.
    """
    from icalendar import Calendar, Event  # noqa: PLC0415 - an extra

    file = Calendar()
    file.add("prodid", "-//rctdiag//EN")
    file.add("version", "2.0")
    for kind, written in (("starts", plan.starts), ("look", plan.look)):
        day = date.fromisoformat(written)
        digest = hashlib.sha256(f"{plan.created}\n{plan.result}\n{kind}".encode()).hexdigest()
        event = Event()
        event.add("uid", f"{digest[:32]}@local")
        event.add("dtstamp", datetime.fromisoformat(plan.created))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", words.text(f"plan.calendar_{kind}"))
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        file.add_component(event)
    data: bytes = file.to_ical()
    return data
