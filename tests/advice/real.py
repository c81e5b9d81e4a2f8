"""The shipped questionnaires and steps, read without the product's loader."""

import json
from functools import cache
from pathlib import Path
from typing import Literal

from quick_yaml import quick_yaml
from rctdiag.advice.adviser import Adviser
from rctdiag.model.questionnaire import Questionnaire
from rctdiag.model.step import AUDIENCES, Audience, Step, StepCatalogue
from rctdiag.scoring.key import ScoringKey, scoring_key

FOLDER = Path(__file__).parents[2] / "questionnaires"
NAMES = ("hierarchical", "pseudo_relational", "survival", "connection", "readiness")

Form = Literal["full", "short"]


def _read(path: Path) -> str:
    return json.dumps(quick_yaml(path.read_text(encoding="utf-8")))


@cache
def questionnaires() -> tuple[Questionnaire, ...]:
    return tuple(
        Questionnaire.model_validate_json(_read(FOLDER / f"{name}.yaml")) for name in NAMES
    )


@cache
def catalogue(audience: Audience) -> StepCatalogue:
    return StepCatalogue.model_validate_json(_read(FOLDER / "steps" / f"{audience}.yaml"))


@cache
def steps() -> tuple[Step, ...]:
    return tuple(step for audience in AUDIENCES for step in catalogue(audience).steps)


@cache
def key(form: Form) -> ScoringKey:
    return scoring_key(questionnaires(), form)


@cache
def adviser(form: Form) -> Adviser:
    return Adviser(steps(), key(form))
