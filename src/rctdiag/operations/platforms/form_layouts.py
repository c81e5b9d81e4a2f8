"""What the answer codes of our web forms hold: the layout of each form that can be made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from rctdiag.model.answers import BeyondKind, Direction, Frame, Standing
from rctdiag.platforms.codes.code_layout import Field, Layout, item_fields
from rctdiag.scoring.key import presentation_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.model.questionnaire import Questionnaire
    from rctdiag.scoring.key import Form as Length

MOST_MONTHS = 720


class OptionalQuestion(NamedTuple):
    """A question that is not scored: in forms for one person alone."""

    id: str
    kind: Literal["choice", "several", "number"]
    values: tuple[str, ...] = ()
    after: bool = False


OPTIONAL_QUESTIONS = (
    OptionalQuestion("frame", "choice", get_args(Frame)),
    OptionalQuestion("months_here", "number"),
    OptionalQuestion("standing", "choice", get_args(Standing)),
    OptionalQuestion("direction", "choice", get_args(Direction)),
    OptionalQuestion("beyond", "several", (*get_args(BeyondKind), "no"), after=True),
)


def layout_of(questionnaires: Sequence[Questionnaire], length: Length, *, personal: bool) -> Layout:
    """What a code of this form holds; without ``personal`` no private questionnaire may be in."""
    order = presentation_order(questionnaires, length)
    before = list(map(_field, OPTIONAL_QUESTIONS)) if personal else []
    return Layout((*before, *item_fields(questionnaires, order)), frozenset(order))


def layouts_of(questionnaires: Sequence[Questionnaire]) -> list[Layout]:
    """Of every form that can be made of these questionnaires, all of them or one culture alone."""
    shared = [questionnaire for questionnaire in questionnaires if not questionnaire.private]
    sets = [shared, *([questionnaire] for questionnaire in shared)] if len(shared) > 1 else [shared]
    lengths: tuple[Length, ...] = ("full", "short")
    layouts = [
        layout_of(chosen, length, personal=False) for length in lengths for chosen in sets if chosen
    ]
    layouts += [layout_of(questionnaires, length, personal=True) for length in lengths]
    return [layout for layout in layouts if layout.items]


def _field(question: OptionalQuestion) -> Field:
    if question.kind == "number":
        return Field(question.id, ("", *map(str, range(MOST_MONTHS + 1))))
    if question.kind == "several":  # a bit for each
        return Field(question.id, ("", *map(str, range(1, 1 << len(question.values)))))
    return Field(question.id, ("", *question.values))
