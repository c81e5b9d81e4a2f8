"""An interview not yet finished: private, and never leaves the home folder."""

from typing import Annotated, Literal

from pydantic import Field

from rctdiag.model.answers import Answer, Prose
from rctdiag.model.base import Frozen, Id

Form = Literal["full", "short"]


class DraftQuestionnaire(Frozen):
    """Which questionnaire the answers belong to."""

    id: Id
    version: str
    sha256: str


class DraftAnswer(Frozen):
    """One answer, with what it needs to be recognised after the questionnaire changed."""

    answer: Answer
    questionnaire: Id
    revision: int
    fingerprint: str  # of the item's text and its response scale


class InterviewDraft(Frozen):
    """The file ``rctdiag.draft/1``. It is private and never leaves the home folder."""

    schema_: Annotated[Literal["rctdiag.draft/1"], Field(alias="schema")]
    rctdiag_version: str
    form: Form
    language: str
    questionnaires: tuple[DraftQuestionnaire, ...]
    started: str
    saved: str
    answers: dict[Id, DraftAnswer] = Field(default_factory=dict)
    notes: dict[Id, Prose] = Field(default_factory=dict)
    # The unscored questions: id -> answer; null is "skipped", a missing id "not asked yet".
    about: dict[Id, int | Prose | None] = Field(default_factory=dict)
