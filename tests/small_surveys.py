"""Small questionnaires and tables for tests of group reports, every answer written out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from rctdiag.disclosure.document.survey import Survey
from rctdiag.model.questionnaire import Facet, Item, Kind, Questionnaire, ResponseScale

LABELS = ("never", "rarely", "sometimes", "often", "almost always")


def small_questionnaire(
    parts: Mapping[str, Sequence[str]],
    *,
    points: int = len(LABELS),
    kind: Kind = "other",
    sensitive: Collection[str] = (),
    who_carries: Collection[str] = (),
) -> Questionnaire:
    """A questionnaire, not checked as a file would be, so that it may be as small as a test needs.

    Args:
        parts: Part -> the ids of its items.
        points: Answers to choose from.
        kind: Of the scale.
        sensitive: Delicate items.
        who_carries: Items that compare groups of people.
    """
    labels = (*LABELS, *(f"point {at}" for at in range(len(LABELS) + 1, points + 1)))[:points]
    return Questionnaire.model_construct(
        schema_="rctdiag.questionnaire/1",
        id="tone",
        version="1.0.0",
        title="Tone",
        theory=None,
        kind=kind,
        language="en",
        license="CC0-1.0",
        evidence=0,
        private=False,
        about="About",
        stem="Stem",
        scale=ResponseScale(high=points, labels=labels),
        facets=tuple(Facet(id=part, label=part, looks_for=part) for part in parts),
        items=tuple(
            Item(
                id=item,
                facet=part,
                text=f"Text {item}",
                sensitive=item in sensitive,
                who_carries=item in who_carries,
            )
            for part, items in parts.items()
            for item in items
        ),
    )


def small_survey(
    questionnaire: Questionnaire,
    given: Sequence[Sequence[int]],
    columns: Mapping[str, Sequence[str | None]],
) -> Survey:
    """People by items in the order of the questionnaire, -1 for none."""
    items = tuple(item.id for item in questionnaire.items)
    return Survey((questionnaire,), "full", items, np.array(given, dtype=np.int64), columns)


def by_team(questionnaire: Questionnaire, teams: Mapping[str, str]) -> Survey:
    """People by team, the answers of each in one word: ``{"A": "111 123"}``."""
    rows = [(team, word) for team, words in teams.items() for word in words.split()]
    given = [[int(digit) for digit in word] for _, word in rows]
    return small_survey(questionnaire, given, {"team": [team for team, _ in rows]})
