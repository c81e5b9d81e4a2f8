"""An independent reading of one sheet: from raw answers and the YAML, nothing of the product.

Written from the rules in words (docs/advice.md), to be held against what the product does. It
uses no key, no score and no function of the advice layer.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property

from advice.real import Form, questionnaires, steps
from rctdiag.model.answers import AnswerSheet
from rctdiag.model.questionnaire import Item
from rctdiag.model.step import RUNGS, Step

GOOD_WHEN_HIGH = ("connection", "readiness")
CULTURES = ("hierarchical", "pseudo_relational", "survival")
Place = tuple[str, str]  # scale, facet
POWER_OVER = ("hierarchical", "power_over")
CANDOUR = ("pseudo_relational", "cost_of_candour")


@cache
def scored_items(form: Form) -> dict[Place, tuple[Item, ...]]:
    """The items of each facet that enter a mean."""
    found: dict[Place, list[Item]] = {}
    for questionnaire in questionnaires():
        for item in questionnaire.items:
            asked = form == "full" or item.short
            if asked and not item.who_carries:
                found.setdefault((questionnaire.id, item.facet), []).append(item)
    return {place: tuple(items) for place, items in found.items()}


@cache
def serious_items(form: Form, place: Place) -> tuple[str, ...]:
    """The serious items asked of a facet; none is reversed."""
    return tuple(
        item.id
        for questionnaire in questionnaires()
        for item in questionnaire.items
        if (questionnaire.id, item.facet) == place
        and item.serious
        and (form == "full" or item.short)
    )


@dataclass
class Reading:
    """What the rules need to know of one sheet."""

    form: Form
    sheet: AnswerSheet

    @cached_property
    def keyed(self) -> dict[Place, dict[str, int]]:
        """Answers with reversed items turned, 1-5."""
        return {
            place: {
                item.id: 6 - answer if item.reversed else answer
                for item in items
                if isinstance(answer := self.sheet.answers.get(item.id), int)
            }
            for place, items in scored_items(self.form).items()
        }

    @cached_property
    def facets(self) -> dict[Place, Fraction]:
        """0-1, of the facets with two thirds of their items answered."""
        return {
            place: self._mean(keyed.values())
            for place, keyed in self.keyed.items()
            if keyed and 3 * len(keyed) >= 2 * len(scored_items(self.form)[place])
        }

    @cached_property
    def scales(self) -> dict[str, Fraction]:
        """0-1, of the scales with half their items and three of their facets."""
        found = {}
        for scale in {place[0] for place in self.keyed}:
            places = [place for place in self.keyed if place[0] == scale]
            values = [value for place in places for value in self.keyed[place].values()]
            items = sum(len(scored_items(self.form)[place]) for place in places)
            enough = sum(place in self.facets for place in places) >= min(3, len(places))
            if values and 2 * len(values) >= items and enough:
                found[scale] = self._mean(values)
        return found

    @staticmethod
    def _mean(values: object) -> Fraction:
        numbers = list(values)  # type: ignore[call-overload]
        return Fraction(sum(numbers) - len(numbers), 4 * len(numbers))

    def serious(self, place: Place, least: int) -> bool:
        """Whether a serious item of a culture's facet is answered at this or harder.

        Items that compare groups count here, though they enter no mean.
        """
        return any(
            isinstance(answer := self.sheet.answers.get(item), int) and answer >= least
            for item in serious_items(self.form, place)
        )

    def level(self, facet: str) -> str:
        """low, unknown or other, of a facet of readiness."""
        keyed = self.keyed["readiness", facet].values()
        if not keyed:
            return "unknown"
        edge = Fraction(1, 4) if facet == "reserves" else Fraction(3, 8)
        low = self._mean(keyed) < edge
        if facet == "safety":
            low = low or self.keyed["readiness", "safety"].get("r07", 5) <= 2
        return "low" if low else "other"

    def often(self, scale: str, facet: str) -> bool:
        return self.facets.get((scale, facet), Fraction(0)) >= Fraction(5, 8)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        beyond = self.sheet.beyond
        return beyond if isinstance(beyond, tuple) else ()

    @cached_property
    def help_first(self) -> bool:
        return bool(self.marks) or self.serious(POWER_OVER, 4) or self.serious(CANDOUR, 4)

    @cached_property
    def holds(self) -> set[str]:
        """The conditions that hold."""
        months, still_there = self.sheet.months_here, self.sheet.standing != "left"
        tests = {
            "help_first": self.help_first,
            "low_safety": self.level("safety") == "low",
            "safety_unknown": self.level("safety") == "unknown",
            "power_used": self.often(*POWER_OVER) or self.serious(POWER_OVER, 3),
            "candour_costs": self.often(*CANDOUR),
            "conflict_feared": self.often("pseudo_relational", "conflict_as_threat"),
            "few_allies": self.level("allies") == "low",
            "little_say": self.level("say") == "low",
            "exhausted": self.level("reserves") == "low",
            "overloaded": still_there and self.often("survival", "overload"),
            "first_impression": still_there and months is not None and months < 3,
            "short_form": self.form == "short",
        }
        return {name for name, holds in tests.items() if holds}

    @cached_property
    def too_few(self) -> bool:
        return not any(scale != "readiness" for scale, _ in self.facets)

    @cached_property
    def nobody_trusted(self) -> bool:
        return {"low_safety", "few_allies"} <= self.holds

    @cached_property
    def fairly_well(self) -> bool:
        connection = self.scales.get("connection", Fraction(0))
        cultures = [self.scales[one] for one in CULTURES if one in self.scales]
        return (
            not self.help_first
            and "power_used" not in self.holds
            and connection >= Fraction(5, 8)
            and all(score < Fraction(3, 8) for score in cultures)
        )

    @cached_property
    def holding(self) -> bool:
        connection = self.scales.get("connection", Fraction(0))
        worst = max((self.scales[one] for one in CULTURES if one in self.scales), default=0)
        return (
            not self.help_first
            and "power_used" not in self.holds
            and connection >= Fraction(5, 8)
            and Fraction(3, 8) <= worst < connection
        )

    @cached_property
    def only_good(self) -> bool:
        """Nothing but good things to keep."""
        return self.fairly_well or (self.holding and self.audience == "left")

    @property
    def audience(self) -> str:
        return self.sheet.standing or "member"

    def barred(self, step: Step) -> set[str]:
        """The conditions that keep a step from being taken now."""
        found = self.holds & set(step.not_when)
        shared = step.visibility in ("together", "open")
        represented = "represented" in step.traits
        seen = step.visibility == "open" and not represented
        upward = "upward" in step.traits
        heavy = step.costs.minutes > 15 and step.costs.gives_back < step.costs.minutes
        hidden = step.visibility == "alone" or "outside" in step.traits
        own_people = step.audience == "leads" and not upward
        safe = bool({"record", "advice", "must_act"} & set(step.traits)) or (
            step.strategy == "sustaining" and hidden
        )
        implied = {
            "help_first": not safe,
            "low_safety": seen or upward,
            "safety_unknown": seen or upward,
            "power_used": upward,
            "few_allies": (shared and not represented and "solo" not in step.traits)
            or (self.nobody_trusted and step.visibility == "one" and not (hidden or own_people)),
            "exhausted": heavy,
            "overloaded": heavy,
            "short_form": shared,
        }
        return found | {name for name, bars in implied.items() if bars and name in self.holds}

    def suits(self, step: Step) -> bool:
        """Whether a step is for such a person, place and trouble at all."""
        keeps = "keeps" in step.traits
        general = step.strategy == "sustaining" and "general" in step.traits
        holding = self.holding and not self.only_good
        place = holding or general or keeps == self.only_good
        trouble = not step.beyond or bool(set(step.beyond) & set(self.marks))
        granted = all(self._difficulty(name) >= Fraction(1, 2) for name in step.only_where)
        return step.audience == self.audience and place and trouble and granted

    def _difficulty(self, name: str) -> Fraction:
        """How much there is of a difficulty, whatever the kind of place."""
        scale, _, facet = name.partition(".")
        score = self.facets.get((scale, facet))
        if score is None:
            return Fraction(0)
        return 1 - score if scale == "connection" else score

    @cached_property
    def open_steps(self) -> list[Step]:
        """What this person can take now."""
        return [step for step in steps() if self.suits(step) and not self.barred(step)]

    def presence(self, name: str, *, keeps: bool = False) -> Fraction:
        """How much there is of a difficulty; to a step that keeps, of a good thing."""
        scale, _, facet = name.partition(".")
        score = self.facets.get((scale, facet))
        if score is None:
            return Fraction(0)
        if self.only_good or keeps or scale != "connection":
            return score
        return 1 - score

    def fit(self, step: Step, heart: set[str]) -> float:
        """Weight times presence over its facets, those of the heart half as much again."""
        return sum(
            weight
            * float(self.presence(name, keeps="keeps" in step.traits))
            * (1.5 if name in heart else 1)
            for name, weight in step.answers.items()
        )

    def asked_for(self, step: Step) -> bool:
        """Whether an answer speaks for it: on its main facet, or a mark."""
        if step.beyond:
            return True
        scale, _, facet = step.main_facet.partition(".")
        if (scale, facet) not in self.facets:
            return False
        keyed = self.keyed[scale, facet].values()
        if "keeps" in step.traits:
            return True
        return min(keyed) <= 3 if scale == "connection" else max(keyed) >= 3

    def precedence(self, step: Step) -> tuple[bool, bool, bool]:
        """What comes before any fit, the lowest first.

        For the trouble that was marked; where people hold together, guarding that or answering a
        trouble; asked for by an answer.
        """
        holding = self.holding and not self.only_good
        return not step.beyond, holding and not guards(step), not self.asked_for(step)

    def at_heart(self, step: Step, heart: set[str]) -> float:
        """What a step does for the heart."""
        return sum(
            weight * float(self.presence(name, keeps="keeps" in step.traits))
            for name, weight in step.answers.items()
            if name in heart
        )


def guards(step: Step) -> bool:
    """Where people hold together: naming and networking keep it, the others answer a trouble."""
    return ("keeps" in step.traits) == (step.strategy in ("naming", "networking"))


def told_already(step: Step, nows: list[Step]) -> bool:
    """Whether one of these says the same in other words."""
    return any(step.id in now.like or now.id in step.like for now in nows)


def waits_for_an_adviser(step: Step) -> bool:
    """Where help comes first: what those in charge hear, or what is candid, by oneself."""
    if {"record", "advice", "must_act", "represented", "outside"} & set(step.traits):
        return False
    if step.strategy == "sustaining" or step.visibility == "alone":
        return False
    candid, upward = step.phase == "candour", "upward" in step.traits
    if step.audience == "leads":
        return upward or (candid and step.visibility != "one")
    return upward or candid or step.visibility == "open"


def meets_somebody_here(step: Step) -> bool:
    inside = step.visibility != "alone" and "outside" not in step.traits
    return inside and step.strategy != "sustaining"


def rung(step: Step) -> int:
    return RUNGS.index(step.visibility)
