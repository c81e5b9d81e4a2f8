"""What is offered where too little was answered for a plan: what is right in any place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.advice.choose import in_order_of_work, keeps_going, weigh
from rctdiag.advice.exhausted import is_small
from rctdiag.advice.facts import READINESS, SOMETIMES
from rctdiag.advice.reasons import is_quiet

if TYPE_CHECKING:
    from rctdiag.advice.choose import Candidate, Catalogue
    from rctdiag.advice.situation import Situation

LISTENED_TO = frozenset({"company", "outside", "restores"})
ADVISED = frozenset({"advice", "outside"})


def few_steps(catalogue: Catalogue, now: Situation) -> list[Candidate]:
    """One small quiet step with somebody outside; before it advice, where an answer tells of fear.

    Neither needs a score, so that nobody who is afraid is sent away for having answered little.
    """
    pool = [one for one in weigh(catalogue, now) if is_small(one) and is_quiet(one.step)]
    listened_to = [
        one for one in pool if keeps_going(one.step) and set(one.step.traits) >= LISTENED_TO
    ]
    advised = [
        one for one in pool if set(one.step.traits) >= ADVISED and "leaving" not in one.step.traits
    ]
    return in_order_of_work(listened_to[:1] + (advised[:1] if afraid(now) else []))


def afraid(now: Situation) -> bool:
    """Power is used against people, or an answer on safety is below the middle of its range.

    What was not answered does not count: to leave a question out is no sign of fear.
    """
    safety = now.facts.answers_on(f"{READINESS}.safety")
    return "power_used" in now.true or any(one.burden > SOMETIMES for one in safety)
