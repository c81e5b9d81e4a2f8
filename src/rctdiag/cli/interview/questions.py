"""What is asked, in order: optional questions, the items, optional questions, a review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from rctdiag.model.answers import BeyondKind, Standing
from rctdiag.scoring.key import presentation_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.model.draft import Form
    from rctdiag.model.questionnaire import Item, Questionnaire
    from rctdiag.render.words import Words

SECONDS_AN_ITEM = 6.4  # 75 items in eight minutes
MOST_MONTHS = 720
MOST_PROSE = 10_000


@dataclass(frozen=True, slots=True)
class Scored:
    """An item; ``number`` counts the items from 1."""

    item: Item
    questionnaire: Questionnaire
    number: int

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id


@dataclass(frozen=True, slots=True)
class Optional:
    """An unscored question: a choice of one or several, a number, or a line of text.

    Its words have its id. Of several, the last value stands for none of the others.
    """

    id: str
    kind: Literal["choice", "several", "number", "text"]
    values: tuple[str, ...] = ()  # of a choice: key 1 is the first


@dataclass(frozen=True, slots=True)
class Check:
    """A screen that shows what was answered and lets any of it be changed."""

    id: Literal["background", "review"]
    covers: tuple[str, ...] = ()  # the unscored questions on it


Question = Scored | Optional | Check

BEFORE = (
    Optional("frame", "choice", ("team", "organisation")),
    Optional("months_here", "number"),
    Optional("standing", "choice", get_args(Standing)),
    Optional("direction", "choice", ("opened", "closed", "stayed")),
)
AFTER = (
    Optional("context", "text"),
    Optional("company", "text"),
    Optional("beyond", "several", (*get_args(BeyondKind), "no")),
)


def questions(
    questionnaires: Sequence[Questionnaire], form: Form, *, items_first: bool
) -> tuple[Question, ...]:
    """Every question in the order asked.

    Args:
        questionnaires: those that are asked.
        form: full, or short for the items marked so.
        items_first: ask all optional questions last, so that lines from a pipe can be the
            answers to the items and nothing else.
    """
    known = {
        item.id: (item, questionnaire)
        for questionnaire in questionnaires
        for item in questionnaire.items
    }
    order = presentation_order(questionnaires, form)
    items = tuple(Scored(*known[id_], number) for number, id_ in enumerate(order, 1))
    if items_first:
        return (*items, *BEFORE, *AFTER)
    background = Check("background", tuple(question.id for question in BEFORE))
    return (*BEFORE, background, *items, *AFTER, Check("review"))


def minutes(items: int) -> int:
    """About how long that many items take, in whole minutes."""
    return round(items * SECONDS_AN_ITEM / 60)


def counted(words: Words, name: str, count: int, **values: object) -> str:
    """The sentence of the interview for one thing, or for many or none."""
    number = "one" if count == 1 else "many"
    return words.text(f"interview.{name}_{number}", count=count, **values)
