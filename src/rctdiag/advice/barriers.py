"""What keeps a step from being taken now: one row for each condition.

A step's rung and traits bar it under some conditions by themselves; whatever else bars it, the
step names in ``not_when``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from rctdiag.model.step import Condition, Step

FOR_HELP_FIRST = frozenset({"record", "advice", "must_act"})  # traits
SMALL = 15  # minutes a week that are never too much


def is_light(step: Step) -> bool:
    """It gives back at least the minutes it takes, or takes 15 a week at most."""
    return step.costs.minutes <= SMALL or step.costs.gives_back >= step.costs.minutes


def is_represented(step: Step) -> bool:
    """Somebody carries it for several: a union, a staff body, an association."""
    return "represented" in step.traits


def involves_somebody_here(step: Step) -> bool:
    """A person at this workplace takes part in it."""
    return step.visibility != "alone" and "outside" not in step.traits


def is_safe_beyond_culture(step: Step) -> bool:
    """It may stand in a plan where help comes first: records, advice, duties, rest."""
    if not FOR_HELP_FIRST.isdisjoint(step.traits):
        return True
    hidden = step.visibility == "alone" or "outside" in step.traits
    return step.strategy == "sustaining" and hidden


def needs_adviser(step: Step) -> bool:
    """Where help comes first: it reaches those in charge, or is candid in a way that may hurt.

    What nobody notices, rest, company outside and whatever a representative carries need none.
    Whoever leads meets those above only in what goes upwards; what is said among several may be
    about the very trouble.
    """
    harmless = is_safe_beyond_culture(step) or step.strategy == "sustaining"
    if harmless or step.visibility == "alone" or "outside" in step.traits or is_represented(step):
        return False
    if step.audience == "leads":
        return _upward(step) or (step.phase == "candour" and _shared(step))
    return _upward(step) or step.phase == "candour" or step.visibility == "open"


def are_alike(one: Step, other: Step) -> bool:
    """Whether they say the same in other words: each names the other."""
    return other.id in one.like


def _shared(step: Step) -> bool:
    return step.visibility in ("together", "open")


def _needs_allies(step: Step) -> bool:
    return _shared(step) and not is_represented(step) and "solo" not in step.traits


def _seen_by_those_in_charge(step: Step) -> bool:
    return step.visibility == "open" and not is_represented(step)


def _upward(step: Step) -> bool:
    return "upward" in step.traits


def _heavy(step: Step) -> bool:
    return not is_light(step)


def _by_its_own_word(_: Step) -> bool:
    return False


# In the order in which openers are told, the gravest first.
BARRED: dict[Condition, Callable[[Step], bool]] = {
    "help_first": lambda step: not is_safe_beyond_culture(step),
    "low_safety": lambda step: _seen_by_those_in_charge(step) or _upward(step),
    "power_used": _upward,
    "safety_unknown": lambda step: _seen_by_those_in_charge(step) or _upward(step),
    "candour_costs": _by_its_own_word,
    "conflict_feared": _by_its_own_word,
    "few_allies": _needs_allies,
    "little_say": _by_its_own_word,
    "exhausted": _heavy,
    "overloaded": _heavy,
    "first_impression": _by_its_own_word,
    "short_form": _shared,
}
_NO_ONE_TRUSTED: frozenset[Condition] = frozenset({"low_safety", "few_allies"})


def barriers(step: Step, conditions: frozenset[Condition]) -> tuple[Condition, ...]:
    """The conditions that keep a step from being taken now, the gravest first."""
    barring = [
        name
        for name, bars in BARRED.items()
        if name in conditions and (bars(step) or name in step.not_when)
    ]
    # Safety low and nobody to trust: not even one person at this workplace. Whoever is in charge
    # can still speak to one of their own people.
    own_people = step.audience == "leads" and not _upward(step)
    chosen_here = step.visibility == "one" and involves_somebody_here(step) and not own_people
    if chosen_here and conditions >= _NO_ONE_TRUSTED and "few_allies" not in barring:
        barring.append("few_allies")
    return tuple(barring)
