"""From a result to a plan: the steps that were chosen, with whom, and the dates."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.load.checks.did_you_mean import listed
from rctdiag.model.documents.over_time.plan import MOST_STEPS, PlanStep, StepsPlan
from rctdiag.model.step import STRATEGIES
from rctdiag.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.model.documents.over_time.since import Did
    from rctdiag.model.documents.result import OfferDoc, Result

WEEKS_TO_LOOK = 4


class PlanChoice(NamedTuple):
    """What the person chose.

    Attributes:
        steps: Ids of steps of the map, in the person's order; empty: those to begin with.
        allies: Step id -> a role or initials.
        starts: The first day; None: the day the plan is made.
        look: The day to look again; None: four weeks after the first.
    """

    steps: Sequence[str] = ()
    allies: Mapping[str, str] = {}
    starts: date | None = None
    look: date | None = None


def open_steps(result: Result) -> dict[str, OfferDoc]:
    """The steps of the map that are open now, by id: those to begin with first."""
    rows = (result.plan.map.row(strategy).now for strategy in STRATEGIES)
    offers = (*result.plan.begin, *(now for now in rows if now is not None))
    return {offer.id: offer for offer in offers}


def refuse_misfit(result: Result, choice: PlanChoice, now: datetime) -> None:
    """Refuse a choice that no answer of the person could make right.

    Raises:
        UsageFault: A step is not open in this result, or the dates run backwards.
    """
    open_now = open_steps(result)
    for name in (*choice.steps, *choice.allies):
        if name not in open_now:
            message = f"{name!r} is not a step that this result offers."
            raise UsageFault(Fault("usage", message, f"Choose from {listed(open_now, 'and')}."))
    starts, look = _days(choice, now)
    if look <= starts:
        message = "the day to look again is not after the first day."
        raise UsageFault(Fault("usage", message, "Choose a later one with --look."))


def _days(choice: PlanChoice, now: datetime) -> tuple[date, date]:
    """The first day, and the day to look again."""
    starts = choice.starts or now.date()
    return starts, choice.look or starts + timedelta(weeks=WEEKS_TO_LOOK)


def make_plan(result: Result, choice: PlanChoice, now: datetime) -> StepsPlan:
    """A plan of these steps.

    Raises:
        UsageFault: The choice does not fit the result, or names an ally for a step left out.
    """
    refuse_misfit(result, choice, now)
    open_now = open_steps(result)
    wanted = list(dict.fromkeys(choice.steps)) or [offer.id for offer in result.plan.begin]
    if not wanted or len(wanted) > MOST_STEPS:
        message = "this result offers no step to begin with." if not wanted else "too many steps."
        raise UsageFault(Fault("usage", message, f"Choose up to {MOST_STEPS}."))
    for name in choice.allies:
        if name not in wanted:
            message = f"you named an ally for {name!r}, which is not in the plan."
            raise UsageFault(
                Fault("usage", message, "Choose that step too, or leave the ally out.")
            )
    starts, look = _days(choice, now)
    return StepsPlan(
        schema_="rctdiag.plan/1",
        rctdiag_version=__version__,
        created=now.isoformat(),
        language=result.language,
        words=result.words,
        result=result.created,
        starts=starts.isoformat(),
        look=look.isoformat(),
        steps=tuple(_step(open_now[name], choice.allies.get(name)) for name in wanted),
    )


def _step(offer: OfferDoc, with_whom: str | None) -> PlanStep:
    return PlanStep.copied_from(
        offer, minutes=offer.costs.minutes, with_whom=with_whom or None, did=None, note=None
    )


def mark_plan(plan: StepsPlan, marks: Mapping[str, Did], notes: Mapping[str, str]) -> StepsPlan:
    """The plan with what was done so far, and the person's own lines.

    Raises:
        UsageFault: A step is not in the plan.
    """
    known = [step.id for step in plan.steps]
    for name in (*marks, *notes):
        if name not in known:
            message = f"{name!r} is not a step in this plan."
            raise UsageFault(Fault("usage", message, f"Use {listed(known)}."))
    steps = tuple(
        step.model_copy(
            update={
                "did": marks.get(step.id, step.did),
                "note": notes.get(step.id, step.note) or None,
            }
        )
        for step in plan.steps
    )
    return plan.model_copy(update={"steps": steps})
