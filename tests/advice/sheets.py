"""Random answer sheets: some free, most aimed at a case that seldom comes up by chance."""

import random
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from advice.real import questionnaires
from rctdiag.model.answers import CANT_SAY, AnswerSheet
from rctdiag.model.questionnaire import Item

Form = Literal["full", "short"]
LOW_TO_HIGH = (1, 2, 3, 4, 5)
Beyond = str | tuple[str, ...] | None
NO: tuple[Beyond, ...] = (None, "no", "no")
MARKS: tuple[Beyond, ...] = (
    ("danger",),
    ("harassment",),
    ("others_at_risk",),
    ("punished",),
    ("not_sure",),
    ("harassment", "punished"),
)
NOT_LEADING = (None, "member", "member", "independent", "left")


class Aim(NamedTuple):
    """What is drawn from; each field holds what one value of a sheet is chosen from.

    Attributes:
        short: Whether the short form is used.
        cultures: The level, 1-5, round which the answers on a culture lie.
        connection: The same for connection.
        noise: How far answers lie from that level at most.
        serious: How high a serious item may be.
        readiness: How the levels of readiness come about.
        fixed: Facets of readiness with a level of their own, without noise.
        gaps: The share of answers left out or "can't say", readiness apart.
        gaps_too: Whether readiness has these gaps as well.
        beyond, standing, months: Answers to these three questions.
    """

    short: tuple[bool, ...] = (True, *(False,) * 7)
    cultures: tuple[int, ...] = LOW_TO_HIGH
    connection: tuple[int, ...] = LOW_TO_HIGH
    noise: tuple[int, ...] = (0, 1, 1, 2, 4)
    serious: tuple[int, ...] = (2, 2, 2, 3, 3, 3, 5, 5)
    readiness: tuple[str, ...] = ("none", "good", "good", "facets", "facets", "facets", "random")
    fixed: Mapping[str, tuple[int, ...]] = {}
    gaps: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0, 0.02, 0.1, 0.4, 0.9, 1.0)
    gaps_too: tuple[bool, ...] = (True,)
    beyond: tuple[Beyond, ...] = (*(None, "no") * 8, *MARKS)
    standing: tuple[str | None, ...] = (*NOT_LEADING, "leads", "leads")
    months: tuple[int | None, ...] = (None, 0, 2, 3, 40)


FREE = Aim()
_ANSWERED = FREE._replace(readiness=("good", "facets", "random"), gaps=(0.0, 0.0, 0.02, 0.1))
_EVERYDAY = _ANSWERED._replace(beyond=NO, serious=(2, 3))
_SEVERAL = _EVERYDAY._replace(cultures=(3, 4, 4), short=(False,))
AIMS = (
    FREE,
    # Hardly any answers, with or without readiness.
    FREE._replace(
        short=(False,),
        gaps=(0.95, 1.0),
        gaps_too=(True, False),
        readiness=("facets", "good", "random"),
        beyond=NO,
        serious=(2, 3),
    ),
    # New in a place that is neither well nor hard.
    _EVERYDAY._replace(
        cultures=(1, 2),
        connection=(2, 3),
        noise=(0, 1),
        serious=(2,),
        fixed={"reserves": (2, 3, 4, 5)},
        standing=NOT_LEADING,
        months=(0, 1, 2),
    ),
    # Exhausted where help comes first, also with hardly any other answers.
    _ANSWERED._replace(
        fixed={"reserves": (1,)},
        gaps=(0.0, 0.1, 0.9, 1.0),
        gaps_too=(False,),
        beyond=MARKS,
        standing=NOT_LEADING,
    ),
    # In charge where help comes first, with or without readiness, in either form.
    FREE._replace(
        short=(True, False), readiness=("none", "facets"), beyond=MARKS, standing=("leads",)
    ),
    # Power is used against people, speaking is not safe, and several cultures read strongly.
    _SEVERAL._replace(serious=(3,), fixed={"safety": (1, 2), "reserves": (2, 3, 4, 5)}),
    # Exhausted, and several cultures read strongly.
    _SEVERAL._replace(fixed={"reserves": (1,)}),
    # In charge, and unsafe or overloaded.
    _EVERYDAY._replace(
        fixed={"safety": (1, 2, 2, 4), "reserves": (2, 3, 4, 5)},
        cultures=(3, 4, 5),
        standing=("leads",),
    ),
    # People stick together in a hard place.
    _EVERYDAY._replace(
        short=(False,),
        cultures=(2, 3, 3),
        connection=(4, 5),
        noise=(0, 1),
        serious=(2,),
        readiness=("none", "good", "facets"),
        fixed={"reserves": (2, 3, 4, 5)},
    ),
    # Fairly well, in either form.
    _EVERYDAY._replace(
        short=(True, False),
        cultures=(1, 1, 2),
        connection=(4, 5),
        noise=(0, 0, 0, 1),
        serious=(2,),
        readiness=("none", "good", "facets"),
        fixed={"reserves": (2, 3, 4, 5)},
        standing=NOT_LEADING,
    ),
)


def draw(rng: random.Random) -> tuple[Form, AnswerSheet]:
    """One form and one sheet; nothing but ``rng`` decides."""
    aim = rng.choice(AIMS)
    form: Form = "short" if rng.choice(aim.short) else "full"
    gaps = rng.choice(aim.gaps)
    shared = _thinned(rng, _shared(rng, aim, form), gaps)
    ready = _readiness(rng, aim, form)
    answers = shared | (_thinned(rng, ready, gaps) if rng.choice(aim.gaps_too) else ready)
    about: dict[str, Any] = {
        "beyond": rng.choice(aim.beyond),
        "standing": rng.choice(aim.standing),
        "months_here": rng.choice(aim.months),
    }
    sheet = AnswerSheet.model_validate({"schema": "rctdiag.answers/1", "answers": answers} | about)
    return form, sheet


@cache
def _asked(form: Form) -> dict[str, list[Item]]:
    return {
        one.id: [item for item in one.items if form == "full" or item.short]
        for one in questionnaires()
    }


@cache
def _near(level: int, noise: int) -> tuple[int, ...]:
    """The keyed answers round a level, each as often as it should be drawn."""
    return tuple(max(1, min(5, level + by)) for by in range(-noise, noise + 1))


def _raw(item: Item, keyed: int) -> int:
    return 6 - keyed if item.reversed else keyed


def _shared(rng: random.Random, aim: Aim, form: Form) -> dict[str, int | str]:
    noise, most = rng.choice(aim.noise), rng.choice(aim.serious)
    answers: dict[str, int | str] = {}
    for name, items in _asked(form).items():
        if name == "readiness":
            continue
        level = rng.choice(aim.connection if name == "connection" else aim.cultures)
        for item, keyed in zip(items, rng.choices(_near(level, noise), k=len(items)), strict=True):
            answers[item.id] = _raw(item, min(keyed, most) if item.serious else keyed)
    return answers


def _readiness(rng: random.Random, aim: Aim, form: Form) -> dict[str, int | str]:
    mode = rng.choice(aim.readiness)
    if mode == "none":
        return {}
    items = _asked(form)["readiness"]
    levels = {item.facet: rng.choice((4, 5) if mode == "good" else LOW_TO_HIGH) for item in items}
    if mode == "good" and rng.random() < 0.4:  # one thing is missing, the rest is there
        levels[rng.choice(list(levels))] = rng.choice((1, 2))
    if rng.random() < 0.15:
        levels["reserves"] = 1
    fixed = {facet: rng.choice(of) for facet, of in aim.fixed.items()}
    noise = 4 if mode == "random" else rng.choice((0, 0, 1))
    return {
        item.id: _raw(item, fixed.get(item.facet) or rng.choice(_near(levels[item.facet], noise)))
        for item in items
    }


def _thinned(
    rng: random.Random, answers: dict[str, int | str], share: float
) -> dict[str, int | str]:
    """Leave answers out, or turn them into "can't say": none, a few, many, nearly all."""
    if not share:
        return answers
    kept = {}
    for item, answer in answers.items():
        if rng.random() >= share:
            kept[item] = answer
        elif rng.random() < 0.5:
            kept[item] = CANT_SAY
    return kept
