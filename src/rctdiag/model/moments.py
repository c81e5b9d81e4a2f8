"""Days and moments as documents write them, each one that there is."""

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

NO_SUCH_DAY, NO_MOMENT = "no_such_day", "no_moment"  # kinds of fault
# A day beyond these years is a slip of the keys; weeks can be added to any day between them.
FIRST_YEAR, LAST_YEAR = 1900, 2999


def is_near(day: date) -> bool:
    """Whether a day, or a time, is of an age in which somebody may plan."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def is_moment(text: str) -> bool:
    """Whether this is a time with an offset (ISO 8601): two such can be compared."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def days_between(first: datetime, second: datetime) -> int:
    """Days from the first to the second, by the calendar where each was written.

    From 23:00 to 8:00 the next morning it is one. Never under 0: whoever travels west may write
    the later one on an earlier date.
    """
    return max((second.date() - first.date()).days, 0)


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError(NO_SUCH_DAY, "no such day") from None
    return text


def _near_day(text: str) -> str:
    if not is_near(date.fromisoformat(text)):
        raise PydanticCustomError(NO_SUCH_DAY, "no such day")
    return text


def _moment(text: str) -> str:
    if not is_moment(text):
        raise PydanticCustomError(NO_MOMENT, "no moment")
    return text


IsoDate = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_day)]
PlannedDay = Annotated[IsoDate, AfterValidator(_near_day)]
TimeStamp = Annotated[str, AfterValidator(_moment)]
