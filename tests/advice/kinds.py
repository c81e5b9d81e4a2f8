"""Simulated persons of eight kinds of place, and what their plans have in common."""

import random
from collections import Counter
from typing import NamedTuple

from advice.real import adviser, key, questionnaires
from rctdiag.model.answers import AnswerSheet
from rctdiag.model.plan import Plan
from rctdiag.model.step import STRATEGIES
from rctdiag.scoring.profile import score

LEVELS = {  # kind -> the level, 1-5, of the three cultures and of connection
    "top_down": (4, 2, 2, 2),
    "nice_but_guarded": (2, 4, 2, 2),
    "stretched": (2, 2, 4, 3),
    "top_down_and_stretched": (4, 2, 4, 2),
    "all_three": (4, 4, 4, 2),
    "fairly_well": (2, 1, 2, 4),
    "readiness_unanswered": (3, 3, 3, 3),
    "leads": (3, 3, 3, 3),
}
KINDS = tuple(LEVELS)
MARKED = 0.03  # the share who mark something beyond culture
MARKS = ("danger", "harassment", "others_at_risk", "punished", "not_sure")
FOUR = STRATEGIES[:4]


class Simulated(NamedTuple):
    """A person, and what they are advised."""

    kind: str
    sheet: AnswerSheet
    plan: Plan


def simulate(rng: random.Random, kind: str) -> Simulated:
    """A person of one kind: each facet has a level of its own near that of its scale."""
    place = rng.choice(KINDS[:6]) if kind == "leads" else kind  # who leads, leads somewhere
    levels = dict(zip(("hierarchical", "pseudo_relational", "survival", "connection"),
                      LEVELS[place], strict=True))  # fmt: skip
    answers: dict[str, int] = {}
    for questionnaire in questionnaires():
        if questionnaire.id == "readiness" and kind == "readiness_unanswered":
            continue
        facets: dict[str, float] = {}
        for item in questionnaire.items:
            level = levels.get(questionnaire.id, rng.choice((2, 3, 4)))
            facet = facets.setdefault(item.facet, level + rng.gauss(0, 0.7))
            keyed = min(5, max(1, round(facet + rng.gauss(0, 0.7))))
            if item.serious and questionnaire.id != "readiness":
                keyed = min(keyed, rng.choice((1, 2, 2, 3, 3, 4)))
            answers[item.id] = 6 - keyed if item.reversed else keyed
    about: dict[str, object] = {"standing": "leads"} if kind == "leads" else {}
    if rng.random() < MARKED:
        about["beyond"] = (rng.choice(MARKS),)
    sheet = AnswerSheet.model_validate(
        {"schema": "rctdiag.answers/1", "answers": answers, "months_here": 24} | about
    )
    plan = adviser("full").plan(score(key("full"), sheet.answers), sheet)
    return Simulated(kind, sheet, plan)


class Tally(NamedTuple):
    """Over many persons.

    Attributes:
        persons: How many of each kind.
        whole: Whose map has its four rows.
        three: Who has a step for now in three strategies or more.
        begun: How often each step is among those to begin with.
        shown: How often each step stands anywhere in a map.
        heads: How many different first steps, and threes of steps, of each kind.
    """

    persons: Counter[str]
    whole: int
    three: int
    begun: Counter[str]
    shown: Counter[str]
    threes: Counter[tuple[str, ...]]


def tally(seed: int, persons: int) -> Tally:
    """Simulate so many persons, the kinds in turn."""
    rng = random.Random(seed)  # noqa: S311 - a simulation, no secret
    counts: Counter[str] = Counter()
    begun: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    threes: Counter[tuple[str, ...]] = Counter()
    whole = three = 0
    for number in range(persons):
        kind = KINDS[number % len(KINDS)]
        plan = simulate(rng, kind).plan
        counts[kind] += 1
        whole += all(strategy in plan.map for strategy in STRATEGIES)
        three += sum(plan.map[strategy].now is not None for strategy in FOUR) >= 3
        begun.update(offer.step.id for offer in plan.begin)
        threes[tuple(sorted(offer.step.id for offer in plan.begin))] += 1
        for row in plan.map.values():
            shown.update(offer.step.id for offer in (row.now, row.next) if offer)
    return Tally(counts, whole, three, begun, shown, threes)
