"""What is asked, in order: optional questions, the items, optional questions, a review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from rctdiag.model.answers import BeyondKind, Standing
from rctdiag.scoring.key import presentation_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.model.interview_draft import Form
    from rctdiag.model.questionnaire import Item, Questionnaire
    from rctdiag.render.words import Words

SECONDS_AN_ITEM = 6.4  # 75 items in eight minutes
MOST_MONTHS = 720


@dataclass(frozen=True, slots=True)
class ScoredQuestion:
    """An item; ``number`` counts the items from 1."""

    item: Item
    questionnaire: Questionnaire
    number: int

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id


@dataclass(frozen=True, slots=True)
class UnscoredQuestion:
    """An unscored question: a choice of one or several, a number, or a line of text.

    Attributes:
        id: Under which the draft keeps its answer.
        kind: Of several, the last value stands for none of the others.
        values: Of a choice: key 1 is the first.
        words: The id of its words; its own id where they are its alone.
        named: What its words have to name.
        group: The screen it shares with others; their title and introduction have this id.
        number: Its place in the group, from 1.
        only_if: An earlier question and the answers to it that make this one worth asking.
        scores: Others beside it are scored, so it is said that this one is not.
    """

    id: str
    kind: Literal["choice", "several", "number", "text"]
    values: tuple[str, ...] = ()
    words: str = ""
    named: tuple[tuple[str, str], ...] = ()
    group: str = ""
    number: int = 0
    only_if: tuple[str, tuple[str, ...]] | None = None
    scores: bool = True

    @property
    def words_id(self) -> str:
        """The id of its words."""
        return self.words or self.id

    def applies(self, about: Mapping[str, object]) -> bool:
        """Whether it is worth asking after these answers."""
        if self.only_if is None:
            return True
        before, answers = self.only_if
        return not set(answers).isdisjoint(str(about.get(before)).split(","))


@dataclass(frozen=True, slots=True)
class Check:
    """A screen that shows what was answered and lets any of it be changed."""

    id: Literal["background", "review", "week"]
    covers: tuple[str, ...] = ()  # the unscored questions on it


Question = ScoredQuestion | UnscoredQuestion | Check

BEFORE = (
    UnscoredQuestion("frame", "choice", ("team", "organisation"), group="background", number=1),
    UnscoredQuestion("months_here", "number", group="background", number=2),
    UnscoredQuestion("standing", "choice", get_args(Standing), group="background", number=3),
    UnscoredQuestion(
        "direction", "choice", ("opened", "closed", "stayed"), group="background", number=4
    ),
)
AFTER = (
    UnscoredQuestion("context", "text"),
    UnscoredQuestion("company", "text"),
    UnscoredQuestion("beyond", "several", (*get_args(BeyondKind), "no")),
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
    items = tuple(ScoredQuestion(*known[id_], number) for number, id_ in enumerate(order, 1))
    if items_first:
        return (*items, *BEFORE, *AFTER)
    background = Check("background", tuple(question.id for question in BEFORE))
    return (*BEFORE, background, *items, *AFTER, Check("review"))


def minutes(items: int) -> int:
    """About how long that many items take, in whole minutes."""
    return round(items * SECONDS_AN_ITEM / 60)


def counted(words: Words, name: str, count: int, **values: object) -> str:
    """The sentence of the interview for one thing, or for many; for none where it has its own."""
    number = "one" if count == 1 else "many"
    if count == 0 and words.has(f"interview.{name}_zero"):
        number = "zero"
    return words.text(f"interview.{name}_{number}", count=count, **values)
