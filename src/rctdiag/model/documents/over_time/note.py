"""``rctdiag.note/1``: a week in a line, or something that happened on a day."""

from typing import Annotated, Literal

from pydantic import Field

from rctdiag.model.answers import Prose
from rctdiag.model.base import Frozen
from rctdiag.model.moments import IsoDate, TimeStamp

Amount = Literal["more", "usual", "less"]


class GoodThings(Frozen):
    """The five good things in this week, beside most weeks; null where nothing was said."""

    zest: Amount | None = None
    empowerment: Amount | None = None
    clarity: Amount | None = None
    worth: Amount | None = None
    desire_for_connection: Amount | None = None

    def amount(self, good: str) -> Amount | None:
        """Of one of them."""
        amount: Amount | None = getattr(self, good)
        return amount


GOODS: tuple[str, ...] = tuple(GoodThings.model_fields)  # in the order asked


class Note(Frozen):
    """The document ``rctdiag.note/1``. It is private, and kept only where the person says so.

    Attributes:
        on: The day it is about.
        win: A small win, in the person's words.
        cost: Something that cost.
        event: Something that happened there on this day: a loss, a merger, a new head.
    """

    schema_: Annotated[Literal["rctdiag.note/1"], Field(alias="schema")]
    rctdiag_version: str
    created: TimeStamp
    language: str
    on: IsoDate
    goods: GoodThings
    win: Prose | None
    cost: Prose | None
    event: Prose | None
