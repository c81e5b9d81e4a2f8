"""What one person answered; missing and "can't say" are values, never zero."""

from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from rctdiag.model.base import Frozen, Id
from rctdiag.model.moments import IsoDate
from rctdiag.model.questionnaire import Language

CANT_SAY = "cant_say"
Answer = Annotated[int, Field(ge=0, le=11)] | Literal["cant_say"]
MOST_PROSE = 10_000  # characters
Prose = Annotated[str, StringConstraints(max_length=MOST_PROSE)]

# What goes beyond everyday culture, asked after the items.
BeyondKind = Literal["danger", "harassment", "others_at_risk", "punished", "not_sure"]
Beyond = Literal["no"] | Annotated[tuple[BeyondKind, ...], Field(min_length=1, max_length=5)]
# Whose work one decides about: others decide about mine, I decide about others', nobody is
# above me, I have left.
Standing = Literal["member", "leads", "independent", "left"]
Direction = Literal["opened", "closed", "stayed"]
Frame = Literal["team", "organisation"]
# Kinds of fault.
NO_BEYOND = "no_beyond"
NO_POSITION, POSITION_CONTRADICTS = "no_position", "position_contradicts"
FIRST_MONTHS = 3  # whoever is here for less is new here


class AnswerSheet(Frozen):
    """The document ``rctdiag.answers/1``. The range of each answer is checked against its item."""

    schema_: Annotated[Literal["rctdiag.answers/1"], Field(alias="schema")]
    answers: dict[Id, Answer]
    frame: Frame | None = None  # one frame for all answers
    months_here: Annotated[int, Field(ge=0, le=720)] | None = None
    standing: Standing | None = None
    direction: Direction | None = None  # have things lately opened up, closed down, stayed?
    beyond: Beyond | None = None  # does something here go beyond everyday culture?
    date: IsoDate | None = None
    context: Prose | None = None  # what happened here that might explain it
    company: Prose | None = None  # who could stand with me
    notes: dict[Id, Prose] = Field(default_factory=dict)  # item id -> note; never scanned
    language: Language | None = None

    # An earlier key, still read: yes says the same as ``standing: leads``, no says nothing more.
    position_: Annotated[Literal["yes", "no"] | None, Field(alias="position", exclude=True)] = None

    @model_validator(mode="before")
    @classmethod
    def _position_as_standing(cls, data: Any) -> Any:  # noqa: ANN401 - whatever a file holds
        """Take in a position that can be; one that cannot stays, to be told at its own place."""
        if not isinstance(data, dict) or "position" not in data:
            return data
        rest = {name: value for name, value in data.items() if name != "position"}
        standing = rest.get("standing")
        if data["position"] in ("no", None):
            return rest
        if data["position"] == "yes" and standing in (None, "leads"):
            return {**rest, "standing": "leads"}
        return data

    @field_validator("beyond", mode="wrap")
    @classmethod
    def _one_fault_of_beyond(cls, beyond: object, read: ValidatorFunctionWrapHandler) -> object:
        """Whatever is wrong with it, the remedy is the same list of words."""
        try:
            return read(beyond)
        except ValidationError:
            raise PydanticCustomError(NO_BEYOND, "no such words") from None

    @field_validator("position_", mode="before")
    @classmethod
    def _refuse_position(cls, position: object) -> None:
        """What was not taken in is no yes or no, or contradicts ``standing``."""
        if position is None:
            return
        raise PydanticCustomError(
            POSITION_CONTRADICTS if position == "yes" else NO_POSITION, "no such position"
        )

    @property
    def position(self) -> Literal["yes", "no"] | None:
        """Whether this person decides over others: yes exactly where ``standing`` is leads."""
        if self.standing is None:
            return None
        return "yes" if self.standing == "leads" else "no"
