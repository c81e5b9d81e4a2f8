"""What a portrait and its headline say follows the facets, not the culture alone."""

from datetime import UTC, datetime
from typing import Literal

import pytest

import rctdiag
from advice.real import questionnaires
from rctdiag.model.documents.result import Result
from rctdiag.render.person.headline import headline
from rctdiag.render.person.result_page import Page
from rctdiag.render.words import words


def stretched(*, talk: int, connection: int) -> Result:
    """The result of a stretched place where time to talk, and connection, are at these levels."""
    answers: dict[str, int | Literal["cant_say"]] = {}
    for questionnaire in questionnaires():
        for item in questionnaire.items:
            level = {"survival": 5, "connection": connection, "readiness": 3}.get(
                questionnaire.id, 1
            )
            level = talk if item.facet == "no_room_to_relate" else level
            answers[item.id] = 6 - level if item.reversed else level
    return rctdiag.assess(answers, now=datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("talk", "does"), [(5, "portrait_survival_does"), (1, "portrait_survival_does_spared")]
)
def test_talk_is_said_to_go_first_only_where_it_goes(talk: int, does: str) -> None:
    ids = [sentence.id for sentence in stretched(talk=talk, connection=2).profile.portrait]
    assert ids == ["portrait_survival", does]


@pytest.mark.parametrize(
    ("connection", "says"),
    [(5, "A stretched place, and people who hold together"), (2, "A stretched place")],
)
def test_a_headline_says_where_people_hold_together(connection: int, says: str) -> None:
    result = stretched(talk=5, connection=connection)
    assert headline(Page(result, words(result.language))).text == says
