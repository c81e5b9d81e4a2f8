"""The bundled content as plain data and as models, and how readable a text is."""

from __future__ import annotations

import re
import warnings
from functools import cache
from pathlib import Path
from typing import cast

from quick_yaml import quick_yaml
from rctdiag.model.questionnaire import Facet, Item, Questionnaire

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "questionnaires"
NAMES = ("hierarchical", "pseudo_relational", "survival", "connection", "readiness")
CULTURES = NAMES[:3]


def _frozen(value: object) -> object:
    """Sequences as tuples: the models are strict and take no list."""
    if isinstance(value, list):
        return tuple(_frozen(one) for one in value)
    if isinstance(value, dict):
        return {key: _frozen(one) for key, one in value.items()}
    return value


def plain(name: str) -> dict[str, object]:
    read = _frozen(quick_yaml((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))
    return cast("dict[str, object]", read)


@cache
def questionnaire(name: str) -> Questionnaire:
    return Questionnaire.model_validate(plain(name))


def every_item() -> list[Item]:
    return [item for name in NAMES for item in questionnaire(name).items]


def scale_of(item: Item) -> str:
    return next(name for name in NAMES if item in questionnaire(name).items)


def facet_items(name: str, facet: Facet) -> list[Item]:
    return [item for item in questionnaire(name).items if item.facet == facet.id]


def words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z][A-Za-z'-]*", text)


def grade(text: str) -> float:
    """Flesch-Kincaid grade, as textstat 0.7.3 counts it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # textstat imports the deprecated pkg_resources
        import textstat
    return float(textstat.flesch_kincaid_grade(text))
