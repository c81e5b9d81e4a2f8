"""An independent reading of one sheet: from raw answers and the YAML, nothing of the product.

Written from the rules in words, to be held against what the product does. It uses no key, no
score and no function of the advice layer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from math import fsum
from typing import NamedTuple

from advice.real import questionnaires, steps
from rctdiag.model.answers import AnswerSheet
from rctdiag.model.questionnaire import Item
from rctdiag.model.step import Step

GOOD_WHEN_HIGH = ("connection", "readiness")
NOT_IN_A_GOOD_PLACE = {"leaving", "advice", "own_notes", "rest"}


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


class Mean(NamedTuple):
    """The mean of answers from 1 to 5, kept as whole numbers, so that no comparison rounds."""

    total: int
    answers: int

    def at_least(self, points: float) -> bool:
        """Whether the mean on 0-100 reaches so many points (an eighth of a point is exact)."""
        return 100 * (self.total - self.answers) >= points * 4 * self.answers

    @property
    def share(self) -> float:
        return (self.total - self.answers) / (4 * self.answers)


@cache
def _serious(form: str) -> list[tuple[tuple[str, str], str]]:
    places = _items(form).items()
    return [(place, one.id) for place, items in places for one in items if one.serious]


@dataclass
class Reading:
    """What the rules need to know of one sheet."""

    form: str
    sheet: AnswerSheet

    def __post_init__(self) -> None:
        self.keyed: dict[tuple[str, str], dict[str, int]] = {}
        self.scores: dict[tuple[str, str], Mean] = {}
        self._spoken: dict[str, bool] = {}
        for place, items in _items(self.form).items():
            keyed = {}
            for item in items:
                answer = self.sheet.answers.get(item.id)
                if isinstance(answer, int):
                    keyed[item.id] = 6 - answer if item.reversed else answer
            self.keyed[place] = keyed
            # two of three, two of two, three of four, one of one
            if len(keyed) >= {1: 1, 2: 2, 3: 2, 4: 3}[len(items)]:
                self.scores[place] = Mean(sum(keyed.values()), len(keyed))
        self.serious = max(
            (self.keyed[place].get(item, 0) for place, item in _serious(self.form)), default=0
        )
        self.stop = self.sheet.beyond in ("yes", "not_sure") or self.serious >= 4
        self.leader = self.sheet.position == "yes"
        self.no_readiness = not any(self.keyed[p] for p in self.keyed if p[0] == "readiness")
        self.low_safety = self._worst("safety") <= 2
        self.few_allies = self._worst("allies") <= 2
        self.little_say = not self.reaches("readiness", "say", 37.5)
        self.measured = ("readiness", "reserves") in self.scores
        self.exhausted = self.measured and not self.reaches("readiness", "reserves", 25)
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

    def reaches(self, scale: str, facet: str, points: float) -> bool:
        """Whether a facet has a score, and that is so many points or more."""
        score = self.scores.get((scale, facet))
        return score is not None and score.at_least(points)

    def _often(self, scale: str, facet: str) -> bool:
        return self.reaches(scale, facet, 62.5)

    def scale_has_score(self, scale: str) -> bool:
        places = [place for place in self.keyed if place[0] == scale]
        items = sum(len(_items(self.form)[place]) for place in places)
        answered = sum(len(self.keyed[place]) for place in places)
        return 2 * answered >= items and sum(place in self.scores for place in places) >= 3

    @property
    def too_few(self) -> bool:
        return not any(self.scale_has_score(one.id) for one in questionnaires()[:4])

    @property
    def worn_leader(self) -> bool:
        return self.leader and (self.low_safety or self.overloaded)

    @property
    def afraid(self) -> bool:
        """An answer given on safety is 1 or 2, or power is used against people."""
        return self.power_used or min(self.keyed["readiness", "safety"].values(), default=5) <= 2

    def scale_mean(self, scale: str) -> Mean:
        keyed = [
            k for place, all_ in self.keyed.items() if place[0] == scale for k in all_.values()
        ]
        return Mean(sum(keyed), len(keyed))

    @cached_property
    def cultures(self) -> list[Mean]:
        """The means of the cultures that have a score."""
        names = (one.id for one in questionnaires()[:3])
        return [self.scale_mean(one) for one in names if self.scale_has_score(one)]

    @property
    def several(self) -> bool:
        return sum(one.at_least(50) for one in self.cultures) >= 2

    @cached_property
    def fairly_well(self) -> bool:
        """Connection is often or more, every culture measured is rarely or never."""
        return bool(
            self.scale_has_score("connection")
            and self.scale_mean("connection").at_least(62.5)
            and self.cultures
            and not any(one.at_least(37.5) for one in self.cultures)
            and not (self.stop or self.leader or self.exhausted or self.power_used)
        )

    def level(self, facet: str) -> int:
        return self.levels[facet]

    def _level(self, facet: str) -> int:
        """0 low, 1 some, 2 good."""
        if facet in ("safety", "allies"):
            return {1: 0, 2: 0, 3: 1, 4: 2, 5: 2}[self._worst(facet)]
        if not self.reaches("readiness", facet, 37.5 if facet == "say" else 25):
            return 0
        return 2 if self.reaches("readiness", facet, 62.5) else 1

    def presence(self, name: str) -> float:
        return self._presence.get(name, 0.0)

    @cached_property
    def _presence(self) -> dict[str, float]:
        return {
            f"{scale}.{facet}": 1 - score.share if scale in GOOD_WHEN_HIGH else score.share
            for (scale, facet), score in self.scores.items()
        }

    def fit(self, step: Step) -> float:
        return fsum(weight * self.presence(name) for name, weight in step.answers.items())

    def hardest(self, scale: str, facet: str) -> int:
        """The strongest answer of a facet, 1-5 in the direction of the difficulty; 0 for none."""
        keyed: Iterable[int] = self.keyed[scale, facet].values()
        turned = [6 - k for k in keyed] if scale in GOOD_WHEN_HIGH else list(keyed)
        return max(turned, default=0)

    def spoken_for(self, step: Step) -> bool:
        """An answer of "sometimes" or more stands in a facet that the step is chiefly for."""
        if step.id not in self._spoken:
            heaviest = max(step.answers.values(), default=0)
            self._spoken[step.id] = any(
                4 * weight >= 3 * heaviest
                and self.presence(name) > 0
                and self.hardest(*name.split(".")) >= 3
                for name, weight in step.answers.items()
            )
        return self._spoken[step.id]

    def barred(self, step: Step) -> bool:
        """Whether any rule forbids this step now, whatever else is chosen."""
        if step.audience != ("leader" if self.leader else "person"):
            return True
        candour = {"upward", "one_to_one"} & set(step.traits)
        small = is_light(step) or "must_act" in step.traits
        light = self.overloaded or not self.measured
        order = ("low", "some", "good")
        return bool(
            (self.quiet_only and (step.visibility != "quiet" or candour))
            or (self.power_used and candour)
            or (light and not small)
            or self.true.intersection(step.not_when)
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
        if step.audience != ("leader" if self.leader else "person"):
            return False
        if "keeps" in step.traits and not self.fairly_well:
            return False
        if self.fairly_well and NOT_IN_A_GOOD_PLACE & set(step.traits):
            return False
        return (self.spoken_for(step) or does_good_anyway(step)) and not self.barred(step)
