"""Every rule against random sheets: how often its case came up, how often it was broken."""

import random
from collections import Counter
from collections.abc import Iterable

from advice.reading import Reading
from advice.real import key
from advice.rules import RULES
from advice.sheets import draw
from rctdiag.advice.adviser import Adviser
from rctdiag.model.answers import AnswerSheet
from rctdiag.model.step import Step
from rctdiag.scoring.profile import score


def shuffled(rng: random.Random, sheet: AnswerSheet) -> AnswerSheet:
    answers = list(sheet.answers.items())
    rng.shuffle(answers)
    return sheet.model_copy(update={"answers": dict(answers)})


def run(
    seed: int, sheets: int, catalogue: Iterable[Step], until: str = ""
) -> tuple[Counter[str], Counter[str]]:
    """How often each rule's case came up, and how often the rule was broken.

    It ends early as soon as the rule ``until`` is broken.
    """
    rng = random.Random(seed)  # noqa: S311 - test data, no secret
    given = tuple(catalogue)
    mixed = list(given)
    rng.shuffle(mixed)
    advisers = {form: Adviser(given, key(form)) for form in ("full", "short")}
    others = {form: Adviser(mixed, key(form)) for form in ("full", "short")}
    met: Counter[str] = Counter({rule.name: 0 for rule in RULES} | {"same_again": 0})
    broken: Counter[str] = Counter()
    for _ in range(sheets):
        form, sheet = draw(rng)
        plan = advisers[form].plan(score(key(form), sheet.answers), sheet)
        read = Reading(form, sheet)
        for rule in RULES:
            if rule.case(read):
                met[rule.name] += 1
                broken[rule.name] += not rule.holds(read, plan)
        other = shuffled(rng, sheet)
        again = others[form].plan(score(key(form), other.answers), other)
        met["same_again"] += 1
        broken["same_again"] += plan != again
        if broken[until]:
            break
    return met, +broken
