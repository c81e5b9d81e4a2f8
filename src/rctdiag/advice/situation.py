"""What holds for this person: the stop rule, and each condition a step can be barred by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rctdiag.advice.facts import OFTEN, READINESS, SOMETIMES, Facts, read_facts
from rctdiag.advice.readiness import EXHAUSTED, read_readiness

if TYPE_CHECKING:
    from collections.abc import Callable

    from rctdiag.model.answers import AnswerSheet
    from rctdiag.model.scores import Scored
    from rctdiag.model.step import Condition, Readiness
    from rctdiag.scoring.key import ScoringKey

OFTEN_SCORE = 62.5  # the lower edge of the band "often"
RARELY_SCORE = 37.5  # the upper edge of the band "rarely"
FIRST_MONTHS = 3


class Situation(NamedTuple):
    """One sheet as advice sees it. ``true`` holds the conditions that are met."""

    facts: Facts
    readiness: dict[str, Readiness]
    months_here: int | None
    stop_why: tuple[str, ...]
    leader: bool
    short: bool
    several: bool
    true: frozenset[Condition] = frozenset()

    @property
    def stop(self) -> bool:
        """Whether the stop rule holds."""
        return bool(self.stop_why)

    @property
    def no_readiness(self) -> bool:
        """Whether not one question on readiness has an answer."""
        return not any(self.facts.answers_on(f"{READINESS}.{one}") for one in self.readiness)

    @property
    def too_few(self) -> bool:
        """Whether no scale has a score, readiness apart."""
        return not self.facts.scales.keys() - {READINESS}

    @property
    def quiet_only(self) -> bool:
        """Whether only quiet steps may be offered."""
        return self.stop or self.short or bool(self.true & {"low_safety", "little_say"})

    @property
    def company_first(self) -> bool:
        """Whether the first step must bring company, and company from outside at that."""
        return bool(self.true & {"few_allies", "low_safety"})

    @property
    def must_be_light(self) -> bool:
        """Whether a step must give back the time it takes, or be small."""
        return "overloaded" in self.true or self.readiness["reserves"].missing

    @property
    def fairly_well(self) -> bool:
        """Whether there is something good here to keep, and strength and safety to keep it.

        Connection often or more, and each culture that has a score rarely or never; not where
        the stop rule holds, power is used against people or the person is exhausted. Somebody
        who decides over others sees least of what is hard, and is not told that all is well.
        """
        connection = self.facts.scales.get("connection", [])
        cultures = self.facts.scales.get("culture", [])
        if self.stop or self.leader or self.true & {"power_used", "exhausted"}:
            return False
        return min(connection, default=0) >= OFTEN_SCORE and (
            max(cultures, default=RARELY_SCORE) < RARELY_SCORE
        )

    @property
    def worn_leader(self) -> bool:
        """Whether somebody who decides over others is unsafe here, or overloaded."""
        return self.leader and bool(self.true & {"low_safety", "overloaded"})


def read_situation(key: ScoringKey, scored: Scored, sheet: AnswerSheet) -> Situation:
    """Read the sheet, then test every condition."""
    facts = read_facts(key, scored)
    plain = Situation(
        facts=facts,
        readiness=read_readiness(facts),
        months_here=sheet.months_here,
        stop_why=stop_reasons(facts, sheet),
        leader=sheet.position == "yes",
        short=scored.form == "short",
        several=len(scored.profile.several) > 1,
    )
    return plain._replace(
        true=frozenset(name for name, holds in CONDITIONS.items() if holds(plain))
    )


def stop_reasons(facts: Facts, sheet: AnswerSheet) -> tuple[str, ...]:
    """Why the stop rule holds; empty where it does not.

    It holds on "yes" or "not sure" to the question whether this goes beyond everyday culture,
    or on a serious item answered "often" or more (three quarters of its range).
    """
    asked = (f"beyond_{sheet.beyond}",) if sheet.beyond in {"yes", "not_sure"} else ()
    serious = sorted(one.item for one in facts.serious_at(OFTEN))
    return asked + tuple(f"serious:{item}" for item in serious)


def low_safety(now: Situation) -> bool:
    """The worst answer on safety is 1 or 2, or one is missing."""
    return now.readiness["safety"].level == "low"


def few_allies(now: Situation) -> bool:
    """The worst answer on allies is 1 or 2, or one is missing."""
    return now.readiness["allies"].level == "low"


def little_say(now: Situation) -> bool:
    """Say is under 37.5, or has no score."""
    return now.readiness["say"].level == "low"


def exhausted(now: Situation) -> bool:
    """Reserves are measured, and under 25."""
    score = now.readiness["reserves"].score
    return score is not None and score < EXHAUSTED


def power_used(now: Situation) -> bool:
    """Power is used against people often, or a serious item is answered "sometimes" or more."""
    often = now.facts.at_least("hierarchical.power_over", OFTEN_SCORE)
    return often or bool(now.facts.serious_at(SOMETIMES))


def overloaded(now: Situation) -> bool:
    """There is more work than hours, often."""
    return now.facts.at_least("survival.overload", OFTEN_SCORE)


def conflict_feared(now: Situation) -> bool:
    """Open difference is met as a threat, often."""
    return now.facts.at_least("pseudo_relational.conflict_as_threat", OFTEN_SCORE)


def candour_costs(now: Situation) -> bool:
    """Colleagues make whoever raises something pay for it, often."""
    return now.facts.at_least("pseudo_relational.cost_of_candour", OFTEN_SCORE)


def danger(now: Situation) -> bool:
    """The stop rule holds."""
    return now.stop


def first_impression(now: Situation) -> bool:
    """Under three months here."""
    return now.months_here is not None and now.months_here < FIRST_MONTHS


CONDITIONS: dict[Condition, Callable[[Situation], bool]] = {
    "low_safety": low_safety,
    "few_allies": few_allies,
    "little_say": little_say,
    "exhausted": exhausted,
    "power_used": power_used,
    "overloaded": overloaded,
    "conflict_feared": conflict_feared,
    "candour_costs": candour_costs,
    "danger": danger,
    "first_impression": first_impression,
}
