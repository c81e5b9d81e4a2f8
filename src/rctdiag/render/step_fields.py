"""The fields of a step: one list for every card, and one for every text, that tells a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.model.step import STEP_TEXTS
from rctdiag.render.person.result_page import capital

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rctdiag.model.documents.over_time.plan import PlanStep
    from rctdiag.model.documents.result import OfferDoc
    from rctdiag.model.documents.teams import StepTextDoc
    from rctdiag.render.words import Words


def card_fields(step: OfferDoc | StepTextDoc | PlanStep, *, quoted: str = "“{}”") -> dict[str, str]:
    """What a card says below what to do; each form has its own label for a field, by this id.

    Args:
        step: of a result, a group report or a plan.
        quoted: words to say, in quotation marks of the form.
    """
    return {
        "begin": capital(step.begin),
        "say": quoted.format(step.say) if step.say else "",
        "with": step.ally,
        "works": step.sign,
        "stop": step.stop_if,
        "risk": step.risk,
    }


def further_fields(step: OfferDoc | StepTextDoc) -> dict[str, str]:
    """What only a card with room for it says: what to avoid, and what the step replaces."""
    return {"avoid": step.avoid, "instead": capital(step.costs.replaces)}


def labelled(
    fields: Iterable[tuple[str, str]], label: Callable[[str], str]
) -> tuple[tuple[str, str], ...]:
    """The fields that say something, each with the label that its form has for it."""
    return tuple((label(id_), text) for id_, text in fields if text)


def step_sentences(
    words: Words, step: OfferDoc | StepTextDoc, *, without: tuple[str, ...] = ()
) -> Iterator[str]:
    """A step as sentences, a field each, without its title and ``without`` these fields."""
    for field in STEP_TEXTS:
        text = getattr(step, field)
        if text and field not in ("title", *without):
            yield words.text(f"step_{field}", text=text)
