"""Random answer sheets, skewed so that every rule meets its case hundreds of times."""

import random
from typing import Any, Literal

from advice.real import questionnaires
from rctdiag.model.answers import CANT_SAY, AnswerSheet
from rctdiag.model.questionnaire import Item

Form = Literal["full", "short"]
LOW_TO_HIGH = (1, 2, 3, 4, 5)


def draw(rng: random.Random) -> tuple[Form, AnswerSheet]:
    """One form and one sheet; nothing but ``rng`` decides."""
    form: Form = "short" if rng.random() < 0.12 else "full"
    levels = {
        "hierarchical": rng.choice(LOW_TO_HIGH),
        "pseudo_relational": rng.choice(LOW_TO_HIGH),
        "survival": rng.choice(LOW_TO_HIGH),
        "connection": rng.choice(LOW_TO_HIGH),
    }
    noise = rng.choice((0, 1, 1, 2, 4))
    calm = rng.random() < 0.75  # no serious item reaches "often"
    harmless = rng.random() < 0.5  # none reaches "sometimes" either
    answers: dict[str, int | str] = {}
    for questionnaire in questionnaires():
        if questionnaire.id == "readiness":
            continue
        for item in _asked(questionnaire.items, form):
            keyed = _near(rng, levels[questionnaire.id], noise)
            if item.serious and calm:
                keyed = min(keyed, 2 if harmless else 3)
            answers[item.id] = _raw(item, keyed)
    answers |= _readiness(rng, form)
    return form, _sheet(rng, _thinned(rng, answers))


def _asked(items: tuple[Item, ...], form: Form) -> list[Item]:
    return [item for item in items if form == "full" or item.short]


def _near(rng: random.Random, level: int, noise: int) -> int:
    return max(1, min(5, level + rng.randint(-noise, noise)))


def _raw(item: Item, keyed: int) -> int:
    return 6 - keyed if item.reversed else keyed


def _readiness(rng: random.Random, form: Form) -> dict[str, int | str]:
    mode = rng.choice(("none", "good", "good", "facets", "facets", "facets", "random"))
    if mode == "none":
        return {}
    (questionnaire,) = (one for one in questionnaires() if one.id == "readiness")
    levels = {
        facet.id: rng.choice((4, 5) if mode == "good" else LOW_TO_HIGH)
        for facet in questionnaire.facets
    }
    if mode == "good" and rng.random() < 0.4:  # one thing is missing, the rest is there
        levels[rng.choice(list(levels))] = rng.choice((1, 2))
    if rng.random() < 0.15:
        levels["reserves"] = 1
    noise = 4 if mode == "random" else rng.choice((0, 0, 1))
    return {
        item.id: _raw(item, _near(rng, levels[item.facet], noise))
        for item in _asked(questionnaire.items, form)
    }


def _thinned(rng: random.Random, answers: dict[str, int | str]) -> dict[str, int | str]:
    """Leave answers out, or turn them into "can't say": none, a few, many, nearly all."""
    share = rng.choice((0.0, 0.0, 0.0, 0.0, 0.02, 0.1, 0.4, 0.9, 1.0))
    kept = {}
    for item, answer in answers.items():
        if rng.random() >= share:
            kept[item] = answer
        elif rng.random() < 0.5:
            kept[item] = CANT_SAY
    return kept


def _sheet(rng: random.Random, answers: dict[str, int | str]) -> AnswerSheet:
    about: dict[str, Any] = {
        "beyond": rng.choice((None, "no", "no", "no", "no", "no", "yes", "not_sure")),
        "position": rng.choice((None, "no", "no", "yes")),
        "months_here": rng.choice((None, 0, 2, 3, 40)),
    }
    return AnswerSheet.model_validate({"schema": "rctdiag.answers/1", "answers": answers} | about)
