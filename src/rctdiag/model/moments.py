"""Days and moments as documents write them, each one that there is."""

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

NO_SUCH_DAY, NO_MOMENT = "no_such_day", "no_moment"  # kinds of fault


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError(NO_SUCH_DAY, "no such day") from None
    return text


def is_moment(text: str) -> bool:
    """Whether this is a time with an offset (ISO 8601): two such can be compared."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _moment(text: str) -> str:
    if not is_moment(text):
        raise PydanticCustomError(NO_MOMENT, "no moment")
    return text


IsoDate = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_day)]
TimeStamp = Annotated[str, AfterValidator(_moment)]
