"""What one person answered; missing and "can't say" are values, never zero."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

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

    @model_validator(mode="before")
    @classmethod
    def _read_position(cls, data: Any) -> Any:  # noqa: ANN401 - whatever a file holds
        """``position: yes`` says the same as ``standing: leads``, ``no`` says nothing more."""
        if not isinstance(data, dict) or "position" not in data:
            return data
        position = data["position"]
        rest = {name: value for name, value in data.items() if name != "position"}
        if position not in ("yes", "no", None):
            raise ValueError("must be yes or no; standing says more")
        if position == "yes" and rest.setdefault("standing", "leads") != "leads":
            raise ValueError("position and standing contradict each other")
        return rest

    @property
    def position(self) -> Literal["yes", "no"] | None:
        """Whether this person decides over others: yes exactly where ``standing`` is leads."""
        if self.standing is None:
            return None
        return "yes" if self.standing == "leads" else "no"
