"""An independent reading of one sheet: from raw answers and the YAML, nothing of the product.

Written from the rules in words, to be held against what the product does. It uses no key, no
score and no function of the advice layer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property

from advice.real import questionnaires, steps
from rctdiag.model.answers import AnswerSheet
from rctdiag.model.questionnaire import Item
from rctdiag.model.step import Step

GOOD_WHEN_HIGH = ("connection", "readiness")


def is_light(step: Step) -> bool:
    return step.costs.minutes <= 15 or step.costs.gives_back >= step.costs.minutes


def does_good_anyway(step: Step) -> bool:
    """Restoring steps need no answer that asks for them; talk of leaving, advice and duty does."""
    grave = {"leaving", "advice", "own_notes", "must_act"} & set(step.traits)
    return step.strategy == "sustaining" and "restores" in step.traits and not grave


@cache
def _items(form: str) -> dict[tuple[str, str], tuple[Item, ...]]:
    found: dict[tuple[str, str], list[Item]] = {}
    for one in questionnaires():
        for item in one.items:
            if form == "full" or item.short:
                found.setdefault((one.id, item.facet), []).append(item)
    return {place: tuple(items) for place, items in found.items()}


@dataclass
class Reading:
    """What the rules need to know of one sheet."""

    form: str
    sheet: AnswerSheet

    def __post_init__(self) -> None:
        self.keyed: dict[tuple[str, str], dict[str, int]] = {}
        self.scores: dict[tuple[str, str], Fraction] = {}
        for place, items in _items(self.form).items():
            keyed = {}
            for item in items:
                answer = self.sheet.answers.get(item.id)
                if isinstance(answer, int):
                    keyed[item.id] = 6 - answer if item.reversed else answer
            self.keyed[place] = keyed
            # two of three, two of two, three of four, one of one
            if len(keyed) >= {1: 1, 2: 2, 3: 2, 4: 3}[len(items)]:
                self.scores[place] = Fraction(
                    100 * (sum(keyed.values()) - len(keyed)), 4 * len(keyed)
                )
        self.serious = max(
            (
                self.keyed[place][item.id]
                for place, items in _items(self.form).items()
                for item in items
                if item.serious and item.id in self.keyed[place]
            ),
            default=0,
        )
        self.stop = self.sheet.beyond in ("yes", "not_sure") or self.serious >= 4
        self.leader = self.sheet.position == "yes"
        self.no_readiness = not any(self.keyed[p] for p in self.keyed if p[0] == "readiness")
        self.low_safety = self._worst("safety") <= 2
        self.few_allies = self._worst("allies") <= 2
        self.little_say = self.scores.get(("readiness", "say"), Fraction(0)) < Fraction(75, 2)
        reserves = self.scores.get(("readiness", "reserves"))
        self.exhausted = reserves is not None and reserves < 25
        self.power_used = self._often("hierarchical", "power_over") or self.serious >= 3
        self.overloaded = self._often("survival", "overload")
        self.quiet_only = self.low_safety or self.little_say or self.stop or self.form == "short"
        self.company_first = self.low_safety or self.few_allies
        self.levels = {one: self._level(one) for one in ("allies", "say", "safety", "reserves")}
        self.true = {
            name
            for name, holds in {
                "low_safety": self.low_safety,
                "few_allies": self.few_allies,
                "little_say": self.little_say,
                "exhausted": self.exhausted,
                "power_used": self.power_used,
                "overloaded": self.overloaded,
                "conflict_feared": self._often("pseudo_relational", "conflict_as_threat"),
                "candour_costs": self._often("pseudo_relational", "cost_of_candour"),
                "danger": self.stop,
                "first_impression": self.sheet.months_here in (0, 1, 2),
            }.items()
            if holds
        }

    def _worst(self, facet: str) -> int:
        """The worst keyed answer; an unanswered item counts as 1."""
        asked = _items(self.form)["readiness", facet]
        keyed = self.keyed["readiness", facet]
        return min(keyed.get(item.id, 1) for item in asked)

    def _often(self, scale: str, facet: str) -> bool:
        return self.scores.get((scale, facet), Fraction(0)) >= Fraction(125, 2)

    def scale_has_score(self, scale: str) -> bool:
        places = [place for place in self.keyed if place[0] == scale]
        items = sum(len(_items(self.form)[place]) for place in places)
        answered = sum(len(self.keyed[place]) for place in places)
        return 2 * answered >= items and sum(place in self.scores for place in places) >= 3

    @property
    def too_few(self) -> bool:
        return not any(self.scale_has_score(one.id) for one in questionnaires()[:4])

    def scale_mean(self, scale: str) -> Fraction:
        keyed = [
            k for place, all_ in self.keyed.items() if place[0] == scale for k in all_.values()
        ]
        return Fraction(100 * (sum(keyed) - len(keyed)), 4 * len(keyed))

    @property
    def several(self) -> bool:
        cultures = [one.id for one in questionnaires()[:3] if self.scale_has_score(one.id)]
        return sum(self.scale_mean(one) >= 50 for one in cultures) >= 2

    def level(self, facet: str) -> int:
        return self.levels[facet]

    def _level(self, facet: str) -> int:
        """0 low, 1 some, 2 good."""
        if facet in ("safety", "allies"):
            return {1: 0, 2: 0, 3: 1, 4: 2, 5: 2}[self._worst(facet)]
        score = self.scores.get(("readiness", facet))
        floor = Fraction(75, 2) if facet == "say" else Fraction(25)
        if score is None or score < floor:
            return 0
        return 2 if score >= Fraction(125, 2) else 1

    def presence(self, name: str) -> Fraction:
        scale, _, facet = name.partition(".")
        if (scale, facet) not in self.scores:
            return Fraction(0)
        score = self.scores[scale, facet]
        return (100 - score if scale in GOOD_WHEN_HIGH else score) / 100

    def fit(self, step: Step) -> Fraction:
        weights = step.answers.items()
        return sum((Fraction(w) * self.presence(name) for name, w in weights), Fraction(0))

    def hardest(self, scale: str, facet: str) -> int:
        """The strongest answer of a facet, 1-5 in the direction of the difficulty; 0 for none."""
        keyed: Iterable[int] = self.keyed[scale, facet].values()
        turned = [6 - k for k in keyed] if scale in GOOD_WHEN_HIGH else list(keyed)
        return max(turned, default=0)

    def spoken_for(self, step: Step) -> bool:
        """An answer of "sometimes" or more stands in a facet that the step is chiefly for."""
        heaviest = max(step.answers.values(), default=0)
        return any(
            4 * weight >= 3 * heaviest
            and self.presence(name) > 0
            and self.hardest(*name.split(".")) >= 3
            for name, weight in step.answers.items()
        )

    def barred(self, step: Step) -> bool:
        """Whether any rule forbids this step now, whatever else is chosen."""
        candour = {"upward", "one_to_one"} & set(step.traits)
        small = is_light(step) or "must_act" in step.traits
        light = self.overloaded or ("readiness", "reserves") not in self.scores
        order = ("low", "some", "good")
        return bool(
            step.audience != ("leader" if self.leader else "person")
            or (self.quiet_only and (step.visibility != "quiet" or candour))
            or (self.power_used and candour)
            or (light and not small)
            or self.true & set(step.not_when)
            or any(
                order.index(getattr(step.needs, facet)) > self.level(facet)
                for facet in ("allies", "say", "safety", "reserves")
            )
        )

    @cached_property
    def offerable(self) -> list[Step]:
        """The steps that no rule forbids and an answer speaks for, or that sustain."""
        return [step for step in steps() if self._could_offer(step)]

    def _could_offer(self, step: Step) -> bool:
        return not self.barred(step) and (self.spoken_for(step) or does_good_anyway(step))
