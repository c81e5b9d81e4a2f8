"""What ``again`` asks: what became of each step, then the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from rctdiag.cli.interview.questions import AFTER, BEFORE, Check, ScoredQuestion, UnscoredQuestion
from rctdiag.model.documents.over_time.since import Did, Saw, StepTried
from rctdiag.render.person.result_page import capital
from rctdiag.render.sentences import first_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.cli.interview.questions import Question
    from rctdiag.load.questionnaire import Instrument
    from rctdiag.model.documents.over_time.plan import PlanStep
    from rctdiag.model.documents.result import OfferDoc, Result

BEGUN = ("done", "changed", "dropped")
NOW = ("standing", "direction", "beyond")  # asked anew, or known and open to change


def again_questions(
    steps: Sequence[OfferDoc | PlanStep],
    items: Sequence[str],
    instruments: Sequence[Instrument],
    *,
    interactive: bool,
) -> tuple[Question, ...]:
    """Everything in the order asked; lines from a pipe meet no screen that shows what was said.

    Args:
        steps: those of the last plan.
        items: the ids of the items to ask, in order.
        instruments: to which they belong.
        interactive: somebody sits at the keys.
    """
    known = {
        item.id: (item, e.questionnaire) for e in instruments for item in e.questionnaire.items
    }
    unscored = {question.id: question for question in (*BEFORE, *AFTER)}
    # Of the screen about this person only two questions are left: each stands by itself.
    standing, direction, beyond = (_alone(unscored[id_]) for id_ in NOW)
    check = (Check("review", NOW),) if interactive else ()
    return (
        *(q for at, step in enumerate(steps, 1) for q in _of_step(at, step)),
        standing,
        direction,
        *(ScoredQuestion(*known[item], number) for number, item in enumerate(items, 1)),
        beyond,
        *check,
    )


def _alone(question: UnscoredQuestion) -> UnscoredQuestion:
    return UnscoredQuestion(question.id, question.kind, question.values)


def _of_step(at: int, step: OfferDoc | PlanStep) -> Iterator[UnscoredQuestion]:
    named = (
        ("title", capital(step.title)),
        ("do", step.do),
        ("sign", step.sign),
        ("stop", first_sentence(step.stop_if)),
    )
    begun = (f"did_{at}", BEGUN)
    yield UnscoredQuestion(f"did_{at}", "choice", get_args(Did), "did", named, "tried", 1)
    yield UnscoredQuestion(f"saw_{at}", "choice", get_args(Saw), "saw", named, "tried", 2, begun)
    yield UnscoredQuestion(f"happened_{at}", "text", (), "happened", named, "tried", 3, begun)
    yield UnscoredQuestion(f"cost_{at}", "text", (), "cost", named, "tried", 4, begun)


def steps_tried(
    steps: Sequence[OfferDoc | PlanStep], about: Mapping[str, int | str | None]
) -> tuple[StepTried, ...]:
    """What became of each step, from the answers."""
    return tuple(_tried(at, step, about) for at, step in enumerate(steps, 1))


def _tried(at: int, step: OfferDoc | PlanStep, about: Mapping[str, int | str | None]) -> StepTried:
    did = about.get(f"did_{at}")
    begun = did in BEGUN
    return StepTried.model_validate(
        {
            "id": step.id,
            "strategy": step.strategy,
            "title": step.title,
            "visibility": step.visibility,
            "did": did,
            # What was said before the first answer was changed to "not yet" does not count.
            **{
                name: about.get(f"{name}_{at}") if begun else None
                for name in ("saw", "happened", "cost")
            },
        }
    )


def known_answers(last: Result, months_since: int) -> dict[str, int | str]:
    """What is taken over from the last result: it is not asked again."""
    about = last.about
    months = None if about.months_here is None else min(about.months_here + months_since, 720)
    known = {"frame": about.frame, "months_here": months, "standing": about.standing}
    return {name: value for name, value in known.items() if value is not None}
