"""What a portrait and its headline say follows the facets, not the culture alone."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
import yaml

import rctdiag
from advice.real import questionnaires
from rctdiag.model.documents.result import Result
from rctdiag.render import render
from rctdiag.render.person.headline import headline
from rctdiag.render.person.result_page import Page
from rctdiag.render.view import View
from rctdiag.render.words import FOLDER, words

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def stretched(*, talk: int, connection: int) -> Result:
    """The result of a stretched place where time to talk, and connection, are at these levels."""
    return rctdiag.assess(given(talk, connection), now=NOW)


def given(talk: int, connection: int) -> dict[str, int | Literal["cant_say"]]:
    answers: dict[str, int | Literal["cant_say"]] = {}
    for questionnaire in questionnaires():
        for item in questionnaire.items:
            level = {"survival": 5, "connection": connection, "readiness": 3}.get(
                questionnaire.id, 1
            )
            level = talk if item.facet == "no_room_to_relate" else level
            answers[item.id] = 6 - level if item.reversed else level
    return answers


@pytest.mark.parametrize(
    ("talk", "does"), [(5, "portrait_survival_does"), (1, "portrait_survival_does_spared")]
)
def test_talk_is_said_to_go_first_only_where_it_goes(talk: int, does: str) -> None:
    ids = [sentence.id for sentence in stretched(talk=talk, connection=2).profile.portrait]
    assert ids == ["portrait_survival", does]


@pytest.mark.parametrize(
    ("connection", "says"),
    [(5, "A stretched place, and people who stick together"), (2, "A stretched place")],
)
def test_a_headline_says_where_people_hold_together(connection: int, says: str) -> None:
    result = stretched(talk=5, connection=connection)
    assert headline(Page(result, words(result.language))).text == says


def test_to_somebody_who_has_left_the_place_is_told_as_past(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.json"
    answers = {"schema": "rctdiag.answers/1", "standing": "left", "answers": given(5, 2)}
    sheet.write_text(json.dumps(answers))
    result = rctdiag.assess(sheet, now=NOW)
    past = yaml.safe_load((FOLDER / "en/then.yaml").read_text(encoding="utf-8"))
    changed = {
        id_: words().text(id_)
        for id_, text in past.items()
        if "{" not in text and words().has(id_) and words().text(id_) != text
    }
    for accessible in (False, True):
        text = " ".join(render(result, View(accessible=accessible, full=True)).split())
        assert [id_ for id_, present in changed.items() if f" {present} " in text] == []
        assert "What got in the way" in text
        assert " people kept going by doing more and more" in text.casefold()


def mixed(*, connection: int, hardest: dict[str, int]) -> Result:
    """A place without a leading culture, where these facets of one culture are at these levels."""
    answers: dict[str, int | Literal["cant_say"]] = {}
    for questionnaire in questionnaires():
        for item in questionnaire.items:
            level = {"connection": connection, "readiness": 3}.get(questionnaire.id, 1)
            level = hardest.get(item.facet, level)
            answers[item.id] = 6 - level if item.reversed else level
    return rctdiag.assess(answers, now=NOW)


@pytest.mark.parametrize(
    ("connection", "hardest", "id_"),
    [
        (5, {"one_way_influence": 5, "submerged_conflict": 4}, "portrait_mixed_held"),
        (3, {"one_way_influence": 5, "submerged_conflict": 4}, "portrait_mixed"),
        (
            5,
            dict.fromkeys(
                ("one_way_influence", "invisible_work", "submerged_conflict", "self_protection"), 3
            ),
            "portrait_mixed_held_at_times",
        ),
    ],
)
def test_a_mixed_place_is_told_by_what_is_hardest_in_it(
    connection: int, hardest: dict[str, int], id_: str
) -> None:
    result = mixed(connection=connection, hardest=hardest)
    assert result.profile.certainty == "mixed"
    (sentence,) = result.profile.portrait
    text = words(result.language).text
    clauses = [text(f"clause_hierarchical_{facet}") for facet in list(hardest)[:2]]
    assert sentence.id == id_
    assert sentence.text == text(id_, parts=f"{clauses[0]}, and {clauses[1]}")
