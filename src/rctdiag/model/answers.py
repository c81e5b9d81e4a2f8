"""What one person answered; missing and "can't say" are values, never zero."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from rctdiag.model.base import Frozen, Id
from rctdiag.model.questionnaire import Language

CANT_SAY = "cant_say"
Answer = Annotated[int, Field(ge=0, le=11)] | Literal["cant_say"]
IsoDate = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Prose = Annotated[str, StringConstraints(max_length=10_000)]

YesNo = Literal["yes", "no"]
Beyond = Literal["yes", "not_sure", "no"]
Direction = Literal["opened", "closed", "stayed"]
Frame = Literal["team", "organisation"]


class AnswerSheet(Frozen):
    """The document ``rctdiag.answers/1``. The range of each answer is checked against its item."""

    schema_: Annotated[Literal["rctdiag.answers/1"], Field(alias="schema")]
    answers: dict[Id, Answer]
    frame: Frame | None = None  # one frame for all answers
    months_here: Annotated[int, Field(ge=0, le=1200)] | None = None
    position: YesNo | None = None  # do you decide on others' work, pay or job?
    direction: Direction | None = None  # have things lately opened up, closed down, stayed?
    beyond: Beyond | None = None  # does something here go beyond everyday culture?
    date: IsoDate | None = None
    context: Prose | None = None  # what happened here that might explain it
    company: Prose | None = None  # who could stand with me
    notes: dict[Id, Prose] = Field(default_factory=dict)  # item id -> note; never scanned
    language: Language | None = None
