"""A small world: five short questionnaires, steps made in the test, and sheets in keyed answers."""

from collections.abc import Iterable
from typing import Literal

from rctdiag.advice.adviser import Adviser
from rctdiag.advice.situation import Situation, read_situation
from rctdiag.model.answers import AnswerSheet
from rctdiag.model.plan import Offer, Plan
from rctdiag.model.questionnaire import Questionnaire
from rctdiag.model.step import Costs, Step
from rctdiag.scoring.key import ScoringKey, scoring_key
from rctdiag.scoring.profile import score
from scoring.factory import build

# "+" plain, "-" reversed, "!" serious; items are named <scale>_<facet number>_<item number>.
WORLD: tuple[Questionnaire, ...] = (
    build(
        "hierarchical", {"one_way_influence": "+-+", "power_over": "!+-", "invisible_work": "+++"}
    ),
    build("pseudo_relational", {"conflict_as_threat": "+++", "cost_of_candour": "+++", "x": "+++"}),
    build("survival", {"overload": "+++", "depletion": "+++", "chronic_crisis": "+++"}),
    build("connection", {"zest": "++", "worth": "++", "clarity": "++"}, kind="connection"),
    build(
        "readiness",
        {"allies": "++-", "say": "++-", "safety": "++-", "reserves": "++-"},
        kind="readiness",
        private=True,
    ),
)


def key(
    form: Literal["full", "short"] = "full", world: tuple[Questionnaire, ...] = WORLD
) -> ScoringKey:
    return scoring_key(world, form)


def sheet(answers: dict[str, int | str], **about: object) -> AnswerSheet:
    return AnswerSheet.model_validate({"schema": "rctdiag.answers/1", "answers": answers} | about)


def keyed(asked: ScoringKey | None = None, /, **at: int) -> dict[str, int | str]:
    """Answers by their keyed value, for an item, a facet or a scale; 0 leaves the items out.

    Unless said, readiness is 4, the cultures are ``default`` (2: little trouble), and connection
    is in the middle, or best where the default is 1.
    """
    default = at.get("default", 2)
    usual = {"readiness": 4, "connection": 5 if default == 1 else 3}
    answers: dict[str, int | str] = {}
    for row in (asked or key()).rows:
        value = usual.get(row.scale, default)
        for name in (row.scale, row.facet, row.item):
            value = at.get(name, value)
        if value:
            answers[row.item] = row.sign * value + row.offset
    return answers


def step(id_: str, **changes: object) -> Step:
    """A sustaining step of ten minutes, alone, that nothing bars; ``changes`` say otherwise."""
    text = "Do one thing."
    plain: dict[str, object] = dict.fromkeys(
        ("title", "do", "begin", "say", "ally", "sign", "stop_if", "avoid", "risk"), text
    )
    plain |= {
        "id": id_,
        "strategy": "sustaining",
        "visibility": "alone",
        "phase": "protection",
        "costs": Costs(minutes=10, replaces=text),
        "answers": {},
        "sources": ("own",),
    }
    return Step.model_validate(plain | changes)


def costs(minutes: int, gives_back: int = 0) -> Costs:
    return Costs(minutes=minutes, gives_back=gives_back, replaces="something")


def situation(answers: dict[str, int | str], **about: object) -> Situation:
    return read_situation(key(), score(key(), answers), sheet(answers, **about))


def plan(steps: list[Step], answers: dict[str, int | str], **about: object) -> Plan:
    asked = key("short" if about.pop("short", False) else "full")
    return Adviser(steps, asked).plan(score(asked, answers), sheet(answers, **about))


def ids(offers: Iterable[Offer]) -> list[str]:
    return [offer.step.id for offer in offers]
