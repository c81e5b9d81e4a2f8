"""What ``plan`` asks: which steps, with whom, and whether to keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.interview.asking.typed_answers import SEPARATOR
from rctdiag.cli.interview.questions import UnscoredQuestion
from rctdiag.model.documents.over_time.plan import MOST_STEPS
from rctdiag.render.person.result_page import capital

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.cli.interview.questions import Question
    from rctdiag.model.documents.result import OfferDoc

NONE = "none"


def plan_questions(offers: Sequence[OfferDoc], *, asks_to_keep: bool) -> tuple[Question, ...]:
    """In the order asked; of each chosen step, with whom; then whether to keep the plan."""
    offers = offers[:MOST_STEPS]
    numbers = tuple(map(str, range(1, len(offers) + 1)))
    titles = tuple(
        (f"title_{number}", capital(offer.title))
        for number, offer in zip(numbers, offers, strict=True)
    )
    allies = (
        UnscoredQuestion(
            f"ally_{number}",
            "text",
            (),
            "ally",
            (titles[at], ("title", titles[at][1]), ("ally", offers[at].ally)),
            only_if=("chosen", (number,)),
            scores=False,
        )
        for at, number in enumerate(numbers)
    )
    keep = UnscoredQuestion(
        "keep_plan", "choice", ("yes", "no"), only_if=("chosen", numbers), scores=False
    )
    return (
        UnscoredQuestion("chosen", "several", (*numbers, NONE), "", titles, scores=False),
        *allies,
        *([keep] if asks_to_keep else []),
    )


def chosen_steps(
    offers: Sequence[OfferDoc], about: Mapping[str, int | str | None]
) -> tuple[list[str], dict[str, str]]:
    """The ids of the chosen steps, and with whom."""
    numbers = [n for n in str(about.get("chosen") or "").split(SEPARATOR) if n.isdecimal()]
    ids = {number: offers[int(number) - 1].id for number in numbers}
    allies = {
        step: str(about[f"ally_{number}"])
        for number, step in ids.items()
        if about.get(f"ally_{number}")
    }
    return list(ids.values()), allies
