"""The shipped questionnaires and steps, read without the product's loader."""

import json
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from rctdiag.model.questionnaire import Questionnaire
from rctdiag.model.step import Step, StepCatalogue
from rctdiag.scoring.key import ScoringKey, scoring_key

FOLDER = Path(__file__).parents[2] / "questionnaires"
NAMES = ("hierarchical", "pseudo_relational", "survival", "connection", "readiness")


def _read(name: str) -> str:
    return json.dumps(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


@cache
def questionnaires() -> tuple[Questionnaire, ...]:
    return tuple(Questionnaire.model_validate_json(_read(name)) for name in NAMES)


@cache
def steps() -> tuple[Step, ...]:
    return StepCatalogue.model_validate_json(_read("steps")).steps


@cache
def key(form: Literal["full", "short"]) -> ScoringKey:
    return scoring_key(questionnaires(), form)
