"""A small questionnaire to keep answers to."""

import pytest

from rctdiag.model.questionnaire import Questionnaire

SIX = {
    "schema": "rctdiag.questionnaire/1",
    "id": "six",
    "version": "1.0.0",
    "title": "Six",
    "language": "en",
    "license": "CC-BY-4.0",
    "evidence": 0,
    "about": "For trying out.",
    "stem": "How often?",
    "scale": {"low": 1, "high": 3, "labels": ("no", "some", "yes")},
    "facets": ({"id": "light", "label": "light", "looks_for": "Light."},),
    "items": tuple({"id": f"q{n}", "facet": "light", "text": f"Lamp {n}."} for n in range(1, 7)),
}


@pytest.fixture
def six() -> Questionnaire:
    return Questionnaire.model_validate(SIX)
