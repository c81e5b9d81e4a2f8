"""Why a step is not for now: each reason is the id of a sentence in the words of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rctdiag.advice.facts import READINESS, SOMETIMES
from rctdiag.advice.readiness import reaches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rctdiag.advice.situation import Situation
    from rctdiag.model.step import Condition, Level, Step

DUTY = "must_act"
SMALL = 15  # minutes a week that are small even under load

# The gravest first. What may cost the person is held back; what can grow waits for later.
HELD: tuple[str, ...] = (
    "held_danger",
    "held_power_used",
    "held_low_safety",
    "held_safety_unknown",
    "held_candour_costs",
    "held_conflict_feared",
)
LATER: tuple[str, ...] = (
    "later_no_readiness",
    "later_short_form",
    "later_exhausted",
    "later_few_allies",
    "later_allies_unknown",
    "later_little_say",
    "later_say_unknown",
    "later_overloaded",
    "later_low_reserves",
    "later_reserves_unknown",
    "later_first_impression",
)
REASONS = HELD + LATER
_RANK = {reason: rank for rank, reason in enumerate(REASONS)}
# For each facet of readiness: the reason where it is known to fall short, and where it is unknown.
_SHORT_OF = {
    "safety": ("held_low_safety", "held_safety_unknown"),
    "allies": ("later_few_allies", "later_allies_unknown"),
    "say": ("later_little_say", "later_say_unknown"),
    "reserves": ("later_low_reserves", "later_reserves_unknown"),
}
_CONDITION_OF: dict[Condition, str] = {
    "low_safety": "safety",
    "few_allies": "allies",
    "little_say": "say",
}


class Bars(NamedTuple):
    """What holds against steps in one situation; each value is a reason, "" where there is none.

    Situations that hold the same against every step are equal, and few of them differ.

    Attributes:
        seen: Against a step that others can see.
        candour: Against raising something with one person.
        heavy: Against a step that takes more time than it gives back.
        levels: Each facet of readiness, its level, and the reason where a step needs more.
        conditions: Each condition that holds, and the reason against a step that names it.
    """

    seen: str
    candour: str
    heavy: str
    levels: tuple[tuple[str, Level, str], ...]
    conditions: tuple[tuple[Condition, str], ...]

    def against(self, step: Step) -> str:
        """The gravest reason against offering a step now, or "" where it may be offered."""
        return gravest(self._all(step))

    def _all(self, step: Step) -> Iterator[str]:
        if self.seen and not is_quiet(step):
            yield self.seen
        if self.candour and is_candour(step):
            yield self.candour
        if self.heavy and not is_light(step):
            yield self.heavy
        for facet, level, reason in self.levels:
            if not reaches(level, getattr(step.needs, facet)):
                yield reason
        for condition, reason in self.conditions:
            if condition in step.not_when:
                yield reason


def read_bars(now: Situation) -> Bars:
    """What holds against steps in this situation."""
    short_of = {facet: _short_of(facet, now) for facet in _SHORT_OF}
    return Bars(
        seen=gravest(_why_quiet(now, short_of)),
        candour="held_power_used" if "power_used" in now.true else "",
        heavy=_why_light(now, short_of),
        levels=tuple((one, now.readiness[one].level, short_of[one]) for one in _SHORT_OF),
        conditions=tuple((one, _barred_by(one, short_of)) for one in sorted(now.true)),
    )


def gravest(reasons: Iterable[str]) -> str:
    """The reason that stands first in the list of reasons, or "" where there is none."""
    return min(reasons, key=_RANK.__getitem__, default="")


def is_quiet(step: Step) -> bool:
    """No harm if the most powerful person here read it; candour to one person is not quiet."""
    return step.visibility == "quiet" and not is_candour(step)


def is_candour(step: Step) -> bool:
    """Something is raised with one person who may mind, above or beside."""
    return "upward" in step.traits or "one_to_one" in step.traits


def is_light(step: Step) -> bool:
    """The step gives back at least the time it takes, or takes 15 minutes a week at most.

    What a person with power may have to act on is never too much.
    """
    costs = step.costs
    return costs.gives_back >= costs.minutes or costs.minutes <= SMALL or DUTY in step.traits


def _why_quiet(now: Situation, short_of: dict[str, str]) -> Iterator[str]:
    if now.stop:
        yield "held_danger"
    if now.short:
        yield "later_short_form"
    if "low_safety" in now.true:
        yield short_of["safety"]
    if "little_say" in now.true:
        yield short_of["say"]


def _why_light(now: Situation, short_of: dict[str, str]) -> str:
    if "overloaded" in now.true:
        return "later_overloaded"
    return short_of["reserves"] if now.must_be_light else ""


def _barred_by(condition: Condition, short_of: dict[str, str]) -> str:
    if condition in _CONDITION_OF:
        return short_of[_CONDITION_OF[condition]]
    reason = f"later_{condition}"
    return reason if reason in LATER else f"held_{condition}"


def _short_of(facet: str, now: Situation) -> str:
    """Known to fall short, not known, or nothing asked about readiness at all."""
    if now.no_readiness:
        return "later_no_readiness"
    known, unknown = _SHORT_OF[facet]
    answered_low = any(
        one.burden > SOMETIMES for one in now.facts.answers_on(f"{READINESS}.{facet}")
    )
    return unknown if now.readiness[facet].missing and not answered_low else known
